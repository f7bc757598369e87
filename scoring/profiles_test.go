package scoring_test

import (
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// TestF27ProfilesKeepTheirPromise: each named profile brings to the top what its name says, seen over the best twenty of the
// default ranking of the same market.
func TestF27ProfilesKeepTheirPromise(t *testing.T) {
	score := func(r market.Recommendation, factor string) float64 { return *r.Scores[factor].Score }
	for _, tc := range []struct {
		profile, says string
		of            func(market.Recommendation) float64
	}{
		{"new-line", "an open field", func(r market.Recommendation) float64 { return score(r, "competition") }},
		{"price-fighter", "low prices among their rivals'", func(r market.Recommendation) float64 { return -r.Price.Standing.IndexToMedian }},
		{"premium-brand", "quality", func(r market.Recommendation) float64 { return *driver(t, r, "attractiveness", "quality").Value }},
		{"cash-limited", "cash that soon comes back", func(r market.Recommendation) float64 {
			return -r.Price.Expected.CashNeeded.Float() / r.Price.Expected.ProfitPerMonth.Float()
		}},
		{"fast-turn", "units", func(r market.Recommendation) float64 { return r.Price.Expected.UnitsPerMonth }},
	} {
		for _, name := range []string{"plain", "dirty"} {
			in := loadMarket(t, name)
			mean := func(p scoring.Profile) float64 {
				in.Profile = p
				sum, n := 0.0, 0
				for _, r := range advise(t, in).Recommendations {
					if r.Price.Expected != nil && n < 20 {
						sum, n = sum+tc.of(r), n+1
					}
				}
				return sum / float64(n)
			}
			named, err := scoring.ProfileNamed(tc.profile)
			if err != nil {
				t.Fatal(err)
			}
			if was, now := mean(scoring.DefaultProfile()), mean(named); !(now > was) {
				t.Errorf("%s: %s does not bring %s to the top: %.4g, the default %.4g", name, tc.profile, tc.says, now, was)
			}
		}
	}
}

// TestF27AimsNeedWhatTheyLookFor: an aim that is not known to be reached adds nothing and widens the interval; the default aims
// at nothing beside profit.
func TestF27AimsNeedWhatTheyLookFor(t *testing.T) {
	in := small()
	for name, row := range map[string]string{"premium-brand": "aim_quality", "fast-turn": "aim_units"} {
		p, err := scoring.ProfileNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		in.Profile = p
		full := advise(t, in)
		less := advise(t, change(in, 0, func(c *market.Candidate) { c.QualityScore = nil }))
		was, now := find(t, full, in.Candidates[0].ID), find(t, less, in.Candidates[0].ID)
		if d := driver(t, now, "attractiveness", row); d.Known || *now.Score > *was.Score || width(now) <= width(was) {
			t.Errorf("%s: without quality the aim is known %v, score %.2f (was %.2f), interval %v", name, d.Known, *now.Score, *was.Score, *now.ScoreInterval)
		}
	}
	in.Profile = scoring.DefaultProfile()
	for _, d := range advise(t, in).Recommendations[0].Scores["attractiveness"].Drivers {
		if strings.HasPrefix(d.Name, "aim") {
			t.Error("the default profile aims at something beside profit")
		}
	}
}
