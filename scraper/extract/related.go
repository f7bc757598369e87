package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// relatedWords are what shops write above products that are not the page's own, lower case.
var relatedWords = newWordset([]wordRow{{1, []string{"alternativ", "you'll love", "you may like", "you might like", "more like this", "pair it with", "wear it with", "style it with", "our other", "other items", "bestsellers in", "trending", "most popular", "same category", "same seller", "same author", "same brand", "from this brand", "from this shop", "from this seller", "from the same", "accessories", "zubehör", "passendes", "gleiche kategorie", "auch gefallen", "auch interessieren", "andere kauften", "wird oft zusammen", "accessoires", "du même", "même catégorie", "les clients ont", "complétez", "nos autres", "complementos", "accesorios", "los clientes", "otros clientes", "otros productos", "más vendidos", "combínalo", "accessori", "altri prodotti", "prodotti della stessa", "chi ha acquistato", "dello stesso", "acessórios", "mais vendidos", "produtos rel", "clientes também", "outros produtos", "bijpassend", "anderen kochten", "combineer", "andere klanten", "akcesoria", "inne produkty", "innych produktów", "zobacz także", "zobacz też", "może cię", "inni oglądali", "příslušenství", "další zboží", "ostatní kupují", "ve stejné kategorii", "príslušenstvo", "ďalšie produkty", "fler produkter", "tillbehör", "köpte också", "passar bra", "tilbehør", "kjøpte også", "kjøp også", "andre så på", "tutustu", "muut ostivat", "lisävaruste", "saatat", "с ним покуп", "вместе с", "аналоги", "другие товары", "аксессуар", "купують", "інші товари", "аксесуари", "свързани", "може да ви", "подобни", "други клиенти", "σχετικά", "παρόμοια", "μπορεί να", "συνδυάστε", "benzer ürün", "ilgili ürün", "birlikte al", "tamamlayıcı", "vásárlók", "kapcsolódó", "tartozék", "mások", "alte produse", "clienții", "produse din aceeași", "slični", "povezani", "kupci", "podobni izdelki", "panašios", "susijusios", "kiti pirko", "līdzīg", "saistīt", "sarnased", "seotud", "มักซื้อ", "สินค้าที่เกี่ยวข้อง", "สินค้าใกล้เคียง", "แนะนำ", "tương tự", "liên quan", "có thể bạn", "mua kèm", "produk terkait", "produk serupa", "rekomendasi", "مشابه", "مرتبط", "پیشنهاد", "محصولات", "מוצרים דומים", "אולי יעניין", "לקוחות", "关联", "热卖", "为你推荐", "大家都", "同店", "よく一緒", "この商品を買った", "チェックした", "人気商品", "다른 고객", "비슷한", "같이 본", "related", "similar", "you may also", "you might also", "also like", "also bought", "also viewed", "recommended", "recommendations", "complete the look", "shop the look", "recently viewed", "frequently bought", "goes well with", "more from", "customers also", "pairs well", "people also", "other products",
	"ähnliche", "das könnte", "kunden kauften", "kunden haben", "weitere produkte", "weitere artikel", "weitere objekte", "passend dazu", "dazu passt", "zuletzt angesehen", "empfehlung", "empfohlen", "similaires", "vous aimerez", "également", "autres produits", "recommandé", "consultés récemment", "produits associés",
	"relacionad", "también te", "también compraron", "similares", "recomendad", "te puede interesar", "vistos recientemente", "correlati", "potrebbe interessarti", "potrebbero", "anche acquistato", "simili", "consigliati", "quem viu", "você também", "quem comprou",
	"gerelateerd", "vergelijkbare", "ook bekeken", "anderen bekeken", "aanbevolen", "misschien ook", "podobne", "polecane", "propozycje", "inni kupili", "klienci kupili", "podobné", "souvisej", "súvisia", "doporuč", "mohlo by", "zákazníci", "du kanske", "andra köpte", "liknande", "relaterade", "lignende", "andre købte", "anbefal", "måske også", "samankaltais", "suosittel",
	"похожие", "рекоменду", "с этим товаром", "вам может", "вас могут", "недавно просмотр", "схожі", "разом з цим", "вам може", "benzer", "bunlar da", "önerilen", "hasonló", "ajánl", "produse similare", "produse recomandate", "s-ar putea", "te-ar putea",
	"おすすめ", "関連", "この商品を", "最近チェック", "함께", "추천", "관련", "相关推荐", "相關", "推荐", "推薦", "看了又看", "猜你喜欢", "منتجات ذات صلة", "قد يعجبك", "منتجات مشابهة"}}})

// otherProducts are the elements, as ranges of nodes, that follow a heading which says that other products come: to the
// end of the heading's parent, and never over the element that holds the page's own headline.
func (d *document) otherProducts(h headline) [][2]int {
	var out [][2]int
	for i := range d.nodes {
		n := &d.nodes[i]
		switch n.DataAtom {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		default:
			continue
		}
		if i == h.node || n.to-n.from < 3 || n.to-n.from > 90 || relatedWords.match(" "+strings.ToLower(d.oneLine(i))+" ") == 0 {
			continue
		}
		from, end := d.besides(i, h.node)
		if end > from {
			out = append(out, [2]int{from, end})
		}
		if len(out) >= 50 {
			break
		}
	}
	return out
}

// besides is the range of nodes behind a heading in the element around it; where that holds the heading alone, around that.
func (d *document) besides(i, own int) (from, end int) {
	text := d.textOf(i)
	up := int(d.nodes[i].parent)
	for up >= 0 && d.textOf(up) == text {
		i, up = up, int(d.nodes[up].parent)
	}
	if up < 0 {
		return 0, 0
	}
	from, end = int(d.nodes[i].end), int(d.nodes[up].end)
	if own >= from && own < end {
		for int(d.nodes[own].parent) != up {
			own = int(d.nodes[own].parent)
		}
		end = own
	}
	return from, end
}

// inRanges reports whether a node is in one of the ranges.
func inRanges(i int, ranges [][2]int) bool {
	for _, r := range ranges {
		if i >= r[0] && i < r[1] {
			return true
		}
	}
	return false
}

// onRequest are the words of shops that name their price only when asked, lower case.
var onRequest = newWordset([]wordRow{{1, []string{"call for pricing", "call for a price", "call for quote", "price on enquiry", "price on inquiry", "price upon application", "contact us for pricing", "contact for price", "contact for pricing", "email for price", "inquire for price", "enquire for price", "ask for price", "ask for a quote", "request quote", "request price", "request pricing", "request for quotation", "price: poa", "p.o.a", "auf anfrage verfügbar", "preis erfragen", "angebot anfordern", "prix : nous consulter", "demander un prix", "demande de devis", "consultar preço", "solicitar cotización", "solicitar presupuesto", "solicitar orçamento", "richiedi preventivo", "richiedi un preventivo", "richiedi prezzo", "prezzo a richiesta", "offerte aanvraag", "cena do uzgodnienia", "cena na telefon", "cena dohodou", "na vyžiadanie", "begär offert", "pris på förfrågan", "få et tilbud", "pyydä tarjous", "узнать цену", "цена договорная", "ціну уточнюйте", "fiyat alınız", "fiyat için", "teklif al", "cere ofertă", "árajánlat", "cijena na upit", "cena na upit", "цена при запитване", "τιμή κατόπιν", "ส่งคำขอราคา", "สอบถามราคา", "giá: liên hệ", "giá liên hệ", "hubungi kami untuk harga", "تماس بگیرید", "询价", "議價", "お見積り", "견적문의", "가격 문의", "sign in to see", "sign in for price", "log in to see", "log in for price", "login to see", "login for price", "login to view price", "log in to view price", "register to see price", "members only price", "preise nach anmeldung", "preise nach login", "preise nur für registrierte", "anmelden, um preise", "einloggen, um preise", "connectez-vous pour voir", "identifiez-vous pour voir", "inicia sesión para ver", "inicie sesión para ver", "accedi per vedere", "faça login para ver", "log in om prijzen", "inloggen voor prijzen", "zaloguj się, aby zobaczyć", "ceny po zalogowaniu", "cena po přihlášení", "ceny po prihlásení", "logga in för att se", "logg inn for å se", "log ind for at se", "войдите, чтобы увидеть", "price on request", "price upon request", "price on application", "call for price", "contact us for price", "request a quote", "preis auf anfrage", "preis anfragen", "prix sur demande", "sur devis", "precio a consultar", "consultar precio", "precio bajo consulta", "prezzo su richiesta", "preço sob consulta", "sob consulta", "prijs op aanvraag", "cena na zapytanie", "zapytaj o cenę", "cena na dotaz", "cena na vyžádání", "pris på begäran", "pris på forespørgsel", "hinta pyydettäessä", "цена по запросу", "ціна за запитом", "fiyat sorunuz", "preț la cerere", "ár kérésre", "価格はお問い合わせ", "要見積", "가격문의", "价格面议", "面议", "電洽", "السعر عند الطلب"}}})

// askPrice reports whether the page says shortly behind its headline that the price is told on request.
func (d *document) askPrice(h headline) bool {
	if h.node < 0 {
		return false
	}
	at := int(d.nodes[h.node].to)
	return onRequest.match(strings.ToLower(d.text[at:min(len(d.text), at+300)])) != 0
}
