package matching_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shelfwise/fixtures/shared"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/matching"
)

func listing(id, title, category string) market.Listing {
	return market.Listing{ID: market.ListingID(id), Source: "shop", Title: title, Category: category}
}

// reasons runs Compare for one candidate and returns why each listing was left out ("" for a rival).
func reasons(c market.Candidate, listings []market.Listing, prices map[market.ListingID]money.Amount) map[market.ListingID]string {
	res := matching.Compare([]market.Candidate{c}, listings, prices, nil, matching.Options{})
	out := map[market.ListingID]string{}
	for _, l := range listings {
		out[l.ID] = "not found"
	}
	for _, m := range res.Matches {
		out[m.ListingID] = ""
	}
	for _, e := range res.Excluded[c.ID] {
		out[e.ListingID] = e.Reason
	}
	return out
}

// TestF20Guards: what is for a product, or several of it, or used, never enters its market; what merely mentions other
// things does.
func TestF20Guards(t *testing.T) {
	for _, tc := range []struct{ category, candidate, title, price, want string }{
		{"wireless earbuds", "Acme Wireless Earbuds Pro", "Soundo Wireless Earbuds Bluetooth 5.3", "40", ""},
		{"wireless earbuds", "Acme Wireless Earbuds Pro", "Wireless Earbuds with Charging Case and 3 Ear Tips", "45", ""},
		{"wireless earbuds", "Acme Wireless Earbuds Pro", "Wireless Earbuds compatible with iPhone and Android", "35", ""},
		{"wireless earbuds", "Acme Wireless Earbuds Pro", "Wireless Earbuds for Running", "35", ""},
		{"wireless earbuds", "Acme Wireless Earbuds Pro", "Silicone Case for Wireless Earbuds", "9", "accessory"},
		{"wireless earbuds", "Acme Wireless Earbuds Pro", "Charging Case compatible with Acme Wireless Earbuds Pro", "35", "accessory"},
		{"wireless earbuds", "Acme Wireless Earbuds Pro", "Wireless Earbuds Replacement Ear Tips", "12", "accessory"},
		{"wireless earbuds", "Acme Wireless Earbuds Pro", "2-Pack Wireless Earbuds Bluetooth", "70", "pack_size"},
		{"wireless earbuds", "Acme Wireless Earbuds Pro", "Wireless Earbuds and Speaker Bundle", "70", "bundle"},
		{"wireless earbuds", "Acme Wireless Earbuds Pro", "Refurbished Soundo Wireless Earbuds", "20", "used"},
		{"Kaffeemühle", "Acme Kaffeemühle Edelstahl", "Brenno Kaffeemühle elektrisch 150 W", "39", ""},
		{"Kaffeemühle", "Acme Kaffeemühle Edelstahl", "Brenno Kaffeemühle mit Bürste", "39", ""},
		{"Kaffeemühle", "Acme Kaffeemühle Edelstahl", "Reinigungsbürste passend für Kaffeemühle", "6", "not rival"},
		{"Kaffeemühle", "Acme Kaffeemühle Edelstahl", "Ersatzdeckel Deckel für Kaffeemühle Acme", "8", "accessory"},
		{"Kaffeemühle", "Acme Kaffeemühle Edelstahl", "Kaffeemühle 2er Set", "70", "pack_size"},
		{"gourde", "Acme Gourde Inox 500 ml", "Gourde isotherme 750 ml", "20", ""},
		{"gourde", "Acme Gourde Inox 500 ml", "Housse pour gourde 500 ml", "7", "accessory"},
		{"gourde", "Acme Gourde Inox 500 ml", "Lot de 3 gourdes 500 ml", "45", "pack_size"},
		{"mochila", "Acme Mochila Urbana", "Mochila para portátil 15 pulgadas", "40", ""},
		{"mochila", "Acme Mochila Urbana", "Correa de repuesto para mochila", "8", "accessory"},
		{"рюкзак", "Acme Рюкзак городской", "Рюкзак школьный с ремешком", "40", ""},
		{"рюкзак", "Acme Рюкзак городской", "Чехол для рюкзак Acme", "8", "accessory"},
		{"保温杯", "雅客 保温杯 不锈钢", "不锈钢保温杯 便携", "40", ""},
		{"保温杯", "雅客 保温杯 不锈钢", "保温杯保护套 适用于各种保温杯", "8", "accessory"},
		{"保温杯", "雅客 保温杯 不锈钢", "保温杯 2个装", "75", "pack_size"},
		{"水筒", "アクメ 水筒 ステンレス", "水筒 真空断熱 軽量", "40", ""},
		{"水筒", "アクメ 水筒 ステンレス", "水筒用カバー 交換用", "8", "accessory"},
	} {
		t.Run(tc.title, func(t *testing.T) {
			t.Parallel()
			var ls []market.Listing
			prices := map[market.ListingID]money.Amount{}
			for i := range 5 { // the usual offers, which set the usual price
				id := fmt.Sprintf("usual-%d", i)
				ls = append(ls, listing(id, fmt.Sprintf("Marke%d %s M%d", i, tc.category, 100+i), tc.category))
				prices[market.ListingID(id)] = money.MustDecimal(fmt.Sprint(36+i), "EUR")
			}
			ls = append(ls, listing("x", tc.title, tc.category))
			prices["x"] = money.MustDecimal(tc.price, "EUR")
			got := reasons(market.Candidate{ID: "c", Title: tc.candidate, Brand: "Acme", Category: tc.category}, ls, prices)
			if tc.want == "not rival" {
				if got["x"] == "" {
					t.Errorf("%q is a rival of %q", tc.title, tc.candidate)
				}
			} else if got["x"] != tc.want {
				t.Errorf("%q against %q: %q; want %q", tc.title, tc.candidate, got["x"], tc.want)
			}
			for i := range 5 {
				if id := market.ListingID(fmt.Sprintf("usual-%d", i)); got[id] != "" {
					t.Errorf("%s lost: %s", id, got[id])
				}
			}
		})
	}
}

func TestF18Quarantine(t *testing.T) {
	c := market.Candidate{ID: "c", Title: "Acme Water Bottle 500 ml black", Brand: "Acme", GTIN: "4006381333931", Category: "water bottle"}
	for _, tc := range []struct{ name, title, brand, gtin, reason, method string }{
		{"same", "ACME bottle 0.5 l", "Acme", "04006381333931", "", "gtin"},
		{"brand", "Zeno Water Bottle 500 ml", "Zeno", "4006381333931", "brand", ""},
		{"pack", "Acme Water Bottle 500 ml pack of 6", "Acme", "4006381333931", "pack", ""},
		{"variant", "Acme Water Bottle 500 ml red", "Acme", "4006381333931", "variant", ""},
		{"size", "Acme Water Bottle 1 l", "Acme", "4006381333931", "size", ""},
		{"accessory", "Replacement lid for Acme Water Bottle 500 ml black", "Acme", "4006381333931", "accessory", ""},
		{"bad check digit", "Quite another thing", "", "4006381333932", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			l := market.Listing{ID: "l", Source: "s", Title: tc.title, Brand: tc.brand, GTIN: tc.gtin, Category: "water bottle"}
			res := matching.Compare([]market.Candidate{c}, []market.Listing{l}, nil, nil, matching.Options{})
			var method, reason string
			for _, m := range res.Matches {
				if m.Relation == market.Same {
					method = m.Method
				}
			}
			for _, q := range res.Quarantined {
				reason, _, _ = strings.Cut(q.Reason, ":")
			}
			if method != tc.method || reason != tc.reason {
				t.Errorf("same by %q, quarantined for %q; want %q, %q", method, reason, tc.method, tc.reason)
			}
			if tc.reason != "" && len(res.Matches) > 0 {
				t.Errorf("quarantined listing is matched: %+v", res.Matches)
			}
		})
	}
}

// TestF19DecisionsWin: what the user confirmed or rejected stands whatever the tiers say, and agreement is counted.
func TestF19DecisionsWin(t *testing.T) {
	c := []market.Candidate{{ID: "c", Title: "Acme Water Bottle", Brand: "Acme", GTIN: "4006381333931", Category: "bottle"}}
	ls := []market.Listing{
		{ID: "a", Title: "Acme Water Bottle", Brand: "Acme", GTIN: "4006381333931", Category: "bottle"},
		{ID: "b", Title: "Something else", Category: "lamp"},
		{ID: "d", Title: "Zeno Bottle", Category: "bottle"},
	}
	decided := []market.Match{
		{CandidateID: "c", ListingID: "a", Relation: market.Same, Decision: market.Rejected},
		{CandidateID: "c", ListingID: "b", Relation: market.Same, Decision: market.Confirmed, Confidence: 1},
		{CandidateID: "c", ListingID: "d", Relation: market.Comparable, Decision: market.Rejected},
	}
	res := matching.Compare(c, ls, nil, decided, matching.Options{})
	if diff := cmp.Diff([]market.Match{decided[1].Decide(market.Confirmed, market.Same)}, res.Matches); diff != "" {
		t.Errorf("matches (-want +got):\n%s", diff)
	}
	for _, e := range res.Excluded["c"] {
		if e.Reason != matching.ReasonRejected {
			t.Errorf("%s left out for %s; want rejected", e.ListingID, e.Reason)
		}
	}
	if want := (matching.Agreement{Decided: 3, Wrong: 2, Missed: 1}); res.Agreement != want {
		t.Errorf("agreement %+v; want %+v: the model uses a and d, and not b", res.Agreement, want)
	}
}

// TestW12Markets: a candidate without a same product gets a market, and Built says from what.
func TestW12Markets(t *testing.T) {
	ls := []market.Listing{
		listing("1", "Zeno Yoga Mat 6 mm", "Sports > Yoga Mats"), listing("2", "Kora Yoga Mat natural rubber", ""), listing("3", "Desk Lamp LED", "lamps"),
		{ID: "4", Title: "Acme Yogamatte", Brand: "Acme", GTIN: "4006381333931", Category: "Yogamatten"}, listing("5", "Brenno Yogamatte rutschfest", "Yogamatten"),
	}
	for _, tc := range []struct {
		name string
		c    market.Candidate
		want []string
		says string
	}{
		{"category path and plural", market.Candidate{ID: "c", Title: "Nuno Mat", Category: "yoga mat"}, []string{"1", "2"}, "category"},
		{"bridged by a same product", market.Candidate{ID: "c", Title: "Acme Mat", Brand: "Acme", GTIN: "4006381333931", Category: "yoga mat"}, []string{"1", "2", "4", "5"}, "sells the same products"},
		{"keywords", market.Candidate{ID: "c", Title: "Nuno Relax", Keywords: []string{"yoga mat"}}, []string{"1", "2"}, "keywords"},
		{"title only", market.Candidate{ID: "c", Title: "Nuno Desk Lamp", Brand: "Nuno"}, []string{"3"}, "title"},
		{"nothing", market.Candidate{ID: "c", Title: "Quux", Category: "snow shovel"}, nil, "no comparable"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			res := matching.Compare([]market.Candidate{tc.c}, ls, nil, nil, matching.Options{})
			var got []string
			for _, m := range res.Matches {
				got = append(got, string(m.ListingID))
				sum := 0.0
				for _, e := range m.Evidence {
					sum += e.Contribution
				}
				if p := 1 / (1 + exp(-sum)); p-m.Confidence > 0.01 || m.Confidence-p > 0.01 {
					t.Errorf("%s: evidence adds to %.3f; confidence %.3f", m.ListingID, p, m.Confidence)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("market (-want +got):\n%s", diff)
			}
			if !strings.Contains(res.Built["c"], tc.says) {
				t.Errorf("built: %q; want it to say %q", res.Built["c"], tc.says)
			}
		})
	}
}

// TestF20KindAndSizeAreNoName: titles that share the kind of product and its size only are substitutes, also where
// the market is so small that these words look rare; what shares less is nothing.
func TestF20KindAndSizeAreNoName(t *testing.T) {
	var listings []market.Listing
	for i, title := range []string{"Norda Wasserkocher Edelstahl 1,7 l", "Bellux Wasserkocher Glas 1,5 l", "Wasserkocher Kompakt 1,0 l", "Entkalker 500 ml"} {
		listings = append(listings, market.Listing{ID: market.ListingID(fmt.Sprint("s|", i)), Source: "s", Title: title})
	}
	cands := []market.Candidate{{ID: "kettle", Title: "Quell Wasserkocher 1,7 l", Category: "Wasserkocher"}, {ID: "oil", Title: "Quell 500 ml", Keywords: []string{"Olivenöl"}}}
	for _, m := range matching.Compare(cands, listings, nil, nil, matching.Options{}).Matches {
		if m.CandidateID != "kettle" || m.Relation != market.Comparable {
			t.Errorf("%s and %s are %s (%.2f); want comparable kettles only", m.CandidateID, m.ListingID, m.Relation, m.Confidence)
		}
	}
}

// TestF20GuardEffect: the report says how far a guard moved the median.
func TestF20GuardEffect(t *testing.T) {
	ls := []market.Listing{listing("1", "Zeno Yoga Mat", "yoga mat"), listing("2", "Kora Yoga Mat", "yoga mat"), listing("3", "Strap for Yoga Mat", "yoga mat"), listing("4", "Bag for Yoga Mat", "yoga mat")}
	prices := map[market.ListingID]money.Amount{}
	for i, p := range []string{"30.00", "40.00", "5.00", "7.00"} {
		prices[ls[i].ID] = money.MustDecimal(p, "EUR")
	}
	res := matching.Compare([]market.Candidate{{ID: "c", Title: "Nuno Yoga Mat", Category: "yoga mat"}}, ls, prices, nil, matching.Options{})
	want := []market.GuardEffect{{CandidateID: "c", Guard: "accessory", Excluded: 2, Without: money.MustDecimal("18.50", "EUR"), With: money.MustDecimal("35.00", "EUR")}}
	if diff := cmp.Diff(want, res.Guards, cmp.AllowUnexported(money.Amount{})); diff != "" {
		t.Errorf("effects (-want +got):\n%s", diff)
	}
}

// TestF19Languages: offers of one product in one or several languages are found among others of the same kind.
func TestF19Languages(t *testing.T) {
	left := []matching.Record{
		{ID: "de", Title: "Bosch Akku-Bohrschrauber GSR 18V-55, 2x 2,0 Ah"}, {ID: "fr", Title: "Moulinex Cafetière filtre FG360D11 inox 1,25 L"}, {ID: "es", Title: "Cecotec Robot Aspirador Conga 3890"},
		{ID: "ru", Title: "Чайник электрический Bosch TWK7603, 1,7 л, чёрный"}, {ID: "zh", Title: "小米 米家电饭煲 4L 智能预约"}, {ID: "ja", Title: "象印 炊飯器 圧力IH式 5.5合 NW-JX10-BA"},
	}
	right := []matching.Record{
		{ID: "de", Title: "BOSCH Professional GSR18V55 Akkuschrauber mit 2 x 2.0Ah Akkus"}, {ID: "fr", Title: "Cafetiere Moulinex FG360D11 1.25 litre"}, {ID: "es", Title: "CECOTEC Conga 3890 robot aspirador y fregasuelos"},
		{ID: "ru", Title: "Электрочайник BOSCH TWK 7603 черный 1.7 литра"}, {ID: "zh", Title: "小米（MI）米家电饭煲4升 智能预约 家用"}, {ID: "ja", Title: "象印マホービン 圧力IH炊飯器 NW-JX10 5.5合"},
		{ID: "de2", Title: "Bosch Bohrhammer GBH 2-26"}, {ID: "fr2", Title: "Moulinex Grille-pain Subito"}, {ID: "es2", Title: "Cecotec Freidora Cecofry 4000"}, {ID: "ru2", Title: "Тостер Bosch TAT6A113"},
		{ID: "zh2", Title: "美的 空气炸锅 5L 大容量"}, {ID: "ja2", Title: "タイガー 電気ケトル 0.8L"},
	}
	got := map[string]string{}
	for _, p := range matching.Pairs(left, right, matching.Options{}) {
		got[p.Left] += p.Right + " " + p.Decision
	}
	for _, l := range left {
		if want := l.ID + " match"; got[l.ID] != want && got[l.ID] != l.ID+" review" {
			t.Errorf("%s (%s): %q; want %q", l.ID, l.Title, got[l.ID], want)
		}
	}
}

var vocabulary = []string{"sony", "canon", "bottle", "camera", "black", "white", "dsc-rx100", "ts4gsdhc", "500 ml", "16gb", "pro", "case", "for", "2-pack", "保温杯", "kaffeemühle", "1080p", "2007", "4006381333931"}

func records(t *rapid.T, name string) []matching.Record {
	n := rapid.IntRange(1, 8).Draw(t, name+" n")
	out := make([]matching.Record, n)
	for i := range out {
		words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 6).Draw(t, name)
		out[i] = matching.Record{ID: fmt.Sprintf("%s%02d", name, i), Title: strings.Join(words, " ")}
	}
	return out
}

type link struct {
	l, r, decision string
	score          float64
}

func links(ps []matching.Pair, swap bool) []link {
	var out []link
	for _, p := range ps {
		k := link{p.Left, p.Right, p.Decision, p.Score}
		if swap {
			k.l, k.r = k.r, k.l
		}
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b link) int { return strings.Compare(a.l+"|"+a.r, b.l+"|"+b.r) })
	return out
}

// TestW12PairsProperties: the order of rows changes nothing, and neither does which side is called left, but for the
// greedy choice among equals.
func TestW12PairsProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		left, right := records(t, "l"), records(t, "r")
		want := links(matching.Pairs(left, right, matching.Options{}), false)
		l2, r2 := rapid.Permutation(left).Draw(t, "lp"), rapid.Permutation(right).Draw(t, "rp")
		if diff := cmp.Diff(want, links(matching.Pairs(l2, r2, matching.Options{}), false), cmp.AllowUnexported(link{})); diff != "" {
			t.Errorf("rows reordered (-want +got):\n%s", diff)
		}
	})
}

// TestW12Symmetric: swapping the sides swaps the pairs.
func TestW12Symmetric(t *testing.T) {
	t.Parallel()
	dir := shared.Path(t, "data", "matching", "abt-buy")
	left, right := side(t, dir+"/left.csv")[:300], side(t, dir+"/right.csv")[:300]
	a, b := links(matching.Pairs(left, right, matching.Options{}), false), links(matching.Pairs(right, left, matching.Options{}), true)
	if diff := cmp.Diff(a, b, cmp.AllowUnexported(link{})); diff != "" {
		t.Errorf("sides swapped (-want +got):\n%s", diff)
	}
}

func exp(x float64) float64 { return math.Exp(x) }

// TestF13StatedPack: a pack that the offer states and the title does not is another pack size.
func TestF13StatedPack(t *testing.T) {
	c := market.Candidate{ID: "c", Title: "Basmati rice 500 g", Brand: "Nuno", Category: "rice"}
	l := market.Listing{ID: "s|1", Source: "s", Title: "Nuno basmati rice 500 g", Brand: "Nuno", Category: "rice"}
	for n, want := range map[int]bool{0: false, 1: false, 3: true} {
		res := matching.Compare([]market.Candidate{c}, []market.Listing{l}, nil, nil, matching.Options{Packs: map[market.ListingID]int{l.ID: n}})
		out := false
		for _, e := range res.Excluded["c"] {
			out = out || e.Reason == matching.ReasonPack
		}
		if out != want || (len(res.Matches) == 0) != want {
			t.Errorf("stated pack of %d: matches %v, excluded %v", n, res.Matches, res.Excluded["c"])
		}
	}
}

// TestF28CodeOfAnotherKind: a code that two makers' titles share by chance, on things of two kinds, makes no same product
// of them, with or without identifiers, so that leaving the gtin out helps nobody.
func TestF28CodeOfAnotherKind(t *testing.T) {
	kinds := []string{"backpack", "pet fountain", "desk lamp", "garden hose", "dash camera", "phone stand", "yoga mat", "rice cooker"}
	makers, lines := []string{"Orrin", "Ivex", "Lumo", "Dunmar", "Ashley", "Veltro"}, []string{"Pro", "Air", "Lite", "Plus", "Max", "Mini", "Ultra", "Home"}
	var listings []market.Listing
	add := func(id, maker, title, kind string) {
		l := listing(id, maker+" "+title, kind)
		l.Brand = maker
		listings = append(listings, l)
	}
	for n := range 30 * len(kinds) {
		k, i := n/30, n%30
		add(fmt.Sprint(n), makers[(i+k)%6], fmt.Sprintf("%s %s %c%d", kinds[k], lines[(i*3+k)%8], 'A'+(n*7)%26, 100+(n*37)%900), kinds[k])
	}
	add("fountain", "Ivex", "Pet Fountain Air I849", "pet fountain")
	same := func() []market.ListingID {
		c := market.Candidate{ID: "c", Title: "Orrin Backpack Pro I849", Brand: "Orrin", Category: "backpack"}
		var out []market.ListingID
		for _, m := range matching.Compare([]market.Candidate{c}, listings, nil, nil, matching.Options{}).Matches {
			if m.Relation == market.Same && m.Decision == market.Auto {
				out = append(out, m.ListingID)
			}
		}
		return out
	}
	if got := same(); len(got) > 0 {
		t.Errorf("the same product is %v; want none", got)
	}
	add("pack", "Orrin", "Backpack Pro I849", "bags")
	if got := same(); !slices.Equal(got, []market.ListingID{"pack"}) {
		t.Errorf("the same product is %v; want the backpack of the same maker, whatever shelf it stands on", got)
	}
}
