package scoring

import "math"

// Holds returns for each factor the range of its weight over which the first stays first, the other weights keeping
// their proportions. Nil for fewer than two candidates.
func (c *Columns) Holds(w Weights) map[string][2]float64 {
	if len(c.IDs) < 2 {
		return nil
	}
	order := c.Order(w)
	out := map[string][2]float64{}
	for f, name := range Factors() {
		if w[f] >= 1 {
			continue
		}
		line := c.line(w, f)
		lo, hi := 0.0, 1.0
		for _, i := range order[1:] {
			lo, hi = line.holds(order[0], i, w[f], lo, hi)
		}
		out[string(name)] = [2]float64{round(lo, 4), round(hi, 4)}
	}
	return out
}

// weightLine is what the scores are as one weight goes from none to one: straight pieces between its knots, for the mix of the
// weights grows with the weight until another weight becomes the scarce one.
type weightLine struct {
	knots  []float64
	scores [][]float64 // at each knot
}

func (c *Columns) line(w Weights, f int) weightLine {
	at := func(x float64) Weights {
		out := w
		for g := range out {
			out[g] = w[g] * (1 - x) / (1 - w[f])
		}
		out[f] = x
		return out
	}
	scarce := math.Inf(1) // the mix that the others allow at weight none
	for g, usual := range DefaultWeights() {
		if g != f {
			scarce = math.Min(scarce, w[g]/(1-w[f])/usual)
		}
	}
	usual := DefaultWeights()[f]
	knots := []float64{0}
	if bend := scarce * usual / (1 + scarce*usual); bend > 0 { // x/usual = (1 - x)·scarce
		knots = append(knots, bend)
	}
	line := weightLine{knots: append(knots, 1)}
	for _, x := range line.knots {
		line.scores = append(line.scores, c.Scores(at(x)))
	}
	return line
}

// holds narrows a range around x0 to where the lead is not behind a rival.
func (l *weightLine) holds(lead, rival int32, x0, lo, hi float64) (float64, float64) {
	for n := 1; n < len(l.knots); n++ {
		from, to := l.knots[n-1], l.knots[n]
		a, b := l.scores[n-1][lead]-l.scores[n-1][rival], l.scores[n][lead]-l.scores[n][rival]
		if a >= 0 && b >= 0 {
			continue
		}
		if a < 0 && b < 0 {
			// rounding at the weights in force, or a piece that lies wholly to one side
			if from >= x0 {
				hi = math.Min(hi, from)
			} else if to <= x0 {
				lo = math.Max(lo, to)
			}
			continue
		}
		zero := from + (to-from)*a/(a-b)
		if b < 0 {
			hi = math.Min(hi, zero)
		} else {
			lo = math.Max(lo, zero)
		}
	}
	return math.Min(lo, x0), math.Max(hi, x0)
}
