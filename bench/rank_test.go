package bench_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"shelfwise/scoring"
)

// BenchmarkReweigh gives a million candidates other weights. The peer is the loop that nobody can do without.
func BenchmarkReweigh(b *testing.B) {
	const n = 1_000_000
	var c scoring.Columns
	rng := rand.New(rand.NewPCG(1, 2))
	c.IDs, c.Profit = make([]string, n), make([]float64, n)
	for f := range c.Factors {
		c.Factors[f] = make([]float64, n)
	}
	for i := range n {
		c.IDs[i], c.Profit[i] = fmt.Sprint(i), rng.Float64()
		for f := range c.Factors {
			c.Factors[f][i] = 100 * rng.Float64()
		}
	}
	w := scoring.Weights{0.35, 0.3, 0.2, 0.15}
	sum := 0.0
	b.Run("scores", func(b *testing.B) {
		versus(b, side{"shelfwise", func() error { sum += c.Scores(w)[n-1]; return nil }}, side{"plain-loop", func() error {
			out := make([]float64, n)
			x, y, z, t := c.Factors[0], c.Factors[1], c.Factors[2], c.Factors[3]
			for i := range out {
				out[i] = w[0]*x[i] + w[1]*y[i] + w[2]*z[i] + w[3]*t[i]
			}
			sum += out[n-1]
			return nil
		}})
	})
	b.Run("order", func(b *testing.B) {
		versus(b, side{"shelfwise", func() error { sum += float64(c.Order(w)[0]); return nil }}, side{"plain-loop-and-sort", func() error {
			at, out := make([]int32, n), make([]float64, n)
			x, y, z, t := c.Factors[0], c.Factors[1], c.Factors[2], c.Factors[3]
			for i := range out {
				at[i], out[i] = int32(i), w[0]*x[i]+w[1]*y[i]+w[2]*z[i]+w[3]*t[i]
			}
			slices.SortFunc(at, func(i, j int32) int {
				switch {
				case out[i] > out[j]:
					return -1
				case out[i] < out[j]:
					return 1
				}
				return 0
			})
			sum += float64(at[0])
			return nil
		}})
	})
	if sum == 0 {
		b.Error("nothing was computed")
	}
}
