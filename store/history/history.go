package history

import (
	"fmt"
	"slices"
	"time"

	"shelfwise/market"
)

// Joined is the outcome of Join.
type Joined struct {
	Rows      []market.Observation // the stored rows given, brought up to date, in order of time
	Added     []market.Observation // of Rows, those to insert
	Moved     []market.Observation // of Rows, stored ones whose LastSeen changed
	New       int                  // readings that added a row
	Unchanged int                  // readings that added none
	Conflicts []error              // market.ErrConflict, one for each reading that contradicts another of the same time
}

// Join adds readings of one listing to its stored rows. Rows must be in order of time and hold at least everything
// from the last row before the earliest reading on; they are not changed. Readings are taken in order of time.
//
// A row stands for all readings from its ObservedAt to its LastSeen. A reading with the content of the row before it
// moves that row's LastSeen; one that shows something else inside another row's span splits the span, so that what
// was seen at its end is kept as a row of its own. A reading that carries a LastSeen counts as read at both times.
func Join(rows, readings []market.Observation) Joined {
	j := joiner{rows: slices.Clone(rows), state: make([]rowState, len(rows))}
	sorted := readings
	if !slices.IsSortedFunc(readings, byTime) {
		sorted = slices.Clone(readings)
		slices.SortStableFunc(sorted, byTime)
	}
	for _, r := range sorted {
		first, last := r, r
		first.LastSeen = first.ObservedAt
		if j.read(first, true) && last.LastSeen.After(last.ObservedAt) {
			last.ObservedAt = last.LastSeen
			j.read(last, false)
		}
	}
	return j.result()
}

func byTime(a, b market.Observation) int { return a.ObservedAt.Compare(b.ObservedAt) }

type rowState uint8

const (
	stored rowState = iota
	moved
	added
)

type joiner struct {
	rows      []market.Observation
	state     []rowState
	unchanged int
	fresh     int
	conflicts []error
}

// read takes one reading at one moment; count says whether it is a reading of its own in the statistics.
// It reports whether the reading agrees with what is known.
func (j *joiner) read(r market.Observation, count bool) bool {
	at := r.ObservedAt
	i, found := slices.BinarySearchFunc(j.rows, at, func(o market.Observation, t time.Time) int {
		return o.ObservedAt.Compare(t)
	})
	switch {
	case found && !j.rows[i].SameContent(r):
		return j.conflict(r)
	case found:
		j.same(count)
		return true
	case i == 0:
		j.insert(0, r)
		return true
	}
	before := &j.rows[i-1]
	switch {
	case before.SameContent(r):
		j.same(count)
		if at.After(before.LastSeen) {
			before.LastSeen = at
			j.touch(i - 1)
		}
		return true
	case before.LastSeen.Equal(at):
		return j.conflict(r)
	}
	if before.LastSeen.After(at) {
		tail := *before
		tail.ObservedAt = before.LastSeen
		before.LastSeen = before.ObservedAt
		j.touch(i - 1)
		j.insertRow(i, tail)
	}
	j.insert(i, r)
	return true
}

func (j *joiner) same(count bool) {
	if count {
		j.unchanged++
	}
}

func (j *joiner) conflict(r market.Observation) bool {
	j.conflicts = append(j.conflicts, fmt.Errorf("observation of %s at %s shows another content than the stored one: %w",
		r.ListingID, r.ObservedAt.Format(time.RFC3339Nano), market.ErrConflict))
	return false
}

func (j *joiner) touch(i int) {
	if j.state[i] == stored {
		j.state[i] = moved
	}
}

func (j *joiner) insert(i int, r market.Observation) {
	j.fresh++
	r.LastSeen = r.ObservedAt
	j.insertRow(i, r)
}

func (j *joiner) insertRow(i int, r market.Observation) {
	j.rows = slices.Insert(j.rows, i, r)
	j.state = slices.Insert(j.state, i, added)
}

func (j *joiner) result() Joined {
	out := Joined{Rows: j.rows, New: j.fresh, Unchanged: j.unchanged, Conflicts: j.conflicts}
	for i, s := range j.state {
		switch s {
		case added:
			out.Added = append(out.Added, j.rows[i])
		case moved:
			out.Moved = append(out.Moved, j.rows[i])
		case stored:
		}
	}
	return out
}
