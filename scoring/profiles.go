package scoring

import (
	"fmt"
	"math"
	"strings"

	"shelfwise/market"
	"shelfwise/scoring/pricing"
)

// DefaultGates are ours: a go leaves 15% of the price, the floor itself 5%, has a returns or warranty promise (text 000-D: without
// a guarantee nobody pays), and neither go nor trial orders more than a year's sales or waits for its cash over two years.
func DefaultGates() Gates {
	return Gates{MinMargin: 0.15, FloorAt: 50_000, MinStars: 3.5, AfterSales: true, MaxStock: 12, MaxPayback: 24}
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
		{Name: "new-line", Weights: Weights{0.25, 0.35, 0.15, 0.25}, Gates: gates, Aim: AimOpen},                                           // pull and an open field first
		{Name: "price-fighter", Weights: Weights{0.25, 0.25, 0.35, 0.15}, Gates: gates, Stance: pricing.PositionValue},                     // cost decides
		{Name: "premium-brand", Weights: Weights{0.45, 0.30, 0.15, 0.10}, Gates: strict, Stance: pricing.PositionPremium, Aim: AimQuality}, // what buyers accept to pay
		{Name: "cash-limited", Weights: Weights{0.30, 0.25, 0.35, 0.10}, Gates: gates},
		{Name: "fast-turn", Weights: Weights{0.30, 0.45, 0.10, 0.15}, Gates: gates, Aim: AimUnits}, // units first
	}
}

// What a profile may aim at beside expected profit: each is a driver of attractiveness, which counts only for the better.
const (
	AimQuality = "quality"    // your own judgement of a sample
	AimUnits   = "units"      // units sold in a month
	AimOpen    = "open-field" // rivals few, reviews few, newcomers let in
)

// aimWeight is the weight of an aim within attractiveness: twelve points of the score and more from end to end.
const aimWeight = 0.5

// Aims lists what a profile may aim at.
func Aims() []string { return []string{AimQuality, AimUnits, AimOpen} }

// aim is the driver that the profile aims at, without one if it aims at none. What is not known is not reached.
func (r *run) aim(k *candidateCase) []driver {
	q := k.c.QualityScore
	d := driver{name: "aim_quality", unit: "points", why: "this profile looks for quality: your own judgement of a sample", value: math.NaN(), score: math.NaN(),
		weight: aimWeight, stated: true}
	switch r.profile.Aim {
	case AimQuality:
		if q != nil {
			d.value, d.score = *q, *q
		}
	case AimUnits:
		d.name, d.unit, d.why = "aim_units", "units a month", "this profile looks for what turns over fast"
		if q != nil && k.out.known { // a missing cost makes for a lower price, at which more is sold
			d.value = math.Min(k.out.unitsSafe, k.out.worstUnits)
			d.score = between(d.value, 1, 10_000)
		}
	case AimOpen:
		d.name, d.why = "aim_open", "this profile looks for an open field: the points of competition"
		if m := summed(competition(k.scene)); m.known {
			d.value, d.score = m.score, m.score
		}
	default:
		return nil
	}
	return []driver{d}
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
