package scoring_test

import (
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// Test001BDrawbacksAreNoAdvantages: a refusal, a lack and a fault are neither what sets the product apart nor told to buyers,
// no evidence for a premium and no function.
func Test001BDrawbacksAreNoAdvantages(t *testing.T) {
	for _, bad := range []string{
		"no returns", "no warranty", "returns not accepted", "keine Rückgabe", "warranty: ask seller", "slow and loud", "breaks often", "ugly", "fragile", "very slow", "noisy motor", "not waterproof", "no manual", "charger not included", "does not fit well", "hard to clean", "langsam", "hässlich", "bruyant", "feo", "易碎",
		"no gift", "leaks when tilted", "poor grip", "too heavy",
	} {
		n := told(t, marketOf(), bad, "steel")
		if strings.Contains(n.Public, bad) || slices.Contains(n.Alone, bad) || !n.Claims[0].Held || !strings.Contains(n.Public, "steel") {
			t.Errorf("%q: public %q, alone %v", bad, n.Public, n.Alone)
		}
		in := small()
		in.Profile = scoring.DefaultProfile()
		r := with(t, in, func(c *market.Candidate) { c.Differentiators = []string{"steel", bad} })
		if d := driver(t, r, "attractiveness", "function"); *d.Value != 1 {
			t.Errorf("%q: %v functions", bad, *d.Value)
		}
		for _, must := range r.Price.Alternatives {
			if strings.Contains(strings.Join(must.MustBeTrue, " "), bad) {
				t.Errorf("%q is evidence for a premium: %v", bad, must.MustBeTrue)
			}
		}
	}
	for _, good := range []string{"never breaks", "no plastic", "slow cooker mode", "loud alarm", "for fragile skin", "does not leak", "BPA-free", "quiet", "not only steel", "protects fragile things", "no drilling", "without noise", "hot air", "unbreakable glass", "2-year warranty", "cold brew"} {
		if n := told(t, marketOf(), good); !strings.Contains(n.Public, good) {
			t.Errorf("%q is held back: %v", good, n.Flags)
		}
	}
}

// Test003CWhatCounts: what is said twice counts once, and a gift is one that is given.
func Test003CWhatCounts(t *testing.T) {
	for text, want := range map[string][2]float64{
		"quiet|quiet|Quiet!|functional: quiet|very quiet|quiet": {1, 0}, "quiet|light": {2, 0}, "no gift": {0, 0}, "gift wrap costs 5 extra": {0, 0}, "optional gift box for $3": {0, 0}, "without gifts": {0, 0}, "with a gift": {0, 1},
		"free gift": {0, 1}, "gift box included": {0, 1}, "slow and loud|breaks often|ugly": {0, 0}, "kein Geschenk": {0, 0}, "steel|slow": {1, 0},
	} {
		r := with(t, small(), func(c *market.Candidate) { c.Differentiators = strings.Split(text, "|") })
		f, g := driver(t, r, "attractiveness", "function"), driver(t, r, "attractiveness", "gifts")
		if *f.Value != want[0] || *g.Value != want[1] {
			t.Errorf("%q: %v functions, %v gifts; want %v", text, *f.Value, *g.Value, want)
		}
	}
}
