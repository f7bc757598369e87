package scoring

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"

	"shelfwise/market"
	"shelfwise/market/money"
)

// founding fills in what the founding texts ask of a recommendation beside rank and price.
func (r *run) founding(k *candidateCase, rec *market.Recommendation) {
	rec.Dates, rec.StageView = r.dates(k), r.stageView(k)
	rec.WeakestStep = r.weakestStep(k)
	if v := rec.Scores[string(Value)]; v.Score != nil {
		rec.Needs = needsOf(k.c, *v.Score)
	}
	p := &rec.Price
	if !p.Recommended.Known() {
		return
	}
	for i := range rec.Market.Rivals {
		if v := &rec.Market.Rivals[i]; v.Price.Known() {
			v.Gap = money.New(p.Recommended.Minor()-v.Price.Minor(), k.currency)
		}
	}
	titles := r.titles(k)
	t := Telling{Rivals: r.rivalNames(k), Titles: titles, Volume: r.trulyCheap(k), Prices: k.belowMost(p.Recommended, rec.Market.NewestSeen)}
	if r.namesLooked(k) {
		t.Market = r.named()
	}
	n := Narrate(k.c, p.Position, t)
	if t.Market == nil {
		n.PublicTitle = "" // it may name a rival
	}
	rec.Narrative = &n
	lower, ok := r.ratingBound(k.scene)
	rec.Actions = k.actions(rec.Verdict, ok && ScaleAllowed(lower))
	if k.stage == StageLaunch && p.Corridor.Floor.Amount.Known() {
		low := p.Corridor.Floor.Amount
		if m := k.c.MAPPrice; m.Known() && m.Currency() == k.currency && m.Minor() > low.Minor() {
			low = m // a launch is advertised too
		}
		if l, err := Launch(low, p.Recommended, r.profile.Launch, r.in.AsOf); err == nil {
			p.Launch = &l
		}
	}
	if s, why, ok := r.segment(k); ok {
		rec.SegmentOpportunity = &market.SegmentOpportunity{Attribute: s.Name, Why: why}
		rec.Actions = append(rec.Actions, fmt.Sprintf("lead a part of the market, the one of %q: %s", s.Name, why))
	}
	scale := ok && ScaleAllowed(lower)
	rec.ScaleAllowed = &scale
}

// dates lists by when to order: for the coming events of the calendar and for the season that own sales tell. Without a
// lead time nothing can be said.
func (r *run) dates(k *candidateCase) []market.Deadline {
	if k.c.LeadTimeDays == nil || k.stage == StageDecline { // what declines is not ordered again
		return nil
	}
	lead, now := *k.c.LeadTimeDays, r.in.AsOf
	var out []market.Deadline
	add := func(name string, begins time.Time) {
		by := begins.AddDate(0, 0, -lead)
		out = append(out, market.Deadline{For: name, Begins: begins, OrderBy: by, Late: by.Before(now)})
	}
	if s := SeasonIn(r.in.Sales, k.c); s.Known && s.Start != 0 {
		if by, ok := s.EntryDeadline(now, lead); ok {
			add(fmt.Sprintf("the season (%s)", s), by.AddDate(0, 0, lead))
		}
	}
	for _, e := range r.in.Events {
		if e.From.After(now) && e.From.Sub(now) < 366*24*time.Hour {
			add(e.Name, e.From)
		}
	}
	slices.SortStableFunc(out, func(a, b market.Deadline) int { return a.OrderBy.Compare(b.OrderBy) })
	return out
}

// weakestStep names the step from page to price whose data is the worst (text 002-I); "" where none is weak.
func (r *run) weakestStep(k *candidateCase) string {
	steps := []struct {
		name, why string
		health    float64
	}{
		{name: "collect", why: "no reading of a rival"}, {name: "match", why: "no comparable offer"}, {name: "demand", why: "no demand is known"},
		{name: "cost", why: "the cost sheet cannot be read"}, {name: "position", why: "no usual price is known"},
	}
	newest, review := time.Time{}, 0
	for _, v := range k.scene.rivals {
		if at := r.cleaned.Histories[v.at].LastSeen; at.After(newest) {
			newest = at
		}
	}
	for _, e := range k.scene.excluded {
		if e.Reason == "match_in_review" {
			review++
		}
	}
	if n := len(k.scene.rivals); n > 0 {
		days := r.in.AsOf.Sub(newest).Hours() / 24
		steps[0].health, steps[0].why = clip(1-days/28, 0, 1), fmt.Sprintf("the newest reading is %.0f days old", days)
		steps[1].health, steps[1].why = float64(n)/float64(n+review), fmt.Sprintf("%d doubtful matches wait for a decision beside %d offers", review, n)
		steps[4].health, steps[4].why = 0.5, "how buyers react to the price cannot be told"
		if k.out.identified {
			steps[4].health = 1
		}
	}
	if k.priceErr != nil {
		steps[2].why = "no price can be defended at which to tell it"
	}
	if level, why := k.confidence(); k.out.known {
		steps[2].health = map[string]float64{"high": 1, "medium": 0.8, "low": 0.3}[level]
		steps[2].why = level + " confidence"
		if why != "" {
			steps[2].why += ": " + why
		}
	}
	if k.econ != nil {
		missing := k.mainCostsMissing()
		steps[3].health, steps[3].why = 1-float64(len(missing))/7, "not given: "+strings.Join(missing, ", ")
	}
	worst := steps[0]
	for _, s := range steps[1:] {
		if s.health < worst.health {
			worst = s
		}
	}
	if worst.health >= 0.9 {
		return ""
	}
	return worst.name + ": " + worst.why
}

// needsOf splits value's score by the needs that the tagged differentiators serve ("psychological: a gift box"); nil
// where none is tagged.
func needsOf(c market.Candidate, value float64) map[string]float64 {
	tags := map[string]int{}
	for _, d := range c.Differentiators {
		switch tag, _ := market.Tagged(d); tag {
		case "":
		case "experience":
			tags["psychological"]++
		default:
			tags[tag]++
		}
	}
	if len(tags) == 0 {
		return nil
	}
	out := Needs(value, tags)
	rest := round(value, 4)
	for _, name := range []string{"functional", "psychological", "value"} {
		out[name] = round(out[name], 4)
		rest -= out[name]
	}
	out["other"] = math.Max(0, round(rest, 4))
	return out
}

// titles lists the titles of the rivals, where anything is to be compared with them.
func (r *run) titles(k *candidateCase) []string {
	if len(k.c.Differentiators) == 0 {
		return nil
	}
	out := make([]string, len(k.scene.rivals))
	for i, v := range k.scene.rivals {
		out[i] = r.series[v.at].Listing.Title
	}
	return out
}

// segment looks for a part of a concentrated market that a newcomer can lead (text 003-S): the offers that share a word of
// their titles which is no rival's name. Of very many candidates it is not looked for.
func (r *run) segment(k *candidateCase) (Segment, string, bool) {
	if !k.scene.hasConc || k.scene.conc.HHI <= concentrated || len(r.in.Candidates) > manyCases {
		return Segment{}, "", false
	}
	with := map[string][]rival{}
	names := map[string]bool{}
	for _, v := range k.scene.rivals {
		s := r.series[v.at]
		for _, w := range words(s.Listing.Brand + " " + s.Listing.Source + " " + sellerOf(s).name) {
			names[w] = true
		}
		title := words(s.Listing.Title)
		slices.Sort(title)
		for _, w := range slices.Compact(title) {
			with[w] = append(with[w], v)
		}
	}
	var parts []Segment
	for w, group := range with {
		share := float64(len(group)) / float64(len(k.scene.rivals))
		if names[w] || !telling(w) || len(group) < 3 || share > 0.6 {
			continue
		}
		parts = append(parts, Segment{Name: w, Sales: r.bySeller(group)})
	}
	slices.SortFunc(parts, func(a, b Segment) int { return strings.Compare(a.Name, b.Name) })
	return SegmentOpportunity(r.bySeller(k.scene.rivals), parts)
}

// telling reports whether a word can say what sets a part of a market apart: not a small one, a number or one that joins
// others.
func telling(w string) bool {
	least := 4
	if strings.ContainsFunc(w, unspaced) {
		least = 2
	}
	return len([]rune(w)) >= least && !strings.ContainsFunc(w, unicode.IsDigit) && !slices.Contains([]string{
		"with", "from", "this", "that", "your", "best", "more", "plus", "pack", "piece", "pieces", "size", "sale", "free", "shipping", "brand", "quality", "mini", "model", "type",
		"oder", "ohne", "eine", "einer", "sehr", "neue", "neuer", "neues", "avec", "sans", "pour", "dans", "sobre", "para", "desde", "della", "delle", "voor", "met", "zonder", "oraz",
	}, w)
}

// words are the lower-case words of a text.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// belowMost tells under how many of the prices seen the recommended one is; "" where it is not under most of them.
func (k *candidateCase) belowMost(p money.Amount, newest time.Time) string {
	seen := len(k.scene.prices)
	below := seen - sort.SearchFloat64s(k.scene.prices, math.Nextafter(p.Float()/k.rate, math.Inf(1)))
	if 2*below <= seen {
		return ""
	}
	return fmt.Sprintf("under %d of the %d prices seen, the newest of %s", below, seen, newest.Format(time.DateOnly))
}
