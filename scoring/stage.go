package scoring

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"shelfwise/market"
)

// The stages of a product (text 002-F).
const (
	StageLaunch       = "launch"
	StageGrowth       = "growth"
	StageMature       = "mature"
	StageDecline      = "decline"
	StageInsufficient = "insufficient"
)

// stageOf returns the stage the buyer states, else what the reviews of the same product elsewhere tell, else
// insufficient.
func stageOf(c market.Candidate, r *run, s *scene) string {
	if stated := strings.ToLower(strings.TrimSpace(c.Stage)); slices.Contains(market.Stages(), stated) {
		return stated
	}
	g, ok := r.growth(s.rivals, func(v rival) bool { return v.same })
	if !ok {
		return StageInsufficient
	}
	reviews := 0.0
	for _, v := range s.rivals {
		if n := r.cleaned.Histories[v.at].Reviews; v.same && !math.IsNaN(n) {
			reviews += n
		}
	}
	return Stage(reviews, g)
}

// Stage tells the stage from a product's reviews and the growth of their inflow (second half over first half, NaN
// unknown). The bounds are ours: under 30 reviews launch, a third more growth, a quarter less decline.
func Stage(reviews, growth float64) string {
	switch {
	case math.IsNaN(growth):
		return StageInsufficient
	case reviews < 30:
		return StageLaunch
	case growth > 4.0/3:
		return StageGrowth
	case growth < 0.75:
		return StageDecline
	}
	return StageMature
}

// allows decides by sureness and bounds that by the stage (text 002-F): what declines is no new product of the range, and what is launched
// proves itself in a small group first.
func (r *run) allows(k *candidateCase) (market.Verdict, string) {
	v, rule := r.bySureness(k)
	switch {
	case k.stage == StageDecline && (v == market.Go || v == market.Trial):
		return market.Watch, "it declines: order no new stock, sell off above the floor"
	case k.stage == StageLaunch && v == market.Go:
		return market.Trial, "it is being launched: prove it with a first small lot (" + rule + ")"
	}
	return r.holdBack(k, v, rule)
}

// StageActions lists what a stage allows. Launch proves word of mouth in a small group first; it never scales ads. Nor
// does growth before the rating is surely good enough.
func StageActions(stage string, scale bool) []string {
	switch stage {
	case StageLaunch, StageInsufficient:
		return []string{"sell a first small lot", "collect honest ratings before spending on traffic"}
	case StageGrowth:
		if !scale {
			return []string{"secure supply", "collect more honest ratings: they do not yet prove the product, and fast growth of a bad one loses buyers for good"}
		}
		return []string{"secure supply", "scale ads while a unit sold this way still earns"}
	case StageMature:
		return []string{"hold price and margin", "work on repeat purchase and baskets"}
	case StageDecline:
		return []string{"order no new stock", "sell off above the floor"}
	}
	return nil
}

// actions are those of the stage as far as the verdict and the supplier's least order allow them: what is taken into the range
// is no longer tried, and what is only tried is not scaled.
func (k *candidateCase) actions(v market.Verdict, scale bool) []string {
	all := StageActions(k.stage, scale)
	lot := "sell a first small lot"
	if n := k.c.Cost.MOQ; n != nil && k.out.known && float64(*n) > k.out.units.P50 {
		lot = fmt.Sprintf("ask the supplier for a first lot under the least order of %s units, which at the expected sales last %s months", count(float64(*n)), months(float64(*n), k.out.units.P50))
	}
	switch {
	case v == market.Go && k.stage == StageInsufficient:
		return []string{fmt.Sprintf("take it into the range: order for the first month's expected sales of %s units", count(math.Max(1, k.out.mean))),
			"collect honest ratings before spending on traffic"}
	case v == market.Trial && k.stage != StageLaunch && k.stage != StageInsufficient && k.stage != StageDecline:
		rest := all[1:]
		if scale && k.stage == StageGrowth {
			rest = nil
		}
		return append([]string{lot, "order and advertise no more before the trial has met its measure of success"}, rest...)
	}
	for i, a := range all {
		if a == "sell a first small lot" {
			all[i] = lot
		}
	}
	return all
}

// months is how long a stock lasts, in words.
func months(stock, monthly float64) string {
	if !(monthly > 0) {
		return "an unlimited number of"
	}
	return count(stock / monthly)
}

// scaleStars is the lower bound of the rating from which ads may be scaled (text 002-G). Ours.
const scaleStars = 4.2

// ScaleAllowed reports whether a product has proven itself enough to scale: the lower bound of its rating clears scaleStars.
// 4.9 from 5 ratings does not, 4.6 from 400 does.
func ScaleAllowed(lowerBound float64) bool { return lowerBound > scaleStars }
