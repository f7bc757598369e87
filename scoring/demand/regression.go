package demand

import (
	"fmt"
	"math"

	gonum "gonum.org/v1/gonum/mat"

	"shelfwise/market"
)

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
