package extract

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// Makers' names that stand beside the headline without a label or a telling class.

// noColon is the label of a brand that a line names behind the word for it alone: "Brand Acme".
const noColon = "a word without a colon"

// makerWords are the words behind which a short line names the maker without a colon, lower case.
var makerWords = wordMap(`brand|marke|hersteller|marque|fabricant|marca|fabricante|produttore|merk|fabrikant|märke|varumärke|mærke|merke|merkki|marka|producent|značka|výrobce|výrobca|márka|gyártó|producător|бренд|марка|производитель|виробник|gamintojas|ražotājs|brändi|メーカー|ブランド|브랜드|제조사|品牌`)

// notMakers follow those words where no maker does: "Brand new".
var notMakers = wordMap(`new|neu|neuf|story|stories|store|shop|outlet|name|names|page|values|ambassador|partner|partners|filter|guide|list|index|world|welt|view|see|all|by|of|day|week|sale|deals|blanca|propia|propria|własna|vlastní|registrada|registrata|déposée|eigenbau|awareness`)

// namedMaker is what a line of up to four words names behind a word for the maker; "" where it names none.
func namedMaker(line string) string {
	if len(line) > 50 || len(line) < 6 || !beginsLabel(line) {
		return ""
	}
	word, name, ok := strings.Cut(line, " ")
	name = strings.TrimSpace(name)
	if !ok || !makerWords[strings.ToLower(word)] || !properName(name, 3) || notMakers[strings.ToLower(firstWord(name))] {
		return ""
	}
	return name
}

// properName reports whether a text is a name of up to so many words: each begins with a capital or a figure, one at least
// with a capital, or it is written in a script without capitals.
func properName(s string, most int) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > most || len(s) > 40 || strings.ContainsAny(s, ":;!?%€$£/|()[]{}<>=*\"") {
		return false
	}
	capital := false
	for _, w := range words {
		switch r := []rune(w)[0]; {
		case unicode.IsUpper(r), unicode.IsLetter(r) && !unicode.IsLower(r):
			capital = true
		case unicode.IsDigit(r), r == '&', r == '+':
		default:
			return false
		}
	}
	return capital
}

// notBrandLines are words of lines above a headline that are no brand, lower case: what shops put there of the product's
// state, and the sections of a page.
var notBrandLines = newWordset([]wordRow{{1, []string{" new ", "new in", "sale", "best", "seller", "exclusive", "limited", "edition", "collection", "featured", "popular", "trending", "hot ", "offer", "deal", "free ", "shipping", "delivery", "stock", "sold", "available", "pre-order", "home", "shop", "store", "product", "detail", "back", "previous", "next", "share", "save", "zoom", "image", "photo", "gallery", "video", "menu", "search", "login", "account", "cart", "basket", "review", "rating", "star", "click", "view", "more", "only", "category", "eco", "vegan", "organic", "online", "award", "winner", "choice", "discount", "clearance", "outlet", "gift", "bundle", "set ", "kit ", "ad ", "sponsored",
	"neu ", "neuheit", "angebot", "aktion", "reduziert", "zurück", "startseite", "übersicht", "artikel", "produkt", "kategorie", "empfehl", "bestseller", "nouveau", "promo", "offre", "accueil", "retour", "catégorie", "novedad", "nuevo", "nueva", "oferta", "inicio", "volver", "categoría", "novità", "nuovo", "offerta", "indietro", "categoria", "novo", "voltar", "início", "nieuw", "aanbieding", "terug", "categorie", "nyhet", "nyhed", "tilbud", "erbjudande", "tillbaka", "tilbake", "kategori", "uutuus", "tarjous", "nowość", "nowoś", "promocj", "okazja", "wstecz", "novinka", "akce", "akcia", "sleva", "zľava", "zpět", "kategorie", "újdonság", "akció", "nou ", "ofertă", "новинк", "акция", "скидка", "назад", "главная", "хит", "каталог", "категор", "ново", "νέο", "προσφορά", "yeni", "indirim", "新品", "新着", "セール", "トップ", "ホーム", "特价", "首页", "신상", "홈", "جديد", "חדש"}}})

// brandAbove is the name of up to three words that is all of an element right above the headline, its brother or the only
// text beside it, where neither the menu nor the way to the page has it. Above a headline shops write the maker's name.
func (e *evidence) brandAbove() (string, fact, float64) {
	if e.head.node < 0 {
		return "", fact{}, 0
	}
	i := e.lineAbove()
	if i < 0 {
		return "", fact{}, 0
	}
	name := e.d.oneLine(i)
	flat := strings.Join(wordsOf(name), " ")
	low := " " + strings.ToLower(name) + " "
	if !properName(name, 3) || letters(name) < 3 || strings.IndexFunc(name, unicode.IsDigit) >= 0 || lineLabelSet[strings.ToLower(name)] != 0 ||
		notBrandLines.match(low) != 0 || stockWords.match(low) != 0 || squash(name) == squash(e.d.siteName()) || e.partOfTitle(flat) || sameName(name, e.head.text) >= 0.5 || e.onTheWay(flat) {
		return "", fact{}, 0
	}
	return name, fact{name, e.d.path(i)}, 0.5
}

// departments are in the addresses of a shop's departments, lower case.
var departments = newWordset([]wordRow{{1, []string{"/collection", "/categor", "/kategor", "/catégor", "/c/", "/cat/", "/catalog", "/department", "/shop/", "/rubri", "cat=", "cpath="}}})

// partOfTitle reports whether a part of the page's title tags is a name and no more: a department's or the site's.
func (e *evidence) partOfTitle(flat string) bool {
	for _, t := range []string{e.d.title, e.d.metas["og:title"]} {
		for part := range strings.FieldsFuncSeq(t, func(r rune) bool { return strings.ContainsRune("|–—:·/>•", r) }) {
			for p := range strings.SplitSeq(part, " - ") {
				if strings.Join(wordsOf(p), " ") == flat {
					return true
				}
			}
		}
	}
	return false
}

// lineAbove is the element that ends right before the headline, holds a short line and is its brother or the brother of the
// box around it, -1 where there is none. A list and a navigation are the way to the page.
func (e *evidence) lineAbove() int {
	d := e.d
	for i, level := e.head.node, 0; i >= 0 && level < 3; level++ {
		up := int(d.nodes[i].parent)
		if up < 0 {
			return -1
		}
		last := -1
		for k := up + 1; k < i; k = int(d.nodes[k].end) {
			if d.nodes[k].to > d.nodes[k].from {
				last = k
			}
		}
		if last >= 0 {
			n := &d.nodes[last]
			switch n.DataAtom {
			case atom.P, atom.Div, atom.Span, atom.A, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.Strong, atom.B, atom.Small:
			default:
				return -1
			}
			if n.DataAtom == atom.A && departments.match(strings.ToLower(attr(n.Node, "href"))) != 0 {
				return -1
			}
			if text := d.textOf(last); n.flags&(inChrome|inRelated|inHidden|inCart|inReview|inControl) != 0 || n.to-n.from > 42 || strings.Contains(text, "\n") {
				return -1
			}
			return last
		}
		i = up
	}
	return -1
}

// brandLogo is what a picture is said to show that is all of a link near the headline whose class calls it a logo.
func (e *evidence) brandLogo() (string, fact, float64) {
	for _, i := range e.d.anchors {
		n := &e.d.nodes[i]
		if int(n.from) > e.titleAt()+1500 {
			break
		}
		if n.to-n.from > 1 || !strings.Contains(strings.ToLower(attr(n.Node, "class")+attr(n.Node, "id")), "logo") {
			continue
		}
		near, _ := e.brandPlace(i)
		name := pictured(n.Node, 0)
		if near && e.head.node >= 0 && int(n.from) >= int(e.d.nodes[e.head.node].from)-120 && properName(name, 4) && squash(name) != squash(e.d.siteName()) && strings.TrimRight(attr(n.Node, "href"), "/") != "" {
			return name, fact{name, e.d.path(i)}, besideTitle
		}
	}
	return "", fact{}, 0
}

// brandPictured is what a picture is said to show that is all of an element right behind one that holds a label of the brand:
// a logo in a table.
func (e *evidence) brandPictured() (string, fact, float64) {
	d := e.d
	for i := max(0, e.head.node); i < len(d.nodes) && int(d.nodes[i].from) < e.titleAt()+3000; i++ {
		n := &d.nodes[i]
		if n.to-n.from < 4 || n.to-n.from > 30 || int(n.end) >= len(d.nodes) || n.flags&(inRelated|inChrome|inCart|inReview) != 0 {
			continue
		}
		if next := &d.nodes[n.end]; next.parent != n.parent || next.to-next.from > 1 {
			continue
		}
		label := strings.ToLower(strings.Trim(d.oneLine(i), " .:#"))
		if lineLabelSet[label]&lineBrand == 0 {
			continue
		}
		if name := pictured(d.nodes[n.end].Node, 0); properName(name, 4) {
			return name, fact{name, d.path(int(n.end))}, 0.6
		}
	}
	return "", fact{}, 0
}

// brandBy is the name behind "by" where the page's title goes on so behind the product's name: "Mermaid Tail | By Acme".
// "From" counts where the name is the site's own.
func (e *evidence) brandBy() (string, fact, float64) {
	for _, t := range []string{e.d.title, e.d.metas["og:title"]} {
		rest, ok := strings.CutPrefix(strings.ToLower(t), strings.ToLower(e.head.text))
		if !ok || e.head.text == "" || len(strings.ToLower(t)) != len(t) {
			continue
		}
		rest = strings.TrimLeft(t[len(t)-len(rest):], " |-–—,:")
		name, by := strings.CutPrefix(rest, "by ")
		if !by {
			name, by = strings.CutPrefix(rest, "By ")
		}
		from := false
		if !by {
			name, from = strings.CutPrefix(rest, "from ")
		}
		if k := strings.IndexAny(name, "|–—:,•"); k >= 0 {
			name = name[:k]
		}
		name, _, _ = strings.Cut(name, " - ")
		name = strings.TrimSpace(name)
		if properName(name, 3) && (by || from && e.hosts(name)) {
			return name, fact{name, "title of the page"}, besideTitle
		}
	}
	return "", fact{}, 0
}

// brandUnder is the name behind "by" on one of the lines right below the headline: "by Acme", "von Acme". A book's author
// stands there too.
func (e *evidence) brandUnder() (string, fact, float64) {
	if e.head.node < 0 {
		return "", fact{}, 0
	}
	for _, l := range e.labels {
		if l.field == fGTIN && (strings.HasPrefix(l.text, "978") || strings.HasPrefix(l.text, "979") || len(l.text) == 10) {
			return "", fact{}, 0
		}
	}
	at, lines := e.titleAt(), 0
	for line := range strings.SplitSeq(e.d.text[at:min(len(e.d.text), at+120)], "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		for _, by := range []string{"by ", "By ", "by: ", "By: ", "BY: ", "von ", "von: ", "par ", "par : "} {
			if name, ok := strings.CutPrefix(line, by); ok && properName(name, 3) {
				return name, fact{line, "line behind the title"}, besideTitle
			}
		}
		if lines++; lines == 2 {
			break
		}
	}
	return "", fact{}, 0
}

// storeLinks is the text of a link that leads to the other products of a maker.
var storeLinks = regexp.MustCompile(`^(?:Visit the|Besuche den|Besuchen Sie den|Visiter la boutique|Visita lo [Ss]tore di|Visita la [Tt]ienda de|Visita la loja de|Visite a loja|Bezoek de|Odwiedź sklep|Besök|Zobacz sklep) (.{2,40}?)(?:[ -](?:Store|Shop|store|shop|butik))?$`)

// storeStarts are the first letters of what storeLinks matches.
const storeStarts = "VBOZ"

// brandStore is the name in a link near the headline that leads to a maker's store on the site.
func (e *evidence) brandStore() (string, fact, float64) {
	for _, i := range e.d.anchors {
		n := &e.d.nodes[i]
		if int(n.from) > e.titleAt()+600 {
			break
		}
		if n.to-n.from < 8 || n.to-n.from > 60 {
			continue
		}
		if near, _ := e.brandPlace(i); !near {
			continue
		}
		line := e.d.oneLine(i)
		if line == "" || strings.IndexByte(storeStarts, line[0]) < 0 {
			continue
		}
		if m := storeLinks.FindStringSubmatch(line); m != nil && properName(m[1], 4) && squash(m[1]) != squash(e.d.siteName()) {
			return m[1], fact{m[0], e.d.path(i)}, besideTitle
		}
	}
	return "", fact{}, 0
}

// hosts reports whether the page's host is called like a name.
func (e *evidence) hosts(name string) bool {
	for label := range strings.SplitSeq(strings.ToLower(e.d.url.Hostname()), ".") {
		if flat := squash(name); len(flat) >= 4 && squash(label) == flat {
			return true
		}
	}
	return false
}

// registered is the name of the page's host as its text writes it before the sign of a registered mark ("Acme®"); "" where
// it does not.
func (d *document) registered() string {
	labels := strings.Split(strings.TrimPrefix(strings.ToLower(d.url.Hostname()), "www."), ".")
	for _, label := range labels[:max(0, len(labels)-1)] {
		if len(label) < 4 {
			continue
		}
		for at := 0; ; {
			k := strings.Index(d.text[at:], "®")
			if k < 0 {
				break
			}
			if start := at + k - len(label); start >= 0 && strings.EqualFold(d.text[start:at+k], label) && (start == 0 || !isWord(d.text[start-1])) {
				return d.text[start : at+k]
			}
			at += k + len("®")
		}
	}
	return ""
}
