package scoring

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/market/yamltext"
	"shelfwise/scoring/pricing"
)

// profileText is a user's own profile as YAML. What is left out is that of the profile named by base.
type profileText struct {
	Name           string                        `yaml:"name"`
	Base           string                        `yaml:"base"`
	Weights        map[string]float64            `yaml:"weights"`
	Gates          gatesText                     `yaml:"gates"`
	Segment        *string                       `yaml:"segment"`
	SegmentWeights map[string]map[string]float64 `yaml:"segment_weights"`
	CashLimit      string                        `yaml:"cash_limit"` // "20000 EUR"
	MaxPerCategory *int                          `yaml:"max_per_category"`
	Shortlist      *int                          `yaml:"shortlist"`
	Advantages     []string                      `yaml:"advantages"`
	Familiar       map[string]int                `yaml:"familiar"`
	ValueOfHour    string                        `yaml:"value_of_hour"` // "18 EUR"
	Aim            *string                       `yaml:"aim"`           // quality, units, open-field or ""
	Stance         *string                       `yaml:"stance"`        // value, premium or ""
	Launch         struct {
		LossRate *float64 `yaml:"loss_rate"`
		Days     *int     `yaml:"days"`
	} `yaml:"launch"`
	Stages stagesText `yaml:"stages"`
}

type gatesText struct {
	MinMargin   *float64 `yaml:"min_margin"`
	FloorMargin *float64 `yaml:"floor_margin"`
	MinStars    *float64 `yaml:"min_stars"`
	AfterSales  *bool    `yaml:"after_sales"`
	MinProfit   *float64 `yaml:"min_profit"`
	MaxStock    *float64 `yaml:"max_stock_months"`
	MaxPayback  *float64 `yaml:"max_payback_months"`
}

// ParseProfile reads a user's own profile. An unknown key, a weight of no factor or a bad number is market.ErrInvalid
// and names its place.
func ParseProfile(name string, data []byte) (Profile, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return Profile{}, fmt.Errorf("%s: %w: the file is empty: name the base, as base: default", name, market.ErrInvalid)
	}
	var t profileText
	if err := yamltext.Decode(data, &t); err != nil {
		return Profile{}, fmt.Errorf("%s: %w: %s", name, market.ErrInvalid, yamltext.Message(err))
	}
	p, err := t.profile(name)
	if err != nil {
		return Profile{}, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

func (t profileText) profile(name string) (Profile, error) {
	p, err := ProfileNamed(t.Base)
	if err != nil {
		return p, err
	}
	p.Name = strings.TrimSpace(t.Name)
	if p.Name == "" {
		p.Name = name
	}
	if len(t.Weights) > 0 {
		if p.Weights, err = weightsOf(t.Weights); err != nil {
			return p, err
		}
	}
	if err := t.direction(&p); err != nil {
		return p, err
	}
	if err := t.segments(&p); err != nil {
		return p, err
	}
	if err := t.Gates.into(&p.Gates); err != nil {
		return p, err
	}
	if p.CashLimit, err = ParseAmount("cash_limit", t.CashLimit); err != nil {
		return p, err
	}
	if p.ValueOfHour, err = ParseAmount("value_of_hour", t.ValueOfHour); err != nil {
		return p, err
	}
	if err := t.bounds(); err != nil {
		return p, err
	}
	if t.Segment != nil {
		p.Segment = strings.TrimSpace(*t.Segment)
	}
	take(&p.MaxPerCategory, t.MaxPerCategory)
	take(&p.Shortlist, t.Shortlist)
	take(&p.Launch.Days, t.Launch.Days)
	if l := t.Launch.LossRate; l != nil {
		if !(*l >= 0 && *l < 1) {
			return p, &market.FieldError{Field: "launch.loss_rate", Problem: "must be a share of the floor, from 0 to under 1"}
		}
		p.Launch.LossRate = money.RateOf(*l)
	}
	if err := t.Stages.into(&p.Stages); err != nil {
		return p, err
	}
	p.Familiar = t.Familiar
	if t.Advantages != nil {
		p.Advantages = []Advantage{}
	}
	for _, a := range t.Advantages {
		if !slices.Contains(Advantages(), Advantage(a)) {
			return p, &market.FieldError{Field: "advantages", Problem: fmt.Sprintf("%q is none of %v", a, Advantages())}
		}
		p.Advantages = append(p.Advantages, Advantage(a))
	}
	return p, nil
}

// direction reads what the profile aims at and stands for.
func (t profileText) direction(p *Profile) error {
	if take(&p.Aim, t.Aim); p.Aim != "" && !slices.Contains(Aims(), p.Aim) {
		return &market.FieldError{Field: "aim", Problem: fmt.Sprintf("%q is none of %v", p.Aim, Aims())}
	}
	take(&p.Stance, t.Stance)
	if !slices.Contains([]string{"", pricing.PositionValue, pricing.PositionPremium}, p.Stance) {
		return &market.FieldError{Field: "stance", Problem: fmt.Sprintf("%q is unknown: write value or premium, or leave it out", p.Stance)}
	}
	return nil
}

// segments reads the weights of named segments.
func (t profileText) segments(p *Profile) error {
	for _, segment := range slices.Sorted(maps.Keys(t.SegmentWeights)) {
		if strings.TrimSpace(segment) == "" {
			return &market.FieldError{Field: "segment_weights", Problem: "a segment has no name"}
		}
		w, err := weightsOf(t.SegmentWeights[segment])
		if err != nil {
			return fmt.Errorf("segment_weights.%s: %w", segment, err)
		}
		for other := range p.SegmentWeights {
			if sameSegment(other, segment) {
				return &market.FieldError{Field: "segment_weights", Problem: segment + " is given twice"}
			}
		}
		if p.SegmentWeights == nil {
			p.SegmentWeights = map[string]Weights{}
		}
		p.SegmentWeights[segment] = w
	}
	return nil
}

// bounds refuses numbers that mean nothing.
func (t profileText) bounds() error {
	for _, n := range []struct {
		field string
		value *int
	}{{"max_per_category", t.MaxPerCategory}, {"shortlist", t.Shortlist}, {"launch.days", t.Launch.Days}} {
		if n.value != nil && *n.value < 0 {
			return &market.FieldError{Field: n.field, Problem: fmt.Sprintf("%d is negative", *n.value)}
		}
	}
	for _, of := range slices.Sorted(maps.Keys(t.Familiar)) {
		if n := t.Familiar[of]; n < 0 || n > 2 {
			return &market.FieldError{Field: "familiar." + of, Problem: fmt.Sprintf("%d: must be 0 (not), 1 (somewhat) or 2 (well)", n)}
		}
	}
	if g := t.Gates.MinStars; g != nil && !(*g >= 0 && *g <= 5) {
		return &market.FieldError{Field: "gates.min_stars", Problem: "must be from 0 to 5 stars"}
	}
	if g := t.Gates.MinProfit; g != nil && (!(*g >= 0) || math.IsInf(*g, 0)) {
		return &market.FieldError{Field: "gates.min_profit", Problem: "must be an amount a month, 0 or more"}
	}
	for _, g := range []struct {
		field string
		value *float64
	}{{"max_stock_months", t.Gates.MaxStock}, {"max_payback_months", t.Gates.MaxPayback}} {
		if g.value != nil && (!(*g.value >= 0) || math.IsInf(*g.value, 0)) {
			return &market.FieldError{Field: "gates." + g.field, Problem: "must be a number of months, 0 or more (0: any number)"}
		}
	}
	return nil
}

func take[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

func (g gatesText) into(out *Gates) error {
	share := func(field string, from *float64, to *float64) error {
		if from != nil && !(*from >= 0 && *from < 1) {
			return &market.FieldError{Field: "gates." + field, Problem: "must be a share of the price, from 0 to under 1"}
		}
		take(to, from)
		return nil
	}
	floor := out.FloorAt.Float()
	if err := share("min_margin", g.MinMargin, &out.MinMargin); err != nil {
		return err
	}
	if err := share("floor_margin", g.FloorMargin, &floor); err != nil {
		return err
	}
	out.FloorAt = money.RateOf(floor)
	take(&out.MinStars, g.MinStars)
	out.StarsAsked = out.StarsAsked || g.MinStars != nil
	take(&out.AfterSales, g.AfterSales)
	take(&out.MinProfit, g.MinProfit)
	take(&out.MaxStock, g.MaxStock)
	take(&out.MaxPayback, g.MaxPayback)
	return nil
}

// weightsOf reads weights by factor; a factor that is left out weighs nothing.
func weightsOf(by map[string]float64) (Weights, error) {
	var w Weights
	for _, name := range slices.Sorted(maps.Keys(by)) {
		f := Factors()
		i := slices.Index(f[:], Factor(name))
		if i < 0 {
			return w, &market.FieldError{Field: "weights." + name, Problem: fmt.Sprintf("is none of %v", Factors())}
		}
		w[i] = by[name]
	}
	return w.normal()
}

// ParseWeights reads "value=0.4,cost=0.6"; a factor that is left out weighs nothing. The error is market.ErrInvalid.
func ParseWeights(text string) (Weights, error) {
	by := map[string]float64{}
	for part := range strings.SplitSeq(text, ",") {
		name, number, ok := strings.Cut(strings.TrimSpace(part), "=")
		f, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if !ok || err != nil {
			return Weights{}, &market.FieldError{Field: "weights", Problem: fmt.Sprintf("%q: write value=0.4,attractiveness=0.3,cost=0.2,competition=0.1", part)}
		}
		name = strings.TrimSpace(name)
		if _, twice := by[name]; twice {
			return Weights{}, &market.FieldError{Field: "weights", Problem: name + " is given twice"}
		}
		by[name] = f
	}
	return weightsOf(by)
}

// ParseAmount reads "20000 EUR"; "" is unknown. The error is market.ErrInvalid and names the field.
func ParseAmount(field, text string) (money.Amount, error) {
	if strings.TrimSpace(text) == "" {
		return money.Amount{}, nil
	}
	number, currency, _ := strings.Cut(strings.TrimSpace(text), " ")
	c := money.Currency(strings.ToUpper(strings.TrimSpace(currency)))
	if !c.Valid() {
		return money.Amount{}, &market.FieldError{Field: field, Problem: fmt.Sprintf("%q: write an amount and its currency, as 20000 EUR", text)}
	}
	a, err := money.Decimal(number, c)
	if err != nil || a.Sign() < 0 {
		return money.Amount{}, &market.FieldError{Field: field, Problem: fmt.Sprintf("%q: write an amount and its currency, as 20000 EUR", text)}
	}
	return a, nil
}
