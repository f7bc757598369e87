package extract

import (
	"cmp"
	"regexp"
	"slices"
	"sort"
	"strings"

	"golang.org/x/net/html/atom"
)

// What a page with a list has besides the list, in words and in the shares of its text. None of it depends on the names
// that a shop gives its classes.

// listSigns are signs that the page is about its list.
type listSigns struct {
	share   float64 // the list's part of the page's text, 0 to 1, without the navigation
	tells   int     // characters of the longest line of prose outside the list
	sorts   bool    // a control orders the list
	filters bool    // words offer to filter it
	counts  bool    // a line tells how many there are
	price   float64 // the score of the best price outside all lists
}

// listWordSigns are what shops write on what orders and filters a list, and behind the number of its products.
var listWordSigns = newWordset([]wordRow{
	{saysSort, []string{"sort by", "sort:", "sorted by", "sorting", "order by", "low to high", "high to low", "sortier", "aufsteigend", "absteigend", "trier", "tri par", "croissant", "ordenar", "orden:", "menor a mayor", "menor preço", "ordina", "prezzo crescente", "sorteer", "sorteren", "sortuj", "sortowanie", "sortuj", "řadit", "seřadit", "řazení", "nejlevnější", "zoradiť", "najlacnejš", "rendezés", "sortează", "sorteaza", "ordonează", "sortera", "sorter", "lajittele", "järjestä", "sırala", "сортиров", "сортува", "подреди", "ταξινόμηση", "sorteeri", "kārtot", "rikiuoti", "rūšiuoti", "並び替え", "並べ替え", "おすすめ順", "安い順", "新着順", "排序", "정렬", "낮은가격순", "ترتيب", "مرتب", "מיון", "מיין", "sắp xếp", "urutkan", "เรียงตาม", "เรียงลำดับ"}},
	{saysFilter, []string{"filter", "filtr", "refine", "narrow by", "narrow your", "shop by price", "price range", "szűr", "suoda", "rajaa", "фильтр", "фільтр", "филтр", "φίλτρ", "絞り込み", "筛选", "篩選", "필터", "تصفية", "فیلتر", "סינון", "bộ lọc", "ตัวกรอง", "saring"}},
	{saysCount, []string{"result", "product", "item", "article", "ergebnis", "treffer", "produkt", "artikel", "angebote", "résultat", "produit", "annonces", "resultado", "producto", "artículo", "produto", "risultat", "prodott", "articol", "artigo", "resultat", "resultaten", "wynik", "ofert", "výsled", "polož", "termék", "találat", "produse", "rezultat", "varer", "varor", "vara", "träff", "treff", "tuote", "tulos", "ürün", "sonuç", "товар", "результат", "найдено", "знайдено", "προϊόν", "αποτελέσ", "件", "个商品", "件商品", "개", "상품", "منتج", "نتيجة", "محصول", "כלה", "מוצרים", "תוצאות", "sản phẩm", "kết quả", "produk", "hasil", "สินค้า", "รายการ", "tooted", "toodet", "preces", "prekė", "prekių", "izdelk", "proizvod"}},
})

const (
	saysSort uint32 = 1 << iota
	saysFilter
	saysCount
)

// countLine is a line that counts: a number of a few digits with a word, alone or as a part: "24 products", "1–12 of 48 results".
var countLine = regexp.MustCompile(`^\D{0,24}\d{1,3}(?:[., \x{00a0}\x{202f}]?\d{3})*(?:\s?[-–/]\s?\d+)?(?:\s\pL{1,5}\s\d[\d., ]*)?\+?\s?\pL[^\d]{0,40}$`)

// maxSignLine is how many bytes a line has that counts or orders a list.
const maxSignLine = 80

// signs looks at what stands around the tiles of the page's list.
func (e *evidence) signs() listSigns {
	var s listSigns
	d := e.d
	f := d.finder()
	var inside [][2]int // of the text
	listed, rest := 0, 0
	for _, t := range f.main {
		from, to := f.extent(t)
		inside = append(inside, [2]int{from, to})
		listed += to - from
	}
	chrome := d.chromeText()
	for at, k, tile := 0, 0, 0; at < len(d.text); {
		for tile < len(inside) && inside[tile][1] <= at {
			tile++
		}
		if tile < len(inside) && inside[tile][0] <= at {
			at = inside[tile][1]
			continue
		}
		line := d.text[at:]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		from := at
		at += len(line) + 1
		for k < len(chrome) && chrome[k][1] <= from {
			k++
		}
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if k >= len(chrome) || from < chrome[k][0] {
			rest += len(line)
			if len(line) > longProse {
				s.tells = max(s.tells, len(line))
			}
		}
		if len(line) <= maxSignLine {
			said := listWordSigns.match(strings.ToLower(line))
			s.sorts = s.sorts || said&saysSort != 0
			s.filters = s.filters || said&saysFilter != 0
			s.counts = s.counts || said&saysCount != 0 && countLine.MatchString(line)
		}
	}
	if listed+rest > 0 {
		s.share = float64(listed) / float64(listed+rest)
	}
	s.sorts = s.sorts || d.sorts()
	s.price = e.priceOutside()
	return s
}

// chromeText are the stretches of text of the page's navigation, header, footer and choices, in order.
func (d *document) chromeText() [][2]int {
	var out [][2]int
	for i := 0; i < len(d.nodes); i++ {
		n := &d.nodes[i]
		if n.flags&(inChrome|inCart|inHidden) != 0 || n.DataAtom == atom.Select || n.DataAtom == atom.Nav {
			if n.to > n.from {
				out = append(out, [2]int{int(n.from), int(n.to)})
			}
			i = int(n.end) - 1
		}
	}
	return out
}

// priceOutside is the score of the best price that the page shows outside all lists.
func (e *evidence) priceOutside() float64 {
	ranges := e.d.finder().listed()
	for k := range e.prices {
		if s := &e.prices[k]; s.rejection == "" && s.num != "" && !inSorted(s.node, ranges) {
			return s.score
		}
	}
	return 0
}

// listed are the nodes of the tiles of all lists of three at least, as ranges in order.
func (f *tileFinder) listed() [][2]int {
	var out [][2]int
	add := func(ts []tile) {
		for _, t := range ts {
			out = append(out, [2]int{t.lo, t.hi})
		}
	}
	add(f.main)
	for _, g := range f.lists {
		if len(g.tiles) >= leastList {
			add(g.tiles)
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], b[1]-a[1]) })
	kept := out[:0]
	for _, r := range out {
		if len(kept) == 0 || r[0] >= kept[len(kept)-1][1] {
			kept = append(kept, r)
		}
	}
	return kept
}

// inSorted reports whether a node stands in one of the ranges, which are in order and disjoint.
func inSorted(i int, ranges [][2]int) bool {
	k := sort.Search(len(ranges), func(k int) bool { return ranges[k][1] > i })
	return k < len(ranges) && ranges[k][0] <= i
}

// listWorth weighs whether a page with a list of n goods is the page of that list, and not of a product that the list
// accompanies or of something else: over 0 it is. Every sign adds or takes away its share and none decides alone, so that
// a page which lacks some is still known by the others. The shares are the coefficients of a logistic regression over
// labelled pages of the three kinds and over copies of them without class names, without data, without telling addresses
// and with only four or six tiles, rounded.
func (e *evidence) listWorth(n int, marked, above float64, l listLook) float64 {
	d := e.d
	s := e.signs()
	head, at := e.headPrice()
	if inSorted(at, d.finder().listed()) {
		head = 0
	}
	_, code := e.nearestLabel(fSKU)
	worth := -2.3 - 1.1*marked - 2.5*head - 3.2*s.price + 1.4*s.share - 2.5*min(float64(s.tells), 1000)/1000 - 2*l.article
	for _, sign := range []struct {
		worth float64
		holds bool
	}{
		{1.5, n >= 4}, {1.5, n >= 6}, {1.1, above < 0}, {-0.9, above > 0},
		{3.7, s.sorts}, {1.3, s.filters}, {1.2, s.counts},
		{4.4, slices.ContainsFunc(d.ld, func(v *value) bool { return lists(v, 0) })}, {1.4, len(e.all["json-ld"])+len(e.all["microdata"]) >= 6},
		{3.9, pathSigns(d.url, listPaths, 1) > 0 || strings.HasSuffix(strings.ToLower(d.url.Path), "/list")}, {-2.4, pathSigns(d.url, productPaths, 1) > 0},
		{-3.8, e.setAside()}, {-1.5, d.accompanies()}, {-1, e.article()}, {-1.7, d.atHome()}, {-3.5, code},
		{2.7, l.buys}, {-3, l.talks}, {3.4, l.sold}, {1.6, l.cut}, {0.7, l.goods}, {-5.7, l.own},
	} {
		if sign.holds {
			worth += sign.worth
		}
	}
	const goesOn = 4.2
	if worth <= 0 && worth > -goesOn && len(d.nextPages()) > 0 { // the dearest look only where it decides
		worth += goesOn
	}
	return worth
}

// listPaths are parts of the addresses of lists.
var listPaths = []string{"/search", "/category", "/categories/", "/collections/", "/c/", "/browse", "/list/", "/list.", "/list?", "/catalog", "/s?", "/shop/", "/b/"}
