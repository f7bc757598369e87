package scoring_test

import (
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// TestF31UnknownGateIsNotPassed: a gate whose input is not known is listed as such with what to find out, and the verdict
// is at best a trial; known and good enough it is passed. Text 002-G: nothing is scaled on a rating that nobody gave.
func TestF31UnknownGateIsNotPassed(t *testing.T) {
	for _, tc := range []struct {
		gate   string
		ask    func(*scoring.Gates)
		forget func(*market.Candidate)
		find   string
	}{
		{scoring.GateRating, func(g *scoring.Gates) { g.MinStars, g.StarsAsked = 4, true }, func(*market.Candidate) {}, "ratings of the same product"},
		{scoring.GateAfterSales, func(g *scoring.Gates) { g.AfterSales = true }, func(c *market.Candidate) { c.Differentiators, c.Proofs = nil, nil }, "returns or warranty"},
		{scoring.GateMargin, func(g *scoring.Gates) { g.MinMargin = 0.24 }, func(c *market.Candidate) { c.Cost.PaymentRate, c.Cost.Packaging = nil, money.Amount{} }, "packaging_cost"},
		{scoring.GateProfit, func(g *scoring.Gates) { g.MinProfit = -1 }, func(c *market.Candidate) { c.Cost.PaymentRate = nil }, "payment_fee_rate"},
	} {
		in := small()
		in.Profile = scoring.DefaultProfile()
		in.Profile.Gates = scoring.Gates{}
		for i := range in.Candidates {
			in.Candidates[i].Differentiators, in.Candidates[i].Proofs = []string{"two year warranty"}, []string{"https://x.example/w"}
		}
		full := advise(t, in)
		tried := 0
		for i, c := range in.Candidates {
			was := find(t, full, c.ID)
			if was.Verdict != market.Go {
				continue
			}
			less := change(in, i, tc.forget)
			less.Profile = in.Profile
			tc.ask(&less.Profile.Gates)
			if less.Profile.Gates.MinProfit < 0 { // just under what the full sheet is expected to earn
				less.Profile.Gates.MinProfit = was.Price.Expected.ProfitPerMonth.Float() * 0.995
			}
			r := find(t, advise(t, less), c.ID)
			at := slices.IndexFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == tc.gate && g.Unknown })
			if at < 0 {
				if tc.gate != scoring.GateMargin { // a wide margin passes whatever is missing
					t.Errorf("%s: %s is not listed as unknown: %+v", c.ID, tc.gate, r.GatesFailed)
				}
				continue
			}
			tried++
			g := r.GatesFailed[at]
			if r.Verdict == market.Go || g.Value != nil || !strings.Contains(g.ToPass, tc.find) {
				t.Errorf("%s: %s, gate %+v", c.ID, r.Verdict, g)
			}
			if !slices.ContainsFunc(r.Reasons, func(s string) bool { return strings.HasPrefix(s, "Not known to be met") }) {
				t.Errorf("%s: the reasons do not speak of it: %q", c.ID, r.Reasons)
			}
		}
		if tried == 0 {
			t.Errorf("%s: no candidate tried it", tc.gate)
		}
	}
}

// Test002GAskedRatingOfAProfile: min_stars in a profile is asked of every product; the default bound only of what is rated.
func Test002GAskedRatingOfAProfile(t *testing.T) {
	p, err := scoring.ParseProfile("p.yaml", []byte("name: x\ngates: {min_stars: 4}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if !p.Gates.StarsAsked || p.Gates.MinStars != 4 || scoring.DefaultGates().StarsAsked {
		t.Errorf("gates %+v, default %+v", p.Gates, scoring.DefaultGates())
	}
}
