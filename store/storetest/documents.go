package storetest

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

func candidate(id string) market.Candidate {
	return market.Candidate{
		ID: id, Title: "Kettle " + id, Brand: "Brisa", GTIN: "04006381333931", Category: "kettles",
		Keywords: []string{"kettle", "steel"}, Currency: "EUR",
		Cost: market.CostSheet{
			UnitCost: eur("9.32"), Tiers: []market.CostTier{{From: 500, UnitCost: eur("8.10")}}, MOQ: new(int64(200)),
			ReferralRate: new(money.Rate(150000)), ReturnRate: new(money.Rate(0)), FixedCost: eur("50.00"),
		},
		QualityScore: new(61.5), MinMargin: new(money.Rate(200000)), LeadTimeDays: new(60),
		AvailableUnits: new(int64(0)), OwnSellerIDs: []string{"me"},
	}
}

func testCandidates(t *testing.T, s Store) {
	ctx := t.Context()
	_, err := s.Candidate(ctx, "b")
	wantErr(t, "Candidate before Put", err, market.ErrNotFound)
	a, b := candidate("a"), candidate("b")
	bare := market.Candidate{ID: "c", Title: "Only a title"}
	for range 2 { // the same write twice leaves the same state
		if err := s.PutCandidates(ctx, b, a, bare); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "Candidates", all(t, s.Candidates(ctx)), []market.Candidate{a, b, bare})
	b.Title, b.Cost.MOQ, b.Keywords = "Kettle, renamed", nil, nil
	if err := s.PutCandidates(ctx, b); err != nil {
		t.Fatal(err)
	}
	got, err := s.Candidate(ctx, "b")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "Candidate replaced", got, b)
	for _, bad := range []market.Candidate{{Title: "no id"}, {ID: "x"}, {ID: "x", Title: "x", QualityScore: new(math.NaN())}} {
		wantErr(t, "PutCandidates", s.PutCandidates(ctx, candidate("d"), bad), market.ErrInvalid)
	}
	_, err = s.Candidate(ctx, "d")
	wantErr(t, "a candidate beside an invalid one", err, market.ErrNotFound)
}

func match(candidate, listing string, d market.Decision, confidence float64) market.Match {
	return market.Match{
		CandidateID: candidate, ListingID: market.ListingID(listing), Relation: market.Same, Confidence: confidence,
		Decision: d, Method: "gtin", Version: "1",
		Evidence: []market.MatchReason{{Feature: "gtin", Value: "04006381333931", Contribution: 3.25}},
	}
}

func testMatches(t *testing.T, s Store) {
	ctx := t.Context()
	m := []market.Match{
		match("a", "x|1", market.Auto, 0.9), match("a", "x|2", market.Review, 0.5),
		match("b", "x|1", market.Auto, 0.8), match("b", "y|1", market.Auto, 1),
	}
	m[3].Evidence = nil
	for range 2 {
		if err := s.PutMatches(ctx, m[3], m[1], m[0], m[2]); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "Matches of all", all(t, s.Matches(ctx, "")), m)
	same(t, "Matches of one", all(t, s.Matches(ctx, "b")), m[2:])
	same(t, "Matches of an unknown", all(t, s.Matches(ctx, "z")), nil)
	wantErr(t, "match without listing", s.PutMatches(ctx, match("a", "", market.Auto, 1)), market.ErrInvalid)
	wantErr(t, "match without candidate", s.PutMatches(ctx, match("", "x", market.Auto, 1)), market.ErrInvalid)
	wantErr(t, "confidence that is none", s.PutMatches(ctx, match("a", "x", market.Auto, math.NaN())), market.ErrInvalid)
}

func testUserDecides(t *testing.T, s Store) {
	ctx := t.Context()
	for _, tc := range []struct {
		name string
		put  market.Decision
		want market.Decision
	}{
		{"the model decides", market.Auto, market.Auto},
		{"the model changes its mind", market.Review, market.Review},
		{"the user rejects", market.Rejected, market.Rejected},
		{"the model is not heard", market.Auto, market.Rejected},
		{"the user changes his mind", market.Confirmed, market.Confirmed},
		{"the model is not heard again", market.Review, market.Confirmed},
	} {
		if err := s.PutMatches(ctx, match("a", "x|1", tc.put, 0.7)); err != nil {
			t.Fatal(err)
		}
		same(t, tc.name, all(t, s.Matches(ctx, "a")), []market.Match{match("a", "x|1", tc.want, 0.7)})
	}
}

func testDropMatches(t *testing.T, s Store) {
	ctx := t.Context()
	auto, decided, other := match("a", "x|1", market.Auto, 0.9), match("a", "x|2", market.Confirmed, 0.5), match("b", "x|1", market.Auto, 0.8)
	if err := s.PutMatches(ctx, auto, decided, other); err != nil {
		t.Fatal(err)
	}
	was := decided
	was.Decision = market.Review
	for range 2 {
		if err := s.DropMatches(ctx, auto, was, match("z", "z", market.Auto, 1)); err != nil {
			t.Fatal(err)
		}
		same(t, "what was not decided is gone", all(t, s.Matches(ctx, "")), []market.Match{decided, other})
	}
	if err := s.DropMatches(ctx); err != nil {
		t.Errorf("dropping nothing: %v", err)
	}
	if err := s.DropMatches(ctx, decided); err != nil {
		t.Fatal(err)
	}
	same(t, "a decision taken back", all(t, s.Matches(ctx, "a")), nil)
}

func testCountMatches(t *testing.T, s Store) {
	ctx := t.Context()
	count := func(want int) {
		t.Helper()
		if n, err := s.CountMatches(ctx, market.Review); err != nil || n != want {
			t.Errorf("%d in review, %v; want %d", n, err, want)
		}
	}
	count(0)
	first := match("a", "x|1", market.Review, 0.4)
	if err := s.PutMatches(ctx, first, match("b", "x|1", market.Review, 0.4), match("a", "x|2", market.Auto, 0.9), match("a", "x|3", market.Rejected, 0.1)); err != nil {
		t.Fatal(err)
	}
	count(2)
	first.Decision = market.Confirmed
	if err := s.PutMatches(ctx, first); err != nil {
		t.Fatal(err)
	}
	count(1)
	if err := s.DropMatches(ctx, match("b", "x|1", market.Review, 0.4)); err != nil {
		t.Fatal(err)
	}
	count(0)
}

func advice(asOf time.Time, ids ...string) market.Advice {
	a := market.Advice{AsOf: asOf, ModelVersion: "m1", Profile: "default", Recommendations: []market.Recommendation{}}
	for i, id := range ids {
		a.Recommendations = append(a.Recommendations, market.Recommendation{
			CandidateID: id, Title: "Kettle " + id, Rank: i + 1, RankInterval: [2]int{1, 3}, Score: new(81.25),
			ScoreInterval: &[2]float64{74, 86.5}, Verdict: market.Go, GatesFailed: []market.GateFailure{},
			Scores: map[string]market.Measure{"cost": {Score: new(0.1), Known: true, Weight: 0.35, Drivers: []market.Driver{}}},
			Price: market.PriceAdvice{
				Recommended: eur("24.99"), Corridor: market.Corridor{Floor: market.Bound{Amount: eur("20.00"), BoundBy: "cost"}},
			},
			Market:  market.Snapshot{AsOf: asOf, PriceQuantiles: map[string]string{"p50": "24.99"}},
			Reasons: []string{"first in margin"},
		})
	}
	return a
}

func testAdvice(t *testing.T, s Store) {
	ctx := t.Context()
	_, err := s.Advice(ctx, time.Time{})
	wantErr(t, "Advice before Put", err, market.ErrNotFound)
	wantErr(t, "advice without a time", s.PutAdvice(ctx, market.Advice{}), market.ErrInvalid)
	nan := advice(at(1), "a")
	nan.Recommendations[0].Score = new(math.NaN())
	wantErr(t, "advice with a number that is none", s.PutAdvice(ctx, nan), market.ErrInvalid)

	first, second := advice(at(2), "a", "b", "c"), advice(at(5), "b", "a")
	for _, a := range []market.Advice{second, first, first} {
		if err := s.PutAdvice(ctx, a); err != nil {
			t.Fatal(err)
		}
	}
	stampOf := func(asOf time.Time) string {
		t.Helper()
		stamp, err := s.AdviceStamp(ctx, asOf)
		if err != nil || stamp == "" {
			t.Fatalf("AdviceStamp(%v) = %q, %v", asOf, stamp, err)
		}
		return stamp
	}
	before, newest := stampOf(at(3)), stampOf(time.Time{})
	if before == newest || stampOf(at(2)) != before || stampOf(at(5)) != newest {
		t.Errorf("stamps %q of the first and %q of the second advice; want one of each", before, newest)
	}
	replaced := advice(at(2), "c", "a")
	wantAdvice(t, s, time.Time{}, second)
	wantAdvice(t, s, at(5), second)
	wantAdvice(t, s, at(4), first)
	if err := s.PutAdvice(ctx, replaced); err != nil {
		t.Fatal(err)
	}
	wantAdvice(t, s, at(2), replaced)
	if stampOf(at(2)) == before || stampOf(time.Time{}) != newest {
		t.Error("a replaced advice keeps its stamp, or another one loses it")
	}
	_, err = s.AdviceStamp(ctx, at(1))
	wantErr(t, "AdviceStamp before the first", err, market.ErrNotFound)
	_, err = s.Advice(ctx, at(1))
	wantErr(t, "Advice before the first", err, market.ErrNotFound)
}

// wantAdvice compares JSON, to the byte: an advice that was kept is the advice that was given.
func wantAdvice(t *testing.T, s Store, asOf time.Time, want market.Advice) {
	t.Helper()
	got, err := s.Advice(t.Context(), asOf)
	if err != nil {
		t.Fatalf("Advice(%v): %v", asOf, err)
	}
	g, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	w, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "Advice", string(g), string(w))
}
