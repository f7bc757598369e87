package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Differential draws random operations and gives each to two stores, which must answer alike: the same counts, the
// same kind of error, the same content read back. Open gives two empty stores and what closes them.
func Differential(t *testing.T, open func(t *testing.T) (model, tested Store, closeBoth func())) {
	rapid.Check(t, func(r *rapid.T) {
		model, tested, closeBoth := open(t)
		defer closeBoth()
		p := pair{t: t, r: r, model: model, tested: tested, now: at(10)}
		r.Repeat(map[string]func(*rapid.T){
			"append":     p.append,
			"match":      p.match,
			"drop match": p.dropMatch,
			"candidate":  p.candidate,
			"advice":     p.advice,
			"rate":       p.rate,
			"add job":    p.addJob,
			"claim job":  p.claimJob,
			"finish job": p.finishJob,
			"compare":    p.compare, // after each step would cost far more than it finds
		})
		p.compare(r)
	})
}

type pair struct {
	t             *testing.T
	r             *rapid.T
	model, tested Store
	now           time.Time
	claimed       []market.Job
}

// agree runs one operation on both stores and compares what it gives.
func (p *pair) agree(r *rapid.T, what string, op func(Store) (any, error)) any {
	want, wantErr := op(p.model)
	got, gotErr := op(p.tested)
	if kind(wantErr) != kind(gotErr) {
		r.Fatalf("%s: error %v; want %v", what, gotErr, wantErr)
	}
	if d := cmp.Diff(want, got, cmp.Comparer(func(a, b money.Amount) bool { return a == b })); d != "" {
		r.Fatalf("%s (-want +got):\n%s", what, d)
	}
	return want
}

// kind names the kind of an error, for comparing.
func kind(err error) string {
	for _, k := range []error{market.ErrNotFound, market.ErrConflict, market.ErrInvalid} {
		if errors.Is(err, k) {
			return k.Error()
		}
	}
	if err != nil {
		return "other: " + err.Error()
	}
	return ""
}

func drawListing(r *rapid.T) market.Listing {
	l := listing(rapid.SampledFrom([]string{"alpha", "bravo"}).Draw(r, "source"), rapid.SampledFrom([]string{"1", "2", "3"}).Draw(r, "id"))
	l.Brand = rapid.SampledFrom([]string{"", "Brisa", "Ilex"}).Draw(r, "brand")
	if rapid.Bool().Draw(r, "variant") {
		l.Variant = map[string]string{"color": "Red"}
	}
	return l
}

func (p *pair) append(r *rapid.T) {
	var in []market.Series
	for range rapid.IntRange(1, 3).Draw(r, "series") {
		s := market.Series{Listing: drawListing(r)}
		for range rapid.IntRange(0, 4).Draw(r, "observations") {
			o := seen(s.Listing, rapid.IntRange(1, 8).Draw(r, "day"), rapid.SampledFrom([]string{"1.00", "2.00"}).Draw(r, "price"))
			o.LastSeen = o.ObservedAt.AddDate(0, 0, rapid.SampledFrom([]int{0, 0, 0, 2}).Draw(r, "span"))
			if rapid.Bool().Draw(r, "reviewed") {
				o.ReviewCount = new(int64(7))
			}
			s.Observations = append(s.Observations, o)
		}
		if rapid.IntRange(0, 9).Draw(r, "orphan") == 0 {
			s.Listing = market.Listing{}
		}
		in = append(in, s)
	}
	p.agree(r, "Append", func(s Store) (any, error) { return s.Append(p.t.Context(), in...) })
}

func (p *pair) match(r *rapid.T) {
	m := match(rapid.SampledFrom([]string{"a", "b", ""}).Draw(r, "candidate"), rapid.SampledFrom([]string{"x", "y"}).Draw(r, "listing"),
		rapid.SampledFrom([]market.Decision{market.Auto, market.Review, market.Confirmed, market.Rejected}).Draw(r, "decision"),
		rapid.Float64Range(0, 1).Draw(r, "confidence"))
	p.agree(r, "PutMatches", func(s Store) (any, error) { return nil, s.PutMatches(p.t.Context(), m) })
}

func (p *pair) dropMatch(r *rapid.T) {
	m := match(rapid.SampledFrom([]string{"a", "b"}).Draw(r, "candidate"), rapid.SampledFrom([]string{"x", "y"}).Draw(r, "listing"),
		rapid.SampledFrom([]market.Decision{market.Auto, market.Review, market.Confirmed}).Draw(r, "decision"), 1)
	p.agree(r, "DropMatches", func(s Store) (any, error) { return nil, s.DropMatches(p.t.Context(), m) })
	p.agree(r, "CountMatches", func(s Store) (any, error) { return s.CountMatches(p.t.Context(), m.Decision) })
}

func (p *pair) candidate(r *rapid.T) {
	c := candidate(rapid.SampledFrom([]string{"a", "b", "c", ""}).Draw(r, "id"))
	c.Title += rapid.SampledFrom([]string{"", " II", "\u00e9 \"quoted\""}).Draw(r, "title")
	p.agree(r, "PutCandidates", func(s Store) (any, error) { return nil, s.PutCandidates(p.t.Context(), c) })
}

func (p *pair) advice(r *rapid.T) {
	a := advice(at(rapid.IntRange(1, 4).Draw(r, "day")), rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 3, rapid.ID).Draw(r, "ids")...)
	p.agree(r, "PutAdvice", func(s Store) (any, error) { return nil, s.PutAdvice(p.t.Context(), a) })
	asOf := at(rapid.IntRange(1, 4).Draw(r, "asOf"))
	p.agree(r, "Advice", func(s Store) (any, error) {
		got, err := s.Advice(p.t.Context(), asOf)
		text, jsonErr := json.Marshal(got)
		return string(text), errors.Join(err, jsonErr)
	})
}

func (p *pair) rate(r *rapid.T) {
	in := rate(rapid.SampledFrom([]money.Currency{"EUR", "USD"}).Draw(r, "base"), "CNY", rapid.IntRange(1, 3).Draw(r, "day"),
		rapid.SampledFrom([]string{"7.1", "7.25", "0"}).Draw(r, "value"))
	p.agree(r, "PutRates", func(s Store) (any, error) { return nil, s.PutRates(p.t.Context(), in) })
}

func (p *pair) addJob(r *rapid.T) {
	j := job("r", fmt.Sprint(rapid.IntRange(0, 5).Draw(r, "id")))
	p.agree(r, "AddJobs", func(s Store) (any, error) { return nil, s.AddJobs(p.t.Context(), j) })
}

func (p *pair) claimJob(r *rapid.T) {
	worker := rapid.SampledFrom([]string{"w1", "w2"}).Draw(r, "worker")
	p.now = p.now.Add(time.Duration(rapid.IntRange(0, 15).Draw(r, "minutes")) * time.Minute)
	got := p.agree(r, "ClaimJob", func(s Store) (any, error) { return s.ClaimJob(p.t.Context(), "r", worker, p.now, lease) })
	if j, ok := got.(market.Job); ok && j.ID != "" {
		p.claimed = append(p.claimed, j)
	}
}

func (p *pair) finishJob(r *rapid.T) {
	if len(p.claimed) == 0 {
		r.Skip("nothing claimed yet")
	}
	j := rapid.SampledFrom(p.claimed).Draw(r, "job")
	j.Outcome = rapid.SampledFrom([]string{"", "ok"}).Draw(r, "outcome")
	j.Attempts++
	p.agree(r, "FinishJob", func(s Store) (any, error) { return nil, s.FinishJob(p.t.Context(), j.LeasedBy, j) })
}

func (p *pair) compare(r *rapid.T) {
	ctx := p.t.Context()
	p.agree(r, "Listings", func(s Store) (any, error) { return gather(s.Listings(ctx, market.ListingFilter{})) })
	p.agree(r, "Listings of a source", func(s Store) (any, error) {
		return gather(s.Listings(ctx, market.ListingFilter{Source: "alpha", After: "alpha|1", Limit: 1}))
	})
	p.agree(r, "Observations", func(s Store) (any, error) { return gather(s.Observations(ctx, market.ObservationFilter{})) })
	p.agree(r, "Observations of a time", func(s Store) (any, error) {
		return gather(s.Observations(ctx, market.ObservationFilter{Since: at(3).Add(1), Until: at(6)}))
	})
	p.agree(r, "Matches", func(s Store) (any, error) { return gather(s.Matches(ctx, "")) })
	p.agree(r, "Rates", func(s Store) (any, error) { return gather(s.Rates(ctx)) })
	p.agree(r, "Candidates", func(s Store) (any, error) { return gather(s.Candidates(ctx)) })
	p.agree(r, "RunJobs", func(s Store) (any, error) { return gather(s.RunJobs(ctx, "r")) })
}

func gather[T any](seq func(func(T, error) bool)) ([]T, error) {
	var out []T
	for v, err := range seq {
		if err != nil {
			return out, err
		}
		out = append(out, v)
	}
	return out, nil
}
