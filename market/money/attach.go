package money

import (
	"strings"
	"unicode"
)

// attach gives each number the currency signs beside it. A sign between two numbers belongs to the side that the
// text's style puts it on: before, if the first number has its sign before it.
func attach(s string, figures []figure, h Hint) {
	lone := loneLetters(s, figures, h)
	usable := func(sym *symbol) bool { return sym != nil && (!sym.weak || lone == sym.text) }
	prefixStyle := false
	for i := range figures {
		f := &figures[i]
		limit := 0
		if i > 0 {
			limit = figures[i-1].end
		}
		sym, at := before(s, limit, f.start)
		if !usable(sym) {
			continue
		}
		if i == 0 {
			prefixStyle = true
		}
		// a sign that also touches the number to its left is that one's in a text that puts signs behind
		if i > 0 && !prefixStyle && strings.TrimSpace(s[limit:at]) == "" && !gluedRight(limit, at, f.start, sym) {
			continue
		}
		f.cur = sym
		if second, _ := before(s, limit, at); usable(second) && second != sym {
			f.cur2 = second
		}
	}
	for i := range figures {
		f := &figures[i]
		limit := len(s)
		if i+1 < len(figures) {
			limit = figures[i+1].start
		}
		sym, end := behind(s, f.end, limit)
		if !usable(sym) {
			continue
		}
		if i+1 < len(figures) && figures[i+1].cur != nil && end+trailing(s[end:limit]) >= limit && figures[i+1].cur == sym {
			continue // taken by the next number
		}
		f.take(sym)
		if second, _ := behind(s, end, limit); usable(second) && f.cur2 == nil && (i+1 == len(figures) || figures[i+1].cur != second) {
			f.take(second)
		}
	}
	cents(s, figures)
	twoParts(s, figures)
}

// twoParts refuses a text that begins with two numbers and one sign before or behind the second, "12 99 €", "4 €99": the
// second may be the cents of the first, or the first something else.
func twoParts(s string, figures []figure) {
	if len(figures) < 2 {
		return
	}
	f, next := &figures[0], &figures[1]
	bareText := strings.IndexFunc(s[:f.start], unicode.IsLetter) < 0
	if bareText && f.cur == nil && next.cur != nil && next.groups != nil && len(f.seps) == 0 && betweenParts(s[f.end:next.start]) &&
		len(f.groups[0]) <= 3 && len(next.groups) == 1 && len(next.groups[0]) == 2 {
		next.open = "two numbers before one sign of money: the second may be the cents"
	}
}

// betweenParts reports whether gap is a space, or a space and a sign of money.
func betweenParts(gap string) bool {
	sign, spaced := strings.CutPrefix(gap, " ")
	return spaced && (sign == "" || symbolWhole(sign) != nil)
}

// take adds a sign; of two that disagree a real sign or code beats a word of two letters ("da 10 €").
func (f *figure) take(sym *symbol) {
	switch {
	case f.cur == nil:
		f.cur = sym
	case plainWord(f.cur) && !plainWord(sym) && len(intersect(f.cur.candidates(), sym.candidates())) == 0:
		f.cur = sym
	case f.cur2 == nil && f.cur != sym:
		f.cur2 = sym
	}
}

// gluedRight reports whether the sign is glued to the number at right and parted from the one at left.
func gluedRight(left, at, right int, sym *symbol) bool {
	return at > left && at+len(sym.text) == right
}

func trailing(s string) int { return len(s) - len(strings.TrimLeft(s, " :")) }

// before returns the symbol that ends at the number starting at end, looking no further left than limit.
func before(s string, limit, end int) (*symbol, int) {
	if end <= limit {
		return nil, end
	}
	t := strings.TrimRight(s[limit:end], " :.*-(~≈+,")
	sym, at := symbolEnding(s[:limit+len(t)], limit+len(t))
	if sym == nil { // signs that end in a point, such as "rs."
		t = strings.TrimRight(s[limit:end], " :")
		sym, at = symbolEnding(s[:limit+len(t)], limit+len(t))
	}
	if sym == nil || at < limit {
		return nil, end
	}
	return sym, at
}

// behind returns the symbol that begins right after start, and where it ends.
func behind(s string, start, limit int) (*symbol, int) {
	t := s[start:limit]
	skipped := len(t) - len(strings.TrimLeft(t, " (*"))
	if start+skipped >= limit || skipped > 3 {
		return nil, start
	}
	sym := symbolAt(s[:limit], start+skipped)
	if sym == nil {
		return nil, start
	}
	return sym, start + skipped + len(sym.text)
}

// loneLetters returns the letters of a text that is one number and one weak word, "" otherwise. An English
// word before the number ("top 100") needs a hint that its currency is meant.
func loneLetters(s string, figures []figure, h Hint) string {
	if len(figures) != 1 {
		return ""
	}
	rest := strings.TrimRight(s[:figures[0].start], " .") + strings.TrimSpace(s[figures[0].end:])
	sym := symbolWhole(rest)
	if sym == nil || sym.weak && sym.code && figures[0].start > 0 && len(intersect(evidence(h), sym.candidates())) == 0 {
		return ""
	}
	return sym.text
}

func symbolWhole(s string) *symbol {
	if s == "" {
		return nil
	}
	if sym := symbolAt(s, 0); sym != nil && len(sym.text) == len(s) {
		return sym
	}
	return nil
}

// hundredths are the words behind the smaller part of a price, "5 zł 99 gr".
var hundredths = mustAnchored(`^(?:коп(?:ійок|еек|ейки|ійки)?|gr(?:oszy)?|ct|cts|cents?|centimes|centavos|cént(?:imos)?|centesimi|rappen|øre|öre|aurar|bani|stotinki|ст(?:отинки)?|hal(?:éřů|ierov)?|kuruş|kr|lipa|λεπτά)\.?(?:[^\pL]|$)`)

// cents joins the two raised digits that many price tags print behind the currency sign: "1,235€ 99", "$19 99".
func cents(s string, figures []figure) {
	for i := 0; i+1 < len(figures); i++ {
		f, next := &figures[i], &figures[i+1]
		if f.cur == nil || next.cur != nil || f.whole || f.lead != 0 || len(next.groups) != 1 || len(next.groups[0]) != 2 || next.start == 0 || s[next.start-1] == '.' {
			continue
		}
		gap := s[f.end:next.start]
		if sym := symbolWhole(strings.TrimSpace(gap)); sym == nil && strings.TrimSpace(gap) != "" {
			continue
		}
		last := len(f.groups) - 1
		if last > 0 && len(f.groups[last]) != 3 {
			continue
		}
		after := strings.TrimSpace(s[next.end:])
		if after != "" && !strings.HasPrefix(after, "*") && !strings.HasPrefix(after, "/") && !hundredths.MatchString(after) && unicode.IsLetter(firstRune(after)) || strings.HasPrefix(after, "%") {
			continue
		}
		f.groups = append(f.groups, next.groups[0])
		f.seps = append(f.seps, 'd')
		f.end, next.groups = next.end, nil
		i++
	}
}
