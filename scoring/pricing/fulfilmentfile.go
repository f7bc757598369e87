package pricing

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// The text of a table's fulfilment. Some fields have a shorter name, as which they are read too.
type sizeText struct {
	Program   string   `yaml:"program"`
	SizeTier  string   `yaml:"size_tier"`
	Tier      string   `yaml:"tier"`
	Rule      ruleText `yaml:"rule"`
	MaxWeight string   `yaml:"max_weight"`
	MaxSides  string   `yaml:"max_sides"`
	DimWeight bool     `yaml:"dim_weight"`
	Bands     []struct {
		UpToWeight string `yaml:"up_to_weight"`
		UpTo       string `yaml:"up_to"`
		Fee        string `yaml:"fee"`
	} `yaml:"bands"`
	PerExtraUnit extraText     `yaml:"per_extra_unit"`
	PerExtra     extraText     `yaml:"per_extra"`
	PriceBand    priceBandText `yaml:"price_band"`
	Apparel      bool          `yaml:"apparel"`
	Dangerous    bool          `yaml:"dangerous"`
}

type ruleText struct {
	MaxSides  string `yaml:"max_sides"`
	MaxWeight string `yaml:"max_weight"`
}

type extraText struct {
	Every string `yaml:"every"`
	Fee   string `yaml:"fee"`
}

// UnmarshalYAML reads {every: 8 oz, fee: 0.38}, "0.38/lb" or "0.38 per 8 oz".
func (x *extraText) UnmarshalYAML(read func(any) error) error {
	var s string
	if read(&s) != nil {
		type plain extraText
		return read((*plain)(x))
	}
	fee, every, _ := strings.Cut(strings.Replace(s, " per ", "/", 1), "/")
	x.Fee, x.Every = strings.TrimSpace(fee), strings.TrimSpace(every)
	if market.WeightUnit(x.Every) > 0 {
		x.Every = "1 " + x.Every
	}
	return nil
}

// priceBandText is {from: 10, to: 50}, {under: 10} or "10-50".
type priceBandText struct {
	From  string `yaml:"from"`
	To    string `yaml:"to"`
	Under string `yaml:"under"`
	Above string `yaml:"above"`
}

// UnmarshalYAML reads each of them.
func (b *priceBandText) UnmarshalYAML(read func(any) error) error {
	var s string
	if read(&s) == nil {
		s = strings.ReplaceAll(s, "–", "-")
		from, to, span := strings.Cut(s, "-")
		if b.From, b.To = strings.TrimSpace(from), strings.TrimSpace(to); !span {
			b.From, b.To = s, s
		}
		return nil
	}
	type plain priceBandText
	return read((*plain)(b))
}

type roomText struct {
	Divisor string `yaml:"divisor"`
	Length  string `yaml:"length"`
	Weight  string `yaml:"weight"`
	Tiers   texts  `yaml:"applies_to_tiers"`
}

// imperialUnder parts the divisors that are meant for cubic inches a pound (139 to 194) from those for cubic centimetres a
// kilogram (3,000 to 6,000).
const imperialUnder = 1000

// room reads how size turns into weight. The units may be left out where the divisor tells them.
func (r reading) room(t roomText) Room {
	r = r.in("dim_weight")
	if t.Divisor == "" {
		if t.Length != "" || t.Weight != "" || len(t.Tiers) > 0 {
			r.fail("divisor", "missing: write what the volume is divided by, such as 139 or 5000")
		}
		return Room{}
	}
	d, err := strconv.ParseFloat(t.Divisor, 64)
	if err != nil || !(d > 0) || math.IsInf(d, 0) {
		r.fail("divisor", "%q is no number over 0", t.Divisor)
		return Room{}
	}
	out := Room{Divisor: d, Length: t.Length, Weight: t.Weight}
	if t.Length == "" && t.Weight == "" {
		if out.Length, out.Weight = "cm", "kg"; d < imperialUnder {
			out.Length, out.Weight = "in", "lb"
		}
	}
	if market.LengthUnit(out.Length) == 0 || market.WeightUnit(out.Weight) == 0 {
		r.fail("length", "%q and weight %q are no units for the divisor: write in and lb, or cm and kg", t.Length, t.Weight)
	}
	return out
}

// byRoom says which tiers count their parcels' room: those named, else all, unless tiers say so of themselves.
func (r reading) byRoom(t roomText, sizes []SizeTier) {
	if t.Divisor == "" {
		return
	}
	for _, name := range t.Tiers {
		r.in("dim_weight").size("applies_to_tiers", name, sizes)
	}
	said := slices.ContainsFunc(sizes, func(s SizeTier) bool { return s.ByRoom })
	for i := range sizes {
		named := slices.ContainsFunc(t.Tiers, func(name string) bool { return name != "" && within(name, sizes[i].Tier) > 0 })
		sizes[i].ByRoom = sizes[i].ByRoom || named || len(t.Tiers) == 0 && !said
	}
}

// sizes reads the fulfilment tiers.
func (r reading) sizes(rows []sizeText) []SizeTier {
	var out []SizeTier
	for i, t := range rows {
		at := r.in("fulfilment %d (%s)", i+1, r.same([2]string{"size_tier", "tier"}, [2]string{t.SizeTier, t.Tier}))
		s := at.sizeTier(t)
		for _, o := range out {
			like := o.Program == s.Program && o.Tier == s.Tier && o.Apparel == s.Apparel && o.Dangerous == s.Dangerous && o.MaxGrams == s.MaxGrams && o.MaxSides == s.MaxSides
			if like && o.Prices.meets(s.Prices) {
				at.fail("price_band", "another row of this size has a fee for the same prices: let one end where the next begins (to: 9.99, from: 10.00)")
			}
		}
		out = append(out, s)
	}
	return out
}

// meets reports that two bands share a price.
func (b PriceBand) meets(o PriceBand) bool {
	return (b.To == 0 || o.From <= b.To) && (o.To == 0 || b.From <= o.To)
}

func (r reading) sizeTier(t sizeText) SizeTier {
	out := SizeTier{
		Program: t.Program, Tier: r.same([2]string{"size_tier", "tier"}, [2]string{t.SizeTier, t.Tier}), ByRoom: t.DimWeight, Apparel: t.Apparel, Dangerous: t.Dangerous,
		MaxGrams: r.weight("max_weight", r.same([2]string{"rule.max_weight", "max_weight"}, [2]string{t.Rule.MaxWeight, t.MaxWeight})),
	}
	if sides := r.same([2]string{"rule.max_sides", "max_sides"}, [2]string{t.Rule.MaxSides, t.MaxSides}); sides != "" {
		var err error
		if out.MaxSides, err = market.ParseSides(sides); err != nil {
			r.fail("max_sides", "%q is no size: write 15x12x0.75 in or 45x34x26 cm", sides)
		}
	}
	extra := t.PerExtraUnit
	if extra == (extraText{}) {
		extra = t.PerExtra
	}
	out.ExtraStep, out.ExtraFee = r.weight("per_extra_unit.every", extra.Every), r.amount("per_extra_unit.fee", extra.Fee)
	if (extra.Every == "") != (extra.Fee == "") {
		r.fail("per_extra_unit", "wants the weight begun and its fee: write {every: 1 lb, fee: 0.38}")
	}
	out.Prices = r.priceBand(t.PriceBand)
	for _, b := range t.Bands {
		text := r.same([2]string{"bands.up_to_weight", "bands.up_to"}, [2]string{b.UpToWeight, b.UpTo})
		upTo := r.weight("bands.up_to_weight", text)
		if n := len(out.Bands); text == "" || n > 0 && upTo > 0 && upTo <= out.Bands[n-1].UpTo {
			r.fail("bands.up_to_weight", "%q: weights must be given and rise", text)
		}
		if b.Fee == "" {
			r.fail("bands.fee", "missing for %q: write 0 where nothing is taken", text)
		}
		out.Bands = append(out.Bands, WeightBand{UpTo: upTo, Fee: r.amount("bands.fee", b.Fee)})
	}
	if len(out.Bands) == 0 {
		r.fail("bands", "none given: write [{up_to_weight: 1 lb, fee: 4.60}]")
	}
	return out
}

// priceBand reads the prices that a row is for.
func (r reading) priceBand(t priceBandText) (out PriceBand) {
	if r.currency == "" {
		return out
	}
	minor := func(field, text string) (int64, bool) {
		a := r.amount("price_band."+field, text)
		return a.Minor(), a.Known() && text != ""
	}
	from, hasFrom := minor("from", t.From)
	above, hasAbove := minor("above", t.Above)
	to, hasTo := minor("to", t.To)
	under, hasUnder := minor("under", t.Under)
	if hasFrom && hasAbove || hasTo && hasUnder {
		r.fail("price_band", "has two beginnings or two ends: write from or above, to or under")
	}
	if hasAbove {
		from = above + 1
	}
	if hasUnder {
		to, hasTo = under-1, true
	}
	if hasTo && (to < from || to <= 0) {
		r.fail("price_band", "ends at %s, before it begins", money.New(to, r.currency))
	}
	return PriceBand{From: from, To: to}
}
