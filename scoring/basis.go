package scoring

import (
	"fmt"
	"math"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// basis renders what the score counts, so that a reader can work it out again.
func (r *run) basis(k *candidateCase) *market.ScoreBasis {
	price, o := k.priced.Advice.Recommended, k.out
	in := func(base float64) money.Amount { return money.FromFloat(base*k.rate, k.currency) }
	return &market.ScoreBasis{
		Units: round(o.unitsSafe, 4), UnitsWhy: r.unitsWhy(k), LeftOfOne: round(k.worst.SafeContribution(price), 6),
		AtWorst: k.econ.AtWorst(price, k.worst), Fixed: k.worst.Fixed(), Profit: in(o.safeBase), Worst: in(o.lowBase), Best: in(o.topBase),
		Revenue: in(r.scale.Revenue), UsualShare: usualReturn, Usual: in(r.scale.Revenue * usualReturn),
		Points: round(r.scale.score(o.safeBase), 4), Stated: round(o.stated, 4),
	}
}

// unitsWhy says why the score counts fewer units than are expected; "" where it does not.
func (r *run) unitsWhy(k *candidateCase) string {
	var why []string
	if at := k.priced.Advice.Recommended.Float() / k.rate; k.c.QualityScore == nil && k.low.Mean(at) < k.out.mean {
		why = append(why, fmt.Sprintf("quality_score is not given and counts as 0, at which %s units are expected", count(k.low.Mean(at))))
	}
	if off := r.blind(k.scene); off > 0 {
		why = append(why, fmt.Sprintf("offers hide ratings, reviews or the period of their badges: × %.3g", math.Exp(-off)))
	}
	return strings.Join(why, "; ")
}

// inFigures puts into an assumption about a cost that is not given what the score counts for it.
func inFigures(assumption string, basis *market.ScoreBasis) string {
	name, _, ok := strings.Cut(assumption, " is not given: ")
	if !ok || basis == nil {
		return assumption
	}
	counts := countsFor(name, basis)
	if counts == "" {
		return assumption
	}
	before, after, found := strings.Cut(assumption, ", the score ")
	if !found {
		return assumption + "; the score counts " + counts + " for it, the worst that is plausible"
	}
	if _, more, ok := strings.Cut(after, "; "); ok {
		counts += "; " + more
	}
	return before + ", the score at worst " + counts
}

// countsFor is what the score counts for a cost that is not given; "" where that is nothing.
func countsFor(name string, basis *market.ScoreBasis) string {
	if name == "fixed_cost" {
		return basis.Fixed.String() + " a month"
	}
	for _, row := range basis.AtWorst {
		if row.Item == costRow(name) {
			return money.New(-row.Amount.Minor(), row.Amount.Currency()).String() + " a unit at the advised price"
		}
	}
	return ""
}

// costRow is the row of the waterfall in which a figure of the cost sheet counts.
func costRow(name string) string {
	switch name {
	case "ad_cost_rate":
		return "ads"
	case "return_rate":
		return "returns"
	case "tax_rate", "duty_rate", "payment_fee_rate", "referral_fee_rate":
		return strings.TrimSuffix(name, "_rate")
	case "placement_cost":
		return "inbound_placement"
	case "packaging_cost", "fulfilment_cost", "storage_cost":
		return strings.TrimSuffix(name, "_cost")
	}
	return name
}
