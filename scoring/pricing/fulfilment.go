package pricing

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// SizeTier is what a marketplace takes to pick, pack and deliver a unit that is no larger and heavier than it says.
type SizeTier struct {
	Program   string // of the marketplace's services; "" where the table has one
	Tier      string
	MaxGrams  float64    // 0: no bound
	MaxSides  [3]float64 // millimetres, longest first; 0: no bound
	ByRoom    bool       // the room a parcel takes counts where it is more than its weight
	Apparel   bool       // for clothes only
	Dangerous bool       // for dangerous goods only
	Prices    PriceBand
	Bands     []WeightBand
	ExtraStep float64 // grams over the last band for each of which ExtraFee is added; 0: nothing is
	ExtraFee  money.Amount
}

// WeightBand is a fee up to and including a weight.
type WeightBand struct {
	UpTo float64 // grams
	Fee  money.Amount
}

// PriceBand holds the prices in minor units for which a row is meant, both ends included; To 0 has no end.
type PriceBand struct{ From, To int64 }

// Room is how a table turns size into weight: a divisor with the units of length and weight it is meant for.
type Room struct {
	Divisor        float64
	Length, Weight string
}

// Unit is what a fulfilment fee hangs on beside the price.
type Unit struct {
	Parcel    market.Parcel
	Program   string // "" where the table has one only
	Apparel   bool
	Dangerous bool
}

// Delivery is what a marketplace takes for fulfilment of one unit: a fee for each band of prices, rising; one where the price does
// not matter.
type Delivery struct {
	Tier  string
	Grams float64 // billable
	Fees  []BandFee
}

// BandFee is a fee of prices from one minor unit to another, both included; to 0 has no end.
type BandFee struct {
	from, to int64
	Fee      money.Amount
}

// Fulfilment returns the fees of the first tier that a unit fits; false where the parcel is not known or fits none, or where the
// table has several programs and none is named.
func (t FeeTable) Fulfilment(u Unit) (Delivery, bool) {
	if !u.Parcel.Known() || u.Program == "" && len(t.programs()) > 1 {
		return Delivery{}, false
	}
	for i, first := range t.Sizes {
		if slices.ContainsFunc(t.Sizes[:i], func(s SizeTier) bool { return s.Tier == first.Tier && s.Program == first.Program }) {
			continue // looked at with the tier's first row
		}
		if d, ok := t.tierFees(first, u); ok {
			return d, true
		}
	}
	return Delivery{}, false
}

// tierFees takes of a tier's rows those for this kind of goods, by price.
func (t FeeTable) tierFees(tier SizeTier, u Unit) (Delivery, bool) {
	out, flags := Delivery{Tier: tier.Tier}, -1
	for _, s := range t.Sizes {
		if s.Tier != tier.Tier || s.Program != tier.Program || u.Program != "" && fold(s.Program) != fold(u.Program) || s.Apparel && !u.Apparel || s.Dangerous && !u.Dangerous {
			continue
		}
		grams := t.billable(s, u.Parcel)
		fee, ok := s.fee(grams)
		if !ok || !s.holds(u.Parcel, grams) {
			continue
		}
		n := 0
		if s.Apparel {
			n++
		}
		if s.Dangerous {
			n += 2
		}
		if n > flags {
			out.Fees, flags = nil, n
		}
		if n == flags && (len(out.Fees) == 0 || s.Prices != (PriceBand{})) {
			out.Grams, out.Fees = grams, append(out.Fees, BandFee{s.Prices.From, s.Prices.To, fee})
		}
	}
	slices.SortFunc(out.Fees, func(a, b BandFee) int { return cmp.Compare(a.from, b.from) })
	return out, len(out.Fees) > 0
}

func (t FeeTable) billable(s SizeTier, p market.Parcel) float64 {
	if s.ByRoom && t.Room.Divisor > 0 {
		return math.Max(p.Grams, p.Dimensional(t.Room.Divisor, market.LengthUnit(t.Room.Length), market.WeightUnit(t.Room.Weight)))
	}
	return p.Grams
}

// programs lists the table's programs in the order of the file.
func (t FeeTable) programs() []string {
	var out []string
	for _, s := range t.Sizes {
		if !slices.Contains(out, s.Program) {
			out = append(out, s.Program)
		}
	}
	return out
}

// at returns the fee at a price; a price that no band holds pays that of the next dearer band, or of the last.
func (d Delivery) at(price int64) money.Amount { return bandAt(d.Fees, price) }

func bandAt(fees []BandFee, price int64) money.Amount {
	for i := range fees {
		if fees[i].to == 0 || price <= fees[i].to || i == len(fees)-1 {
			return fees[i].Fee
		}
	}
	return money.Amount{}
}

// whole reports that the bands hold every price from one minor unit on.
func (d Delivery) whole() bool {
	next := int64(1)
	for _, f := range d.Fees {
		if f.from > next {
			return false
		}
		if f.to == 0 {
			return true
		}
		next = f.to + 1
	}
	return false
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
	steps := math.Ceil((grams-last.UpTo)/s.ExtraStep - 1e-9)
	if fee := float64(last.Fee.Minor()) + steps*float64(s.ExtraFee.Minor()); fee > 1<<44 {
		return money.Amount{}, false
	}
	return money.New(last.Fee.Minor()+int64(steps)*s.ExtraFee.Minor(), last.Fee.Currency()), true
}

// byParcel takes the fulfilment cost from the candidate's fee table where the sheet does not give it and the table can
// tell it by size and weight; fees that hang on the price are kept in delivery. It returns the parcel's size tier.
func (e *Economics) byParcel(s *market.CostSheet, fees FeeTables) (tier string, known bool) {
	table, ok := fees[tableName(s.FeeTable)]
	if !ok || table.Currency != e.Currency || len(table.Sizes) == 0 {
		return "", false
	}
	d, ok := e.dearest(table, *s)
	if !ok {
		if p := table.programs(); len(p) > 1 && s.Program == "" && !s.Fulfilment.Known() && !e.quiet {
			e.Assumptions = append(e.Assumptions, fmt.Sprintf("table %s has the programs %s: say which (fulfilment_program)", table.Name, strings.Join(p, ", ")))
		}
		return "", false
	}
	if s.Fulfilment.Known() {
		return d.Tier, true
	}
	s.Fulfilment = d.Fees[0].Fee
	e.tabled.fulfilment = true
	if len(d.Fees) > 1 {
		e.byPrice = d.Fees
	}
	e.say("fulfilment_cost is that of table %s, size %s, at a billable weight of %.0f g", table.Name, d.Tier, d.Grams)
	if !d.whole() {
		e.say("table %s, size %s, has no fulfilment fee for some prices: the next band's is taken", table.Name, d.Tier)
	}
	for _, f := range e.unsaid(table, *s) {
		e.say("%s is not given: the fulfilment fee of other goods is taken, the score counts the dearer", f)
	}
	return d.Tier, true
}

// dearest is the delivery of a unit; of goods of which it is not said whether they are of a kind with fees of its own, the dearer
// where unknown costs count at their worst.
func (e *Economics) dearest(t FeeTable, s market.CostSheet) (Delivery, bool) {
	yes := func(b *bool) bool { return b != nil && *b }
	u := Unit{Parcel: s.Parcel, Program: s.Program, Apparel: yes(s.Apparel), Dangerous: yes(s.Dangerous)}
	d, ok := t.Fulfilment(u)
	if !e.quiet {
		return d, ok
	}
	for i := range 3 {
		v := u
		v.Apparel = u.Apparel || s.Apparel == nil && i != 1
		v.Dangerous = u.Dangerous || s.Dangerous == nil && i != 0
		if x, also := t.Fulfilment(v); also && (!ok || x.at(1<<40).Minor() > d.at(1<<40).Minor()) {
			d, ok = x, true
		}
	}
	return d, ok
}

// unsaid names the kinds of goods that the table has fees of their own for and the sheet says nothing of.
func (e *Economics) unsaid(t FeeTable, s market.CostSheet) []string {
	var out []string
	if s.Apparel == nil && slices.ContainsFunc(t.Sizes, func(x SizeTier) bool { return x.Apparel }) {
		out = append(out, "apparel")
	}
	if s.Dangerous == nil && slices.ContainsFunc(t.Sizes, func(x SizeTier) bool { return x.Dangerous }) {
		out = append(out, "dangerous")
	}
	return out
}
