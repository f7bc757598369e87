package matching_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shelfwise/fixtures/shared"
	"shelfwise/matching"
)

// TestF19BlockingRecall: at most two in a hundred true pairs are lost before anything is compared.
func TestF19BlockingRecall(t *testing.T) {
	for _, name := range []string{"abt-buy", "amazon-google", "wdc-computers", "wdc-cameras"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := shared.Path(t, "data", "matching", name)
			left, right := side(t, filepath.Join(dir, "left.csv")), side(t, filepath.Join(dir, "right.csv"))
			truth, _ := labels(t, dir)
			task := matching.NewTask(left, right, matching.Shipped())
			kept := map[[2]string]bool{}
			for _, p := range task.Pairs() {
				kept[[2]string{left[p[0]].ID, right[p[1]].ID}] = true
			}
			all, lost := 0, 0
			for k, same := range truth {
				if same {
					all++
					if !kept[k] {
						lost++
					}
				}
			}
			t.Logf("%s: %d of %d true pairs lost, %d compared of %d", name, lost, all, len(kept), len(left)*len(right))
			if float64(lost) > 0.02*float64(all) {
				t.Errorf("blocking loses %d of %d true pairs; want at most 2%%", lost, all)
			}
			if len(kept) > 35*(len(left)+len(right)) {
				t.Errorf("%d pairs for %d records; want no more than 35 a record", len(kept), len(left)+len(right))
			}
		})
	}
}

// TestF19IncrementalIndex: listings that arrive in any number of parts are found as if all had been there at once,
// whatever was asked in between.
func TestF19IncrementalIndex(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := append(records(t, "a"), records(t, "b")...)
		asked := records(t, "q")
		once := matching.NewIndex()
		once.Add(all...)
		grown := matching.NewIndex()
		for rest := all; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "part")
			grown.Add(rest[:n]...)
			rest = rest[n:]
			grown.Candidates(asked[0], 3)
		}
		if grown.Len() != len(all) {
			t.Errorf("index of %d records has %d", len(all), grown.Len())
		}
		for _, q := range asked {
			if diff := cmp.Diff(once.Candidates(q, 5), grown.Candidates(q, 5)); diff != "" {
				t.Errorf("candidates of %q (-at once +in parts):\n%s", q.Title, diff)
			}
		}
	})
}

// TestF19IndexFinds: what shares a rare code or an identifier is found though no word is shared, and k bounds the rest.
func TestF19IndexFinds(t *testing.T) {
	t.Parallel()
	x := matching.NewIndex()
	for i := range 200 {
		x.Add(matching.Record{ID: fmt.Sprint(i), Title: fmt.Sprintf("steel bottle %d ml", 100+i)})
	}
	x.Add(matching.Record{ID: "code", Title: "Flasche HX-9911/B"}, matching.Record{ID: "gtin", Title: "бутылка", GTIN: "4006381333931"})
	for _, tc := range []struct {
		name string
		q    matching.Record
		want int
	}{
		{"model number written otherwise", matching.Record{Title: "bouteille HX9911B"}, 200},
		{"identifier padded to fourteen", matching.Record{Title: "whatever", GTIN: "04006381333931"}, 201},
		{"part number column", matching.Record{Title: "whatever", MPN: "hx 9911 b"}, 200},
	} {
		got := x.Candidates(tc.q, 5)
		found := false
		for _, at := range got {
			found = found || at == tc.want
		}
		if !found {
			t.Errorf("%s: found %v; want %d among them", tc.name, got, tc.want)
		}
	}
	if got := x.Candidates(matching.Record{Title: "steel bottle"}, 5); len(got) != 5 {
		t.Errorf("%d candidates; want 5", len(got))
	}
}

// TestF19BlockingColours: of many variants that differ in size and colour alone, blocking finds the right one for
// thousands of offers that name their colour in another language, though each asks for few.
func TestF19BlockingColours(t *testing.T) {
	t.Parallel()
	colours := [][2]string{{"black", "schwarz"}, {"white", "weiß"}, {"blue", "blau"}, {"red", "rot"}, {"green", "grün"}, {"yellow", "gelb"}}
	var left, right []matching.Record
	truth := map[[2]string]bool{}
	for _, model := range []string{"12", "12 Pro", "13", "13 Pro", "14", "14 Pro", "15", "15 Pro"} {
		for _, size := range []string{"64", "128", "256", "512"} {
			for _, colour := range colours {
				l := matching.Record{ID: model + "/" + size + "/" + colour[0], Title: fmt.Sprintf("Acme Phone %s %s GB %s", model, size, colour[0])}
				left = append(left, l)
				for n, said := range []string{"Handy", "ohne Vertrag", "OVP", "Dual SIM", "simlockfrei", "Händler", "5G"} {
					for m, also := range []string{"", "Smartphone", "NEU", "top"} {
						r := matching.Record{ID: fmt.Sprintf("%s-%d-%d", l.ID, n, m), Title: fmt.Sprintf("%s Acme Phone %s %s %sGB %s", said, model, colour[1], size, also)}
						right = append(right, r)
						truth[[2]string{l.ID, r.ID}] = true
					}
				}
			}
		}
	}
	lost := len(truth)
	for _, p := range matching.NewTask(left, right, matching.Shipped()).Pairs() {
		if truth[[2]string{left[p[0]].ID, right[p[1]].ID}] {
			lost--
		}
	}
	if t.Logf("%d of %d true pairs lost", lost, len(truth)); float64(lost) > 0.02*float64(len(truth)) {
		t.Errorf("blocking loses %d of %d true pairs; want at most 2%%", lost, len(truth))
	}
}
