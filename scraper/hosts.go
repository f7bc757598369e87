package scraper

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/scraper/fetch"
)

// jobHost is the kind of the note of what a run asked one host for.
const jobHost = "host"

// hostsRun names the notes of one day.
func hostsRun(day time.Time) string { return "hosts/" + day.UTC().Format(time.DateOnly) }

// noteEvery is after how many pages what hosts were asked for is noted: a process that is killed loses the counts of so many.
const noteEvery = 20

// keepHosts adds what the hosts were asked for since the last call to the report, and notes it in the store.
func (s *sourceRun) keepHosts(ctx context.Context) error {
	now := s.c.cfg.Now()
	var notes []market.Job
	for _, h := range s.ledger.Take() {
		s.report.Hosts = fetch.AddHost(s.report.Hosts, h)
		text, err := json.Marshal(h)
		if err != nil {
			return fmt.Errorf("note of %s: %w", h.Host, err)
		}
		sum := sha256.Sum256([]byte(s.jobRun() + " " + s.c.cfg.Worker + " " + h.Host + " " + strconv.Itoa(s.notes) + " " + strconv.FormatInt(now.UnixNano(), 36)))
		notes = append(notes, market.Job{
			ID: hex.EncodeToString(sum[:10]), Run: hostsRun(now), Source: s.p.Name, URL: h.Host, Kind: jobHost,
			Outcome: string(fetch.OK), Detail: string(text),
		})
	}
	if len(notes) == 0 {
		return nil
	}
	s.notes++
	if err := s.c.jobs.AddJobs(context.WithoutCancel(ctx), notes...); err != nil {
		return fmt.Errorf("note what %s was asked for: %w", s.p.Name, err)
	}
	return nil
}

// HostDay is what one host was asked for on one day, by all runs and processes that share the store.
type HostDay struct {
	Day time.Time // midnight UTC
	fetch.HostCount
}

// Hosts returns what each host was asked for on the days up to and with until, in order of host and day. A run counts for
// the day on which it began or was taken up again.
func Hosts(ctx context.Context, jobs market.Jobs, until time.Time, days int) ([]HostDay, error) {
	type key struct {
		host string
		day  time.Time
	}
	sum := map[key]fetch.HostCount{}
	today := until.UTC().Truncate(24 * time.Hour)
	for n := range days {
		day := today.AddDate(0, 0, -n)
		for job, err := range jobs.RunJobs(ctx, hostsRun(day)) {
			if err != nil {
				return nil, fmt.Errorf("hosts: %w", err)
			}
			var c fetch.HostCount
			if json.Unmarshal([]byte(job.Detail), &c) != nil || c.Host == "" {
				continue // a note of a later version
			}
			k := key{c.Host, day}
			c.Outcomes = maps.Clone(c.Outcomes)
			have := sum[k]
			have.Host = c.Host
			sum[k] = have.Plus(c)
		}
	}
	out := make([]HostDay, 0, len(sum))
	for k, c := range sum {
		out = append(out, HostDay{k.day, c})
	}
	slices.SortFunc(out, func(a, b HostDay) int { return cmp.Or(cmp.Compare(a.Host, b.Host), a.Day.Compare(b.Day)) })
	return out, nil
}

// note keeps what a page in the browser was not let out to.
func (s *sourceRun) note(page *fetch.Page) {
	for _, h := range page.Withheld {
		s.withheld[h]++
	}
}

// sayWithheld tells which hosts the source's pages wanted things from.
func (s *sourceRun) sayWithheld() {
	if len(s.withheld) == 0 {
		return
	}
	hosts := slices.SortedFunc(maps.Keys(s.withheld), func(a, b string) int {
		return cmp.Or(cmp.Compare(s.withheld[b], s.withheld[a]), cmp.Compare(a, b))
	})
	s.report.issue(Issue{
		Outcome: fetch.ThirdParty, Reason: "the pages' scripts wanted things from hosts that the profile does not name: " + strings.Join(hosts, ", "),
		Advice: Advice(fetch.ThirdParty),
	})
}
