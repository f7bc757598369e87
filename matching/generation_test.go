package matching_test

import (
	"path/filepath"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/market"
	"shelfwise/matching"
)

// TestF19OtherOfLine: part numbers of one mould and generations of one line tell products apart; a shop's way of
// writing them does not.
func TestF19OtherOfLine(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"Acme CD Receiver KD-B263", "Acme KD-B264 CD Receiver", true},
		{"Acme CD Receiver KD-B263", "Acme KDB263 CD Receiver", false},
		{"Acme CD Receiver KD-B263", "Acme CD Receiver", false},
		{"Acme CD Receiver KD-B263", "Acme CD Receiver 99812-XY", false}, // a shop's own number
		{"Acme 50mm f/1.8 Lens II", "Acme 50mm f/1.8 Lens", true},
		{"Acme D90 Mark II Body", "Acme D90 MkII Body", false},
		{"Acme D90 Mark II Body", "Acme D90 Mk III Body", true},
		{"Acme D90 Mk 2", "Acme D90 Mark II", false},
		{"Acme a7RII Camera", "Acme a7R II Camera", false},
		{"Acme a7R2 Camera", "Acme a7R II Camera", false},
		{"Age of Towers III", "Age of Towers 3", false},
	} {
		if got, back := matching.OtherOfLine(tc.a, tc.b), matching.OtherOfLine(tc.b, tc.a); got != tc.want || back != tc.want {
			t.Errorf("%q and %q are others: %v, the other way %v; want %v", tc.a, tc.b, got, back, tc.want)
		}
	}
}

// TestF20FalseVetoes: of the pairs that people labelled the same, few are kept apart by the guards or by what tells
// products of a line apart. The ceilings are what was reached; they are lowered, never raised.
func TestF20FalseVetoes(t *testing.T) {
	for _, tc := range []struct {
		name           string
		guards, others int
	}{{"abt-buy", 17, 14}, {"amazon-google", 13, 0}, {"wdc-computers", 5, 4}, {"wdc-cameras", 10, 5}} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := shared.Path(t, "data", "matching", tc.name)
			titles := [2]map[string]string{{}, {}}
			for i, file := range []string{"left.csv", "right.csv"} {
				for _, r := range side(t, filepath.Join(dir, file)) {
					titles[i][r.ID] = r.Title
				}
			}
			truth, _ := labels(t, dir)
			same, guards, others := 0, 0, 0
			for k, yes := range truth {
				if !yes {
					continue
				}
				same++
				a, b := titles[0][k[0]], titles[1][k[1]]
				res := matching.Compare([]market.Candidate{{ID: "c", Title: a, Category: "thing"}}, []market.Listing{{ID: "l", Source: "s", Title: b, Category: "thing"}}, nil, nil, matching.Options{})
				if len(res.Excluded["c"]) > 0 {
					guards++
				}
				if matching.OtherOfLine(a, b) {
					others++
				}
			}
			t.Logf("%s: of %d true pairs the guards veto %d, other numbers and generations %d", tc.name, same, guards, others)
			if same == 0 || guards > tc.guards || others > tc.others {
				t.Errorf("%s: guards veto %d, others %d; want at most %d and %d", tc.name, guards, others, tc.guards, tc.others)
			}
		})
	}
}

// TestF20AccessoryAsCandidate: an accessory is matched with its like, not with what it serves.
func TestF20AccessoryAsCandidate(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		cand, category, title string
		in                    bool
	}{
		{"Lumo Silicone Case for Norvik Phone X20 Black", "phone case", "Lumo Silicone Case for Norvik Phone X20 - Black", true},
		{"Lumo Silicone Case for Norvik Phone X20 Black", "", "Lumo Norvik Phone X20 Silicone Case, Black", true},
		{"Lumo Silicone Case for Norvik Phone X20 Black", "", "Norvik Phone X20 128 GB Black", false},
		{"Brisa Charger for Norvik Drill DX-18V", "charger", "Brisa Charger for Norvik Drill DX-18V", true},
		{"Brisa Charger for Norvik Drill DX-18V", "charger", "Norvik Cordless Drill DX-18V", false},
		{"Teyo Replacement Filter for Halden Vacuum V8", "vacuum filter", "Teyo Replacement Filter for Halden Vacuum V8", true},
	} {
		res := matching.Compare([]market.Candidate{{ID: "c", Title: tc.cand, Category: tc.category}}, []market.Listing{{ID: "l", Source: "s", Title: tc.title}}, nil, nil, matching.Options{})
		same := false
		for _, m := range res.Matches {
			same = same || m.Relation == market.Same && m.Decision == market.Auto
		}
		if same != tc.in {
			t.Errorf("%q (%s) and %q: same %v; want %v (%v)", tc.cand, tc.category, tc.title, same, tc.in, res.Excluded)
		}
	}
}

// BenchmarkGuards measures the guards: the verdicts of one candidate on two thousand listings.
func BenchmarkGuards(b *testing.B) {
	cands, listings, prices := crowd(1, 2000)
	for i := range listings {
		listings[i].Category = cands[0].Category
	}
	b.ReportAllocs()
	for b.Loop() {
		matching.Guarded(cands[0], listings, prices)
	}
}
