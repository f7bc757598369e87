package demand

import (
	"math"
	"slices"
)

// madScale makes the median absolute deviation an estimate of a normal's standard deviation.
const madScale = 1.4826

// Median returns the median, NaN for none. v is not changed.
func Median(v []float64) float64 { return Quantile(v, 0.5) }

// Quantile returns the q-quantile by linear interpolation (Hyndman and Fan's type 7), NaN for no values.
func Quantile(v []float64, q float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	s := slices.Clone(v)
	slices.Sort(s)
	return sortedQuantile(s, q)
}

func sortedQuantile(s []float64, q float64) float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	at := q * float64(len(s)-1)
	i := int(at)
	if i >= len(s)-1 {
		return s[len(s)-1]
	}
	return s[i] + (at-float64(i))*(s[i+1]-s[i])
}

// MAD returns the median absolute deviation from the median, unscaled.
func MAD(v []float64) float64 {
	m := Median(v)
	d := make([]float64, len(v))
	for i, x := range v {
		d[i] = math.Abs(x - m)
	}
	return Median(d)
}

// centre returns the median and the median absolute deviation, and uses v up.
func centre(v []float64) (median, mad float64) {
	slices.Sort(v)
	median = sortedQuantile(v, 0.5)
	for i, x := range v {
		v[i] = math.Abs(x - median)
	}
	slices.Sort(v)
	return median, sortedQuantile(v, 0.5)
}

// ModifiedZ returns 0.6745·(x − median)/MAD of each value (Iglewicz and Hoaglin 1993; the exact factor is the
// normal's third quartile). floor is the least MAD assumed. With a MAD of 0 and no floor a value off the median is
// infinitely far.
func ModifiedZ(v []float64, floor float64) []float64 {
	m, mad := Median(v), math.Max(MAD(v), floor)
	z := make([]float64, len(v))
	for i, x := range v {
		if x != m {
			z[i] = 0.6745 * (x - m) / mad
		}
	}
	return z
}

// outlierZ is the modified z beyond which a log price is an outlier; outlierRatio the least ratio for it, since a
// tight market makes small differences look far (data-quality rule: MAD floor 5%, |ln ratio| > ln 1.6).
const (
	outlierZ     = 3.5
	madFloor     = 0.05
	outlierRatio = 1.6
)

// PriceOutliers reports which prices of a snapshot are outliers on the log scale. Prices must be positive.
func PriceOutliers(prices []float64) []bool {
	logs := make([]float64, len(prices))
	for i, p := range prices {
		logs[i] = math.Log(p)
	}
	m, out := Median(logs), make([]bool, len(prices))
	for i, z := range ModifiedZ(logs, madFloor) {
		out[i] = math.Abs(z) > outlierZ && math.Abs(logs[i]-m) > math.Log(outlierRatio)
	}
	return out
}

// DecimalSlip reports whether a price is off its reference by a power of ten, within 0.05 on the log10 scale: the
// mark of a lost or added decimal separator.
func DecimalSlip(price, reference float64) bool {
	if price <= 0 || reference <= 0 {
		return false
	}
	r := math.Log10(price / reference)
	k := math.Round(r)
	return k != 0 && math.Abs(r-k) < 0.05
}

// CurrencySlip reports whether price/reference is within 3% of one of the exchange rates: the number of another
// currency. Rates within 20% of 1 are not looked at, since they look like an ordinary price change.
func CurrencySlip(price, reference float64, rates []float64) bool {
	if price <= 0 || reference <= 0 {
		return false
	}
	for _, r := range rates {
		if r > 0 && math.Abs(math.Log(r)) > math.Log(1.2) && math.Abs(price/reference/r-1) < 0.03 {
			return true
		}
	}
	return false
}

// TheilSen returns the line through the points by the median of the pairwise slopes and through the medians of
// both; NaN for fewer than two different x.
func TheilSen(x, y []float64) (slope, intercept float64) {
	var slopes []float64
	for i := range x {
		for j := i + 1; j < len(x); j++ {
			if x[i] != x[j] {
				slopes = append(slopes, (y[j]-y[i])/(x[j]-x[i]))
			}
		}
	}
	slope = Median(slopes)
	return slope, Median(y) - slope*Median(x)
}

// TrimmedMean returns the mean without the lowest and highest share (rounded down) of the values.
func TrimmedMean(v []float64, share float64) float64 {
	s := slices.Clone(v)
	slices.Sort(s)
	k := int(share * float64(len(s)))
	return mean(s[k : len(s)-k])
}

// WinsorMean returns the mean with the lowest and highest share (rounded down) set to the next value inside.
func WinsorMean(v []float64, share float64) float64 {
	s := slices.Clone(v)
	slices.Sort(s)
	k := int(share * float64(len(s)))
	for i := range k {
		s[i], s[len(s)-1-i] = s[k], s[len(s)-1-k]
	}
	return mean(s)
}

func mean(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}
