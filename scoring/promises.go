package scoring

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"shelfwise/market"
)

// promise is one kind of assurance that buyers count (text 000-A), with the points that it adds to the neutral 40.
type promise struct {
	points float64
	words  []string
}

// promises lists the kinds: the first two are what the after-sales gate asks for.
func promises() []promise {
	return []promise{
		{20, []string{"warranty", "guarantee", "garantie", "garantía", "garantia", "garanzia", "gewährleistung", "gwarancj", "保修", "质保", "保証"}},
		{15, []string{"return", "refund", "money-back", "money back", "rückgabe", "umtausch", "retour", "remboursement", "devoluci", "reembolso", "zwrot",
			"退货", "退款", "返品", "返金"}},
		{20, []string{"authorised", "authorized", "official", "flagship", "autorisiert", "授权", "旗舰"}},
		{5, []string{"customer service", "after-sales", "after sales", "repair", "customer support", "technical support", "kundendienst", "客服", "售后"}},
	}
}

// The words around a promise that turn it into its refusal: "no returns", "without any warranty", "returns not accepted",
// "warranty: none". "No-questions-asked returns" refuses nothing, since "no" stands before another word.
var (
	refusedBefore = regexp.MustCompile(`(?i)(?:(?:^|[^\p{L}])(?:no|not|without|non|never|zero|keine?[nrsm]?|ohne|nicht|sans|pas de|aucune?|sin|sem|senza|nessuna?|geen|zonder|bez)` +
		`[\s-]+(?:(?:any|an?|free|further|manufacturer'?s?|official|customer|money-?back|written|the)[\s-]+){0,2}|(?:^|[^\p{L}])(?:un|non)|(?:无|不|没有|無)(?:支持|接受|提供|可)?)$`)
	refusedAfter = regexp.MustCompile(`(?i)^\p{L}*\s*[:=–-]?\s*(?:are |is |sind |ist )?(?:none|no|n/a|void|excluded|ausgeschlossen|keine|nicht \p{L}+|` +
		`not (?:accepted|included|possible|offered|available|given|covered)|refused|不可|不支持)\s*$`)
	otherOfficial = regexp.MustCompile(`(?i)^\s+(?:size|weight|rules?|ball)`) // of a sport, not of a seller
)

// states reports whether a text makes a promise by a word, and whether the text speaks of it at all, refusing it or not.
func states(text, word string) (made, spoken bool) {
	for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ';' || r == ',' || r == '.' || r == '，' || r == '。' }) {
		for from := 0; ; {
			i := strings.Index(clause[from:], word)
			if i < 0 {
				break
			}
			at := from + i
			from = at + len(word)
			if word == "official" && otherOfficial.MatchString(clause[from:]) {
				continue
			}
			spoken = true
			if !refusedBefore.MatchString(clause[:at]) && !refusedAfter.MatchString(clause[from:]) {
				made = true
			}
		}
	}
	return made, spoken
}

// said is all that a candidate states of itself.
func said(c market.Candidate) string {
	return strings.ToLower(strings.Join(c.Differentiators, "\n") + "\n" + strings.Join(c.Proofs, "\n"))
}

// assurance scores the promises that a candidate can prove or offers. Unknown where nothing at all is stated.
func assurance(c market.Candidate) (points float64, how string) {
	text := said(c)
	if strings.TrimSpace(text) == "" {
		return math.NaN(), "no after-sales promise, warranty or authorisation is stated"
	}
	points = 40
	var found, refused []string
	for _, p := range promises() {
		add := 0.0
		for _, w := range p.words {
			switch made, spoken := states(text, w); {
			case made && add == 0:
				add = p.points
				found = append(found, w)
			case spoken && !made:
				refused = append(refused, w)
			}
		}
		points += add
	}
	switch {
	case len(found) > 0:
		return points, "stated: " + strings.Join(found, ", ")
	case len(refused) > 0:
		return points, "stated that there is none: " + strings.Join(refused, ", ")
	}
	return points, "promises are stated, but no warranty, returns or authorisation among them"
}

// hasAfterSales reports whether a returns or warranty promise is stated.
func hasAfterSales(c market.Candidate) bool {
	text := said(c)
	return slices.ContainsFunc(promises()[:2], func(p promise) bool {
		return slices.ContainsFunc(p.words, func(w string) bool { made, _ := states(text, w); return made })
	})
}

// ofService reports whether a statement is about service, not about what the product does.
func ofService(text string) bool {
	return slices.ContainsFunc(promises(), func(p promise) bool {
		return slices.ContainsFunc(p.words, func(w string) bool { _, spoken := states(text, w); return spoken })
	})
}

// gift finds a thing that comes for nothing: "a free charger", "with free case". "Free returns", "free of lead" and
// "BPA free lid" give nothing away.
var gift = regexp.MustCompile(`(?i)(?:^|(?:\b(?:an?|with|plus|and|incl\.?|includes|including|get|one|two|three)|[+&:\d])\s+)free\s+(\p{L}+)`)

// ofGift reports whether a statement is about a gift.
func ofGift(text string) bool {
	if slices.ContainsFunc([]string{"gift", "bonus", "gratis", "geschenk", "cadeau", "regalo", "赠"}, func(w string) bool { return strings.Contains(text, w) }) {
		return true
	}
	m := gift.FindStringSubmatch(strings.TrimSpace(text))
	return m != nil && !slices.Contains([]string{"of", "from", "shipping", "delivery", "postage", "exchange", "exchanges", "standing", "trial", "choice"}, m[1]) && !ofService(text)
}

// statedOf counts the attributes that say what a product does, and whether a gift comes with it (text 003-C): what is
// neither a promise of service nor a gift. Unknown where nothing is stated.
func statedOf(c market.Candidate) (functions, gifts float64) {
	if len(c.Differentiators) == 0 {
		return math.NaN(), math.NaN()
	}
	for _, d := range c.Differentiators {
		tag, text := market.Tagged(strings.ToLower(d))
		switch {
		case ofGift(text):
			gifts = 1
		case !ofService(text) && (tag == "" || tag == "functional"):
			functions++
		}
	}
	return functions, gifts
}
