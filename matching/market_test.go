package matching_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/matching"
)

// marketData reads the candidates and the newest state of the listings of a market.
func marketData(t *testing.T, name string) ([]market.Candidate, []market.Listing, map[market.ListingID]money.Amount) {
	t.Helper()
	dir := shared.Path(t, "data", "market", name)
	var cands []market.Candidate
	for _, r := range table(t, filepath.Join(dir, "candidates.csv")) {
		cands = append(cands, market.Candidate{ID: r["candidate_id"], Title: r["title"], Brand: r["brand"], GTIN: r["gtin"], Category: r["category"]})
	}
	f, err := os.Open(filepath.Join(dir, "listings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	seen, prices := map[market.ListingID]bool{}, map[market.ListingID]money.Amount{}
	var listings []market.Listing
	for s := bufio.NewScanner(f); s.Scan(); {
		var row struct {
			Source, URL, Title, Brand, GTIN, Category, Price string
			Currency                                         money.Currency
		}
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		id := market.NewListingID(row.Source, "", row.URL, nil)
		if p, err := money.Decimal(row.Price, row.Currency); err == nil {
			prices[id] = p
		}
		if !seen[id] {
			seen[id] = true
			listings = append(listings, market.Listing{ID: id, Source: row.Source, URL: row.URL, Title: row.Title, Brand: row.Brand, GTIN: row.GTIN, Category: row.Category})
		}
	}
	return cands, listings, prices
}

// TestF20WholeCategory: in a market whose listings are all real rivals, each candidate gets its whole category, and
// nothing is called the same product.
func TestF20WholeCategory(t *testing.T) {
	for _, name := range []string{"plain", "dirty"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cands, listings, prices := marketData(t, name)
			size := map[string]int{}
			for _, l := range listings {
				size[l.Category]++
			}
			res := matching.Compare(cands, listings, prices, nil, matching.Options{})
			got := map[string]int{}
			for _, m := range res.Matches {
				got[m.CandidateID]++
				if m.Relation != market.Comparable {
					t.Errorf("%s and %s: %s by %s (%.2f); want comparable", m.CandidateID, m.ListingID, m.Relation, m.Method, m.Confidence)
				}
			}
			for _, c := range cands {
				if got[c.ID] != size[c.Category] {
					t.Errorf("%s (%s) has %d rivals; want %d; left out: %v", c.ID, c.Category, got[c.ID], size[c.Category], res.Excluded[c.ID])
				}
			}
		})
	}
}
