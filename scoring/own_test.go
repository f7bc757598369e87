package scoring_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// TestF40OwnOffersDoNotCount: own offers with reviews, ratings and badges in the category move nothing of any
// recommendation but their own exclusion and what is said of the own price.
func TestF40OwnOffersDoNotCount(t *testing.T) {
	in := small()
	in.Candidates[0].OwnSellerIDs = []string{"me"}
	without := advise(t, in)
	id := in.Candidates[0].ID
	for _, tc := range []struct {
		seller, price string
		relation      market.Relation
		stars         float64
	}{{"me", "3.00", market.Comparable, 5}, {" ME ", "3.00", market.Same, 2}, {"Me", "900.00", market.Same, 5}, {"me", "10.00", market.Comparable, 1}} {
		with := in
		own := ownSeries(in, tc.seller, tc.price, tc.stars)
		with.Series = append([]market.Series{own}, in.Series...)
		with.Matches = append(slices.Clone(in.Matches), market.Match{CandidateID: id, ListingID: own.Listing.ID, Relation: tc.relation, Decision: market.Auto})
		got := advise(t, with)
		r := find(t, got, id)
		if !slices.ContainsFunc(r.Market.Excluded, func(e market.Exclusion) bool { return e.ListingID == own.Listing.ID && e.Reason == "own_offer" }) {
			t.Errorf("%+v: excluded %+v; want the own offer", tc, r.Market.Excluded)
		}
		for i := range got.Recommendations {
			r := &got.Recommendations[i]
			r.Market.Excluded = slices.DeleteFunc(r.Market.Excluded, func(e market.Exclusion) bool { return e.Reason == "own_offer" })
			r.Warnings = slices.DeleteFunc(r.Warnings, func(w market.Warning) bool { return w.Code == "headroom" || w.Code == "prior_price" })
		}
		if diff := cmp.Diff(without, got, amounts); diff != "" {
			t.Errorf("%+v: an own offer moves the advice: %s", tc, diff)
		}
	}
}

// ownSeries is an offer in the first candidate's category with a history like its rivals'.
func ownSeries(in scoring.Input, seller, price string, stars float64) market.Series {
	own := market.Series{Listing: market.Listing{ID: "own|1", Source: "s", Title: in.Candidates[0].Title, Category: in.Candidates[0].Category}}
	for w := range 5 {
		n := int64(400 + 300*w)
		own.Observations = append(own.Observations, market.Observation{
			ListingID: "own|1", ObservedAt: in.AsOf.AddDate(0, 0, -7*(4-w)), Rating: &stars, ReviewCount: &n,
			UnitsSold: &market.UnitsSold{AtLeast: 5000, WindowDays: 30},
			Offer:     market.Offer{Price: money.MustDecimal(price, "USD"), Seller: seller, Availability: market.InStock},
		})
	}
	return own
}
