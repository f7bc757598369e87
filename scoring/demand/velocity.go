package demand

import (
	"math"

	"shelfwise/market"

	"gonum.org/v1/gonum/stat/distuv"
)

// The gamma prior of a listing's reviews per day: one review in ten days.
const (
	velocityShape = 1.0
	velocityDays  = 10.0
)

// Velocity returns the reviews per day of a listing that gained n in so many days: the mean of the gamma posterior
// (1 + n)/(10 + days).
func Velocity(n, days float64) float64 { return (velocityShape + n) / (velocityDays + days) }

// VelocityInterval returns the central 90% of the posterior of Velocity.
func VelocityInterval(n, days float64) (lo, hi float64) {
	g := distuv.Gamma{Alpha: velocityShape + n, Beta: velocityDays + days}
	return g.Quantile(0.05), g.Quantile(0.95)
}

// MonthlyUnits returns the units per 30 days that lie behind so many reviews a day, when ln of the share of buyers who
// leave a review is normal around ln rate with standard deviation sd: the median and the ends of the band that
// holds the given share (0.9 or 0.8).
func MonthlyUnits(perDay, rate, sd, share float64) (median, lo, hi float64) {
	median = 30 * perDay / rate
	z := distuv.UnitNormal.Quantile(0.5 + share/2)
	return median, median * math.Exp(-z*sd), median * math.Exp(z*sd)
}

// UnitsFromReviews answers the plain question: so many new reviews in so many days, at an assumed review rate of
// between low and high. It is a range with its rates, never one number.
func UnitsFromReviews(n, days, low, high float64) market.Interval {
	perMonth := n * 30 / days
	return market.Interval{P10: perMonth / high, P50: perMonth / math.Sqrt(low*high), P90: perMonth / low}
}

// RankExponent is the usual fall of ln units with ln sales rank (Brynjolfsson, Hu and Smith 2003: 0.871).
const RankExponent = 0.871

// UnitsAtRank returns the units behind a sales rank, given those of rank 1 and the exponent.
func UnitsAtRank(rank, first, exponent float64) float64 { return first * math.Pow(rank, -exponent) }

// RankShare returns the share of a list of n that the ranks from 1 to k sell.
func RankShare(k, n int, exponent float64) float64 {
	top, all := 0.0, 0.0
	for r := 1; r <= n; r++ {
		q := UnitsAtRank(float64(r), 1, exponent)
		all += q
		if r <= k {
			top += q
		}
	}
	return top / all
}
