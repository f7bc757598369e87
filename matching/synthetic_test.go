package matching_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"shelfwise/market/money"
	"shelfwise/matching"
)

// domain is a made-up kind of goods: what its titles are built from. Products of one line are siblings that differ in
// one of the sizes, colours or model numbers only, which is what matching must tell apart.
type domain struct {
	name, currency         string
	brands, lines, kinds   []string
	sizes, colours, extras []string
	coded                  bool   // each product has a model number that shops print
	also                   string // what another shop calls the kind
}

func domains() []domain {
	return []domain{
		{
			name: "tools", currency: "EUR", coded: true, also: "Bohrmaschine",
			brands: []string{"Harko", "Velden", "Brunnel", "Stahlmark"}, lines: []string{"Pro", "Kompakt", "Duo", "Ultra", "Basis", "Max"}, kinds: []string{"Akkubohrer", "Stichsäge", "Bandschleifer"},
			sizes: []string{"12 V", "18 V", "36 V"}, colours: []string{"blau", "grün"}, extras: []string{"inkl. Ladegerät", "Versand gratis", "NEU", "Top Angebot"},
		},
		{
			name: "watches", currency: "USD", coded: true, also: "timepiece",
			brands: []string{"Orvane", "Tissela", "Kronwell", "Lumiere"}, lines: []string{"Diver", "Aviator", "Classic", "Chrono", "Sport"}, kinds: []string{"Watch", "Quartz Watch", "Automatic Watch"},
			sizes: []string{"38mm", "42mm", "44mm"}, colours: []string{"black", "silver", "blue"}, extras: []string{"Men's", "authentic", "free shipping", "with box"},
		},
		{
			name: "groceries", currency: "EUR", also: "boisson",
			brands: []string{"Valmeuse", "Bel Verger", "Maison Drouet", "Sourcelle"}, lines: []string{"Bio", "Tradition", "Douceur", "Soleil", "Montagne", "Prairie"}, kinds: []string{"jus de pomme", "limonade", "sirop de menthe", "thé glacé"},
			sizes: []string{"25 cl", "50 cl", "1 l", "1,5 l"}, colours: []string{"citron", "pêche", "nature"}, extras: []string{"bouteille", "promo", "livraison rapide"},
		},
		{
			name: "cosmetics", currency: "RUB", also: "средство",
			brands: []string{"Лавера", "Мирослава", "Натурэль", "Флорис"}, lines: []string{"Сияние", "Роса", "Бархат", "Утро", "Гармония"}, kinds: []string{"шампунь", "крем для рук", "бальзам"},
			sizes: []string{"100 мл", "250 мл", "400 мл"}, colours: []string{"ромашка", "алоэ", "лаванда"}, extras: []string{"оригинал", "новинка", "скидка"},
		},
	}
}

// product is a made-up product and what its model number and identifier are.
type product struct {
	brand, line, kind, size, colour, code, gtin string
	cents                                       int
}

func (d domain) products(n int, r *rand.Rand) []product {
	seen := map[string]bool{}
	var out []product
	for len(out) < n {
		pick := func(from []string) string { return from[r.IntN(len(from))] }
		p := product{brand: pick(d.brands), line: pick(d.lines), kind: pick(d.kinds), size: pick(d.sizes), colour: pick(d.colours), cents: 500 + r.IntN(30000)}
		key := p.brand + p.line + p.kind + p.size + p.colour
		if seen[key] {
			continue
		}
		seen[key] = true
		p.code = fmt.Sprintf("%c%c%d", 'A'+rune(r.IntN(26)), 'A'+rune(r.IntN(26)), 1000+7*len(out))
		p.gtin = gtin13(400_000_000_000 + int64(len(out))*37)
		out = append(out, p)
	}
	return out
}

// gtin13 adds the check digit to twelve.
func gtin13(twelve int64) string {
	s := fmt.Sprintf("%012d", twelve)
	sum := 0
	for i, c := range s {
		sum += int(c-'0') * (1 + 2*(i%2))
	}
	return s + fmt.Sprint((10-sum%10)%10)
}

// offer writes a product as a shop does: in its own order, with noise, a price near the usual.
func (d domain) offer(p product, id string, r *rand.Rand, other bool) matching.Record {
	words := []string{p.brand, p.line, p.kind, p.size, p.colour}
	if other {
		words = []string{p.kind, p.brand, p.line, p.colour, p.size}
		if r.IntN(4) == 0 {
			words[0] = d.also
		}
	}
	if d.coded {
		code := p.code
		if other && r.IntN(2) == 0 {
			code = code[:2] + "-" + code[2:]
		}
		words = append(words, code)
	}
	if r.IntN(2) == 0 {
		words = append(words, d.extras[r.IntN(len(d.extras))])
	}
	title := strings.Join(words, " ")
	if r.IntN(5) == 0 {
		title = strings.ToUpper(title)
	}
	cents := p.cents * (90 + r.IntN(20)) / 100
	return matching.Record{ID: id, Title: title, Price: money.MustDecimal(fmt.Sprintf("%d.%02d", cents/100, cents%100), money.Currency(d.currency))}
}

// sides makes a left side of n products and a right side that sells each third of them not at all, and half as many
// siblings that the left does not have.
func (d domain) sides(n int, seed uint64) (left, right []matching.Record, truth map[[2]string]bool) {
	r := rand.New(rand.NewPCG(seed, 7))
	truth = map[[2]string]bool{}
	for i, p := range d.products(n+n/2, r) {
		l, m := fmt.Sprint("l", i), fmt.Sprint("r", i)
		if i < n {
			left = append(left, d.offer(p, l, r, false))
		}
		if i%3 != 0 {
			right = append(right, d.offer(p, m, r, true))
		}
		truth[[2]string{l, m}] = i < n && i%3 != 0
	}
	return left, right, truth
}

type score struct{ right, wrong, missed int }

func (s score) precision() float64 { return float64(s.right) / float64(max(1, s.right+s.wrong)) }
func (s score) f1() float64 {
	return 2 * float64(s.right) / float64(max(1, 2*s.right+s.wrong+s.missed))
}

func judged(pairs []matching.Pair, truth map[[2]string]bool) score {
	var s score
	for _, same := range truth {
		if same {
			s.missed++
		}
	}
	for _, p := range pairs {
		switch {
		case p.Decision != matching.DecisionMatch:
		case truth[[2]string{p.Left, p.Right}]:
			s.right++
			s.missed--
		default:
			s.wrong++
		}
	}
	return s
}

// TestF19OtherGoods: goods unlike those the model was fitted on, in four languages, with and without model numbers,
// half of whose siblings differ in one word. With model numbers a match is right in 95 of 100 cases.
func TestF19OtherGoods(t *testing.T) {
	for _, d := range domains() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			left, right, truth := d.sides(120, 1)
			s := judged(matching.Pairs(left, right, matching.Options{}), truth)
			t.Logf("%s: %+v, precision %.3f, F1 %.3f", d.name, s, s.precision(), s.f1())
			if s.f1() < 0.8 {
				t.Errorf("F1 on %s = %.3f (%+v); want at least 0.80", d.name, s.f1(), s)
			}
			if d.coded && s.precision() < 0.95 {
				t.Errorf("precision on %s with model numbers = %.3f; want at least 0.95", d.name, s.precision())
			}
		})
	}
}

// TestF18Identified: with the identifiers in columns, of which some shops have none, precision holds 0.95.
func TestF18Identified(t *testing.T) {
	for _, d := range domains() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			left, right, truth := d.sides(120, 2)
			products := d.products(180, rand.New(rand.NewPCG(2, 7)))
			identify := func(rs []matching.Record) {
				for i := range rs {
					var at int
					if _, err := fmt.Sscanf(rs[i].ID[1:], "%d", &at); err != nil {
						t.Fatal(err)
					}
					switch p := products[at]; at % 4 {
					case 0, 1:
						rs[i].GTIN = p.gtin
					case 2:
						rs[i].Brand, rs[i].MPN = p.brand, p.code
					}
				}
			}
			identify(left)
			identify(right)
			known := map[string]bool{}
			for _, l := range left {
				known[l.ID] = l.GTIN != "" || l.MPN != ""
			}
			var s score
			found := map[string]bool{}
			for _, p := range matching.Pairs(left, right, matching.Options{}) {
				if !known[p.Left] || p.Decision != matching.DecisionMatch {
					continue
				}
				if truth[[2]string{p.Left, p.Right}] {
					s.right++
					found[p.Left] = true
				} else {
					s.wrong++
				}
			}
			for k, same := range truth {
				if same && known[k[0]] && !found[k[0]] {
					s.missed++
				}
			}
			t.Logf("%s: %+v, precision %.3f", d.name, s, s.precision())
			if s.precision() < 0.95 || s.missed > s.right/20 {
				t.Errorf("identified %s: %+v, precision %.3f; want 0.95 and at most one in twenty missed", d.name, s, s.precision())
			}
		})
	}
}
