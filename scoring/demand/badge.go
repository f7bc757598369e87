package demand

import (
	"cmp"
	"math"
	"slices"

	"shelfwise/market"
)

// Badge is a units-sold badge as an interval of units in its window: at least Low, under High.
type Badge struct {
	Shown      bool
	Low        float64
	High       float64 // set from the ladder of badges that the market shows; 0 until then
	WindowDays int     // 0: since the listing began
	hidden     float64 // share of the readings without it, from the first with it on

	past      []shown // what the readings show, where that changes; ascending
	low, high float64 // over all readings, once bound
}

// shown is how many readings show a figure.
type shown struct {
	low float64
	n   int
}

// Monthly returns the interval in units per 30 days; false for a badge without a window.
func (b Badge) Monthly() (low, high float64, ok bool) {
	if !b.Shown || b.WindowDays <= 0 {
		return 0, 0, false
	}
	f := 30 / float64(b.WindowDays)
	return b.Low * f, b.High * f, true
}

// usual returns the interval of the mean over the readings in units per 30 days: it tells of the same months as the growth of
// the review count, and where a badge moves between two steps it tells more than either. False for a badge without a window.
func (b Badge) usual() (low, high float64, ok bool) {
	if !b.Shown || b.WindowDays <= 0 {
		return 0, 0, false
	}
	f := 30 / float64(b.WindowDays)
	return b.low * f, b.high * f, true
}

// lastBadge is the newest badge of a history. One that comes and goes shows the better weeks: its lower end counts for the
// share of the readings that show it (see bound). Readings before the first may be of a time before badges were read.
func lastBadge(obs []market.Observation) Badge {
	var b Badge
	n, first := 0, 0
	for i, ob := range slices.Backward(obs) {
		u := ob.UnitsSold
		if u == nil {
			continue
		}
		first = i
		if n++; !b.Shown {
			b = Badge{Shown: true, Low: float64(u.AtLeast), WindowDays: u.WindowDays}
		}
	}
	if b.Shown && b.WindowDays > 0 {
		b.hidden = 1 - float64(n)/float64(len(obs)-first)
		b.remember(obs[first:])
	}
	return b
}

// remember collects what the readings show in the newest badge's window, where that changes.
func (b *Badge) remember(obs []market.Observation) {
	same := func(u *market.UnitsSold) bool { return u != nil && u.WindowDays == b.WindowDays }
	if !slices.ContainsFunc(obs, func(o market.Observation) bool { return same(o.UnitsSold) && float64(o.UnitsSold.AtLeast) != b.Low }) {
		return
	}
	for _, o := range obs {
		if !same(o.UnitsSold) {
			continue
		}
		v := float64(o.UnitsSold.AtLeast)
		i, ok := slices.BinarySearchFunc(b.past, v, func(s shown, v float64) int { return cmp.Compare(s.low, v) })
		if !ok {
			b.past = slices.Insert(b.past, i, shown{low: v})
		}
		b.past[i].n++
	}
}

// strayed is how many times its readings' median a figure is off that is a mistake.
const strayed = 5.0

// believed returns the readings' figures without those far off their median.
func (b *Badge) believed() []shown {
	if b.past == nil {
		return []shown{{b.Low, 1}}
	}
	all, half := 0, 0
	for _, s := range b.past {
		all += s.n
	}
	middle := 0.0
	for _, s := range b.past {
		if half += s.n; 2*half >= all {
			middle = s.low
			break
		}
	}
	out := b.past[:0:0]
	for _, s := range b.past {
		if middle == 0 || s.low <= strayed*middle && s.low*strayed >= middle {
			out = append(out, s)
		}
	}
	return out
}

// ladders holds the steps of the badges by source and window.
type ladders map[badgeKind][]float64

type badgeKind struct {
	source string
	window int
}

// ladderSteps is how many different badges a source must show before its own steps are believed.
const ladderSteps = 4

// newLadders collects the steps that each source's badges take; "" holds those of all sources.
func newLadders(hs []History) ladders {
	seen := map[badgeKind]map[float64]bool{}
	for i := range hs {
		b := hs[i].Badge
		if !b.Shown {
			continue
		}
		for _, k := range []badgeKind{{hs[i].Source, b.WindowDays}, {"", b.WindowDays}} {
			if seen[k] == nil {
				seen[k] = map[float64]bool{}
			}
			seen[k][b.Low] = true
			for _, s := range b.past {
				seen[k][s.low] = true
			}
		}
	}
	out := ladders{}
	for k, m := range seen {
		steps := make([]float64, 0, len(m))
		for v := range m {
			steps = append(steps, v)
		}
		slices.Sort(steps)
		out[k] = steps
	}
	return out
}

// bound sets the upper end of a badge and the interval of its mean over the readings.
func (l ladders) bound(source string, b Badge) Badge {
	steps := l[badgeKind{source, b.WindowDays}]
	if len(steps) < ladderSteps {
		steps = l[badgeKind{"", b.WindowDays}]
	}
	b.High = ceiling(steps, b.Low)
	b.low, b.high = 0, 0
	n := 0.0
	for _, s := range b.believed() {
		k := float64(s.n)
		b.low, b.high, n = b.low+k*s.low, b.high+k*ceiling(steps, s.low), n+k
	}
	b.low, b.high = b.low/n, b.high/n
	b.low *= b.kept()
	return b
}

// kept is what part of a bound badge's lower end holds of all readings; all of what a source counts exactly.
func (b Badge) kept() float64 {
	if b.High == b.Low+1 {
		return 1
	}
	return 1 - b.hidden
}

// ceiling is what a badge with a figure is under: one unit more where the source counts exactly, else the next step that it
// shows, at most ten times the figure; where few steps are known, twice the figure.
func ceiling(steps []float64, figure float64) float64 {
	if counted(steps, figure) {
		return figure + 1
	}
	if len(steps) >= ladderSteps {
		if i, ok := slices.BinarySearch(steps, figure); ok && i+1 < len(steps) {
			if figure > 0 {
				return math.Min(steps[i+1], 10*figure)
			}
			return steps[i+1]
		}
	}
	return math.Max(2*figure, figure+1)
}

// countedOver is how many figures that are no round ones a source must show at a height to count exactly up to there:
// more than an odd ladder has.
const countedOver = 10

// counted reports that a source counts exactly at a figure: it shows others, as high or higher, that no ladder of
// badges has.
func counted(steps []float64, figure float64) bool {
	from, _ := slices.BinarySearch(steps, figure)
	odd := 0
	for _, f := range steps[from:] {
		if oddFigure(f) {
			odd++
		}
		if odd == countedOver { // a source that counts exactly shows a new figure a listing: not all are looked at for each
			return true
		}
	}
	return false
}

// oddFigure reports a figure with more digits than badges show: 37, 1234, but not 35, 250 or 1200.
func oddFigure(f float64) bool {
	if f < 100 {
		return f > 10 && math.Mod(f, 5) != 0
	}
	return math.Mod(f, math.Pow(10, math.Floor(math.Log10(f))-1)) != 0
}
