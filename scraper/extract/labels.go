package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What a label at the start of a line names.
const (
	lineSKU uint32 = 1 << iota
	lineMPN
	lineBrand
	lineGTIN
	lineSeller
	lineCondition
)

// lineLabels are the labels of identifying lines in the main shop languages, lower case.
var lineLabels = []wordRow{
	{lineGTIN, []string{"ean-kode", "ean kods", "ean kodas", "ean-koodi", "ean kood", "ean-код", "ean код", "viivakoodi", "strekkode", "stregkode", "streckkod", "čárový kód", "vonalkód", "cod de bare", "cod ean", "bar-code", "баркод", "isbn-10/13", "isbn/ean", "ean/isbn", "국제표준", "isbn코드", "ean", "ean13", "ean-13", "ean code", "ean-code", "ean-nummer", "ean nummer", "ean/upc", "upc code", "upc/ean", "gtin/ean", "upc/ean/isbn", "ean/upc/isbn", "isbn/ean/upc", "upc/isbn", "gtin/upc", "upc/gtin", "ean / gtin", "isbn 13", "isbn-nummer", "upc", "gtin", "gtin13", "isbn", "isbn-13", "isbn13", "isbn 13", "barcode", "bar code", "jan", "kod ean", "kod kreskowy", "codice ean", "código de barras", "code-barres", "штрихкод", "штрих-код", "条码", "ean kód", "čiarový kód"}},
	{lineBrand, []string{"varumärke", "tillverkare", "fabrikant", "produsent", "valmistaja", "merke/produsent", "proizvođač", "proizvajalec", "blagovna znamka", "robna marka", "gamintojas", "prekės ženklas", "prekinis ženklas", "tootja", "bränd", "kaubamärk", "zīmols/ražotājs", "márka", "márkanév", "марка", "торгова марка", "производител", "торговельна марка", "μάρκα", "κατασκευαστής", "üretici", "üretici firma", "แบรนด์", "ยี่ห้อ", "hãng", "hãng sản xuất", "nhà sản xuất", "nhãn hiệu", "merek", "jenama", "برند", "سازنده", "ماركة", "العلامة", "מותג", "יצרן", "制造商", "廠牌", "廠商", "品牌名稱", "メーカー名", "ब्रांड", "éditeur", "editore", "editora", "verlag", "uitgever", "wydawnictwo", "nakladatelství", "издательство", "видавництво", "출판사", "出版社", "kiadó", "förlag", "forlag", "brand", "brand name", "manufactured by", "produtor", "productor", "producteur", "hergestellt von", "fabriqué par", "fabricado por", "prodotto da", "make / manufacturer", "make/manufacturer", "brand / manufacturer", "brand/manufacturer", "product brand", "marke/hersteller", "marke / hersteller", "marke", "marque", "marca", "merk", "marka", "značka", "märke", "mærke", "merke", "merkki", "бренд", "производитель", "виробник", "торговая марка", "manufacturer", "hersteller", "fabricant", "fabbricante", "produttore", "fabricante", "producent", "výrobce", "výrobca", "gyártó", "producator", "producător", "brend", "品牌", "ブランド", "ブランド名", "メーカー", "브랜드", "제조사", "العلامة التجارية", "الماركة", "המותג", "ražotājs", "zīmols", "thương hiệu", "publisher", "make"}},
	{lineMPN, []string{"mpn", "mfr. part no", "mfr. part no.", "mfr part no", "mfr part no.", "mfr. no", "mfr. no.", "mfg. part no", "mfg. part no.", "mfg part number", "mfr part number", "mfr. part number", "manufacturer's part number", "manufacturer part no", "manufacturer part no.", "hersteller-nr", "hersteller-nr.", "herstellernr", "herstellernr.", "hersteller-artikelnummer", "herst.-nr", "herst.-nr.", "réf. fabricant", "ref. fabricante", "cod. produttore", "modelis", "modelis nr.", "mallinumero", "model", "model number", "model no", "model no.", "model #", "model name", "item model number", "mfr part number", "mfr part", "manufacturer #", "manufacturer no", "manufacturer no.", "manufacturer sku", "mfr #", "mfr. part", "mfg part", "mfg #", "manufacturer part number", "part number", "part #", "part no", "modell", "modèle", "modello", "modelo", "modellnummer", "herstellernummer", "型番", "型号", "型號", "модель", "model:"}},
	{lineSKU, []string{"cat. no", "cat. no.", "cat no", "cat no.", "catalog no", "catalog no.", "catalogue no", "catalog number", "catalogue number", "our stock no", "our stock no.", "stock no", "stock no.", "stock number", "stock #", "cod. prodotto", "cod prodotto", "cód. produto", "cód. do produto", "cod. producto", "cód. producto", "preces kods", "prekės kodas", "toote kood", "produkto kodas", "cod produkt", "kod produktu:", "mã", "mã sp", "mã hàng", "sku sản phẩm", "รหัสสินค้า", "kode produk", "kode barang", "کد کالا", "کد محصول", "شناسه محصول", "كود", "رقم القطعة", "mpn/sku", "n.º de artículo", "nº de artículo", "nº de referencia", "número de artículo", "número de referencia", "référence produit", "réf. produit", "réf produit", "référence article", "code produit", "code art", "codice art", "codice art.", "rif", "rif.", "bestelnummer", "bestelcode", "productnummer", "artikel nr", "artikel nr.", "art. nr:", "nr katalogowy", "nr kat.", "kod katalogowy", "kod producenta", "obj. číslo", "kód výrobku", "číslo tovaru", "produktnr", "produktnr.", "varenr.", "varunr", "varunr.", "artikelnummer:", "tuotetunnus", "tootenumber", "koodas", "kodas", "kods", "šifra artikla", "šifra izdelka", "артикул товара", "код производителя", "номер по каталогу", "кат. номер", "код:", "артикул:", "код артикула", "арт. №", "κωδικός είδους", "κωδικος", "ürün no", "model kodu", "ref no", "stok no", "stok kod", "prod code", "prod. code", "prod id", "item ref", "our ref", "our ref.", "ref no.", "order no", "order no.", "order number", "part code", "stockcode", "stock code", "article id", "sku code", "sku no", "sku id", "商品貨號", "料號", "物品編號", "管理番号", "商品管理番号", "자체상품코드", "모델명", "sku", "sku #", "item", "item #", "item no", "item no.", "item number", "item id", "item code", "item:", "product code", "product id", "product number", "product no", "product #", "product sku", "product ref", "product reference", "article number", "article no", "article", "article nr", "art", "art. no", "art.no.", "art no", "artikelnummer", "artikel-nummer", "artikelcode", "artikel-code", "artikelkod", "artikelnr", "produktkod", "produktcode", "produkt-nr", "produkt-nr.", "produkt-id", "varekode", "varunummer", "prod. nr", "prod.nr", "artikel-nr", "artikel-nr.", "artikelnr", "artikelnr.", "art.-nr", "art.-nr.", "art. nr", "art.nr", "bestellnummer", "best.-nr", "best.-nr.", "best.nr", "best.nr.", "best. nr", "best. nr.", "bestell-nr", "bestell-nr.", "produktnummer", "réf", "réf.", "ref", "ref.", "référence", "reference", "referencia", "referência", "riferimento", "codice", "codice articolo", "codice prodotto", "cod", "cod.", "cod. articolo", "cod. produs", "cod produs", "código", "codigo", "código del producto", "kod", "kod produktu", "nr artykułu", "nr ref", "nr kat", "indeks", "index", "kód", "kód produktu", "kód zboží", "kód tovaru", "objednací kód", "cikkszám", "varenummer", "varenr", "artikkelnr", "tuotenumero", "артикул", "арт", "арт.", "код", "код товара", "код товару", "код продукта", "номер товара", "商品编号", "商品番号", "商品编码", "商品編號", "货号", "貨號", "품번", "상품번호", "상품코드", "제품번호", "제품코드", "품목번호", "모델번호", "딜번호", "상품 번호", "상품 코드", "品番", "商品コード", "商品号", "商品id", "款号", "編號", "编号", "貨品編號", "型號編號", "رقم الصنف", "رقم الموديل", "رقم المنتج", "رمز الصنف", "كود المنتج", "מק\"ט", "מקט", "ürün kodu", "stok kodu", "barkod no", "κωδικός", "κωδικός προϊόντος", "cód", "cód.", "cód. do produto", "código do produto", "código de producto", "cod. producto", "código artículo", "ref. artículo", "modelo/ref", "n. articolo", "art.-no.", "art nr", "art-nr", "art-nr.", "art. nr.", "artnr.", "art.nr.", "kat. číslo", "katalogové číslo", "číslo produktu", "číslo výrobku", "katalógové číslo", "číslo zboží", "termékkód", "termékszám", "numer katalogowy", "numer produktu", "kod towaru", "symbol", "indeks", "šifra", "šifra proizvoda", "шифър", "код на продукта", "каталожен номер", "номер артикула", "art. kodas", "prekės numeris", "toote kood", "artikkel", "tuotekoodi", "tuotenro", "vörunúmer", "asin", "style", "style #", "style no", "style number", "style code", "web id", "web code", "webcode", "listing id", "ebay item number", "ebay-artikelnummer", "numéro de l'objet ebay", "numero oggetto ebay", "número de artículo de ebay", "post id", "posting id", "ad id", "catalog number", "cat no", "cat. no.", "catalogue number", "catalog #", "product model", "stock #", "stock number", "stock no", "preces kods", "prekės kodas", "tootekood", "mã sản phẩm", "رمز المنتج", "lot number", "vin", "internet #", "dpci", "tcin", "order code", "quick find", "no. d'article", "n° article", "code article", "code"}},
	{lineSeller, []string{"sold by", "seller", "seller:", "verkauf durch", "verkäufer", "vendu par", "vendeur", "vendido por", "vendedor", "venduto da", "venditore", "verkocht door", "verkoper", "sprzedawca", "продавец", "卖家", "販売元", "판매자", "ships from and sold by"}},
	{lineCondition, []string{"condition", "item condition", "zustand", "artikelzustand", "état", "estado", "condizioni", "staat", "stan", "состояние", "成色", "コンディション"}},
}

var lineLabelSet = newLineSet()

func newLineSet() map[string]uint32 {
	m := map[string]uint32{}
	for _, row := range lineLabels {
		for _, w := range row.words {
			if m[w] == 0 {
				m[w] = row.mask
			}
		}
	}
	return m
}

// labelStarts are the first words of the labels: a look at a line's first word spares most lines the rest.
var labelStarts = newLabelStarts()

func newLabelStarts() map[string]bool {
	m := map[string]bool{}
	for label := range lineLabelSet {
		m[labelStart(label)] = true
	}
	return m
}

// labelSizes has for each first byte of labelStarts a bit for each of their lengths.
var labelSizes = newLabelSizes()

func newLabelSizes() [256]uint64 {
	var sizes [256]uint64
	for w := range labelStarts {
		if w != "" {
			sizes[w[0]] |= 1 << min(len(w), 63)
		}
	}
	return sizes
}

// labelStart is the first word of a line without marks around it.
func labelStart(line string) string {
	if line != "" && (line[0] == "："[0] || strings.IndexByte(" .*-:#", line[0]) >= 0) {
		line = strings.TrimLeft(line, " .*-:#：")
	}
	for i := range len(line) {
		if c := line[i]; c == ' ' || labelMark(c) && (c < utf8.RuneSelf || strings.HasPrefix(line[i:], "：")) {
			line = line[:i]
			break
		}
	}
	return strings.TrimRight(line, ".*-")
}

// labelMark reports whether c is, or begins, a mark that ends a label.
func labelMark(c byte) bool {
	switch c {
	case ':', '#', '|', '=', '\t', "："[0]:
		return true
	}
	return false
}

// beginsLabel reports whether a line begins with the first word of a label, in any case.
func beginsLabel(line string) bool {
	const longest = 40
	w := labelStart(line)
	if w == "" || len(w) > longest {
		return false
	}
	first := w[0]
	if first >= 'A' && first <= 'Z' {
		first += 'a' - 'A'
	}
	if first < utf8.RuneSelf && labelSizes[first]>>len(w)&1 == 0 && asciiOnly(w) {
		return false
	}
	var buf [longest]byte
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return labelStarts[strings.ToLower(w)]
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return labelStarts[string(buf[:len(w)])]
}

// labelled are the values that stand behind a label in the visible text, each with how far from the title it is.
type labelled struct {
	field field
	text  string
	at    int
	label string
}

// labelLines reads "SKU: 123", "Brand | Bosch" and label lines followed by a value line. One pass over the text.
func (d *document) labelLines() []labelled {
	out := d.gluedLabels()
	s := d.text
	for from := 0; from < len(s) && len(out) < 200; {
		end := strings.IndexByte(s[from:], '\n')
		if end < 0 {
			end = len(s)
		} else {
			end += from
		}
		if end-from >= 2 && end-from < 300 {
			out = d.labelLine(from, end, out)
		}
		from = end + 1
	}
	return out
}

// labelLine reads one line of the text.
func (d *document) labelLine(from, end int, out []labelled) []labelled {
	line := strings.TrimSpace(d.text[from:end])
	begins := beginsLabel(line)
	mask, label, rest := uint32(0), "", ""
	if begins {
		mask, label, rest = splitLabel(line)
	}
	if mask == 0 {
		mask, label, rest = innerLabel(line)
	}
	if mask == 0 && len(line) <= 9 && begins {
		rest = d.nextLine(end)
		mask, label = vagueLine(line, rest)
	}
	if mask == 0 {
		if begins {
			if name := namedMaker(line); name != "" {
				out = append(out, labelled{fBrand, name, from, noColon})
			}
		}
		return out
	}
	if rest == "" {
		rest = d.nextLine(end)
	}
	out = takeLabel(out, mask, label, rest, from)
	tail := rest // "Part # 14-0921C SKU # 884213"
	if _, t, ok := strings.Cut(line, rest); ok && rest != "" && t != "" {
		tail = t
	}
	if mask, label, after := innerLabel(tail); mask != 0 {
		out = takeLabel(out, mask, label, after, from)
	}
	for range 3 { // "Brand: X | Code: 12"
		i := strings.IndexAny(rest, "|·•—")
		if i < 0 {
			break
		}
		rest = strings.TrimLeft(rest[i:], "|·•— ")
		if mask, label, after := splitLabel(rest); mask != 0 {
			out = takeLabel(out, mask, label, after, from)
		}
	}
	return out
}

// takeLabel keeps the value behind a label where it is one that the field can hold.
func takeLabel(out []labelled, mask uint32, label, rest string, at int) []labelled {
	for _, f := range []struct {
		mask  uint32
		field field
	}{{lineSKU, fSKU}, {lineMPN, fMPN}, {lineBrand, fBrand}, {lineGTIN, fGTIN}, {lineSeller, fSeller}, {lineCondition, fCondition}} {
		if mask&f.mask != 0 {
			if v := labelValue(f.field, rest); v != "" {
				out = append(out, labelled{f.field, v, at, label})
			}
		}
	}
	return out
}

// gluedLabels reads labels whose value follows in the next inline element with nothing between them, which a stylesheet
// sets apart: <span>Brand</span><span>Bosch</span>.
func (d *document) gluedLabels() []labelled {
	var out []labelled
	for i := range d.nodes {
		n := &d.nodes[i]
		if f := n.to - n.from; f >= 6 && f <= 60 && (n.DataAtom == atom.Span || n.DataAtom == atom.A) && (n.from > 0 && d.text[n.from-1] != '\n' || int(n.to) < len(d.text) && d.text[n.to] != '\n') {
			out = d.spanLabel(i, out) // a line of its own by its style
		}
		if n.to-n.from < 2 || n.to-n.from > 40 || int(n.to) >= len(d.text) || strings.IndexByte(" \n:", d.text[n.to]) >= 0 && !d.gapBehind(i) || len(out) >= 100 {
			continue
		}
		label := strings.Trim(d.text[n.from:n.to], " .:#*")
		if !beginsLabel(label) {
			continue
		}
		label = strings.ToLower(label)
		mask := lineLabelSet[label]
		if mask == 0 {
			continue
		}
		rest := strings.TrimPrefix(d.text[n.to:min(len(d.text), int(n.to)+120)], " ")
		if k := strings.IndexByte(rest, '\n'); k >= 0 {
			rest = rest[:k]
		}
		out = takeLabel(out, mask, label, rest, int(n.from))
	}
	return out
}

// spanLabel reads an element in the middle of a line that holds a label and its value: <span>Brand: <a>Bosch</a></span>.
func (d *document) spanLabel(i int, out []labelled) []labelled {
	text := d.textOf(i)
	if strings.IndexByte(text, ':') < 2 && !strings.Contains(text, "：") {
		return out
	}
	if mask, label, rest := splitLabel(text); mask != 0 && rest != "" {
		return takeLabel(out, mask, label, rest, int(d.nodes[i].from))
	}
	return out
}

// gapBehind reports whether only the space that sets two elements apart stands between an inline element and the next.
func (d *document) gapBehind(i int) bool {
	n := &d.nodes[i]
	next := n.NextSibling
	return d.text[n.to] == ' ' && next != nil && next.Type == html.ElementNode
}

// nextLine returns the line after end if it is short.
func (d *document) nextLine(end int) string {
	rest := d.text[min(len(d.text), end+1):min(len(d.text), end+120)]
	rest = strings.TrimLeft(rest, "\n :")
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return strings.TrimSpace(rest)
}

// splitLabel splits a line into a known label and what follows it. A label is followed by a colon, a number sign or
// the end of the line; a bare "sku 123" counts too.
func splitLabel(line string) (mask uint32, label, rest string) {
	if !beginsLabel(line) {
		return 0, "", ""
	}
	cut := strings.IndexAny(line, ":#|：=\t")
	if cut > 0 && cut <= 40 {
		label = strings.ToLower(strings.Trim(line[:cut], " .*-"))
		if m := lineLabelSet[label]; m != 0 {
			_, rest, _ = strings.Cut(line[cut:], line[cut:cut+width(line[cut])])
			if line[cut] == '#' && m&lineBrand != 0 {
				m = lineMPN // a manufacturer's number
			}
			return m, label, strings.Trim(rest, " :#：|\t")
		}
	}
	for _, dash := range []string{" - ", " – "} {
		if before, after, ok := strings.Cut(line, dash); ok && len(before) <= 40 {
			label = strings.ToLower(strings.Trim(before, " .*"))
			if m := lineLabelSet[label]; m != 0 {
				return m, label, strings.TrimSpace(after)
			}
		}
	}
	if at := strings.IndexAny(line, "0123456789"); at > 2 && at <= 40 {
		label = strings.ToLower(strings.Trim(line[:at], " .:#"))
		m := lineLabelSet[label] & (lineSKU | lineGTIN)
		if numberedWords[label] {
			m = lineSKU
		}
		if m != 0 && len(label) > 2 && isCode(line[at:]) && digitRun(line[at:]) > 3 {
			return m, label, line[at:] // "Art.1357247"
		}
	}
	if len(line) <= 40 {
		label = strings.ToLower(strings.Trim(line, " :.#："))
		if m := lineLabelSet[label]; m != 0 && !vagueLabels[label] {
			return m, label, ""
		}
	}
	return spacedLabel(line)
}

// numberedWords are labels of an article's number only where nothing but digits follows them: "Artikel 50231".
var numberedWords = setOf([]string{"artikel", "artikkel", "produkt", "tuote", "vare", "articolo", "artículo", "товар", "prodotto", "producto", "produit"})

// spacedLabel reads "SKU 12345": one or two words of label, then a single word that is a code.
func spacedLabel(line string) (mask uint32, label, rest string) {
	if i := strings.IndexAny(line, "|·•"); i > 0 {
		line = line[:i]
	}
	f := strings.Fields(line)
	if len(f) < 2 || len(f) > 6 {
		return 0, "", ""
	}
	for n := min(3, len(f)-1); n >= 1; n-- {
		label = strings.ToLower(strings.Trim(strings.Join(f[:n], " "), ".:"))
		if m := lineLabelSet[label] & (lineSKU | lineMPN | lineGTIN); m != 0 && (isCode(f[n]) || m == lineSKU && capsCode(f[n])) {
			return m, label, f[n]
		}
	}
	return 0, "", ""
}

func width(c byte) int {
	if c < 0x80 {
		return 1
	}
	return 3
}

// labelValue checks and trims the text behind a label by what the field can hold.
func labelValue(f field, s string) string {
	s = strings.TrimSpace(strings.TrimLeft(s, ":#. "))
	switch f {
	case fGTIN:
		if v := strings.Fields(s); len(v) > 0 && validGTIN(strings.Trim(v[0], ".,;")) {
			return strings.Trim(v[0], ".,;")
		}
		if validGTIN(s) {
			return s
		}
	case fSKU, fMPN:
		v := strings.Fields(s)
		if len(v) == 0 {
			return ""
		}
		if code := strings.TrimRight(strings.Trim(v[0], ",;()[]|\"'"), "."); isCode(code) || capsCode(code) {
			return code
		}
	case fBrand, fSeller:
		if i := strings.IndexAny(s, "|\n(•—"); i > 0 {
			s = strings.TrimSpace(s[:i])
		}
		if lineLabelSet[strings.ToLower(strings.Trim(s, " .:#"))] != 0 {
			return "" // the next label, not a value
		}
		if len(s) >= 1 && len(s) <= 60 && len(strings.Fields(s)) <= 6 && !strings.ContainsAny(s, "?!{}<>") {
			return s
		}
	case fCondition:
		return conditionWord(s)
	}
	return ""
}

// conditionWord reads a condition as schema.org's word.
func conditionWord(s string) string {
	l := strings.ToLower(s)
	if len(l) > 200 {
		return ""
	}
	for _, row := range []struct{ word, tokens string }{
		{"RefurbishedCondition", "refurb|renewed|generalüberholt|reconditionn|reacondicionado|ricondizionat|восстановлен"},
		{"UsedCondition", "used|pre-owned|preowned|gebraucht|occasion|usado|usato|gebruikt|używan|б/у|二手|中古|second hand|secondhand|d'occasion"},
		{"DamagedCondition", "damaged|for parts"},
		{"NewCondition", "new|neu|neuf|nuevo|nuovo|novo|nieuw|nowy|новый|全新|新品|brandneu"},
	} {
		for t := range strings.SplitSeq(row.tokens, "|") {
			if strings.Contains(l, t) {
				return row.word
			}
		}
	}
	return ""
}
