package web

import (
	"cmp"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"

	"shelfwise/advisor"
	"shelfwise/market"
)

// hostsView is what collection asked each host for.
type hostsView struct {
	Days  int
	Spans []int // days to choose from
	Rows  []hostRow
}

// hostRow is one host, its outcomes the most frequent first.
type hostRow struct {
	advisor.HostUse
	Ended []outcomeCount
	Good  float64 // share of requests that brought what was asked for, 0 to 1
	Each  float64 // seconds that one answer took, on the mean
}

type outcomeCount struct {
	Outcome string
	N       int
}

func (d *dashboard) hosts(r *http.Request) (view, error) {
	days := 7
	if text := r.URL.Query().Get("days"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			return view{}, &market.FieldError{Field: "days", Problem: "write a whole number"}
		}
		days = n
	}
	all, err := d.advisor.Hosts(r.Context(), days)
	if err != nil {
		return view{}, err
	}
	body := hostsView{Days: days, Spans: []int{1, 7, 30}}
	for _, h := range all {
		row := hostRow{HostUse: h}
		for _, o := range slices.Sorted(maps.Keys(h.Outcomes)) {
			row.Ended = append(row.Ended, outcomeCount{o, h.Outcomes[o]})
		}
		slices.SortStableFunc(row.Ended, func(a, b outcomeCount) int { return cmp.Compare(b.N, a.N) })
		if h.Requests > 0 {
			row.Good = min(1, float64(h.Outcomes["ok"]+h.Outcomes["not_modified"]+h.Outcomes["redirected"])/float64(h.Requests))
			row.Each = h.Answered / float64(h.Requests)
		}
		body.Rows = append(body.Rows, row)
	}
	return view{Page: "hosts", Title: "Hosts", Section: "hosts", Body: body}, nil
}

// secondsText writes a span of seconds, one under a second in milliseconds.
func secondsText(s float64) string {
	if s > 0 && s < 1 {
		return number(math.Max(1, math.Round(1000*s))) + "\u00a0ms"
	}
	return number(s) + "\u00a0s"
}

// bytesText writes a size in the unit that suits it (decimal, as disks and networks have it).
func bytesText(n int64) string {
	switch {
	case n >= 1_000_000_000:
		return number(float64(n)/1e9) + "\u00a0GB"
	case n >= 1_000_000:
		return number(float64(n)/1e6) + "\u00a0MB"
	case n >= 1000:
		return number(float64(n)/1e3) + "\u00a0kB"
	}
	return strconv.FormatInt(n, 10) + "\u00a0B"
}
