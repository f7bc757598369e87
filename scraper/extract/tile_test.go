package extract

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"shelfwise/fixtures/shared"
)

type tileLabel struct {
	ID    string `json:"id"`
	File  string `json:"file"`
	URL   string `json:"url"`
	Kind  string `json:"kind"`
	Truth struct {
		Tiles []struct {
			Name      string  `json:"name"`
			Price     *string `json:"price"`
			ListPrice *string `json:"list_price"`
		} `json:"tiles"`
		TileCount int `json:"tile_count"`
	} `json:"truth"`
}

// TestTilesOnLabelledPages measures the tiles found on real category pages the way the release is judged.
func TestTilesOnLabelledPages(t *testing.T) {
	dir := shared.Path(t, "data", "pages")
	f, err := os.Open(filepath.Join(dir, "labels.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	var tp, fp, fn int
	for sc.Scan() {
		var l tileLabel
		if json.Unmarshal(sc.Bytes(), &l) != nil || l.Kind != "category" {
			continue
		}
		body, err := os.ReadFile(filepath.Join(dir, filepath.Base(l.File)))
		if err != nil {
			t.Fatal(err)
		}
		d, err := newDocument(Page{URL: l.URL, Body: body})
		if err != nil {
			t.Errorf("%s: %v", l.ID, err)
			continue
		}
		got := d.tiles()
		hit, list := 0, 0
		for _, want := range l.Truth.Tiles {
			found := false
			near := ""
			for _, g := range got {
				if tileNameOverlap(want.Name, g.Title) < 0.75 {
					continue
				}
				if want.Price == nil || g.Price != nil && tileSamePrice(*want.Price, g.Price.Amount) {
					found = true
					if want.ListPrice == nil && g.ListPrice == nil || want.ListPrice != nil && g.ListPrice != nil && tileSamePrice(*want.ListPrice, g.ListPrice.Amount) {
						list++
					}
					break
				}
				near = "price differs"
				if g.Price != nil {
					near += " " + g.Price.Amount
				}
			}
			if found {
				hit++
				continue
			}
			price := "none"
			if want.Price != nil {
				price = *want.Price
			}
			t.Logf("%s: missed %q %s (%s)", l.ID, want.Name, price, near)
		}
		full := l.Truth.TileCount
		right := int(math.Round(float64(hit) / float64(len(l.Truth.Tiles)) * float64(min(full, len(got)))))
		tp, fn, fp = tp+right, fn+full-right, fp+max(0, len(got)-full)
		t.Logf("== %-24s want %d got %d hit %d list %d", l.ID, full, len(got), hit, list)
	}
	p, r := float64(tp)/float64(tp+fp), float64(tp)/float64(tp+fn)
	f1 := 2 * p * r / (p + r)
	t.Logf("tiles precision %.3f recall %.3f F1 %.3f", p, r, f1)
	if f1 < 0.3 {
		t.Errorf("tile F1 %.3f; want at least 0.3", f1)
	}
}

func tileSamePrice(a, b string) bool {
	x, e1 := strconv.ParseFloat(a, 64)
	y, e2 := strconv.ParseFloat(b, 64)
	return e1 == nil && e2 == nil && math.Abs(x-y) <= 0.005
}

func tileNameOverlap(a, b string) float64 {
	cut := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	x, y := cut(a), cut(b)
	if len(x) <= 2 && len([]rune(a)) > 12 {
		x, y = strings.Split(strings.Join(x, ""), ""), strings.Split(strings.Join(y, ""), "")
	}
	left := map[string]int{}
	for _, w := range x {
		left[w]++
	}
	hit := 0
	for _, w := range y {
		if left[w] > 0 {
			left[w]--
			hit++
		}
	}
	if len(x)+len(y) == 0 {
		return 0
	}
	return 2 * float64(hit) / float64(len(x)+len(y))
}
