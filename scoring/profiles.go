package scoring

import (
	"fmt"
	"strings"

	"shelfwise/market"
	"shelfwise/scoring/pricing"
)

// DefaultGates are ours: a go leaves 15% of the price, the floor itself 5%, and has a returns or warranty promise (text
// 000-D: without a guarantee nobody pays).
func DefaultGates() Gates {
	return Gates{MinMargin: 0.15, FloorAt: 50_000, MinStars: 3.5, AfterSales: true}
}

// DefaultProfile weighs in the founding text's order.
func DefaultProfile() Profile {
	return Profile{Name: "default", Weights: DefaultWeights(), Gates: DefaultGates()}
}

// Profiles lists the named profiles.
func Profiles() []Profile {
	gates := DefaultGates()
	strict := gates
	strict.MinMargin, strict.MinStars = 0.25, 4
	return []Profile{
		DefaultProfile(),
		{Name: "new-line", Weights: Weights{0.30, 0.35, 0.15, 0.20}, Gates: gates},                                        // pull and an open field first
		{Name: "price-fighter", Weights: Weights{0.25, 0.25, 0.35, 0.15}, Gates: gates, Stance: pricing.PositionValue},    // cost decides
		{Name: "premium-brand", Weights: Weights{0.50, 0.25, 0.15, 0.10}, Gates: strict, Stance: pricing.PositionPremium}, // what buyers accept to pay
		{Name: "cash-limited", Weights: Weights{0.30, 0.25, 0.35, 0.10}, Gates: gates},
		{Name: "fast-turn", Weights: Weights{0.25, 0.45, 0.15, 0.15}, Gates: gates}, // units first
	}
}

// ProfileNamed returns a named profile ("" is the default). Error: market.ErrNotFound, with the names there are.
func ProfileNamed(name string) (Profile, error) {
	if name == "" {
		return DefaultProfile(), nil
	}
	var names []string
	for _, p := range Profiles() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Profile{}, fmt.Errorf("profile %q: %w (there are %s)", name, market.ErrNotFound, strings.Join(names, ", "))
}
