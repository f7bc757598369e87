package scoring

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/scoring/demand"
)

// Event is a sales event with its days (002-B): prices and demand within are no baseline.
type Event struct {
	Name     string
	From, To time.Time // both days included
}

// Holds reports whether a moment is within the event.
func (e Event) Holds(t time.Time) bool { return !t.Before(e.From) && t.Before(e.To.AddDate(0, 0, 1)) }

// Sale is what was sold in a month: of one product where the candidate's id is given, else of its category.
type Sale struct {
	Month       time.Time
	CandidateID string
	Category    string
	Units       float64
}

// SeasonIn finds the season of a candidate in own sales: its own where there are any, else its category's.
func SeasonIn(sales []Sale, c market.Candidate) Season {
	for _, of := range []func(Sale) bool{
		func(s Sale) bool { return s.CandidateID != "" && s.CandidateID == c.ID },
		func(s Sale) bool {
			return s.CandidateID == "" && c.Category != "" && strings.EqualFold(s.Category, c.Category)
		},
	} {
		var monthly [12]float64
		first, last := math.MaxInt, math.MinInt // months since year 0
		for _, s := range sales {
			if of(s) {
				monthly[s.Month.Month()-1] += s.Units
				at := 12*s.Month.Year() + int(s.Month.Month()) - 1
				first, last = min(first, at), max(last, at)
			}
		}
		if first > last {
			continue
		}
		months := last - first + 1 // one that no row is of sold nothing
		var times [12]float64
		for m := range 12 {
			times[m] = float64((last-m+1200)/12 - (first-1-m+1200)/12)
		}
		if months >= 12 && chance(monthly, times) {
			return Season{Known: true}
		}
		for m := range 12 {
			monthly[m] /= math.Max(1, times[m]) // the mean of that month, since some came once more often
		}
		return SeasonOf(monthly, float64(months)/12)
	}
	return Season{}
}

// chance reports whether units sold in the months of the year, each of which came some times, differ no more than as many
// sold at an even rate would: the chi-square test of 11 degrees of freedom at 5% (Pearson 1900).
func chance(units, times [12]float64) bool {
	var sold, months, chi float64
	for m := range 12 {
		sold, months = sold+units[m], months+times[m]
	}
	for m := range 12 {
		if even := sold * times[m] / months; even > 0 {
			chi += (units[m] - even) * (units[m] - even) / even
		}
	}
	return sold > 0 && chi < 19.675
}

// String writes the months in season, as "June to August".
func (s Season) String() string {
	if !s.Known || len(s.Months) == 0 {
		return "not known"
	}
	if len(s.Months) == 12 {
		return "all year"
	}
	in := func(m time.Month) bool { return slices.Contains(s.Months, (m+11)%12+1) }
	var runs []string
	for _, from := range s.Months {
		if in(from - 1) {
			continue
		}
		to := from
		for in(to + 1) {
			to++
		}
		if to == from {
			runs = append(runs, from.String())
		} else {
			runs = append(runs, fmt.Sprintf("%s to %s", from, (to+11)%12+1))
		}
	}
	return strings.Join(runs, " and ")
}

// outside leaves the readings within events out of the series, but for listings that were only ever read within one.
func outside(series []market.Series, events []Event) []market.Series {
	if len(events) == 0 {
		return series
	}
	inside := func(o market.Observation) bool {
		return slices.ContainsFunc(events, func(e Event) bool { return e.Holds(o.ObservedAt) })
	}
	out := slices.Clone(series)
	for i, s := range series {
		kept := slices.DeleteFunc(slices.Clone(s.Observations), inside)
		if len(kept) > 0 {
			out[i].Observations = kept
		}
	}
	return out
}

// stretches lists the events as stretches that are no usual ones.
func stretches(events []Event) []demand.Stretch {
	var out []demand.Stretch
	for _, e := range events {
		out = append(out, demand.Stretch{From: e.From, To: e.To.AddDate(0, 0, 1)})
	}
	return out
}

// Season is the months in which a product sells (003-W).
type Season struct {
	Months []time.Month // at or above a quarter over the mean month
	Start  time.Month   // first of the longest run
	Known  bool         // false: insufficient_data, under a year
}

// SeasonOf finds the season in monthly sales from January to December.
func SeasonOf(monthly [12]float64, years float64) Season {
	sum := 0.0
	for _, v := range monthly {
		sum += v
	}
	if years < 1 || sum == 0 {
		return Season{}
	}
	s := Season{Known: true}
	in := func(m int) bool { return monthly[(m%12+12)%12] >= 1.25*sum/12 }
	for m := range 12 {
		if in(m) {
			s.Months = append(s.Months, time.Month(m+1))
		}
	}
	longest := 0
	for m := range 12 {
		n := 0
		for n < 12 && in(m+n) {
			n++
		}
		if n > longest && (!in(m-1) || n == 12) {
			longest, s.Start = n, time.Month(m+1)
		}
	}
	return s
}

// EntryDeadline is the last day to order for the next start of the season: with 60 days of lead time and a season from
// June it is early in April.
func (s Season) EntryDeadline(now time.Time, leadDays int) (time.Time, bool) {
	if !s.Known || s.Start == 0 {
		return time.Time{}, false
	}
	for year := now.Year(); ; year++ {
		if d := time.Date(year, s.Start, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -leadDays); !d.Before(now) {
			return d, true
		}
	}
}
