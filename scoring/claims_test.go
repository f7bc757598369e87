package scoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// marketOf is a market of one candidate whose listings carry brands, one of them each, beside three plain ones.
func marketOf(brands ...string) scoring.Input {
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	in := scoring.Input{AsOf: at}
	for i := range 3 {
		s := line(fmt.Sprint("r", i), fmt.Sprint("seller", i), "12.00", at)
		in.Series = append(in.Series, s)
		in.Matches = append(in.Matches, market.Match{CandidateID: "c", ListingID: s.Listing.ID, Relation: market.Same, Decision: market.Auto})
	}
	for i, b := range brands { // no match: never a rival of ours
		s := line(fmt.Sprint("b", i), fmt.Sprint("dealer", i), "40.00", at)
		s.Listing.Brand, s.Listing.Category = b, "kettle"
		in.Series = append(in.Series, s)
	}
	in.Candidates = []market.Candidate{{ID: "c", Title: "Kinsa Air Fryer", Brand: "Kinsa", Category: "air fryer", Currency: "EUR", Cost: market.CostSheet{UnitCost: money.MustDecimal("3", "EUR")}}}
	return in
}

// told is the narrative of a candidate that makes the claims, each with a proof, in a market with those brands.
func told(t *testing.T, in scoring.Input, claims ...string) *market.Narrative {
	t.Helper()
	c := &in.Candidates[0]
	c.Differentiators = claims
	for range claims {
		c.Proofs = append(c.Proofs, "test report 7")
	}
	n := advise(t, in).Recommendations[0].Narrative
	if n == nil {
		t.Fatal("no narrative")
	}
	return n
}

// Test001FAllNamesOfTheMarket: no brand, seller or shop of the input stands in public text, also where it is no rival of ours;
// the claim is held back and told. Our own brand may be named, and nothing is found across two claims.
func Test001FAllNamesOfTheMarket(t *testing.T) {
	brands := []string{"Quorbo", "Zelmato GmbH", "Le Creuset", "小米", "LG", "Apple", "Stellan Official Store", "The", "One", "Day", "360", "Air", "Kinsa", "Kins"}
	for claim, held := range map[string]bool{
		"better coated, Quorbo fans agree": true, "made in the Zelmato plant": true, "LeCreuset colours": true, "Creuset colours": true, "与小米一样": true, "L.G. style": true,
		"apple wood smoke": true, "as Stellan sells it": true, "seen at dealer3": true,
		"the one for every day": false, "360 degree hot air": false, "Kinsa quality": false, "30 days to return it": false, "steel handle": false,
	} {
		n := told(t, marketOf(brands...), claim)
		flagged := slices.ContainsFunc(n.Flags, func(f string) bool { return strings.HasPrefix(f, "rival_name") })
		if strings.Contains(n.Public, claim) == held || flagged != held || n.Claims[0].Held != held {
			t.Errorf("%q: public %q, flags %v, held %v", claim, n.Public, n.Flags, n.Claims[0].Held)
		}
		if n.PublicTitle != "Kinsa Air Fryer" {
			t.Errorf("%q: title %q", claim, n.PublicTitle)
		}
	}
	if n := told(t, marketOf("Le Creuset"), "zinc handle", "steel feet"); !strings.Contains(n.Public, "zinc handle; steel feet") {
		t.Errorf("public %q", n.Public)
	}
	if n := told(t, marketOf("Lecrus"), "zinc handle", "crusty bread"); !strings.Contains(n.Public, "zinc handle; crusty bread") {
		t.Errorf("a name across two claims: public %q, flags %v", n.Public, n.Flags)
	}
	if n := told(t, marketOf("Choice", "Price"), "steel"); strings.Contains(n.Public, "hoice") || strings.Contains(n.Public, "rice") || !strings.Contains(n.Public, "steel") {
		t.Errorf("public %q", n.Public)
	}
	in := marketOf("Quorbo")
	in.Candidates[0].Differentiators, in.Candidates[0].Proofs = []string{"steel"}, []string{"compared with Quorbo"}
	if n := advise(t, in).Recommendations[0].Narrative; !n.Claims[0].Held || len(n.Flags) != 1 {
		t.Errorf("evidence that names a rival: %+v", n)
	}
}

// Test001GOthersTogether: others are neither named together nor run down, no price is said to lead and no health is promised.
func Test001GOthersTogether(t *testing.T) {
	for _, bad := range []string{
		"others break, ours lasts", "our rivals sell plastic toys", "Do not waste money on other brands", "forget the cheap imports", "the big brand overcharges you", "half the price of the famous one", "why pay a premium for big brands",
		"beats the competition", "what our competitors hide", "you will not find this elsewhere", "half what the market leader charges", "they rust after a month", "name brands cost double", "stop wasting money",
		"die Konkurrenz ist teurer", "andere Marken brechen", "les concurrents copient", "les autres marques cassent", "otras marcas fallan", "la competencia cobra más", "outras marcas quebram", "gli altri si rompono", "andere merken breken", "inne marki pękają", "конкуренты дороже", "竞品都不行", "他社製品", "경쟁사",
		"cheapest in the world", "half the price", "the strongest on the market", "the most reliable there is", "best quality", "unmatched comfort",
		"lowers blood sugar", "reduces cholesterol", "good against back pain", "FDA approved", "safe for diabetics", "kills 99.9% of viruses", "CE medical approval", "doctor approved", "detoxifies the body", "helps with arthritis", "antibacterial coating", "prevents cancer", "relief from migraine", "for allergy sufferers",
		"gegen Rückenschmerzen", "senkt den Blutzucker", "contre le diabète", "baja el colesterol", "contra a dor", "contro il dolore", "tegen pijn", "na ból", "от боли", "降血脂", "除菌率99%", "항균",
	} {
		if len(scoring.Lint(bad)) == 0 {
			t.Errorf("%q is not flagged", bad)
		}
		if n := told(t, marketOf(), bad, "steel"); strings.Contains(n.Public, bad) || !strings.Contains(n.Public, "steel") || slices.Contains(n.Alone, bad) {
			t.Errorf("public %q, alone %v", n.Public, n.Alone)
		}
	}
	for _, good := range []string{"lies flat", "hot air circulation", "four-stroke engine", "grille-pain compact", "lowest setting 40 °C", "two toys included", "a cable of 2 m", "dishwasher safe", "heart-shaped basket", "aus Edelstahl", "en acier", "不锈钢", "surface treatment", "works with phones", "made in Europe"} {
		if got := scoring.Lint(good); len(got) != 0 {
			t.Errorf("%q is flagged: %v", good, got)
		}
	}
}

// Test001GTitleForBuyers: a title with claims is held back to the words that say what the product is.
func Test001GTitleForBuyers(t *testing.T) {
	for title, want := range map[string]string{
		"Kinsa Detox Air Fryer cures cancer, cheapest in the world": "Kinsa Air Fryer", "Kinsa Air Fryer, better than other brands": "Kinsa Air Fryer", "Kinsa Air Fryer XL 5.5 l": "Kinsa Air Fryer XL 5.5 l",
		"Miracle cure": "", "Quorbo Air Fryer": "Air Fryer", "Kinsa Air Fryer (as Quorbo)": "Kinsa Air Fryer",
	} {
		in := marketOf("Quorbo")
		in.Candidates[0].Title = title
		n := told(t, in, "steel")
		if n.PublicTitle != want || (title != want) != (len(n.Flags) > 0) {
			t.Errorf("%q: %q, flags %v; want %q", title, n.PublicTitle, n.Flags, want)
		}
	}
	n := scoring.Narrate(market.Candidate{Title: "Kinsa Blood Pressure Monitor", Category: "blood pressure monitor"}, "parity", scoring.Telling{})
	if n.PublicTitle != "Kinsa Blood Pressure Monitor" {
		t.Errorf("title %q", n.PublicTitle)
	}
}
