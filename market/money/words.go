package money

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Phrases that stand before a number and say what it is. In each list, words of the languages of shops; a phrase
// counts only as whole words where its script has spaces. They are data: a phrase added here needs no code.
var prefixPhrases = []struct {
	class   string
	phrases []string
}{
	{KindWas, list(`was|original price was|initial|était|prix initial|originale|originale era|original era|original|oorspronkelijke prijs was|первоначальная цена|составляла|pierwotna cena|pôvodná|původní cena byla|eredeti ár volt|prețul inițial a fost|inițial|orijinal fiyat|alkuperäinen hinta|oprindelige pris|opprinnelig pris|ursprungligt pris|ursprungliga priset|元の価格|原定价|원래 가격|harga aslinya|giá ban đầu|السعر الأصلي هو|السعر الأصلي|המחיר המקורי|were|before|old price|previous price|previously|original price|originally|orig.|strike|compare at|compared to|statt|vorher|bisher|alter preis|ursprünglich|zuvor|avant|ancien prix|au lieu de|prix barré|antes|precio anterior|era|in precedenza|anziché|prima|prezzo precedente|van|oude prijs|was voor|før|førpris|tidligere|tidigare|förut|ord.|ordinarie|ordinær|aiemmin|poprzednia cena|stara cena|przed|původně|původní cena|předtím|bylo|pôvodne|pôvodná cena|régi ár|eredeti ár|preț vechi|pret vechi|în loc de|старая цена|было|раньше|прежняя цена|стара ціна|було|стара цена|παλιά τιμή|αρχική|από|eski fiyat|πριν|harga asal|harga normal|giá cũ|giá gốc|原价|原價|划线价|市场价|市價|旧価格|通常価格|元値|정상가|원가|ราคาปกติ|قبل|كان|السعر السابق|היה|מחיר קודם`)},
	{KindList, list(`rrp|msrp|srp|mrp|uvp|list price|list|reg.|reg|regular price|regular|retail price|retail|suggested price|recommended|normally|usual price|usually|unverb. preisempf.|unverbindliche preisempfehlung|listenpreis|normalpreis|regulärer preis|prix conseillé|prix public|prix de référence|pvp|precio recomendado|precio habitual|precio normal|pvpr|listino|prezzo di listino|prezzo consigliato|adviesprijs|normale prijs|veil. pris|veiledende|vejl. pris|vejledende|normalpris|rek. pris|rek.pris|suositushinta|normaalihinta|ovh|cena regularna|cena katalogowa|běžná cena|doporučená cena|bežná cena|mpc|prp|прц|ррц|рекомендованная цена|定価|参考価格|メーカー希望小売価格|建议零售价|官方价|吊牌价|専柜价|소비자가|권장소비자가`)},
	{KindSale, list(`now|current price|current price is|prix actuel|actuel|precio actual es|actual|attuale|prezzo attuale|atual|preço atual|huidige prijs|huidige prijs is|текущая цена|aktualna cena|aktuální cena|aktuálna cena|jelenlegi ár|prețul curent|curent|şu andaki fiyat|nykyinen hinta|aktuelle pris|nåværende pris|nuvarande pris|det nuvarande priset|現在の価格|当前价格|현재 가격|harga saat ini|giá hiện tại|السعر الحالي هو|המחיר הנוכחי|now only|sale|sale price|special|special price|special offer|our price|your price|today|deal|deal price|discounted price|final price|offer price|promo|promo price|jetzt|jetzt nur|nur|angebot|aktionspreis|sonderpreis|aktueller preis|unser preis|maintenant|prix promo|prix spécial|ahora|precio especial|oferta|precio actual|por|ora|adesso|prezzo speciale|in offerta|nu|nu voor|voor|actieprijs|nå|nå kun|nyt|nyt vain|tarjous|teraz|cena promocyjna|promocja|nyní|naše cena|akční cena|teď|teraz|naša cena|akciová cena|most|akciós ár|acum|preț redus|сейчас|теперь|новая цена|цена со скидкой|акция|наша цена|зараз|нова ціна|сега|τώρα|şimdi|indirimli|agora|promoção|sekarang|harga promo|giá khuyến mãi|giá bán|chỉ còn|现价|現價|特价|特價|促销价|活动价|券后|券后价|到手价|秒杀价|セール|セール価格|特価|販売価格|할인가|판매가|최종가|โปรโมชั่น|ลดเหลือ|الآن|السعر الحالي|עכשיו|מחיר מבצע|מבצע`)},
	{KindSaving, list(`save|you save|saving|savings|save up to|discount|off|up to|instant savings|rebate|sie sparen|spare|sparen sie|sparen|ersparnis|rabatt|nachlass|bis zu|économisez|économie|remise|réduction|vous économisez|ahorra|ahorro|ahorras|descuento|dto.|risparmi|risparmia|sconto|risparmio|bespaar|u bespaart|korting|du sparar|spara|spar|du sparer|säästä|säästät|oszczędzasz|oszczędź|rabat|zniżka|ušetříte|ušetřete|sleva|ušetríte|zľava|megtakarítás|kedvezmény|economisești|economisiti|reducere|скидка|экономия|вы экономите|выгода|знижка|економія|отстъпка|спестявате|έκπτωση|κερδίζετε|indirim|kazanç|economize|desconto|hemat|diskon|tiết kiệm|giảm|省|立减|立省|直降|优惠|已优惠|節省|現省|お得|値引|割引|할인|절약|ประหยัด|وفر|خصم|توفير|הנחה|חיסכון|חסכון|cashback|coupon|clip|gutschein|voucher|bonus|cupón|купон|优惠券|クーポン`)},
	{KindThreshold, list(`over|under|less than|more than|free shipping over|free shipping on orders over|free shipping from|free shipping on|free shipping above|free delivery over|free delivery on orders over|free delivery from|free delivery on|free delivery above|shipping is free over|free over|orders over|on orders over|orders above|orders of|purchases over|spend|spend over|when you spend|minimum order|min. order|minimum spend|versandkostenfrei ab|kostenloser versand ab|gratis versand ab|gratisversand ab|versandfrei ab|portofrei ab|mindestbestellwert|livraison gratuite dès|livraison gratuite à partir de|livraison offerte dès|livraison offerte à partir de|frais de port offerts dès|dès|envío gratis desde|envío gratis a partir de|envíos gratis a partir de|envío gratuito a partir de|gastos de envío gratis desde|pedido mínimo|spedizione gratuita da|spedizione gratuita sopra|spedizione gratuita oltre|spedizione gratis oltre|spedizione gratuita per ordini superiori a|gratis verzending vanaf|gratis verzending boven|gratis bezorging vanaf|gratis vanaf|fri frakt över|fri frakt over|fri fragt over|fri frakt från|ilmainen toimitus yli|darmowa dostawa od|darmowa wysyłka od|bezpłatna dostawa od|doprava zdarma od|doprava zdarma nad|ingyenes szállítás|livrare gratuită peste|transport gratuit peste|livrare gratuita peste|бесплатная доставка от|доставка бесплатно от|безкоштовна доставка від|безплатна доставка над|δωρεάν μεταφορικά άνω των|δωρεάν αποστολή για αγορές άνω των|ücretsiz kargo|frete grátis acima de|frete grátis a partir de|portes grátis a partir de|gratis ongkir min.|gratis ongkir|miễn phí vận chuyển từ|freeship từ|满|滿|消费满|订单满|送料無料|以上で送料無料|무료배송|ส่งฟรีเมื่อซื้อครบ|شحن مجاني للطلبات فوق|توصيل مجاني فوق|משלוח חינם מעל|משלוח חינם בקנייה מעל|мин. заказ|минимальный заказ|min. zamówienie`)},
	{KindShipping, list(`shipping|delivery|postage|p&p|s&h|+ shipping|plus shipping|versand|versandkosten|zzgl. versand|lieferung|livraison|frais de port|envío|gastos de envío|spedizione|spese di spedizione|verzending|verzendkosten|bezorging|frakt|fragt|toimitus|dostawa|wysyłka|doprava|poštovné|szállítás|livrare|transport|доставка|доставки|μεταφορικά|αποστολή|kargo|frete|portes|ongkir|ongkos kirim|phí vận chuyển|运费|運費|邮费|快递|送料|배송비|ค่าส่ง|الشحن|التوصيل|משלוח|deposit|pfand|consigne|vidiek|pant`)},
	{KindFrom, list(`from|starting at|starting from|starts at|as low as|ab|schon ab|à partir de|a partir de|dès|desde|da|a partire da|vanaf|fra|från|alkaen|od|już od|již od|ab nur|от|начиная с|від|от само|από|de la|începând de la|başlayan|mulai dari|mulai|từ|chỉ từ|最低|低至|から|최저|เริ่มต้น|تبدأ من|ابتداء من|من|החל מ|-tól|min.`)},
	{KindInstalment, list(`payments of|interest-free payments of|instalments of|installments of|per month|monthly|mensualités de|fois|cuotas de|meses de|plazos de|rate da|rate mensili da|termijnen van|raten|raten zu|monatlich|rat po|rata|raty|splátky|parcelas de|vezes de|рассрочка|в месяц от|платеж|taksit|cicilan|trả góp|分期|每期|月供|月々|月額|월|할부|ผ่อน|أقساط|תשלומים|תשלומים של|or 4x|or 3x|klarna|afterpay|sezzle|zip`)},
	{KindExclTax, list(`excl. gst|excl gst|ex gst|ex. gst|exc gst|exc. gst|+ gst|exc vat|exc. vat|ex vat|ex. vat|excl. vat|excl vat|excluding vat|without vat|ex tax|excl. tax|excluding tax|before tax|net|netto|exkl. mwst.|exkl. mwst|ohne mwst.|ohne mwst|zzgl. mwst.|ht|hors taxe|hors taxes|sin iva|iva no incluido|senza iva|iva esclusa|excl. btw|exclusief btw|ex btw|exkl. moms|ex moms|uten mva|eks. mva|ekskl. moms|alv 0%|bez dph|bez vat|netto:|bez podatku|áfa nélkül|nettó|fara tva|fără tva|без ндс|без пдв|без ддс|χωρίς φπα|χωρίς φ.π.α|χωρίς φ.π.α.|kdv hariç|sem iva|税抜|税别|未税|부가세 별도|غير شامل الضريبة|לפני מע"מ`)},
}

// fromAfter follows the lowest of several prices.
var fromAfter = mustAnchored(`^\s?(?:起|から|부터|[~+]\s*(?:$|[)\]])|-?(?:tól|től)\b|and up\b|и выше|‘den başlayan|'den başlayan|alkaen\b)`)

// Patterns that stand right behind a number (and its currency).
var (
	percent    = mustAnchored(`^\s?(?:%|٪|percent\b|prozent\b|процент|折|割|퍼센트)`)
	perMonth   = mustAnchored(`^\s?\*?\s?(?:/|per |a |an |al |par |pro |na |за |w |v |je |por |по |each |every )\s?(?:mo|mos|mth|month|monat|mois|mes|mese|maand|månad|mnd|måned|md|kk|miesiąc|miesiąca|měsíc|mesiac|hó|hónap|lună|месяц|мес|міс|месец|μήνα|ay|mês|bulan|bln|tháng|月|期|년|월|week|wk|year|yr|jahr|an|año|anno|jaar|år|rok|год)\b|^\s?(?:/|每)\s?(?:月|期)|^\s?(?:mtl|monatl|mensuel|mensuali|mensuales|monthly|mensili|mensais|p\.m\.|pm\b|pcm\b|miesięcznie|měsíčně|в месяц)|^\s?(?:x|×|х)\s?\d{1,2}\s?(?:期|mesi|mois|meses|months?|monate|rat)`)
	times      = mustAnchored(`^\s?(?:[x×х]|mal|fois|veces|vezes|rate|rat|cuotas|payments?|(?:interest[- ]free |monthly |easy )+(?:payments?|instal?lments?)|instal?lments?|parcelas|mensualités|splátek|платежа|taksit|meses|期)(?:\s|$|[.,:;)\d$€£])`)
	perMeasure = mustAnchored(`^\s?\*?\s?(?:/|per |pro |je |pr\. |au |le |la |al |el |za |за |na |po |por |på |每|\()\s?(?:1\s?|100\s?|1000\s?|10\s?)?(?:kg|kilo|kilogramm?|kgm|g|gr|gram|gramm|mg|l|lt|ltr|liter|litre|litro|ml|cl|dl|m|mtr|meter|metre|metro|mb|m2|m²|m3|m³|qm|sqm|sq\.? ?ft|ft|ft2|yd|yard|oz|fl\.? ?oz|lb|lbs|pound|кг|г|л|мл|м|м2|kilogramme|公斤|千克|克|斤|升|平|坪|wash|load|waschladung|dose|100g|100ml|gb|tb|count|ct|sheet|serving|tablet|capsule|use)\b`)
	saved      = mustAnchored(`^\s?(?:off\b|discount|saved|savings?\b|less\b|rabatt|gespart|nachlass|de réduction|de remise|d'économie|de descuento|dto\b|di sconto|korting|voordeel|rabat|taniej|zniżki|sleva|zľava|kedvezmény|reducere|скидк|знижк|отстъпка|έκπτωση|indirim|de desconto|引き?|オフ|할인|减|相当|還元|off!|coupon|cashback|voucher|gutschein)`)
	shippingAt = mustAnchored(`^\s?(?:\+ ?)?(?:shipping|delivery|postage|p&p|versand|versandkosten|frais de port|livraison|de port|gastos de envío|envío|spedizione|verzendkosten|verzending|frakt|fragt|dostawa|wysyłka|poštovné|доставка|送料|运费|배송비|minimum|min\. order|包邮|免运费|以上|(?:&|and|or) (?:under|above|over|less)\b)`)
	carriedIn  = mustAnchored(`^\s?[・、/|(（【\[]?\s?(?:送料無料|送料込|包邮|包郵|免运|免運|免邮)`) // the price with its carriage; after a least sum its words say so
	exclTax    = mustAnchored(`^\s?[(\[]?\s?(?:exc\.?|ex\.?|excl\.?|exkl\.?|excluding|without|plus|before|net|\+)\s?(?:of )?(?:vat|tax|gst|mwst|moms|mva|btw|iva|tva|dph|ust)|^\s?[(\[]?\s?(?:ht\b|hors tax|netto\b|bez dph|bez vat|sin iva|senza iva|sem iva|без ндс|без пдв|без ддс|χωρίς φ|税抜|税别|kdv hariç)`)
	inclTax    = mustAnchored(`^\s?[(\[]?\s?(?:inc\.?|incl\.?|inkl\.?|including|with|tax incl|iva incl|dph incl)\s?(?:of )?(?:vat|tax|gst|mwst|moms|mva|btw|iva|tva|dph|ust|\.|\))|^\s?[(\[]?\s?(?:ttc\b|toutes taxes|brutto\b|s dph|z vat|с ндс|με φ|税込|含税|kdv dahil|iva inc)`)
	measured   = mustAnchored(`^\s?-?(?:kg|g|gr|mg|ml|cl|dl|l|ltr|liter|litre|litres|cm|mm|km|m|m²|m2|inch|inches|in|"|''|zoll|ft|oz|lbs?|gb|tb|mb|kb|mhz|ghz|hz|w|watt|v|volt|ah|mah|wh|kwh|mp|mpx|px|dpi|rpm|lm|k|db|°|pcs?|pieces?|packs?|stk|stück|st|шт|ks|szt|buc|adet|個|件|片|支|本|枚|个|台|条|包|套|双|件套|人|只|ct|count|pairs?|days?|hours?|hrs?|min|minutes?|months?|years?|weeks?|tage|jahre|jours|ans|mois|días|años|giorni|anni|dagen|jaar|дней|лет|天|年|日|小时|colou?rs?|sizes?|farben|couleurs|colores|colori|kleuren|цвет\w*|options?|variants?|items?|products?|produkte|artikel|articles?|artículos|prodotti|товар\w*|produktów|reviews?|ratings?|bewertung\w*|rezension\w*|avis|reseñas|opiniones|recensioni|valutazioni|beoordelingen|omdömen|anmeldelser|arvostelu\w*|opinii|opinie|recenz\w*|hodnocení|értékelés|отзыв\w*|оцен\w*|відгук\w*|yorum|değerlendirme|avaliações|ulasan|đánh giá|评价|评论|評價|評論|レビュー|件のレビュー|리뷰|평|stars?|sterne|étoiles|estrellas|stelle|sterren|stjärnor|звезд\w*|sold|verkauft|vendus?|vendidos?|venduti|verkocht|sålda|solgt|terjual|đã bán|已售|人付款|人买|個売れ|판매|left|in stock|auf lager|en stock|disponibil\w*|available|views?|likes?|orders?|bids?|watchers?|people|users?|customers?|seconds?|votes?|uhr|o'clock|points?|punkte|pts|ポイント|pt|积分|cores?|core|cents?|pence|x \d)(?:[^\pL]|$)`)
	outOf      = mustAnchored(`^\s?(?:/\s?(?:5|10|100)\b|out of\b|of \d|von \d|sur \d|de \d|su \d|van de\b|van \d|av \d|af \d|z \d|из \d|trên \d|stars?\b|★|sterne\b|分|点|점)`)
)

func list(s string) []string { return strings.Split(s, "|") }

// phrase is one row of prefixPhrases; its class reaches so many bytes.
type phrase struct {
	text, class string
	reach       int
}

// phraseIndex holds the phrases by their first rune.
var phraseIndex = indexPhrases()

func indexPhrases() map[rune][]phrase {
	out := map[rune][]phrase{}
	for _, row := range prefixPhrases {
		reach := 24
		switch row.class {
		case KindFrom, KindThreshold:
			reach = 9
		}
		for _, text := range row.phrases {
			r := firstRune(text)
			out[r] = append(out[r], phrase{text, row.class, reach})
		}
	}
	return out
}

// lastPhrase returns the class of the phrase that ends nearest to the end of s, the longest of those that end
// there. A phrase further away than its class allows is part of a name ("Under Armour shoes $20").
func lastPhrase(s string) string {
	const window = 80
	base := max(0, len(s)-window)
	for base < len(s) && !utf8.RuneStart(s[base]) {
		base++
	}
	best, length, class := -1, 0, ""
	for i, r := range s[base:] {
		at := base + i
		if alphabetic(r) && letterBefore(s, at) {
			continue
		}
		for _, p := range phraseIndex[r] {
			end := at + len(p.text)
			if end < best || end == best && len(p.text) <= length || len(s)-end > p.reach || !strings.HasPrefix(s[at:], p.text) {
				continue
			}
			if alphabetic(lastRune(p.text)) && alphabetic(firstRune(s[end:])) {
				continue
			}
			best, length, class = end, len(p.text), p.class
		}
	}
	return class
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) rune {
	r := rune(0)
	for _, c := range s {
		r = c
	}
	return r
}

var freeWords = list(`free|for free|free of charge|gratis|kostenlos|gratuit|gratuite|offert|offerts|gratuito|gratuita|grátis|gratuitamente|omaggio|ilmainen|bezpłatnie|bezpłatny|darmowy|darmowe|za darmo|zdarma|zadarmo|ingyenes|ingyen|бесплатно|безкоштовно|безплатно|δωρεάν|ücretsiz|bedava|miễn phí|免费|免費|無料|무료|ฟรี|مجاني|مجانا|חינם|free!|fritt|gratulato`)

// saysFree reports whether a text says that the thing costs nothing, and not only that its delivery does.
func saysFree(s string) bool {
	s = strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, label := range []string{"price", "preis", "prix", "precio", "prezzo", "cena", "цена", "价格", "価格"} {
		s = strings.TrimFunc(strings.TrimPrefix(s, label), func(r rune) bool { return !unicode.IsLetter(r) })
	}
	return slices.Contains(freeWords, s)
}
