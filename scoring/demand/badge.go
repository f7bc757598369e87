package demand

import (
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
}

// Monthly returns the interval in units per 30 days; false for a badge without a window.
func (b Badge) Monthly() (low, high float64, ok bool) {
	if !b.Shown || b.WindowDays <= 0 {
		return 0, 0, false
	}
	f := 30 / float64(b.WindowDays)
	return b.Low * f, b.High * f, true
}

// lastBadge is the newest badge of a history. One that comes and goes shows the better weeks: its lower end counts for the
// share of the readings that show it (see bound). Readings before the first may be of a time before badges were read.
func lastBadge(obs []market.Observation) Badge {
	var b Badge
	shown, first := 0, 0
	for i, ob := range slices.Backward(obs) {
		u := ob.UnitsSold
		if u == nil {
			continue
		}
		first = i
		if shown++; !b.Shown {
			b = Badge{Shown: true, Low: float64(u.AtLeast), WindowDays: u.WindowDays}
		}
	}
	if b.Shown && b.WindowDays > 0 {
		b.hidden = 1 - float64(shown)/float64(len(obs)-first)
	}
	return b
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

// bound sets the upper end of a badge: one unit more where the source counts exactly, else the next step that it shows,
// at most ten times the lower end; where few steps are known, twice the lower end.
func (l ladders) bound(source string, b Badge) Badge {
	steps := l[badgeKind{source, b.WindowDays}]
	if len(steps) < ladderSteps {
		steps = l[badgeKind{"", b.WindowDays}]
	}
	b.High = math.Max(2*b.Low, b.Low+1)
	if counted(steps, b.Low) {
		b.High = b.Low + 1
		return b
	}
	shown := b.Low
	b.Low *= 1 - b.hidden
	if len(steps) < ladderSteps {
		return b
	}
	if i, ok := slices.BinarySearch(steps, shown); ok && i+1 < len(steps) {
		b.High = steps[i+1]
		if shown > 0 {
			b.High = math.Min(b.High, 10*shown)
		}
	}
	return b
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
