package money

import (
	"slices"
	"strings"
)

// CurrencyOf names the currency of a symbol, code or words (may be "") under the evidence of h. An ambiguous
// sign gives "" and the candidates. A sign that means one thing wins over the hint, since pages do show foreign
// prices; the hint decides between the meanings of an ambiguous one.
func CurrencyOf(h Hint, symbolOrWords string) (Currency, []Currency) {
	var syms []*symbol
	if symbolOrWords != "" {
		syms = symbolsIn(normalise(symbolOrWords))
	}
	return decide(syms, h)
}

// decide weighs the symbols of a text: the meaning common to all of them, then the hint.
func decide(syms []*symbol, h Hint) (Currency, []Currency) {
	if len(syms) == 1 && !syms[0].money && len(syms[0].sure) == 1 && len(syms[0].also) == 0 {
		return syms[0].sure[0], nil
	}
	var cands []Currency
	var chosen *symbol
	for _, s := range syms {
		if s.money {
			return "", nil
		}
		all := s.candidates()
		if chosen == nil {
			chosen, cands = s, all
			continue
		}
		common := intersect(cands, all)
		switch {
		case len(common) == 0: // two different currencies: the first symbol stands beside the price
		case len(all) < len(cands) || len(s.sure) == 1 && len(chosen.sure) != 1:
			chosen, cands = s, common
		default:
			cands = common
		}
	}
	if chosen == nil {
		return hinted(h), nil
	}
	if len(cands) == 1 {
		return cands[0], nil
	}
	if h.Currency.Valid() && slices.Contains(cands, h.Currency) {
		return h.Currency, nil
	}
	for _, c := range evidence(h) {
		if slices.Contains(cands, c) {
			return c, nil
		}
	}
	if len(chosen.sure) == 1 {
		return chosen.sure[0], nil
	}
	return "", cands
}

func intersect(a, b []Currency) []Currency {
	var out []Currency
	for _, c := range a {
		if slices.Contains(b, c) {
			out = append(out, c)
		}
	}
	return out
}

// hinted is the currency of a number that shows no sign of its own.
func hinted(h Hint) Currency {
	if h.Currency.Valid() {
		return h.Currency
	}
	if syms := symbolsIn(normalise(h.CurrencyText)); len(syms) > 0 {
		inner := h
		inner.CurrencyText = ""
		c, _ := decide(syms, inner)
		return c
	}
	if c := countryCurrency[strings.ToUpper(h.Country)]; c != "" {
		return c
	}
	lang, region := splitLocale(h.Locale)
	if region != "" {
		return countryCurrency[region]
	}
	return languageCurrency[lang]
}

// evidence lists the currencies that h speaks for, the strongest first.
func evidence(h Hint) []Currency {
	var out []Currency
	if h.Currency.Valid() {
		out = append(out, h.Currency)
	}
	var named []*symbol
	if h.CurrencyText != "" {
		named = symbolsIn(normalise(h.CurrencyText))
	}
	for _, s := range named {
		if len(s.sure) == 1 {
			out = append(out, s.sure[0])
		}
	}
	if c := countryCurrency[strings.ToUpper(h.Country)]; c != "" {
		out = append(out, c)
	}
	lang, region := splitLocale(h.Locale)
	if c := countryCurrency[region]; c != "" {
		out = append(out, c)
	} else if c := languageCurrency[lang]; c != "" {
		out = append(out, c)
	}
	return out
}

// NamesCurrency reports whether a text has a sign, code or word that can name a currency. It is a quick test: a text
// for which it is false parses without a currency of its own.
func NamesCurrency(text string) bool {
	s := normalise(text)
	for i := range s {
		if symbolAt(s, i) != nil {
			return true
		}
	}
	return false
}

// symbolsIn finds the currency symbols of a hint or of a text without numbers. Where the whole text is one
// symbol even a weak one counts; beside a number any but a weak one does; elsewhere only signs and words that
// mean nothing else.
func symbolsIn(s string) []*symbol {
	trimmed := strings.Trim(s, " .:*()[]-/")
	for _, whole := range []string{strings.TrimSpace(s), trimmed} {
		if whole == "" {
			continue
		}
		if sym := symbolAt(whole, 0); sym != nil && len(sym.text) == len(whole) {
			return []*symbol{sym}
		}
	}
	var near, far []*symbol
	for i := 0; i < len(s); {
		sym := symbolAt(s, i)
		if sym == nil {
			i++
			continue
		}
		end := i + len(sym.text)
		switch {
		case sym.weak:
		case besideDigit(s, i, end):
			near = append(near, sym)
		case !plainWord(sym) && !domainPart(s[end:]):
			far = append(far, sym)
		}
		i = end
	}
	if len(near) > 0 {
		return near
	}
	return far
}

// domainPart reports whether a word goes on as a host name ("amd.by").
func domainPart(rest string) bool {
	return len(rest) > 1 && rest[0] == '.' && rest[1] >= 'a' && rest[1] <= 'z'
}

func besideDigit(s string, start, end int) bool {
	after := strings.TrimLeft(s[end:], " :.")
	return isDigit(strings.TrimRight(s[:start], " "), len(strings.TrimRight(s[:start], " "))-1) || isDigit(after, 0)
}

// plainWord reports whether the symbol could be an ordinary word or abbreviation of some language.
func plainWord(sym *symbol) bool {
	if sym.code {
		return false
	}
	n := 0
	for _, r := range sym.text {
		if !alphabetic(r) && r != '.' && r != '\'' {
			return false
		}
		n++
	}
	return n <= 2
}

// splitLocale returns the language and the region of a BCP 47 tag.
func splitLocale(tag string) (lang, region string) {
	parts := strings.FieldsFunc(tag, func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	for i, p := range parts {
		switch {
		case i == 0:
			lang = strings.ToLower(p)
		case len(p) == 2 && region == "":
			region = strings.ToUpper(p)
		case len(p) == 4 && strings.EqualFold(p, "Hant") && lang == "zh" && region == "":
			region = "TW"
		}
	}
	return lang, region
}
