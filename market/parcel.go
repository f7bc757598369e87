package market

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Parcel is a unit packed for delivery. Zero is unknown.
type Parcel struct {
	Grams float64    `json:"grams,omitempty"`
	Sides [3]float64 `json:"sides_mm,omitzero"` // millimetres, longest first
}

// Known reports that weight and size are known.
func (p Parcel) Known() bool { return p.Grams > 0 && p.Sides[2] > 0 }

// Dimensional returns the weight in grams that a carrier counts for the room a parcel takes: length × width × height in
// one unit over a divisor, in another. Lengths and weights are given by what one of the unit is in millimetres and grams.
func (p Parcel) Dimensional(divisor, length, weight float64) float64 {
	volume := 1.0
	for _, s := range p.Sides {
		volume *= s / length
	}
	return volume / divisor * weight
}

// WeightUnit returns what one of a unit of weight is in grams, 0 for a word that is none.
func WeightUnit(s string) float64 {
	return map[string]float64{"g": 1, "kg": 1000, "oz": 28.349523125, "lb": 453.59237, "lbs": 453.59237}[strings.ToLower(s)]
}

// LengthUnit returns what one of a unit of length is in millimetres, 0 for a word that is none.
func LengthUnit(s string) float64 {
	return map[string]float64{"mm": 1, "cm": 10, "m": 1000, "in": 25.4, "ft": 304.8}[strings.ToLower(s)]
}

// ParseWeight reads "1.2 kg", "430 g", "5 lb" or "4 oz" as grams. The error is ErrInvalid.
func ParseWeight(text string) (float64, error) {
	n, unit := cutUnit(text)
	v, err := strconv.ParseFloat(n, 64)
	if by := WeightUnit(unit); err == nil && by > 0 && v > 0 && !math.IsInf(v*by, 0) {
		return v * by, nil
	}
	return 0, fmt.Errorf("%q is no weight (1.2 kg, 430 g, 5 lb, 4 oz): %w", text, ErrInvalid)
}

// ParseSides reads "30x20x10 cm" or "12 x 10 x 6 in" as millimetres, longest first. The error is ErrInvalid.
func ParseSides(text string) ([3]float64, error) {
	var out [3]float64
	n, unit := cutUnit(strings.NewReplacer("×", "x", "*", "x", "X", "x").Replace(text))
	parts, by := strings.Split(n, "x"), LengthUnit(unit)
	ok := len(parts) == 3 && by > 0
	for i := 0; ok && i < 3; i++ {
		v, err := strconv.ParseFloat(strings.TrimSpace(parts[i]), 64)
		ok = err == nil && v > 0 && !math.IsInf(v*by, 0)
		out[i] = v * by
	}
	if !ok {
		return [3]float64{}, fmt.Errorf("%q is no size (30x20x10 cm, 12x10x6 in): %w", text, ErrInvalid)
	}
	slices.SortFunc(out[:], func(a, b float64) int {
		switch {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return out, nil
}

// cutUnit splits the letters at the end off a text.
func cutUnit(text string) (rest, unit string) {
	text = strings.TrimSpace(text)
	rest = strings.TrimRight(text, "abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWYZ") // not x
	return strings.TrimSpace(rest), text[len(rest):]
}
