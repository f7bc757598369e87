package scoring_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

func Test000BTimeSaved(t *testing.T) {
	one, two := scoring.TimeSavedMoney(10, 30, 24), scoring.TimeSavedMoney(20, 30, 24)
	if one != 120 || two != 2*one {
		t.Errorf("10 minutes %v, 20 minutes %v; want 120 and twice it", one, two)
	}
}

func Test000GNeedsSumToValue(t *testing.T) {
	sum := 0.0
	for _, v := range scoring.Needs(62, map[string]int{"functional": 3, "psychological": 1, "unheard of": 9}) {
		sum += v
	}
	near(t, "sum of needs", sum, 62)
}

func Test001BExclusiveAttributes(t *testing.T) {
	offers := [][]string{{"USB-C", "steel"}, {"usb-c"}, {"USB-C"}}
	got := scoring.ExclusiveAttributes([]string{"USB-C", "steel", "hand made"}, offers, 0.5)
	if diff := cmp.Diff([]string{"steel", "hand made"}, got); diff != "" {
		t.Error(diff)
	}
	n := scoring.Narrate(market.Candidate{Differentiators: []string{"heals joints"}}, "premium", scoring.Telling{})
	if n.Claims[0].Evidence != "needs_substantiation" || len(n.Flags) == 0 || !strings.HasPrefix(n.Flags[0], "health_claim") {
		t.Errorf("claim %+v flags %v; want it unproven and flagged", n.Claims, n.Flags)
	}
	if strings.Contains(n.Public, "heals") {
		t.Errorf("public copy %q holds an unproven claim", n.Public)
	}
}

func Test001DTrueReasonOnly(t *testing.T) {
	c := market.Candidate{Proofs: []string{"supply contract of May"}}
	with, without := scoring.Narrate(c, "value", scoring.Telling{Volume: true}), scoring.Narrate(c, "value", scoring.Telling{})
	if !strings.Contains(with.Public, "volume") || strings.Contains(without.Public, "volume") {
		t.Errorf("volume is claimed wrongly: %q, %q", with.Public, without.Public)
	}
	if diff := cmp.Diff([]string{"authorisation", "customs form", "photos from the origin"}, without.Missing); diff != "" {
		t.Error(diff)
	}
}

func Test001EEventTraffic(t *testing.T) {
	a := scoring.Traffic{Visitors: 1000, Orders: 30, Basket: 40, Repeat: 0.5}
	b := a
	b.Repeat, b.EventOnly = 0, true
	if a.Value() <= b.Value() {
		t.Errorf("traffic without repurchase is worth %v, with %v", b.Value(), a.Value())
	}
}

// TestF48EveryClaimHasItsEvidence: what the public text claims stands among the claims with its evidence, or as unproven.
func TestF48EveryClaimHasItsEvidence(t *testing.T) {
	n := scoring.Narrate(market.Candidate{}, "value", scoring.Telling{})
	if n.Public != "A lower price." || len(n.Claims) != 1 || n.Claims[0].Evidence != "needs_substantiation" {
		t.Errorf("%+v; want the lower price as a claim without evidence", n)
	}
	n = scoring.Narrate(market.Candidate{}, "value", scoring.Telling{Prices: "under 4 of the 5 prices seen", Volume: true})
	if len(n.Claims) != 2 || n.Claims[0].Evidence != "under 4 of the 5 prices seen" || n.Claims[1].Text != "we buy in volume" {
		t.Errorf("claims %+v; want the lower price with its evidence, and volume", n.Claims)
	}
}

// Test001FNoRivalNamed: no brand in odd case, spacing or look-alike letters reaches a public text.
func Test001FNoRivalNamed(t *testing.T) {
	disguises := map[rune][]string{'a': {"a", "A", "а", "á", "𝐀", "ａ"}, 'o': {"o", "O", "о", "0", "ö"}, 'e': {"e", "E", "е", "è"}, 'c': {"c", "C", "с"}}
	rapid.Check(t, func(t *rapid.T) {
		brand := rapid.SampledFrom([]string{"Acme", "Norvik", "Ocelo", "Blue Ocean"}).Draw(t, "brand")
		var b strings.Builder
		for _, r := range strings.ToLower(brand) {
			if d, ok := disguises[r]; ok {
				b.WriteString(rapid.SampledFrom(d).Draw(t, "letter"))
			} else if r != ' ' {
				b.WriteRune(r)
			}
			b.WriteString(rapid.SampledFrom([]string{"", "", " ", "-", "."}).Draw(t, "gap"))
		}
		c := market.Candidate{Differentiators: []string{"light", "cheaper as " + b.String(), "quiet"}, Proofs: []string{"p", "q", "r"}}
		n := scoring.Narrate(c, rapid.SampledFrom([]string{"premium", "value", "parity"}).Draw(t, "stance"), scoring.Telling{Rivals: []string{brand}})
		if found := scoring.Names(n.Public, []string{brand}); len(found) > 0 {
			t.Fatalf("public copy %q names %v", n.Public, found)
		}
	})
}

func Test001GLint(t *testing.T) {
	for _, bad := range []string{
		"No plane is lower than ours", "No cream is worse than the others", "no soap is as good as ours", "the cheapest junk is elsewhere",
		"cures acne", "unlike other creams ours works", "guaranteed lowest price",
	} {
		if got := scoring.Lint(bad); len(got) == 0 {
			t.Errorf("%q is not flagged", bad)
		}
		c := market.Candidate{Differentiators: []string{bad, "light"}, Proofs: []string{"p", "q"}}
		n := scoring.Narrate(c, "value", scoring.Telling{})
		if strings.Contains(n.Public, bad) || !strings.Contains(n.Public, "light") || len(n.Flags) == 0 {
			t.Errorf("%q: public %q, flags %v; want it left out and flagged", bad, n.Public, n.Flags)
		}
	}
	if got := scoring.Lint("Buy our headset and get the plane"); len(got) != 0 {
		t.Errorf("the good slogan is flagged: %v", got)
	}
}

func Test002DRepeatNeverLowersValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := scoring.Traffic{Visitors: 100, Orders: rapid.Float64Range(0, 100).Draw(t, "orders"), Basket: rapid.Float64Range(0, 500).Draw(t, "basket"),
			Repeat: rapid.Float64Range(0, 3).Draw(t, "repeat")}
		b := a
		b.Repeat += rapid.Float64Range(0, 3).Draw(t, "more")
		if b.Value() < a.Value() {
			t.Fatalf("more repeat lowers value from %v to %v", a.Value(), b.Value())
		}
	})
}

func Test002EContradictingFigures(t *testing.T) {
	if err := (scoring.Traffic{Source: "search", Visitors: 10, Orders: 12}).Validate(); err == nil || !strings.Contains(err.Error(), "12 orders from 10 visitors") {
		t.Errorf("more buyers than visitors: %v", err)
	}
}

func Test002FStageDecides(t *testing.T) {
	for _, tc := range []struct {
		reviews, growth float64
		want            string
	}{{10, 2, "launch"}, {500, 2, "growth"}, {500, 1, "mature"}, {500, 0.5, "decline"}, {500, math.NaN(), "insufficient"}} {
		if got := scoring.Stage(tc.reviews, tc.growth); got != tc.want {
			t.Errorf("Stage(%v, %v) = %s; want %s", tc.reviews, tc.growth, got, tc.want)
		}
	}
	if a := strings.Join(scoring.StageActions("launch", true), ";"); strings.Contains(a, "scale ads") {
		t.Errorf("launch says %q", a)
	}
}

func Test002GScaleOnlyTheProven(t *testing.T) {
	if scoring.ScaleAllowed(scoring.RatingBound(4.9, 5)) || !scoring.ScaleAllowed(scoring.RatingBound(4.6, 400)) {
		t.Error("4.9 from 5 ratings must not scale, 4.6 from 400 must")
	}
}

func Test002HTinySourceIsNotFirst(t *testing.T) {
	got := scoring.RankSources([]scoring.Traffic{
		{Source: "tiny", Visitors: 10, Orders: 3, Basket: 40, Margin: 0.3},
		{Source: "big", Visitors: 5000, Orders: 600, Basket: 40, Margin: 0.3},
	})
	if got[0].Source != "big" {
		t.Errorf("first source %s; want big", got[0].Source)
	}
}

func Test003GPeers(t *testing.T) {
	for _, tc := range []struct {
		orders, visitors float64
		want             scoring.PeerStatus
	}{{6.2, 200, scoring.AtPeers}, {225, 5000, scoring.AbovePeers}, {50, 5000, scoring.BelowPeers}, {0, 0, scoring.PeersUnknown}} {
		if got := scoring.VersusPeers(tc.orders, tc.visitors, 0.03); got != tc.want {
			t.Errorf("%v of %v against 3%%: %s; want %s", tc.orders, tc.visitors, got, tc.want)
		}
	}
}

func Test003HRedirect(t *testing.T) {
	got := scoring.Redirect([]scoring.Shelf{
		{SKU: "falling", Price: 30, Visitors: 1000, Orders: 10, Margin: 0.3, Conversion: []float64{0.04, 0.04, 0.02, 0.01}},
		{SKU: "steady", Price: 30, Visitors: 1000, Orders: 20, Margin: 0.3, Conversion: []float64{0.02, 0.02, 0.02, 0.02}},
		{SKU: "best", Price: 80, Visitors: 1000, Orders: 25, Margin: 0.35},
	})
	if diff := cmp.Diff(map[string]string{"falling": "best"}, got); diff != "" {
		t.Error(diff)
	}
}

func Test003IConversionBeforeVisitors(t *testing.T) {
	if got := scoring.FirstAction(scoring.BelowPeers, 5); got == "buy traffic" {
		t.Error("traffic is bought under the peers' conversion")
	}
	if got := scoring.FirstAction(scoring.AbovePeers, 5); got != "buy traffic" {
		t.Errorf("first action %q; want to buy traffic", got)
	}
}

func Test003JPriceConversionMargin(t *testing.T) {
	v, ok := scoring.Shelf{Price: 50, Visitors: 100, Orders: 4, Margin: 0.5}.PerVisitor()
	if !ok || v != 1 {
		t.Errorf("per visitor %v, %v; want 1", v, ok)
	}
}

func Test003KWeakestScore(t *testing.T) {
	name, note := scoring.Service{Described: 4.8, Attitude: 4.6, Delivery: 4.7}.Weakest(scoring.Service{Described: 4.7, Attitude: 4.75, Delivery: 4.7})
	if name != "service" || !strings.Contains(note, "move together") {
		t.Errorf("weakest %q, %q", name, note)
	}
}

func Test003LPreSaleIsNotPunished(t *testing.T) {
	if _, ok := (scoring.Shelf{SKU: "p", Price: 50, Visitors: 400, PreSale: true, Margin: 0.4}).PerVisitor(); ok {
		t.Error("a pre-sale product is measured by its payments")
	}
	got := scoring.Redirect([]scoring.Shelf{
		{SKU: "p", PreSale: true, Visitors: 400, Conversion: []float64{0.02, 0.01, 0, 0}},
		{SKU: "q", Price: 10, Visitors: 100, Orders: 5, Margin: 0.4},
	})
	if len(got) != 0 {
		t.Errorf("traffic of a pre-sale product is sent away: %v", got)
	}
}

func Test003MChecklist(t *testing.T) {
	slots := scoring.ExplosiveChecklist()
	filled := 0
	for _, s := range slots {
		if s.Step != "not in source" {
			filled++
		}
	}
	if len(slots) != 12 || filled != 10 {
		t.Errorf("%d slots, %d filled; want 12 and 10", len(slots), filled)
	}
}

func Test003NExpandOnlyWithTraffic(t *testing.T) {
	if scoring.Expand(900, 1000) || !scoring.Expand(1000, 1000) {
		t.Error("categories are added too early, or never")
	}
}

func Test003OVisitorValue(t *testing.T) {
	if got := scoring.VisitorValue(2500, 0.02, 1); got != 50 {
		t.Errorf("2%% of 2500 = %v; want 50", got)
	}
	if got := (scoring.Traffic{Visitors: 100, Orders: 1, Basket: 5000}).Value(); got != 50 {
		t.Errorf("5000 over 100 visitors = %v; want 50", got)
	}
	base := scoring.VisitorValue(40, 0.03, 1.2)
	for _, more := range []float64{scoring.VisitorValue(44, 0.03, 1.2), scoring.VisitorValue(40, 0.033, 1.2), scoring.VisitorValue(40, 0.03, 1.32)} {
		near(t, "a tenth more of one factor", more, 1.1*base)
	}
}

func Test003PLevers(t *testing.T) {
	levers := scoring.VisitorLevers(scoring.Traffic{Visitors: 1000, Orders: 30, Basket: 40, Margin: 0.3, Cost: 900})
	if levers[0].Name != "cost per visitor −10%" {
		t.Errorf("first lever %+v; want the cost, which takes more than the value gives", levers[0])
	}
}

func Test003QCreatives(t *testing.T) {
	if got := scoring.CompareRates(3, 50, 1, 50); got.Winner != "" {
		t.Errorf("3 of 50 against 1 of 50 has the winner %q", got.Winner)
	}
	if got := scoring.CompareRates(300, 5000, 200, 5000); got.Winner != "a" {
		t.Errorf("300 against 200 of 5000: %+v; want a", got)
	}
}

func Test003RRisingCost(t *testing.T) {
	if scoring.AgainstRisingCost([]float64{5, 5, 5, 6, 7, 8}) == nil || scoring.AgainstRisingCost([]float64{5, 5, 5, 5, 5, 5}) != nil {
		t.Error("the advice must come with rising cost and with nothing else")
	}
}

func Test003SLeadASegment(t *testing.T) {
	parts := []scoring.Segment{{Name: "travel", Sales: []float64{30, 30, 40}, Themes: []string{"left-handed"}}, {Name: "home", Sales: []float64{90, 10}}}
	p, why, ok := scoring.SegmentOpportunity([]float64{80, 10, 10}, parts)
	if !ok || p.Name != "travel" || !strings.Contains(why, "left-handed") {
		t.Errorf("segment %v, %q, %v; want travel with its theme", p.Name, why, ok)
	}
	if _, _, ok := scoring.SegmentOpportunity([]float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, parts); ok {
		t.Error("an open market needs no segment")
	}
}

func Test003TNoAdvantage(t *testing.T) {
	good := 70.0
	if _, v, _ := scoring.FitOf(nil, "parity", &good); v != market.Drop {
		t.Errorf("no advantage at parity: %s; want drop", v)
	}
	if _, v, _ := scoring.FitOf(nil, "value", &good); v != market.Trial {
		t.Errorf("good quality at a low price: %s; want trial", v)
	}
	if fit, v, _ := scoring.FitOf([]scoring.Advantage{scoring.Brand, scoring.Fans}, "premium", nil); v != market.Go || fit != 40 {
		t.Errorf("two advantages: %v, %s; want 40, go", fit, v)
	}
}

func Test003UOnlyNearTies(t *testing.T) {
	if scoring.Familiar(60, 2, 2) <= scoring.Familiar(60.2, 0, 0) || scoring.Familiar(60, 2, 2) >= scoring.Familiar(61, 0, 0) {
		t.Error("familiarity must decide a near tie and nothing more")
	}
}

func Test003VWhyBuy(t *testing.T) {
	if got := scoring.ExclusiveAttributes([]string{"USB-C"}, [][]string{{"usb-c"}, {"USB-C"}}, 0.5); len(got) != 0 {
		t.Errorf("what everybody has is a reason: %v", got)
	}
}

func Test003WSeason(t *testing.T) {
	s := scoring.SeasonOf([12]float64{1, 1, 1, 2, 3, 9, 12, 10, 4, 1, 1, 1}, 2)
	if !s.Known || s.Start != time.June {
		t.Fatalf("season %+v; want it to start in June", s)
	}
	d, ok := s.EntryDeadline(time.Date(2026, 1, 10, 0, 0, 0, 0, time.UTC), 60)
	if !ok || d.Month() != time.April || d.Day() > 5 {
		t.Errorf("deadline %v; want early April", d)
	}
	if scoring.SeasonOf([12]float64{1, 5}, 0.5).Known {
		t.Error("half a year tells a season")
	}
}

func Test003ZKeywords(t *testing.T) {
	got := scoring.RankKeywords([]scoring.Keyword{{Word: "crowded", Listings: 9000, Searches: 1000}, {Word: "unseen", Listings: 5}, {Word: "open", Listings: 100, Searches: 1000}})
	if got[0].Word != "open" || got[2].Word != "unseen" || got[0].Ratio != 0.1 {
		t.Errorf("order %+v; want open first, unseen last", got)
	}
	got = scoring.RankKeywords([]scoring.Keyword{{Word: "blank", Listings: math.NaN(), Searches: 900}, {Word: "b", Listings: 50, Searches: 100}, {Word: "a", Listings: 500, Searches: 1000},
		{Word: "none", Listings: 0, Searches: 40}, {Word: "unasked", Listings: 9, Searches: math.NaN()}})
	var order []string
	for _, k := range got {
		order = append(order, k.Word)
	}
	if diff := cmp.Diff([]string{"none", "a", "b", "blank", "unasked"}, order); diff != "" {
		t.Errorf("an empty cell is no lack of competition: %s", diff)
	}
}

func Test004ELaunchPrice(t *testing.T) {
	usd := func(s string) money.Amount { return money.MustDecimal(s, "USD") }
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	l, err := scoring.Launch(usd("12"), usd("19"), scoring.LaunchTerms{LossRate: 125_000}, begin)
	if err != nil || l.Low != usd("10.50") || l.Until != begin.AddDate(0, 0, 30) || l.Exit == "" {
		t.Errorf("launch %+v, %v; want a floor of 10.50, an end after thirty days and an exit", l, err)
	}
	if _, err := scoring.Launch(usd("30"), usd("19"), scoring.LaunchTerms{LossRate: 100_000}, begin); err == nil {
		t.Error("a target under the loss limit is accepted")
	}
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Profile.Launch = scoring.LaunchTerms{LossRate: 100_000, Days: 20}
	in.Candidates[0].Stage = "launch"
	in.Candidates[1].Stage = "mature"
	a := advise(t, in)
	r := find(t, a, in.Candidates[0].ID)
	if lp := r.Price.Launch; lp == nil || !lp.Until.Equal(in.AsOf.AddDate(0, 0, 20)) || lp.High != r.Price.Recommended ||
		lp.Low.Minor() < int64(0.9*float64(r.Price.Corridor.Floor.Amount.Minor())) {
		t.Errorf("launch advice %+v with a floor of %s", lp, r.Price.Corridor.Floor.Amount)
	}
	if r := find(t, a, in.Candidates[1].ID); r.Price.Launch != nil {
		t.Errorf("a mature product has the launch price %+v", r.Price.Launch)
	}
}
