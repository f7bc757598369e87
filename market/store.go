package market

import (
	"context"
	"iter"
	"time"

	"shelfwise/market/money"
)

// Store keeps a market. Every implementation passes store/storetest.
//
// All methods are safe for concurrent use. Writes are idempotent: the same write twice leaves the same state.
// Iterators yield in the order stated, may be stopped early, and yield an error as their last element.
// Methods return ErrNotFound, ErrConflict or ErrInvalid (wrapped) where these apply.
type Store interface {
	ListingStore
	CandidateStore
	MatchStore
	AdviceStore
	// Close releases the store. No method may be called after it.
	Close() error
}

// ListingStore keeps listings and their observations.
type ListingStore interface {
	// Append writes listings with observations. A listing is replaced by its newest description, keeping its
	// earliest FirstSeen and latest LastSeen. An observation is kept under (ListingID, ObservedAt): the same
	// again changes nothing, another content at the same time is ErrConflict (the rest is still written and the
	// conflicts are joined in the error). An observation equal in content to the newest earlier one of its
	// listing adds no row but moves that one's LastSeen on. An observation's listing must be stored or among s.
	Append(ctx context.Context, s ...Series) (Appended, error)
	// Listing returns one listing, or ErrNotFound.
	Listing(ctx context.Context, id ListingID) (Listing, error)
	// Listings yields the listings that pass the filter in order of ID.
	Listings(ctx context.Context, f ListingFilter) iter.Seq2[Listing, error]
	// Observations yields the observations of the listings that pass the filter, in order of listing ID, then time.
	Observations(ctx context.Context, f ObservationFilter) iter.Seq2[Observation, error]
}

// Appended counts what Append did.
type Appended struct {
	Listings     int `json:"listings"`     // new listings
	Observations int `json:"observations"` // new rows
	Unchanged    int `json:"unchanged"`    // readings that added no row
}

// ListingFilter selects listings; zero fields select all.
type ListingFilter struct {
	Source   string
	Category string
	After    ListingID // only IDs after this one, for paging
	Limit    int
}

// ObservationFilter selects observations; zero fields select all. Since is inclusive, Until exclusive.
type ObservationFilter struct {
	ListingID ListingID
	Source    string // of the listing
	Since     time.Time
	Until     time.Time
}

// CandidateStore keeps candidates.
type CandidateStore interface {
	// PutCandidates inserts or replaces candidates by ID. An empty ID or title is ErrInvalid and nothing is written.
	PutCandidates(ctx context.Context, c ...Candidate) error
	// Candidate returns one, or ErrNotFound.
	Candidate(ctx context.Context, id string) (Candidate, error)
	// Candidates yields all in order of ID.
	Candidates(ctx context.Context) iter.Seq2[Candidate, error]
}

// MatchStore keeps matches.
type MatchStore interface {
	// PutMatches inserts or replaces matches by candidate and listing. A stored Confirmed or Rejected is replaced
	// only by another Confirmed or Rejected: the user's decision wins.
	PutMatches(ctx context.Context, m ...Match) error
	// DropMatches removes matches by candidate and listing where the stored decision is still the given one, so that
	// what a user has decided meanwhile stays. One that is not there is none to remove.
	DropMatches(ctx context.Context, m ...Match) error
	// Matches yields the matches of a candidate ("" for all), in order of candidate ID, then listing ID.
	Matches(ctx context.Context, candidateID string) iter.Seq2[Match, error]
	// CountMatches returns how many of all matches have a decision, without reading the others.
	CountMatches(ctx context.Context, d Decision) (int, error)
}

// AdviceStore keeps the advice given.
type AdviceStore interface {
	// PutAdvice keeps an advice under its AsOf time; the same time is replaced.
	PutAdvice(ctx context.Context, a Advice) error
	// Advice returns the newest advice with AsOf not after asOf (the newest of all for a zero asOf), or ErrNotFound.
	Advice(ctx context.Context, asOf time.Time) (Advice, error)
	// AdviceStamp names what Advice answers for asOf at a small part of its cost: another answer has another stamp.
	AdviceStamp(ctx context.Context, asOf time.Time) (string, error)
	// PutAdviceParts keeps what an advice was computed from under its AsOf time, in place of all parts kept there. An
	// empty time or name, or a name given twice, is ErrInvalid and nothing is written.
	PutAdviceParts(ctx context.Context, asOf time.Time, parts ...AdvicePart) error
	// AdviceParts yields the parts kept under exactly that time that have one of the names (all for no name), in order
	// of name. A name that is not kept is passed over.
	AdviceParts(ctx context.Context, asOf time.Time, names ...string) iter.Seq2[AdvicePart, error]
}

// AdvicePart is a part of what an advice was computed from. What its bytes say is the affair of who wrote it.
type AdvicePart struct {
	Name string
	Doc  []byte
}

// Job is one piece of collection work: a page of a source.
type Job struct {
	ID         string    `json:"id"`     // the same for the same work in the same run
	Run        string    `json:"run"`    // the collection
	Source     string    `json:"source"` // profile name
	URL        string    `json:"url"`
	Kind       string    `json:"kind"`    // category, product, feed
	Outcome    string    `json:"outcome"` // "" while open
	Detail     string    `json:"detail,omitempty"`
	Attempts   int       `json:"attempts"`
	NotBefore  time.Time `json:"not_before,omitzero"`
	LeasedBy   string    `json:"leased_by,omitempty"`
	LeaseUntil time.Time `json:"lease_until,omitzero"`
}

// Jobs hands out collection work to any number of workers. It is its own seam; the stores implement it.
type Jobs interface {
	// AddJobs adds work; a job whose ID is known changes nothing.
	AddJobs(ctx context.Context, jobs ...Job) error
	// ClaimJob leases the first open job of the run (by ID) whose NotBefore has come and that no one holds at now.
	// A lease that ended before now is taken over. ErrNotFound: nothing to do.
	ClaimJob(ctx context.Context, run, worker string, now time.Time, lease time.Duration) (Job, error)
	// FinishJob stores outcome, detail, attempts and NotBefore of a job that worker holds; an empty outcome puts it
	// back. ErrConflict where the lease is another's by now.
	FinishJob(ctx context.Context, worker string, j Job) error
	// RunJobs yields the jobs of a run in order of ID.
	RunJobs(ctx context.Context, run string) iter.Seq2[Job, error]
	// JobCounts yields how many jobs of all runs there are by source, kind and outcome, in this order.
	JobCounts(ctx context.Context) iter.Seq2[JobCount, error]
}

// JobCount is how many jobs of a source and kind ended with an outcome; "" counts those still open.
type JobCount struct {
	Source  string
	Kind    string
	Outcome string
	Jobs    int64
}

// RateStore keeps dated exchange rates, so that every later question compares prices at the rates of the market it is
// asked about. It is its own seam; the stores implement it.
type RateStore interface {
	// PutRates inserts or replaces rates by pair and day. A code that is none, a missing day or a rate that is not a
	// positive decimal is ErrInvalid and nothing is written.
	PutRates(ctx context.Context, rates ...money.DatedRate) error
	// Rates yields all in order of base, quote, day.
	Rates(ctx context.Context) iter.Seq2[money.DatedRate, error]
}

// Answered is what was answered to a request that carried an idempotency key.
type Answered struct {
	Request     string // names the request; another one under the same key is the caller's mistake
	Status      int    // HTTP status; 0 while the request is under way
	ContentType string
	Location    string
	Body        []byte
	At          time.Time // when the key was taken; zero: the key was given up and is free
}

// KeyStore keeps idempotency keys with what was answered under them, so that a repeated request has the first one's
// answer on whichever server it arrives. It is its own seam; the stores implement it.
type KeyStore interface {
	// TakeKey takes a key for the request of a, at a.At. A key that is kept already gives what is kept and false, unless
	// it is free: given up, answered more than a day ago, or left without an answer for minutes.
	TakeKey(ctx context.Context, key string, a Answered) (kept Answered, taken bool, err error)
	// PutAnswer keeps the answer under a key that was taken; the zero Answered gives the key up.
	PutAnswer(ctx context.Context, key string, a Answered) error
}
