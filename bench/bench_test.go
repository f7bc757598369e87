package bench_test

import (
	"testing"
	"time"
)

// side is one of the two that are compared: it does one unit of work.
type side struct {
	name string
	run  func() error
}

// versus runs ours and the peers in turn within one loop, and reports how long each takes and the ratio: how many times
// as long as the peer we take. Below 1 we are faster.
func versus(b *testing.B, ours side, peers ...side) {
	b.Helper()
	sides := append([]side{ours}, peers...)
	took := make([]time.Duration, len(sides))
	for _, s := range sides { // warm: caches, pools, connections
		if err := s.run(); err != nil {
			b.Fatalf("%s: %v", s.name, err)
		}
	}
	rounds := 0
	for b.Loop() {
		for i := range sides {
			at := (i + rounds) % len(sides) // none is always first
			begun := time.Now()
			if err := sides[at].run(); err != nil {
				b.Fatalf("%s: %v", sides[at].name, err)
			}
			took[at] += time.Since(begun)
		}
		rounds++
	}
	b.ReportMetric(0, "ns/op") // of all sides together: says nothing
	for i, s := range sides {
		b.ReportMetric(float64(took[i].Microseconds())/float64(rounds)/1000, s.name+"-ms")
		if i > 0 {
			b.ReportMetric(float64(took[0])/float64(took[i]), "x-"+s.name)
		}
	}
}
