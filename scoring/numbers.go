package scoring

import (
	"cmp"
	"math"
)

// round rounds for output, so that the last bits of floating point never decide a byte.
func round(f float64, places int) float64 {
	p := math.Pow10(places)
	return math.Round(f*p) / p
}

// unknown reports what is no number to show.
func unknown(f float64) bool { return math.IsNaN(f) || math.IsInf(f, 0) }

// number is a rounded pointer, nil for NaN and the infinities: an unknown number.
func number(f float64, places int) *float64 {
	if unknown(f) {
		return nil
	}
	v := round(f, places)
	return &v
}

func mean(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s / float64(len(x))
}

func clip(x, lo, hi float64) float64 { return math.Min(hi, math.Max(lo, x)) }

func cmpFloat(a, b float64) int { return cmp.Compare(a, b) }

func cmpString[T ~string](a, b T) int { return cmp.Compare(a, b) }
