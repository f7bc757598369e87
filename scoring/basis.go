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
