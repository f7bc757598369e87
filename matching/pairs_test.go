package matching_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/matching"
)

// filler is a right side of unlike goods, so that words have weights as in a catalogue.
func filler() []matching.Record {
	var out []matching.Record
	for i := range 40 {
		out = append(out, matching.Record{ID: fmt.Sprint("f", i), Title: fmt.Sprintf("%s %s %d", []string{"Desk lamp", "Garden chair", "Wall clock", "Coffee table"}[i%4], []string{"oak", "steel", "white", "round", "foldable"}[i%5], 200+i)})
	}
	return out
}

// TestF18PairsByIdentifier: in two files too an equal identifier carries a match, unless the rest contradicts it, and
// different ones forbid it.
func TestF18PairsByIdentifier(t *testing.T) {
	bottle := matching.Record{ID: "l", Title: "Acme Water Bottle 500 ml black", Brand: "Acme", GTIN: "5000157026071"}
	for _, tc := range []struct {
		name                   string
		left, right            matching.Record
		decision, method, says string
	}{
		{"padded to fourteen, other words", bottle, matching.Record{Title: "Trinkflasche 0,5 l", GTIN: "05000157026071"}, "match", "gtin", "gtin"},
		{"brand contradicts", bottle, matching.Record{Title: "Water Bottle 500 ml black", Brand: "Zeno", GTIN: "5000157026071"}, "not match", "", "brand"},
		{"pack contradicts", bottle, matching.Record{Title: "Acme Water Bottle 500 ml black, pack of 6", GTIN: "5000157026071"}, "not match", "", "pack"},
		{"colour contradicts", bottle, matching.Record{Title: "Acme Water Bottle 500 ml red", GTIN: "5000157026071"}, "not match", "", "variant"},
		{"size contradicts", bottle, matching.Record{Title: "Acme Water Bottle 1 l black", GTIN: "5000157026071"}, "not match", "", "size"},
		{"another identifier", bottle, matching.Record{Title: "Acme Water Bottle 500 ml black", Brand: "Acme", GTIN: "4006381333931"}, "not match", "", "gtin"},
		{"bad check digit says nothing", bottle, matching.Record{Title: "Office chair grey", GTIN: "5000157026072"}, "", "", ""},
		{"restricted within a shop", matching.Record{ID: "l", Title: "Cheese", GTIN: "2000000000015"}, matching.Record{Title: "Office chair grey", GTIN: "2000000000015"}, "", "", ""},
		{
			"part number and brand", matching.Record{ID: "l", Title: "Kettle", Brand: "Acme", MPN: "KT-480/B"},
			matching.Record{Title: "Wasserkocher", Brand: "ACME GmbH", MPN: "KT480B"}, "match", "mpn", "",
		},
		{
			"part number, other brand", matching.Record{ID: "l", Title: "Kettle", Brand: "Acme", MPN: "KT-480/B"},
			matching.Record{Title: "Mouse pad", Brand: "Zeno", MPN: "KT480B"}, "not match", "", "",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tc.right.ID = "r"
			var got matching.Pair
			for _, p := range matching.Pairs([]matching.Record{tc.left}, append(filler(), tc.right), matching.Options{}) {
				if p.Right == "r" {
					got = p
				}
			}
			switch {
			case tc.decision == "not match" && got.Decision == matching.DecisionMatch, tc.decision == "match" && got.Decision != matching.DecisionMatch, tc.decision == "" && got.Decision != "":
				t.Errorf("%q by %q (%.2f); want %q", got.Decision, got.Method, got.Score, tc.decision)
			case tc.method != "" && got.Method != tc.method:
				t.Errorf("by %q; want %q", got.Method, tc.method)
			}
			if got.Decision != "" {
				sum, named := 0.0, false
				for _, e := range got.Evidence {
					sum += e.Contribution
					named = named || strings.HasPrefix(e.Feature, tc.says) || strings.HasPrefix(e.Value, tc.says)
				}
				if p := 1 / (1 + math.Exp(-sum)); math.Abs(p-got.Score) > 0.01 || !named {
					t.Errorf("evidence %v adds to %.3f; want the score %.3f and %q named", got.Evidence, p, got.Score, tc.says)
				}
			}
		})
	}
}

// TestF19SiblingsInLanguages: of two offers in other words, the same product is matched and its sibling (another model
// or size of the same line) is not.
func TestF19SiblingsInLanguages(t *testing.T) {
	for _, tc := range []struct{ name, left, same, sibling string }{
		{"German", "Brenno Akku-Staubsauger VX 430 beutellos schwarz", "Staubsauger BRENNO VX430, Akku, ohne Beutel, schwarz", "Brenno Akku-Staubsauger VX 530 beutellos schwarz"},
		{"German size", "Olivenöl Costanera nativ extra 500 ml Flasche", "Costanera Natives Olivenöl extra, 0,5 l", "Costanera Natives Olivenöl extra, 1 l"},
		{"French", "Cafetière filtre Marelle CF1200 inox 1,2 L", "MARELLE CF 1200 cafetière à filtre, inox, 1.2 litre", "MARELLE CF 1500 cafetière à filtre, inox, 1.5 litre"},
		{"French size", "Sirop de menthe Valmeuse bio 70 cl", "Valmeuse sirop bio menthe 700 ml", "Valmeuse sirop bio menthe 250 ml"},
		{"Spanish", "Robot aspirador Corvento R3890 negro", "CORVENTO R-3890 aspirador robot color negro", "CORVENTO R-3490 aspirador robot color negro"},
		{"Russian", "Чайник электрический Борвик TWK7603, 1,7 л, чёрный", "Электрочайник БОРВИК TWK 7603 черный 1.7 литра", "Электрочайник БОРВИК TWK 7607 черный 1.7 литра"},
		{"Russian size", "Шампунь Лавера ромашка 400 мл", "ЛАВЕРА шампунь с ромашкой 0,4 л", "ЛАВЕРА шампунь с ромашкой 250 мл"},
		{"Chinese", "米禾电饭煲 MH-450A 4L 智能预约", "米禾（MIHE）智能预约电饭煲4升 MH450A", "米禾（MIHE）智能预约电饭煲4升 MH460A"},
		{"Chinese size", "青竹 洗发水 茶树精华 500毫升", "青竹茶树精华洗发水500ml", "青竹茶树精华洗发水250ml"},
		{"Japanese", "サクラ堂 炊飯器 圧力IH式 5.5合 NWX-10", "サクラ堂 圧力IH炊飯器 NWX10 5.5合炊き", "サクラ堂 圧力IH炊飯器 NWX18 5.5合炊き"},
		{"Japanese size", "ハナミ 緑茶 ペットボトル 500ml", "ハナミ 緑茶ペットボトル500ミリリットル", "ハナミ 緑茶ペットボトル2リットル"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			right := append(filler(), matching.Record{ID: "sibling", Title: tc.sibling}, matching.Record{ID: "same", Title: tc.same})
			scores := map[string]float64{}
			for _, p := range matching.Pairs([]matching.Record{{ID: "l", Title: tc.left}}, right, matching.Options{}) {
				scores[p.Right] = p.Score
				if (p.Right == "same") != (p.Decision == matching.DecisionMatch) {
					t.Errorf("%q and %s: %s (%.2f); want that only the same is a match", tc.left, p.Right, p.Decision, p.Score)
				}
			}
			if scores["same"] == 0 || scores["same"] <= scores["sibling"] {
				t.Errorf("%q: same %.2f, sibling %.2f; want the same found and above", tc.left, scores["same"], scores["sibling"])
			}
		})
	}
}

// TestF19CompareReordered: the order in which candidates and listings come changes nothing, quarantine and guards
// among it.
func TestF19CompareReordered(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var cands []market.Candidate
		for i, r := range records(t, "c") {
			cands = append(cands, market.Candidate{ID: fmt.Sprint("c", i), Title: r.Title, GTIN: []string{"", "4006381333931"}[i%2], Category: []string{"camera", "bottle", ""}[i%3]})
		}
		var ls []market.Listing
		for i, r := range append(records(t, "x"), records(t, "y")...) {
			ls = append(ls, market.Listing{ID: market.ListingID(fmt.Sprint("l", i)), Title: r.Title, GTIN: []string{"", "4006381333931", "5000157026071"}[i%3], Category: []string{"bottle", "camera", ""}[i%3]})
		}
		want := matching.Compare(cands, ls, nil, nil, matching.Options{})
		got := matching.Compare(rapid.Permutation(cands).Draw(t, "cp"), rapid.Permutation(ls).Draw(t, "lp"), nil, nil, matching.Options{})
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(money.Amount{})); diff != "" {
			t.Errorf("rows reordered (-want +got):\n%s", diff)
		}
		for _, q := range want.Quarantined {
			if slices.ContainsFunc(want.Matches, func(m market.Match) bool { return m.CandidateID == q.CandidateID && m.ListingID == q.ListingID }) {
				t.Errorf("%+v is quarantined and matched", q)
			}
		}
	})
}

// TestF19Labelled: the table's shares are of what the labels say, the shipped row is what Pairs decides, and a higher
// threshold never finds more.
func TestF19Labelled(t *testing.T) {
	t.Parallel()
	left, right, truth := domains()[0].sides(80, 3)
	var ls []matching.Label
	for k, same := range truth {
		ls = append(ls, matching.Label{Left: k[0], Right: k[1], Same: same})
	}
	levels := matching.Labelled(left, right, ls, true, matching.Options{})
	if len(levels) != 10 || levels[9].Threshold != 0 {
		t.Fatalf("%d rows; want nine thresholds and the shipped", len(levels))
	}
	want := judged(matching.Pairs(left, right, matching.Options{}), truth)
	if got := (score{levels[9].Right, levels[9].Wrong, levels[9].Missed}); got != want {
		t.Errorf("shipped row %+v; Pairs decides %+v", got, want)
	}
	for i, v := range levels {
		if i > 0 && i < 9 && v.Right+v.Wrong > levels[i-1].Right+levels[i-1].Wrong {
			t.Errorf("threshold %.1f finds more than %.1f", v.Threshold, levels[i-1].Threshold)
		}
		if v.Review < 0 || v.Review > 1 || v.Precision < 0 || v.Precision > 1 || v.Recall < 0 || v.Recall > 1 {
			t.Errorf("row %+v: a share outside 0 to 1", v)
		}
	}
}
