package demand

import (
	"fmt"
	"math"

	gonum "gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"shelfwise/market"
)

// Week is one period of a product's own sales history.
type Week struct {
	Units    float64
	Price    float64
	Rivals   float64 // price index of the rivals (their geometric mean price); 0 unknown
	Promoted bool    // featured or on display
}

// OwnElasticity is what a sales history says of the change of ln units per change of ln price.
type OwnElasticity struct {
	Identified bool
	Mean, SD   float64 // of the posterior, which allows no positive elasticity
	Interval   [2]float64
	Cross      float64 // to the rivals' index
	Promotion  float64 // ln units more in a promoted period
	// MorePrices is how many more different prices are needed before the answer is identified; 0 where it is.
	MorePrices int
	Reason     string
}

// The prior of a sales history's regression: own −2.6 and cross 0.5 with variance 1 (meta-analyses: Bijmolt and others
// 2005; Auer and Papies 2019 for the sign of the cross effect), promotion 0.5 with variance 0.25, and 0.6 for the
// standard deviation of ln units that price does not explain.
const (
	historySlope, historySlopeVar = -2.6, 1.0
	historyCross, historyCrossVar = 0.5, 1.0
	historyPromo, historyPromoVar = 0.5, 0.25
	historyNoise                  = 0.6
	minHistoryPrices              = 3 // different prices, by a percent or more
	minHistoryWeeks               = 6
	// noiseWeeks is how many observations the prior of the noise counts for.
	noiseWeeks = 10.0
	// historyTerms are the terms that the periods must pay for, with the constant, before they tell of the noise.
	historyTerms = 4
)

// t10 returns the upper tenth of Student's t: the noise of few periods is known badly, and with it every spread.
func t10(freedom float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile(0.9)
}

// HistoryElasticity estimates the own-price elasticity from a product's sales history by Bayesian regression of ln
// units on ln price, ln of the rivals' index and promotion. Periods without sales or price are left out. Under three
// different prices or six periods it is not identified and the answer is the prior, said to be so.
func HistoryElasticity(weeks []Week) OwnElasticity {
	x, y, distinct := historyRows(weeks)
	e := OwnElasticity{Identified: true}
	switch {
	case distinct < minHistoryPrices:
		e.Identified, e.MorePrices = false, minHistoryPrices-distinct
		e.Reason = fmt.Sprintf("not_identified: %d different prices of %d needed", distinct, minHistoryPrices)
	case len(y) < minHistoryWeeks:
		e.Identified = false
		e.Reason = fmt.Sprintf("not_identified: %d periods of %d needed", len(y), minHistoryWeeks)
	}
	mean0 := []float64{historySlope, historyCross, historyPromo}
	var0 := []float64{historySlopeVar, historyCrossVar, historyPromoVar}
	noise := sq(historyNoise)
	mean, cov := bayesRegression(x, y, mean0, var0, noise)
	// One more turn with the noise that the fit leaves, pulled to its prior: a calm history says more.
	if len(y) > 0 {
		ss := noiseWeeks * noise
		for i := range y {
			fit := 0.0
			for j := range mean {
				fit += mean[j] * x[i][j]
			}
			ss += sq(y[i] - fit)
		}
		mean, cov = bayesRegression(x, y, mean0, var0, ss/(noiseWeeks+float64(len(y))))
	}
	e.Cross, e.Promotion = mean[1], mean[2]
	e.Mean, e.SD = negativeNormal(mean[0], math.Sqrt(cov.At(0, 0)))
	wide := t10(math.Max(1, float64(len(y)-historyTerms))) * e.SD
	e.Interval = [2]float64{e.Mean - wide, math.Min(0, e.Mean+wide)}
	return e
}

// historyRows returns the centred regressors and outcomes, and the number of prices that differ by a percent.
func historyRows(weeks []Week) (x [][]float64, y []float64, distinct int) {
	seen := map[int]bool{}
	for _, w := range weeks {
		if w.Units <= 0 || w.Price <= 0 {
			continue
		}
		rivals := 0.0
		if w.Rivals > 0 {
			rivals = math.Log(w.Rivals)
		}
		x = append(x, []float64{math.Log(w.Price), rivals, boolean(w.Promoted)})
		y = append(y, math.Log(w.Units))
		seen[int(math.Round(math.Log(w.Price)*100))] = true
	}
	for j := range 3 {
		sum := 0.0
		for i := range x {
			sum += x[i][j]
		}
		for i := range x {
			x[i][j] -= sum / float64(len(x))
		}
	}
	m := mean(y)
	for i := range y {
		y[i] -= m
	}
	return x, y, len(seen)
}

// bayesRegression returns the posterior mean and covariance of a regression without constant under independent normal
// priors and a known noise variance.
func bayesRegression(x [][]float64, y, mean0, var0 []float64, noise float64) ([]float64, *gonum.SymDense) {
	d := len(mean0)
	precision, right := gonum.NewSymDense(d, nil), gonum.NewVecDense(d, nil)
	for j := range d {
		precision.SetSym(j, j, 1/var0[j])
		right.SetVec(j, mean0[j]/var0[j])
	}
	for i := range x {
		for j := range d {
			right.SetVec(j, right.AtVec(j)+x[i][j]*y[i]/noise)
			for k := j; k < d; k++ {
				precision.SetSym(j, k, precision.At(j, k)+x[i][j]*x[i][k]/noise)
			}
		}
	}
	// A prior of finite variance makes the precision positive definite, so it always factorises.
	var chol gonum.Cholesky
	cov, at := gonum.NewSymDense(d, nil), gonum.NewVecDense(d, nil)
	if chol.Factorize(precision) && chol.InverseTo(cov) == nil {
		at.MulVec(cov, right)
	}
	out := make([]float64, d)
	for j := range out {
		out[j] = at.AtVec(j)
	}
	return out, cov
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

// Regression is an ordinary least squares fit.
type Regression struct {
	Coef, SE []float64
	R2       float64
	N        int
}

// LeastSquares regresses y on the columns of x; a constant must be among them. Error: market.ErrInvalid where the
// columns depend on each other or outnumber the rows.
func LeastSquares(x [][]float64, y []float64) (Regression, error) {
	n := len(y)
	if n == 0 || len(x) != n || len(x[0]) >= n {
		return Regression{}, fmt.Errorf("least squares: %d rows: %w", n, market.ErrInvalid)
	}
	d := len(x[0])
	data := gonum.NewDense(n, d, nil)
	for i := range x {
		data.SetRow(i, x[i])
	}
	var cross gonum.SymDense
	cross.SymOuterK(1, data.T())
	var right, coef gonum.VecDense
	right.MulVec(data.T(), gonum.NewVecDense(n, y))
	var chol gonum.Cholesky
	if !chol.Factorize(&cross) || chol.SolveVecTo(&coef, &right) != nil {
		return Regression{}, fmt.Errorf("least squares: columns depend on each other: %w", market.ErrInvalid)
	}
	var inverse gonum.SymDense
	if err := chol.InverseTo(&inverse); err != nil {
		return Regression{}, fmt.Errorf("least squares: %w: %w", market.ErrInvalid, err)
	}
	r := Regression{N: n, Coef: make([]float64, d), SE: make([]float64, d)}
	var fit gonum.VecDense
	fit.MulVec(data, &coef)
	m, rss, tss := mean(y), 0.0, 0.0
	for i := range y {
		rss += sq(y[i] - fit.AtVec(i))
		tss += sq(y[i] - m)
	}
	for j := range d {
		r.Coef[j] = coef.AtVec(j)
		r.SE[j] = math.Sqrt(inverse.At(j, j) * rss / float64(n-d))
	}
	r.R2 = 1 - rss/tss
	return r, nil
}
