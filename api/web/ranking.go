package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/scoring"
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

	Asked     asked // another way of choosing, for this reading of the page only
	Profiles  []string
	Weights   []factorWeight // in force
	Shortlist []string
	Portfolio *market.Portfolio
}

// factorWeight is the weight of a factor in hundredths.
type factorWeight struct {
	Factor string
	Weight string
}

// asked is a way of choosing as the reader wrote it.
type asked struct {
	Profile, Segment, Cash, Margin string
	Weights                        map[string]string // by factor, in any unit; empty: the profile's

	Any bool
}

// choiceOf reads the way of choosing from the address.
func choiceOf(q url.Values) (asked, advisor.Choice, error) {
	a := asked{Profile: q.Get("profile"), Segment: strings.TrimSpace(q.Get("segment")), Cash: strings.TrimSpace(q.Get("cash_limit")),
		Margin: strings.TrimSpace(q.Get("margin")), Weights: map[string]string{}}
	c := advisor.Choice{Profile: a.Profile, Segment: a.Segment, CashLimit: a.Cash}
	var weights []string
	for _, f := range scoring.Factors() {
		if w := strings.TrimSpace(q.Get("weight_" + string(f))); w != "" {
			a.Weights[string(f)] = w
			weights = append(weights, string(f)+"="+strings.Replace(w, ",", ".", 1))
		}
	}
	c.Weights = strings.Join(weights, ",")
	if a.Margin != "" {
		m, err := strconv.ParseFloat(strings.Replace(strings.TrimSuffix(a.Margin, "%"), ",", ".", 1), 64)
		if err != nil {
			return a, c, &market.FieldError{Field: "margin", Problem: "write the least margin in percent, as 20"}
		}
		m /= 100
		c.MinMargin = &m
	}
	a.Any = !c.IsZero()
	return a, c, nil
}

// Link is the address of the page with another filter and the same way of choosing.
func (v rankingView) Link(name, value string) string {
	q := url.Values{}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	for f, w := range v.Asked.Weights {
		set("weight_"+f, w)
	}
	set("profile", v.Asked.Profile)
	set("segment", v.Asked.Segment)
	set("cash_limit", v.Asked.Cash)
	set("margin", v.Asked.Margin)
	set(name, value)
	if len(q) == 0 {
		return "/"
	}
	return "/?" + q.Encode()
}

// verdictCount is how many candidates have a verdict.
type verdictCount struct {
	Verdict market.Verdict
	Count   int
}

func (d *dashboard) ranking(r *http.Request) (view, error) {
	q := r.URL.Query()
	way, choice, err := choiceOf(q)
	if err != nil {
		return view{}, err
	}
	a, err := d.advice(r, choice)
	if err != nil {
		return view{}, err
	}
	body := rankingView{Asked: way, Shortlist: a.Shortlist, Portfolio: a.Portfolio, Total: len(a.Recommendations), Category: q.Get("category"), Verdict: q.Get("verdict")}
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
	for _, p := range scoring.Profiles() {
		body.Profiles = append(body.Profiles, p.Name)
	}
	for _, f := range scoring.Factors() {
		w := factorWeight{Factor: string(f)}
		if len(a.Recommendations) > 0 {
			w.Weight = strconv.FormatFloat(100*a.Recommendations[0].Scores[string(f)].Weight, 'f', 0, 64)
		}
		body.Weights = append(body.Weights, w)
	}
	for _, v := range []market.Verdict{market.Go, market.Trial, market.Watch, market.Drop} {
		body.Verdicts = append(body.Verdicts, verdictCount{v, counts[v]})
	}
	return view{Page: "ranking", Title: "Ranking", Section: "ranking", AsOf: a.AsOf, Model: a.ModelVersion, Body: body}, nil
}

// advice is the newest ranking, or that of the as_of in the address, under the way of choosing asked for.
func (d *dashboard) advice(r *http.Request, c advisor.Choice) (market.Advice, error) {
	at, err := asOf(r)
	if err != nil {
		return market.Advice{}, err
	}
	a, err := d.advisor.Advice(r.Context(), advisor.Query{AsOf: at, Choice: c})
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
