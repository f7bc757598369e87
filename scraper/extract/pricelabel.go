package extract

import "strings"

// What the words beside a number say it is.
const (
	labelNow uint32 = 1 << iota
	labelWas
	labelSaving
	labelShipping
	labelInstalment
	labelUnit
	labelFrom
	labelOther  // another seller's, used, auction, trade-in, points, deposit
	labelRange  // second number of a range
	labelFollow // refers to the number before it
)

// labelsBefore are words that stand before a number, in the main shop languages, lower case. The nearest wins.
var labelsBefore = newWordset([]wordRow{
	{labelNow, []string{"price", "now", "our price", "sale", "sale price", "special price", "your price", "today", "price:", "current bid", "current price", "final price", "buy it now", "discounted price",
		"preis", "jetzt", "nur", "aktionspreis", "angebotspreis", "prix", "maintenant", "precio", "ahora", "oferta", "prezzo", "ora", "preço", "por:", "por ", "à vista", "prijs", "nu ", "cena", "cena:", "pris", "nå", "hinta", "fiyat", "цена", "ціна", "τιμή",
		"价格", "现价", "售价", "促销价", "券后", "到手价", "價格", "售價", "特價", "優惠價", "価格", "販売価格", "税込", "판매가", "할인가", "السعر", "سعر", "akcijas cena", "ár:", "ára"}},
	{labelWas, []string{"was", "was:", "list", "list price", "list:", "rrp", "r.r.p", "msrp", "m.s.r.p", "srp", "retail", "retail price", "regular", "regular price", "regularly", "reg.", "reg ", "orig", "original", "original price", "originally", "compare at", "comp. value", "comparable value", "instead of", "before", "previously", "old price", "usual price", "normal price", "normally", "value:", "valued at", "full price", "sugg", "typical price",
		"statt", "uvp", "unverb", "vorher", "bisher", "ursprünglich", "alter preis", "au lieu de", "ancien prix", "avant", "prix conseillé", "prix de départ", "antes", "precio anterior", "precio normal", "pvp", "p.v.p", "pvr", "de:", "prima", "prezzo consigliato", "anziché", "listino", "preço anterior", "preço normal", "adviesprijs", "van ", "was ", "najniższa cena", "cena regularna", "poprzednia", "přeškrtnut", "původní", "pôvodná", "bežná cena", "běžná cena", "veche", "vechi", "pret vechi", "prp", "előtte", "eredeti", "førpris", "vejl", "ordinarie", "tidigare", "norm", "ovh",
		"старая цена", "прежняя", "раньше", "вместо", "стара ціна", "原价", "市场价", "市場價", "市价", "專櫃價", "原價", "建議售價", "定価", "参考価格", "通常価格", "希望小売", "정가", "시중가", "قبل", "veikalā", "parastā cena", "vecā cena", "senā kaina"}},
	{labelSaving, []string{"save", "saved", "saves", "saving", "savings", "you save", "off ", "discount", "rebate", "coupon", "cash back", "cashback", "reduced by", "less ",
		"sparen", "ersparnis", "rabatt", "économ", "econom", "remise", "ahorr", "descuento", "risparm", "sconto", "desconto", "korting", "bespaar", "oszcz", "rabat", "ušetř", "ušetr", "sleva", "zľava", "скидка", "экономия", "выгода", "знижка", "省", "立减", "优惠券", "满减", "オフ", "クーポン", "할인", "خصم", "ietaup"}},
	{labelShipping, []string{"shipping", "delivery", "postage", "freight", "handling", "p&p", "orders over", "order over", "orders of", "purchase of", "purchases over", "spend", "minimum order", "versand", "lieferung", "livraison", "frais de port", "dès", "envío", "envio", "spedizione", "consegna", "frete", "entrega", "verzend", "bezorg", "dostaw", "przesyłk", "doprava", "doručen", "dostava", "frakt", "levering", "leverans", "toimitus", "kargo", "доставк", "运费", "包邮", "邮费", "運費", "免運", "送料", "配送", "배송", "شحن", "توصيل", "piegāde", "szállítás"}},
	{labelInstalment, []string{"monthly", "per month", "a month", "installment", "instalment", "payments of", "interest-free", "interest free", "financing", "finance", "as low as", "lease", "x of", "weekly", "raten", "rate ", "ratenzahlung", "finanzierung", "mensual", "mensuel", "fois", "cuotas", "cuota", "plazos", "rate da", "parcel", "x de", "x sem juros", "termijn", "raty", "rat po", "splát", "měsíčn", "mesačn", "кредит", "рассрочк", "в месяц", "分期", "每期", "期", "회", "할부", "klarna", "afterpay", "affirm", "clearpay", "paypal credit", "per mo", "mēnesī"}},
	{labelUnit, []string{"unit price", "price per", "per unit", "per 100", "grundpreis", "prix au kg", "soit", "precio por", "prezzo al", "単価", "单价", "za kus", "cena za jednostkę"}},
	{labelFrom, []string{"from", "starting at", "starts at", "start at", "ab ", "à partir de", "a partir de", "desde", "da ", "vanaf", "od ", "от ", "από", "起", "since"}},
	{labelOther, []string{"used", "refurbished", "pre-owned", "new from", "used from", "other sellers", "trade-in", "trade in", "deposit", "bid", "estimate", "points", "earn", "reward", "gift", "credit", "subtotal", "total", "cart", "basket", "warenkorb", "panier", "tax", "fee", "protection", "warranty", "insurance", "gebraucht", "occasion", "usado", "usato", "balance", "budget", "below", "under", "up to", "minimum", "maximum", "prescription", "bundle", "all three", "add-on", "approx", "circa", "(us ", "converted"}},
	{labelRange, []string{" - ", " – ", " to ", " bis ", " — ", " à ", "~"}},
})

// labelsAfter are words that follow a number.
var labelsAfter = newWordset([]wordRow{
	{labelInstalment, []string{"/mo", "/ mo", "per month", "a month", "/month", "monthly", "x ", "month", "/monat", "pro monat", "/mois", "par mois", "al mes", "/mes", "/mese", "mensil", "p/m", "per maand", "/mies", "miesięcznie", "měsíčně", "mesačne", "в месяц", "/мес", "/wk", "/week", "/月", "x 12", "sans frais"}},
	{labelUnit, []string{"/kg", "/ kg", "/100", "/ 100", "/l", "/ l ", "/oz", "/ oz", "/lb", "per kg", "per oz", "per lb", "per 100", "/fl", "/count", "/ count", "/g)", "/ml", "/m²", "/m2", "pro kg", "pro liter", "pro 100", "je 100", "le kg", "au kg", "/100g", "/stk", "/unit", "/each)", "/sheet", "per sheet", "per count", "/sq", "/ft"}},
	{labelSaving, []string{" off", " discount", "rabatt", "korting", " savings", "off)", " coupon", "de réduction", "de descuento", "di sconto", "скидк"}},
	{labelShipping, []string{"shipping", "delivery", "postage", "versand", "livraison", "envío", "spedizione", "frete", "dostaw", "доставк", "送料", "运费"}},
	{labelWas, []string{"list price", "msrp", "retail value", "value)", "(uvp", "uvp", "rrp"}},
})

// labelOf reads what the words around a spot say: those before it on its line (or alone on the line above), then
// those after it.
func (d *document) labelOf(s *spot) uint32 {
	start := max(0, s.from-80)
	before := d.text[start:s.from]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	if cut := lastDigit(line); cut > 0 {
		line = line[cut:] // words beyond another number belong to that one
	}
	if strings.Trim(line, " :-(") == "" {
		line = lineAbove(before)
	}
	mask, end := labelsBefore.last(strings.ToLower(line))
	if mask == 0 || end < len(line)-40 {
		mask = 0
	}
	after := d.text[s.to:min(len(d.text), s.to+28)]
	if i := strings.IndexAny(after, "\n0123456789"); i >= 0 && !strings.HasPrefix(strings.TrimLeft(after, " "), "/") {
		after = after[:i]
	}
	follow := labelsAfter.match(strings.ToLower(after))
	if follow != 0 && mask&(labelNow|labelFrom) == 0 {
		return mask | follow
	}
	if follow&(labelInstalment|labelUnit) != 0 {
		return mask | follow
	}
	return mask
}

// lineAbove returns the line before the last line feed of s when it is short enough to be a label.
func lineAbove(s string) string {
	s = strings.TrimRight(s, " \n:")
	line := s[strings.LastIndexByte(s, '\n')+1:]
	if len(line) > 40 || strings.ContainsAny(line, "0123456789") {
		return ""
	}
	return line
}

// lastDigit returns the index after the last digit of s, 0 where there is none.
func lastDigit(s string) int {
	return strings.LastIndexAny(s, "0123456789") + 1
}
