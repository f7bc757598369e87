package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// outcomesView is how adopted advice has fared, and a form for one more outcome.
type outcomesView struct {
	scoring.OutcomeReport
	Candidates []market.Candidate
	Chosen     string // candidate that the form begins with
	Done       string // candidate whose outcome was just kept, "" for none
}

func (d *dashboard) outcomes(r *http.Request) (view, error) {
	rep, err := d.advisor.Judge(r.Context())
	if err != nil {
		return view{}, err
	}
	body := outcomesView{OutcomeReport: rep, Chosen: r.URL.Query().Get("candidate")}
	for c, err := range d.store.Candidates(r.Context()) {
		if err != nil {
			return view{}, err
		}
		if c.ID == r.URL.Query().Get("done") {
			body.Done = c.ID
		}
		body.Candidates = append(body.Candidates, c)
	}
	return view{Page: "outcomes", Title: "Outcomes", Section: "outcomes", Body: body}, nil
}

// keepOutcome takes the form of the outcomes page and goes back to it.
func (d *dashboard) keepOutcome(w http.ResponseWriter, r *http.Request) {
	id := r.PostFormValue("candidate_id")
	c, err := d.store.Candidate(r.Context(), id)
	if err != nil {
		d.problem(w, r, fmt.Errorf("candidate %q: %w", id, err))
		return
	}
	o, err := outcomeOf(r, c)
	if err == nil {
		_, err = d.advisor.Adopt(r.Context(), o)
	}
	if err != nil {
		d.problem(w, r, err)
		return
	}
	http.Redirect(w, r, "/outcomes?done="+url.QueryEscape(id), http.StatusSeeOther)
}

// outcomeOf reads the form. An empty field that need not be given is unknown.
func outcomeOf(r *http.Request, c market.Candidate) (o market.Outcome, err error) {
	o.CandidateID = c.ID
	field := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	if o.AdoptedAt, err = time.Parse("2006-01-02", field("adopted_at")); err != nil {
		return o, &market.FieldError{Field: "adopted_at", Problem: "write the first day at the price as 2026-11-25"}
	}
	for _, x := range []struct {
		name   string
		to     *money.Amount
		needed bool
	}{{"price", &o.Price, true}, {"profit", &o.Profit, false}, {"price_before", &o.PriceBefore, false}} {
		text := strings.Replace(field(x.name), ",", ".", 1)
		if text == "" && !x.needed {
			continue
		}
		if *x.to, err = money.Decimal(text, c.Currency); err != nil {
			return o, &market.FieldError{Field: x.name, Problem: "write an amount as 19.99"}
		}
	}
	whole := func(name string) (int64, error) {
		n, err := strconv.ParseInt(field(name), 10, 64)
		if err != nil || n < 0 {
			return 0, &market.FieldError{Field: name, Problem: "write a whole number"}
		}
		return n, nil
	}
	if o.Units, err = whole("units"); err != nil {
		return o, err
	}
	days, err := whole("days")
	if err != nil {
		return o, err
	}
	o.Days = int(min(days, 1<<16))
	if field("units_before") != "" {
		n, err := whole("units_before")
		if err != nil {
			return o, err
		}
		o.UnitsBefore = &n
	}
	return o, nil
}
