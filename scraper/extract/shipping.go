package extract

import (
	"regexp"
	"strings"
)

// shippingReach is how far behind the title, in bytes, words about shipping are still the product's.
const shippingReach = 1500

// shownShipping reads what the page says near its product that shipping costs: a sum; nothing; or nothing from a
// sum on, which the price reaches or not.
func (e *evidence) shownShipping() {
	cur, from := e.found.Price.Currency, e.titleAt()
	for k := range e.prices {
		s := &e.prices[k]
		if s.rejection != reasonShipping && !e.shipsFor(s) || s.from < from || s.from > from+shippingReach || e.freeFrom(s) {
			continue
		}
		if r := e.d.read(s.text, cur); r.num != "" && number(r.num) < number(e.found.Price.Amount) {
			e.found.Shipping = &Money{Amount: plainNumber(r.num), Currency: firstOf(r.cur, cur)}
			e.set(fShipping, "heuristic", fact{s.text, e.d.path(s.node)})
			return
		}
	}
	if line := e.freeShipping(from); line != "" {
		e.found.Shipping = &Money{Amount: "0", Currency: cur}
		e.set(fShipping, "heuristic", fact{line, "line behind the title"})
	}
}

// shipsFor reports whether the words right behind a sum that comes on top of the price say that it is for shipping:
// "+ 3,99 € de frais de port".
func (e *evidence) shipsFor(s *spot) bool {
	if s.label&labelOther == 0 {
		return false
	}
	line, _, _ := strings.Cut(e.d.text[s.to:min(len(e.d.text), s.to+40)], "\n")
	return shipBehind.MatchString(strings.ToLower(line))
}

// freeFrom reports whether a sum is the one from which on shipping is free: the words of its own line before it say so,
// or those right behind it.
func (e *evidence) freeFrom(s *spot) bool {
	before := e.d.text[max(0, s.from-60):s.from]
	before = before[strings.LastIndexAny(before, "\n(;")+1:]
	if elseWords.MatchString(strings.ToLower(before)) {
		return false // "free from 39 € on, else 4,90 €"
	}
	after := e.d.text[s.to:min(len(e.d.text), s.to+40)]
	if i := strings.IndexAny(after, "\n();"); i >= 0 {
		after = after[:i]
	}
	around := strings.ToLower(before + " " + after)
	return nothingWords.match(around) != 0 || fromWords.MatchString(around)
}

// nothingWords say that shipping costs nothing.
var nothingWords = newWordset([]wordRow{{1, []string{"free", "kostenlos", "frei", "gratis", "gratuit", "grátis", "darmow", "zdarma", "zadarmo", "бесплатн", "безкоштовн", "免", "無料", "무료", "包邮", "包郵", "fri frakt", "fri fragt", "fraktfri", "fragtfri", "ilmai", "ingyen", "offert", "ücretsiz", "bedava", "δωρεάν", "безплатн", "besplatn", "brezplačn", "miễn phí", "ฟรี", "مجان", "חינם"}}})

// elseWords lead to what is paid under the sum from which on shipping is free.
var elseWords = regexp.MustCompile(`\b(?:sonst|ansonsten|otherwise|else|sinon|altrimenti|anders|inaczej|jinak)\b|иначе|en caso contrario|caso contrário`)

// shipBehind are the words for shipping right behind a sum.
var shipBehind = regexp.MustCompile(`^ *(?:de |d'|for |für |per |di |za |til |voor )?(?:les |the |den |la )?(?:frais (?:de port|d.envoi|de livraison)|de port|port |versand|lieferung|shipping|delivery|postage|env[ií]o|gastos de env|spedizione|spese di sped|verzend|bezorg|dostaw|wysyłk|доставк|frete|portes|frakt|fragt|levering|doprav|kargo)`)

// fromWords lead to the sum from which on something holds, in the main shop languages.
var fromWords = regexp.MustCompile(`\b(?:over|above|ab|dès|partir|od|från|fra|vanaf|from|oltre|plus de|más de|acima de|superiores? a|powyżej|nad|över|yli|minimum|orders of)\b|от|від|满|滿|以上|이상|üzeri|ve üzeri|superior|d'achat`)

// freeShipping is the line near the product that says that its shipping costs nothing, "" where none does. A line with a
// sum holds where the price reaches it.
func (e *evidence) freeShipping(from int) string {
	d := e.d
	at := from
	near := d.text[from:min(len(d.text), from+shippingReach)]
	if freeHints.match(strings.ToLower(near)) == 0 {
		return ""
	}
	for line := range strings.SplitSeq(near, "\n") {
		begin := at
		at += len(line) + 1
		if len(line) < 6 || len(line) > 90 || freeHints.match(strings.ToLower(line)) == 0 || !saysFree(strings.ToLower(line)) || d.flagsAt(begin)&(inRelated|inChrome|inCart|inReview) != 0 {
			continue
		}
		if !strings.ContainsAny(line, "0123456789") {
			if conditions.MatchString(strings.ToLower(line)) {
				continue
			}
			return line
		}
		if moreWords.MatchString(strings.ToLower(line)) {
			continue
		}
		for k := range e.prices {
			s := &e.prices[k]
			if s.from < begin || s.to > begin+len(line) || !e.freeFrom(s) {
				continue
			}
			r := d.read(s.text, e.found.Price.Currency)
			if r.num != "" && firstOf(r.cur, e.found.Price.Currency) == e.found.Price.Currency && number(r.num) <= number(e.found.Price.Amount) {
				return line
			}
		}
	}
	return ""
}

// saysFree reports whether a line says that shipping costs nothing, or from what on.
func saysFree(line string) bool { return freeShip.MatchString(line) || shipsFree.MatchString(line) }

// freeHints are parts of which each match of freeShip has one.
var freeHints = newWordset([]wordRow{{1, []string{"free", "frei", "kostenlos", "gratis", "gratuit", "grátis", "offerte", "darmow", "zdarma", "zadarmo", "fri f", "fraktfri", "ilmainen", "ingyenes", "безплатн", "бесплатн", "безкоштовн", "ücretsiz", "bedava", "δωρεάν", "無料", "包邮", "免", "무료", "miễn phí", "ฟรี", "مجان", "חינם", "رایگان", "besplatn", "brezplačn", "offert", "inkl", "incl", "inclus", "compris"}}})

// moreWords say what is still lacking for free shipping.
var moreWords = regexp.MustCompile(`\bmore (?:for|to|and)\b|away from|\badd [$£€]|\bnoch\b|plus que|encore|\bfaltam?n?\b|ancora|brakuje|\bnog\b|ещё|еще|あと|还差|還差`)

// freeShip are the words for shipping that costs nothing; conditions take it back.
var (
	freeShip   = regexp.MustCompile(`\bfree (?:standard |uk |us |domestic |home |express |fast |ground )?(?:shipping|delivery|postage)\b|\bships free\b|versandkostenfrei|(?:kostenlose[rn]?|gratis|kostenfreie[rn]?) (?:versand|lieferung|fracht)|portofrei|livraison (?:gratuite|offerte)|envío gratis|envio gr[áa]tis|envío gratuito|frete gr[áa]tis|portes gr[áa]tis|spedizione gratuita|gratis (?:verzending|bezorging|verzonden)|darmowa (?:dostawa|wysyłka)|doprava zdarma|doprava zadarmo|fri frakt|fraktfritt|gratis frakt|fri fragt|gratis levering|ilmainen toimitus|ingyenes (?:szállítás|kiszállítás)|livrare gratuit[ăa]|безплатна доставка|бесплатная доставка|безкоштовна доставка|ücretsiz kargo|kargo bedava|δωρεάν μεταφορικά|送料無料|包邮|免運|免运费|免邮|무료\s?배송|gratis ongkir|miễn phí vận chuyển|ส่งฟรี|شحن مجاني|توصيل مجاني|משלוח חינם|ارسال رایگان|besplatna dostava|brezplačna dostava`)
	shipsFree  = regexp.MustCompile(`(?:\b(?:shipping|delivery|postage|versand(?:kosten)?|lieferung|livraison|frais de port|frais de livraison|env[ií]o|gastos de env[ií]o|entrega|spedizione|consegna|verzending|bezorging|levering|frakt|fragt|dostawa|wysyłka|doprava|frete|portes|kargo|szállítás|toimitus)|доставка|配送料|送料|배송비?|运费) ?[:–-]? ?(?:free\b|kostenlos|kostenfrei|gratis|gratuit|offert|grátis|zdarma|zadarmo|бесплатн|безкоштовн|ücretsiz|bedava|ingyen|ilmai|inklusive|inbegriffen|included|incluse?\b|compris|0 ?円|無料|무료|免费)|\b(?:inkl|inklusive|incl|including|included)\.? (?:versand|lieferung|shipping|delivery|verzending|frakt|fragt)|gratis bezorgd|fri (?:frakt|fragt|leverans|levering)|port (?:offert|compris)`)
	conditions = regexp.MustCompile(`member|mitglied|prime|plus|club|\bwith\b|\bmit\b|\bfor orders\b|\bon orders\b|eligible|selected|\bpickup\b|to store|filiale|abonn|subscri|return|rückgabe|coupon|gutschein|会員|\?`)
)

// flagsAt are the flags of the innermost element around a place in the text.
func (d *document) flagsAt(at int) flags {
	var all flags
	for i := range d.nodes {
		n := &d.nodes[i]
		if int(n.from) > at {
			break
		}
		if int(n.to) > at {
			all |= n.flags
		}
	}
	return all
}
