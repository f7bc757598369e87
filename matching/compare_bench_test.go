package matching_test

import (
	"fmt"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/matching"
)

// crowd makes candidates and the listings of shops that sell the same and like goods in few categories, so that every
// candidate has a large market; the same numbers give the same goods.
func crowd(candidates, listings int) ([]market.Candidate, []market.Listing, map[market.ListingID]money.Amount) {
	categories := []string{"earbuds", "desk lamp", "air fryer", "yoga mat", "water bottle", "camera", "rice cooker", "bike light", "backpack", "vacuum"}
	prices := map[market.ListingID]money.Amount{}
	var cands []market.Candidate
	for i, r := range offers(candidates, candidates, "c") {
		cands = append(cands, market.Candidate{ID: r.ID, Title: r.Title, Category: categories[i%10]})
	}
	var out []market.Listing
	for i, r := range offers(listings, listings, "l") {
		l := market.Listing{ID: market.ListingID(fmt.Sprint("shop", i%4, "|", r.ID)), Source: fmt.Sprint("shop", i%4), Title: r.Title, Category: categories[i%10]}
		if i%40 == 7 {
			l.Title = "Case for " + l.Title
		}
		out = append(out, l)
		prices[l.ID] = money.FromFloat(float64(20+i%50), "EUR")
	}
	return cands, out, prices
}

// BenchmarkCompare measures the comparing of a crowded store.
func BenchmarkCompare(b *testing.B) {
	cands, listings, prices := crowd(200, 20_000)
	b.ReportAllocs()
	for b.Loop() {
		matching.Compare(cands, listings, prices, nil, matching.Options{})
	}
}
