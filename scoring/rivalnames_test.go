package scoring_test

import (
	"strings"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// TestF48RivalsKnownByTitleAndSeller: a rival is not named either where only its title, its firm or its domain says who
// it is; and a claim left out for that is told.
func TestF48RivalsKnownByTitleAndSeller(t *testing.T) {
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	titled := func(id, seller, title string) market.Series {
		s := line(id, seller, "12.00", at)
		s.Listing.Title = title
		return s
	}
	in := scoring.Input{AsOf: at, Series: []market.Series{
		titled("a", "MegaMart GmbH", "Vexley Face Cream A100"), titled("b", "www.glowhouse.co.uk", "Organic Face Cream 50 ml"),
		titled("c", "s3", "Nordal Organic Cream"), titled("d", "s4", "Vexley Face Cream B20"),
	}}
	in.Candidates = []market.Candidate{{
		ID: "c", Title: "Zeno Face Cream", Brand: "Zeno", Currency: "EUR", Cost: market.CostSheet{UnitCost: money.MustDecimal("3", "EUR")},
		Differentiators: []string{
			"30 days to return it", "gentler as Vexley", "seen at MegaMart", "as sold by GlowHouse", "like 𝐕exley", "organic oils",
		},
		Proofs: []string{"p", "p", "p", "p", "p", "p"},
	}}
	for _, s := range in.Series {
		in.Matches = append(in.Matches, market.Match{CandidateID: "c", ListingID: s.Listing.ID, Relation: market.Same, Decision: market.Auto})
	}
	n := advise(t, in).Recommendations[0].Narrative
	if n == nil {
		t.Fatal("no narrative")
	}
	for _, name := range []string{"exley", "MegaMart", "GlowHouse"} {
		if strings.Contains(n.Public, name) {
			t.Errorf("public copy %q names %s", n.Public, name)
		}
	}
	for _, kept := range []string{"30 days to return it", "organic oils"} {
		if !strings.Contains(n.Public, kept) {
			t.Errorf("public copy %q left out %q", n.Public, kept)
		}
	}
	if flags := strings.Join(n.Flags, "; "); !strings.Contains(flags, `rival_name: "vexley"`) || !strings.Contains(flags, `rival_name: "MegaMart"`) {
		t.Errorf("flags %v; want the names for which a claim was left out", n.Flags)
	}
}
