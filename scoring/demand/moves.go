package demand

import "math"

// move is a stretch of a listing's history: the reviews that came, and ln price at its ends.
type move struct {
	week     int32 // calendar week of its middle
	days     float32
	reviews  float32
	from, to float32
}

// leastMoves is the stretches that a history needs to say anything about its own price.
const leastMoves = 4

// movesOf joins the growth of a review count with the prices of the time. Merges, drops and gaps are left out by their
// size: a stretch that brought more than five times the mean and ten reviews is none.
func movesOf(rs []reading, pts []point) []move {
	if len(rs) <= leastMoves || len(pts) == 0 {
		return nil
	}
	usual := make([]float64, 0, len(rs))
	for i := 1; i < len(rs); i++ {
		usual = append(usual, math.Max(0, rs[i].n-rs[i-1].n))
	}
	most := 5*Median(usual) + 10
	out := make([]move, 0, len(rs)-1)
	at := 0
	price := func(r reading) (float32, bool) {
		for at+1 < len(pts) && !pts[at+1].at.After(r.at) {
			at++
		}
		days := r.at.Sub(pts[at].at).Hours() / 24
		return float32(math.Log(pts[at].price)), days >= 0 && days < 2*priceHalfLifeDays
	}
	from, known := price(rs[0])
	for i := 1; i < len(rs); i++ {
		to, ok := price(rs[i])
		days, inc := rs[i].at.Sub(rs[i-1].at).Hours()/24, rs[i].n-rs[i-1].n
		if ok && known && days > 0 && days <= 4*priceHalfLifeDays && inc >= 0 && inc <= most && !rs[i].gone && !rs[i-1].gone {
			middle := rs[i-1].at.Unix()/2 + rs[i].at.Unix()/2
			out = append(out, move{int32(middle / (7 * 86400)), float32(days), float32(inc), from, to})
		}
		from, known = to, ok
	}
	if len(out) < leastMoves {
		return nil
	}
	return out
}

// within is the slope that listings show by their own changes of price: a listing's quality does not change with its price,
// so nothing that nobody measured can hide in it.
type within struct {
	slope    float64
	variance float64 // infinite where prices do not move
	between  float64 // the slope that the regression between listings gives for the same categories
}

// learnWithin fits reviews of a stretch = listing · week of the category · price^−slope by Poisson regression, listings and
// weeks profiled out (two-way fixed effects), all categories together. Reviews come at the time of the sale or
// later: of the price at the end of a stretch and the one at its start that is taken which explains more.
func learnWithin(cs []*category, hs []History) within {
	end, start := fitWithin(cs, hs, false), fitWithin(cs, hs, true)
	if start.slope/math.Sqrt(start.variance) > end.slope/math.Sqrt(end.variance) {
		return start
	}
	return end
}

func fitWithin(cs []*category, hs []History, lagged bool) within {
	out := within{slope: slopeMean, variance: math.Inf(1)}
	panels := make([]panel, len(cs))
	each(len(cs), func(i int) { panels[i] = newPanel(cs[i], hs, lagged) })
	for range withinSteps {
		each(len(cs), func(i int) { panels[i].fit(out.slope) })
		g, h, chi, df, between := 0.0, 0.0, 0.0, 0.0, 0.0
		for i := range panels {
			p := &panels[i]
			g, h, chi, df = g+p.slope, h+p.curve, chi+p.chi, df+p.df
			between += p.curve * cs[i].theta[price]
		}
		if h < 1e-9 || df < 1 {
			return within{variance: math.Inf(1)}
		}
		out.slope += math.Max(-1, math.Min(1, g/h))
		out.variance, out.between = math.Max(1, chi/df)/h, between/h
		if math.Abs(g/h) < 1e-4 {
			break
		}
	}
	return out
}

const withinSteps = 8

// panel is the moves of a category's listings.
type panel struct {
	rows [][]cell
	week []float64 // ln effects
	own  []float64
	// of the log-likelihood at the slope last fitted
	slope, curve float64
	chi, df      float64
}

type cell struct {
	week     int32
	days, y  float64
	logPrice float64 // from the listing's mean
	mean     float64
	off      float64 // logPrice less what listing and week explain
}

func newPanel(c *category, hs []History, lagged bool) panel {
	var p panel
	weeks := map[int32]int32{}
	for _, i := range c.members {
		ms := hs[i].moves
		total := 0.0
		for _, m := range ms {
			total += float64(m.reviews)
		}
		if total < leastMoves {
			continue
		}
		row, sum := make([]cell, len(ms)), 0.0
		for j, m := range ms {
			w, ok := weeks[m.week]
			if !ok {
				w = int32(len(weeks))
				weeks[m.week] = w
			}
			l := float64(m.to)
			if lagged {
				l = float64(m.from)
			}
			row[j] = cell{week: w, days: float64(m.days), y: float64(m.reviews), logPrice: l}
			sum += l
		}
		for j := range row {
			row[j].logPrice -= sum / float64(len(row))
		}
		p.rows = append(p.rows, row)
	}
	p.week, p.own = make([]float64, len(weeks)), make([]float64, len(p.rows))
	for i := range p.week {
		p.week[i] = 1
	}
	return p
}

// fit profiles listings and weeks out by iterative proportional fitting and sums the derivatives by the slope.
func (p *panel) fit(slope float64) {
	p.slope, p.curve, p.chi, p.df = 0, 0, 0, 0
	if len(p.rows) < 2 {
		return
	}
	seen, meant := make([]float64, len(p.week)), make([]float64, len(p.week))
	for range 4 {
		clear(seen)
		clear(meant)
		for i, row := range p.rows {
			y, e := 0.0, 0.0
			for j := range row {
				c := &row[j]
				c.mean = c.days * math.Exp(-slope*c.logPrice)
				y, e = y+c.y, e+c.mean*p.week[c.week]
			}
			p.own[i] = y / e
			for j := range row {
				c := &row[j]
				seen[c.week], meant[c.week] = seen[c.week]+c.y, meant[c.week]+c.mean*p.own[i]
			}
		}
		for w := range p.week {
			p.week[w] = (seen[w] + 0.5) / (meant[w] + 0.5)
		}
	}
	p.residuals()
	for _, row := range p.rows {
		for j := range row {
			c := &row[j]
			p.slope -= (c.y - c.mean) * c.off
			p.curve += c.mean * c.off * c.off
			p.chi += sq(c.y-c.mean) / math.Max(c.mean, 0.2)
		}
		p.df += float64(len(row) - 1)
	}
	p.df = math.Max(1, p.df-float64(len(p.week)))
}

// hiddenSD is the prior of how much of the price slope hides: what buyers like and nobody measures is dearer, which makes
// the slope between listings flatter than the one that a listing meets when it changes its price (METHODS 3). Ours.
const hiddenSD = 0.5

// hidden is by how much the slope between listings is too flat. The buyers' slope is told by three things, each weighed by
// how well it tells: the literature, the slope between listings with what may hide, and the slope within listings.
// Never negative: prices that are read wrongly, or reviews that come late, make the slope within listings flatter too,
// and must not count.
func hidden(w within, between, variance float64) float64 {
	known, seen := 1/sq(slopeSD), 1/(sq(hiddenSD)+variance)
	sum, weight := known*slopeMean+seen*between, known+seen
	if !math.IsInf(w.variance, 1) {
		// Both are of the same categories, so the difference is what tells.
		k := 1 / w.variance
		sum, weight = sum+k*(between+w.slope-w.between), weight+k
	}
	return math.Max(0, sum/weight-between)
}

// residuals sets the means, and what of each price neither its listing nor its week explains, weighted by the means: only
// that tells the slope.
func (p *panel) residuals() {
	for i, row := range p.rows {
		for j := range row {
			c := &row[j]
			c.mean *= p.own[i] * p.week[c.week]
			c.off = c.logPrice
		}
	}
	sum, weight := make([]float64, len(p.week)), make([]float64, len(p.week))
	for range 6 {
		clear(sum)
		clear(weight)
		for _, row := range p.rows {
			total, centre := 0.0, 0.0
			for j := range row {
				c := &row[j]
				total, centre = total+c.mean, centre+c.mean*c.off
			}
			for j := range row {
				c := &row[j]
				c.off -= centre / total
				sum[c.week], weight[c.week] = sum[c.week]+c.mean*c.off, weight[c.week]+c.mean
			}
		}
		for _, row := range p.rows {
			for j := range row {
				c := &row[j]
				c.off -= sum[c.week] / weight[c.week]
			}
		}
	}
}
