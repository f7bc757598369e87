package scoring

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// reasons explains in plain sentences with numbers. They name no rival.
func (r *run) reasons(k *candidateCase, rec *market.Recommendation) []string {
	out := []string{}
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	p := rec.Price
	switch {
	case k.out.known:
		e := p.Expected
		earn, profit := "earn", e.ProfitPerMonth
		if profit.Sign() < 0 {
			earn, profit = "lose", money.New(-profit.Minor(), profit.Currency())
		}
		say("At %s it is expected to sell about %s units a month (in four of five cases %s to %s) and to %s about %s a month after all given costs (profit %s to %s).",
			p.Recommended, count(e.UnitsPerMonth), count(k.out.units.P10), count(k.out.units.P90), earn, whole(profit), whole(e.ProfitP10), whole(e.ProfitP90))
		switch {
		case k.c.QualityScore == nil && e.Counted.Known():
			say("That takes the quality as the usual one, since no quality_score is given; the score counts %s a month, with it and all else that is not given at its worst.", whole(e.Counted))
		case k.c.QualityScore == nil:
			say("That takes the quality as the usual one, since no quality_score is given.")
		case e.Counted.Known():
			say("The score counts %s a month: what is not given counts at its worst.", whole(e.Counted))
		}
		say("Each unit leaves %s, %.0f%% of the price. Under the floor of %s it would leave less than the %s asked for.",
			k.econ.Contribution(p.Recommended), 100*e.MarginRate, p.Corridor.Floor.Amount, r.floorMargin(k.c))
	case p.Recommended.Known():
		say("The price %s comes from %s; how many units it would sell cannot be told yet.", p.Recommended, p.Reason)
	default:
		say("%s", p.Reason)
	}
	r.sayMarket(k, p, say)
	if k.out.known && !k.out.identified {
		say("How buyers react to the price cannot be told from this market, so the price keeps to the usual one. Figures for other prices assume what is usual elsewhere: 1%% dearer sells %.1f%% less.", -usualElasticity)
	}
	if len(p.MustBeTrue) > 0 && p.Recommended.Known() {
		say("This %s price holds if %s.", p.Position, listed(p.MustBeTrue))
	}
	for _, a := range p.Alternatives {
		say("Instead, a %s price of %s would bring about %s a month with %s units, if %s.",
			a.Position, a.Price, whole(a.ProfitPerMonth), count(a.UnitsPerMonth), listed(a.MustBeTrue))
	}
	if k.econ != nil && p.Recommended.Known() {
		for _, l := range k.econ.Levers(p.Recommended) {
			say("To %s saves %s a unit and ties up %s.", l.Name, l.UnitSaving, whole(l.CashAtMinimum))
		}
	}
	for _, g := range rec.GatesFailed {
		format := "Condition not met: %s. To meet it: %s."
		if g.Unknown {
			format = "Not known to be met: %s. To find out: %s."
		}
		say(format, gateName(g), strings.TrimSuffix(g.ToPass, "."))
	}
	if len(rec.DominatedBy) > 0 {
		say("Another candidate (%s) is at least as good in every one of the four factors.", rec.DominatedBy[0])
	}
	return out
}

// sayMarket tells where the price stands among the offers and how open the market is.
func (r *run) sayMarket(k *candidateCase, p market.PriceAdvice, say func(string, ...any)) {
	n := len(k.scene.prices)
	switch {
	case n == 0:
		say("No comparable offer was found, so nothing is known of demand or of usual prices.")
		return
	case math.IsNaN(k.rate):
		return
	}
	mid := money.FromFloat(pricing.SortedQuantile(k.scene.prices, 0.5)*k.rate, k.currency)
	if p.Standing == nil {
		say("%d comparable offers ask %s in the middle.", n, mid)
	} else {
		cheaper := p.Standing.Rank - 1
		say("%d comparable offers ask %s in the middle; this price is %s. Cheaper offers: %d, as dear or dearer: %d.",
			n, mid, against(p.Standing.IndexToMedian), cheaper, n-cheaper)
	}
	if ref := p.Corridor.Reference.Amount; ref.Known() && ref.Minor() != mid.Minor() && p.Recommended.Known() {
		say("For its quality %s would be usual, which makes this a %s price.", ref, p.Position)
	}
	if k.scene.hasConc {
		say("%s (HHI %.0f of 10,000).", crowd(k.scene.conc.N, k.scene.conc.HHI), k.scene.conc.HHI)
	}
	if !math.IsNaN(k.scene.reviews) {
		say("Half of the offers have %s reviews or more: that is what a newcomer is compared with.", count(math.Round(k.scene.reviews)))
	}
}

// against says how a price index stands to the middle.
func against(index float64) string {
	switch d := math.Round(index - 100); {
	case d > 0:
		return fmt.Sprintf("%.0f%% above that", d)
	case d < 0:
		return fmt.Sprintf("%.0f%% below that", -d)
	}
	return "the same"
}

// crowd puts an HHI in words (DOJ/FTC 2023).
func crowd(sellers int, hhi float64) string {
	switch {
	case sellers == 1:
		return "One seller makes all the sales seen"
	case hhi > concentrated:
		return fmt.Sprintf("%d sellers share the sales seen, and a few of them make most of these", sellers)
	case hhi >= 1000:
		return fmt.Sprintf("%d sellers share the sales seen, a few large ones among them", sellers)
	}
	return fmt.Sprintf("%d sellers share the sales seen, and none of them is large", sellers)
}

// listed joins conditions so that each can be read by itself.
func listed(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + ", and " + items[last]
}

// floorMargin is the share of the price that the floor keeps, in words.
func (r *run) floorMargin(c market.Candidate) string {
	return fmt.Sprintf("%.3g%% of it", 100*r.floorRate(c).Float())
}

// gateName says what a gate asks for and what there is.
func gateName(g market.GateFailure) string {
	switch g.Gate {
	case GateCost:
		return "the unit cost must be known"
	case GateMargin:
		switch {
		case g.Unknown:
			return fmt.Sprintf("%.0f%% of the price must be left, whatever the costs are that are not given", 100*g.Needed)
		case g.Value == nil:
			return fmt.Sprintf("%.0f%% of the price must be left", 100*g.Needed)
		}
		return fmt.Sprintf("%.1f%% of the price is left, %.0f%% must be", 100**g.Value, 100*g.Needed)
	case GateSupply:
		return fmt.Sprintf("%s units are to be had, the least order is %s", count(*g.Value), count(g.Needed))
	case GateAfterSales:
		return "a returns or warranty promise must be stated"
	case GateRating:
		if g.Unknown {
			return fmt.Sprintf("a rating of %.1f of 5 stars must be sure, and the same product is rated nowhere", g.Needed)
		}
		return fmt.Sprintf("the same product's rating is surely no better than %.1f of 5 stars, %.1f must be sure", *g.Value, g.Needed)
	case GateStock:
		if g.Unknown {
			return fmt.Sprintf("expected sales must empty the least order within %s months, and it is not given", count(g.Needed))
		}
		return fmt.Sprintf("the least order lasts %s months of expected sales, at most %s may", count(*g.Value), count(g.Needed))
	case GatePayback:
		if g.Unknown {
			return fmt.Sprintf("the cash must be back within %s months, whatever what is not known turns out to be", count(g.Needed))
		}
		return fmt.Sprintf("the cash is back after %s months of expected profit, within %s it must be", count(*g.Value), count(g.Needed))
	case GateProfit:
		if g.Unknown {
			return fmt.Sprintf("%s a month must be earned, whatever what is not known turns out to be", count(g.Needed))
		}
		return fmt.Sprintf("%s a month is expected, %s must be", count(*g.Value), count(g.Needed))
	}
	return g.Gate
}

// count writes a number of things without decimals, in groups of three digits; under ten with one decimal.
func count(f float64) string {
	if f != 0 && math.Abs(f) < 9.95 {
		return strconv.FormatFloat(f, 'f', 1, 64)
	}
	digits := strconv.FormatFloat(math.Abs(f), 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if f < 0 {
		return "-" + digits
	}
	return digits
}

// whole writes an amount of a month without its smallest units, which an estimate does not have.
func whole(a money.Amount) string {
	if !a.Known() {
		return "not known"
	}
	return count(math.Round(a.Float())) + " " + string(a.Currency())
}
