package demand

import (
	"math"

	gonum "gonum.org/v1/gonum/mat"
)

// ridge is a linear model of standardised columns.
type ridge struct {
	mean, scale []float64
	coef        []float64
	centre      float64
	left        []float64 // prediction of each training row by a fit without it
}

// ridgePenalties are tried as shares of the number of rows; leave-one-out error picks. The last leaves hardly anything
// of the columns, so that columns without worth cost nothing.
func ridgePenalties() []float64 { return []float64{0.03, 0.1, 0.3, 1, 3, 10, 100} }

// fitRidge fits y on the columns of x (row by row); weight scales each standardised column, so that a light column is
// penalised more.
func fitRidge(x [][]float64, y, weight []float64) *ridge {
	n, d := len(x), len(weight)
	r := &ridge{mean: make([]float64, d), scale: make([]float64, d), coef: make([]float64, d), centre: mean(y)}
	data := gonum.NewDense(n, d, nil)
	for j := range d {
		sum, ss := 0.0, 0.0
		for i := range x {
			sum += x[i][j]
			ss += x[i][j] * x[i][j]
		}
		r.mean[j] = sum / float64(n)
		if v := ss/float64(n) - sq(r.mean[j]); v > 1e-9 {
			r.scale[j] = weight[j] / math.Sqrt(v)
		}
		for i := range x {
			data.Set(i, j, (x[i][j]-r.mean[j])*r.scale[j])
		}
	}
	r.solve(data, y)
	return r
}

// solve picks the penalty by leave-one-out error through one eigendecomposition of xᵀx.
func (r *ridge) solve(x *gonum.Dense, y []float64) {
	n, d := x.Dims()
	var cross gonum.SymDense
	cross.SymOuterK(1, x.T())
	var eig gonum.EigenSym
	if !eig.Factorize(&cross, true) {
		return // columns that do not factorise teach nothing: the mean stands
	}
	values := eig.Values(nil)
	var vectors, rotated gonum.Dense
	eig.VectorsTo(&vectors)
	rotated.Mul(x, &vectors)
	target := make([]float64, d)
	for i := range n {
		for k := range d {
			target[k] += rotated.At(i, k) * (y[i] - r.centre)
		}
	}
	best := math.Inf(1)
	for _, share := range ridgePenalties() {
		lambda := share * float64(n)
		left, loss := make([]float64, n), 0.0
		for i := range n {
			fit, hat := 0.0, 1/float64(n)
			for k, z := range rotated.RawRowView(i) {
				w := z / (math.Max(values[k], 0) + lambda)
				fit += w * target[k]
				hat += w * z
			}
			res := (y[i] - r.centre - fit) / math.Max(1-hat, 0.02)
			left[i] = y[i] - res
			loss += res * res
		}
		if loss < best {
			best, r.left = loss, left
			for j := range d {
				r.coef[j] = 0
				for k := range d {
					r.coef[j] += vectors.At(j, k) * target[k] / (math.Max(values[k], 0) + lambda)
				}
			}
		}
	}
}

func (r *ridge) predict(x []float64) float64 {
	sum := r.centre
	for j, v := range x {
		sum += (v - r.mean[j]) * r.scale[j] * r.coef[j]
	}
	return sum
}
