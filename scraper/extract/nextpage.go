package extract

import (
	"maps"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// nextWords are what shops write on the link to the next page, lower case, without arrows.
var nextWords = wordMap(`next|next page|go to next page|page suivante|older|load more|show more|load more products|show more products|view more products|see more products|` +
	`weiter|nächste|nächste seite|vor|mehr laden|mehr anzeigen|mehr produkte|mehr produkte anzeigen|mehr artikel laden|suivant|suivante|produits suivants|articles suivants|afficher plus|charger plus|voir plus de produits|afficher plus de produits|` +
	`siguiente|página siguiente|cargar más|mostrar más|ver más productos|cargar más productos|avanti|successivo|successiva|pagina successiva|prossima|prossima pagina|carica altri|mostra altri|carica altri prodotti|` +
	`próximo|próxima|seguinte|próxima página|página seguinte|carregar mais|mostrar mais|ver mais produtos|carregar mais produtos|volgende|volgende pagina|meer laden|toon meer|meer producten|` +
	`następna|następna strona|następne|dalej|pokaż więcej|załaduj więcej|další|další strana|načíst další|zobrazit další|ďalšie|ďalej|ďalšia|načítať ďalšie|zobraziť ďalšie|következő|további termékek|următoarea|pagina următoare|inainte|înainte|` +
	`nästa|nästa sida|visa fler|ladda fler|næste|næste side|vis flere|neste|neste side|last flere|seuraava|näytä lisää|lataa lisää|sonraki|sonraki sayfa|daha fazla göster|daha fazla yükle|` +
	`следующая|следующая страница|вперед|вперёд|далее|показать ещё|показать еще|загрузить ещё|загрузить еще|наступна|далі|показати ще|завантажити ще|下一页|下一頁|下页|后页|下頁|加载更多|載入更多|次へ|次のページ|次ページ|次|さらに表示|다음|다음 페이지|더보기|التالي|הבא|` +
	`επόμενη|επόμενο|επόμενη σελίδα|nākamā|kitas|järgmine|sljedeća|следваща|selanjutnya|berikutnya|muat lebih banyak|sau|trang sau|xem thêm sản phẩm|ถัดไป`)

// arrows stand on or beside the words of paging links.
const arrows = " ›»>→▶❯⟩⇨.…\n\t"

// nextClasses are class tokens of the link to the next page, or of the element right around it.
var nextClasses = wordMap("next|next-page|nextpage|next_page|page-next|pagenext|pagination-next|pagination__next|pagination_next|pager-next|pager__next|paging-next|pages-item-next|pagination-item--next|pagination__item--next|pagination__link--next|js-next|arrow-next|next-link|load-more|loadmore|load_more")

// nextPages returns the link to the next page of a list, at most one: what the page itself marks as next, what words or
// classes call so, a button that names the address it loads, else the page number after its own. Links of other hosts
// are not followed, and links inside the tiles are the products' own.
func (d *document) nextPages() []string {
	if !d.nextKnown {
		d.next, d.nextKnown = d.findNext(), true
	}
	return d.next
}

func (d *document) findNext() []string {
	for _, i := range d.links {
		if n := &d.nodes[i]; hasToken(attr(n.Node, "rel"), "next") {
			if u := d.leadsOn(attr(n.Node, "href")); u != "" {
				return []string{u}
			}
		}
	}
	worded := ""
	for _, i := range d.anchors {
		n := &d.nodes[i]
		href := target(n.Node)
		if hasToken(attr(n.Node, "rel"), "next") {
			if u := d.leadsOn(href); u != "" {
				return []string{u}
			}
		}
		if worded == "" && n.to-n.from <= 60 && n.flags&(inRelated|inHidden) == 0 && d.saysNext(i) && !d.inTile(i) {
			worded = d.leadsOn(href)
		}
	}
	for _, find := range []func() string{func() string { return worded }, d.nextButton, d.nextNumber} {
		if u := find(); u != "" {
			return []string{u}
		}
	}
	return nil
}

// target is where a link leads; scripts keep the address of some in data-href.
func target(n *html.Node) string {
	href := attr(n, "href")
	if data := attr(n, "data-href"); data != "" && strings.HasPrefix(strings.ToLower(href), "javascript:") {
		return data
	}
	return href
}

// leadsOn is the address of a link that leads to another page of the same host, else "".
func (d *document) leadsOn(href string) string {
	u := d.absolute(href)
	if u == "" || trimFragment(u) == trimFragment(d.page.URL) || !d.sameHost(u) || d.leadsBack(u) {
		return ""
	}
	return u
}

// leadsBack reports whether an address is that of the list itself without the number that the page's own has: "show
// all" and the first page.
func (d *document) leadsBack(u string) bool {
	own := pageNumber(d.url)
	if !own.shown || own.n < 2 {
		return false
	}
	to, err := url.Parse(u)
	if err != nil {
		return true
	}
	return to.Path == d.url.Path && !pageNumber(to).shown
}

// saysNext reports whether the words or classes of a link or button call it the way to the next page.
func (d *document) saysNext(i int) bool {
	n := &d.nodes[i]
	if hasToken(attr(n.Node, "class"), "disabled") || attr(n.Node, "aria-disabled") == "true" {
		return false
	}
	text := d.oneLine(i)
	for _, label := range []string{text, attr(n.Node, "aria-label"), attr(n.Node, "title")} {
		if word := strings.Trim(strings.ToLower(label), arrows); nextWords[word] {
			return true
		}
	}
	if text != "" && strings.Trim(text, "›»>→▶❯⟩ ") == "" && len([]rune(strings.TrimSpace(text))) == 1 {
		return d.besidePages(i) // one arrow and nothing else, as carousels have it too
	}
	if d.nextClass(n.Node) {
		return true
	}
	p := int(n.parent)
	return p >= 0 && d.nodes[p].to-d.nodes[p].from <= 60 && d.nodes[p].DataAtom == atom.Li && d.nextClass(d.nodes[p].Node)
}

// besidePages reports whether an element stands among page numbers or in an element called pagination.
func (d *document) besidePages(i int) bool {
	for level, p := 0, int(d.nodes[i].parent); level < 3 && p >= 0; level, p = level+1, int(d.nodes[p].parent) {
		n := &d.nodes[p]
		if strings.Contains(strings.ToLower(attr(n.Node, "class")), "pag") {
			return true
		}
		for w := range strings.FieldsSeq(d.text[n.from:min(n.to, n.from+200)]) {
			if _, err := strconv.Atoi(w); err == nil {
				return true
			}
		}
	}
	return false
}

func (d *document) nextClass(n *html.Node) bool {
	for c := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		if nextClasses[c] {
			return true
		}
	}
	return false
}

// inTile reports whether node i stands in a tile of the page's list.
func (d *document) inTile(i int) bool {
	ts := d.finder().main
	k := sort.Search(len(ts), func(k int) bool { return ts[k].hi > i })
	return k < len(ts) && ts[k].lo <= i
}

// nextButton is the address that a button to load more names in its attributes.
func (d *document) nextButton() string {
	for _, i := range d.forms {
		n := &d.nodes[i]
		if n.DataAtom != atom.Button || n.flags&(inRelated|inHidden) != 0 || n.to-n.from > 60 || !d.saysNext(i) {
			continue
		}
		for k := range n.Attr {
			switch n.Attr[k].Key {
			case "data-href", "data-url", "data-next", "data-next-url", "data-next-page", "data-next-page-url", "data-load-more-url", "data-link", "formaction", "hx-get":
				if v := n.Attr[k].Val; strings.ContainsAny(v, "/?") {
					if u := d.leadsOn(v); u != "" {
						return u
					}
				}
			}
		}
	}
	return ""
}

func (d *document) sameHost(u string) bool {
	p, err := url.Parse(u)
	return err == nil && (d.url.Host == "" || strings.EqualFold(p.Host, d.url.Host))
}

func trimFragment(u string) string { before, _, _ := strings.Cut(u, "#"); return before }

func hasToken(list, token string) bool {
	for t := range strings.FieldsSeq(strings.ToLower(list)) {
		if t == token {
			return true
		}
	}
	return false
}

// repairs lists what had to be repaired, in order.
func (d *document) repairs() []string { return slices.Sorted(maps.Keys(d.repaired)) }
