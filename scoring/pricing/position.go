package pricing

import (
	"math"
	"slices"

	"shelfwise/market"
)

// The positions. The band of five points around the reference is a convention (penetration, parity, premium); it is
// ours to choose and stands in one place.
const (
	PositionValue   = "value"
	PositionParity  = "parity"
	PositionPremium = "premium"

	bandLow  = 95.0
	bandHigh = 105.0
)

// Band names the position of a price index (100 = the reference).
func Band(index float64) string {
	switch {
	case index <= bandLow:
		return PositionValue
	case index >= bandHigh:
		return PositionPremium
	}
	return PositionParity
}

// Gap is the distance of a price to one rival's.
type Gap struct {
	Rival  float64
	Amount float64 // own less rival's
	Share  float64 // of the rival's price
}

// Standing places a price among rivals' prices (FEATURES F36): for 10, 12, 15, 20 and own 15 it is rank 3 of 5, at
// 50% of the range. The reference of the index is the plain median; see AdjustedMedian for quality.
func Standing(own float64, rivals []float64) (market.Standing, []Gap) {
	if len(rivals) == 0 {
		return market.Standing{}, nil
	}
	gaps := make([]Gap, 0, len(rivals))
	for _, r := range rivals {
		gaps = append(gaps, Gap{Rival: r, Amount: own - r, Share: own/r - 1})
	}
	return standing(own, rivals), gaps
}

// standing is Standing without the gaps; there is a rival.
func standing(own float64, rivals []float64) market.Standing {
	s := market.Standing{Rank: 1, Of: len(rivals) + 1}
	for _, r := range rivals {
		if r < own {
			s.Rank++
		}
	}
	x := PriceIndex(own, rivals, nil)
	s.Percentile = 100 * x.PercentileRank
	s.IndexToMedian, s.IndexToMean, s.IndexToLowest = x.Median, x.Mean, x.Min
	lo, hi := slices.Min(rivals), slices.Max(rivals)
	if hi > lo {
		s.RangePosition = 100 * (own - lo) / (hi - lo)
	}
	s.Band = Band(s.IndexToMedian)
	return s
}

// Index holds the price index against rivals by several references, in percent (100·own/reference).
type Index struct {
	Mean, Median, Min, Weighted, Geometric float64
	PercentileRank                         float64 // share of rivals that are cheaper
}

// PriceIndex computes the indices; weights may be nil (equal).
func PriceIndex(own float64, rivals, weights []float64) Index {
	var sum, logs, wsum, w, below float64
	for i, r := range rivals {
		weight := 1.0
		if weights != nil {
			weight = weights[i]
		}
		sum += r
		logs += math.Log(r)
		wsum += weight * r
		w += weight
		if r < own {
			below++
		}
	}
	n := float64(len(rivals))
	return Index{
		Mean: 100 * own / (sum / n), Median: 100 * own / Median(rivals), Min: 100 * own / slices.Min(rivals),
		Weighted: 100 * own / (wsum / w), Geometric: 100 * own / math.Exp(logs/n), PercentileRank: below / n,
	}
}

// AtRange is the inverse of RangePosition: the price at a share of the way from the cheapest to the dearest.
func AtRange(lo, hi, percent float64) float64 { return lo + (hi-lo)*percent/100 }

// Median returns the median, NaN of nothing. The argument is not changed.
func Median(x []float64) float64 { return Quantile(x, 0.5) }

// Quantile interpolates linearly between order statistics (type 7), NaN of nothing. The argument is not changed.
func Quantile(x []float64, q float64) float64 {
	if !slices.IsSorted(x) {
		x = slices.Clone(x)
		slices.Sort(x)
	}
	return SortedQuantile(x, q)
}

// SortedQuantile is Quantile of a rising slice.
func SortedQuantile(s []float64, q float64) float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	pos := q * float64(len(s)-1)
	i := int(pos)
	if i >= len(s)-1 {
		return s[len(s)-1]
	}
	return s[i] + (pos-float64(i))*(s[i+1]-s[i])
}
