package demand

import (
	"math"

	gonum "gonum.org/v1/gonum/mat"
)

// historyTerms are the terms of a history's regression: a constant, ln price, ln of the rivals' index, promotion.
const historyTerms = 4

// historyRows are the periods of a sales history as a regression.
type historyRows struct {
	at      []int // period
	x       [][historyTerms]float64
	y       []float64 // ln units, centred
	chance  []float64 // variance of y by chance alone
	logs    []float64 // ln of the units as counted
	level   float64   // what was taken off them for y
	counted bool      // units are counts
	sales   int       // periods with sales
}

// newHistoryRows returns the rows and the number of prices that differ by a percent. Regressors are centred; unknown
// rivals are at their mean.
func newHistoryRows(weeks []Week) (h historyRows, distinct int) {
	seen := map[int]bool{}
	usual := usualPrice(weeks)
	sold, n, whole := 0.0, 0.0, true
	for _, w := range weeks {
		if w.Units > 0 && w.Price > 0 && !DecimalSlip(w.Price, usual) {
			sold, n, whole = sold+w.Units, n+1, whole && w.Units == math.Trunc(w.Units)
		}
	}
	h.counted = whole
	slow := whole && sold <= slowUnits*n
	for t, w := range weeks {
		if w.Price <= 0 || w.Units < 0 || w.Units == 0 && !slow || DecimalSlip(w.Price, usual) {
			continue
		}
		rivals := math.NaN()
		if w.Rivals > 0 {
			rivals = math.Log(w.Rivals)
		}
		u := w.Units
		if u > 0 {
			h.sales++
		}
		if h.counted {
			u += 0.5 // the mean of ln(n + 1/2) is ln of a count's mean but for terms of the second order
		}
		h.at = append(h.at, t)
		h.x = append(h.x, [historyTerms]float64{1, math.Log(w.Price), rivals, boolean(w.Promoted)})
		h.logs = append(h.logs, math.Log(u))
		seen[int(math.Round(math.Log(w.Price)*100))] = true
	}
	for j := 1; j < historyTerms; j++ {
		centreColumn(h.x, j)
	}
	h.chance, h.y = make([]float64, len(h.logs)), make([]float64, len(h.logs))
	if len(h.y) > 0 {
		h.level = mean(h.logs)
	}
	for i, l := range h.logs {
		h.y[i] = l - h.level
		if h.counted {
			h.chance[i] = 1 / (sold/math.Max(1, n) + 0.5)
		}
	}
	return h, len(seen)
}

// usualPrice is the median of the prices; NaN where there is none.
func usualPrice(weeks []Week) float64 {
	var prices []float64
	for _, w := range weeks {
		if w.Price > 0 {
			prices = append(prices, w.Price)
		}
	}
	return Median(prices)
}

// centreColumn takes the mean of the known off a column; unknown is at the mean.
func centreColumn(x [][historyTerms]float64, j int) {
	sum, n := 0.0, 0.0
	for i := range x {
		if !math.IsNaN(x[i][j]) {
			sum, n = sum+x[i][j], n+1
		}
	}
	for i := range x {
		if math.IsNaN(x[i][j]) {
			x[i][j] = 0
		} else {
			x[i][j] -= sum / n
		}
	}
}

// expect puts each count on the line through what a fit expects of it, with the variance that chance gives: where few are
// sold, ln of a count moves less than ln of its mean, and not around it.
func (h *historyRows) expect(beta [historyTerms]float64) {
	for i := range h.y {
		fit := h.level
		for j, b := range beta {
			fit += b * h.x[i][j]
		}
		m, slope, variance := logCount(math.Exp(fit))
		h.y[i] = fit + (h.logs[i]-m)/slope - h.level
		h.chance[i] = variance / sq(slope)
	}
}

// manySold is from where on ln of a count plus a half needs no correction.
const manySold = 20.0

// logCount returns the mean and variance of ln(n + 1/2) of a Poisson count n, and how far its mean moves per ln of the
// count's mean.
func logCount(mu float64) (mean, slope, variance float64) {
	if mu >= manySold {
		return math.Log(mu), 1, 1 / mu
	}
	mu = math.Max(mu, 0.05)
	p, square := math.Exp(-mu), 0.0
	for n := range 4 * int(manySold) {
		l := math.Log(float64(n) + 0.5)
		mean, square = mean+p*l, square+p*l*l
		slope += p * mu * (math.Log(float64(n)+1.5) - l)
		p *= mu / float64(n+1)
	}
	return mean, slope, square - mean*mean
}

// noise is how ln units stray from what price, rivals and promotion say: afresh in each period, and by a drift of which a
// share keep remains from one period to the next.
type noise struct{ fresh, drift, keep float64 }

// noises are the kinds of noise that are weighed against each other, with their prior weights: a total standard deviation
// around 0.45 and any part of it as drift.
func noises() (out []noise, weights []float64) {
	for _, sd := range []float64{0.1, 0.16, 0.25, 0.4, 0.6, 0.9, 1.4} {
		w := math.Exp(-sq(math.Log(sd/0.45)) / (2 * sq(0.5)))
		out, weights = append(out, noise{fresh: sd * sd}), append(weights, w)
		for _, share := range []float64{0.3, 0.6, 0.9} {
			for _, keep := range []float64{0.7, 0.9, 0.98} {
				out = append(out, noise{(1 - share) * sd * sd, share * sd * sd, keep})
				weights = append(weights, w/9)
			}
		}
	}
	return out, weights
}

// mixture is a posterior of a history's terms: the weighted posteriors under each kind of noise and each prior.
type mixture struct {
	mean          [historyTerms]float64
	weight        []float64
	slope, spread []float64 // of the own-price elasticity
}

// posterior weighs the noises by how well they explain the history.
func (h *historyRows) posterior() mixture {
	var m mixture
	var means [][historyTerms]float64
	best := math.Inf(-1)
	kinds, weights := noises()
	for k, n := range kinds {
		rows, y, logDet := h.whitened(n)
		products := newProducts(rows, y)
		for _, p := range []struct{ slopeVar, share float64 }{{historySlopeVar, 1 - farShare}, {farSlopeVar, farShare}} {
			mean, sd, evidence := products.bayes(p.slopeVar)
			l := evidence - logDet/2 + math.Log(weights[k]*p.share)
			best = math.Max(best, l)
			means = append(means, mean)
			m.weight, m.slope, m.spread = append(m.weight, l), append(m.slope, mean[1]), append(m.spread, sd)
		}
	}
	sum := 0.0
	for k, l := range m.weight {
		m.weight[k] = math.Exp(l - best)
		sum += m.weight[k]
	}
	for k := range m.weight {
		m.weight[k] /= sum
		for j := range m.mean {
			m.mean[j] += m.weight[k] * means[k][j]
		}
	}
	return m
}

// whitened returns the rows and outcomes freed of the drift, each with variance one, and ln of the determinant of the
// noise's covariance: one-step predictions of a Kalman filter (Harvey 1989), which is linear, so rows and outcomes go
// through it alike.
func (h *historyRows) whitened(n noise) (rows [][historyTerms]float64, y []float64, logDet float64) {
	rows, y = make([][historyTerms]float64, len(h.y)), make([]float64, len(h.y))
	var state [historyTerms]float64
	stateY, spread := 0.0, n.drift
	for i := range h.y {
		if i > 0 {
			keep := math.Pow(n.keep, float64(h.at[i]-h.at[i-1]))
			for j := range state {
				state[j] *= keep
			}
			stateY *= keep
			spread = keep*keep*spread + n.drift*(1-keep*keep)
		}
		total := spread + n.fresh + h.chance[i]
		gain, root := spread/total, math.Sqrt(total)
		for j := range state {
			v := h.x[i][j] - state[j]
			rows[i][j] = v / root
			state[j] += gain * v
		}
		v := h.y[i] - stateY
		y[i] = v / root
		stateY += gain * v
		spread *= 1 - gain
		logDet += math.Log(total)
	}
	return rows, y, logDet
}

// products are what a regression needs of its rows: their cross products, with the outcomes too.
type products struct {
	xx gonum.SymDense
	xy [historyTerms]float64
	yy float64
}

func newProducts(x [][historyTerms]float64, y []float64) *products {
	p := &products{xx: *gonum.NewSymDense(historyTerms, nil)}
	var xx [historyTerms][historyTerms]float64
	for i := range x {
		p.yy += sq(y[i])
		for j := range historyTerms {
			p.xy[j] += x[i][j] * y[i]
			for k := j; k < historyTerms; k++ {
				xx[j][k] += x[i][j] * x[i][k]
			}
		}
	}
	for j := range historyTerms {
		for k := j; k < historyTerms; k++ {
			p.xx.SetSym(j, k, xx[j][k])
		}
	}
	return p
}

// bayes returns the posterior mean of the terms, the standard deviation of the price's, and ln of the evidence but for
// constants, under independent normal priors and noise of variance one.
func (p *products) bayes(slopeVar float64) (at [historyTerms]float64, sd, evidence float64) {
	mean0 := [historyTerms]float64{0, historySlope, historyCross, historyPromo}
	var0 := [historyTerms]float64{historyLevelVar, slopeVar, historyCrossVar, historyPromoVar}
	precision, right := gonum.NewSymDense(historyTerms, nil), gonum.NewVecDense(historyTerms, nil)
	precision.CopySym(&p.xx)
	quad := p.yy
	for j := range historyTerms {
		precision.SetSym(j, j, precision.At(j, j)+1/var0[j])
		right.SetVec(j, p.xy[j]+mean0[j]/var0[j])
		quad += sq(mean0[j]) / var0[j]
		evidence -= math.Log(var0[j]) / 2
	}
	// A prior of finite variance makes the precision positive definite, so it always factorises.
	var chol gonum.Cholesky
	var cov gonum.SymDense
	var mid gonum.VecDense
	if !chol.Factorize(precision) || chol.InverseTo(&cov) != nil || chol.SolveVecTo(&mid, right) != nil {
		return mean0, math.Sqrt(slopeVar), math.Inf(-1)
	}
	for j := range at {
		at[j] = mid.AtVec(j)
	}
	evidence -= (quad - gonum.Dot(&mid, right) + chol.LogDet()) / 2
	return at, math.Sqrt(cov.At(1, 1)), evidence
}

// moments returns the mean and the standard deviation of the elasticity, none of it positive: dearer never sells more.
func (m mixture) moments() (mean, sd float64) {
	square := 0.0
	for k, w := range m.weight {
		a, s := negativeNormal(m.slope[k], m.spread[k])
		mean += w * a
		square += w * (a*a + s*s)
	}
	return mean, math.Sqrt(math.Max(0, square-mean*mean))
}

// quantile returns a quantile of the elasticity, by halving.
func (m mixture) quantile(q float64) float64 {
	weight := make([]float64, len(m.weight)) // of the part that is not positive
	for k, w := range m.weight {
		weight[k] = w / math.Max(1e-300, phi(-m.slope[k]/m.spread[k]))
	}
	low, high := -50.0, 0.0
	for range 40 {
		mid := (low + high) / 2
		p := 0.0
		for k, w := range weight {
			p += w * phi((mid-m.slope[k])/m.spread[k])
		}
		if p < q {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// negativeNormal returns the mean and the standard deviation of a normal cut off at zero from above: dearer never sells
// more.
func negativeNormal(m, sd float64) (mean, spread float64) {
	a := -m / sd // the cut in standard units
	if a > 8 {
		return m, sd
	}
	p := phi(a)
	if p < 1e-12 {
		return -sd * sd / math.Max(m, sd), sd * sd / math.Max(m, sd)
	}
	l := density(a) / p
	return m - sd*l, sd * math.Sqrt(math.Max(0, 1-a*l-l*l))
}
