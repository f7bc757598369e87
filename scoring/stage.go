package scoring

import (
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

// scaleStars is the lower bound of the rating from which ads may be scaled (text 002-G). Ours.
const scaleStars = 4.2

// ScaleAllowed reports whether a product has proven itself enough to scale: the lower bound of its rating clears scaleStars.
// 4.9 from 5 ratings does not, 4.6 from 400 does.
func ScaleAllowed(lowerBound float64) bool { return lowerBound > scaleStars }
