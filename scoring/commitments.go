package scoring

import (
	"regexp"
	"strings"
	"unicode"
)

// A promise of service counts only where it is stated as a commitment: a clause that holds nothing but words of commitments
// ("we offer a 30-day return policy") and among them for how long, or that it is free, included or accepted. Every other clause
// that mentions the words ("return rate under 2 %", "competitors give a warranty") promises nothing.

// Marks that stand for what has been read.
const (
	markTerm  = " xterm "  // how long
	markGiven = " xgiven " // free, accepted, without conditions
)

var (
	terms = regexp.MustCompile(`(?:^|[^\p{L}\d.,])(?:\d{1,4}[\s-]*|(?:a|an|one|two|three|four|five|six|seven|ten|twelve|thirty|sixty|ninety|ein(?:e[mnrs]?)?|zwei|drei|vier|fünf|zehn|une?|deux|trois|cinq|dix|trente|` +
		`uno|una|dos|tres|cinco|diez|treinta|um|uma|dois|duas|três|due|tre|cinque|dieci|een|twee|drie|vijf|dwa|dwie|trzy|pięć|två|to|fem|два|две|три|пять|iki|üç|beş)[\s-]+)` +
		`(?:(?:full|calendar|whole|volle|ganze) )?(?:d|days?|nights?|w|weeks?|mo|mos|months?|yrs?|y|years?|tag(?:e[ns]?|ige[ns]?)?|woche[n]?|monate?n?|monatige|jahre?[ns]?|jährige[ns]?|jours?|semaines?|mois|ans?|années?|d[ií]as?|semanas?|mes|mês|meses|a[nñ]os?|` +
		`giorn[io]|settiman[ae]|mes[ie]|ann[io]|dag(?:en|ar|ars|er|ers|es)?|we[e]?ken|maand(?:en)?|jaar|jaren|dni|dniow[aey]|tygodnie?|miesi[ąę]c\p{L}*|lat|lata|letni[ae]|rok[iuy]?|let|dn[íů]|měsíc\p{L}*|år|års|måneder|månader|` +
		`дн(?:ей|я)|день|недел\p{L}*|месяц\p{L}*|лет|года?|gün|hafta|ay|yıl|hari|minggu|bulan|tahun|ngày|tháng|năm)['’]?(?:$|[^\p{L}\d])`)
	termsApart  = regexp.MustCompile(`(?:\d+|[一二两三四五六七八九十半]+)\s*(?:天|日間?|个月|個月|月|か月|ヶ月|カ月|周|週間?|年間?|일|주|개월|년간?)`)
	goodIfs     = regexp.MustCompile(`(?:^|\s)(?:if|when|wenn|falls|si|se) .*(?:not|n['’]t|un|nicht|pas|no|non|não) ?.{0,3}(?:happy|satisfied|pleased|delighted|love|like|fit|fits|suit|suits|work|perfect|100|zufrieden|gefällt|passt|satisfait\p{L}*|satisfech\p{L}*|soddisfatt\p{L}*|satisfeit\p{L}*)(?:\s(?:it|you|with it))?\s*$`)
	goodPhrases = regexp.MustCompile(`(?:after|from|of|since|following|upon) (?:the )?(?:(?:date|day|time) of )?(?:your )?(?:purchase|delivery|receipt|arrival|receiving(?: it)?|buying|order)|(?:on|with) (?:every|each|any|all|your) (?:purchases?|orders?)|` +
		`(?:in|with) (?:its |the )?original (?:packaging|condition|box)|\bunused\b|\bunopened\b|you (?:get|have|can|may)|(?:covered|backed) by|ab kauf(?:datum)?|nach (?:kauf|erhalt|lieferung)|(?:après|dès) (?:l['’]achat|réception|livraison)|dalla? (?:consegna|acquisto)|od zakupu|со дня покупки|at (?:the )?(?:buyer|customer)['’]?s (?:own )?(?:cost|expense)|` +
		`all (?:our )?(?:products|items|orders)|on (?:the |its |all )?(?:motor|engine|compressor|battery|frame|electronics|pump|blades?|heating element|parts?|labou?r|parts and labou?r|everything|all products)|auf (?:den |alle |alles )?(?:motor|akku|teile|produkte|artikel)|sur (?:le |les |tous les )?(?:moteur|produits|pièces)`)
	givenPhrases = regexp.MustCompile(`free of (?:any )?charge|(?:we|seller) pays? (?:for )?(?:the )?(?:your )?return(?:s| shipping| postage)?|(?:paid|covered) by us|at our (?:own )?(?:cost|expense)|hassle[\s-]free|worry[\s-]free|risk[\s-]free|stress[\s-]free|` +
		`satisfaction guaranteed?|(?:your )?money[\s-]back guaranteed?|guaranteed (?:refunds?|returns?|money[\s-]back)|(?:refunds?|returns?) guaranteed?|full (?:money[\s-]back|refunds?)|satisfait ou remboursé|soddisfatti o rimborsati|geld[\s-]zurück[\s-]garantie|niet goed,? geld terug|à vie|de por vida|a vita|seumur hidup|trọn đời|miễn phí|` +
		`100 ?% (?:money|satisfaction|refund)|garantie satisfait`)
	joined  = regexp.MustCompile(`\s(?:and|or|plus|und|oder|et|ou|y|e|en|i|och|og|и)\s|[&+/()]`)
	revokes = regexp.MustCompile(`(?:^|[^\p{L}])(?:expired|ended|lapsed|cancell?ed|withdrawn|discontinued|sales? (?:are |is )?final|final sales?|(?:sold|bought|ordered|purchased) separately|extra (?:cost|charge|fee)s?|for (?:a|an extra) fee|` +
		`our (?:sole )?option|must be (?:bought|purchased|paid)|for purchase|refused|missing|competitors?|rivals?|others?|other (?:brands|sellers|shops)|previous(?:ly)?|former(?:ly)?|used to|no longer|abgelaufen|erloschen|gegen aufpreis|aufpreis|nicht mehr|` +
		`expirée?|échue|payante?|en option|caducad[ao]|vencid[ao]|de pago|scadut[ao]|a pagamento|verlopen|tegen betaling|wygas\p{L}*|płatn\p{L}*|истек\p{L}*|просрочен\p{L}*|платн\p{L}*)(?:$|[^\p{L}])|过期|已过|另购|需购买|期限切れ|有料|만료|유료`)
	// Limits of a promise made elsewhere: "no returns after 30 days" takes nothing back.
	limiting = regexp.MustCompile(`(?:^|[^\p{L}])(?:after|on|for|once|if|when|unless|beyond|nach|auf|für|wenn|après|sur|si|para|per|dopo|po|na|для|после)(?:$|[^\p{L}])`)
)

// committing are the words that a commitment may hold; givenWords are those among its words that make it one.
var (
	committing = wordSet(`xterm xgiven we our us offer offers offering give gives provide provides get gets has have comes come with a an the this it its is are be can may all every each at asked reason reasons gründen cost costs product products item items order orders full complete total
		easy simple simply quick fast generous limited manufacturer manufacturers manufacturer's maker maker's makers factory s brand international worldwide global european eu uk local official standard comprehensive policy policies period right rights window cover coverage covered covers
		protection parts labour labor on for of to in within up from your paid processed issued granted day return returns returned returnable refund refunds refunded refundable exchange exchanges exchanged replacement replacements warranty warranties guarantee guarantees guaranteed
		money back satisfaction shipping postage label labels home trial enjoy home then that does backed long after sales service customer support technical repair repairs center centre team phone email chat hotline english german french spanish italian speaking
		wir bieten gewähren geben auf alle alles produkte artikel volle voller voll vollständige einfache einfacher unkomplizierte mit der die das den dem des ein eine einen einer eines vom hersteller herstellers von für ab innerhalb binnen bis zu zum recht gesetzliche frist dank
		garantie garantien herstellergarantie werksgarantie vollgarantie funktionsgarantie haltbarkeitsgarantie zufriedenheitsgarantie gewährleistung rückgabe rückgaberecht rückgabefrist rücksendung rücksendungen rückversand rückerstattung umtausch umtauschrecht retoure retouren geld zurück widerrufsrecht kundendienst reparaturservice
		nous offrons avec sur tous les le la l de du des d constructeur fabricant sous pendant jusqu à commerciale légale complète totale pièces facile faciles satisfait remboursé remboursement remboursements intégral retour retours échange échanges produits
		ofrecemos con fabricante del el los las en todos productos total completo completa dinero fácil fáciles dentro hasta plazo garantía garantías devolución devoluciones reembolso reembolsos se cambios
		oferecemos com do da fábrica até em produtos dinheiro volta garantia garantias devolução devoluções reembolso reembolsos troca trocas por
		offriamo di della dal dalla produttore costruttore si entro rimborso completo facile ufficiale italiana garanzia reso resi
		wij bieden met op producten fabrieksgarantie fabrikant retourneren retourrecht retourneer terugbetaling volledige terug binnen omruilen
		na w ciągu producenta pełna pełny do gwarancja gwarancji gwarancję gwarancją zwrot zwrotu zwroty záruka záruky záruku vrácení peněz výrobce od
		garanti garantier med från för på retur returer returrätt öppet köp fabriksgaranti tillverkarens fuld full producentens
		гарантия гарантии гарантию гарантией возврат возврата возвраты денег товара в течение от производителя официальная полная для всех товаров обмен мы даём на
		garantili garantisi üretici içinde iade hakkı garansi resmi dalam pengembalian uang kembali bảo hành chính hãng trong đổi trả hoàn tiền`)
	givenWords = wordSet(`xterm xgiven free freely prepaid accepted accept accepts welcome possible included include includes comes come covered covers yes unconditional lifetime lifelong life entitled dedicated 24
		kostenlos kostenlose kostenloser kostenlosen kostenfrei kostenfreie gratis inklusive inkl enthalten möglich lebenslang lebenslange lebenslanges gratuit gratuite gratuits gratuites gratuitement inclus incluse incluses accepté acceptés acceptée acceptées possibles
		gratuita gratuitas gratuito gratuitos incluida incluidas incluido aceptadas aceptados aceptan aceptamos vitalicia grátis incluída incluídas aceitas aceites aceitamos aceitam vitalícia gratuiti inclusa incluso accettiamo accettano accettati accettato
		inclusief kosteloos kosteloze levenslange mogelijk darmowy darmowe darmowa bezpłatny bezpłatne bezpłatna dożywotnia zdarma doživotní fri frikt ingår inkluderet inkludert livstidsgaranti livstid бесплатный бесплатная бесплатно пожизненная включена ücretsiz ömür boyu`)
	// vouching are the words of a statement that the seller is the maker's: one of the ranks and one of the seats must be among them.
	vouchRank = wordSet(`authorised authorized official officially certified flagship appointed autorisiert autorisierter autorisierte autorisierten offiziell offizieller offizielle offiziellen zertifizierter agréé agréée agréés officiel officielle autorisé autorisée autorizado autorizada
		oficial autorizzato autorizzata ufficiale erkend erkende officieel officiële geautoriseerd geautoriseerde autoryzowany autoryzowana oficjalny oficjalna auktoriserad autoriseret officiell официальный официальная авторизованный yetkili resmi originalware genuine original originals direkt direct directly`)
	vouchSeat = wordSet(`dealer dealers reseller retailer seller store shop distributor partner stockist agent importer supplier outlet vendor händler fachhändler vertriebspartner vertragshändler partnerin laden onlineshop revendeur distributeur boutique magasin partenaire distribuidor tienda vendedor
		loja revendedor rivenditore distributore negozio verkoper winkel verkooppunt sprzedawca dystrybutor sklep återförsäljare forhandler дилер магазин дистрибьютор satıcı bayi mağaza manufacturer maker factory hersteller herstellers fabricant fabricante produttore`)
	vouchFill = wordSet(`we are is an a the of for in from by with sold brand brand's goods products your online service and wir sind ein der die das des vom von für in aus nous sommes un le la du de somos del de da do di il een wij zijn voor van w na в germany deutschland europe eu uk usa us france spain italy own`)
	ofGoods   = wordSet(`originalware genuine original originals direkt direct directly`)
	ofMaker   = wordSet(`manufacturer maker factory hersteller herstellers fabricant fabricante produttore`)
)

// apartWords reads the promises of scripts that set no words apart: each word with what it stands for.
var apartWords = strings.NewReplacer("无理由", markGiven, "無理由", markGiven, "免费", markGiven, "免費", markGiven, "支持", markGiven, "提供", markGiven, "包含", markGiven, "包退", markGiven+"return ", "包换", markGiven+"return ",
	"终身", markTerm, "終身", markTerm, "永久", markTerm, "生涯", markTerm, "평생", markTerm, "無料", markGiven, "可能", markGiven, "可", markGiven, "全額", markGiven, "全额", markGiven, "付き", markGiven, "付", markGiven, "무료", markGiven, "가능", markGiven, "보장", markGiven, "전액", markGiven,
	"全国联保", markGiven+"warranty ", "联保", " warranty ", "质保", " warranty ", "保修", " warranty ", "保固", " warranty ", "保証", " warranty ", "보증", " warranty ", "품질", " ", "メーカー", " ", "製品", " ", "제조사", " ", "무상", markGiven, "整机", " ", "官方", " ", "原厂", " ", "厂家", " ", "本店", " ", "商品", " ", "全場", " ", "全场", " ",
	"退货退款", " return ", "退货", " return ", "退款", " return ", "退换货", " return ", "退换", " return ", "換貨", " return ", "换货", " return ", "退貨", " return ", "返品交換", " return ", "返品", " return ", "返金", " return ", "交換", " return ", "환불", " return ", "반품", " return ", "교환", " return ",
	"以内", " ", "以內", " ", "之内", " ", "内", " ", "間", " ", "の", " ", "が", " ", "は", " ", "を", " ", "です", " ", "이내", " ", "OK", markGiven, "ok", markGiven, "可以", markGiven, "享", " ", "无忧", markGiven, "無憂", markGiven, "受付", markGiven, "対応", markGiven, "期", " ")

// wordSet is the set of the words of a text.
func wordSet(text string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		out[w] = true
	}
	return out
}

// commits reports whether a clause that mentions a promise makes it; brand is what our own brand is called, in lower case.
func commits(clause string, brand []string) bool {
	clause = givenPhrases.ReplaceAllString(clause, markGiven)
	clause = idioms.ReplaceAllString(goodIfs.ReplaceAllString(clause, " "), markGiven)
	clause = goodPhrases.ReplaceAllString(clause, " ")
	for range 2 { // two terms share the sign between them
		clause = terms.ReplaceAllString(clause, markTerm)
	}
	if strings.ContainsFunc(clause, unspaced) {
		clause = apartWords.Replace(termsApart.ReplaceAllString(clause, markTerm))
	}
	if strings.ContainsAny(clause, "%$€£¥₩₽") {
		return false
	}
	for _, part := range joined.Split(clause, -1) {
		if ws := tokens(part); all(ws, committing, givenWords, brand) && anyOf(ws, givenWords) && speaksOf(part) {
			return true
		}
	}
	return false
}

// speaksOf reports whether a part of a clause holds a promise of its own, not only the term of another.
func speaksOf(part string) bool {
	for _, p := range promises {
		for _, w := range p.words {
			if strings.Contains(part+" ", w) {
				return true
			}
		}
	}
	return strings.Contains(part, "xgiven")
}

// vouches reports whether a clause states that the seller is authorised or the maker's own: nothing else stands in it.
func vouches(clause string, brand []string) bool {
	for _, w := range []string{"官方旗舰店", "旗舰店", "授权经销商", "官方授权", "授权店", "正規販売店", "正規代理店", "公式ストア", "공식 판매점", "공식 스토어", "공식몰"} {
		if rest, ok := strings.CutSuffix(strings.TrimSpace(clause), w); ok && all(tokens(rest), wordSet("官方 品牌 本店 我们 是 メーカー 브랜드"), nil, brand) {
			return true
		}
	}
	ws := tokens(clause)
	fill := make(map[string]bool, len(brand))
	for _, w := range brand {
		fill[w] = true
	}
	for _, w := range ws {
		if !vouchRank[w] && !vouchSeat[w] && !vouchFill[w] && !fill[w] {
			return false
		}
	}
	if anyOf(ws, ofGoods) && !anyOf(ws, ofMaker) {
		return false // original goods are said to be so by anybody
	}
	return anyOf(ws, vouchRank) && anyOf(ws, vouchSeat)
}

func tokens(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
}

func all(ws []string, a, b map[string]bool, brand []string) bool {
	for _, w := range ws {
		ok := a[w] || b[w]
		for _, o := range brand {
			ok = ok || o == w
		}
		if !ok {
			return false
		}
	}
	return true
}

func anyOf(ws []string, in map[string]bool) bool {
	for _, w := range ws {
		if in[w] {
			return true
		}
	}
	return false
}
