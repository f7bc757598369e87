package scoring_test

import (
	"slices"
	"testing"

	"shelfwise/market"
)

// TestF28HiddenMarketNeverHelps: where no listing shows its rating, its reviews or a units-sold badge, no score rises, no
// interval narrows and no verdict improves.
func TestF28HiddenMarketNeverHelps(t *testing.T) {
	for _, name := range []string{"plain", "dirty"} {
		in := loadMarket(t, name)
		full := advise(t, in)
		for what, hide := range map[string]func(*market.Observation){
			"rating":       func(o *market.Observation) { o.Rating = nil },
			"review_count": func(o *market.Observation) { o.ReviewCount = nil },
			"units_sold":   func(o *market.Observation) { o.UnitsSold = nil },
			"units_sold_window_days": func(o *market.Observation) {
				if o.UnitsSold != nil {
					o.UnitsSold = &market.UnitsSold{AtLeast: o.UnitsSold.AtLeast}
				}
			},
		} {
			hidden := in
			hidden.Series = slices.Clone(in.Series)
			for i, s := range hidden.Series {
				obs := slices.Clone(s.Observations)
				for j := range obs {
					hide(&obs[j])
				}
				hidden.Series[i].Observations = obs
			}
			worse(t, name+" without "+what, full, advise(t, hidden))
		}
	}
}

// worse checks that an advice with less known says nothing better of any candidate. A tenth of a point is the measure:
// less evidence also moves the price that is advised.
func worse(t *testing.T, name string, full, less market.Advice) {
	t.Helper()
	rises, narrows := 0, 0
	for _, was := range full.Recommendations {
		now := find(t, less, was.CandidateID)
		if *now.Score > *was.Score+0.1 {
			rises++
		}
		if width(now) < width(was)-0.1 {
			narrows++
		}
		if better(now.Verdict, was.Verdict) {
			t.Errorf("%s: %s is %s (%s), was %s (%s)", name, was.CandidateID, now.Verdict, now.VerdictRule, was.Verdict, was.VerdictRule)
		}
	}
	if rises > 0 || narrows > 0 {
		t.Errorf("%s: %d of %d scores rise, %d intervals narrow", name, rises, len(full.Recommendations), narrows)
	}
}

// TestF28ListingsWithoutCategory: what competes with a category's candidates is of that category, stated or not.
func TestF28ListingsWithoutCategory(t *testing.T) {
	in := loadMarket(t, "plain")
	full := advise(t, in)
	bare := in
	bare.Series = slices.Clone(in.Series)
	for i := range bare.Series {
		bare.Series[i].Listing.Category = ""
	}
	worse(t, "without category", full, advise(t, bare))
	if bare.Series[0].Listing.Category != "" {
		t.Error("Advise wrote into the series it was given")
	}
}
