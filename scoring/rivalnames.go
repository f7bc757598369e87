package scoring

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shelfwise/market"
)

// rivalNames lists what public text must not name: the rivals' brands, sellers and shops, also without legal form and
// domain, and where a listing says no brand the word that its title begins with; but nothing of our own.
func (r *run) rivalNames(k *candidateCase) []string {
	if !r.namesLooked(k) {
		return nil
	}
	seen := map[string]bool{"": true, sellerKey(k.c.Brand): true}
	for _, id := range k.c.OwnSellerIDs {
		seen[sellerKey(id)] = true
	}
	var out []string
	add := func(names ...string) {
		for _, n := range names {
			if key := sellerKey(n); !seen[key] {
				seen[key] = true
				out = append(out, n)
			}
		}
	}
	titles, unbranded := make([]string, 0, len(k.scene.rivals)), map[string]bool{}
	for _, v := range k.scene.rivals {
		l := r.series[v.at].Listing
		titles = append(titles, l.Title)
		unbranded[l.Title] = unbranded[l.Title] || l.Brand == ""
		add(l.Brand)
		add(bareNames(l.Source)...)
		if o, ok := r.series[v.at].Latest(); ok {
			add(bareNames(o.Offer.Seller)...)
		}
	}
	add(leadNames(titles, unbranded, ownWords(k.c))...)
	return out
}

var (
	legalForm = regexp.MustCompile(`(?i)[\s,]+(gmbh( & co\.? kg)?|ag|kg|ug|e\.? ?k\.?|ltd\.?|limited|inc\.?|llc|corp\.?|plc|pty\.?( ltd\.?)?|s\.?a\.?(r\.?l\.?|s\.?)?|s\.?r\.?l\.?|s\.?p\.?a\.?|b\.?v\.?|n\.?v\.?|oy|ab|a/s|aps|sp\. z o\.o\.|s\.r\.o\.|d\.o\.o\.|co\.?)$`)
	domain    = regexp.MustCompile(`(?i)^(?:www\.)?([a-z0-9-]{3,})(?:\.[a-z]{2,}){1,2}$`)
)

// bareNames is a seller's or shop's name as given, and as people say it: without the legal form, without the domain.
func bareNames(name string) []string {
	out := []string{name}
	if bare := legalForm.ReplaceAllString(name, ""); bare != name {
		out = append(out, bare)
	}
	if m := domain.FindStringSubmatch(name); m != nil {
		out = append(out, m[1])
	}
	return out
}

// namesLooked reports whether rivals' names are looked up: of very many candidates only for those that state something, since
// but for the title the text is ours alone then.
func (r *run) namesLooked(k *candidateCase) bool {
	return len(k.c.Differentiators)+len(k.c.Proofs) > 0 || len(r.in.Candidates) <= manyCases
}

// leadNames are the words that begin titles of listings without a brand, which is where shops write it: names with a
// capital that no title has in another place and that our own product does not say.
func leadNames(titles []string, unbranded map[string]bool, own []string) []string {
	elsewhere := map[string]bool{}
	for _, w := range own {
		elsewhere[w] = true
	}
	var lead []string
	for _, t := range titles {
		for i, w := range words(t) {
			if i > 0 {
				elsewhere[w] = true
			} else if unbranded[t] && len([]rune(w)) > 2 && strings.IndexFunc(t, unicode.IsUpper) == strings.IndexFunc(t, unicode.IsLetter) {
				lead = append(lead, w)
			}
		}
	}
	return slices.DeleteFunc(lead, func(w string) bool { return elsewhere[w] })
}

// ownWords are the words, in lower case, with which our own product is told.
func ownWords(c market.Candidate) []string {
	return words(strings.Join(append([]string{c.Title, c.Brand, c.Category}, c.Keywords...), " "))
}
