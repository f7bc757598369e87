package scoring_test

import (
	"errors"
	"slices"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// twoMarkets adds a copy of every candidate and listing in EUR, cent for cent, beside those in USD.
func twoMarkets(in scoring.Input) scoring.Input {
	euro := func(a *money.Amount) {
		if a.Known() {
			*a = money.New(a.Minor(), "EUR")
		}
	}
	out := in
	for _, c := range in.Candidates[:4] {
		c.ID, c.Currency = c.ID+"-eur", "EUR"
		for _, a := range []*money.Amount{
			&c.Cost.UnitCost, &c.Cost.InboundFreight, &c.Cost.Packaging, &c.Cost.Fulfilment, &c.Cost.Storage, &c.Cost.ReturnCost, &c.Cost.FixedCost,
		} {
			euro(a)
		}
		out.Candidates = append(slices.Clone(out.Candidates), c)
	}
	for _, s := range in.Series {
		s.Listing.ID += "-eur"
		s.Observations = slices.Clone(s.Observations)
		for i := range s.Observations {
			o := &s.Observations[i]
			o.ListingID = s.Listing.ID
			euro(&o.Offer.Price)
			euro(&o.Offer.ListPrice)
			euro(&o.Offer.Shipping)
		}
		out.Series = append(slices.Clone(out.Series), s)
	}
	for _, m := range in.Matches {
		m.CandidateID, m.ListingID = m.CandidateID+"-eur", m.ListingID+"-eur"
		out.Matches = append(slices.Clone(out.Matches), m)
	}
	return out
}

// TestF16MarketsWithoutARate: candidates in a currency that no rate joins to the others' are advised on the offers in
// their own currency, and change nothing for the others.
func TestF16MarketsWithoutARate(t *testing.T) {
	in := small()
	mixed := twoMarkets(in)
	dollars := mixed
	dollars.Candidates = in.Candidates
	got, alone := advise(t, mixed), advise(t, dollars)
	if len(got.Recommendations) != len(mixed.Candidates) {
		t.Fatalf("%d of %d candidates are answered", len(got.Recommendations), len(mixed.Candidates))
	}
	for i, r := range got.Recommendations {
		if r.Rank != i+1 || r.RankInterval[0] > r.Rank || r.RankInterval[1] < r.Rank {
			t.Errorf("place %d: rank %d in %v", i+1, r.Rank, r.RankInterval)
		}
		if i > 0 && *r.Score > *got.Recommendations[i-1].Score {
			t.Errorf("place %d scores %.2f, more than the one before", i+1, *r.Score)
		}
	}
	for _, c := range in.Candidates[:4] {
		usd, eur := find(t, got, c.ID), find(t, got, c.ID+"-eur")
		if want := find(t, alone, c.ID); usd.Price.Recommended != want.Price.Recommended {
			t.Errorf("%s: %s beside candidates in another currency, %s without them", c.ID, usd.Price.Recommended, want.Price.Recommended)
		}
		if eur.Market.ComparableOffers != usd.Market.ComparableOffers || eur.Price.Recommended.Currency() != "EUR" {
			t.Errorf("%s: %d offers, price %s; in USD %d offers", eur.CandidateID, eur.Market.ComparableOffers, eur.Price.Recommended, usd.Market.ComparableOffers)
		}
		if !slices.ContainsFunc(eur.Warnings, func(w market.Warning) bool { return w.Code == "no_common_currency" }) {
			t.Errorf("%s does not say that its market stands apart", eur.CandidateID)
		}
	}
	id := in.Candidates[0].ID + "-eur"
	sim, err := scoring.Simulate(mixed, id, find(t, got, id).Price.Recommended)
	if err != nil || sim.Market.ComparableOffers == 0 {
		t.Errorf("simulate: %d offers, %v", sim.Market.ComparableOffers, err)
	}
	for _, was := range got.Recommendations { // at its advised price each stands where the advice has it
		now, err := scoring.Simulate(mixed, was.CandidateID, was.Price.Recommended)
		if err != nil || now.Rank != was.Rank || now.RankInterval != was.RankInterval {
			t.Errorf("simulate %s: rank %d %v, %v; the advice has %d %v", was.CandidateID, now.Rank, now.RankInterval, err, was.Rank, was.RankInterval)
		}
	}
	mixed.Candidates = append(mixed.Candidates, mixed.Candidates[0])
	if _, err := scoring.Advise(mixed); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("a candidate twice: %v", err)
	}
}
