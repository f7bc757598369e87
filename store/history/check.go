package history

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Time returns t as every store keeps it: UTC, whole milliseconds (MongoDB's precision), the zero time unchanged.
func Time(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.UnixMilli(t.UnixMilli()).UTC()
}

// Batch is the content of one Append, checked and grouped by listing.
type Batch struct {
	IDs      []market.ListingID                  // in ascending order; every listing that the batch describes or reads
	Listings map[market.ListingID]market.Listing // by ID; of an orphan only its ID and times
	Readings map[market.ListingID][]market.Observation
	Orphans  []market.ListingID // of IDs, those it reads but does not describe: they must be stored
}

// Prepare checks the series of one Append and groups them; nothing of the result shares memory with s.
// Error: market.ErrInvalid, naming the first thing that is wrong.
func Prepare(s []market.Series) (Batch, error) {
	b := Batch{
		Listings: make(map[market.ListingID]market.Listing, len(s)),
		Readings: make(map[market.ListingID][]market.Observation, len(s)),
	}
	for i := range s {
		if err := b.add(&s[i]); err != nil {
			return Batch{}, err
		}
	}
	for id, rows := range b.Readings {
		l, described := b.Listings[id]
		if !described {
			l.ID = id
			b.Orphans = append(b.Orphans, id)
		}
		for _, o := range rows {
			l.FirstSeen = earliest(l.FirstSeen, o.ObservedAt)
			l.LastSeen = latest(l.LastSeen, o.Seen())
		}
		b.Listings[id] = l
	}
	b.IDs = slices.Sorted(maps.Keys(b.Listings))
	slices.Sort(b.Orphans)
	return b, nil
}

func (b *Batch) add(s *market.Series) error {
	l := s.Listing
	if l.ID != "" {
		l.FirstSeen, l.LastSeen = Time(l.FirstSeen), Time(l.LastSeen)
		for _, o := range s.Observations {
			if o.ListingID == "" || o.ListingID == l.ID {
				l.LastSeen = latest(l.LastSeen, Time(o.Seen()))
			}
		}
		if have, ok := b.Listings[l.ID]; ok {
			l = Describe(have, l)
		}
		if len(l.Variant) == 0 {
			l.Variant = nil
		}
		l.Variant = maps.Clone(l.Variant)
		b.Listings[l.ID] = l
	}
	for i := range s.Observations {
		o, err := observation(s.Observations[i], l.ID)
		if err != nil {
			return err
		}
		b.Readings[o.ListingID] = append(b.Readings[o.ListingID], o)
	}
	return nil
}

func observation(o market.Observation, listing market.ListingID) (market.Observation, error) {
	if o.ListingID == "" {
		o.ListingID = listing
	}
	switch {
	case o.ListingID == "":
		return o, &market.FieldError{Field: "listing_id", Problem: "an observation needs a listing"}
	case o.ObservedAt.IsZero():
		return o, &market.FieldError{Field: "observed_at", Problem: "missing for " + string(o.ListingID)}
	case o.Rating != nil && !finite(*o.Rating), !finite(o.RatingScale):
		return o, &market.FieldError{Field: "rating", Problem: "not a number for " + string(o.ListingID)}
	}
	return Clone(o), nil
}

// Clone returns a copy that shares no memory with o, with times as the stores keep them.
func Clone(o market.Observation) market.Observation {
	o.ObservedAt = Time(o.ObservedAt)
	o.LastSeen = latest(o.ObservedAt, Time(o.LastSeen))
	o.Rating, o.ReviewCount = copied(o.Rating), copied(o.ReviewCount)
	o.RatingCount, o.UnitsSold = copied(o.RatingCount), copied(o.UnitsSold)
	o.Provenance.FetchedAt = Time(o.Provenance.FetchedAt)
	if len(o.Provenance.Fields) == 0 {
		o.Provenance.Fields = nil
	}
	o.Provenance.Fields = maps.Clone(o.Provenance.Fields)
	return o
}

func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

func finite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

// Candidates checks what PutCandidates is given. Error: market.ErrInvalid.
func Candidates(cs []market.Candidate) error {
	for i, c := range cs {
		switch {
		case c.ID == "":
			return &market.FieldError{Field: "candidate_id", Problem: fmt.Sprintf("missing in candidate %d", i+1)}
		case c.Title == "":
			return &market.FieldError{Field: "title", Problem: "missing for candidate " + c.ID}
		case c.QualityScore != nil && !finite(*c.QualityScore):
			return &market.FieldError{Field: "quality_score", Problem: "not a number for candidate " + c.ID}
		}
	}
	return nil
}

// Matches checks what PutMatches is given. Error: market.ErrInvalid.
func Matches(ms []market.Match) error {
	for _, m := range ms {
		switch {
		case m.CandidateID == "":
			return &market.FieldError{Field: "candidate_id", Problem: "missing in a match"}
		case m.ListingID == "":
			return &market.FieldError{Field: "listing_id", Problem: "missing in a match of " + m.CandidateID}
		case !finite(m.Confidence):
			return &market.FieldError{Field: "confidence", Problem: "not a number in a match of " + m.CandidateID}
		}
		for _, e := range m.Evidence {
			if !finite(e.Contribution) {
				return &market.FieldError{Field: "evidence", Problem: "not a number in a match of " + m.CandidateID}
			}
		}
	}
	return nil
}

// ByUser reports whether a decision is a user's: it is replaced by another user's decision only.
func ByUser(d market.Decision) bool { return d == market.Confirmed || d == market.Rejected }

// Jobs checks what AddJobs is given. Error: market.ErrInvalid.
func Jobs(js []market.Job) error {
	for _, j := range js {
		if j.ID == "" || j.Run == "" {
			return &market.FieldError{Field: "id", Problem: "a job needs an id and a run"}
		}
	}
	return nil
}

// CompareCounts orders counts of jobs by source, kind and outcome.
func CompareCounts(a, b market.JobCount) int {
	return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Outcome, b.Outcome))
}

// Claimable reports whether a job may be leased at a moment: open, due, and held by no one any more.
func Claimable(j market.Job, now time.Time) bool {
	return j.Outcome == "" && !j.NotBefore.After(now) && (j.LeasedBy == "" || !j.LeaseUntil.After(now))
}

// Finish returns the stored job as FinishJob leaves it. A finish that is stored already is no error, so that it can
// be repeated. Error: market.ErrConflict where the lease is not the worker's.
func Finish(stored market.Job, worker string, in market.Job) (market.Job, error) {
	out := stored
	out.Outcome, out.Detail, out.Attempts, out.NotBefore = in.Outcome, in.Detail, in.Attempts, Time(in.NotBefore)
	out.LeasedBy, out.LeaseUntil = "", time.Time{}
	if stored.LeasedBy != worker && stored != out {
		return stored, fmt.Errorf("finish job %s: the lease is held by %q: %w", in.ID, stored.LeasedBy, market.ErrConflict)
	}
	return out, nil
}

// Rates checks what PutRates is given and returns it with days as the stores keep them, in order of base, quote and
// day, the last one given of a pair and day. Error: market.ErrInvalid.
func Rates(rs []money.DatedRate) ([]money.DatedRate, error) {
	out := make([]money.DatedRate, 0, len(rs))
	for _, r := range rs {
		if _, err := money.NewRates(0, r); err != nil {
			return nil, &market.FieldError{Field: "rate", Problem: err.Error()}
		}
		if r.On.IsZero() {
			return nil, &market.FieldError{Field: "date", Problem: fmt.Sprintf("missing for the rate of %s in %s", r.Base, r.Quote)}
		}
		r.On, r.Value = Time(r.On), strings.TrimSpace(r.Value)
		out = append(out, r)
	}
	return lastOfEach(out, CompareRates), nil
}

// lastOfEach sorts rows and keeps the last one given of those under the same key.
func lastOfEach[T any](rows []T, compare func(a, b T) int) []T {
	slices.SortStableFunc(rows, compare)
	last := rows[:0]
	for i, r := range rows {
		if i+1 == len(rows) || compare(r, rows[i+1]) != 0 {
			last = append(last, r)
		}
	}
	return last
}

// CompareRates orders rates by base, quote and day.
func CompareRates(a, b money.DatedRate) int {
	return cmp.Or(cmp.Compare(a.Base, b.Base), cmp.Compare(a.Quote, b.Quote), a.On.Compare(b.On))
}
