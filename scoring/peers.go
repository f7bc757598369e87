package scoring

import (
	"fmt"
	"math"
)

// PeerStatus says how a rate stands against the average of its peers (003-G).
type PeerStatus string

// The statuses.
const (
	BelowPeers   PeerStatus = "below"
	AtPeers      PeerStatus = "not distinguishable"
	AbovePeers   PeerStatus = "above"
	PeersUnknown PeerStatus = "unknown"
	NotMeasured  PeerStatus = "not_applicable"
)

// z95 is the two-sided 5% point of the normal.
const z95 = 1.959963984540054

// VersusPeers compares a conversion with the peers' average: 3.1% of 200 against 3.0% cannot be told apart; 4.5% of
// 5,000 is above.
func VersusPeers(orders, visitors, peers float64) PeerStatus {
	if visitors <= 0 || !(peers > 0) {
		return PeersUnknown
	}
	lo, hi := Wilson(orders, visitors, z95)
	switch {
	case peers < lo:
		return AbovePeers
	case peers > hi:
		return BelowPeers
	}
	return AtPeers
}

// Wilson returns the score interval of a proportion (Wilson 1927) at a normal quantile; 0 to 1 for no trial.
func Wilson(positive, n, z float64) (lo, hi float64) {
	if n <= 0 {
		return 0, 1
	}
	p, zz := positive/n, z*z
	mid := p + zz/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+zz/(4*n*n))
	return math.Max(0, (mid-half)/(1+zz/n)), math.Min(1, (mid+half)/(1+zz/n))
}

// Compared is the answer of an A/B test.
type Compared struct {
	Winner string // "" is undecided
	P      float64
	Need   string
}

// CompareRates decides between two creatives by their click or conversion rates (003-Q): a winner only where a
// two-sided pooled z-test is under 5% and each side has at least five hits. 3 of 50 against 1 of 50 is undecided.
func CompareRates(hitsA, shownA, hitsB, shownB float64) Compared {
	if shownA <= 0 || shownB <= 0 {
		return Compared{P: 1, Need: "both sides must be shown"}
	}
	pooled := (hitsA + hitsB) / (shownA + shownB)
	se := math.Sqrt(pooled * (1 - pooled) * (1/shownA + 1/shownB))
	if se == 0 {
		return Compared{P: 1, Need: "more hits"}
	}
	z := (hitsA/shownA - hitsB/shownB) / se
	c := Compared{P: math.Erfc(math.Abs(z) / math.Sqrt2)}
	switch {
	case math.Min(hitsA, hitsB) < 5:
		c.Need = "at least five hits on each side"
	case c.P >= 0.05:
		c.Need = "more views: the difference could be chance"
	case z > 0:
		c.Winner = "a"
	default:
		c.Winner = "b"
	}
	return c
}

// Service holds the three service scores of a shop against its peers (003-K): as described, service, delivery.
type Service struct{ Described, Attitude, Delivery float64 }

// Weakest names the score that is lowest relative to the peers' and what follows: the three move together.
func (s Service) Weakest(peers Service) (name, note string) {
	name, low := "as described", s.Described-peers.Described
	if d := s.Attitude - peers.Attitude; d < low {
		name, low = "service", d
	}
	if d := s.Delivery - peers.Delivery; d < low {
		name, low = "delivery", d
	}
	return name, fmt.Sprintf("%s stands %+.2f against peers; the three scores move together, so it pulls the others", name, low)
}
