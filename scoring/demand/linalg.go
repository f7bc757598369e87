package demand

import "math"

// dim is the number of parameters of a category: level, price slope, quality slope, bend, log review rate.
const dim = 5

type vec [dim]float64

type mat [dim][dim]float64

// cholesky returns the lower factor of a symmetric positive definite matrix. A pivot that rounding made not positive
// is taken as tiny, which leaves that direction as good as unknown.
func (m mat) cholesky() mat {
	var l mat
	for i := range dim {
		for j := 0; j <= i; j++ {
			s := m[i][j]
			for k := range j {
				s -= l[i][k] * l[j][k]
			}
			if i == j {
				l[i][i] = math.Sqrt(math.Max(s, 1e-12))
			} else {
				l[i][j] = s / l[j][j]
			}
		}
	}
	return l
}

// solve returns x with m·mᵀ·x = b for a lower factor l.
func (m mat) solve(b vec) vec {
	for i := range dim {
		for k := range i {
			b[i] -= m[i][k] * b[k]
		}
		b[i] /= m[i][i]
	}
	return m.back(b)
}

// back returns x with mᵀ·x = b.
func (m mat) back(b vec) vec {
	for i := dim - 1; i >= 0; i-- {
		for k := i + 1; k < dim; k++ {
			b[i] -= m[k][i] * b[k]
		}
		b[i] /= m[i][i]
	}
	return b
}

// inverse returns the inverse of m·mᵀ.
func (m mat) inverse() mat {
	var out mat
	for j := range dim {
		var e vec
		e[j] = 1
		x := m.solve(e)
		for i := range dim {
			out[i][j] = x[i]
		}
	}
	return out
}
