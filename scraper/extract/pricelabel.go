package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What the words beside a number say it is.
const (
	labelNow uint32 = 1 << iota
	labelWas
	labelSaving
	labelShipping
	labelInstalment
	labelUnit
	labelFrom
	labelOther // an estimate, starting bid, trade-in, points, deposit, total
	labelUsed  // used, other sellers' offers, starting bids, totals: the price only where there is no other
)

// labelsBefore are words that stand before a number, in the main shop languages, lower case. The nearest wins, and of
// several that end at one place the longest. They match at the start of a word, those after a star anywhere in one.
var labelsBefore = newLabelset([]wordRow{
	{labelNow, []string{"one-time purchase", "buy once", "einmalkauf", "einmaliger kauf", "achat unique", "compra única", "acquisto singolo", "eenmalige aankoop", "zakup jednorazowy", "aktuelles gebot", "enchère actuelle", "puja actual", "offerta attuale", "huidig bod", "nåværende pris", "nuvarande pris", "nuværende pris", "aktualna cena", "aktualna oferta", "aktuální cena", "current price", "deal price", "special price", "our price", "you pay only", "сейчас", "зараз", "сега", "τελική τιμή", "τιμή web", "şimdi", "sadece", "indirimli", "ราคา", "ลดเหลือ", "giá", "chỉ còn", "giá bán", "harga", "kini ", "sekarang", "قیمت", "الآن", "السعر الآن", "מחיר", "עכשיו", "сніжена", "nova cena", "nova cijena", "cijena", "kaina", "dabar", "nüüd", "特价", "活动价", "会员价", "優惠後", "限時", "割引価格", "セール価格", "特価", "세일가", "즉시할인가", "혜택가", "कीमत", "*price", "now", "sale", "today", "current bid", "winning bid", "high bid", "buy it now", "only ", "deal of the day", "with deal", "pay", "you pay",
		"*preis", "jetzt", "nur ", "prix", "maintenant", "precio", "ahora", "oferta", "prezzo", "ora ", "adesso", "preço", "por:", "por ", "à vista", "*prijs", "nu ", "voor ", "cena", "teraz", "nyní", "*pris", "nå ", "*hinta", "nyt ", "fiyat", "цена", "ціна", "τιμή", "τώρα",
		"价格", "现价", "售价", "促销价", "促銷價", "券后", "到手价", "價格", "售價", "特價", "優惠價", "価格", "販売価格", "税込", "판매가", "할인가", "السعر", "سعر", "akcijas cena", "ár", "ára", "akciós"}},
	{labelWas, []string{"je bila", "bila je", "preis war", "priset var:", "est était", "initial était", "original era", "originale era", "wynosiła", "priset var", "pris var", "hinta oli", "cena byla", "cena bola", "inițial a fost", "orijinal fiyat", "izvirna cena", "izvorna cijena", "giá gốc là", "המקורי היה", "الأصلي هو", "worth", "total value", "prima era", "era ", "erano", "valore", "valeur", "valor de", "før", "før-pris", "førpris", "innan ", "tidigare lägsta", "rek. pris", "rekpris", "cirkapris", "aiemmin", "norm.", "ovh.", "suositushinta", "aukčná", "předtím", "dříve", "předchozí cena", "predtým", "stara cijena", "redovna cijena", "ranije", "prije ", "mpc", "redna cena", "stara", "senoji kaina", "buvo ", "anksčiau", "iepriekš", "bija ", "tavahind", "enne ", "vana hind", "предишна цена", "стара цена", "беше", "редовна цена", "пцд", "πριν", "λιανική", "π.λ.τ", "eski", "önceki", "liste fiyatı", "normal fiyat", "ราคาปกติ", "จาก ", "giá cũ", "giá gốc", "giá thị trường", "harga normal", "harga asli", "sebelum", "dulu", "قیمت قبل", "بدلاً من", "كان ", "מחיר קודם", "במקום", "מחיר רגיל", "מחיר מלא", "划线价", "吊牌价", "零售价", "定價", "建議價", "メーカー希望", "当店通常", "정상가", "소비자가", "기존가", "원가", "was", "list:", "list price", "rrp", "r.r.p", "msrp", "m.s.r.p", "srp", "retail", "retail price", "regular", "regular price", "regularly", "reg.", "reg ", "reg:", "orig", "orig. price", "original", "original price", "originally", "compare at", "compare price", "compare to", "compared to", "comp. value", "comparable value", "instead of", "before", "previously", "previous price", "old price", "usual price", "usually", "normal price", "normally", "standard price", "value:", "valued at", "full price", "sugg", "suggested price", "suggested retail price", "typical price", "catalog price", "cover price", "market price", "street price", "higher price", "retail value", "lowest price in", "lowest price over", "manufacturer's price",
		"bisheriger preis", "voriger preis", "früherer preis", "statt", "*uvp", "unverb", "*vorher", "bisher", "ursprünglich", "alter preis", "normalpreis", "listenpreis", "regulärer preis", "ehem", "niedrigster preis", "au lieu de", "ancien prix", "avant", "prix conseillé", "prix de départ", "prix barré", "prix public", "prix d'origine", "prix initial", "prix habituel", "prix le plus bas", "antes", "precio anterior", "precio normal", "precio original", "precio regular", "precio de lista", "precio lista", "precio mínimo", "precio recomendado", "pvp", "p.v.p", "pvr", "de:", "de r$", "prima ", "prezzo consigliato", "prezzo di listino", "prezzo originale", "prezzo precedente", "prezzo pieno", "prezzo più basso", "anziché", "listino", "preço anterior", "preço normal", "preço original", "preço de", "*adviesprijs", "van ", "oude prijs", "normale prijs", "van voor", "najniższa cena", "cena regularna", "cena katalogowa", "cena przed", "poprzednia", "stara cena", "přeškrtnut", "původní", "původně", "pôvodne", "původní cena", "doporučená cena", "pôvodná", "pôvodná cena", "bežná cena", "běžná cena", "nejnižší cena", "najnižšia cena", "veche", "vechi", "pret vechi", "preț vechi", "preţ vechi", "prp", "előtte", "eredeti", "eredeti ár", "korábbi", "*førpris", "vejl", "ordinarie", "ordinært", "ord.", "ord. pris", "ord pris", "ordinarie pris", "ordinær pris", "normalpris", "veiledende pris", "vejl. pris", "tidligere pris", "tidigare pris", "tidigare", "tidligere", "lägsta pris", "laveste pris", "norm", "norm.", "ovh", "eski fiyat", "liste fiyat", "αρχική", "αρχική τιμή",
		"старая цена", "прежняя", "раньше", "вместо", "обычная цена", "стара ціна", "原价", "市场价", "市場價", "市价", "專櫃價", "原價", "建議售價", "定価", "参考価格", "通常価格", "希望小売", "정가", "시중가", "قبل", "السعر الأصلي", "السعر السابق", "veikalā", "parastā cena", "vecā cena", "senā kaina", "įprasta kaina"}},
	{labelSaving, []string{"diferență", "diferenta", "difference", "différence", "you'll save", "vous économisez", "te ahorras", "risparmi", "besparing", "du sparar", "säästät", "oszczędzasz", "úspora", "ušetříte", "ušetríte", "megtakarít", "economis", "reducere", "ušteda", "uštedi", "prihran", "sutaup", "säästad", "спестявате", "отстъпка", "кешбэк", "бонус", "економія", "κερδίζετε", "όφελος", "έκπτωση", "kazanç", "kazancınız", "ประหยัด", "ลด ", "tiết kiệm", "giảm ", "hemat", "diskon", "תחסוך", "חיסכון", "הנחה", "تخفیف", "سود شما", "توفير", "节省", "立省", "折扣", "優惠", "お得", "値引", "절약", "적립", "save", "saved", "saves", "saving", "savings", "you save", "spare", "sparst", "off ", "discount", "rebate", "coupon", "cash back", "cashback", "reduced by", "less ", "price drop", "price cut",
		"sparen", "*ersparnis", "sie sparen", "*rabatt", "nachlass", "économ", "econom", "remise", "réduction", "ahorr", "descuento", "risparm", "sconto", "desconto", "*korting", "bespaar", "voordeel", "oszcz", "rabat", "ušetř", "ušetr", "sleva", "zľava", "kedvezmény", "spar ", "du sparer", "säästä", "indirim", "κερδ", "скидка", "экономия", "выгода", "знижка", "省", "立减", "优惠券", "满减", "オフ", "クーポン", "할인", "خصم", "وفر", "ietaup"}},
	{labelShipping, []string{"ongkir", "ongkos kirim", "pengiriman", "gratis ongkir", "phí vận chuyển", "giao hàng", "ค่าจัดส่ง", "ค่าส่ง", "ส่งฟรี", "ارسال", "هزینه ارسال", "משלוח", "דמי משלוח", "доставка", "έξοδα αποστολής", "livrare", "livrarea", "pristatym", "piegād", "saatmis", "tarne", "kohaletoimetamine", "fragt", "pakkeboks", "hjemmelevering", "ombud", "kostenlos ab", "gratis ab", "gratis vanaf", "gratis från", "gratis fra", "ilmaiseksi", "送费", "运送", "宅配", "超商取貨", "대금", "무료배송", "शिपिंग", "*shipping", "delivery", "postage", "freight", "handling", "p&p", "orders over", "order over", "orders of", "orders above", "purchase of", "purchases over", "purchases of", "spend", "minimum order", "free on orders", "*versand", "*lieferung", "versandkosten", "lieferkosten", "mindestbestellwert", "livraison", "frais de port", "envío", "envio", "gastos de envío", "pedidos superiores", "spedizione", "consegna", "frete", "entrega", "portes", "*verzend", "*bezorg", "dostaw", "przesyłk", "doprava", "doručen", "poštovné", "dostava", "*frakt", "levering", "leverans", "toimitus", "kargo", "μεταφορικά", "доставк", "运费", "包邮", "邮费", "運費", "免運", "送料", "配送", "배송", "شحن", "توصيل", "piegāde", "szállítás"}},
	{labelInstalment, []string{"sin intereses", "meses sin intereses", "meses de", "pagos de", "mensualidades", "msi de", "dilazion", "rate a tasso", "rate mensili", "comodo rate", "mensualité", "mensualités", "dela upp", "delbetal", "delbetala", "avbetal", "nedbetaling", "delbetaling", "afdrag", "osamaks", "erämaksu", "kuukausi", "kuumaks", "mēneša", "lizing", "lizinga", "ratos", "ratos de", "rată", "rate de", "în rate", "rata od", "rassroch", "частями", "частинами", "оплата частинами", "платежа", "вноски", "лизинг", "δόσεις", "άτοκες", "taksit", "peşin fiyatına", "ผ่อน", "trả góp", "cicilan", "cicil", "اقساط", "قسط", "تقسيط", "دفعات", "قسّمها", "תשלומים", "月々", "分割", "ローン", "期零利率", "期付款", "월 ", "개월", "ईएमआई", "emi ", "emi starts", "no cost emi", "monthly", "per month", "a month", "installment", "instalment", "payments of", "interest-free", "interest free", "financing", "finance", "lease", "x of", "weekly", "raten", "rate ", "*ratenzahlung", "*finanzierung", "monatlich", "mensual", "mensuel", "fois ", "en fois", "cuotas", "cuota", "plazos", "rate da", "a rate", "parcel", "x de", "vezes de", "sem juros", "termijn", "raty", "rat po", "splát", "měsíčn", "mesačn", "havi ", "кредит", "рассрочк", "в месяц", "分期", "每期", "할부", "klarna", "afterpay", "affirm", "clearpay", "laybuy", "zip pay", "paypal credit", "pay in", "per mo", "mēnesī"}},
	{labelUnit, []string{"enhedspris", "enhetspris", "jmf.pris", "jfr-pris", "jmf-pris", "jämförelsepris", "kilopris", "literpris", "stykpris", "prix unitaire", "prezzo unitario", "precio unitario", "preço por", "prijs per", "cena jednostkowa", "cena za kg", "cena za l", "měrná cena", "jedinična cijena", "cijena za", "cena na enoto", "vieneto kaina", "vienības cena", "ühikuhind", "единична цена", "цена за ед", "цена за кг", "ціна за", "τιμή μονάδας", "birim fiyat", "ราคาต่อ", "đơn giá", "harga satuan", "단위가", "单件价", "unit price", "price per", "per unit", "per piece", "per kg", "grundpreis", "inhalt", "prix au kg", "prix au litre", "prix à l'unité", "soit", "precio por", "prezzo al", "単価", "单价", "za kus", "cena za jednostkę", "cena za ", "cena jednotková", "jednotková cena", "egységár", "jämförpris", "vertailuhinta"}},
	{labelFrom, []string{"as low as", "už nuo", "nuo ", "alates ", "kezdve", "de la ", "začíná", "již od", "fra ", "från ", "desde solo", "solo desde", "a partire", "ab nur", "mulai dari", "mulai", "เริ่มต้น", "chỉ từ", "החל מ", "from", "starting at", "starts at", "start at", "ab ", "à partir de", "dès", "a partir de", "desde", "da ", "a partire da", "vanaf", "od ", "от ", "από ", "alkaen", "起"}},
	{labelOther, []string{"neupreis", "prix neuf", "nieuwprijs", "nypris", "bonus", "bonusz", "bonuspunkte", "estimated", "schätzpreis", "schätzwert", "estimation", "estimación", "stima", "aufgeld", "altteilpfand", "kaution", "acompte", "anzahlung", "kiterjesztett garancia", "geräteschutz", "ubezpieczenie", "pojištění", "statiegeld", "kaucja", "záloha", "zálohová", "exchange offer", "on exchange", "cashback", "punkte", "punti", "puntos", "pontos", "pisteitä", "poäng", "баллов", "бонусов", "ポイント", "積分", "积分", "적립금", "总价", "總計", "총 상품금액", "fixni tečaj", "fiksni tečaj", "tečaj konverzije", "installationskosten", "beüzemelés", "set-up", "other sellers", "trade-in", "trade in", "deposit", "minimum bid", "maximum bid", "max bid", "next bid", "reserve", "estimate", "est.", "estimated value", "points", "earn", "reward", "rewards", "gift card", "gift wrap", "store credit", "credit", "subtotal", "total", "order total", "cart", "basket", "*warenkorb", "panier", "carrito", "carrello", "carrinho", "tax", "taxes", "fee", "fees", "protection", "protection plan", "warranty", "insurance", "balance", "budget", "below", "under", "up to", "minimum", "maximum", "prescription", "all three", "add-on", "add on", "approx", "converted", "approssimativ", "approximativ", "environ", "circa", "ungefähr", "aproximad", "około", "przybliż", "примерно", "约", "pfand", "totale", "somme", "summe", "*gesamt", "razem", "celkem", "spolu", "итого", "合计", "合計", "총", "مجموع"}},
	{labelUsed, []string{"折價券後", "fără tva", "bez pdv", "bez ddv", "без ддс", "χωρίς φπα", "kdv hariç", "eks. mva", "eks. moms", "ekskl. moms", "ex. moms", "exkl. moms", "excl. btw", "zonder btw", "sans tva", "hors tva", "sem iva", "ilman alv", "be pvm", "bez pvn", "ilma km", "税別", "税抜", "未税", "nettopreis", "nettó", "autoship", "precio club", "precio soci", "precio miembro", "prix club", "prix membre", "prix adhérent", "prezzo club", "prezzo soci", "preço club", "preço sóci", "clubpreis", "club-preis", "mitgliederpreis", "mitgliedspreis", "ledenprijs", "clubprijs", "cena dla członk", "cena klubowa", "pro členy", "klubová cena", "klubcena", "klubár", "клубная цена", "цена по карте", "sepette", "sepet fiyatı", "kuponlu", "one-time deal with", "sold by others", "ook verkocht", "andere verkäufer", "neu ab", "autres vendeurs", "otros vendedores", "inni sprzedawcy", "fra andre", "andra säljare", "net price", "subskrypcj", "abonnement", "abo-preis", "im abo", "en abonnement", "suscríb", "abbonati", "assine", "prenumer", "members pay", "member price", "members", "club price", "app price", "mit app", "in der app", "w aplikacji", "klubpris", "medlemspris", "medlemmer", "medlem", "kundklubb", "klubowa", "jäsenhinta", "会員", "회원", "без ндс", "без пдв", "ex tax", "excl. vat", "ex vat", "with card", "with subscription", "subscribe", "subscribe & save", "excl. tax", "bez dph", "netto", "ohne mwst", "exkl. mwst", "hors taxe", "sin iva", "senza iva", "iva esclusa", "starting bid", "starting price", "start price", "start bid", "opening bid", "startpreis", "mise à prix", "prezzo di partenza", "total price", "precio total", "prix total", "used", "used from", "new from", "new & used", "used & new", "refurbished", "renewed", "pre-owned", "second hand", "open box", "collectible", "gebraucht", "d'occasion", "occasion", "usado", "usados", "usato", "usati", "tweedehands", "używan", "б/у", "二手", "中古"}},
})

// labelsAfter are words that follow a number.
var labelsAfter = newLabelset([]wordRow{
	{labelInstalment, []string{"per day", "/day", "a day", "pro tag", "/tag", "par jour", "/jour", "al día", "por día", "/día", "al giorno", "/giorno", "per dag", "pr. dag", "/dag", "por dia", "/dia", "za dzień", "/dzień", "/doba", "za den", "na den", "в день", "/день", "в сутки", "/сутки", "за добу", "günlük", "/gün", "/päivä", "per night", "/night", "a night", "pro nacht", "/nacht", "par nuit", "/nuit", "por noche", "/noche", "a notte", "/notte", "per nacht", "por noite", "/noite", "za noc", "/noc", "pr. nat", "per natt", "/natt", "/yö", "за ночь", "за ніч", "gecelik", "/gece", "1泊", "每晚", "per portion", "/portion", "pro portion", "par portion", "per serving", "/serving", "por ración", "a porzione", "/porcj", "/porce", "/міс", "на місяць", "/ay", "aylık", "/hó", "havonta", "/měs", "/mes.", "/luna", "/lună", "pe lună", "na mesec", "mjesečno", "mesečno", "/kk", "/md.", "/mdr", "pr. md", "per månad", "per måned", "/månad", "/måned", "/kuukausi", "/mėn", "/mēn", "/kuu", "/เดือน", "/tháng", "/bulan", "ต่อเดือน", "sin intereses", "senza interessi", "sans intérêt", "bez odsetek", "без переплат", "ללא ריבית", "bezprocent", "vade farksız", "/個月", "/개월", "/ mies", "/mnd", "per mnd", "/mo", "/ mo", "per hour", "/hour", "/hr", "an hour", "pro stunde", "/stunde", "/std", "par heure", "/heure", "por hora", "/hora", "per uur", "all'ora", "za godzinę", "/godz", "pr. time", "/time", "i timmen", "в час", "/час", "/時間", "per month", "a month", "/month", "monthly", "month", "*/monat", "pro monat", "mtl.", "/mois", "par mois", "al mes", "/mes", "/mese", "mensil", "mensual", "p/m", "per maand", "/mies", "miesięcznie", "měsíčně", "mesačne", "в месяц", "/мес", "/wk", "/week", "per week", "/月", "x 12", "sans frais", "sem juros", "/mån", "/md"}},
	{labelUnit, []string{"/kg", "/ kg", "/100", "/ 100", "/l", "/ l ", "/oz", "/ oz", "/lb", "/ lb", "per kg", "per oz", "per lb", "per 100", "per litre", "per liter", "per ml", "per gram", "/fl", "/count", "/ count", "/g)", "/ml", "/m²", "/m2", "pro kg", "pro liter", "pro 100", "je 100", "je kg", "le kg", "au kg", "le litre", "/100g", "/sheet", "per sheet", "per count", "/sq", "/ft", "al kg", "el kg", "za kg"}},
	{labelSaving, []string{"popust", "έκπτωση", "indirim", "nedsatt", "avdrag", "alennus", "κέρδος", "економії", "הנחה", "تخفیف", "ส่วนลด", "giảm giá", "diskon", "優惠", "引き", "off ", "off)", "discount", "*rabatt", "*korting", "savings", "coupon", "de réduction", "de remise", "de descuento", "di sconto", "de desconto", "скидк", "sleva", "zniżki", "할인"}},
	{labelShipping, []string{"доставка", "za dostavu", "fraktfritt", "fragtfrit", "για δωρεάν", "frakt", "fragt", "toimitus", "szállítás", "livrare", "doprav", "ค่าส่ง", "shipping", "delivery", "postage", "p&p", "d'achat", "d’achat", "bestellwert", "de compra", "or more", "and over", "and up", "*versand", "livraison", "envío", "spedizione", "frete", "dostaw", "доставк", "送料", "运费", "運費", "배송"}},
	{labelUsed, []string{"with autoship", "with auto-ship", "with subscription", "with subscribe", "when you subscribe", "im abo", "mit abo", "im sparabo", "en abonnement", "avec abonnement", "con suscripción", "con abbonamento", "com assinatura", "w subskrypcji", "på abonnement", "with coupon", "after coupon", "税别", "zzgl. ust", "ex gst", "+ gst", "+gst", "+ moms", "+moms", "+ mva", "ekskl. moms", "eks. mva", "+ btw", "ex btw", "excl. tva", "fără tva", "+ tva", "bez vat", "+ ddv", "bez ddv", "bez pdv", "+ pdv", "без ддс", "без пдв", "без ндс", "nettó", "+ áfa", "χωρίς φπα", "+ φπα", "+ kdv", "kdv hariç", "+ alv", "alv 0", "税抜", "税別", "未稅", "부가세별도", "with loyalty", "with clubcard", "med medlemskap", "for medlemmer", "medlemspris", "klubpris", "clubcard", "no cartão", "à vista no pix", "com desconto no", "transferencia", "contado efectivo", "z aplikacją", "s klubkartou", "ex. vat", "ex vat", "excl. vat", "excl vat", "+ vat", "plus vat", "ex. tax", "excl. tax", "bez dph", "netto", "ohne mwst", "exkl. mwst", "zzgl. mwst", "hors taxe", "ht ", "sin iva", "+ iva", "iva esclusa", "excl. btw", "ex. moms", "exkl. moms",
		"con tarjeta", "con transferencia", "por transferencia", "en efectivo", "no pix", "via pix", "com pix", "no boleto", "with card", "with membership", "for members", "avec la carte", "con la carta", "mit karte", "met kaart", "com cartão", "с картой", "по карте", "z kartą", "s kartou"}},
	{labelWas, []string{"list price", "msrp", "retail value", "value)", "(uvp", "uvp", "rrp", "retail price"}},
})

// pieceWords follow the price of one piece, which is the product's own unless it stands in brackets behind another.
var pieceWords = newWordset([]wordRow{{1, []string{"pro stück", "/stk", "/ stk", "/st", "/ st", "/unit", "/ unit", "/each", "/szt", "/ks", "/шт", "/piece", "/pc", "/ud", "/unid", "/pz", "/pièce", "la pièce", "/stuk", "per stuk", "/bottle", "/botella", "per piece", "per unit", "each", "a piece"}}})

// wholeWords are the label words that many other words begin with: "was" and "washing", "under" and "underwear".
var wholeWords = setOf([]string{"was", "now", "sale", "today", "save", "saved", "saves", "tax", "taxes", "fee", "fees", "cart", "basket", "total", "under", "below", "points", "earn", "credit", "budget",
	"minimum", "maximum", "deposit", "estimate", "reserve", "balance", "insurance", "protection", "used", "from", "regular", "retail", "before", "spend", "handling", "delivery", "finance", "lease", "weekly", "monthly",
	"norm", "veche", "vechi", "antes", "avant", "cena", "ár", "teraz", "jetzt", "ahora", "oferta", "orig", "reward", "rewards", "panier", "prix", "precio", "prezzo", "preço", "razem", "spolu", "discount", "off", "rebate", "coupon", "srp", "ovh", "soit", "inhalt",
	"approx", "environ", "circa", "alkaen", "vanaf", "desde", "dès", "month", "list price", "msrp", "rrp", "savings", "shipping", "postage", "summe", "somme", "usato", "usado", "pay", "used from", "new from"})

// dollarLands are the letters before a dollar sign that say whose it is.
var dollarLands = setOf([]string{"US", "AU", "CA", "C", "A", "NZ", "HK", "SG", "S", "NT", "MX", "R", "RD", "USD"})

// newLabelset builds the automaton of label words.
func newLabelset(rows []wordRow) *wordset {
	out := make([]wordRow, len(rows))
	for i, row := range rows {
		out[i].mask = row.mask
		for _, w := range row.words {
			anywhere := strings.HasPrefix(w, "*")
			w = strings.TrimPrefix(w, "*")
			if r := []rune(w)[0]; !anywhere && r < 0x590 && unicode.IsLetter(r) {
				w = " " + w
			}
			last := w[strings.LastIndexByte(strings.TrimRight(w, " "), ' ')+1:]
			if wholeWords[strings.TrimSpace(w)] || wholeWords[last] {
				out[i].words = append(out[i].words, w+" ", w+":", w+".")
				continue
			}
			out[i].words = append(out[i].words, w)
		}
	}
	w := newTrie(out)
	w.link(true)
	return w
}

// quantity is the rest of an amount of goods: "per 100 g: $1.20".
var quantity = regexp.MustCompile(`(?i)^ ?(g|kg|ml|cl|l|oz|lb|st[kü]?|pcs|шт|г|мл|кг|л)(?:[^\pL]|$)`)

// labelText readies a text for label words: lower case, with a space at either end and for brackets, dashes and digits,
// so that a leading space in a word is the start of a word.
func labelText(s string) string {
	b := []byte(" " + strings.ToLower(s) + " ")
	for i, c := range b {
		switch c {
		case '(', ')', '[', ']', '|', '\n', '*', '"', ',', ';', '!', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			b[i] = ' '
		}
	}
	return string(b)
}

// labelOf reads what the words around a spot say: those before it on its line (or alone on the line above), then
// those after it.
func (d *document) labelOf(s *spot, head string) uint32 {
	start := max(0, s.from-80)
	before := d.text[start:s.from]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	cut := lastDigit(line)
	if cut > 0 && !quantity.MatchString(line[cut:]) {
		line = line[cut+noCents(line[cut:]):] // words beyond another number belong to that one
	}
	if l := strings.Trim(line, " :-("); l == "" || dollarLands[l] { // nothing, or the country of a dollar ("US $5")
		line = lineAbove(before[:len(before)-len(line)], head)
	}
	if bundled(before) {
		return labelOther
	}
	chance := d.condition(before, cut)
	line = labelText(strings.TrimPrefix(line, head))
	mask, end := labelsBefore.last(line)
	if mask == 0 || end < len(line)-40 {
		mask = 0
	}
	if cut > 0 && mask == labelUsed && !strings.Contains(line, ":") && labelsAfter.match(line)&labelUsed != 0 {
		mask = 0 // "20 € ex. VAT 24 €": the words are the first number's
	}
	if mask&labelNow == 0 {
		mask |= chance
	}
	follow := d.labelAfter(s)
	if follow == 0 && onTop(before) {
		return labelOther
	}
	if follow != 0 && mask&(labelNow|labelFrom) == 0 || follow&(labelInstalment|labelUnit|labelUsed) != 0 {
		return mask | follow
	}
	return mask
}

// condition is labelUsed where the words before a percentage on the line before a number, whose last digit ends at cut, say
// who pays it: "Subscribe & Save 20% $22.39".
func (d *document) condition(before string, cut int) uint32 {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	if cut <= 0 || cut > len(line) || !strings.HasPrefix(strings.TrimLeft(line[cut:], " "), "%") || letters(line[cut:]) > 0 {
		return 0
	}
	return labelsBefore.match(labelText(line[:cut])) & labelUsed
}

// onTop reports whether a plus sign leads to a number: it comes on top of the price. "10 + $2" is a quantity's.
func onTop(before string) bool {
	sum, ok := strings.CutSuffix(strings.TrimRight(before, " "), "+")
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(sum, " "))
	return ok && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// labelAfter reads the words that follow a spot on its line up to the next number.
func (d *document) labelAfter(s *spot) uint32 {
	after := d.text[s.to:min(len(d.text), s.to+28)]
	after, _, _ = strings.Cut(after, "\n")
	behind, next := unitBehind(after), false // next: another number follows
	measure := perMeasure(after)
	if i := strings.IndexAny(after[measure:], "0123456789$€£"); i >= 0 {
		after, next = after[:measure+i], true
	}
	if i := strings.IndexAny(after, "&+|•·"); i >= 0 && !strings.HasPrefix(after[i:], "&p") {
		after = after[:i] // "$89.00 & FREE Shipping" is no shipping cost
	}
	text := labelText(after)
	follow := labelsAfter.match(text)
	if next && follow&labelUsed != 0 && d.startsNext(s) {
		follow &^= labelUsed // "24 990 <span>without tax 20 653</span>"
	}
	if next && !strings.Contains(after, ")") {
		follow &^= labelWas // "19 € instead of 25 €"
	}
	if follow&labelSaving != 0 && reducedWords.match(text) != 0 {
		follow &^= labelSaving // what it costs after the discount
	}
	if behind {
		follow |= labelUnit
	}
	if d.times(s) {
		follow |= labelInstalment
	}
	if s.from > 0 && d.text[s.from-1] == '(' && pieceWords.match(text) != 0 {
		follow |= labelUnit
	}
	if follow&labelShipping != 0 && freeWords.match(text) != 0 {
		follow &^= labelShipping
	}
	return follow
}

// perMeasure is the length of a slash and a quantity at the start of s, whose digits are no other number: "/ 100 g".
func perMeasure(s string) int {
	t := strings.TrimLeft(s, " ")
	if !strings.HasPrefix(t, "/") {
		return 0
	}
	t = strings.TrimLeft(t[1:], " ")
	return len(s) - len(strings.TrimLeft(t, "0123456789.,"))
}

// taxWords are what shops call value-added tax, and a price without it.
var taxWords = newWordset([]wordRow{{1, []string{"dph", "vat", "tax", "moms", "mva", "mwst", "ust", "iva", "btw", "tva", "kdv", "ндс", "пдв", "ддс", "pdv", "ddv", "netto", "nettó", "áfa", "alv", "φπα", "税"}}})

// startsNext reports whether the words behind a spot begin an element of their own that holds the price without tax.
func (d *document) startsNext(s *spot) bool {
	at := s.to
	for at < len(d.text) && d.text[at] == ' ' {
		at++
	}
	for k := s.node + 1; k < min(len(d.nodes), s.node+16); k++ {
		n := &d.nodes[k]
		if int(n.from) == at && int(n.to) > at && int(n.to)-at <= 60 {
			text := d.text[at:n.to]
			return strings.ContainsAny(text, "0123456789") && taxWords.match(strings.ToLower(text)) != 0
		}
		if int(n.from) > at {
			break
		}
	}
	return false
}

// reducedWords call a price one after a discount, whose words call it a saving, lower case.
var reducedWords = newWordset([]wordRow{{1, []string{"할인가", "혜택가", "割引価格", "値引価格", "優惠價", "优惠价", "折扣价", "discounted price", "discount price", "rabattpreis", "prix remisé", "preço com desconto", "precio con descuento"}}})

// freeWords say that something costs nothing.
var freeWords = newWordset([]wordRow{{1, []string{"free", "kostenlos", "gratis", "gratuit", "grátis", "darmow", "zdarma", "zadarmo", "бесплатн", "безкоштовн", "免费", "免運", "無料", "무료", "incl", "inkl", "included", "inclus", "zzgl", "excl"}}})

// lineAbove returns the line before the last line feed of s when it is short enough to be a label and is not the
// product's name.
func lineAbove(s, head string) string {
	s = strings.TrimRight(s, " \n:")
	line := s[strings.LastIndexByte(s, '\n')+1:]
	if len(line) > 40 || strings.ContainsAny(line, "0123456789") || head != "" && strings.Contains(head, strings.TrimSpace(line)) {
		return ""
	}
	return line
}

// lastDigit returns the index after the last digit of s, 0 where there is none.
func lastDigit(s string) int {
	return strings.LastIndexAny(s, "0123456789") + 1
}
