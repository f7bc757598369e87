package scoring

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
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
	return weakest([]ServiceScore{
		{Name: "as described", Own: s.Described, Peers: peers.Described}, {Name: "service", Own: s.Attitude, Peers: peers.Attitude},
		{Name: "delivery", Own: s.Delivery, Peers: peers.Delivery},
	})
}

// ServiceScore is one score of the shop beside its peers' (003-K).
type ServiceScore struct {
	Name       string // as described, service or delivery
	Category   string // "" is the whole shop
	Own, Peers float64
}

// weakest names the score that is lowest relative to the peers'; there must be one.
func weakest(scores []ServiceScore) (name, note string) {
	at := slices.MinFunc(scores, func(a, b ServiceScore) int { return cmp.Compare(a.Own-a.Peers, b.Own-b.Peers) })
	if name = at.Name; at.Category != "" {
		name += " of " + at.Category
	}
	return name, fmt.Sprintf("%s stands %+.2f against peers; the three scores move together, so it pulls the others", name, at.Own-at.Peers)
}

// serviceScores are the names of the three.
func serviceScores() []string { return []string{"as described", "service", "delivery"} }

// PeerFigures are the peers' averages.
type PeerFigures struct {
	Conversion float64            // share of visitors that buy, of every category that has none of its own; 0 unknown
	ByCategory map[string]float64 // the same of single categories
	Scores     []ServiceScore     // those of which both sides are known
	HalfScores []string           // scores that the peers have and the shop has not given
}

// weakestService names the weakest of the scores that are known and says which are not; "" where no figure of peers is.
func (p PeerFigures) weakestService() string {
	if len(p.Scores) == 0 {
		switch {
		case len(p.HalfScores) > 0:
			return "not known: the shop's own score is missing (column own) of " + strings.Join(p.HalfScores, ", ")
		case p.Conversion > 0 || len(p.ByCategory) > 0:
			return "not known: the peers' figures have no score (described, service, delivery)"
		}
		return ""
	}
	name, note := weakest(p.Scores)
	var none []string
	for _, n := range serviceScores() {
		given := func(s ServiceScore) bool { return s.Name == n }
		if !slices.ContainsFunc(p.Scores, given) && !slices.Contains(p.HalfScores, n) {
			none = append(none, n)
		}
	}
	note = name + ": " + note
	if none = append(none, p.HalfScores...); len(none) > 0 {
		note += "; among those given: not known is " + strings.Join(none, ", ")
	}
	return note
}

// of returns the peers' conversion of a category, NaN where none is known.
func (p PeerFigures) of(category string) float64 {
	for _, name := range slices.Sorted(maps.Keys(p.ByCategory)) {
		if strings.EqualFold(strings.Join(strings.Fields(name), " "), strings.Join(strings.Fields(category), " ")) {
			return p.ByCategory[name]
		}
	}
	if p.Conversion > 0 {
		return p.Conversion
	}
	return math.NaN()
}

// applied returns the figures that hold for visits of which none has a category, and what is to be said of them: peers of
// one category alone are taken for those of the shop, peers of several for none of them.
func (p PeerFigures) applied(visits []Visit) (PeerFigures, string) {
	if len(p.ByCategory) == 0 || slices.ContainsFunc(visits, func(v Visit) bool { return v.Category != "" }) {
		return p, ""
	}
	names := slices.Sorted(maps.Keys(p.ByCategory))
	switch {
	case p.Conversion > 0:
		return p, "compared with the peers of all categories: the rows name none (category)"
	case len(names) == 1:
		return PeerFigures{Conversion: p.ByCategory[names[0]], Scores: p.Scores, HalfScores: p.HalfScores}, "compared with the peers of " + names[0] + ": the rows name no category"
	}
	return p, "not compared: peers are known of " + strings.Join(names, ", ") + ", and the rows name no category (category)"
}

// comparison is what a source's conversion is compared with: its visits of categories that peers are known of, and the peers'
// conversion at the same mix of categories.
type comparison struct {
	orders, visitors, peers float64
	left                    float64 // visitors of categories without peers
}

func (p PeerFigures) against(visits []Visit) comparison {
	var a comparison
	expected := 0.0
	for _, v := range visits {
		peers := p.of(v.Category)
		if math.IsNaN(peers) {
			a.left += v.Visitors
			continue
		}
		a.orders, a.visitors, expected = a.orders+v.Orders, a.visitors+v.Visitors, expected+peers*v.Visitors
	}
	if a.visitors > 0 {
		a.peers = expected / a.visitors
	}
	return a
}

// status is how the conversion stands, and under whether it is lower than the peers', be it by chance.
func (a comparison) status() (versus PeerStatus, under bool) {
	return VersusPeers(a.orders, a.visitors, a.peers), a.visitors > 0 && a.orders < a.peers*a.visitors
}
