package scoring

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shelfwise/market"
)

// The founding text on cost-effectiveness (001): dearer, equal or cheaper each needs its own logic, told with evidence
// and without a rival's name.

// unproven marks a claim without evidence.
const unproven = "needs_substantiation"

// lowPriceProofs are the documents that make a low price believable (001-D).
func lowPriceProofs() []string {
	return []string{"authorisation", "supply contract", "customs form", "photos from the origin"}
}

// Telling is what a narrative may and must not say beside the candidate's own statements.
type Telling struct {
	Rivals []string // names that must not appear
	Titles []string // of the offers seen: what most of them say is nothing to be told apart by
	Volume bool     // volume truly makes it cheap: unit cost under the market's, with volume data
	Prices string   // what shows that its price is low; "" for nothing
}

// Narrate builds the argument from the candidate's own statements and what the market shows. The public text holds no
// rival's name, no claim without evidence and none that a lawyer should look at first; why one was left out is a flag.
func Narrate(c market.Candidate, stance string, t Telling) market.Narrative {
	n := market.Narrative{Stance: stance, Claims: []market.Claim{}, Missing: []string{}, Flags: []string{}}
	for i, d := range c.Differentiators {
		e := unproven
		if i < len(c.Proofs) {
			e = c.Proofs[i]
		}
		_, text := market.Tagged(d)
		n.Claims = append(n.Claims, market.Claim{Text: text, Evidence: e})
	}
	n.Alone = alone(n.Claims, t.Titles)
	var proven []string
	for _, cl := range n.Claims {
		flags := Lint(cl.Text)
		for _, name := range Names(cl.Text, t.Rivals) {
			flags = append(flags, fmt.Sprintf("rival_name: %q", name))
		}
		n.Flags = append(n.Flags, flags...)
		// A premium is argued with what sets the product apart, not with what all can say.
		if len(flags) == 0 && cl.Evidence != unproven && (stance != "premium" || slices.Contains(n.Alone, cl.Text)) {
			proven = append(proven, cl.Text)
		}
	}
	opening(&n, c, t)
	if len(proven) > 0 {
		n.Public += ": " + strings.Join(proven, "; ")
	}
	n.Public = Withhold(n.Public, t.Rivals) + "."
	return n
}

// opening is the first sentence of the public text, with the claims that it makes.
func opening(n *market.Narrative, c market.Candidate, t Telling) {
	switch n.Stance {
	case "premium":
		n.Public = "Made for those who notice the difference"
	case "value":
		n.Public = "A lower price"
		n.Claims = append(n.Claims, market.Claim{Text: "a lower price", Evidence: cmp.Or(t.Prices, unproven)})
		if t.Volume {
			n.Public += ", because we buy in volume"
			n.Claims = append(n.Claims, market.Claim{Text: "we buy in volume", Evidence: "the unit cost at the order planned, beside what the market asks"})
		}
		proofs := strings.ToLower(strings.Join(c.Proofs, "\n"))
		for _, p := range lowPriceProofs() {
			if !strings.Contains(proofs, strings.Fields(p)[0]) {
				n.Missing = append(n.Missing, p)
			}
		}
	default:
		n.Public = "A sound choice"
	}
}

// alone lists the claims that less than half of the offers seen can make too (001-B).
func alone(claims []market.Claim, titles []string) []string {
	texts := make([]string, len(claims))
	for i, c := range claims {
		texts[i] = c.Text
	}
	offers := make([][]string, len(titles))
	for i, t := range titles {
		offers[i] = []string{t}
	}
	return ExclusiveAttributes(texts, offers, 0.5)
}

// skeleton folds a text so that odd case, spacing, punctuation, accents and look-alike letters cannot hide a name.
func skeleton(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		r = unicode.ToLower(r)
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if alike, ok := lookalikes[r]; ok {
			r = alike
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// lookalikes maps Cyrillic and Greek letters, and digits used as letters, to the Latin ones they resemble.
var lookalikes = map[rune]rune{
	'а': 'a', 'в': 'b', 'е': 'e', 'ё': 'e', 'к': 'k', 'м': 'm', 'н': 'h', 'о': 'o', 'р': 'p', 'с': 'c', 'т': 't', 'у': 'y', 'х': 'x',
	'і': 'i', 'ѕ': 's', 'ј': 'j', 'ԁ': 'd', 'ԛ': 'q', 'ԝ': 'w', 'α': 'a', 'β': 'b', 'ε': 'e', 'η': 'n', 'ι': 'i', 'κ': 'k', 'ν': 'v',
	'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'u', 'χ': 'x', 'ı': 'i', 'ł': 'l', 'ø': 'o', '0': 'o', '1': 'l', 'i': 'l', '3': 'e', '5': 's',
}

// Names returns those names that a text contains in any disguise. Names of under three letters are not looked for.
func Names(text string, names []string) []string {
	var out []string
	folded := skeleton(text)
	for _, n := range names {
		if s := skeleton(n); len([]rune(s)) >= 3 && strings.Contains(folded, s) {
			out = append(out, n)
		}
	}
	return out
}

// Withhold returns the text without the clauses that contain one of the names; where the names hide across clauses,
// nothing is left but a neutral sentence.
func Withhold(text string, names []string) string {
	if len(Names(text, names)) == 0 {
		return text
	}
	var kept []string
	for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '.' || r == ':' }) {
		if len(Names(clause, names)) == 0 {
			kept = append(kept, strings.TrimSpace(clause))
		}
	}
	out := strings.Join(kept, "; ")
	if len(Names(out, names)) > 0 {
		return "See what it offers"
	}
	return out
}

// The patterns of comparison, denigration and health claims. "No plane is lower than ours" attacks; "buy one and get one"
// does not.
var (
	comparative = regexp.MustCompile(`(?i)\b(no|not a|none)\b[^.;]*\b((lower|cheaper|better|faster|less|worse)\b[^.;]*\bthan|as (good|cheap|fast|strong) as)\b|` +
		`\b(better|cheaper|faster|stronger|safer) than\b|\bbeats\b|\bunlike (other|them|those)\b`)
	denigrating = regexp.MustCompile(`(?i)\b(junk|rubbish|rip-?off|scam|fake|inferior|harmful|dangerous)\b`)
	healthClaim = regexp.MustCompile(`(?i)\b(cures?|heals?|treats?|prevents?|therap\w*|anti-?cancer|medical(ly)?|clinically|immun\w*|detox\w*|pain relief)\b`)
	superlative = regexp.MustCompile(`(?i)\b(number one|no\. ?1|the best in|best in the world|world'?s best|guaranteed results|(lowest|best) price|cheapest)\b`)
)

// Lint returns what in a text a lawyer should look at: comparison with others, attack, health claims, superlatives.
func Lint(text string) []string {
	out := []string{}
	for _, p := range []struct {
		flag string
		re   *regexp.Regexp
	}{{"comparative", comparative}, {"denigrating", denigrating}, {"health_claim", healthClaim}, {"superlative", superlative}} {
		if m := p.re.FindString(text); m != "" {
			out = append(out, fmt.Sprintf("%s: %q", p.flag, m))
		}
	}
	return out
}
