package money

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// classify finds for each number its currency signs, its multiplier and what the words around say it is.
// Numbers that turn out to be parts of others (cents, the lower half of 3万5000) are merged into them.
func classify(s string, figures []figure, h Hint) []figure {
	multiply(s, figures)
	figures = slices.DeleteFunc(figures, merged)
	attach(s, figures, h)
	figures = slices.DeleteFunc(figures, merged)
	for i := range figures {
		f := &figures[i]
		from := 0
		if i > 0 {
			from = figures[i-1].end
		}
		f.before = strings.TrimRight(s[from:f.start], " ")
		f.dash = i > 0 && strings.HasSuffix(s[from:f.start], "- ")
		f.after = afterSymbols(s[f.end:min(len(s), f.end+80)])
		f.paren = strings.LastIndexByte(s[:f.start], '(') > strings.LastIndexByte(s[:f.start], ')')
		if i+1 < len(figures) {
			gap := s[f.end:figures[i+1].start]
			f.taxNext = !strings.Contains(gap, ")") && strings.ContainsAny(gap, "(:") && lastPhrase(gap) == KindExclTax
		}
		f.class = classOf(f, i > 0)
		f.from = f.class == KindFrom || fromAfter.MatchString(f.after) && !rangeGap.MatchString(f.after)
		f.inclTax = inclTax.MatchString(f.after)
	}
	relate(s, figures)
	return figures
}

func merged(f figure) bool { return f.groups == nil }

// afterSymbols drops the currency signs at the start of what follows a number.
func afterSymbols(s string) string {
	for {
		t := strings.TrimLeft(s, " ")
		sym := symbol(symbolOrNone(t))
		if sym.text == "" {
			return s
		}
		s = t[len(sym.text):]
	}
}

func symbolOrNone(s string) symbol {
	if s == "" {
		return symbol{}
	}
	if sym := symbolAt(s, 0); sym != nil && !sym.weak {
		return *sym
	}
	return symbol{}
}

// classOf reads the words around one number. What follows it closely beats what precedes it, except a saving.
func classOf(f *figure, second bool) string {
	switch {
	case percent.MatchString(f.after):
		return "percent"
	case perMonth.MatchString(f.after):
		return KindInstalment
	case saved.MatchString(f.after):
		return KindSaving
	case f.attached() && shippingAt.MatchString(f.after) && !carriedIn.MatchString(f.after):
		return KindShipping
	case exclTax.MatchString(f.after) && !f.taxNext:
		return KindExclTax
	case f.attached() && perMeasure.MatchString(f.after):
		return KindUnit
	case !f.attached() && outOf.MatchString(f.after):
		return "rating"
	case !f.attached() && measured.MatchString(f.after):
		return "measure"
	case f.scaled && (f.cur == nil || f.cur.weak): // "1.2k" of what?
		return "measure"
	}
	before := f.before
	if second {
		before = clause(before)
	}
	class := lastPhrase(before)
	if class == "" && f.attached() && !f.dash && (!second || !strings.HasPrefix(before, "-")) && strings.IndexByte(before, '-') >= 0 && negative.MatchString(before) {
		return KindSaving
	}
	return class
}

// negative is a minus sign right before a number or its currency sign; with a space behind it is a dash.
var negative = regexp.MustCompile(`(?:^|[\s(])-\pS?\pL{0,3}\pS?$`)

// clause drops from the text between two numbers what belongs to the first of them.
func clause(s string) string {
	if i := strings.LastIndexAny(s, ";|•"); i >= 0 {
		s = s[i+1:]
	}
	if i := strings.LastIndexByte(s, ')'); i >= 0 {
		s = s[i+1:]
	}
	return s
}

// relate marks numbers by their neighbours: counts of instalments and pieces, and the Portuguese "de … por …".
func relate(s string, figures []figure) {
	for i := range figures {
		f := &figures[i]
		if i+1 == len(figures) {
			break
		}
		next := &figures[i+1]
		gap := s[f.end:next.start]
		if f.attached() != next.attached() && f.class != "measure" && next.class != "measure" && next.class != "percent" && !times.MatchString(next.after) && rangeJoin(f, gap) {
			shareSign(f, next)
		}
		switch {
		case !f.attached() && next.attached() && len(gap) < 24 && (f.class == "measure" || f.class == KindFrom) && lastPhrase(f.before) == KindFrom && f.seps == nil:
			f.class, next.class = "count", "multi_buy" // "from 2 packs 11.25 €"
		case !f.attached() && next.class == "measure" && rangeGap.MatchString(gap):
			f.class = "measure" // "10 - 20 kg"
		case f.class == "measure" && next.attached() && strings.ContainsRune(gap, '='):
			next.class = KindUnit // "100 g = 2.50 €"
		case !f.attached() && !next.attached() && multiBuy.MatchString(gap):
			f.class, next.class = "count", "count"
		case !f.attached() && next.attached() && times.MatchString(gap):
			f.class = "count"
			if f.seps != nil || f.groups[0] != "1" { // "1 x $20" is a basket's one piece
				next.class = KindInstalment
			}
		case !f.attached() && next.attached() && multiBuy.MatchString(gap):
			f.class, next.class = "count", "multi_buy"
		case next.class == KindSale && (strings.HasSuffix(f.before, "de") || strings.HasSuffix(f.before, "de r$")):
			f.class = KindWas
		}
	}
}

// shareSign gives both ends of a range the currency sign that only one of them shows.
func shareSign(a, b *figure) {
	if a.cur == nil {
		a.cur = b.cur
	} else {
		b.cur = a.cur
	}
}

// multiBuy stands between a number of pieces and the price of all of them.
var multiBuy = mustAnchored(`^\s?(?:/|for|für|pour|por|per|voor|za|за|för|for the price of|pcs for|stück für|st för|点で|件)\s?\pL{0,3}\pS?\s?$`)

// rangeGap stands between the two ends of a range (signs of currency removed).
var rangeGap = mustAnchored(`^\s?(?:-|~|to|bis|à|a|au|al|do|до|tot|til|till|hasta|até|ate|ile|through|através|attraverso|至|到|から|…|\.\.\.?|–|or more to)\s?$`)

// between stands before, and betweenAnd in, a range such as "zwischen 10 und 20 €".
var (
	between    = regexp.MustCompile(`(?:between|zwischen|entre|tra|fra|tussen|między|mezi|medzi|между|між|mellem|mellan|mellom)\s*\S{0,3}$`)
	betweenAnd = mustAnchored(`^\s?(?:and|und|et|y|e|en|a|i|и|й|та|og|och)\s?$`)
)

// rangeJoin reports whether gap, without currency signs, joins f and the next number to a range.
func rangeJoin(f *figure, gap string) bool {
	return rangeGap.MatchString(gap) || betweenAnd.MatchString(gap) && between.MatchString(f.before)
}

// wordMultipliers scale a number; those of Latin letters need a currency or a money word beside them.
var wordMultipliers = []struct {
	pattern *anchored
	zeros   int
	cjk     bool
}{
	{mustAnchored(`^\s?(?:万|萬|만)`), 4, true},
	{mustAnchored(`^\s?(?:亿|億|억)`), 8, true},
	{mustAnchored(`^\s?(?:千|천)`), 3, true},
	{mustAnchored(`^\s?(?:lakhs?|lacs?)(?:[^\pL]|$)`), 5, false},
	{mustAnchored(`^\s?(?:crores?|cr)(?:[^\pL]|$)`), 7, false},
	{mustAnchored(`^\s?(?:jt|juta|tr|triệu|mio\.?|mln\.?|million|millions|millones|milhões|millionen|milioni|млн\.?)(?:[^\pL]|$)`), 6, false},
	{mustAnchored(`^(?:m)(?:[^\pL]|$)`), 6, false},
	{mustAnchored(`^\s?(?:rb|ribu|nghìn|ngàn|tys\.?|тыс\.?|mil|thousand|tsd\.?)(?:[^\pL]|$)`), 3, false},
	{mustAnchored(`^(?:k)(?:[^\pL]|$)`), 3, false},
}

// multiply recognises 1.2万, 5k, Rp 2 jt: the mark in such a number is always decimal unless it groups threes.
func multiply(s string, figures []figure) {
	for i := range figures {
		f := &figures[i]
		for _, m := range wordMultipliers {
			hit := m.pattern.FindString(s[f.end:])
			if hit == "" {
				continue
			}
			if !m.cjk && !moneyBefore(s, f.start) && !moneyAfter(s[f.end+wordLen(hit):]) {
				f.scaled = true
				continue
			}
			f.zeros = m.zeros
			f.end += wordLen(hit)
			if n := len(f.seps); n > 0 && (f.seps[n-1] == '.' || f.seps[n-1] == ',') && len(f.groups[n]) < 3 {
				f.seps[n-1] = 'd'
			}
			break
		}
	}
	for i := len(figures) - 2; i >= 0; i-- { // 3万5000, 3万5千
		f, next := &figures[i], &figures[i+1]
		if f.zeros < 4 || strings.TrimPrefix(s[f.end:next.start], " ") != "" || next.start != f.end && next.zeros == 0 || len(f.seps) > 0 || len(next.seps) > 0 || len(next.groups) != 1 {
			continue
		}
		low := next.groups[0] + strings.Repeat("0", next.zeros)
		if len(low) > f.zeros {
			continue
		}
		f.groups = []string{f.groups[0] + strings.Repeat("0", f.zeros-len(low)) + low}
		f.zeros, f.end = 0, next.end
		next.groups = nil
	}
}

func wordLen(hit string) int {
	return len(strings.TrimRightFunc(hit, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' }))
}

func moneyBefore(s string, start int) bool {
	t := strings.TrimRight(s[:start], " :")
	sym, _ := symbolEnding(t, len(t))
	return sym != nil && !sym.weak
}

func moneyAfter(s string) bool { return symbolOrNone(strings.TrimLeft(s, " ")).text != "" }

// bare chooses the numbers that may be a price in a text where no currency sign stands beside any number. Among
// words a whole number is more often a model, a size or a count, so that it needs a price word or decimals.
func bare(s string, figures []figure) []figure {
	var out []figure
	for _, f := range figures {
		switch f.class {
		case "", KindSale, KindFrom, KindList, KindWas, KindExclTax:
		default:
			continue
		}
		if letterBefore(s, f.start) || len(f.groups[0]) > 8 || f.paren {
			continue
		}
		if plausible(s, f) {
			out = append(out, f)
		}
	}
	return out
}

// priceWords are the labels that may stand before a bare number.
var priceWords = regexp.MustCompile(`(?:^|[^\pL])(?:price|cost|total|preis|prix|precio|preço|preco|prezzo|prijs|pris|hinta|cena|ár|ára|preț|pret|цена|ціна|стоимость|вартість|τιμή|fiyat|harga|giá|价格|價格|价|售价|単価|価格|値段|가격|ราคา|السعر|سعر|מחיר|قیمت)[^\pL]*(?:is|:|-|\(|\))?\s*$`)

func plausible(s string, f figure) bool {
	decimals := f.whole || len(f.seps) > 0 && len(f.groups[len(f.groups)-1]) <= 2 || f.lead != 0
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters == 0 || decimals || f.class != "" || priceWords.MatchString(f.before) {
		return true
	}
	rest := strings.TrimFunc(s[f.end:], func(r rune) bool { return !unicode.IsLetter(r) })
	return f.start == 0 && len([]rune(rest)) <= 4 && !strings.Contains(rest, " ") || len(inclTax.FindString(s[f.end:])) > 0
}
