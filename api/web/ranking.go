package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"shelfwise/advisor"
	"shelfwise/market"
)

// errNoAdvice tells that nothing was ranked yet, which is no fault of the address.
var errNoAdvice = errors.New("no advice yet")

// rankingView is the ranking with its filters.
type rankingView struct {
	Rows       []market.Recommendation
	Total      int
	Verdicts   []verdictCount
	Categories []string
	Category   string
	Verdict    string
	Seen       time.Time // the oldest reading that the ranking rests on
}

// verdictCount is how many candidates have a verdict.
type verdictCount struct {
	Verdict market.Verdict
	Count   int
}

func (d *dashboard) ranking(r *http.Request) (view, error) {
	a, err := d.advice(r)
	if err != nil {
		return view{}, err
	}
	q := r.URL.Query()
	body := rankingView{Total: len(a.Recommendations), Category: q.Get("category"), Verdict: q.Get("verdict")}
	counts := map[market.Verdict]int{}
	for _, rec := range a.Recommendations {
		counts[rec.Verdict]++
		if rec.Category != "" && !slices.Contains(body.Categories, rec.Category) {
			body.Categories = append(body.Categories, rec.Category)
		}
		if seen := rec.Market.OldestSeen; !seen.IsZero() && (body.Seen.IsZero() || seen.Before(body.Seen)) {
			body.Seen = seen
		}
		if (body.Category == "" || strings.EqualFold(body.Category, rec.Category)) && (body.Verdict == "" || body.Verdict == string(rec.Verdict)) {
			body.Rows = append(body.Rows, rec)
		}
	}
	slices.Sort(body.Categories)
	for _, v := range []market.Verdict{market.Go, market.Trial, market.Watch, market.Drop} {
		body.Verdicts = append(body.Verdicts, verdictCount{v, counts[v]})
	}
	return view{Page: "ranking", Title: "Ranking", Section: "ranking", AsOf: a.AsOf, Model: a.ModelVersion, Body: body}, nil
}

// advice is the newest ranking, or that of the as_of in the address.
func (d *dashboard) advice(r *http.Request) (market.Advice, error) {
	at, err := asOf(r)
	if err != nil {
		return market.Advice{}, err
	}
	a, err := d.advisor.Advice(r.Context(), advisor.Query{AsOf: at})
	if errors.Is(err, market.ErrNotFound) {
		return market.Advice{}, errors.Join(errNoAdvice, err)
	}
	return a, err
}

func asOf(r *http.Request) (time.Time, error) {
	text := r.URL.Query().Get("as_of")
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, &market.FieldError{Field: "as_of", Problem: "write a time as 2026-11-25T10:00:00Z"}
	}
	return at, nil
}

// observations reads the history of a listing until a time (zero: all).
func (d *dashboard) observations(ctx context.Context, id market.ListingID, asOf time.Time) ([]market.Observation, error) {
	f := market.ObservationFilter{ListingID: id}
	if !asOf.IsZero() {
		f.Until = asOf.Add(time.Nanosecond)
	}
	var out []market.Observation
	for o, err := range d.store.Observations(ctx, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}
