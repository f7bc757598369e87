package demand

import "math"

// ratingPrior is how many reviews the usual rating counts for in a Bayesian average.
const ratingPrior = 25.0

// BayesianAverage returns (m·prior + n·rating)/(m + n): a rating of n reviews pulled to the usual one, which counts
// for m reviews.
func BayesianAverage(n, rating, usual, m float64) float64 { return (m*usual + n*rating) / (m + n) }

// StarPosterior returns the mean and the standard deviation of the true rating given the counts of one to five stars,
// under a Dirichlet prior of 0.4 for each star.
func StarPosterior(counts [5]float64) (mean, sd float64) {
	const each = 0.4
	total, sum, squares := 0.0, 0.0, 0.0
	for i, c := range counts {
		a, star := c+each, float64(i+1)
		total, sum, squares = total+a, sum+a*star, squares+a*star*star
	}
	mean = sum / total
	return mean, math.Sqrt((squares/total - mean*mean) / (total + 1))
}

// Wilson returns the ends of the 95% interval of a share (Wilson 1927).
func Wilson(positive, n float64) (lower, upper float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.959963984540054
	p := positive / n
	mid := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return math.Max(0, mid-half), math.Min(1, mid+half)
}

// Shrunk is the outcome of empirical Bayes over estimates with known standard errors.
type Shrunk struct {
	Fixed, Q, Tau2, Mean float64
	Weight               []float64 // of each estimate against the mean
	Posterior, SD        []float64
}

// Shrink pulls estimates to their common mean by how well each is known; the spread between them is DerSimonian and
// Laird's (1986).
func Shrink(estimates, se []float64) Shrunk {
	var w, w2, sum float64
	for i, e := range estimates {
		k := 1 / sq(se[i])
		w, w2, sum = w+k, w2+k*k, sum+k*e
	}
	s := Shrunk{Fixed: sum / w}
	for i, e := range estimates {
		s.Q += sq(e-s.Fixed) / sq(se[i])
	}
	s.Tau2 = math.Max(0, (s.Q-float64(len(estimates)-1))/(w-w2/w))
	w, sum = 0, 0
	for i, e := range estimates {
		k := 1 / (sq(se[i]) + s.Tau2)
		w, sum = w+k, sum+k*e
	}
	s.Mean = sum / w
	for i, e := range estimates {
		b := s.Tau2 / (s.Tau2 + sq(se[i]))
		s.Weight = append(s.Weight, b)
		s.Posterior = append(s.Posterior, s.Mean+b*(e-s.Mean))
		s.SD = append(s.SD, math.Sqrt(b*sq(se[i])))
	}
	return s
}
