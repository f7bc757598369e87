package api_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfwise/advisor"
	"shelfwise/api"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
	"shelfwise/store/memory"
)

// The sample is a small market made by hand: three candidates, seven listings with nine weeks of history, matches of
// every decision, and an advice that has every part that an advice can have. It does not move when scoring does.

func sampleNow() time.Time { return time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC) }

func sampleAsOf() time.Time { return time.Date(2026, 11, 25, 9, 30, 0, 0, time.UTC) }

func eur(s string) money.Amount { return money.MustDecimal(s, "EUR") }

func usd(s string) money.Amount { return money.MustDecimal(s, "USD") }

// awkwardID is a listing without an article number, so that its identity is its URL.
const awkwardID = market.ListingID("corner|https://corner.example/p?id=7&ref=a/b|color=Red")

func sampleListings() []market.Listing {
	l := func(id market.ListingID, source, title, gtin string) market.Listing {
		return market.Listing{
			ID: id, Source: source, Title: title, GTIN: gtin, Brand: "Korrin", Category: "Electric Kettles",
			URL: "https://" + source + ".example/p/" + fmt.Sprint(len(title)),
		}
	}
	return []market.Listing{
		l("alpha|A1", "alpha", "Korrin KT-480 Electric Kettle 1.7 L", "9521030210005"),
		l("alpha|A2", "alpha", "Haldor KT-190 Electric Kettle 1.5 L", ""),
		l("beta|B1", "beta", "Korrin Wasserkocher KT480 1,7 l Edelstahl", "9521030210005"),
		l("beta|B2", "beta", "Vintra KT-220 Kettle <script>alert(1)</script>", ""),
		l("beta|B3", "beta", "Descaling filter for Korrin KT-480", ""),
		l("gamma|G1", "gamma", "云特拉 KT-220 电热水壶", ""),
		l(awkwardID, "corner", "Quenby Gooseneck Kettle, red", ""),
	}
}

func sampleSeries() []market.Series {
	var out []market.Series
	for i, l := range sampleListings() {
		s := market.Series{Listing: l}
		for w := range 9 {
			at := time.Date(2026, 9, 28, 6, 0, 0, 0, time.UTC).AddDate(0, 0, 7*w)
			cents := int64(3400+i*310) + int64(math.Round(220*math.Sin(float64(w+i))))
			o := market.Observation{
				ListingID: l.ID, ObservedAt: at, LastSeen: at.AddDate(0, 0, 2), Rating: new(3.9 + 0.1*float64(i)), RatingScale: 5,
				ReviewCount: new(int64(120 + 40*i + 9*w)),
				Offer:       market.Offer{Price: money.New(cents, "EUR"), Availability: market.InStock, Seller: l.Source},
				Provenance: market.Provenance{
					PageURL: l.URL, PageHash: fmt.Sprintf("%064x", 1000*i+w), FetchedAt: at, Robots: "allow: no rule for /p/",
					Fields: map[string]market.Evidence{
						"price":        {By: "json-ld", Path: "offers.price", Text: money.New(cents, "EUR").Decimal()},
						"rating":       {By: "microdata", Path: "aggregateRating.ratingValue", Text: "4.2"},
						"review_count": {By: "heuristic", Path: "div.reviews > span", Text: "(120)"},
					},
				},
			}
			if l.Source == "beta" {
				o.Offer.Shipping, o.Offer.Pack = eur("4.90"), market.Pack{Count: 2, Each: "850", Unit: "ml", Confirmed: true}
				o.Provenance.Fields["pack"] = market.Evidence{By: "heuristic", Path: "title", Text: "2 x 850 ml"}
			}
			if l.Source == "gamma" {
				o.Offer.Price, o.UnitsSold = money.New(cents*8, "CNY"), &market.UnitsSold{AtLeast: 1200, WindowDays: 30}
			}
			s.Observations = append(s.Observations, o)
		}
		out = append(out, s)
	}
	return out
}

func sampleCandidates() []market.Candidate {
	return []market.Candidate{
		{
			ID: "C1", Title: "Korrin KT-480 Electric Kettle 1.7 L", Brand: "Korrin", GTIN: "9521030210005", Category: "Electric Kettles",
			Currency: "EUR", QualityScore: new(64.0), Stage: "launch", Segment: "families",
			Cost: market.CostSheet{UnitCost: eur("14.20"), Fulfilment: eur("4.10"), ReferralRate: new(money.Rate(120000)), TaxRate: new(money.Rate(190000))},
		},
		{ID: "C2/blue & <new>", Title: "Stavora Glass Kettle & Tea Maker", Category: "Electric Kettles", Currency: "USD"},
		{ID: "C3", Title: "Fennick Desk Lamp 10 W", Category: "Desk Lamps", Currency: "EUR"},
	}
}

func sampleMatches() []market.Match {
	m := func(c string, l market.ListingID, rel market.Relation, d market.Decision, conf float64, method string) market.Match {
		return market.Match{
			CandidateID: c, ListingID: l, Relation: rel, Decision: d, Confidence: conf, Method: method, Version: "test",
			Evidence: []market.MatchReason{{Feature: "model_number", Value: "KT-480", Contribution: 2.4}, {Feature: "title_overlap", Value: "0.81", Contribution: 1.1}},
		}
	}
	return []market.Match{
		m("C1", "alpha|A1", market.Same, market.Auto, 0.99, "gtin"), m("C1", "beta|B1", market.Same, market.Auto, 0.99, "gtin"),
		m("C1", "alpha|A2", market.Comparable, market.Auto, 0.8, "category"), m("C1", "beta|B2", market.Comparable, market.Auto, 0.8, "category"),
		m("C1", "gamma|G1", market.Comparable, market.Auto, 0.7, "category"), m("C1", awkwardID, market.Same, market.Review, 0.52, "title"),
		m("C2/blue & <new>", "beta|B2", market.Same, market.Review, 0.45, "title"),
	}
}

func sampleAdvice() market.Advice {
	return market.Advice{
		AsOf: sampleAsOf(), ModelVersion: "sample-1", Profile: "default",
		Recommendations: []market.Recommendation{sampleGo(), sampleTrial(), sampleWatch()},
	}
}

func measure(score, weight float64, driver, why string) market.Measure {
	return market.Measure{
		Score: new(score), Interval: &[2]float64{score - 8, score + 6}, Known: true, Weight: weight, Contribution: score * weight,
		Drivers: []market.Driver{{Name: driver, Value: new(1.25), Unit: "x", Score: new(score), Weight: 1, Contribution: score, Known: true, Why: why}},
	}
}

func sampleGo() market.Recommendation {
	var rivals []market.Rival
	for i, l := range sampleListings() {
		if l.ID == "beta|B3" || l.ID == awkwardID {
			continue
		}
		r := market.Rival{
			ListingID: l.ID, Source: l.Source, URL: l.URL, Title: l.Title, Relation: market.Comparable, Confidence: 0.8,
			Price: money.New(int64(3400+i*310), "EUR"), Stars: new(4.1 + 0.1*float64(i)), Reviews: new(int64(192 + 40*i)),
			Units: &market.Interval{P10: 90, P50: 160 + 20*float64(i), P90: 390}, UnitsMethod: "review velocity", SeenAt: sampleAsOf().AddDate(0, 0, -2),
		}
		if l.GTIN != "" {
			r.Relation, r.Confidence = market.Same, 0.99
		}
		if l.Source == "gamma" {
			r.Offered = money.New(int64(3400+i*310)*8, "CNY")
		}
		rivals = append(rivals, r)
	}
	return market.Recommendation{
		CandidateID: "C1", Title: "Korrin KT-480 Electric Kettle 1.7 L", Category: "Electric Kettles", Rank: 1, RankInterval: [2]int{1, 2},
		Score: new(72.4), ScoreInterval: &[2]float64{66, 78.5}, Verdict: market.Go, VerdictRule: "all gates passed, profit above the least wanted",
		Scores: map[string]market.Measure{
			"value":          measure(70, 0.35, "quality_for_price", "rated above what its price is usual for"),
			"attractiveness": measure(81, 0.25, "expected_units", "about 210 units a month at the advised price"),
			"cost":           measure(74, 0.22, "margin", "28% of the price is left"),
			"competition":    measure(62, 0.18, "concentration", "no seller holds more than a third"),
		},
		GatesFailed: []market.GateFailure{}, BestSellerProbability: new(0.31),
		Demand: &market.DemandEstimate{
			UnitsPerMonth: market.Interval{P10: 120, P50: 210, P90: 380}, Method: "logit on rivals' review velocity", Confidence: "medium",
			Elasticity: new(-2.9), Assumptions: []string{"one review for 20 to 60 units sold"},
		},
		Price: market.PriceAdvice{
			Position: "premium", Recommended: eur("44.99"), Reason: "above parity because the rating of the same product carries it",
			Corridor: market.Corridor{
				Floor: market.Bound{Amount: eur("31.20"), BoundBy: "cost"}, Reference: market.Bound{Amount: eur("40.20"), BoundBy: "median of comparable offers"},
				Target: market.Bound{Amount: eur("44.62"), BoundBy: "profit"}, Ceiling: market.Bound{Amount: eur("52.00"), BoundBy: "highest defensible premium"},
			},
			Expected: &market.Expected{UnitsPerMonth: 210, ProfitPerMonth: eur("2120.00"), ProfitP10: eur("880.00"), ProfitP90: eur("3910.00"), MarginRate: 0.28, CashNeeded: eur("4260.00"), PaybackDays: new(61.0)},
			Standing: &market.Standing{Rank: 4, Of: 6, Percentile: 60, IndexToMedian: 111.9, IndexToMean: 109.5, IndexToLowest: 131.2, RangePosition: 71, Band: "premium"},
			Waterfall: []market.WaterfallRow{
				{Item: "price", Amount: eur("44.99"), Known: true}, {Item: "tax", Amount: eur("-7.18"), Known: true}, {Item: "referral fee", Amount: eur("-5.40"), Known: true},
				{Item: "unit cost", Amount: eur("-14.20"), Known: true}, {Item: "fulfilment", Amount: eur("-4.10"), Known: true}, {Item: "storage", Known: false},
				{Item: "contribution", Amount: eur("14.11"), Known: true},
			},
			Alternatives: []market.PriceScenario{
				{Position: "value", Price: eur("37.99"), UnitsPerMonth: 330, ProfitPerMonth: eur("1710.00"), MarginRate: 0.19, MustBeTrue: []string{"a true reason for the low price"}},
				{Position: "parity", Price: eur("39.99"), UnitsPerMonth: 285, ProfitPerMonth: eur("1960.00"), MarginRate: 0.22},
			},
			Clamps: []market.Clamp{{Guard: "charm_ending", From: "44.62", To: "44.99"}},
		},
		Market: market.Snapshot{
			AsOf: sampleAsOf(), Currency: "EUR", ComparableOffers: 5, SameOffers: 2, Built: "2 same by gtin; 3 comparable by category \"Electric Kettles\"", Rivals: rivals,
			Excluded:       []market.Exclusion{{ListingID: "beta|B3", Reason: "accessory", Detail: "for Korrin KT-480"}},
			Guards:         []market.GuardEffect{{CandidateID: "C1", Guard: "accessory", Excluded: 1, Without: eur("38.10"), With: eur("40.20")}},
			PriceQuantiles: map[string]string{"p10": "34.00", "p25": "37.10", "p50": "40.20", "p75": "43.30", "p90": "49.50"},
			MedianReviews:  new(272.0), MeanStars: new(4.3), HHI: new(2350.0), CR4: new(0.91), Sellers: 3,
			OldestSeen: sampleAsOf().AddDate(0, 0, -2), NewestSeen: sampleAsOf().AddDate(0, 0, -2),
		},
		Stage: "launch", NextFact: "the storage cost per unit", SuccessMetric: "units a month at 44.99 against 210",
		Reasons: []string{"Rivals with this rating sell at 40.20 to 52.00.", "28% of the price is left after all known costs."},
		Unknown: []string{"storage cost"}, Warnings: []market.Warning{{Code: "few_same_offers", Message: "only two offers of the same product"}},
	}
}

func sampleTrial() market.Recommendation {
	return market.Recommendation{
		CandidateID: "C2/blue & <new>", Title: "Stavora Glass Kettle & Tea Maker", Category: "Electric Kettles", Rank: 2, RankInterval: [2]int{1, 3},
		Score: new(55.0), ScoreInterval: &[2]float64{38, 70}, Verdict: market.Trial, VerdictRule: "one gate fails by little",
		Scores: map[string]market.Measure{
			"value": measure(58, 0.35, "quality_for_price", "usual for its price"), "attractiveness": measure(60, 0.25, "expected_units", "about 90 units"),
			"cost":        {Known: false, Weight: 0.22, Contribution: 0, Interval: &[2]float64{0, 100}, Drivers: []market.Driver{{Name: "margin", Why: "unit cost is not known"}}},
			"competition": measure(62, 0.18, "concentration", "no seller holds more than a third"),
		},
		GatesFailed: []market.GateFailure{{Gate: "cost_known", Needed: 1, ToPass: "the unit cost must be given"}},
		Price: market.PriceAdvice{
			Reason:       "without a unit cost there is no floor to stand on",
			Corridor:     market.Corridor{Reference: market.Bound{Amount: usd("43.40"), BoundBy: "median of comparable offers"}},
			Alternatives: []market.PriceScenario{}, Clamps: []market.Clamp{},
		},
		Market:  market.Snapshot{AsOf: sampleAsOf(), Currency: "USD", ComparableOffers: 5, Built: "category", Excluded: []market.Exclusion{}},
		Reasons: []string{"Buyers in this category are many."}, Unknown: []string{"unit cost", "fulfilment cost"}, Warnings: []market.Warning{},
	}
}

func sampleWatch() market.Recommendation {
	return market.Recommendation{
		CandidateID: "C3", Title: "Fennick Desk Lamp 10 W", Category: "Desk Lamps", Rank: 3, RankInterval: [2]int{3, 3},
		Scores: map[string]market.Measure{}, Verdict: market.Watch, VerdictRule: "no market was found", GatesFailed: []market.GateFailure{},
		Price:  market.PriceAdvice{Reason: "no comparable offer", Alternatives: []market.PriceScenario{}, Clamps: []market.Clamp{}},
		Market: market.Snapshot{AsOf: sampleAsOf(), Excluded: []market.Exclusion{}}, Reasons: []string{}, Unknown: []string{"comparable offers"}, Warnings: []market.Warning{},
	}
}

// sampleJobs are the pages of two runs, and the marker that one of them was stored.
func sampleJobs() []market.Job {
	return []market.Job{
		{ID: "1", Run: "a/alpha", Source: "alpha", Kind: "product", Outcome: "ok"}, {ID: "1", Run: "b/alpha", Source: "alpha", Kind: "category", Outcome: "ok"},
		{ID: "2", Run: "b/alpha", Source: "alpha", Kind: "product", Outcome: "robots_disallowed"}, {ID: "3", Run: "b/alpha", Source: "alpha", Kind: "product"},
		{ID: "9", Run: "b/alpha", Source: "alpha", Kind: "stored", Outcome: "ok"}, {ID: "1", Run: "b/beta", Source: "beta", Kind: "feed", Outcome: "timeout"},
		{ID: "1", Run: "hosts/2026-11-25", Source: "alpha", Kind: "host", Outcome: "ok", Detail: `{"host":"alpha.example","requests":5,"bytes":123456,"outcomes":{"ok":4,"not_found":1,"robots_disallowed":2},"waited_ms":10400,"answered_ms":900,"pace_ms":2600}`},
		{ID: "2", Run: "hosts/2026-11-24", Source: "alpha", Kind: "host", Outcome: "ok", Detail: `{"host":"alpha.example","requests":3,"bytes":1000,"outcomes":{"not_modified":3},"waited_ms":4000,"answered_ms":100,"pace_ms":2000}`},
		{ID: "3", Run: "hosts/2026-11-24", Source: "alpha", Kind: "host", Outcome: "ok", Detail: `{"host":"cdn.example","outcomes":{"third_party":7}}`},
	}
}

// keptParts are inputs as they are kept with an advice.
type keptParts struct {
	parts  []market.AdvicePart
	digest string
}

// sampleParts are the sample's inputs. The sample's advice is made up: it does not follow from them.
func sampleParts(t testing.TB) keptParts {
	t.Helper()
	in := scoring.Input{AsOf: sampleAsOf(), Candidates: sampleCandidates(), Series: sampleSeries(), Matches: sampleMatches()}
	slices.SortFunc(in.Candidates, func(a, b market.Candidate) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(in.Series, func(a, b market.Series) int { return strings.Compare(string(a.Listing.ID), string(b.Listing.ID)) })
	parts, digest, err := scoring.KeepInputs(in)
	if err != nil {
		t.Fatal(err)
	}
	return keptParts{parts, digest}
}

// sampleAdvisor is an advisor over the sample in memory.
func sampleAdvisor(t testing.TB) *advisor.Advisor {
	t.Helper()
	ctx, store := context.Background(), memory.New()
	if _, err := store.Append(ctx, sampleSeries()...); err != nil {
		t.Fatal(err)
	}
	advice, parts := sampleAdvice(), sampleParts(t)
	advice.InputDigest = parts.digest
	for _, err := range []error{
		store.AddJobs(ctx, sampleJobs()...), store.PutCandidates(ctx, sampleCandidates()...), store.PutMatches(ctx, sampleMatches()...),
		store.PutAdviceParts(ctx, advice.AsOf, parts.parts...), store.PutAdvice(ctx, advice),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	a, err := advisor.New(advisor.Options{Store: store, KeptRates: store, Keys: store, Jobs: store, Outcomes: store, Now: sampleNow, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// serve answers over the sample until the test ends.
func serve(t testing.TB, o api.Options) *httptest.Server {
	t.Helper()
	o.Now = sampleNow
	if o.Logger == nil {
		o.Logger = slog.New(slog.NewTextHandler(t.Output(), nil))
	}
	h, err := api.New(sampleAdvisor(t), o)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv
}

// ask sends a request with "Name: value" headers and reads the answer.
func ask(t testing.TB, method, url, body string, headers ...[2]string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, url, readerOf(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		req.Header.Set(h[0], h[1])
	}
	if h := req.Header.Get("Host"); h != "" {
		req.Host = h
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(b)
}
