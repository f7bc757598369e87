package advisor_test

import (
	"bytes"
	"encoding/csv"
	"log/slog"
	"slices"
	"testing"
	"time"

	"shelfwise/advisor"
	"shelfwise/fixtures"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scraper/feed"
	"shelfwise/store/memory"
)

// fixtureDay is the day as of which the bundled market is read.
var fixtureDay = time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)

// bundled returns an advisor over the bundled market and the text of its candidates.
func bundled(t *testing.T) (*advisor.Advisor, [][]string) {
	t.Helper()
	var rates []money.DatedRate
	for _, r := range fixtures.Rates(fixtureDay) {
		rates = append(rates, money.DatedRate{Base: money.Currency(r.From), Quote: money.Currency(r.To), On: r.On, Value: r.Rate})
	}
	table, err := money.NewRates(35*24*time.Hour, rates...)
	if err != nil {
		t.Fatal(err)
	}
	a, err := advisor.New(advisor.Options{Store: memory.New(), Now: func() time.Time { return fixtureDay }, Log: slog.New(slog.DiscardHandler), Rates: table, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.ImportListings(t.Context(), "history.jsonl", bytes.NewReader(fixtures.History(fixtureDay)), feed.Options{}, false); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(fixtures.Candidates())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return a, rows
}

// rankedAs ranks the candidates of a table.
func rankedAs(t *testing.T, a *advisor.Advisor, rows [][]string) map[string]market.Recommendation {
	t.Helper()
	var text bytes.Buffer
	if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	rep, err := a.ImportCandidates(t.Context(), "candidates.csv", &text, false)
	if err != nil || len(rep.Errors) > 0 {
		t.Fatalf("%v, %v", err, rep.Errors)
	}
	advice, err := a.Rank(t.Context(), fixtureDay)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]market.Recommendation{}
	for _, r := range advice.Recommendations {
		out[r.CandidateID] = r
	}
	return out
}

// TestF30BundledMarketIsCalibrated: the median candidate of the bundled market stands in the middle of the scale.
func TestF30BundledMarketIsCalibrated(t *testing.T) {
	a, rows := bundled(t)
	var scores []float64
	over := 0
	for _, r := range rankedAs(t, a, rows) {
		scores = append(scores, *r.Score)
		if *r.Score > 80 {
			over++
		}
	}
	slices.Sort(scores)
	if m := scores[len(scores)/2]; m < 45 || m > 55 || over*10 >= len(scores) {
		t.Errorf("the median of %d candidates scores %.1f, %d over 80; want 45 to 55 and under a tenth", len(scores), m, over)
	}
}

// TestF28MissingColumnNeverHelps: whichever cost or judgement a buyer leaves out of the file, through the whole path
// from file to advice no score rises, no interval narrows, no verdict improves.
func TestF28MissingColumnNeverHelps(t *testing.T) {
	a, rows := bundled(t)
	full := rankedAs(t, a, rows)
	order := []market.Verdict{market.Drop, market.Watch, market.Trial, market.Go}
	width := func(r market.Recommendation) float64 { return r.ScoreInterval[1] - r.ScoreInterval[0] }
	for _, column := range []string{
		"inbound_freight", "duty_rate", "packaging_cost", "fulfilment_cost", "storage_cost", "referral_fee_rate", "payment_fee_rate",
		"ad_cost_rate", "return_rate", "return_cost", "tax_rate", "fixed_cost", "quality_score", "differentiators", "proofs", "moq", "lead_time_days",
	} {
		at := slices.Index(rows[0], column)
		if at < 0 {
			continue
		}
		less := make([][]string, len(rows))
		for i, row := range rows {
			less[i] = slices.Clone(row)
			if i > 0 {
				less[i][at] = ""
			}
		}
		for id, now := range rankedAs(t, a, less) {
			was := full[id]
			if *now.Score > *was.Score+0.01 {
				t.Errorf("%s without %s: score %.3f, with it %.3f", id, column, *now.Score, *was.Score)
			}
			if width(now) < width(was)-0.02 {
				t.Errorf("%s without %s: interval %v, with it %v", id, column, *now.ScoreInterval, *was.ScoreInterval)
			}
			if slices.Index(order, now.Verdict) > slices.Index(order, was.Verdict) {
				t.Errorf("%s without %s: %s (%s), with it %s (%s)", id, column, now.Verdict, now.VerdictRule, was.Verdict, was.VerdictRule)
			}
		}
	}
}
