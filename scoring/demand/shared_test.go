package demand_test

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"os"
	"strconv"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

type listingLine struct {
	URL, Title, Brand, Category, Price, Currency, Source, Availability, Seller string
	ObservedAt                                                                 time.Time `json:"observed_at"`
	Rating                                                                     *float64
	ReviewCount                                                                *int64 `json:"review_count"`
	UnitsSold                                                                  *int64 `json:"units_sold"`
	UnitsSoldWindowDays                                                        int    `json:"units_sold_window_days"`
}

func readListings(t testing.TB, path string) []market.Series {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	at := map[market.ListingID]int{}
	var out []market.Series
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var l listingLine
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		id := market.NewListingID(l.Source, "", l.URL, nil)
		i, ok := at[id]
		if !ok {
			i = len(out)
			at[id] = i
			out = append(out, market.Series{Listing: market.Listing{
				ID: id, Source: l.Source, URL: l.URL, Title: l.Title, Brand: l.Brand, Category: l.Category,
			}})
		}
		o := market.Observation{ListingID: id, ObservedAt: l.ObservedAt, Rating: l.Rating, ReviewCount: l.ReviewCount}
		if l.Price != "" {
			if o.Offer.Price, err = money.Decimal(l.Price, money.Currency(l.Currency)); err != nil {
				t.Fatal(err)
			}
		}
		o.Offer.Availability = market.Availability(l.Availability)
		if l.UnitsSold != nil {
			o.UnitsSold = &market.UnitsSold{AtLeast: *l.UnitsSold, WindowDays: l.UnitsSoldWindowDays}
		}
		out[i].Observations = append(out[i].Observations, o)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// costed is a candidate with the linear profit of the shared markets: units·(keep·price − cost) − fixed.
type costed struct {
	market.Candidate
	keep, cost, fixed float64
}

func readCandidates(t testing.TB, path string) []costed {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []costed
	for _, r := range rows[1:] {
		cell := map[string]string{}
		for i, name := range rows[0] {
			cell[name] = r[i]
		}
		num := func(name string) float64 {
			v, err := strconv.ParseFloat(cell[name], 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		score := num("quality_score")
		out = append(out, costed{
			Candidate: market.Candidate{
				ID: cell["candidate_id"], Title: cell["title"], Brand: cell["brand"], Category: cell["category"],
				Currency: money.Currency(cell["currency"]), QualityScore: &score,
			},
			keep:  1 - num("referral_fee_rate") - num("ad_cost_rate") - num("return_rate"),
			cost:  num("unit_cost")*(1+num("duty_rate")) + num("inbound_freight") + num("fulfilment_cost"),
			fixed: num("fixed_cost"),
		})
	}
	return out
}
