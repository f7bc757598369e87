package extract

import "strings"

// wasReach is how many bytes of text before and behind the price are searched for a former one without a currency mark.
const wasReach = 80

// unmarkedWas is a former price without a currency mark: a number right beside the price that is struck out, or that words
// right before it call so ("Norm. 79,90").
func (e *evidence) unmarkedWas(best *bid, fits func(string) bool) (string, fact) {
	if best.shown == nil {
		return "", fact{}
	}
	d := e.d
	from, to := max(0, best.shown.from-wasReach), min(len(d.text), best.shown.to+wasReach)
	loc := locator{d: d}
	for i := from; i < to; {
		if !isDigit(d.text[i]) || i > 0 && (isDigit(d.text[i-1]) || wordByte(d.text[i-1])) {
			i++
			continue
		}
		end := numberEnd(d.text, i)
		s := spot{from: i, to: end, text: d.text[i:end]}
		i = end
		if e.spotted(s.from, s.to) || !cents(s.text) && len(s.text) < 3 || strings.HasPrefix(strings.TrimLeft(d.text[end:], " "), "%") {
			continue
		}
		num := d.read(s.text, best.cur).num
		if num == "" || !fits(num) {
			continue
		}
		if s.node = loc.at(s.from, s.to); s.node < 0 || d.nodes[s.node].flags&(inRelated|inCart|inReview|inControl) != 0 {
			continue
		}
		if d.crossed(s.node) || cents(s.text) && d.labelOf(&s, e.head.text)&(labelWas|labelUnit|labelInstalment|labelShipping|labelUsed) == labelWas && !d.lowestOfLate(&s) {
			return num, fact{s.text, d.path(s.node)}
		}
	}
	return "", fact{}
}

// spotted reports whether a range of the text meets a number that is known already.
func (e *evidence) spotted(from, to int) bool {
	for k := range e.prices {
		if s := &e.prices[k]; s.from < to && from < s.to {
			return true
		}
	}
	return false
}

// cents reports whether a number ends in a mark and two digits.
func cents(s string) bool {
	return len(s) >= 4 && strings.IndexByte(".,", s[len(s)-3]) >= 0
}
