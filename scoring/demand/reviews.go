package demand

import (
	"math"
	"slices"
	"strconv"
	"time"

	"shelfwise/market"
)

// reading is one review count.
type reading struct {
	at   time.Time
	n    float64
	gone bool // nothing could be bought then
}

// reviews fills the review part of h: the newest believable count and its believable growth. Merges, drops and
// readings that stand alone are left out with the stretches that touch them.
func (m *scratch) reviews(h *History, obs []market.Observation, pts []point) []Flag {
	var flags []Flag
	flag := func(at time.Time, reason string, n float64) {
		flags = append(flags, Flag{ListingID: h.ID, ObservedAt: at, Reason: reason, Text: strconv.FormatFloat(n, 'f', -1, 64)})
	}
	rs := m.readings[:0]
	for i := range obs {
		if n, ok := obs[i].Reviews(); ok {
			rs = append(rs, reading{obs[i].ObservedAt, float64(n), unsold(&obs[i])})
		}
	}
	// A pause without a new row still is a reading: the count held until the listing was last seen. A second look within
	// hours tells nothing and would count as a step without growth.
	if k := len(obs) - 1; k >= 0 && len(rs) > 0 && obs[k].Seen().Sub(rs[len(rs)-1].at) >= 12*time.Hour {
		if n, ok := obs[k].Reviews(); ok {
			rs = append(rs, reading{obs[k].Seen(), float64(n), unsold(&obs[k])})
		}
	}
	m.readings = rs
	rs = isolated(rs, flag)
	if len(rs) == 0 {
		return flags
	}
	h.Reviews = rs[len(rs)-1].n
	h.Span = m.growth(rs, flag)
	h.Foreign = h.Span.foreign
	if usual := m.outside(rs); len(usual) > 0 {
		h.Span = Span{}
		for _, part := range usual {
			h.Span.add(m.growth(part, func(time.Time, string, float64) {}))
		}
	}
	h.moves = movesOf(rs, pts)
	return flags
}

// outside returns the runs of readings that no stretch apart lies between; nil where none lies anywhere, or where nothing
// else would be left.
func (m *scratch) outside(rs []reading) [][]reading {
	var out [][]reading
	from, whole := 0, true
	for i := 1; i <= len(rs); i++ {
		if i < len(rs) && !slices.ContainsFunc(m.apart, func(a Stretch) bool { return a.From.Before(rs[i].at) && a.To.After(rs[i-1].at) }) {
			continue
		}
		if whole = whole && i == len(rs); i-from > 1 {
			out = append(out, rs[from:i])
		}
		from = i
	}
	if whole {
		return nil
	}
	return out
}

// add puts another stretch of the same listing to this one.
func (s *Span) add(o Span) {
	steps := s.Steps + o.Steps
	if steps > 0 {
		s.Scatter = (s.Scatter*s.Steps + o.Scatter*o.Steps) / steps
	}
	s.Days, s.New, s.Steps = s.Days+o.Days, s.New+o.New, steps
}

func unsold(o *market.Observation) bool { return gone(o.Offer.Availability) || preSale(o) }

// isolated leaves out counts that are far from the one before and the one after.
func isolated(rs []reading, flag func(time.Time, string, float64)) []reading {
	if len(rs) < 3 {
		return rs
	}
	steady := true
	for i := 1; i < len(rs) && steady; i++ {
		steady = !bigStep(rs[i-1].n, rs[i].n)
	}
	if steady {
		return rs
	}
	kept := rs[:0:0]
	for i, r := range rs {
		lower := i == 0 || bigStep(rs[i-1].n, r.n)
		upper := i == len(rs)-1 || bigStep(r.n, rs[i+1].n)
		if !lower || !upper {
			kept = append(kept, r)
			continue
		}
		reason := ReasonReviewJump
		if i > 0 && r.n < rs[i-1].n {
			reason = ReasonReviewDrop
		}
		flag(r.at, reason, r.n)
	}
	return kept
}

// bigStep reports a change of a count beyond what sells between two readings of one listing: by half and by 30.
func bigStep(a, b float64) bool {
	d := math.Abs(b - a)
	return d > 30 && d > 0.5*math.Min(a, b)
}

// growth sums the increments that hold. An increment far beyond the listing's own pace is a merge, a fall of more than
// two reviews and one percent a drop.
func (m *scratch) growth(rs []reading, flag func(time.Time, string, float64)) Span {
	var s Span
	rates := m.rates[:0]
	for i := 1; i < len(rs); i++ {
		if d := rs[i].at.Sub(rs[i-1].at).Hours() / 24; d > 0 && rs[i].n >= rs[i-1].n {
			rates = append(rates, (rs[i].n-rs[i-1].n)/d)
		}
	}
	m.rates = rates
	pace, spread := centre(rates)
	spread *= madScale
	var squares, steps float64
	for i := 1; i < len(rs); i++ {
		days, inc := rs[i].at.Sub(rs[i-1].at).Hours()/24, rs[i].n-rs[i-1].n
		switch {
		case days <= 0:
		case rs[i].gone || rs[i-1].gone: // what could not be bought says nothing of demand
		case inc < 0:
			if -inc > math.Max(2, 0.01*rs[i-1].n) {
				flag(rs[i].at, ReasonReviewDrop, rs[i].n)
				s.foreign += inc
			}
		case merged(inc, days, pace, spread) || len(rates) < 3 && bigStep(rs[i-1].n, rs[i].n) && rs[i-1].n > 0:
			flag(rs[i].at, ReasonReviewJump, rs[i].n)
			s.foreign += inc
		default:
			s.Days += days
			s.New += inc
			squares += inc * inc / days
			steps++
		}
	}
	if s.Days > 0 && steps > 1 {
		// The weighted sum of squares around the listing's mean pace, per step: its mean is what a step of mean length adds
		// to the variance of the count.
		s.Steps, s.Scatter = steps, math.Max(0, squares-s.New*s.New/s.Days)/(steps-1)*s.Days/steps
	}
	return s
}

// merged reports an increment more than six deviations over the listing's median pace (data-quality rule: daily
// increment z > 6), where a deviation is never less than the Poisson one, and over three times the expected count.
func merged(inc, days, pace, spread float64) bool {
	expected := pace * days
	sd := math.Max(spread*days, math.Sqrt(expected+1))
	return inc > expected+6*sd && inc > 3*expected+5
}

// ratings fills the rating part of h.
func (m *scratch) ratings(h *History, obs []market.Observation) {
	stars := m.rates[:0]
	for i := range obs {
		if s, ok := obs[i].Stars(); ok && s > 0 && s <= 5 {
			stars = append(stars, s)
		}
	}
	m.rates, h.Ratings = stars, len(stars)
	if len(stars) == 0 {
		return
	}
	h.Stars = mean(stars)
	ss := 0.0
	for i, s := range stars {
		d := s - h.Stars
		ss += d * d
		if i > 0 {
			h.StarsLag += d * (stars[i-1] - h.Stars)
		}
	}
	if len(stars) > 1 {
		h.StarsSD = math.Sqrt(ss / float64(len(stars)-1))
	}
}
