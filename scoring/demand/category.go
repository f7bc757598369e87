package demand

import "math"

// Positions of the parameters of a category.
const (
	level   = iota // ln units per month of the usual product at the usual price
	price          // the price slope: minus the elasticity of a small seller
	quality        // ln units per star
	bend           // how the slope changes with the price: ln units per squared ln price
	rate           // ln reviews per unit
)

// prior is a normal prior of the parameters; a precision of 0 is none.
type prior struct {
	mean      vec
	precision vec
}

// category is one category's fit.
type category struct {
	name    string
	members []int // indexes of its histories that teach
	rows    []row
	logs    float64 // mean ln price: where the price term is zero
	low     float64 // between these, from logs, the bend is seen; outside the slope stays what it is at the end
	high    float64
	theta   vec
	factor  mat // Cholesky factor of the posterior precision
	cov     mat
	own     vec // precision that the category's own data give each parameter, others known
	reviews bool
	badges  bool
}

// fit moves theta to the posterior mode under a prior and a variance of ln units around the regression, by Newton's
// method on the likelihood with each listing's own deviation profiled out.
func (c *category) fit(p prior, s2 float64, steps int) {
	for range steps {
		g, h := c.slopes(p, s2)
		c.factor = h.cholesky()
		d := c.factor.solve(g)
		big := 0.0
		for i := range dim {
			d[i] = math.Max(-2, math.Min(2, d[i]))
			c.theta[i] += d[i]
			big = math.Max(big, math.Abs(d[i]))
		}
		if big < 1e-5 {
			break
		}
	}
	_, h := c.slopes(p, s2)
	for i := range dim {
		c.own[i] = h[i][i] - p.precision[i]
	}
	c.factor = h.cholesky()
	c.cov = c.factor.inverse()
}

// slopes returns the gradient and the negative Hessian of the log posterior at theta. For a listing with deviation e
// of variance v, K = 1/v + curvature: the profiled terms follow from the implicit function theorem.
func (c *category) slopes(p prior, s2 float64) (g vec, h mat) {
	for i := range dim {
		g[i] = p.precision[i] * (p.mean[i] - c.theta[i])
		h[i][i] = p.precision[i]
	}
	for j := range c.rows {
		r := &c.rows[j]
		t := c.value(r)
		r.mode(t, s2, c.theta[rate])
		v := s2 + r.extra
		k := 1/v + r.curve
		dt, htt := (r.eta-t)/v, 1/v-1/(v*v*k)
		mu := 0.0
		if r.days > 0 {
			mu = r.reviewMean(r.eta, c.theta[rate])
			g[rate] += r.y - mu
			h[rate][rate] += mu - mu*mu/k
		}
		for a := range r.x {
			g[a] += dt * r.x[a]
			for b := range r.x {
				h[a][b] += htt * r.x[a] * r.x[b]
			}
			cross := mu / (v * k) * r.x[a]
			h[a][rate] += cross
			h[rate][a] += cross
		}
	}
	return g, h
}

func (c *category) value(r *row) float64 {
	return c.theta[level]*r.x[0] + c.theta[price]*r.x[1] + c.theta[quality]*r.x[2] + c.theta[bend]*r.x[3] + r.sales
}
