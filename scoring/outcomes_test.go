package scoring_test

import (
	"fmt"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

func adopted(i int, units int64) market.Outcome {
	p := money.MustDecimal("20.00", "EUR")
	return market.Outcome{
		CandidateID: fmt.Sprintf("c%02d", i), AdoptedAt: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC), Days: 30, Price: p, Units: units,
		Foretold: market.Foretold{Price: p, Units: &market.Interval{P10: 50, P50: 100, P90: 200}, Mean: 100 + float64(i)},
	}
}

func Test001IBeforeAndAfter(t *testing.T) {
	before := int64(40)
	o := adopted(1, 60)
	o.Days, o.UnitsBefore = 15, &before
	row := scoring.JudgeOutcomes([]market.Outcome{o}).Rows[0]
	if row.PerMonth != 120 || row.Before == nil || *row.Before != 80 || row.Uplift == nil || *row.Uplift != 0.5 || row.Hit == nil || !*row.Hit {
		t.Errorf("row %+v; want 80 before, 120 after, +50%%, a hit", row)
	}
	o.UnitsBefore = nil
	if row := scoring.JudgeOutcomes([]market.Outcome{o}).Rows[0]; row.Before != nil || row.Uplift != nil {
		t.Errorf("before not known: %+v; want no uplift", row)
	}
	o.Price = money.MustDecimal("25.00", "EUR")
	if row := scoring.JudgeOutcomes([]market.Outcome{o}).Rows[0]; row.Hit != nil || row.Note == "" {
		t.Errorf("another price: %+v; want it not judged, with a note", row)
	}
}

func TestF35HitRateAndCalibration(t *testing.T) {
	var in []market.Outcome
	for i := range 9 {
		in = append(in, adopted(i, int64(60+10*i)))
	}
	rep := scoring.JudgeOutcomes(in)
	if rep.Judged != 9 || rep.Hits != 9 || rep.HitRate != nil || rep.Coverage != nil || rep.Bias != nil || len(rep.Warnings) == 0 {
		t.Errorf("nine outcomes: %+v; want counts and a warning, no rates", rep)
	}
	in = append(in, adopted(9, 10), adopted(10, 900))
	rep = scoring.JudgeOutcomes(in)
	if rep.Judged != 11 || rep.Hits != 10 || rep.Within != 9 || rep.Above != 1 {
		t.Errorf("eleven outcomes: judged %d, hits %d, within %d, above %d; want 11, 10, 9, 1", rep.Judged, rep.Hits, rep.Within, rep.Above)
	}
	if rep.HitRate == nil || rep.HitRate.Share != 0.9091 || rep.HitRate.Low >= 0.9091 || rep.HitRate.High <= 0.9091 || len(rep.Warnings) != 0 {
		t.Errorf("hit rate %+v, warnings %q; want 0.9091 in its interval, no warning", rep.HitRate, rep.Warnings)
	}
	for i := range in {
		in[i].Units = 5
	}
	if rep = scoring.JudgeOutcomes(in); rep.Hits != 0 || len(rep.Warnings) != 1 {
		t.Errorf("all fell short: %d hits, warnings %q; want 0 and that it is not calibrated", rep.Hits, rep.Warnings)
	}
}

func Test000FRelationsHiddenWhenFew(t *testing.T) {
	var in []market.Outcome
	for i := range 12 {
		in = append(in, adopted(i, int64(60+10*i)))
		rep := scoring.JudgeOutcomes(in)
		for _, r := range rep.Relation {
			n := 0
			if r.A == "units foretold" {
				n = i + 1
			}
			if r.N != n || (r.Spearman != nil) != (n >= r.Needed) {
				t.Errorf("%d outcomes: %+v; want n = %d, told from %d on", i+1, r, n, r.Needed)
			}
			if r.Spearman != nil && *r.Spearman != 1 {
				t.Errorf("%s rises with the sold: %v; want 1", r.A, *r.Spearman)
			}
		}
	}
}
