package demand

import (
	"math"
	"slices"
	"strconv"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// point is one price reading that may hold.
type point struct {
	at    time.Time
	price float64
	shown money.Amount
}

// prices fills the price part of h and returns the readings that hold, until the next listing, and those left out.
func (m *scratch) prices(h *History, obs []market.Observation, q quarantined) (pts []point, flags []Flag) {
	flag := func(at time.Time, reason, text string) {
		flags = append(flags, Flag{ListingID: h.ID, ObservedAt: at, Reason: reason, Text: text})
	}
	h.Currency = mainCurrency(obs)
	pts = m.points[:0]
	for i := range obs {
		o := &obs[i]
		a := o.Offer.Price
		switch {
		case !a.Known():
		case a.Currency() != h.Currency:
			flag(o.ObservedAt, ReasonDisagreement, a.String())
		case preSale(o):
			flag(o.ObservedAt, ReasonPreSale, a.String())
		case a.Minor() <= 1:
			flag(o.ObservedAt, ReasonPlaceholder, a.String())
		case q.has(h.Source, o.ObservedAt):
			flag(o.ObservedAt, ReasonSource, a.String())
		default:
			pts = append(pts, point{o.ObservedAt, a.Float(), a})
		}
	}
	m.points = pts
	pts = q.rules.believable(pts, flag)
	summarise(h, pts)
	return pts, flags
}

func mainCurrency(obs []market.Observation) money.Currency {
	var first money.Currency
	mixed := false
	for i := range obs {
		c := obs[i].Offer.Price.Currency()
		switch {
		case c == "":
		case first == "":
			first = c
		case c != first:
			mixed = true
		}
	}
	if !mixed {
		return first
	}
	n := map[money.Currency]int{}
	for i := range obs {
		if c := obs[i].Offer.Price.Currency(); c != "" {
			n[c]++
		}
	}
	best := first
	for c, k := range n {
		if k > n[best] || k == n[best] && c < best {
			best = c
		}
	}
	return best
}

// believable leaves out slips and readings that stand alone.
func (r Cleaner) believable(pts []point, flag func(time.Time, string, string)) []point {
	if len(pts) < 3 {
		return pts
	}
	prices := make([]float64, len(pts))
	for i, p := range pts {
		prices[i] = p.price
	}
	if tight(prices) {
		return pts
	}
	m := Median(prices)
	kept := make([]point, 0, len(pts))
	for _, p := range pts {
		switch {
		case DecimalSlip(p.price, m):
			flag(p.at, ReasonDecimalSlip, p.shown.Decimal())
		case CurrencySlip(p.price, m, r.Rates) && farOff(p.price, m):
			flag(p.at, ReasonCurrencySlip, p.shown.Decimal())
		case placeholderDigits(p.price) && math.Abs(math.Log(p.price/m)) > math.Log(4):
			flag(p.at, ReasonPlaceholder, p.shown.Decimal())
		default:
			kept = append(kept, p)
		}
	}
	return alone(kept, flag)
}

// tight reports that no reading is far from any other, so that nothing needs a closer look.
func tight(p []float64) bool { return slices.Max(p) <= outlierRatio*slices.Min(p) }

func farOff(a, b float64) bool { return a > outlierRatio*b || b > outlierRatio*a }

// alone leaves out readings that are far from the ones before and after: a change of price that stays has a
// neighbour that agrees with it. The last reading waits for a second one.
func alone(pts []point, flag func(time.Time, string, string)) []point {
	kept := pts[:0:0]
	for i, p := range pts {
		before := i > 0 && !farOff(p.price, pts[i-1].price)
		after := i+1 < len(pts) && !farOff(p.price, pts[i+1].price)
		switch {
		case before || after || len(pts) < 3:
			kept = append(kept, p)
		case i == len(pts)-1:
			flag(p.at, ReasonUnconfirmed, p.shown.Decimal())
		default:
			flag(p.at, ReasonOutlier, p.shown.Decimal())
		}
	}
	return kept
}

// placeholderDigits reports prices such as 9999, 99999.99, 1, 111111 and 123456.
func placeholderDigits(p float64) bool {
	s := strconv.FormatFloat(math.Floor(p), 'f', 0, 64)
	if s == "1" || s == "1234" || s == "12345" || s == "123456" {
		return true
	}
	for i := range s {
		if s[i] != s[0] {
			return false
		}
	}
	return len(s) >= 3
}

func summarise(h *History, pts []point) {
	h.Prices = len(pts)
	if len(pts) == 0 {
		return
	}
	sum := 0.0
	h.LowLog, h.HighLog = math.Inf(1), math.Inf(-1)
	for _, p := range pts {
		l := math.Log(p.price)
		sum += l
		h.LowLog, h.HighLog = math.Min(h.LowLog, l), math.Max(h.HighLog, l)
	}
	h.MeanLog, h.Distinct = sum/float64(len(pts)), distinct(pts)
	last := pts[max(0, len(pts)-3):]
	var recent [3]float64
	for i, p := range last {
		recent[i] = p.price
	}
	slices.Sort(recent[:len(last)])
	h.Price, h.NowLog = pts[len(pts)-1].price, math.Log(sortedQuantile(recent[:len(last)], 0.5))
}

// fewPoints is the length up to which a history's prices are compared each with each.
const fewPoints = 40

// distinct counts different prices.
func distinct(pts []point) int {
	if len(pts) <= fewPoints {
		n := 0
		for i := range pts {
			if !slices.ContainsFunc(pts[:i], func(p point) bool { return p.price == pts[i].price }) {
				n++
			}
		}
		return n
	}
	seen := make(map[float64]bool, len(pts))
	for i := range pts {
		seen[pts[i].price] = true
	}
	return len(seen)
}
