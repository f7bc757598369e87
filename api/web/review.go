package web

import (
	"cmp"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
)

// pairsPerPage is how many pairs the page shows; the first of them is the one that keys decide.
const pairsPerPage = 20

// reviewView is the queue of doubtful matches.
type reviewView struct {
	Pairs   []reviewPair
	Waiting int
	Done    string // what was just decided, "" for nothing
	Last    pairKey
	File    *fileView // what became of a file of decisions
	Report  *advisor.MatchReport
	Guards  []market.GuardEffect // the largest of the report
}

// pairKey names a pair.
type pairKey struct{ Candidate, Listing string }

// reviewPair is one pair with what tells its sides apart.
type reviewPair struct {
	advisor.ReviewItem
	First       bool
	Left, Right []advisor.Word
	Facts       []pairFact
	Evidence    template.HTML
	Next        pairKey // the pair after it
}

// pairFact is a field of both sides; Differs where both say something and not the same.
type pairFact struct {
	Name, Ours, Theirs string
	Differs            bool
}

// fileView tells what a file of decisions did.
type fileView struct {
	Kept    int
	Bad     []market.RowError
	Problem string
}

func (d *dashboard) review(r *http.Request) (view, error) {
	q := r.URL.Query()
	body := reviewView{}
	if done := market.Decision(q.Get("done")); done == market.Confirmed || done == market.Rejected || done == market.Review {
		body.Done, body.Last = string(done), pairKey{q.Get("last"), q.Get("lastl")}
	}
	return d.queue(r, body)
}

// queue completes the page: the pairs from the one asked for on, and the report of the last comparing.
func (d *dashboard) queue(r *http.Request, body reviewView) (view, error) {
	items, err := d.advisor.ReviewQueue(r.Context())
	if err != nil {
		return view{}, err
	}
	body.Waiting = len(items)
	q := r.URL.Query()
	items = advisor.From(items, q.Get("c"), market.ListingID(q.Get("l")))
	for i, it := range items[:min(len(items), pairsPerPage)] {
		price, err := d.advisor.NewestPrice(r.Context(), it.Listing.ID)
		if err != nil {
			return view{}, err
		}
		next := items[(i+1)%len(items)].Match
		p := reviewPair{ReviewItem: it, First: i == 0, Facts: facts(it, price), Evidence: evidenceBars(it.Match), Next: pairKey{next.CandidateID, string(next.ListingID)}}
		p.Left, p.Right = advisor.Differing(it.Candidate.Title, it.Listing.Title)
		body.Pairs = append(body.Pairs, p)
	}
	if rep, ok := d.advisor.LastMatchReport(); ok {
		body.Report, body.Guards = &rep, largest(rep.Guards, 50)
	}
	return view{Page: "review", Title: "Review", Section: "review", Body: body}, nil
}

// facts lists what the sides say beside their titles, without the fields on which both are silent.
func facts(it advisor.ReviewItem, price money.Amount) []pairFact {
	c, l := it.Candidate, it.Listing
	asked := func(a money.Amount) string {
		if !a.Known() {
			return ""
		}
		return amount(a)
	}
	list := asked(c.ListPrice)
	if list != "" {
		list += " (list price)"
	}
	out := []pairFact{
		{Name: "Price", Ours: list, Theirs: asked(price)}, {Name: "GTIN", Ours: c.GTIN, Theirs: l.GTIN}, {Name: "Brand", Ours: c.Brand, Theirs: l.Brand},
		{Name: "Part number", Ours: c.MPN, Theirs: l.MPN}, {Name: "Category", Ours: c.Category, Theirs: l.Category},
	}
	for i, f := range out {
		out[i].Differs = f.Name != "Price" && f.Ours != "" && f.Theirs != "" && !advisor.SameText(f.Ours, f.Theirs)
	}
	return slices.DeleteFunc(out, func(f pairFact) bool { return f.Ours == "" && f.Theirs == "" })
}

// largest are the guards that kept out the most, in the report's order.
func largest(all []market.GuardEffect, n int) []market.GuardEffect {
	if len(all) <= n {
		return all
	}
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b market.GuardEffect) int { return cmp.Compare(b.Excluded, a.Excluded) })
	return out[:n]
}

// decide takes the form of the review page and goes back to it, to the pair after the decided one.
func (d *dashboard) decide(w http.ResponseWriter, r *http.Request) {
	decision := market.Decision(r.PostFormValue("decision"))
	c, l := r.PostFormValue("candidate_id"), r.PostFormValue("listing_id")
	word := advisor.Decision{CandidateID: c, ListingID: market.ListingID(l), Decision: decision, Relation: market.Same}
	if string(decision) == string(market.Comparable) { // the third button
		word.Decision, word.Relation = market.Confirmed, market.Comparable
		decision = market.Confirmed
	}
	if _, err := d.advisor.Decide(r.Context(), word); err != nil {
		d.problem(w, r, err)
		return
	}
	q := url.Values{"done": {string(decision)}, "last": {c}, "lastl": {l}}
	if next := r.PostFormValue("next_c"); next != "" {
		q.Set("c", next)
		q.Set("l", r.PostFormValue("next_l"))
	}
	http.Redirect(w, r, "/review?"+q.Encode(), http.StatusSeeOther)
}

// decideFile keeps the decisions of a file and shows what became of them.
func (d *dashboard) decideFile(w http.ResponseWriter, r *http.Request) {
	body := reviewView{File: &fileView{}}
	status := http.StatusOK
	if err := d.readFile(r, body.File); err != nil {
		body.File.Problem, status = err.Error(), http.StatusUnprocessableEntity
	}
	v, err := d.queue(r, body)
	if err != nil {
		d.problem(w, r, err)
		return
	}
	d.render(w, r, status, v)
}

func (d *dashboard) readFile(r *http.Request, out *fileView) error {
	f, _, err := r.FormFile("file")
	if err != nil {
		return &market.FieldError{Field: "file", Problem: "choose a CSV file"}
	}
	defer func() { _ = f.Close() }() // only read
	out.Kept, out.Bad, err = d.advisor.ImportDecisions(r.Context(), io.Reader(f))
	return err
}

// queueFile sends the whole queue as a table.
func (d *dashboard) queueFile(w http.ResponseWriter, r *http.Request) {
	items, err := d.advisor.ReviewQueue(r.Context())
	if err != nil {
		d.problem(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="review.csv"`)
	if err := advisor.WriteReviewCSV(w, items); err != nil {
		d.o.Logger.Warn("review file not sent", "error", err)
	}
}

// compare makes the report anew and goes back to the page.
func (d *dashboard) compare(w http.ResponseWriter, r *http.Request) {
	if _, err := d.advisor.Compare(r.Context(), time.Time{}); err != nil {
		d.problem(w, r, err)
		return
	}
	http.Redirect(w, r, "/review#report", http.StatusSeeOther)
}

// pairLink is the address of the queue that begins with a pair.
func pairLink(p pairKey) string {
	return "/review?" + url.Values{"c": {p.Candidate}, "l": {p.Listing}}.Encode()
}

// count writes how many there are.
func count(n int) string { return grouped(strconv.Itoa(n)) }
