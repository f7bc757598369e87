package scoring_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

func driver(t *testing.T, r market.Recommendation, factor, name string) market.Driver {
	t.Helper()
	for _, d := range r.Scores[factor].Drivers {
		if d.Name == name {
			return d
		}
	}
	t.Fatalf("%s has no driver %s", factor, name)
	return market.Driver{}
}

// with advises on small's first candidate after a change.
func with(t *testing.T, in scoring.Input, f func(*market.Candidate)) market.Recommendation {
	t.Helper()
	in = change(in, 0, f)
	return find(t, advise(t, in), in.Candidates[0].ID)
}

// Test000BTimeSavedInAdvice: twice the minutes are twice the money; nothing stated is unknown, not nothing.
func Test000BTimeSavedInAdvice(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Profile.ValueOfHour = money.MustDecimal("24", "USD")
	saved := func(text string) market.Driver {
		return driver(t, with(t, in, func(c *market.Candidate) { c.Differentiators = []string{text} }), "value", "time_saved")
	}
	ten, twenty := saved("saves 10 minutes"), saved("saves 20 minutes")
	if *ten.Value != 120 || *twenty.Value != 240 || !strings.Contains(ten.Why, "10 minutes × 30 uses a month × 24.00 USD an hour") || twenty.Contribution <= ten.Contribution {
		t.Errorf("ten minutes %+v, twenty %+v; want 120 and 240 with the formula", ten, twenty)
	}
	if d := saved("steel"); d.Known || d.Value != nil || d.Contribution != 0 {
		t.Errorf("nothing stated: %+v; want it unknown", d)
	}
}

// Test000CExperience: more that makes it pleasant to use never scores less; without any it is unknown.
func Test000CExperience(t *testing.T) {
	in, last := small(), -1.0
	for n := range 4 {
		r := with(t, in, func(c *market.Candidate) {
			c.Differentiators = []string{"steel"}
			for range n {
				c.Differentiators = append(c.Differentiators, "experience: quiet")
			}
		})
		d := driver(t, r, "value", "experience")
		if d.Known != (n > 0) || d.Contribution < last {
			t.Errorf("%d attributes: %+v after %v", n, d, last)
		}
		last = max(last, d.Contribution)
	}
}

// Test000GNeedsInAdvice: value's score is split by the needs stated, and the parts sum to it.
func Test000GNeedsInAdvice(t *testing.T) {
	r := with(t, small(), func(c *market.Candidate) {
		c.Differentiators = []string{"functional: steel", "Psychological: a gift box", "functional: USB-C", "untagged"}
	})
	sum := 0.0
	for _, v := range r.Needs {
		sum += v
	}
	if math.Abs(sum-*r.Scores["value"].Score) > 0.01 || !(r.Needs["functional"] > r.Needs["psychological"] && r.Needs["psychological"] > 0) {
		t.Errorf("needs %v; value %v", r.Needs, *r.Scores["value"].Score)
	}
	for _, c := range r.Narrative.Claims {
		if strings.Contains(c.Text, "functional:") {
			t.Errorf("claim %q keeps its tag", c.Text)
		}
	}
}

// Test003CFiveSubDrivers: quality, function, service, gifts and brand are drivers of attractiveness, each rising with its
// input.
func Test003CFiveSubDrivers(t *testing.T) {
	in := small()
	in.Series = slices.Clone(in.Series)
	for i := range in.Series {
		in.Series[i].Listing.Brand = []string{"Norvik", "Acme"}[i%2]
	}
	q60, q80 := 60.0, 80.0
	for name, f := range map[string][2]func(*market.Candidate){
		"quality":   {func(c *market.Candidate) { c.QualityScore = &q60 }, func(c *market.Candidate) { c.QualityScore = &q80 }},
		"function":  {func(c *market.Candidate) { c.Differentiators = []string{"steel"} }, func(c *market.Candidate) { c.Differentiators = []string{"steel", "USB-C"} }},
		"assurance": {func(c *market.Candidate) { c.Differentiators = []string{"steel"} }, func(c *market.Candidate) { c.Differentiators = []string{"two-year warranty"} }},
		"gifts":     {func(c *market.Candidate) { c.Differentiators = []string{"steel"} }, func(c *market.Candidate) { c.Differentiators = []string{"comes with a gift box"} }},
		"brand":     {func(c *market.Candidate) { c.Brand = "nobody" }, func(c *market.Candidate) { c.Brand = "Norvik" }},
	} {
		less, more := driver(t, with(t, in, f[0]), "attractiveness", name), driver(t, with(t, in, f[1]), "attractiveness", name)
		if !less.Known || !more.Known || more.Contribution <= less.Contribution {
			t.Errorf("%s: %+v, then %+v; want it to rise", name, less, more)
		}
	}
}

// Test002BDatesAndBaseline: readings within an event move no usual price, and what comes has a day to order by.
func Test002BDatesAndBaseline(t *testing.T) {
	in := small()
	plain := advise(t, in)
	lead := 30
	in.Candidates[0].LeadTimeDays = &lead
	at := in.AsOf
	in.Events = []scoring.Event{
		{Name: "sale", From: at.Truncate(24 * time.Hour), To: at},
		{Name: "fair", From: at.AddDate(0, 0, 40), To: at.AddDate(0, 0, 42)}, {Name: "soon", From: at.AddDate(0, 0, 10), To: at.AddDate(0, 0, 11)},
	}
	cut := in
	cut.Series = slices.Clone(in.Series)
	for i, s := range cut.Series {
		last := s.Observations[len(s.Observations)-1]
		last.ObservedAt = at
		last.Offer.Price = money.New(last.Offer.Price.Minor()*85/100, "USD")
		cut.Series[i].Observations = append(slices.Clone(s.Observations), last)
	}
	r, was := find(t, advise(t, cut), in.Candidates[0].ID), find(t, plain, in.Candidates[0].ID)
	if a, b := r.Price.Corridor.Reference.Amount.Float(), was.Price.Corridor.Reference.Amount.Float(); math.Abs(a/b-1) > 0.03 {
		t.Errorf("usual price %v in the sale, %v before; want them alike", a, b)
	}
	if len(r.Dates) != 2 || r.Dates[0].For != "soon" || !r.Dates[0].Late || r.Dates[1].Late || !r.Dates[1].OrderBy.Equal(at.AddDate(0, 0, 10)) {
		t.Errorf("dates %+v; want soon too late and the fair in ten days", r.Dates)
	}
	cut.Events = nil
	if x := find(t, advise(t, cut), in.Candidates[0].ID); x.Price.Corridor.Reference.Amount.Float() > 0.95*was.Price.Corridor.Reference.Amount.Float() {
		t.Errorf("without a calendar the usual price is %s; want the sale's", x.Price.Corridor.Reference.Amount)
	}
}

// Test003TAdvantagesInAdvice: with the list asked and empty, a product at no low price is dropped with that reason.
func Test003TAdvantagesInAdvice(t *testing.T) {
	in := synthetic(40, 1000)
	in.Profile = scoring.DefaultProfile()
	in.Profile.Advantages = []scoring.Advantage{}
	for _, r := range advise(t, in).Recommendations {
		switch {
		case r.Verdict == market.Go:
			t.Errorf("%s: go without an advantage", r.CandidateID)
		case r.Price.Position != "value" && r.Verdict == market.Trial:
			t.Errorf("%s at %s: %s (%s)", r.CandidateID, r.Price.Position, r.Verdict, r.VerdictRule)
		}
	}
	in.Profile.Advantages = []scoring.Advantage{scoring.Brand}
	if !slices.ContainsFunc(advise(t, in).Recommendations, func(r market.Recommendation) bool { return r.Verdict == market.Go || r.Verdict == market.Trial }) {
		t.Error("with an advantage nobody gets a chance")
	}
}

// Test003UFamiliarInAdvice: knowing a category moves near ties and nothing else.
func Test003UFamiliarInAdvice(t *testing.T) {
	in := synthetic(60, 1500)
	in.Profile = scoring.DefaultProfile()
	before := advise(t, in)
	in.Profile.Familiar = map[string]int{before.Recommendations[len(before.Recommendations)/2].Category: 2}
	after := advise(t, in)
	for i, r := range after.Recommendations {
		if i > 0 && *r.Score > *after.Recommendations[i-1].Score+0.5 {
			t.Errorf("%s at %d has %.2f, over it stands %.2f", r.CandidateID, r.Rank, *r.Score, *after.Recommendations[i-1].Score)
		}
	}
}

// Test002IWeakestStep: the step with the worst data is named.
func Test002IWeakestStep(t *testing.T) {
	for want, f := range map[string]func(*market.Candidate){
		"cost: ": func(c *market.Candidate) {
			c.Cost.AdRate, c.Cost.ReturnRate, c.Cost.ReferralRate, c.Cost.InboundFreight = nil, nil, nil, money.Amount{}
		},
	} {
		if r := with(t, small(), f); !strings.HasPrefix(r.WeakestStep, want) {
			t.Errorf("weakest step %q; want %q", r.WeakestStep, want)
		}
	}
	in := small()
	in.Matches = slices.DeleteFunc(in.Matches, func(m market.Match) bool { return m.CandidateID == in.Candidates[0].ID })
	if r := find(t, advise(t, in), in.Candidates[0].ID); !strings.HasPrefix(r.WeakestStep, "collect") {
		t.Errorf("weakest step without a market %q; want collect", r.WeakestStep)
	}
}

// Test001BSharedIsNotExclusive: what most offers say of themselves is never told as what sets a product apart.
func Test001BSharedIsNotExclusive(t *testing.T) {
	in := small()
	in.Series = slices.Clone(in.Series)
	for i := range in.Series {
		in.Series[i].Listing.Title += " with USB-C port"
	}
	r := with(t, in, func(c *market.Candidate) {
		c.Differentiators, c.Proofs = []string{"USB-C", "hand made"}, []string{"data sheet", "photos"}
	})
	if !slices.Equal(r.Narrative.Alone, []string{"hand made"}) {
		t.Errorf("exclusive %v; want hand made alone", r.Narrative.Alone)
	}
	r = with(t, in, func(c *market.Candidate) { c.Differentiators = []string{"USB-C"} })
	if !slices.ContainsFunc(r.Warnings, func(w market.Warning) bool { return w.Code == "no_differentiator" }) {
		t.Errorf("warnings %+v; want that nothing sets it apart", r.Warnings)
	}
}

// Test003SSegmentInAdvice: in a market that few hold, a part without a leader is named.
func Test003SSegmentInAdvice(t *testing.T) {
	in := small()
	in.Series = slices.Clone(in.Series)
	n := 0
	for i := range in.Series {
		l := &in.Series[i].Listing
		obs := slices.Clone(in.Series[i].Observations)
		seller := "giant"
		if n++; n%4 == 0 {
			l.Title += " foldable"
			seller = []string{"ann", "bob", "cid", "dan"}[n/4%4]
		}
		for j := range obs {
			obs[j].Offer.Seller = seller
		}
		in.Series[i].Observations = obs
	}
	r := find(t, advise(t, in), in.Candidates[0].ID)
	if r.Market.HHI == nil || *r.Market.HHI <= 1800 {
		t.Fatalf("HHI %v; the market should be concentrated", r.Market.HHI)
	}
	if !slices.ContainsFunc(r.Actions, func(a string) bool { return strings.Contains(a, `"foldable"`) }) {
		t.Errorf("actions %v; want to lead the foldable part", r.Actions)
	}
}

// Test002GScaleInAdvice: a rating of few proves nothing, one of many does; nobody's rating does not.
func Test002GScaleInAdvice(t *testing.T) {
	for _, tc := range []struct {
		stars   float64
		ratings int64
		want    bool
	}{{4.9, 5, false}, {4.6, 400, true}, {4.0, 400, false}, {0, 0, false}} {
		in := small()
		id := in.Candidates[0].ID
		in.Series, in.Matches = slices.Clone(in.Series), slices.Clone(in.Matches)
		one := true
		for i := range in.Matches {
			m := &in.Matches[i]
			if m.CandidateID != id {
				continue
			}
			m.Relation = market.Comparable
			if at := slices.IndexFunc(in.Series, func(s market.Series) bool { return s.Listing.ID == m.ListingID }); one && at >= 0 {
				one, m.Relation = false, market.Same
				obs := slices.Clone(in.Series[at].Observations)
				for j := range obs {
					n, stars := tc.ratings, tc.stars
					obs[j].ReviewCount, obs[j].RatingCount, obs[j].Rating, obs[j].RatingScale = &n, &n, &stars, 5
					if n == 0 {
						obs[j].ReviewCount, obs[j].RatingCount, obs[j].Rating = nil, nil, nil
					}
				}
				in.Series[at].Observations = obs
			}
		}
		r := find(t, advise(t, change(in, 0, func(c *market.Candidate) { c.Stage = "growth" })), id)
		said := strings.Contains(strings.Join(r.Actions, ";"), "scale ads")
		if r.ScaleAllowed == nil || *r.ScaleAllowed != tc.want || said != (tc.want && r.Verdict == market.Go) {
			t.Errorf("%v of %d: scale allowed %v, actions %v; want %v", tc.stars, tc.ratings, r.ScaleAllowed, r.Actions, tc.want)
		}
	}
}

// Test003XReasonForTheCap: two products at most by default, and why.
func Test003XReasonForTheCap(t *testing.T) {
	a := advise(t, synthetic(40, 1000))
	if len(a.Shortlist) > 2 || !strings.Contains(a.ShortlistWhy, "at most 2 at a time") {
		t.Errorf("shortlist %v: %q", a.Shortlist, a.ShortlistWhy)
	}
}

// Test003SAttributes: small words part no market, and a word of a script without spaces may.
func Test003SAttributes(t *testing.T) {
	for word, want := range map[string]string{"with": "", "para": "", "2024": "", "faltbar": "faltbar", "静音": "静音"} {
		in := small()
		in.Series = slices.Clone(in.Series)
		for i := range in.Series {
			obs := slices.Clone(in.Series[i].Observations)
			seller := "giant"
			if i%4 == 0 {
				in.Series[i].Listing.Title += " " + word
				seller = []string{"ann", "bob", "cid", "dan"}[i/4%4]
			}
			for j := range obs {
				obs[j].Offer.Seller = seller
			}
			in.Series[i].Observations = obs
		}
		got := ""
		if s := find(t, advise(t, in), in.Candidates[0].ID).SegmentOpportunity; s != nil {
			got = s.Attribute
		}
		if got != want {
			t.Errorf("%s: attribute %q; want %q", word, got, want)
		}
	}
}
