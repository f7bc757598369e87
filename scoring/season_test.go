package scoring_test

import (
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/scoring"
)

// Test003WSeasonOfOwnSales: a season is told from months of like length: a month that came twice is no season, a month without
// a row sold nothing, and under a year nothing is told.
func Test003WSeasonOfOwnSales(t *testing.T) {
	c := market.Candidate{ID: "ac", Category: "air conditioner"}
	month := func(i int) time.Time { return time.Date(2025, time.Month(1+i), 1, 0, 0, 0, 0, time.UTC) }
	rows := func(months int, units func(time.Month) float64) []scoring.Sale {
		var out []scoring.Sale
		for i := range months {
			if n := units(month(i).Month()); n > 0 || i == 0 || i == months-1 {
				out = append(out, scoring.Sale{Month: month(i), Category: "Air Conditioner", Units: n})
			}
		}
		return out
	}
	summer := func(m time.Month) float64 {
		if m >= time.June && m <= time.August {
			return 90
		}
		return 0
	}
	winter := func(m time.Month) float64 {
		if m == time.December || m <= time.February {
			return 90
		}
		return 10
	}
	flat := func(time.Month) float64 { return 100 }
	noise := func(m time.Month) float64 { // some eight a month, as chance has it
		return [...]float64{9, 6, 11, 8, 5, 10, 7, 9, 12, 6, 8, 7}[m-1]
	}
	for name, tc := range map[string]struct {
		sales []scoring.Sale
		want  string
		start time.Month
	}{
		"summer with gaps": {rows(12, summer), "June to August", time.June}, "over the new year": {rows(24, winter), "December to February", time.December},
		"flat, eighteen months": {rows(18, func(time.Month) float64 { return 50 }), "not known", 0}, "flat, fourteen months": {rows(14, flat), "not known", 0},
		"flat, a year": {rows(12, flat), "not known", 0}, "flat, two and a half years": {rows(30, flat), "not known", 0}, "a few by chance": {rows(12, noise), "not known", 0},
		"summer, eighteen months": {rows(18, summer), "June to August", time.June},
		"eleven months":           {rows(11, summer), "not known", 0},
	} {
		s := scoring.SeasonIn(tc.sales, c)
		if s.String() != tc.want || s.Start != tc.start {
			t.Errorf("%s: %s from %s; want %s from %s", name, s, s.Start, tc.want, tc.start)
		}
	}
	in := small()
	lead := 60
	in.Candidates[0].LeadTimeDays, in.Candidates[0].Category = &lead, "air conditioner"
	in.Sales = rows(12, summer)
	r := find(t, advise(t, in), in.Candidates[0].ID)
	if len(r.Dates) != 1 || r.Dates[0].For != "the season (June to August)" || r.Dates[0].OrderBy.Month() != time.April || r.Dates[0].OrderBy.Day() > 5 {
		t.Errorf("dates %+v; want to order early in April for June to August", r.Dates)
	}
}
