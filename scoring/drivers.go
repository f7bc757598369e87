package scoring

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"shelfwise/market"
)

// ratingBound is the lower 5% bound of the rating of the same product's listings elsewhere, shrunk by a Dirichlet
// prior of two ratings around three stars: five reviews of 5.0 are weaker than four hundred of 4.6.
func (r *run) ratingBound(s *scene) (float64, bool) {
	sum, n := 0.0, 0.0
	for _, v := range s.rivals {
		h := &r.cleaned.Histories[v.at]
		if v.same && !math.IsNaN(h.Stars) && h.Reviews > 0 {
			sum, n = sum+h.Stars*h.Reviews, n+h.Reviews
		}
	}
	if n == 0 {
		return math.NaN(), false
	}
	return RatingBound(sum/n, n), true
}

// RatingBound returns a lower bound of a mean rating on five stars from n ratings: the posterior mean under a prior of
// two ratings with mean 3, less 1.65 standard deviations of a single-rating spread of 1.2 (wider than usual, since the
// distribution is not known).
func RatingBound(stars, n float64) float64 {
	const prior, middle, spread = 2.0, 3.0, 1.2
	m := (prior*middle + n*stars) / (prior + n)
	return m - 1.65*spread/math.Sqrt(prior+n+1)
}

// assuranceWords are what buyers count as assurance (text 000-A): each found among differentiators or proofs adds its
// points to the neutral 40.
func assuranceWords() []struct {
	points float64
	words  []string
} {
	return []struct {
		points float64
		words  []string
	}{
		{20, []string{"warranty", "guarantee", "garantie", "garantía", "保修", "质保"}},
		{15, []string{"return", "refund", "rückgabe", "retour", "退货", "退款"}},
		{20, []string{"authorised", "authorized", "official", "flagship", "autorisiert", "授权", "旗舰"}},
		{5, []string{"service", "support", "客服"}},
	}
}

// assurance scores the promises that a candidate can prove or offers. Unknown where nothing at all is stated.
func assurance(c market.Candidate) (points float64, how string) {
	text := strings.ToLower(strings.Join(c.Differentiators, "\n") + "\n" + strings.Join(c.Proofs, "\n"))
	if strings.TrimSpace(text) == "" {
		return math.NaN(), "no after-sales promise, warranty or authorisation is stated"
	}
	points = 40
	var found []string
	for _, a := range assuranceWords() {
		for _, w := range a.words {
			if strings.Contains(text, w) {
				points += a.points
				found = append(found, w)
				break
			}
		}
	}
	if len(found) == 0 {
		return 40, "promises are stated, but no warranty, returns or authorisation among them"
	}
	return points, "stated: " + strings.Join(found, ", ")
}

// usualAssurance is the market's median assurance while no listing states its own.
const usualAssurance = 50.0

// weakTrust reports an assurance that is known to stand under the market's.
func weakTrust(k *candidateCase) bool {
	a, _ := assurance(k.c)
	return !math.IsNaN(a) && a < usualAssurance
}

// hasAfterSales reports whether a returns or warranty promise is stated.
func hasAfterSales(c market.Candidate) bool {
	text := strings.ToLower(strings.Join(c.Differentiators, "\n") + "\n" + strings.Join(c.Proofs, "\n"))
	for _, a := range assuranceWords()[:2] {
		for _, w := range a.words {
			if strings.Contains(text, w) {
				return true
			}
		}
	}
	return false
}

// segmentFit is 100 where the candidate names the segment asked for, 30 where it names another.
func segmentFit(c market.Candidate, segment string) float64 {
	switch {
	case segment == "" || c.Segment == "":
		return math.NaN()
	case strings.EqualFold(segment, c.Segment):
		return 100
	}
	return 30
}

// minutesPattern finds "saves 20 minutes" and the like among the differentiators.
var minutesPattern = regexp.MustCompile(`(?i)(?:saves?|spart)\s+(?:about\s+)?(\d+(?:\.\d+)?)\s*(min|minutes?|minuten|h|hours?|stunden?)`)

// timeSaved scores the time a product saves its user (text 000-B): money saved = minutes × uses × value of time. Only
// the minutes are known from a differentiator, so they alone are scored; unknown where none is stated.
func timeSaved(c market.Candidate) (points float64, why string) {
	why = "no time saving is stated"
	if len(c.Differentiators) == 0 {
		return math.NaN(), why
	}
	m := minutesPattern.FindStringSubmatch(strings.Join(c.Differentiators, "\n"))
	if m == nil {
		return math.NaN(), why
	}
	v, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return math.NaN(), why
	}
	if strings.HasPrefix(strings.ToLower(m[2]), "h") || strings.HasPrefix(strings.ToLower(m[2]), "s") {
		v *= 60
	}
	return between(v+1, 1, 121), "stated: " + m[0]
}

// TimeSavedMoney is the money value of time saved in a month: minutes per use × uses × value of an hour.
func TimeSavedMoney(minutesPerUse, usesPerMonth, valueOfHour float64) float64 {
	return minutesPerUse * usesPerMonth * valueOfHour / 60
}
