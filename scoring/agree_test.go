package scoring_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// TestF47NumbersAgree: what a sentence says is what its field holds: the offers compared, the units that the profit is
// counted with.
func TestF47NumbersAgree(t *testing.T) {
	in := small()
	for i := range in.Matches {
		if i%3 == 0 {
			in.Matches[i].Relation = market.Same
		}
	}
	for _, r := range advise(t, in).Recommendations {
		told := strings.ReplaceAll(strings.Join(r.Reasons, "\n"), ",", "")
		if want := fmt.Sprintf("%d comparable offers", r.Market.ComparableOffers); !strings.Contains(told, want) {
			t.Errorf("%s: the reasons do not say %q:\n%s", r.CandidateID, want, told)
		}
		if len(r.Market.Rivals) != r.Market.ComparableOffers || r.Market.SameOffers == 0 || r.Market.SameOffers > r.Market.ComparableOffers {
			t.Errorf("%s: %d rivals, %d comparable, %d same", r.CandidateID, len(r.Market.Rivals), r.Market.ComparableOffers, r.Market.SameOffers)
		}
		for _, v := range r.Market.Rivals {
			if v.Gap.Minor() != r.Price.Recommended.Minor()-v.Price.Minor() {
				t.Errorf("%s: gap %s to %s at %s", r.CandidateID, v.Gap, v.Price, r.Price.Recommended)
			}
		}
		if r.Demand == nil {
			continue
		}
		if r.Demand.Mean != r.Price.Expected.UnitsPerMonth {
			t.Errorf("%s: demand of %v units, profit counted with %v", r.CandidateID, r.Demand.Mean, r.Price.Expected.UnitsPerMonth)
		}
		if want := fmt.Sprintf("about %.0f units", r.Demand.Mean); !strings.Contains(told, want) {
			t.Errorf("%s: the reasons do not say %q:\n%s", r.CandidateID, want, told)
		}
	}
}

// TestF46SimulatedRank: a simulated price is ranked among the other candidates, not alone.
func TestF46SimulatedRank(t *testing.T) {
	in := small()
	for _, r := range advise(t, in).Recommendations[:4] {
		same, err := scoring.Simulate(in, r.CandidateID, r.Price.Recommended)
		if err != nil {
			t.Fatal(err)
		}
		if same.Rank != r.Rank || same.RankInterval != r.RankInterval {
			t.Errorf("%s at the advised price: rank %d %v; want %d %v", r.CandidateID, same.Rank, same.RankInterval, r.Rank, r.RankInterval)
		}
		dear, err := scoring.Simulate(in, r.CandidateID, money.New(20*r.Price.Recommended.Minor(), "USD"))
		if err != nil {
			t.Fatal(err)
		}
		if dear.Rank < r.Rank || dear.Rank < 9 {
			t.Errorf("%s at twenty times the price: rank %d of 12, before %d", r.CandidateID, dear.Rank, r.Rank)
		}
	}
}

// Test001APremiumNeedsAReason: a price above what is usual for the quality is no go while nothing proven sets the
// product apart, and the next fact asks for it.
func Test001APremiumNeedsAReason(t *testing.T) {
	in := synthetic(40, 1000)
	bare := advise(t, in)
	for i := range in.Candidates {
		in.Candidates[i].Differentiators, in.Candidates[i].Proofs = []string{"two-year warranty"}, []string{"warranty terms of March"}
	}
	proven, premium := advise(t, in), 0
	for _, r := range bare.Recommendations {
		if r.Price.Position != "premium" {
			continue
		}
		premium++
		if r.Verdict == market.Go || len(r.Price.MustBeTrue) == 0 {
			t.Errorf("%s: %s at a premium without a reason, must be true: %v", r.CandidateID, r.Verdict, r.Price.MustBeTrue)
		}
		if p := find(t, proven, r.CandidateID); strings.Contains(p.VerdictRule, "without a proven reason") {
			t.Errorf("%s with a proven reason: %s", r.CandidateID, p.VerdictRule)
		}
	}
	if premium == 0 {
		t.Error("nobody of forty stands at a premium")
	}
}

// TestF46SimulateAtRange: a what-if may name a place among the rivals instead of a price.
func TestF46SimulateAtRange(t *testing.T) {
	in := small()
	sim := scoring.NewSimulator(in)
	id := in.Candidates[3].ID
	last := int64(0)
	for _, percent := range []float64{0, 50, 100} {
		rec, err := sim.AtRange(id, percent)
		if err != nil {
			t.Fatal(err)
		}
		if s := rec.Price.Standing; s == nil || math.Abs(s.RangePosition-percent) > 1 {
			t.Errorf("AtRange(%v) stands at %+v", percent, s)
		}
		if p := rec.Price.Recommended.Minor(); p <= last {
			t.Errorf("AtRange(%v) is %v; want more than before", percent, rec.Price.Recommended)
		} else {
			last = p
		}
	}
	for _, percent := range []float64{-1, 101, math.NaN()} {
		if _, err := sim.AtRange(id, percent); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("AtRange(%v): %v; want ErrInvalid", percent, err)
		}
	}
}
