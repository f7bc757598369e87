package matching_test

import (
	"fmt"
	"slices"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/matching"
)

// TestF20LoneProduct: a product that no listing sells has no sure match in a market that holds its siblings, its
// accessories and packs of it, and one that a listing does sell has it.
func TestF20LoneProduct(t *testing.T) {
	for _, tc := range []struct {
		cand, brand, cost, price string
		same                     []string // titles that are used
		others                   []string // titles that are not
	}{
		{"Orbix Nova 7 128 GB black", "Orbix", "300", "599", []string{"Orbix Nova 7 128GB Black smartphone"}, []string{"Orbix Nova 7 Pro 128GB black", "Orbix Nova 7 mini 128GB black", "Orbix Nova 8 128GB black", "Orbix Nova 7 Ultra 128 GB black"}},
		{"Nordia Action 9 camera", "Nordia", "150", "299", nil, []string{"Nordia Action 9 dive housing", "Nordia Action 8 camera", "Nordia Action 9 camera case"}},
		{"Velta Page 6 reader 16 GB", "Velta", "70", "139", nil, []string{"Velta Page 6 cover linen", "Velta Page 6 sleeve felt"}},
		{"Halden HX310Z cordless drill 18 V", "Halden", "50", "99", []string{"HX310Z Halden cordless drill 18V"}, []string{"2 x Halden HX310Z cordless drill 18V", "Halden HX310Z cordless drill 18 V + sander"}},
		{"Tempo Run 255 watch grey", "Tempo", "150", "299", nil, []string{"Tempo Run 255S watch grey", "Tempo Run 265 watch grey"}},
		{"Lumo Glide Master 3 mouse graphite", "Lumo", "40", "79", nil, []string{"Lumo Glide Voyager 3 mouse graphite"}},
	} {
		c := market.Candidate{ID: "c", Title: tc.cand, Brand: tc.brand, Cost: market.CostSheet{UnitCost: money.MustDecimal(tc.cost, "EUR")}}
		filler := []string{"Garden hose 20 m", "Oak bookshelf 5 shelves", "Cotton bath towel", "Steel pan 28 cm", "Desk lamp white"}
		var listings []market.Listing
		prices := map[market.ListingID]money.Amount{}
		for i, title := range slices.Concat(tc.same, tc.others, filler) {
			id := market.ListingID(fmt.Sprintf("s|%02d", i))
			listings = append(listings, market.Listing{ID: id, Source: "s", Title: title})
			prices[id] = money.MustDecimal(tc.price, "EUR")
		}
		sure := map[string]bool{}
		for _, m := range matching.Compare([]market.Candidate{c}, listings, prices, nil, matching.Options{}).Matches {
			if m.Relation == market.Same && m.Decision == market.Auto {
				i := slices.IndexFunc(listings, func(l market.Listing) bool { return l.ID == m.ListingID })
				sure[listings[i].Title] = true
			}
		}
		for _, title := range tc.same {
			if !sure[title] {
				t.Errorf("%q for %q: not sure", title, tc.cand)
			}
		}
		for _, title := range tc.others {
			if sure[title] {
				t.Errorf("%q for %q: taken for the same", title, tc.cand)
			}
		}
	}
}

// TestF20GuardsOfLanguages: packs, bundles, parts and broken things in the words of each language keep out of a market.
func TestF20GuardsOfLanguages(t *testing.T) {
	for _, tc := range []struct {
		cand, category string
		rivals         []string
		out            []string // title, price, title, price …
		stay           []string
	}{
		{"Orbix Breeze stand fan F4", "Stand fans", []string{"Nexu stand fan 50 W", "Talvo stand fan quiet", "Milo stand fan 40 cm"},
			[]string{"2x Orbix Breeze stand fan F4", "190", "Pair of Orbix Breeze stand fan F4", "190", "Orbix Breeze stand fan F4 + air cooler", "170", "Orbix Breeze stand fan F4 faulty", "20", "Orbix Breeze stand fan F4 for parts", "20", "User manual Orbix Breeze stand fan F4", "5"},
			[]string{"Orbix Breeze stand fan F4 with remote", "Orbix Breeze F4 stand fan + warranty"}},
		{"Orbix Breeze Standventilator F4", "Standventilatoren", []string{"Nexu Standventilator 50 W", "Talvo Standventilator leise", "Milo Standventilator 40 cm"},
			[]string{"Orbix Breeze Standventilator F4 Doppelpack", "190", "Orbix Breeze Standventilator F4 im Set mit Luftkühler", "170", "Orbix Breeze Standventilator F4 Sparpaket", "170", "Orbix Breeze Standventilator F4 defekt", "20", "Bedienungsanleitung Orbix Breeze Standventilator F4", "5"},
			[]string{"Orbix Breeze Standventilator F4 mit Fernbedienung"}},
		{"Orbix Breeze ventilateur sur pied F4", "Ventilateurs", []string{"Nexu ventilateur 50 W", "Talvo ventilateur silencieux", "Milo ventilateur 40 cm"},
			[]string{"2 x Orbix Breeze ventilateur sur pied F4", "190", "Pack duo Orbix Breeze ventilateur sur pied F4", "190", "Orbix Breeze ventilateur sur pied F4 en panne", "20"},
			[]string{"Orbix Breeze ventilateur sur pied F4 avec minuterie"}},
		{"Orbix Breeze ventilador de pie F4", "Ventiladores", []string{"Nexu ventilador 50 W", "Talvo ventilador silencioso", "Milo ventilador 40 cm"},
			[]string{"Orbix Breeze ventilador de pie F4 con humidificador, lote", "170", "Orbix Breeze ventilador de pie F4 averiado", "20"},
			[]string{"Orbix Breeze ventilador de pie F4 con temporizador"}},
		{"Вентилятор напольный Orbix Breeze F4", "Вентиляторы", []string{"Вентилятор Nexu 50 Вт", "Вентилятор Talvo тихий", "Вентилятор Milo 40 см"},
			[]string{"Вентилятор напольный Orbix Breeze F4 + увлажнитель в комплекте", "170", "Вентилятор напольный Orbix Breeze F4 на запчасти", "20"},
			[]string{"Вентилятор напольный Orbix Breeze F4 с пультом"}},
		{"Orbix Breeze 落地扇 F4", "落地扇", []string{"Nexu 落地扇 50W", "Talvo 落地扇 静音", "Milo 落地扇 40cm"},
			[]string{"Orbix Breeze 落地扇 F4 两台装", "190", "Orbix Breeze 落地扇 F4 2台", "190", "Orbix Breeze 落地扇 F4 x2", "190", "Orbix Breeze 落地扇 F4 壁挂架", "9", "Orbix Breeze 落地扇 F4 说明书", "5"},
			[]string{"Orbix Breeze 落地扇 F4 带遥控"}},
		{"Orbix Breeze 扇風機 F4", "扇風機", []string{"Nexu 扇風機 50W", "Talvo 扇風機 静音", "Milo 扇風機 40cm"},
			[]string{"Orbix Breeze 扇風機 F4 2台セット", "190", "Orbix Breeze 扇風機 F4 ×2", "190", "Orbix Breeze 扇風機 F4 + 加湿器 セット", "170", "Orbix Breeze 扇風機 F4 訳あり品", "40", "Orbix Breeze 扇風機 F4 互換バッテリー", "15"},
			[]string{"Orbix Breeze 扇風機 F4 リモコン付き"}},
	} {
		c := market.Candidate{ID: "c", Title: tc.cand, Brand: "Orbix", Category: tc.category}
		var listings []market.Listing
		prices := map[market.ListingID]money.Amount{}
		add := func(title, price string) {
			id := market.ListingID(fmt.Sprintf("s|%02d", len(listings)))
			listings = append(listings, market.Listing{ID: id, Source: "s", Title: title, Category: tc.category})
			prices[id] = money.MustDecimal(price, "EUR")
		}
		for _, title := range slices.Concat(tc.rivals, tc.stay) {
			add(title, "95")
		}
		inside := len(listings)
		for i := 0; i < len(tc.out); i += 2 {
			add(tc.out[i], tc.out[i+1])
		}
		in := map[market.ListingID]bool{}
		for _, m := range matching.Compare([]market.Candidate{c}, listings, prices, nil, matching.Options{}).Matches {
			in[m.ListingID] = m.Decision != market.Review
		}
		for i, l := range listings {
			if in[l.ID] != (i < inside) {
				t.Errorf("%q for %q: in the market %v", l.Title, tc.cand, in[l.ID])
			}
		}
	}
}

// TestF20SizeClasses: what is far larger or smaller is no substitute, by the measure that counts for its kind.
func TestF20SizeClasses(t *testing.T) {
	for _, tc := range []struct {
		cand, listing string
		out           bool
	}{
		{"Lumo TV 50 inch", "Nexu TV 24 inch", true},
		{"Lumo TV 50 inch", "Nexu TV 85 inch", true},
		{"Lumo TV 50 inch", "Nexu TV 127 cm", false},
		{"Lumo TV 50 inch", "Nexu TV 55 inch", false},
		{"Lumo cable 1 m", "Nexu cable 5 m", true},
		{"Lumo cable 1 m", "Nexu cable 2 m", false},
		{"Lumo disk 2.5 inch", "Nexu disk slim 7 mm", false},
		{"Lumo heater 500 W", "Nexu heater 2000 W", true},
		{"Lumo heater 1500 W", "Nexu heater 2000 W", false},
		{"Lumo power bank 5000 mAh", "Nexu power bank 26800 mAh", true},
		{"Lumo drive 32 GB", "Nexu drive 256 GB", true},
		{"Lumo drive 128 GB", "Nexu drive 256 GB", false},
		{"Lumo phone 256 GB", "Nexu phone 8 GB", false},
		{"Lumo shampoo 250 ml", "Nexu shampoo 5 l", true},
		{"Lumo shampoo 250 ml", "Nexu shampoo 1 l", false},
	} {
		res := matching.Compare([]market.Candidate{{ID: "c", Title: tc.cand, Category: "Thing"}}, []market.Listing{{ID: "l", Source: "s", Title: tc.listing, Category: "Thing"}}, nil, nil, matching.Options{})
		if out := len(res.Excluded["c"]) == 1 && res.Excluded["c"][0].Reason == matching.ReasonSize; out != tc.out {
			t.Errorf("%q beside %q: out %v; want %v (%v)", tc.listing, tc.cand, out, tc.out, res.Excluded)
		}
	}
}
