package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// The patterns of rating.go are slow, and few texts match one. The looks here are what each of them needs: a text that
// they refuse matches none.

// mayScale reports whether outOfText could match: a digit, and later a 5 or 1 behind a letter or a slash.
func mayScale(text string) bool {
	last := byte(0) // the last byte that is no blank
	number := false
	for i := range len(text) {
		c := text[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r':
			continue
		case isDigit(c):
			if number && (c == '5' || c == '1') && (last == '/' || wordByte(last)) {
				return true
			}
			number = true
		}
		last = c
	}
	return false
}

// wordByte reports whether c is an ASCII letter or part of a character beyond ASCII.
func wordByte(c byte) bool {
	return c >= utf8.RuneSelf || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// fiveWords are those of outOfFive, cut where a letter has a case beyond ASCII.
var fiveWords = newWordset([]wordRow{{1, []string{"five", "nf", "cinco", "cinq", "cinci", "vijf", "ciu", "fem", "из пяти"}}})

// mayStar reports whether starsText could match: a digit, and right behind it the first letter of a word for stars.
func mayStar(text string) bool {
	for i := range len(text) {
		if !isDigit(text[i]) {
			continue
		}
		rest := strings.TrimLeft(text[i+1:], " \t\n\f\r")
		if rest == "" {
			return false
		}
		switch c := rest[0]; {
		case c|0x20 == 's', c|0x20 == 'e', c|0x20 == 'g', c >= utf8.RuneSelf:
			return true
		}
	}
	return false
}

// ratedWords are those of ratedText, cut where a letter has a case beyond ASCII.
var ratedWords = newWordset([]wordRow{{1, []string{"rated", "rating", "average", "note", "bewertung", "core", "valoraci", "avalia", "calificaci", "ейтинг", "ocena", "hodnocen", "评分", "評分", "評価", "평점", "별점"}}})

// mayCount reports whether countText or countPre could match: a word of theirs, or any text beyond ASCII.
func mayCount(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return true
		}
	}
	return countWords.match(text) != 0
}

var countWords = newWordset([]wordRow{{1, []string{"review", "rating", "bewertung", "rezension", "avis", "opini", "valoracion", "calificac", "recension", "valutazion", "avalia",
	"beoordeling", "recenz", "ocen", "voti", "votes", "comentari", "votos", "hodnocen", "hodnoten", "anmeldelse", "arvostelu", "yorum", "atsauksm", "atsiliepim", "penilaian", "ulasan", "vurdering", "betyg", "mnenj", "arvustus", "meinung", "recensie", "omtale", "arvio", "hinnang"}}})

// maxSaid bounds the elements whose attributes are asked for a rating.
const maxSaid = 24

// rateSaid reads the rating that an element says to those who cannot see its stars, one of the nodes [from, to):
// title="4,5 von 5 Sternen".
func (d *document) rateSaid(from, to int, f *ratingFacts) {
	for i := from; i < to; i++ {
		n := &d.nodes[i]
		if n.flags&(inRelated|inChrome|inCart|inReview) != 0 {
			continue
		}
		for k := range n.Attr {
			switch n.Attr[k].Key {
			case "title", "aria-label", "alt":
			case "data-rating", "data-score", "data-average", "data-average-rating":
				if v, scale := ratingIn(n.Attr[k].Val, true); v != "" && strings.ContainsAny(n.Attr[k].Val, ".,") {
					f.value, f.scale = fact{v, d.path(i) + "@" + n.Attr[k].Key}, fact{scale, d.path(i)}
					return
				}
				continue
			default:
				continue
			}
			text := n.Attr[k].Val
			if len(text) > 80 || !strings.ContainsAny(text, "0123456789") {
				continue
			}
			if v, scale := ratingIn(text, false); v != "" {
				f.value, f.scale = fact{v, d.path(i) + "@" + n.Attr[k].Key}, fact{scale, d.path(i)}
				d.parensBehind(i, f)
				return
			}
		}
	}
}

// parensBehind takes the count in parentheses right behind an element that told the rating: "★★★★★ (214)".
func (d *document) parensBehind(i int, f *ratingFacts) {
	if f.reviews.text != "" {
		return
	}
	to := int(d.nodes[i].to)
	behind := strings.TrimLeft(d.text[to:min(len(d.text), to+40)], " \n")
	if scale := scaleBehind.FindString(behind); scale != "" {
		behind = behind[len(scale):]
	}
	if m := parenCount.FindStringSubmatch(behind); m != nil && (m[2] == "" || countedWords[m[2]] || reviewWords.match(strings.ToLower(m[2])) != 0) {
		if n, ok := count(m[1]); ok {
			f.reviews = fact{n, d.path(i)}
		}
	}
}

// scaleBehind is the end of the scale behind a value: "/ 5", "out of 5".
var scaleBehind = regexp.MustCompile(`^(?:/|out of|von|sur|de|su|z|av|af|из)\s?(?:5|10)\s+(?:(?:stars?|sternen?|étoiles|estrellas|stelle|estrelas|sterren|gwiazdek)\s+)?`)

// maxSpans and spanReach bound the small elements behind the title that are asked for a rating, in elements and bytes.
const maxSpans, spanReach = 60, 500

// rateSpans reads the rating from a small element behind the title that holds nothing but a value and a count, where the
// text around it has no line of its own for it: <span>#12345</span><span>4.5 (61)</span>.
func (d *document) rateSpans(h headline, f *ratingFacts) {
	for i := h.node + 1; i < min(len(d.nodes), h.node+maxSpans); i++ {
		n := &d.nodes[i]
		if int(n.from) > int(d.nodes[h.node].to)+spanReach {
			return
		}
		if n.to-n.from < 6 || n.to-n.from > 60 || n.flags&(inRelated|inChrome|inCart|inReview|inHidden) != 0 {
			continue
		}
		text := d.oneLine(i)
		m := leadValue.FindStringSubmatch(text)
		if m == nil || d.nameAbove(i, 3)&nameSeller != 0 {
			continue
		}
		c := ""
		if whole := ratedPair.FindStringSubmatch(text); whole != nil {
			c, _ = count(whole[1])
		} else if mayCount(text) && countText.MatchString(text) {
			c = countIn(text)
		}
		if c == "" {
			continue
		}
		f.value = fact{strings.ReplaceAll(m[1], ",", "."), d.path(i)}
		if f.reviews.text == "" {
			f.reviews = fact{c, d.path(i)}
		}
		return
	}
}

// rateNamed reads the rating from a picture or sign right behind the title that is said to show a value of its scale:
// <img alt="Rated 4.5 out of 5">.
func (d *document) rateNamed(h headline, f *ratingFacts) {
	for i := h.node + 1; i < min(len(d.nodes), h.node+maxSpans); i++ {
		n := &d.nodes[i]
		if int(n.from) > int(d.nodes[h.node].to)+spanReach {
			return
		}
		if n.flags&(inRelated|inChrome|inCart|inReview|inHidden) != 0 || n.own&nameSeller != 0 || n.to-n.from > 40 {
			continue
		}
		for k := range n.Attr {
			if a := &n.Attr[k]; (a.Key == "alt" || a.Key == "aria-label" || a.Key == "title") && len(a.Val) <= 60 && spoken(a.Val)&nameRating != 0 {
				if v, scale := ratingIn(a.Val, false); v != "" {
					f.value, f.scale = fact{v, d.path(i) + "@" + a.Key}, fact{scale, d.path(i)}
					d.parensBehind(i, f)
					return
				}
			}
		}
	}
}

// ratedPair is a value with a count in parentheses and nothing else: "4.5 (61)".
var ratedPair = regexp.MustCompile(`^[★⭐☆]{0,5} ?[0-5][.,]\d{1,2} ?[(（] ?(\d[\d.,]*\s?[kKmM万]?\+?) ?\pL{0,12} ?[)）]$`)
