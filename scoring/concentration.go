package scoring

import (
	"math"
	"slices"
)

// Concentration measures how sales spread over sellers. Shares are of the sum; zero and negative sales are left out
// of the logarithms but count as sellers.
type Concentration struct {
	N                int
	HHI              float64 // 0–10,000
	HHINorm          float64 // (H-1/n)/(1-1/n)
	CR1, CR4         float64
	Top3, Top10      float64 // shares of the largest three and ten
	Gini             float64
	GiniUnbiased     float64 // NaN for one seller
	Entropy          float64
	EffectiveEntropy float64 // exp(entropy)
	EffectiveHHI     float64 // 1/H
	Theil            float64
}

// Concentrate computes the measures (DOJ/FTC 2023: an HHI over 1,800 is highly concentrated, 1,000–1,800 moderately).
// False where nothing is sold.
func Concentrate(sales []float64) (Concentration, bool) {
	s := slices.Clone(sales)
	slices.Sort(s)
	sum := 0.0
	for _, x := range s {
		sum += x
	}
	n := float64(len(s))
	if len(s) == 0 || !(sum > 0) {
		return Concentration{}, false
	}
	c := Concentration{N: len(s)}
	h, weighted := 0.0, 0.0
	for i, x := range s {
		p := x / sum
		h += p * p
		weighted += float64(i+1) * x
		if p > 0 {
			c.Entropy -= p * math.Log(p)
			c.Theil += p * math.Log(p*n)
		}
	}
	c.HHI, c.EffectiveHHI = 10_000*h, 1/h
	c.EffectiveEntropy = math.Exp(c.Entropy)
	c.HHINorm = 1
	if n > 1 {
		c.HHINorm = (h - 1/n) / (1 - 1/n)
	}
	for i := range min(10, len(s)) {
		share := s[len(s)-1-i] / sum
		c.Top10 += share
		if i < 4 {
			c.CR4 += share
		}
		if i < 3 {
			c.Top3 += share
		}
	}
	c.CR1 = s[len(s)-1] / sum
	c.Gini = 2*weighted/(n*sum) - (n+1)/n
	c.GiniUnbiased = math.NaN()
	if n > 1 {
		c.GiniUnbiased = c.Gini * n / (n - 1)
	}
	return c, true
}
