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
	Rivals []string  // names that must not appear
	Market *NameBook // more of them: all that the market's input names; nil for none
	Titles []string  // of the offers seen: what most of them say is nothing to be told apart by
	Volume bool      // volume truly makes it cheap: unit cost under the market's, with volume data
	Prices string    // what shows that its price is low; "" for nothing
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
	look := newNameLook(c, NewNameBook(t.Rivals), t.Market)
	var free []market.Claim
	for i := range n.Claims {
		cl := &n.Claims[i]
		flags := slices.Concat(Lint(cl.Text), drawbacks(cl.Text), nameFlags("", look.in(cl.Text)))
		if cl.Evidence != unproven {
			flags = append(flags, nameFlags("the evidence names ", look.in(cl.Evidence))...)
		}
		n.Flags = append(n.Flags, flags...)
		if cl.Held = len(flags) > 0; !cl.Held {
			free = append(free, *cl)
		}
	}
	n.Alone = alone(free, t.Titles)
	var proven []string
	for _, cl := range free {
		// A premium is argued with what sets the product apart, not with what all can say.
		if cl.Evidence != unproven && (stance != "premium" || slices.Contains(n.Alone, cl.Text)) {
			proven = append(proven, cl.Text)
		}
	}
	opening(&n, c, t)
	for _, instead := range []string{"See what it offers", "Here it is"} { // a brand may be called as one of our words
		if len(look.in(n.Public)) > 0 {
			n.Public = instead
		}
	}
	if len(proven) > 0 {
		n.Public += ": " + strings.Join(proven, "; ")
	}
	n.Public += "."
	flags := append(nameFlags("", look.in(c.Title)), lintTitle(c.Title, c.Category)...)
	for _, f := range flags {
		n.Flags = append(n.Flags, fmt.Sprintf("%s in the title %q", f, c.Title))
	}
	if n.PublicTitle = c.Title; len(flags) > 0 {
		n.PublicTitle = publicTitle(c, look)
	}
	return n
}

func nameFlags(where string, names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, fmt.Sprintf("rival_name: %s%q", where, name))
	}
	return out
}

// publicTitle is the title without the parts that name a rival or that a lawyer should see first; of such a part only the words
// remain that say our brand and what the product is. Where no word is free, it is empty.
func publicTitle(c market.Candidate, look nameLook) string {
	clean := func(text string) bool { return len(lintTitle(text, c.Category)) == 0 && len(look.in(text)) == 0 }
	var kept []string
	for _, part := range titleParts.Split(c.Title, -1) {
		if part = strings.TrimSpace(part); part != "" && clean(part) {
			kept = append(kept, part)
		}
	}
	if out := strings.Join(kept, ", "); out != "" && clean(out) && saysWhat(out, c) {
		return out
	}
	plain := words(c.Brand + " " + c.Category)
	kept = slices.DeleteFunc(strings.Fields(titleParts.Split(c.Title, 2)[0]), func(w string) bool { return len(words(w)) == 0 || !hasAll(plain, words(w)) })
	if out := strings.Join(kept, " "); saysWhat(out, c) && clean(out) {
		return out
	}
	return ""
}

// lintTitle lints a title but for what only says what the product is: a blood pressure monitor may be called so.
func lintTitle(title, category string) []string {
	low := strings.ToLower(title)
	if kind := sellerKey(category); kind != "" {
		low = strings.ReplaceAll(low, kind, " ¤ ")
	}
	return Lint(low)
}

// saysWhat reports whether a text says what the product is: where its category is known, one of the words of that.
func saysWhat(text string, c market.Candidate) bool {
	kind := words(c.Category)
	return text != "" && (len(kind) == 0 || slices.ContainsFunc(words(text), func(w string) bool { return slices.Contains(kind, w) }))
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
