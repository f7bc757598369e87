package extract

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// nextWords are what shops write on the link to the next page, lower case.
var nextWords = map[string]bool{
	"next": true, "next page": true, "next ›": true, "next »": true, "next >": true, "›": true, "»": true, ">": true, "→": true, "older": true, "load more": true, "show more": true,
	"weiter": true, "nächste": true, "nächste seite": true, "vor": true, "suivant": true, "suivante": true, "page suivante": true, "siguiente": true, "página siguiente": true,
	"avanti": true, "successivo": true, "successiva": true, "pagina successiva": true, "próximo": true, "próxima": true, "seguinte": true, "volgende": true, "następna": true, "dalej": true,
	"další": true, "ďalšie": true, "ďalej": true, "következő": true, "următoarea": true, "inainte": true, "nästa": true, "næste": true, "neste": true, "seuraava": true, "sonraki": true,
	"следующая": true, "вперед": true, "вперёд": true, "далее": true, "наступна": true, "далі": true, "下一页": true, "下一頁": true, "下页": true, "后页": true, "次へ": true, "次のページ": true, "다음": true, "التالي": true, "הבא": true, "επόμενη": true, "nākamā": true,
}

// nextPages returns the links to the next pages of a list: what the page itself marks as next, else the page number
// after its own. Links of other hosts are not followed.
func (d *document) nextPages() []string {
	var marked, worded []string
	add := func(list []string, href string) []string {
		u := d.absolute(href)
		if u == "" || trimFragment(u) == trimFragment(d.page.URL) || slices.Contains(list, u) || !d.sameHost(u) {
			return list
		}
		return append(list, u)
	}
	for _, i := range d.links {
		if n := d.nodes[i]; hasToken(attr(n.Node, "rel"), "next") {
			marked = add(marked, attr(n.Node, "href"))
		}
	}
	for _, i := range d.anchors {
		n := &d.nodes[i]
		if hasToken(attr(n.Node, "rel"), "next") {
			marked = add(marked, attr(n.Node, "href"))
			continue
		}
		if n.to-n.from > 40 || n.flags&inRelated != 0 {
			continue
		}
		label := strings.ToLower(firstOf(d.oneLine(i), attr(n.Node, "aria-label"), attr(n.Node, "title")))
		class := strings.ToLower(attr(n.Node, "class"))
		if nextWords[label] || hasToken(class, "next") || strings.Contains(class, "pagination-next") || strings.Contains(class, "next-page") {
			worded = add(worded, attr(n.Node, "href"))
		}
	}
	switch {
	case len(marked) > 0:
		return marked[:1]
	case len(worded) > 0:
		return worded[:1]
	}
	return d.nextNumber()
}

// nextNumber finds the link that differs from the page's own address only by a page number one higher.
func (d *document) nextNumber() []string {
	for _, i := range d.anchors {
		u := d.absolute(attr(d.nodes[i].Node, "href"))
		if u == "" || !d.sameHost(u) {
			continue
		}
		next, err := url.Parse(u)
		if err != nil || next.Path != d.url.Path {
			continue
		}
		if followsQuery(d.url.Query(), next.Query()) {
			return []string{u}
		}
	}
	return nil
}

// followsQuery reports whether two queries differ in one page parameter alone, by one. A first page has none.
func followsQuery(from, to url.Values) bool {
	for _, k := range slices.Sorted(maps.Keys(to)) {
		switch strings.ToLower(k) {
		case "page", "p", "pg", "seite", "pagina", "pageno", "page_no", "pagenumber", "paged", "_pgn":
		default:
			continue
		}
		n, err := strconv.Atoi(to.Get(k))
		own, err2 := strconv.Atoi(firstOf(from.Get(k), "1"))
		if err != nil || err2 != nil || n != own+1 {
			return false
		}
		a, b := clone(from), clone(to)
		a.Del(k)
		b.Del(k)
		return a.Encode() == b.Encode()
	}
	return false
}

func clone(v url.Values) url.Values {
	out := url.Values{}
	maps.Copy(out, v)
	return out
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
