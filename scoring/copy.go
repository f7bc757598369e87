package scoring

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shelfwise/market"
)

// The founding text on cost-effectiveness (001): dearer, equal or cheaper each needs its own logic, told with evidence
// and without a rival's name.

// unproven marks a claim without evidence.
const unproven = "needs_substantiation"

// lowPriceProofs are the documents that make a low price believable (001-D), each with the words by which one is known.
var lowPriceProofs = [...]struct {
	name  string
	known *regexp.Regexp
}{
	{"authorisation", regexp.MustCompile(`authori[sz]|autori[sz]|vollmacht|lizenz|licen[cs]|upoważnien|доверенност|授权|正規|許諾`)},
	{"supply contract", regexp.MustCompile(`(?:supply|supplier|purchase|frame\w*)\W.{0,20}(?:contract|agreement)|liefervertrag|rahmenvertrag|kaufvertrag|contrat|contratto|umow|договор|合同|契約`)},
	{"customs form", regexp.MustCompile(`customs|zoll|douan|aduan|dogan|alfând|celn|таможен|报关|海关|通関`)},
	{"photos from the origin", regexp.MustCompile(`photo|picture|foto|bilder|imagen|immagin|zdjęci|фото|照片|实拍|写真`)},
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
	for i := range n.Claims {
		cl := &n.Claims[i]
		flags := Lint(cl.Text)
		for _, name := range Names(cl.Text, t.Rivals) {
			flags = append(flags, fmt.Sprintf("rival_name: %q", name))
		}
		n.Flags = append(n.Flags, flags...)
		cl.Held = len(flags) > 0
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
	n.PublicTitle = publicTitle(c, t.Rivals)
	if len(Names(c.Title, t.Rivals)) > 0 {
		n.Flags = append(n.Flags, fmt.Sprintf("rival_name: the title %q", c.Title))
	}
	return n
}

// publicTitle is the title without the parts that name a rival; where no part is free of them, the category or nothing.
func publicTitle(c market.Candidate, rivals []string) string {
	if len(Names(c.Title, rivals)) == 0 {
		return c.Title
	}
	var kept []string
	for _, part := range titleParts.Split(c.Title, -1) {
		if part = strings.TrimSpace(part); part != "" && len(Names(part, rivals)) == 0 {
			kept = append(kept, part)
		}
	}
	out := strings.Join(kept, ", ")
	if len(Names(out, rivals)) > 0 {
		out = ""
	}
	return out
}

// titleParts is where a part of a title ends: "filter for Acme V8" says what it is before it says what for.
var titleParts = regexp.MustCompile(`[,;:|()\[\]/]|\s[–—-]\s|(?i)\s(?:for|fits|compatible with|suitable for|für|passend zu|pour|compatible avec|para|compatible con|per|voor|geschikt voor|do|dla|для|适用于?)\s`)

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
		for i := range lowPriceProofs {
			if p := &lowPriceProofs[i]; !p.known.MatchString(proofs) {
				n.Missing = append(n.Missing, p.name)
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
