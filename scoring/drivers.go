package scoring

import (
	"fmt"
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

// usualAssurance is the market's median assurance while no listing states its own.
const usualAssurance = 50.0

// segmentFit is 100 where the candidate names the segment asked for, 30 where it names another.
func segmentFit(c market.Candidate, segment string) float64 {
	switch {
	case segment == "" || c.Segment == "":
		return math.NaN()
	case sameSegment(segment, c.Segment):
		return 100
	}
	return 30
}

// The patterns of "saves 20 minutes" and "twice a day" among the differentiators.
var (
	minutesPattern = regexp.MustCompile(`(?i)(?:saves?|spart)\s+(?:about\s+)?(\d+(?:\.\d+)?)\s*(min|minutes?|minuten|h|hours?|stunden?)`)
	usesPattern    = regexp.MustCompile(`(?i)(\d+)\s*(?:times|uses|mal)\s+(?:a|per|pro|am|im|in der)\s*(day|week|month|tag|woche|monat)`)
)

// usualUses is how often a month a product is used where nothing is stated. Ours: once a day.
const usualUses = 30

// timeSaved measures the time a product saves its user (text 000-B). With the value of buyers' time it is money a month,
// minutes × uses × value of an hour; else it is minutes a use. Either doubles with the minutes. The points rise with the
// minutes; unknown where none is stated.
func (r *run) timeSaved(c market.Candidate) (value, points float64, unit, why string) {
	if len(c.Differentiators) == 0 {
		return math.NaN(), math.NaN(), "", "no time saving is stated"
	}
	text := strings.Join(c.Differentiators, "\n")
	m := minutesPattern.FindStringSubmatch(text)
	if m == nil {
		return math.NaN(), math.NaN(), "", "no time saving is stated"
	}
	minutes, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return math.NaN(), math.NaN(), "", "no time saving is stated"
	}
	if unit := strings.ToLower(m[2]); unit[0] == 'h' || unit[0] == 's' {
		minutes *= 60
	}
	points = between(minutes+1, 1, 121)
	hour := r.profile.ValueOfHour
	if !hour.Known() {
		return minutes, points, "minutes a use", "stated: " + m[0]
	}
	uses, said := float64(usualUses), "taken as used once a day"
	if u := usesPattern.FindStringSubmatch(text); u != nil {
		if n, err := strconv.ParseFloat(u[1], 64); err == nil {
			uses, said = n*perMonth(u[2]), "stated: "+u[0]
		}
	}
	return TimeSavedMoney(minutes, uses, hour.Float()), points, string(hour.Currency()) + " a month",
		fmt.Sprintf("%.4g minutes × %.4g uses a month × %s an hour; stated: %s; %s", minutes, uses, hour, m[0], said)
}

// perMonth is how many of a period a month has.
func perMonth(period string) float64 {
	switch strings.ToLower(period) {
	case "day", "tag":
		return 30
	case "week", "woche":
		return 30.0 / 7
	}
	return 1
}

// TimeSavedMoney is the money value of time saved in a month: minutes per use × uses × value of an hour.
func TimeSavedMoney(minutesPerUse, usesPerMonth, valueOfHour float64) float64 {
	return minutesPerUse * usesPerMonth * valueOfHour / 60
}

// experiences counts the attributes that are said to make a product pleasant to use (text 000-C); unknown without any.
func experiences(c market.Candidate) float64 {
	n := 0.0
	for _, d := range c.Differentiators {
		if tag, _ := market.Tagged(d); tag == "experience" || tag == "psychological" {
			n++
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return n
}

// brandShare is the share of the rivals' reviews that offers of the candidate's own brand have; unknown without a brand or
// without reviews.
func (r *run) brandShare(k *candidateCase) float64 {
	if k.c.Brand == "" {
		return math.NaN()
	}
	own, all := 0.0, 0.0
	for _, v := range k.scene.rivals {
		n := r.cleaned.Histories[v.at].Reviews
		if math.IsNaN(n) {
			continue
		}
		all += n
		if strings.EqualFold(r.series[v.at].Listing.Brand, k.c.Brand) {
			own += n
		}
	}
	if all == 0 {
		return math.NaN()
	}
	return own / all
}
