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
		add(bareNames(l.Brand)...)
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

// article and kindOfShop are what people leave out when they say a brand's or a shop's name.
var (
	article    = regexp.MustCompile(`(?i)^(?:the|le|la|les|el|los|las|il|lo|gli|o|os|der|die|das|de|het)\s+`)
	kindOfShop = regexp.MustCompile(`(?i)[\s_.-]+(?:official|flagship|brand|online|web|direct|outlet|global|international|europe|deutschland|germany|france|italia|españa|polska|uk|usa?|eu|de|fr|it|es|pl|nl|cn|jp|store|shop|mall|market|sellers?|trading|home|group)$`)
)

// bareNames is a brand's, seller's or shop's name as given, and as people say it: without the legal form, the domain, the
// article and the kind of shop.
func bareNames(name string) []string {
	out := []string{name}
	add := func(bare string) {
		if bare = strings.TrimSpace(bare); len([]rune(bare)) > 2 && !slices.Contains(out, bare) {
			out = append(out, bare)
		}
	}
	bare := legalForm.ReplaceAllString(strings.TrimSpace(name), "")
	if m := domain.FindStringSubmatch(bare); m != nil {
		bare = m[1]
	}
	add(bare)
	for {
		short := kindOfShop.ReplaceAllString(bare, "")
		if short == bare {
			break
		}
		bare = short
	}
	add(bare)
	add(article.ReplaceAllString(bare, ""))
	return out
}

// marketNames are the names of all brands, sellers and shops in the market's input, kept as rivals or not.
func marketNames(series []market.Series) *NameBook {
	seen := map[string]bool{"": true}
	var all []string
	add := func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		for i, n := range bareNames(name) {
			if key := sellerKey(n); (i == 0 || !seen["\x00"+key]) && tellingName(n) {
				seen["\x00"+key] = true
				all = append(all, n)
			}
		}
	}
	for i := range series {
		s := &series[i]
		add(s.Listing.Brand)
		add(string(s.Listing.Source))
		last := ""
		for j := range s.Observations {
			if seller := s.Observations[j].Offer.Seller; seller != last {
				last = seller
				add(seller)
			}
		}
	}
	return NewNameBook(all)
}

// tellingName reports whether a name can be told from common speech: not a number, a unit or one of the small words of the
// languages of the shops, which stand in every text.
func tellingName(name string) bool {
	ws := words(name)
	return strings.ContainsFunc(name, unicode.IsLetter) && slices.ContainsFunc(ws, func(w string) bool { return !smallWords[w] })
}

// smallWords are words that every text has; a brand or shop of that name is not looked for.
var smallWords = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`a an and any are as at be been but by can do does for from had has have he her his how i if in into is it its just like may more most my new no not now
		of off on one only or other our out over own per plus set she so some such than that the their them then there these they this those to too two three four five ten up us use very was we were what when which
		who will with without you your all also both each every day days week weeks month months year years free full good made make makes size pack piece pieces part parts time way work works home shop store online
		brand unknown generic none unbranded n na other others no-name noname null nan
		mm cm m km ml cl l g kg mg oz lb lbs ft inch inches w kw kwh v mah hz db gb tb mb k c f x xl xs s u
		der die das den dem des ein eine einer eines einem einen und oder mit ohne für von vom zu zum zur im in auf an aus bei nach über unter vor ist sind sie er es wir ihr nicht kein auch sehr mehr tage jahre
		le la les l un une des du de d et ou avec sans pour par sur dans en est sont il elle nous vous ne pas plus très jour jours an ans
		el los las una unos y o con sin por para sobre en es son no muy más día días año años al lo il gli uno e di da con per su è sono non più giorni anni
		os as um uma com sem em não mais dias anos do da no na het een van met voor op zonder niet dagen jaar i z ze w na do dla od po nie jest dni lata och med av på att en ett
		и в на с без для из по не это от за к у ve ile için bir`) {
		out[w] = true
	}
	return out
}()

// nameLook looks for the names of others in what is published of one candidate.
type nameLook struct {
	books []*NameBook
	own   *regexp.Regexp  // our brand, which may be named; nil for none
	ours  map[string]bool // what is ours or only says what the product is, by sellerKey
}

func newNameLook(c market.Candidate, books ...*NameBook) nameLook {
	l := nameLook{books: books, ours: map[string]bool{sellerKey(c.Brand): true}}
	for _, w := range words(c.Category) {
		l.ours[w] = true
	}
	l.ours[sellerKey(c.Category)] = true
	if brand := strings.TrimSpace(c.Brand); len([]rune(brand)) > 1 {
		l.own = regexp.MustCompile(`(?i)` + regexp.QuoteMeta(strings.ToValidUTF8(brand, "")))
	}
	for _, id := range c.OwnSellerIDs {
		for _, n := range bareNames(id) {
			l.ours[sellerKey(n)] = true
		}
	}
	return l
}

// in lists the names of others in one text.
func (l nameLook) in(text string) []string {
	if l.own != nil {
		text = l.own.ReplaceAllString(text, " \u56d7 ") // "Acmestar" names no "Acme"; the sign parts what stands around it
	}
	var out []string
	for _, b := range l.books {
		for _, n := range b.In(text) {
			if !l.ours[sellerKey(n)] && !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
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
