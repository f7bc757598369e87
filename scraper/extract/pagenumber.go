package extract

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// pageKeys are the query parameters that number pages, offsetKeys those that say how many items to skip, and sizeKeys
// those that say how many a page has.
var (
	pageKeys   = wordMap("page|p|pg|seite|pagina|página|pageno|page_no|pagenum|page_num|pagenumber|page_number|paged|_pgn|pageindex|page-number|currentpage|current_page|strona|str|sayfa|side|sivu|sida|pn|pag|stranka|strana|oldal|trang|product-page|pagen_1")
	offsetKeys = wordMap("start|offset|from|skip|startindex|start_index|startat|beginindex|firstresult")
	sizeKeys   = wordMap("size|limit|rows|sz|count|per_page|perpage|pagesize|page_size|hitsperpage|itemsperpage|maxresults|take")
	pathPages  = []string{"page", "pagina", "seite", "strona", "sayfa", "side", "sivu", "stranka", "strana", "oldal", "pag", "pg", "p"}
)

// numbered is an address split into its page number, or offset, and all the rest of it.
type numbered struct {
	rest   string
	n      int
	offset bool
	shown  bool // the address has a number of its own
}

// pageNumber finds the page number of an address. A first page often has none: it is page 1 and offset 0.
func pageNumber(u *url.URL) numbered {
	q := u.Query()
	for k := range q {
		if sizeKeys[strings.ToLower(k)] {
			q.Del(k) // the first page often does without
		}
	}
	for _, k := range slices.Sorted(maps.Keys(q)) {
		low := strings.ToLower(k)
		if !pageKeys[low] && !offsetKeys[low] {
			continue
		}
		n, err := strconv.Atoi(q.Get(k))
		if err != nil || n < 0 {
			continue
		}
		q.Del(k)
		return numbered{rest: cleanPath(u.Path) + "?" + q.Encode(), n: n, offset: offsetKeys[low], shown: true}
	}
	if before, n, after, ok := pathNumber(u.Path); ok {
		return numbered{rest: cleanPath(before+after) + "?" + q.Encode(), n: n, shown: true}
	}
	return numbered{rest: cleanPath(u.Path) + "?" + q.Encode(), n: 1}
}

// pathNumber splits "/lamps/page/2/", "/lamps/page-2.html" or "/lamps/p2" around its page number.
func pathNumber(path string) (before string, n int, after string, ok bool) {
	trimmed := strings.TrimSuffix(path, "/")
	ext := ""
	for _, e := range []string{".html", ".htm", ".php"} {
		if stem, found := strings.CutSuffix(trimmed, e); found {
			trimmed, ext = stem, e
		}
	}
	digits := len(trimmed)
	for digits > 0 && isDigit(trimmed[digits-1]) {
		digits--
	}
	if digits == len(trimmed) {
		return "", 0, "", false
	}
	n, err := strconv.Atoi(trimmed[digits:])
	if err != nil || n > 100_000 {
		return "", 0, "", false
	}
	head := strings.TrimRight(trimmed[:digits], "/-_=,")
	low := strings.ToLower(head)
	for _, w := range pathPages {
		if !strings.HasSuffix(low, w) {
			continue
		}
		at := len(head) - len(w)
		if at > 0 && strings.IndexByte("/-_,;.", head[at-1]) >= 0 {
			return head[:at-1], n, ext, true
		}
	}
	return "", 0, "", false
}

func cleanPath(p string) string { return strings.TrimSuffix(p, "/") }

// nextNumber finds the link that differs from the page's own address only by its page number one higher, or by the
// least higher offset; else the link whose text is the number after the page's own in a row of page numbers.
func (d *document) nextNumber() string {
	own := pageNumber(d.url)
	best, least := "", 0
	for _, i := range d.anchors {
		href := target(d.nodes[i].Node)
		if d.nodes[i].to-d.nodes[i].from > 60 || !strings.ContainsAny(href, "0123456789") || !mayNumber(href) {
			continue
		}
		u := d.leadsOn(href)
		next, err := url.Parse(u)
		if u == "" || err != nil {
			continue
		}
		to := pageNumber(next)
		if !to.shown || to.rest != own.rest {
			continue
		}
		if !to.offset {
			if !own.offset && to.n == own.n+1 {
				return u
			}
			continue
		}
		from := 0
		if own.offset {
			from = own.n
		}
		if to.n > from && (best == "" || to.n < least) {
			best, least = u, to.n
		}
	}
	if best != "" || own.offset {
		return best
	}
	return d.pagerNumber(own.n)
}

// mayNumber is a quick test for an address with a page number: a number at its end or in its query.
func mayNumber(href string) bool {
	if strings.IndexByte(href, '?') >= 0 {
		return true
	}
	_, _, _, ok := pathNumber(href)
	return ok
}

// pagerNumber finds the link with the number after own in a row of page numbers, whatever its address is like.
func (d *document) pagerNumber(own int) string {
	want := strconv.Itoa(own + 1)
	for _, i := range d.anchors {
		if n := &d.nodes[i]; n.to-n.from > 8 || d.oneLine(i) != want || !d.inPager(i, own) {
			continue
		}
		if u := d.leadsOn(target(d.nodes[i].Node)); u != "" {
			return u
		}
	}
	return ""
}

// inPager reports whether node i stands in a row of page numbers that has the page's own: little but numbers.
func (d *document) inPager(i, own int) bool {
	for level, p := 0, int(d.nodes[i].parent); level < 3 && p >= 0; level, p = level+1, int(d.nodes[p].parent) {
		n := &d.nodes[p]
		if n.to-n.from > 200 {
			return false
		}
		words, numbers, has := 0, 0, false
		for w := range strings.FieldsSeq(d.text[n.from:n.to]) {
			words++
			if v, err := strconv.Atoi(w); err == nil {
				numbers++
				has = has || v == own
			}
		}
		if has && numbers >= 2 && 2*numbers >= words {
			return true
		}
	}
	return false
}
