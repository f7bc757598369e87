package scoring

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/demand"
	"shelfwise/scoring/pricing"
)

// run holds what all candidates of one Advise share. Once prepared it is only read, so candidates are assessed in
// parallel.
type run struct {
	in       Input
	profile  Profile
	weights  Weights
	currency money.Currency // base
	exchange *exchange
	series   []market.Series // in the base currency, own offers not among them
	own      ownOffers
	dollar   float64 // what one US dollar is worth in the base; NaN unknown
	norate   map[market.ListingID]money.Currency
	index    map[market.ListingID]int
	cleaned  demand.Cleaned
	market   *demand.Market
	facts    []facts // by series
	war      pricing.WarRule
	scale    Scale
	began    time.Time // first observation of all
	badges   bool      // some listing shows units sold of a period, which teaches how many buyers leave a review
	matches  map[string][]market.Match
	together []int32          // places of the candidates, category by category
	named    func() *NameBook // marketNames, asked for when the first text is written
}

// Advise ranks and prices the candidates. Every candidate is answered, in rank order. It is a pure function: the same
// input gives the same bytes. Errors: market.ErrInvalid (weights, two candidates with one id, a segment
// that nothing names).
//
// Where no exchange rate joins the candidates' currencies, each currency is a market of its own (see adviseApart).
func Advise(in Input) (market.Advice, error) {
	if err := admissible(in); err != nil {
		return market.Advice{}, err
	}
	parts := markets(in)
	if len(parts) > 1 {
		return adviseApart(parts)
	}
	return adviseOne(in)
}

// adviseOne advises candidates that share a market.
func adviseOne(in Input) (market.Advice, error) {
	r, err := prepare(in)
	if err != nil {
		return market.Advice{}, err
	}
	cases := r.assessAll()
	return r.advice(cases), nil
}

// prepare cleans and fits the market that all candidates share.
func prepare(in Input) (*run, error) {
	r := &run{in: in, profile: in.Profile.orDefault()}
	r.named = sync.OnceValue(func() *NameBook { return marketNames(in.Series) })
	var err error
	if r.weights, err = r.profile.weights(); err != nil {
		return nil, fmt.Errorf("profile %s: %w", r.profile.Name, err)
	}
	if err := distinct(in.Candidates); err != nil {
		return nil, err
	}
	r.in.AsOf = asOf(in)
	if err := r.feeTables(); err != nil {
		return nil, err
	}
	others, own := apartFromOwn(in.Series, in.Candidates) // an own price of an event is a prior price too
	r.in.Series = lend(outside(others, in.Events), in.Candidates, in.Matches)
	r.currency = base(in)
	r.exchange = newExchange(in.Rates, r.currency, r.in.AsOf)
	r.series, r.norate = r.exchange.convert(r.in.Series)
	r.own = r.ownOffers(own)
	for _, c := range in.Candidates {
		r.exchange.rate(currencyOf(c)) // asked once here, read in parallel later
	}
	r.fit()
	r.dollar = r.exchange.rate("USD")
	return r, nil
}

// admissible refuses an input that asks for what there is not.
func admissible(in Input) error {
	if err := distinct(in.Candidates); err != nil {
		return err
	}
	return knownSegment(in)
}

// distinct refuses candidates without an id, or two with the same.
func distinct(candidates []market.Candidate) error {
	seen := make(map[string]bool, len(candidates))
	for _, c := range candidates {
		if c.ID == "" || seen[c.ID] {
			return &market.FieldError{Field: "candidate_id", Problem: fmt.Sprintf("%q is missing or given twice", c.ID)}
		}
		seen[c.ID] = true
	}
	return nil
}

// asOf is the time of the advice: the one asked for, else that of the newest observation.
func asOf(in Input) time.Time {
	if in.AsOf.IsZero() {
		return newest(in.Series)
	}
	return in.AsOf
}

// feeTables adds the example tables to the user's: only a candidate that names one is priced with it.
func (r *run) feeTables() error {
	tables, err := pricing.ExampleFees()
	if err != nil {
		return err
	}
	maps.Copy(tables, r.in.Fees)
	r.in.Fees = tables
	return nil
}

// look indexes the listings and asks for the rates of all currencies at hand, so that both are only read later.
func (r *run) look() {
	r.index = make(map[market.ListingID]int, len(r.series))
	for i, s := range r.series {
		r.index[s.Listing.ID] = i
		for _, o := range r.in.Series[i].Observations {
			if c := o.Offer.Shipping.Currency(); c != "" && c != r.currency {
				r.exchange.rate(c)
			}
			if r.began.IsZero() || o.ObservedAt.Before(r.began) {
				r.began = o.ObservedAt
			}
		}
	}
}

// group finds the matches of each candidate. Matches that stand together are not copied.
func (r *run) group() {
	all := r.in.Matches
	r.matches = make(map[string][]market.Match, len(r.in.Candidates))
	for from := 0; from < len(all); {
		id, to := all[from].CandidateID, from+1
		for to < len(all) && all[to].CandidateID == id {
			to++
		}
		if have, ok := r.matches[id]; ok {
			r.matches[id] = append(have, all[from:to]...)
		} else {
			r.matches[id] = all[from:to:to]
		}
		from = to
	}
}

// manyDraws and fewDraws are the posterior draws that a demand curve carries; of very many candidates each has few.
const manyDraws, fewDraws = 200, 80

// fit cleans the series, fits demand and calibrates the scale.
func (r *run) fit() {
	ratios := r.exchange.ratios() // read before the look asks for more
	var wg sync.WaitGroup
	wg.Go(func() { r.look(); r.group() })
	r.cleaned = demand.Cleaner{Rates: ratios, Apart: stretches(r.in.Events)}.Clean(r.series, r.in.AsOf)
	wg.Wait()
	r.setApart()
	draws := manyDraws
	if len(r.in.Candidates) > manyCases {
		draws = fewDraws
	}
	r.market = demand.Fit(r.cleaned, demand.Options{Seed: r.in.Seed, Draws: draws})
	r.gather()
	var revenues []float64
	for i, s := range r.facts {
		if _, _, ok := r.cleaned.Histories[i].Badge.Monthly(); ok {
			r.badges = true
		}
		if h := &r.cleaned.Histories[i]; s.sold && h.Rival() && s.units.P50 > 0 {
			revenues = append(revenues, s.units.P50*h.Price)
		}
	}
	r.scale = newScale(revenues)
}

// setApart takes out of the fit what matching found to be no offer of the category's own kind: an accessory or a pack of
// six beside the single units would flatten the slope of price. A listing that some candidate competes with stays.
func (r *run) setApart() {
	if len(r.in.Excluded) == 0 {
		return
	}
	rivals := make([]bool, len(r.series))
	for _, m := range r.in.Matches {
		if i, ok := r.index[m.ListingID]; ok {
			rivals[i] = true
		}
	}
	for _, list := range r.in.Excluded {
		for _, ex := range list {
			i, ok := r.index[ex.ListingID]
			if !ok || rivals[i] || ex.Reason == "rejected" {
				continue
			}
			h := &r.cleaned.Histories[i]
			h.Apart = true
			if h.Excluded == "" {
				h.Excluded, h.Detail = ex.Reason, ex.Detail
			}
		}
	}
}

// assessAll runs every candidate, in the order given. The work goes category by category, since candidates of one
// category look at the same listings.
func (r *run) assessAll() []*candidateCase {
	out := make([]*candidateCase, len(r.in.Candidates))
	r.together = make([]int32, len(out))
	for i := range r.together {
		r.together[i] = int32(i)
	}
	slices.SortStableFunc(r.together, func(a, b int32) int { return strings.Compare(r.in.Candidates[a].Category, r.in.Candidates[b].Category) })
	each(len(out), func(k int) {
		i := r.together[k]
		c := r.in.Candidates[i]
		out[i] = r.assess(c, r.matches[c.ID])
	})
	return out
}

// each calls f for every index below n on all processors and waits. Results are written by index, so the order of
// work does not show.
func each(n int, f func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers <= 1 {
		for i := range n {
			f(i)
		}
		return
	}
	const block = 64
	var wg sync.WaitGroup
	var mu sync.Mutex
	next := 0 // guarded by mu
	for range workers {
		wg.Go(func() {
			for {
				mu.Lock()
				from := next
				next += block
				mu.Unlock()
				if from >= n {
					return
				}
				for i := from; i < min(from+block, n); i++ {
					f(i)
				}
			}
		})
	}
	wg.Wait()
}

func newest(series []market.Series) time.Time {
	var t time.Time
	for _, s := range series {
		if o, ok := s.Latest(); ok && o.Seen().After(t) {
			t = o.Seen()
		}
	}
	return t
}

// advice ranks the cases and renders them.
func (r *run) advice(cases []*candidateCase) market.Advice {
	ranking := r.rank(cases)
	out := market.Advice{
		AsOf: r.in.AsOf.UTC(), ModelVersion: ModelVersion, Profile: r.profile.Name,
		Recommendations: make([]market.Recommendation, len(cases)),
	}
	out.Agreement = agreement(ranking, r.weights)
	place := make([]int32, len(cases))
	for pos, at := range ranking.order {
		place[at] = int32(pos)
	}
	each(len(cases), func(k int) {
		at := r.together[k]
		out.Recommendations[place[at]] = r.recommendation(cases[at], ranking, int(place[at]))
	})
	out.Shortlist, out.ShortlistWhy = shortlist(out.Recommendations, r.profile.Shortlist)
	if limit := r.profile.CashLimit; limit.Known() {
		set := Choose(out, limit, r.profile.MaxPerCategory)
		out.Portfolio = &set
	}
	return out
}

// shortlist names the first candidates worth starting with: one or two at a time (text 003-X).
func shortlist(recs []market.Recommendation, n int) (ids []string, why string) {
	if n <= 0 {
		n = 2
	}
	why = fmt.Sprintf("at most %d at a time: break through with one or two products first, add others when these have proven themselves", n)
	out := []string{}
	for _, rec := range recs {
		if len(out) < n && (rec.Verdict == market.Go || rec.Verdict == market.Trial) {
			out = append(out, rec.CandidateID)
		}
	}
	return slices.Clip(out), why
}
