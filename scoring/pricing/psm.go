package pricing

import (
	"math"
	"slices"
)

// Answer is what one asked buyer said of a product (van Westendorp 1976): the prices at which it is too cheap to be
// good, cheap, expensive, too expensive. Prices must rise; other answers are left out as invalid.
type Answer struct{ TooCheap, Cheap, Expensive, TooExpensive float64 }

func (a Answer) valid() bool {
	return a.TooCheap < a.Cheap && a.Cheap < a.Expensive && a.Expensive < a.TooExpensive
}

// Sensitivity is the answer of a price sensitivity meter.
type Sensitivity struct {
	Lower, Upper float64 // of the acceptable range
	Indifference float64 // expensive meets cheap
	Optimal      float64 // too expensive meets too cheap
	Invalid      int
}

// PSM are the choices of the meter.
type PSM struct {
	Narrower bool                    // the narrower definition of the acceptable range
	Step     float64                 // 0: only the prices named; else every price in such steps (0.01)
	Plateau  func([]float64) float64 // which price of a plateau counts; nil: the lowest
}

// Measure intersects the curves of the answers: the first price at which one curve reaches the other.
func (m PSM) Measure(answers []Answer) Sensitivity {
	var out Sensitivity
	var tooCheap, cheap, expensive, tooExpensive, prices []float64
	for _, a := range answers {
		if !a.valid() {
			out.Invalid++
			continue
		}
		tooCheap, cheap = append(tooCheap, a.TooCheap), append(cheap, a.Cheap)
		expensive, tooExpensive = append(expensive, a.Expensive), append(tooExpensive, a.TooExpensive)
		prices = append(prices, a.TooCheap, a.Cheap, a.Expensive, a.TooExpensive)
	}
	slices.Sort(prices)
	prices = slices.Compact(prices)
	// The last curve is the too expensive one that does not count the price named itself: the plateau of the optimal
	// price reaches up to the first price that somebody finds too expensive.
	curves := [][]float64{
		below(tooCheap, prices, 0), below(cheap, prices, 0), below(expensive, prices, 0), below(tooExpensive, prices, 0),
		below(tooExpensive, prices, 1e-9),
	}
	curves[0], curves[1] = inverse(curves[0]), inverse(curves[1])
	if m.Step > 0 {
		prices, curves = interpolate(prices, curves, m.Step)
	}
	out.Indifference = m.meet(prices, curves[2], curves[1])
	out.Optimal = m.meet(prices, curves[4], curves[0])
	if m.Narrower {
		out.Lower, out.Upper = m.meet(prices, curves[2], curves[0]), m.meet(prices, curves[3], curves[1])
	} else {
		out.Lower, out.Upper = m.meet(prices, inverse(curves[1]), curves[0]), m.meet(prices, curves[3], inverse(curves[2]))
	}
	return out
}

// below returns the share of answers at or below each price less a gap.
func below(answers, prices []float64, gap float64) []float64 {
	s := slices.Clone(answers)
	slices.Sort(s)
	out := make([]float64, len(prices))
	for i, p := range prices {
		n, _ := slices.BinarySearch(s, math.Nextafter(p-gap, math.Inf(1)))
		out[i] = float64(n) / float64(len(s))
	}
	return out
}

func inverse(y []float64) []float64 {
	out := make([]float64, len(y))
	for i, v := range y {
		out[i] = 1 - v
	}
	return out
}

// meet returns the first price at which up reaches down, and of the plateau over which both stay level the price
// chosen. It compares without a tolerance, as the R package does whose answers are the reference.
func (m PSM) meet(prices, up, down []float64) float64 {
	for i := range prices {
		if up[i] < down[i] {
			continue
		}
		j := i
		for j+1 < len(prices) && up[j+1] == up[i] && down[j+1] == down[i] {
			j++
		}
		if m.Plateau == nil {
			return prices[i]
		}
		return m.Plateau(prices[i : j+1])
	}
	return math.NaN()
}

// interpolate puts straight lines between the points of the curves, at every step from the lowest price.
func interpolate(prices []float64, curves [][]float64, step float64) (fine []float64, out [][]float64) {
	n := int(math.Round((prices[len(prices)-1] - prices[0]) / step))
	out = make([][]float64, len(curves))
	j := 0
	for i := range n + 1 {
		p := prices[0] + step*float64(i)
		for j+2 < len(prices) && prices[j+1] <= p+1e-9 {
			j++
		}
		w := math.Min(1, math.Max(0, (p-prices[j])/(prices[j+1]-prices[j])))
		fine = append(fine, p)
		for c, y := range curves {
			out[c] = append(out[c], y[j]+w*(y[j+1]-y[j]))
		}
	}
	return fine, out
}

// Intent is how likely a buyer says to buy at the cheap and at the expensive price, on a scale of five (5: surely).
type Intent struct{ Cheap, Expensive int }

// buying calibrates the scale: what share of those who answer so do buy (Newton, Miller & Smith 1993).
func buying(scale int) float64 {
	return [...]float64{0, 0, 0.1, 0.3, 0.5, 0.7}[min(5, max(0, scale))]
}

// Reach returns for each price named by a valid answer, rising, the share of asked buyers expected to buy there: nobody
// buys at their too cheap and too expensive prices, and between their four prices the likelihood runs straight over the
// prices that were named (as the R package pricesensitivitymeter does, not over the money between them).
func Reach(answers []Answer, intents []Intent) (prices, share []float64) {
	for _, a := range answers {
		if a.valid() {
			prices = append(prices, a.TooCheap, a.Cheap, a.Expensive, a.TooExpensive)
		}
	}
	n := float64(len(prices) / 4)
	slices.Sort(prices)
	prices = slices.Compact(prices)
	share = make([]float64, len(prices))
	for k, a := range answers {
		if !a.valid() {
			continue
		}
		y := []float64{0, buying(intents[k].Cheap), buying(intents[k].Expensive), 0}
		var at [4]int
		for j, x := range []float64{a.TooCheap, a.Cheap, a.Expensive, a.TooExpensive} {
			at[j], _ = slices.BinarySearch(prices, x)
		}
		for j := range 3 {
			for i := at[j]; i < at[j+1]; i++ {
				share[i] += (y[j] + (y[j+1]-y[j])*float64(i-at[j])/float64(at[j+1]-at[j])) / n
			}
		}
	}
	return prices, share
}

// GaborGranger returns the prices of greatest revenue and of greatest profit at a unit cost among tested prices with
// the shares that would buy.
func GaborGranger(prices, share []float64, unitCost float64) (revenue, profit float64) {
	bestR, bestP := math.Inf(-1), math.Inf(-1)
	for i, p := range prices {
		if r := p * share[i]; r > bestR {
			bestR, revenue = r, p
		}
		if g := (p - unitCost) * share[i]; g > bestP {
			bestP, profit = g, p
		}
	}
	return revenue, profit
}

// ArcElasticity is the change of quantity over the change of price between two points, each against its mean.
func ArcElasticity(p1, q1, p2, q2 float64) float64 {
	return (q2 - q1) / (q1 + q2) * (p1 + p2) / (p2 - p1)
}
