package scoring

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Advantage is one of the text's reasons to open a shop at all (003-T).
type Advantage string

// The advantages of the list.
const (
	Brand     Advantage = "brand"
	LowCost   Advantage = "low-cost source"
	Fans      Advantage = "loyal fans"
	Exclusive Advantage = "exclusive resource"
	Finance   Advantage = "strong finance"
)

// Advantages lists them in the text's order.
func Advantages() []Advantage { return []Advantage{Brand, LowCost, Fans, Exclusive, Finance} }

// advantageNames lists the advantages in words.
func advantageNames() string {
	var out []string
	for _, a := range Advantages() {
		out = append(out, string(a))
	}
	return strings.Join(out, ", ")
}

// FitOf answers the three questions (what, to whom, with which advantage): the share of the list held, and the verdict
// that an empty list allows. Without an advantage only relatively high quality at a relatively low price is left: that
// is a trial; parity or premium is a drop.
func FitOf(held []Advantage, position string, quality *float64) (fit float64, most market.Verdict, reason string) {
	list := Advantages()
	n := 0
	for _, a := range list {
		if slices.Contains(held, a) {
			n++
		}
	}
	fit = 100 * float64(n) / float64(len(list))
	switch {
	case n > 0:
		return fit, market.Go, fmt.Sprintf("%d of %d advantages held", n, len(list))
	case position == "value" && quality != nil && *quality >= 50:
		return 0, market.Trial, "no advantage, but good quality at a low price"
	}
	return 0, market.Drop, "no advantage, and not good quality at a low price: do not open"
}

// Segment is a part of a market with the share of its leader.
type Segment struct {
	Name   string
	Sales  []float64 // by seller
	Themes []string  // needs that no offer meets
}

// concentrated is the HHI over which few hold a market (DOJ/FTC 2023).
const concentrated = 1800

// SegmentOpportunity finds where a newcomer can lead (003-S): where the whole is concentrated (HHI over 1,800), the
// sub-segment whose leader is weakest or whose buyers miss something. False where the whole is open or no part is.
func SegmentOpportunity(whole []float64, parts []Segment) (Segment, string, bool) {
	c, ok := Concentrate(whole)
	if !ok || c.HHI <= concentrated {
		return Segment{}, "", false
	}
	best, weakest := -1, 0.5
	for i, p := range parts {
		pc, ok := Concentrate(p.Sales)
		if !ok {
			continue
		}
		lead := pc.CR1
		if len(p.Themes) > 0 {
			lead -= 0.2
		}
		if lead < weakest {
			best, weakest = i, lead
		}
	}
	if best < 0 {
		return Segment{}, "", false
	}
	p := parts[best]
	why := fmt.Sprintf("the market is led by few (HHI %.0f); in %s no leader holds the half", c.HHI, p.Name)
	if len(p.Themes) > 0 {
		why += ", and buyers miss " + strings.Join(p.Themes, ", ")
	}
	return p, why, true
}

// Expand advises more categories only where the traffic carries it (003-N).
func Expand(visitorsPerDay, threshold float64) bool { return visitorsPerDay >= threshold }

// ExclusiveAttributes are those that we hold and less than a share of the offers do (001-B, 003-V). An offer holds an
// attribute where one of its texts has all the words of it.
func ExclusiveAttributes(ours []string, offers [][]string, below float64) []string {
	var out []string
	for _, a := range ours {
		want, n := words(a), 0
		for _, o := range offers {
			if slices.ContainsFunc(o, func(b string) bool { return hasAll(words(b), want) }) {
				n++
			}
		}
		if len(offers) == 0 || float64(n) < below*float64(len(offers)) {
			out = append(out, a)
		}
	}
	return out
}

func hasAll(have, want []string) bool {
	for _, w := range want {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return len(want) > 0
}

// Familiar moves near ties by how well the buyer knows category and consumers (003-U), 0 to 2 each: at most half a
// point of score, so that nothing but near ties changes.
func Familiar(score float64, category, consumers int) float64 {
	return score + 0.125*float64(min(2, max(0, category))+min(2, max(0, consumers)))
}

// Keyword is a search word with what is offered and asked under it; NaN is unknown.
type Keyword struct {
	Word               string
	Listings, Searches float64
	Ratio              float64 // listings per search; low is little competition; −1: cannot be told
}

// RankKeywords orders words by listings per search, fewest first (003-Z). Words without searches, or with either number
// unknown, come last: an empty cell is no lack of competition.
func RankKeywords(ks []Keyword) []Keyword {
	out := slices.Clone(ks)
	for i := range out {
		out[i].Ratio = -1
		if k := out[i]; k.Searches > 0 && k.Listings >= 0 {
			out[i].Ratio = k.Listings / k.Searches
		}
	}
	slices.SortStableFunc(out, func(a, b Keyword) int {
		if (a.Ratio < 0) != (b.Ratio < 0) {
			return cmp.Compare(b.Ratio, a.Ratio)
		}
		return cmp.Or(cmp.Compare(a.Ratio, b.Ratio), cmp.Compare(b.Searches, a.Searches), cmp.Compare(a.Word, b.Word))
	})
	return out
}

// launchDays is how long a launch price holds where the profile does not say.
const launchDays = 30

// Launch returns the launch corridor: at most a share of the floor under it, until an end. Error: market.ErrConflict where
// the target is under what the loss limit allows.
func Launch(floor, target money.Amount, t LaunchTerms, from time.Time) (market.LaunchPrice, error) {
	low := money.New(floor.Minor()-floor.MulRate(t.LossRate, money.Down).Minor(), floor.Currency())
	if c, err := low.Cmp(target); err != nil || c > 0 {
		return market.LaunchPrice{}, fmt.Errorf("launch price: target %s is under %s: %w", target, low, market.ErrConflict)
	}
	days := t.Days
	if days <= 0 {
		days = launchDays
	}
	days = min(90, days)
	return market.LaunchPrice{Low: low, High: target, Until: from.AddDate(0, 0, days),
		Exit: fmt.Sprintf("go to %s after %d days or thirty honest ratings, whichever is first; stop where fewer units are sold than the low end of what is expected, and sell what is left at %s or more", target, days, low)}, nil
}

// Needs splits a product's appeal by what it does for its user (000-G): functional, psychological, value, other. The
// parts sum to the value score given.
func Needs(value float64, tags map[string]int) map[string]float64 {
	out := map[string]float64{"functional": 0, "psychological": 0, "value": 0, "other": 0}
	total := 0
	for k, n := range tags {
		if _, ok := out[k]; ok {
			total += n
		}
	}
	if total == 0 {
		out["other"] = value
		return out
	}
	for k := range out {
		out[k] = value * float64(tags[k]) / float64(total)
	}
	return out
}
