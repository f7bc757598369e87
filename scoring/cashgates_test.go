package scoring_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// TestF31LeastOrderAndPayback: a least order of over a year's expected sales, or cash that is not back in two years, is no go and no
// trial, with the distance to pass and what would pass; a profile sets both bounds or asks for neither. A larger least order never
// makes a verdict better, and no action tells to sell a small lot where the least order is a large one.
func TestF31LeastOrderAndPayback(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	for i := range in.Candidates {
		promised(&in.Candidates[i])
	}
	plain := advise(t, in)
	order := []market.Verdict{market.Drop, market.Watch, market.Trial, market.Go}
	gate := func(r market.Recommendation, name string) *market.GateFailure {
		if i := slices.IndexFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == name && !g.Unknown }); i >= 0 {
			return &r.GatesFailed[i]
		}
		return nil
	}
	failed := 0
	for i, c := range in.Candidates {
		was := find(t, plain, c.ID)
		if was.Verdict != market.Go && was.Verdict != market.Trial {
			continue
		}
		last := was.Verdict
		for _, months := range []float64{1, 2, 11, 13, 1e4} {
			lot := int64(math.Ceil(months * was.Demand.UnitsPerMonth.P50))
			asked := change(in, i, func(c *market.Candidate) { c.Cost.MOQ = &lot })
			r := find(t, advise(t, asked), c.ID)
			if slices.Index(order, r.Verdict) > slices.Index(order, last) {
				t.Errorf("%s: %s with a least order of %d, %s before", c.ID, r.Verdict, lot, last)
			}
			last = r.Verdict
			stock, back := gate(r, scoring.GateStock), gate(r, scoring.GatePayback)
			if (stock != nil) != (float64(lot) > 12*was.Demand.UnitsPerMonth.P50) {
				t.Errorf("%s: least order %d, %v units a month: gate %+v", c.ID, lot, was.Demand.UnitsPerMonth.P50, stock)
			}
			if days := r.Price.Expected.PaybackDays; (back != nil) != (*days > 720.01) {
				t.Errorf("%s: cash back after %v days: gate %+v", c.ID, *days, back)
			}
			for _, g := range []*market.GateFailure{stock, back} {
				if g == nil {
					continue
				}
				if failed++; r.Verdict != market.Watch || g.ToPass == "" || math.Abs(*g.Value-*g.Distance-g.Needed) > 0.001 {
					t.Errorf("%s: %s, gate %+v", c.ID, r.Verdict, g)
				}
			}
			if did := strings.Join(r.Actions, "; "); months > 1 && strings.Contains(did, "sell a first small lot") {
				t.Errorf("%s: least order of %v months, actions %q", c.ID, months, did)
			}
			if warned := slices.ContainsFunc(r.Warnings, func(w market.Warning) bool { return w.Code == "moq" }); warned != (months > 3) {
				t.Errorf("%s: least order of %v months, warned %v", c.ID, months, warned)
			}
			asked.Profile.Gates.MaxStock, asked.Profile.Gates.MaxPayback = 0, 0
			if free := find(t, advise(t, asked), c.ID); free.Verdict != was.Verdict || gate(free, scoring.GateStock) != nil || gate(free, scoring.GatePayback) != nil {
				t.Errorf("%s: %s where the profile asks for neither, %s without a least order", c.ID, free.Verdict, was.Verdict)
			}
		}
	}
	if failed == 0 {
		t.Error("no gate failed")
	}
}
