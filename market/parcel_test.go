package market_test

import (
	"errors"
	"math"
	"testing"

	"shelfwise/market"
)

// TestF37DimensionalWeight: 12 × 10 × 6 inches over 139 are 5.18 lb (FEATURES section 8), in whatever unit the size is given.
func TestF37DimensionalWeight(t *testing.T) {
	for _, text := range []string{"12x10x6 in", "6 × 12 × 10 in", "30.48x25.4x15.24cm"} {
		sides, err := market.ParseSides(text)
		if err != nil {
			t.Fatal(err)
		}
		p := market.Parcel{Grams: 100, Sides: sides}
		if lb := p.Dimensional(139, market.LengthUnit("in"), market.WeightUnit("lb")) / market.WeightUnit("lb"); math.Abs(lb-5.18) > 0.005 {
			t.Errorf("%s: %v lb; want 5.18", text, lb)
		}
	}
}

func TestF37ParcelTexts(t *testing.T) {
	for text, want := range map[string]float64{"1.2 kg": 1200, "430g": 430, "5 lb": 2267.96185, "4 oz": 113.398092} {
		if got, err := market.ParseWeight(text); err != nil || math.Abs(got-want) > 1e-5 {
			t.Errorf("%q = %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "5", "kg", "-1 kg", "0 kg", "1e400 kg", "NaN kg", "5 stone"} {
		if got, err := market.ParseWeight(text); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("%q = %v, %v; want ErrInvalid", text, got, err)
		}
	}
	for _, text := range []string{"", "12x10 in", "12x10x6", "12x0x6 in", "axbxc cm", "1x2x3x4 cm", "1x2xInf cm"} {
		if got, err := market.ParseSides(text); !errors.Is(err, market.ErrInvalid) {
			t.Errorf("%q = %v, %v; want ErrInvalid", text, got, err)
		}
	}
}

// FuzzParcel: no text panics, and what is read is a positive finite number.
func FuzzParcel(f *testing.F) {
	f.Add("12x10x6 in", "5 lb")
	f.Add("x", "kg")
	f.Fuzz(func(t *testing.T, size, weight string) {
		if s, err := market.ParseSides(size); err == nil && !(s[2] > 0 && s[0] >= s[1] && s[1] >= s[2] && !math.IsInf(s[0], 0)) {
			t.Errorf("%q = %v", size, s)
		}
		if w, err := market.ParseWeight(weight); err == nil && !(w > 0 && !math.IsInf(w, 0)) {
			t.Errorf("%q = %v", weight, w)
		}
	})
}
