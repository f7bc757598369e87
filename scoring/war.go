package scoring

import (
	"fmt"
	"math"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/pricing"
)

// warCheck runs the price-war detector over the rivals' daily prices of the last weeks, and looks for two of them that
// undercut each other in turn.
func (r *run) warCheck(k *candidateCase) {
	rule := r.war
	days := rule.Window + 1
	group := k.scene.rivals
	if len(k.scene.same) >= 2 {
		group = slices.DeleteFunc(slices.Clone(group), func(v rival) bool { return !v.same })
	}
	war := r.mayBeWar(group, rule)
	if !war && !r.mayBeDuel(group, rule) {
		return
	}
	var prices [][]float64
	for _, v := range group {
		if row, ok := r.daily(v.at, days); ok {
			prices = append(prices, row)
		}
	}
	if len(prices) < rule.MinSellers {
		return
	}
	if war {
		flags := rule.Flags(prices)
		k.scene.war = flags[len(flags)-1]
	}
	k.scene.duel = rule.Duel(prices)
	k.scene.warning = k.scene.war || k.scene.duel > 0
}

// mayBeDuel is the cheap part of the rule for duels: two offers that have fallen often enough, however little.
func (r *run) mayBeDuel(group []rival, rule pricing.WarRule) bool {
	by := 0
	for _, v := range group {
		if int(r.facts[v.at].falls) >= (rule.DuelTurns+1)/2 {
			by++
		}
	}
	return by >= 2
}

// mayBeWar is the cheap part of the rule: enough cuts in the window, by enough offers, and prices lower by half of what
// the rule asks for.
func (r *run) mayBeWar(group []rival, rule pricing.WarRule) bool {
	cuts, by := 0, 0
	for _, v := range group {
		cuts += int(r.facts[v.at].cuts)
		by += int(min(r.facts[v.at].cuts, 1))
	}
	if cuts < rule.MinCuts || by < rule.MinSellers {
		return false
	}
	ratios := make([]float64, 0, len(group))
	for _, v := range group {
		if f := &r.facts[v.at]; !math.IsNaN(f.before) {
			ratios = append(ratios, v.price/f.before)
		}
	}
	slices.Sort(ratios)
	return len(ratios) > 0 && pricing.SortedQuantile(ratios, 0.5) <= 1-rule.MedianFall/2
}

// daily returns a listing's price of each of the last days, carried forward, no number before its first; false unless it changed
// within them.
func (r *run) daily(i, days int) ([]float64, bool) {
	obs := r.series[i].Observations
	row := make([]float64, days+1)
	for d := range row {
		row[d] = math.NaN()
	}
	changes, last := 0, math.NaN()
	for _, o := range obs {
		if !o.Offer.Price.Known() || o.ObservedAt.After(r.in.AsOf) {
			continue
		}
		d := max(0, days-int(r.in.AsOf.Sub(o.ObservedAt)/(24*time.Hour)))
		p := o.Offer.Price.Float()
		if d > 0 && p != last && !math.IsNaN(last) {
			changes++
		}
		for ; d <= days; d++ {
			row[d] = p
		}
		last = p
	}
	return row, changes > 0
}

// warText is what is said of a price war, or of a duel within a market that is not at war. Following is reckoned as if the
// others answered every cut, as they do.
func (k *candidateCase) warText(p market.PriceAdvice) string {
	text := "Several sellers keep undercutting each other. Hold the price."
	if !k.scene.war {
		text = fmt.Sprintf("Two sellers keep undercutting each other in turn (%d times one answered the other lately). Hold the price.", k.scene.duel)
	}
	if !p.Recommended.Known() || k.curve == nil {
		return text
	}
	low := money.FromFloat(k.scene.prices[0]*k.rate, k.currency)
	lost := pricing.FollowCost(k.econ, inCurrency{k.curve, k.rate}, p.Recommended.Minor(), low.Minor(), 3)
	if lost > 0 {
		text += fmt.Sprintf(" Following for three rounds would cost about %.2f %s a month, since the others answer each cut.", lost, k.currency)
	}
	return text
}
