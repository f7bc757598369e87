package pricing

import (
	"fmt"
	"math"
	"strconv"

	"shelfwise/market"
	"shelfwise/market/money"
)

// SizeTier is what a marketplace takes to pick, pack and deliver a unit that is no larger and heavier than it says.
type SizeTier struct {
	Tier      string
	MaxGrams  float64    // 0: no bound
	MaxSides  [3]float64 // millimetres, longest first; 0: no bound
	ByRoom    bool       // the room a parcel takes counts where it is more than its weight
	Bands     []WeightBand
	ExtraStep float64 // grams over the last band for each of which ExtraFee is added; 0: nothing is
	ExtraFee  money.Amount
}

// WeightBand is a fee up to and including a weight.
type WeightBand struct {
	UpTo float64 // grams
	Fee  money.Amount
}

// Room is how a table turns size into weight: a divisor with the units of length and weight it is meant for.
type Room struct {
	Divisor        float64
	Length, Weight string
}

// Fulfilment returns what the first tier takes that a parcel fits, with the billable weight in grams; false where the
// parcel is not known or fits none.
func (t FeeTable) Fulfilment(p market.Parcel) (fee money.Amount, tier string, grams float64, ok bool) {
	if !p.Known() {
		return fee, "", 0, false
	}
	for _, s := range t.Sizes {
		grams = p.Grams
		if s.ByRoom && t.Room.Divisor > 0 {
			grams = math.Max(grams, p.Dimensional(t.Room.Divisor, market.LengthUnit(t.Room.Length), market.WeightUnit(t.Room.Weight)))
		}
		if s.holds(p, grams) {
			if fee, ok = s.fee(grams); ok {
				return fee, s.Tier, grams, true
			}
		}
	}
	return money.Amount{}, "", 0, false
}

const hair = 1 + 1e-9 // units are converted, so that equal is equal but for rounding

func (s SizeTier) holds(p market.Parcel, grams float64) bool {
	for i, most := range s.MaxSides {
		if most > 0 && p.Sides[i] > most*hair {
			return false
		}
	}
	return s.MaxGrams == 0 || grams <= s.MaxGrams*hair
}

func (s SizeTier) fee(grams float64) (money.Amount, bool) {
	for _, b := range s.Bands {
		if grams <= b.UpTo*hair {
			return b.Fee, true
		}
	}
	if len(s.Bands) == 0 || s.ExtraStep <= 0 {
		return money.Amount{}, false
	}
	last := s.Bands[len(s.Bands)-1]
	steps := int64(math.Ceil((grams-last.UpTo)/s.ExtraStep - 1e-9))
	return money.New(last.Fee.Minor()+steps*s.ExtraFee.Minor(), last.Fee.Currency()), true
}

// byParcel takes the fulfilment cost from the candidate's fee table where the sheet does not give it and the table can
// tell it by size and weight.
func (e *Economics) byParcel(s market.CostSheet, fees FeeTables) money.Amount {
	table, ok := fees[tableName(s.FeeTable)]
	if s.Fulfilment.Known() || !ok || table.Currency != e.Currency {
		return s.Fulfilment
	}
	fee, tier, grams, ok := table.Fulfilment(s.Parcel)
	if !ok {
		return s.Fulfilment
	}
	if !e.quiet {
		e.Assumptions = append(e.Assumptions, fmt.Sprintf("fulfilment_cost is that of table %s, size %s, at a billable weight of %.0f g", table.Name, tier, grams))
	}
	return fee
}

// The text of the file.
type sizeText struct {
	Tier      string `yaml:"tier"`
	MaxWeight string `yaml:"max_weight"`
	MaxSides  string `yaml:"max_sides"`
	DimWeight bool   `yaml:"dim_weight"`
	Bands     []struct {
		UpTo string `yaml:"up_to"`
		Fee  string `yaml:"fee"`
	} `yaml:"bands"`
	PerExtra struct {
		Every string `yaml:"every"`
		Fee   string `yaml:"fee"`
	} `yaml:"per_extra"`
}

type roomText struct {
	Divisor string `yaml:"divisor"`
	Length  string `yaml:"length"`
	Weight  string `yaml:"weight"`
}

func (r roomText) room() (Room, error) {
	if r == (roomText{}) {
		return Room{}, nil
	}
	d, err := strconv.ParseFloat(r.Divisor, 64)
	if err != nil || !(d > 0) || math.IsInf(d, 0) || market.LengthUnit(r.Length) == 0 || market.WeightUnit(r.Weight) == 0 {
		return Room{}, &market.FieldError{Field: "dim_weight", Problem: fmt.Sprintf("wants a divisor with a unit of length and one of weight, has %+v", r)}
	}
	return Room{Divisor: d, Length: r.Length, Weight: r.Weight}, nil
}

func (t sizeText) size(c money.Currency) (SizeTier, error) {
	out := SizeTier{Tier: t.Tier, ByRoom: t.DimWeight}
	field := ""
	weight := func(name, s string) (v float64, err error) {
		if field = name; s != "" {
			v, err = market.ParseWeight(s)
		}
		return v, err
	}
	var err error
	if out.MaxGrams, err = weight("max_weight", t.MaxWeight); err == nil && t.MaxSides != "" {
		field = "max_sides"
		out.MaxSides, err = market.ParseSides(t.MaxSides)
	}
	if err == nil {
		out.ExtraStep, err = weight("per_extra.every", t.PerExtra.Every)
	}
	if err != nil {
		return out, &market.FieldError{Field: field, Problem: err.Error()}
	}
	if out.ExtraFee, err = optional(t.PerExtra.Fee, c, "per_extra.fee"); err != nil {
		return out, err
	}
	for _, b := range t.Bands {
		upTo, err := weight("bands.up_to", b.UpTo)
		if n := len(out.Bands); err != nil || upTo == 0 || n > 0 && upTo <= out.Bands[n-1].UpTo {
			return out, &market.FieldError{Field: field, Problem: fmt.Sprintf("%q: weights must be given and rise", b.UpTo)}
		}
		fee, err := optional(b.Fee, c, "bands.fee")
		if err != nil {
			return out, err
		}
		if !fee.Known() || fee.Sign() < 0 {
			return out, &market.FieldError{Field: "bands.fee", Problem: fmt.Sprintf("%q is no fee", b.Fee)}
		}
		out.Bands = append(out.Bands, WeightBand{UpTo: upTo, Fee: fee})
	}
	if len(out.Bands) == 0 {
		return out, &market.FieldError{Field: "bands", Problem: "none given"}
	}
	return out, nil
}
