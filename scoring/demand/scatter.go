package demand

import "math"

// scatter is how far the reviews of a step stray from a listing's own pace: variance = unit·mean + burst·mean². Counts of
// buyers who review each by chance have unit 1 and burst 0 (Poisson). Sites that show rounded or smoothed counts have less,
// campaigns and bursts more.
type scatter struct{ unit, burst float64 }

// Bounds and weight of the prior, which is Poisson: scatterSteps steps of one review each.
const (
	scatterSteps = 100.0
	leastUnit    = 0.3
	mostBurst    = 4.0
)

// learnScatter fits both by moments over the listings with enough steps. The burst is the median listing's, since a
// merge that was not found would stand for many bursts.
func learnScatter(hs []History) scatter {
	var variance, mean float64
	var bursts []float64
	for i := range hs {
		s := &hs[i].Span
		if s.Steps < 5 || s.New < 1 {
			continue
		}
		m := s.New / s.Steps
		variance, mean = variance+math.Min(s.Scatter, 10*m)*s.Steps, mean+m*s.Steps
		if m >= 2 {
			bursts = append(bursts, (s.Scatter-m)/(m*m))
		}
	}
	out := scatter{unit: 1}
	if len(bursts) >= 10 {
		out.burst = math.Min(mostBurst, math.Max(0, Median(bursts)))
	}
	if out.burst == 0 {
		out.unit = math.Min(1, math.Max(leastUnit, (variance+scatterSteps)/(mean+scatterSteps)))
	}
	return out
}

// weigh makes the reviews of a row count for as many chance ones as tell the same: their number over the ratio of
// their variance to it (quasi-likelihood).
func (s scatter) weigh(r *row, span Span) {
	if r.days == 0 || span.Steps == 0 {
		return
	}
	ratio := s.unit + s.burst*r.y/span.Steps
	r.y, r.days = r.y/ratio, r.days/ratio
}
