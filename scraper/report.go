package scraper

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/scraper/feed"
	"shelfwise/scraper/fetch"
)

// Outcomes of a page that are found out after it was fetched.
const (
	// NoListing: the page is a page, but no listing was found on it.
	NoListing fetch.Outcome = "no_listing"
	// NotAsked: the source refused or failed so often in a row that the rest was not asked for.
	NotAsked fetch.Outcome = "not_asked"
	// Unchanged: the page was read since its sitemap says it changed, and the profile trusts that; the kept page stands.
	Unchanged fetch.Outcome = "unchanged"
)

// Report tells what one collection did. Its JSON is for tools.
type Report struct {
	Run      string         `json:"run"`
	Started  time.Time      `json:"started"`
	Finished time.Time      `json:"finished"`
	Sources  []SourceReport `json:"sources"` // in the order of the profiles
}

// SourceReport tells what one source gave.
type SourceReport struct {
	Source string `json:"source"`
	Kind   string `json:"kind"`
	// Pages counts the pages of the whole run by outcome, also those of earlier attempts and other workers.
	Pages map[fetch.Outcome]int `json:"pages"`
	// Open is the number of pages still to be asked for: the run was stopped, or a host wants to be left alone.
	Open       int             `json:"open,omitempty"`
	Saved      int             `json:"saved_by_304"` // pages that did not have to be sent again
	Listings   int             `json:"listings"`     // found with at least one observation
	Appended   market.Appended `json:"appended"`
	Held       []string        `json:"held,omitempty"`  // why the run was not stored; empty where it was
	Drift      []Drift         `json:"drift,omitempty"` // fields that the source's pages no longer give
	Issues     []Issue         `json:"issues,omitempty"`
	MoreIssues int             `json:"more_issues,omitempty"` // beyond maxIssues
	// Layouts says by URL how files were taken whose columns are named otherwise than ours.
	Layouts map[string]*feed.Layout `json:"layouts,omitempty"`
	// Hosts is what this process asked each host for: robots.txt, redirects and what pages ask for by themselves included.
	Hosts        []fetch.HostCount `json:"hosts,omitempty"`
	Milliseconds int64             `json:"milliseconds"`
	AlreadyDone  bool              `json:"already_done,omitempty"` // the run had been finished before
}

// Issue is something that went wrong, with its place and reason.
type Issue struct {
	Outcome fetch.Outcome `json:"outcome,omitempty"` // of the page, where the page is the issue
	Code    string        `json:"code,omitempty"`    // extraction_drift, source_conflict, …
	URL     string        `json:"url,omitempty"`
	Field   string        `json:"field,omitempty"`
	Text    string        `json:"text,omitempty"` // the page's own characters
	Reason  string        `json:"reason"`
	Advice  string        `json:"advice,omitempty"` // what can be done about the outcome
}

// The codes of issues.
const (
	CodeDrift    = "extraction_drift" // a field that was there before is gone
	CodeLastmod  = "lastmod_useless"  // the times of a sitemap are no times of change
	CodeConflict = "source_conflict"  // two routes to one listing show different prices
)

// Event tells how a collection is getting on.
type Event struct {
	Source   string
	URL      string // the page just done; "" when the source is finished
	Outcome  fetch.Outcome
	Done     int // pages of this source finished
	Total    int // pages of this source known so far
	Listings int // found so far
	Finished bool
}

// maxIssues bounds the issues of one source in a report.
const maxIssues = 500

func (r *SourceReport) issue(i Issue) {
	if len(r.Issues) >= maxIssues {
		r.MoreIssues++
		return
	}
	r.Issues = append(r.Issues, i)
}

// Requests returns how many pages the run brought over the network, 304s included.
func (r SourceReport) Requests() int {
	n := 0
	for o, k := range r.Pages {
		if o != fetch.RobotsDisallowed && o != fetch.RobotsUnreachable && o != NotAsked && o != fetch.PrivateAddress {
			n += k
		}
	}
	return n
}

// String is the source's report in one line, for people.
func (r SourceReport) String() string {
	outcomes := make([]string, 0, len(r.Pages))
	for _, o := range slices.Sorted(maps.Keys(r.Pages)) {
		outcomes = append(outcomes, fmt.Sprintf("%d %s", r.Pages[o], o))
	}
	s := fmt.Sprintf("%s: %d listings, %d new readings, %d unchanged; pages: %s", r.Source, r.Listings, r.Appended.Observations,
		r.Appended.Unchanged, strings.Join(outcomes, ", "))
	if len(r.Held) > 0 {
		s += "; held: " + strings.Join(r.Held, ", ")
	}
	if n := len(r.Issues) + r.MoreIssues; n > 0 {
		s += fmt.Sprintf("; %d issues", n)
	}
	return s
}
