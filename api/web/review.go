package web

import (
	"net/http"
	"net/url"

	"shelfwise/advisor"
	"shelfwise/market"
)

// reviewView is the queue of doubtful matches.
type reviewView struct {
	Items []advisor.ReviewItem
	Done  string // what was just decided, "" for nothing

	Report *advisor.MatchReport // of the last comparing; nil where none was since the start
}

func (d *dashboard) review(r *http.Request) (view, error) {
	items, err := d.advisor.ReviewQueue(r.Context())
	if err != nil {
		return view{}, err
	}
	body := reviewView{Items: items}
	if done := r.URL.Query().Get("done"); done == string(market.Confirmed) || done == string(market.Rejected) {
		body.Done = done
	}
	if rep, ok := d.advisor.LastMatchReport(); ok {
		body.Report = &rep
	}
	return view{Page: "review", Title: "Review", Section: "review", Body: body}, nil
}

// decide takes the form of the review page and goes back to it.
func (d *dashboard) decide(w http.ResponseWriter, r *http.Request) {
	decision := market.Decision(r.PostFormValue("decision"))
	_, err := d.advisor.Decide(r.Context(), r.PostFormValue("candidate_id"), market.ListingID(r.PostFormValue("listing_id")), decision)
	if err != nil {
		d.problem(w, r, err)
		return
	}
	http.Redirect(w, r, "/review?done="+url.QueryEscape(string(decision)), http.StatusSeeOther)
}
