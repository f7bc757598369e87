package money

import (
	"strings"
)

// moneyContext is the currency of a text, for reading its separators.
type moneyContext struct {
	currency   Currency
	candidates []Currency
	symbol     bool // a currency sign or word stands beside the number
	noCode     bool // it is money without an ISO code
	named      bool // the text itself names it
}

// textCurrency weighs the signs beside the money of a text.
func textCurrency(s string, money []figure, h Hint) moneyContext {
	var syms []*symbol
	for _, f := range money {
		for _, sym := range []*symbol{f.cur, f.cur2} {
			if sym != nil {
				syms = append(syms, sym)
			}
		}
	}
	ctx := moneyContext{symbol: len(syms) > 0}
	if len(syms) == 0 {
		syms = symbolsIn(s)
	}
	ctx.named = len(syms) > 0
	for _, sym := range syms {
		ctx.noCode = ctx.noCode || sym.money
	}
	ctx.currency, ctx.candidates = decide(syms, h)
	if len(money) == 1 && len(syms) == 1 && syms[0].weak && measured.MatchString(s[money[0].end:]) && len(intersect(evidence(h), syms[0].candidates())) == 0 {
		ctx.currency, ctx.candidates, ctx.noCode = "", nil, true // "1338 g" may be grams
	}
	ctx.named = ctx.named && !ctx.noCode
	return ctx
}

// read turns the digit groups into a plain decimal, or says why it cannot.
func (f *figure) read(ctx moneyContext, h Hint) {
	whole, frac, why := f.split(ctx, h)
	if why != "" {
		f.open = why
		return
	}
	if f.cur != nil && f.cur.text == "¢" && ctx.currency != "" && frac == "" && len(whole) <= 2 {
		whole, frac = "0", strings.Repeat("0", 2-len(whole))+whole // hundredths of the currency that the page is in
	}
	f.number = shift(whole, frac, f.zeros)
}

// split decides which separator is the decimal mark.
func (f *figure) split(ctx moneyContext, h Hint) (whole, frac, why string) {
	g, n := f.groups, len(f.groups)
	last := g[n-1]
	if f.lead != 0 {
		if n > 1 {
			return "", "", "digits grouped after a leading mark"
		}
		return "0", last, ""
	}
	if n == 1 {
		return last, "", ""
	}
	final := f.seps[n-2]
	rest := f.seps[:n-2]
	mixed := false
	for _, c := range rest {
		mixed = mixed || c != final
	}
	switch {
	case final == 'd':
		return joinGroups(g[:n-1], rest, last)
	case final == ' ' || final == '\'':
		return joinGroups(g, f.seps, "")
	case len(rest) > 0 && !mixed: // the same mark twice groups
		return joinGroups(g, f.seps, "")
	case len(rest) > 0 && len(last) == 3 && rest[len(rest)-1] != ' ' && rest[len(rest)-1] != '\'' && len(rest) > 1 && countOf(rest, final) > 0:
		return "", "", "separators in an order that no locale uses"
	case len(rest) > 0: // two kinds: the last is the decimal mark
		return joinGroups(g[:n-1], rest, last)
	}
	switch {
	case len(last) != 3 || f.whole && len(last) < 3:
		return g[0], last, ""
	case f.whole:
		return joinGroups(g, f.seps, "")
	case g[0] == "0" || strings.HasPrefix(g[0], "0") || len(g[0]) > 3:
		return g[0], last, ""
	}
	return f.three(ctx, h)
}

// three decides the one hard case: a single point or comma before exactly three digits. Prices have three
// decimals only in a few currencies, so that the mark groups wherever a currency is shown, except where the
// place writes decimals with this very mark and the text could be a fuel or unit price or a machine's float.
func (f *figure) three(ctx moneyContext, h Hint) (whole, frac, why string) {
	mark, g := f.seps[0], f.groups
	group := func() (string, string, string) { return g[0] + g[1], "", "" }
	decimal := func() (string, string, string) { return g[0], g[1], "" }
	ambiguous := "a mark before three digits may group thousands or begin decimals"
	place, code := localeMark(h), string(ctx.currency)
	switch {
	case in(milliMoney, code):
		if mark == '.' || place == ',' || place == 0 && code == "TND" {
			return decimal()
		}
		return group()
	case in(wholeMoney, code):
		return group()
	case ctx.symbol && mark == ',':
		return group()
	case !ctx.symbol && ctx.currency == "":
		switch {
		case place == mark:
			return decimal()
		case place != 0:
			return group()
		}
		return "", "", ambiguous
	case place == mark:
		return "", "", ambiguous
	case place != 0 || mark == ',':
		return group()
	case ctx.currency != "":
		if in(commaMoney, code) {
			return group()
		}
		return "", "", ambiguous
	case ctx.noCode:
		return group()
	}
	return f.threeOfMany(ctx, ambiguous)
}

// threeOfMany is three for a sign of several currencies: the mark groups if most of them write decimals with a comma.
func (f *figure) threeOfMany(ctx moneyContext, ambiguous string) (whole, frac, why string) {
	comma := 0
	for _, c := range ctx.candidates {
		if in(commaMoney, string(c)) || in(wholeMoney, string(c)) {
			comma++
		}
	}
	if comma*2 > len(ctx.candidates) {
		return f.groups[0] + f.groups[1], "", ""
	}
	return "", "", ambiguous
}

func countOf(seps []byte, c byte) int { return strings.Count(string(seps), string(c)) }

// joinGroups joins thousands groups after checking that they are of three digits, or of two as Indian lakh
// grouping has them before the last three, or of four as Chinese and Japanese texts may have them.
func joinGroups(g []string, seps []byte, frac string) (whole, decimals, why string) {
	bad := "digits grouped in a way that no locale uses"
	for _, c := range seps[:max(0, len(g)-1)] {
		if c != seps[0] {
			return "", "", bad
		}
	}
	if len(g) == 1 {
		return g[0], frac, ""
	}
	last := g[len(g)-1]
	inner := len(g[len(g)-1])
	if len(g) > 2 {
		inner = len(g[1])
	}
	ok := len(last) == 3 && (inner == 3 || inner == 2) || len(last) == 4 && inner == 4
	for i, part := range g[:len(g)-1] {
		if i > 0 && len(part) != inner || i == 0 && len(part) > max(inner, 3) {
			ok = false
		}
	}
	if len(g) > 1 && strings.HasPrefix(g[0], "0") {
		ok = false
	}
	if !ok {
		return "", "", bad
	}
	return strings.Join(g, ""), frac, ""
}

// shift returns whole.frac × 10^zeros as a plain decimal without superfluous leading zeros.
func shift(whole, frac string, zeros int) string {
	for ; zeros > 0; zeros-- {
		d := "0"
		if frac != "" {
			d, frac = frac[:1], frac[1:]
		}
		whole += d
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if frac == "" {
		return whole
	}
	return whole + "." + frac
}

func fraction(number string) string {
	_, frac, _ := strings.Cut(number, ".")
	return frac
}

func isZero(number string) bool { return strings.Trim(number, "0.") == "" }

// compare orders two plain decimals by value.
func compare(a, b string) int {
	aw, af, _ := strings.Cut(a, ".")
	bw, bf, _ := strings.Cut(b, ".")
	aw, bw = strings.TrimLeft(aw, "0"), strings.TrimLeft(bw, "0")
	if len(aw) != len(bw) {
		return len(aw) - len(bw)
	}
	if c := strings.Compare(aw, bw); c != 0 {
		return c
	}
	return strings.Compare(strings.TrimRight(af, "0"), strings.TrimRight(bf, "0"))
}
