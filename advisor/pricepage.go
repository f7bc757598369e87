package advisor

import (
	"cmp"
	"fmt"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// price prints the advised price and its bounds with the sum that each comes from.
func (p *page) price(a market.PriceAdvice) {
	if !a.Recommended.Known() && !a.Corridor.Floor.Amount.Known() && !a.Corridor.Ceiling.Amount.Known() {
		return
	}
	p.line("\nPrice")
	if a.Recommended.Known() {
		p.line("  advised\t%s\tset by: %s%s%s", a.Recommended, inputMeans(a.Input), GuardMeans(a.BoundBy), after("; ", positionMeans(a.Position)))
	}
	for _, b := range []struct {
		name string
		market.Bound
	}{{"floor", a.Corridor.Floor}, {"reference", a.Corridor.Reference}, {"target", a.Corridor.Target}, {"ceiling", a.Corridor.Ceiling}} {
		if b.Amount.Known() {
			p.line("  %s\t%s\tset by: %s%s%s", b.name, b.Amount, inputMeans(b.Input), b.BoundBy, after(": ", b.How))
		}
	}
	for _, c := range a.Clamps {
		p.line("  from %s to %s: %s", c.From, c.To, GuardMeans(c.Guard))
	}
	p.waterfall(a)
	p.otherPrices(a)
}

// waterfall splits the price of one unit.
func (p *page) waterfall(a market.PriceAdvice) {
	if len(a.Waterfall) > 0 {
		p.line("\nWhat is left of the price of one unit")
	}
	for _, row := range a.Waterfall {
		amount := "not known"
		if row.Known {
			amount = row.Amount.String()
		}
		p.line("  %s\t%s", costMeans(row.Item), amount)
	}
}

// otherPrices lists the prices of other customers, of a launch and of other positions.
func (p *page) otherPrices(a market.PriceAdvice) {
	if len(a.Tiers) > 0 {
		p.line("\nPrices by kind of customer (wholesale and dealers buy in lots: without the channel's fee, advertising, single delivery and returns)")
	}
	for _, t := range a.Tiers {
		terms := "tax in it, from one unit"
		if t.ExTax {
			terms = fmt.Sprintf("without tax, from %d units", t.MinQuantity)
		}
		p.line("  %s\t%s\t%s\tnot under %s\tset by: %s%s", t.Tier, t.Price, terms, t.Floor, inputMeans(t.Input), GuardMeans(t.BoundBy))
	}
	if l := a.Launch; l != nil {
		p.line("\nLaunch price: from %s to %s until %s; then %s", l.Low, l.High, l.Until.Format("2006-01-02"), l.Exit)
	}
	if len(a.Alternatives) > 0 {
		p.line("\nOther prices you could take")
	}
	for _, s := range a.Alternatives {
		p.line("  %s\t%s\t%s units\t%s a month\tif %s", s.Position, s.Price, count(s.UnitsPerMonth), sum(s.ProfitPerMonth), strings.Join(s.MustBeTrue, "; "))
	}
}

// month ties the expected profit to the units, to what is left of one and to the fixed cost, and says what is tied up.
func (p *page) month(a market.PriceAdvice, fixed money.Amount) {
	x := a.Expected
	if x == nil {
		return
	}
	fixed = cmp.Or(x.FixedCost, fixed)
	p.line("\nWhat a month brings")
	if n := len(a.Waterfall); n > 0 && a.Waterfall[n-1].Known {
		less := "no fixed cost given"
		if fixed.Known() {
			less = fmt.Sprintf("less the fixed cost of %s", sum(fixed))
		}
		p.line("  profit\t%s: %.2f units × %s left of one, %s", sum(x.ProfitPerMonth), x.UnitsPerMonth, a.Waterfall[n-1].Amount, less)
	}
	if x.CashNeeded.Known() {
		back := ""
		if x.PaybackDays != nil {
			back = fmt.Sprintf("; back after %.0f days of such profit", *x.PaybackDays)
		}
		p.line("  cash in one order\t%s%s%s", sum(x.CashNeeded), after(": ", order(a.Waterfall, x.CashNeeded)), back)
	}
	if x.BreakEvenACOS != nil {
		p.line("  advertising\tmay take at most %.1f%% of the price before a unit leaves nothing (break-even ACOS)", 100**x.BreakEvenACOS)
	}
	if x.Counted.Known() {
		p.line("  the score counts\t%s: what is not known at its worst (see the score)", sum(x.Counted))
	}
	if x.CashCounted.Known() {
		p.line("  a portfolio counts\t%s of cash, for the same reason", sum(x.CashCounted))
	}
}

// order says how many units at which landed cost the cash of one order is; "" where that is not known.
func order(rows []market.WaterfallRow, cash money.Amount) string {
	landed := int64(0)
	for _, row := range rows {
		switch row.Item {
		case "unit_cost", "inbound_freight", "duty", "packaging":
			if row.Known {
				landed -= row.Amount.Minor()
			}
		}
	}
	if landed <= 0 {
		return ""
	}
	return fmt.Sprintf("%s units at %s on the shelf (bought, freight, duty and packaging, as far as given)",
		count(float64(cash.Minor())/float64(landed)), money.New(landed, cash.Currency()))
}

func (p *page) demand(r market.Recommendation) {
	if r.Demand == nil {
		return
	}
	u := r.Demand.UnitsPerMonth
	p.line("\nDemand at the advised price: %s units a month on average; in four of five cases between %s and %s", count(r.Demand.Expected()), count(u.P10), count(u.P90))
	p.line("  - how: %s", MethodMeans(r.Demand.Method))
	if r.Demand.Confidence != "" {
		p.line("  - confidence: %s", r.Demand.Confidence)
	}
	if b := r.BestSellerProbability; b != nil {
		chance := fmt.Sprintf("%.0f%%", 100**b)
		if *b < 0.005 {
			chance = "under 1%"
		}
		p.line("  - chance to sell among the best tenth of its category: %s", chance)
	}
	if e := r.Demand.Elasticity; e != nil {
		p.line("  - at the advised price, a price 1%% higher sells %.1f%% less", -*e)
	}
	for _, s := range r.Demand.Assumptions {
		p.line("  - %s", s)
	}
}
