package scraper

import (
	"hash/fnv"
	"time"
)

// Slot says which run of a source is due at a time, and when the next one is. Times are cut into slots of the profile's
// interval, shifted per source so that not all begin at once. The run's name follows from the slot alone: however often
// and by however many workers it is asked, a source is collected once per slot, also across restarts.
func (p *Profile) Slot(now time.Time) (run string, next time.Time) {
	every := time.Duration(p.Every)
	if every == 0 {
		every = DefaultEvery
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(p.Name)) // never fails
	shift := time.Duration(h.Sum64() % uint64(every)).Truncate(time.Second)
	begin := now.UTC().Add(-shift).Truncate(every).Add(shift)
	return begin.Format(time.RFC3339), begin.Add(every)
}
