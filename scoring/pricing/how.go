package pricing

import (
	"fmt"
	"math"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// standaloneHow says how a price from costs alone comes about.
const standaloneHow = "the price at which a unit's costs and fees earn most if 1% dearer sells 2.62% less"

// premiumMedian is by how much over the median a premium can be defended at least.
const premiumMedian = 1.2

// mostPremium is the highest premium that can be defended, in major units, with the sum it comes from.
func (c Case) mostPremium(over float64) (top float64, how string) {
	usual, middle := Quantile(c.Rivals, 0.95), Median(c.Rivals)
	if m := middle * premiumMedian; m > usual {
		return m * over, fmt.Sprintf("%.3g × the median of %s", premiumMedian*over, c.money(middle))
	}
	return usual * over, fmt.Sprintf("%.3g × %s, which 19 of 20 offers do not exceed", over, c.money(usual))
}

func (c Case) money(major float64) money.Amount { return money.FromFloat(major, c.Economics.Currency) }

// tell adds to the bounds how each comes about, with its figures.
func (c Case) tell(k *market.Corridor, s *seeker) {
	if c.silent {
		return
	}
	if f := k.Floor.Amount; f.Known() {
		k.Floor.How = fmt.Sprintf("at it a unit leaves %s, of which %s is asked for", c.Economics.Contribution(f), f.MulRate(c.Margin, money.Up))
	}
	if c.Reference > 0 && len(c.Rivals) > 0 {
		middle := Median(c.Rivals)
		k.Reference.How = fmt.Sprintf("half of the %d offers ask %s or less", len(c.Rivals), c.money(middle))
		if q := c.Candidate.QualityScore; c.Adjusted && q != nil {
			k.Reference.How += fmt.Sprintf("; times %.4f for your quality score of %.3g, where %d is usual", c.Reference/middle, *q, usualQuality)
		}
	}
	if k.Target.BoundBy == byStandalone {
		k.Target.How = standaloneHow
	}
	if s == nil || k.Target.BoundBy != byProfit && !strings.HasPrefix(k.Target.BoundBy, byStance) {
		return
	}
	earns := func(price int64) money.Amount { return c.money(s.of(price, float64(s.e.net(price))).Profit) }
	at := func(price int64) string { return earns(price).String() }
	if k.Target.BoundBy != byProfit {
		k.Target.How = fmt.Sprintf("it earns %s a month, at most %s less than the price that earns most", at(k.Target.Amount.Minor()), percent(stanceCost))
		return
	}
	best := k.Target.Amount.Minor()
	how := []string{fmt.Sprintf("it earns %s a month", at(best))}
	for _, side := range []struct {
		by   float64
		name string
	}{{0.95, "5% less"}, {1.05, "5% more"}} {
		if p := int64(math.Round(float64(best) * side.by)); p >= k.Floor.Amount.Minor() && p <= k.Ceiling.Amount.Minor() {
			how = append(how, fmt.Sprintf("%s (%s) %s", side.name, money.New(p, c.Economics.Currency), at(p)))
		}
	}
	k.Target.How = strings.Join(how, ", ")
	if up := int64(math.Round(float64(best) * 1.05)); up > c.shownEdge(s) && up <= k.Ceiling.Amount.Minor() && earns(up).Minor() > earns(best).Minor() {
		k.Target.How += fmt.Sprintf("; dearer than nine in ten offers is advised only for %s more profit, since hardly an offer shows what buyers do there", percent(shownGain))
	}
}

// inWords says what a bound is bound by to a buyer.
func inWords(boundBy string) string {
	if boundBy == ByMAP {
		return "the maker's advertised price"
	}
	return boundBy
}
