package demand

import "math"

// shops holds what a source adds to its listings in every category: shops differ in how many of their buyers review, and
// in how much their listings sell. Both are random effects around zero, so a source that shows little adds little.
type shops struct {
	place       map[string]int32 // by source: its place, -1 none
	sales, rate []float64        // ln units and ln reviews per unit over the usual source's
	salesSD     float64
	rateSD      float64
	alone       bool
}

// The starting spreads between sources and the sources that they count for.
const (
	shopSales  = 0.2
	shopRate   = 0.5
	shopWeight = 3.0
)

// newShops numbers the sources of the listings that teach.
func newShops(hs []History) *shops {
	s := &shops{place: map[string]int32{}, salesSD: shopSales, rateSD: shopRate}
	for i := range hs {
		if _, ok := s.place[hs[i].Source]; !ok {
			s.place[hs[i].Source] = int32(len(s.place))
		}
	}
	s.sales, s.rate = make([]float64, len(s.place)), make([]float64, len(s.place))
	s.alone = len(s.place) < 2
	return s
}

// on puts the effects of its source on a row.
func (s *shops) on(r *row) { r.sales, r.rate = s.sales[r.shop], s.rate[r.shop] }

// move brings the effects a step nearer to their posterior mode, given the categories, and re-estimates their spreads.
func (s *shops) move(cs []*category, s2 float64) {
	if s.alone {
		return
	}
	n := len(s.place)
	gs, gr := make([]float64, n), make([]float64, n)
	hss, hrr, hsr := make([]float64, n), make([]float64, n), make([]float64, n)
	seen := make([]bool, n)
	for _, c := range cs {
		for j := range c.rows {
			r := &c.rows[j]
			t := c.value(r)
			r.mode(t, s2, c.theta[rate])
			v := s2 + r.extra
			k := 1/v + r.curve
			seen[r.shop] = true
			gs[r.shop] += (r.eta - t) / v
			hss[r.shop] += 1/v - 1/(v*v*k)
			if r.days > 0 {
				mu := r.reviewMean(r.eta, c.theta[rate])
				gr[r.shop] += r.y - mu
				hrr[r.shop] += mu - mu*mu/k
				hsr[r.shop] += mu / (v * k)
			}
		}
	}
	ps, pr := 1/sq(s.salesSD), 1/sq(s.rateSD)
	ss, rr, w := shopWeight*sq(shopSales), shopWeight*sq(shopRate), shopWeight
	for i := range n {
		if !seen[i] {
			continue
		}
		a, b, x := hss[i]+ps, hrr[i]+pr, hsr[i]
		det := a*b - x*x
		u, v := gs[i]-ps*s.sales[i], gr[i]-pr*s.rate[i]
		s.sales[i] += clip1((b*u - x*v) / det)
		s.rate[i] += clip1((a*v - x*u) / det)
		ss, rr, w = ss+sq(s.sales[i])+b/det, rr+sq(s.rate[i])+a/det, w+1
	}
	s.salesSD, s.rateSD = math.Sqrt(ss/w), math.Sqrt(rr/w)
	for _, c := range cs {
		for j := range c.rows {
			s.on(&c.rows[j])
		}
	}
}

func clip1(x float64) float64 { return math.Max(-1, math.Min(1, x)) }
