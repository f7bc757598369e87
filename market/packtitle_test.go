package market_test

import (
	_ "embed"
	"math/big"
	"strings"
	"testing"

	"shelfwise/market"
)

//go:embed testdata/packs.tsv
var packTitles string

// TestF13PackTitles: titles of twelve and more languages hold what a person says they hold, or nothing is said.
func TestF13PackTitles(t *testing.T) {
	for line := range strings.Lines(packTitles) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		col := strings.Split(strings.TrimSpace(line), "\t")
		t.Run(col[0]+" "+col[1], func(t *testing.T) {
			p, ok := market.PackOf(col[1])
			if got := spelled(p); got != total(col[2]) || ok != (col[2] != "-") {
				t.Errorf("%v %v, want %s", p, ok, col[2])
			}
		})
	}
}

// spelled is what a pack comes to: pieces as their sum, sizes with the number of packs.
func spelled(p market.Pack) string {
	if !p.Known() {
		return "-"
	}
	return total(big.NewInt(int64(p.Count)).String() + " x " + p.Each + " " + p.Unit)
}

// total writes "24 x 90 piece" as "2160 piece"; "6 x 330 ml" stays.
func total(s string) string {
	col := strings.Fields(s)
	if len(col) < 4 || col[3] != "piece" {
		return s
	}
	n, _ := new(big.Int).SetString(col[0], 10)
	each, _ := new(big.Int).SetString(col[2], 10)
	return n.Mul(n, each).String() + " piece"
}

// TestF13PackTraps: numbers that are no amounts give no pack, and sums no one can tell are not told.
func TestF13PackTraps(t *testing.T) {
	for name, want := range map[string]string{
		"8' jumbo tube":                    "",
		"1970's poster":                    "",
		"A-34/76 Pack":                     "",
		"Stapler 30-Sheet Capacity":        "",
		"Set 3 in 1":                       "",
		"Sofa bed for up to 250 kg":        "",
		"Soap 100 g + 20 g":                "",
		"Syrup 500 mg/5 ml":                "",
		"Candies 150 pcs 1 kg":             "",
		"Nuts 500 g, 12 packs of 40 kg":    "",
		"Ball 000 g":                       "",
		"Oil 0,750 l":                      "750 ml",
		"Oil 1.000 ml":                     "1000 ml",
		"Oil 1,000ml":                      "1000 ml",
		"Ｔｅａ １００ｇ×３袋":                      "3 x 100 g",
		"Tea ㎖ 5":                          "",
		"Juice (6 x 330 ml) pack of 6":     "6 x 330 ml",
		"Juice 6 x 330 ml (1.98 L)":        "6 x 330 ml",
		"Juice 6 x 330 ml, 4 packs":        "",
		"Water 12 oz cans, 24 pack":        "",
		"Vitamin C 180 Tablets, Pack of 2": "2 x 180 piece",
		"Pens, pack of 12, 12 pcs":         "12 piece",
		"Nuts 16 oz / 454 g":               "453.592 g",
		"Omega 3 capsules":                 "",
		"Lenovo Tab 11 tablet":             "",
		"21st century 2":                   "",
	} {
		if p, ok := market.PackOf(name); p.String() != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", name, p, ok, want)
		}
	}
}
