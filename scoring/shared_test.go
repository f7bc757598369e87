package scoring_test

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"os"
	"sort"
	"strconv"
	"testing"
	"time"

	"shelfwise/fixtures/shared"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// loadMarket reads a market folder. Its listings of a candidate's category are the comparable offers, which is what
// matching by category gives there.
func loadMarket(t testing.TB, name string) scoring.Input {
	t.Helper()
	in := scoring.Input{Seed: 1, Candidates: loadCandidates(t, shared.Path(t, "data", "market", name, "candidates.csv")),
		Series: loadListings(t, shared.Path(t, "data", "market", name, "listings.jsonl"))}
	in.Matches = byCategory(in.Candidates, in.Series)
	return in
}

func byCategory(cs []market.Candidate, series []market.Series) []market.Match {
	members := map[string][]market.ListingID{}
	for _, s := range series {
		members[s.Listing.Category] = append(members[s.Listing.Category], s.Listing.ID)
	}
	var out []market.Match
	for _, c := range cs {
		for _, id := range members[c.Category] {
			out = append(out, market.Match{CandidateID: c.ID, ListingID: id, Relation: market.Comparable, Confidence: 0.8, Decision: market.Auto, Method: "category"})
		}
	}
	return out
}

func loadCandidates(t testing.TB, path string) []market.Candidate {
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
	at := map[string]int{}
	for i, h := range rows[0] {
		at[h] = i
	}
	var out []market.Candidate
	for _, row := range rows[1:] {
		cell := func(h string) string { return row[at[h]] }
		cur := money.Currency(cell("currency"))
		amount := func(h string) money.Amount {
			if cell(h) == "" {
				return money.Amount{}
			}
			return money.MustDecimal(cell(h), cur)
		}
		rate := func(h string) *money.Rate {
			r, err := money.ParseRate(cell(h))
			if err != nil {
				return nil
			}
			return &r
		}
		c := market.Candidate{ID: cell("candidate_id"), Title: cell("title"), Brand: cell("brand"), GTIN: cell("gtin"), Category: cell("category"), Currency: cur}
		if q, err := strconv.ParseFloat(cell("quality_score"), 64); err == nil {
			c.QualityScore = &q
		}
		c.Cost = market.CostSheet{
			UnitCost: amount("unit_cost"), InboundFreight: amount("inbound_freight"), DutyRate: rate("duty_rate"),
			Fulfilment: amount("fulfilment_cost"), ReferralRate: rate("referral_fee_rate"), AdRate: rate("ad_cost_rate"),
			ReturnRate: rate("return_rate"), FixedCost: amount("fixed_cost"),
		}
		out = append(out, c)
	}
	return out
}

type listingLine struct {
	URL, Title, Brand, Category, Price, Currency, Source, Availability, Seller string
	ObservedAt                                                                 time.Time `json:"observed_at"`
	Rating                                                                     *float64
	ReviewCount                                                                *int64 `json:"review_count"`
	UnitsSold                                                                  *int64 `json:"units_sold"`
	Window                                                                     int    `json:"units_sold_window_days"`
}

func loadListings(t testing.TB, path string) []market.Series {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	by := map[market.ListingID]*market.Series{}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var l listingLine
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		id := market.NewListingID(l.Source, "", l.URL, nil)
		s := by[id]
		if s == nil {
			s = &market.Series{Listing: market.Listing{ID: id, Source: l.Source, URL: l.URL, Title: l.Title, Brand: l.Brand, Category: l.Category}}
			by[id] = s
		}
		o := market.Observation{ListingID: id, ObservedAt: l.ObservedAt, Rating: l.Rating, ReviewCount: l.ReviewCount}
		o.Offer.Availability, o.Offer.Seller = market.Availability(l.Availability), l.Seller
		if l.Price != "" {
			if o.Offer.Price, err = money.Decimal(l.Price, money.Currency(l.Currency)); err != nil {
				t.Fatal(err)
			}
		}
		if l.UnitsSold != nil {
			o.UnitsSold = &market.UnitsSold{AtLeast: *l.UnitsSold, WindowDays: l.Window}
		}
		s.Observations = append(s.Observations, o)
	}
	out := make([]market.Series, 0, len(by))
	for _, s := range by {
		sort.SliceStable(s.Observations, func(i, j int) bool { return s.Observations[i].ObservedAt.Before(s.Observations[j].ObservedAt) })
		out = append(out, *s)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Listing.ID < out[j].Listing.ID })
	return out
}

// truth is the monthly profit of a candidate at a grid of prices, from the demand that produced the listings.
type truth struct {
	ID         string
	Prices     []float64
	Profit     []float64
	BestProfit float64 `json:"best_profit"`
}

func (t truth) at(price float64) float64 {
	i := sort.SearchFloat64s(t.Prices, price)
	switch i {
	case 0:
		return t.Profit[0]
	case len(t.Prices):
		return t.Profit[i-1]
	}
	w := (price - t.Prices[i-1]) / (t.Prices[i] - t.Prices[i-1])
	return t.Profit[i-1]*(1-w) + t.Profit[i]*w
}

func loadTruth(t testing.TB, name string) map[string]truth {
	t.Helper()
	b, err := os.ReadFile(shared.Path(t, "data", "market", name, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var f struct{ Rows []truth }
	if err := json.Unmarshal(b, &f); err != nil {
		t.Fatal(err)
	}
	out := map[string]truth{}
	for _, r := range f.Rows {
		out[r.ID] = r
	}
	return out
}

// captured returns the share of the best top-ten profit that the advice earns, the share that its ranking alone would
// earn at the best prices, and the median loss from the price.
func captured(advice market.Advice, rows map[string]truth) (share, ranking, regret float64) {
	var best []float64
	for _, r := range rows {
		best = append(best, r.BestProfit)
	}
	sort.Sort(sort.Reverse(sort.Float64Slice(best)))
	oracle := 0.0
	for _, b := range best[:10] {
		oracle += b
	}
	var regrets []float64
	for i, rec := range advice.Recommendations {
		row := rows[rec.CandidateID]
		price := 1e9
		if rec.Price.Recommended.Known() {
			price = rec.Price.Recommended.Float()
		}
		got := row.at(price)
		if i < 10 {
			share += got / oracle
			ranking += row.BestProfit / oracle
		}
		if row.BestProfit > 0 {
			regrets = append(regrets, min(1, (row.BestProfit-got)/row.BestProfit))
		}
	}
	sort.Float64s(regrets)
	return share, ranking, regrets[len(regrets)/2]
}
