package scoring_test

import (
	"slices"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// Test000DRefusedPromises: who says that there are no returns promises none, whatever words it takes; the gate stays shut
// and assurance stands no higher than where only other things are stated.
func Test000DRefusedPromises(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	for text, want := range map[string]bool{
		"60 day returns": true, "no-questions-asked returns": true, "no hassle, 30 days money back": true, "zwei Jahre Herstellergarantie": true,
		"七天无理由退货": true, "warranty: two years": true, "refunds are paid within a week": true, "no returns; two-year warranty": true,
		"no returns": false, "No returns accepted": false, "without warranty": false, "without any warranty": false, "non-returnable": false,
		"returns not accepted": false, "warranty: none": false, "ohne Garantie": false, "keine Rückgabe": false, "sans garantie": false, "不支持退货": false,
		"无保修": false, "sold as is, no refunds": false, "returns: no": false, "steel": false,
	} {
		r := with(t, in, func(c *market.Candidate) { c.Differentiators = []string{"steel", text} })
		failed := slices.ContainsFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == scoring.GateAfterSales })
		if failed == want || failed && r.Verdict == market.Go {
			t.Errorf("%q: gate failed %v, verdict %s", text, failed, r.Verdict)
		}
		if d := driver(t, r, "attractiveness", "assurance"); !want && *d.Value > 40 || want && *d.Value <= 40 {
			t.Errorf("%q: assurance %v (%s)", text, *d.Value, d.Why)
		}
	}
}

// Test000ALookalikePromises: words that only look like a promise add no assurance.
func Test000ALookalikePromises(t *testing.T) {
	for _, text := range []string{"unauthorised import", "lumbar support", "official size and weight", "table service for six"} {
		r := with(t, small(), func(c *market.Candidate) { c.Differentiators = []string{text} })
		if d := driver(t, r, "attractiveness", "assurance"); *d.Value != 40 {
			t.Errorf("%q: assurance %v (%s)", text, *d.Value, d.Why)
		}
	}
}

// Test003CGiftsAndFunctions: a free return is no gift, a warranty is no function.
func Test003CGiftsAndFunctions(t *testing.T) {
	for text, want := range map[string][2]float64{ // functions, gifts
		"60 day free returns": {0, 0}, "free shipping": {1, 0}, "BPA free lid": {1, 0}, "free of lead": {1, 0}, "two-year warranty": {0, 0},
		"a free charger": {0, 1}, "Free case": {0, 1}, "comes with free cleaning cloth": {0, 1}, "gift box": {0, 1}, "psychological: a gift box": {0, 1}, "steel": {1, 0},
	} {
		r := with(t, small(), func(c *market.Candidate) { c.Differentiators = []string{text} })
		f, g := driver(t, r, "attractiveness", "function"), driver(t, r, "attractiveness", "gifts")
		if *f.Value != want[0] || *g.Value != want[1] {
			t.Errorf("%q: %v functions, %v gifts; want %v", text, *f.Value, *g.Value, want)
		}
	}
}
