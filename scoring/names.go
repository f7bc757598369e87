package scoring

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Names of rivals in public text (001-F): found in odd case, spacing, punctuation, accents and look-alike letters.

// alike lists, for each Latin letter, the signs of other scripts, and those used in its place, that a reader takes for it.
const alike = "a:аαɑᴀ@4ⱥꭺᗅ🅐🅰 b:вβьƅʙ8ᏼ🅑🅱 c:сϲςᴄⅽⲥ¢ꮯ🅒🅲 d:ԁɗᴅꓒ🅓🅳 e:еεёҽɛєᴇ3€ꓰꭼ🅔🅴 f:ϝƒꜰꓝ🅕🅵 g:ɡցɢԍꮐ🅖🅶 h:нηһһʜհꓧ🅗🅷 " +
	"i:іιıɩíɪϳ1l|!ӏⅼꭵІ🅘🅸łı j:јϳյᴊꓙ🅙🅹 k:кκᴋⲕꓗ🅚🅺 l:ιʟꓡ🅛🅻 m:мμᴍⲙꓟ🅜🅼 n:пηռɴո𝞰ꓠ🅝🅽 o:оοօσ0øᴏ○ဝ〇ⲟꓳ🅞🅾 p:рρᴘⲣꓑ🅟🅿 q:ԛգ🅠🆀 r:гʀяⲅꭱ🅡🆁 " +
	"s:ѕʂꜱ5$ꓢ🅢🆂 t:тτᴛ7ꓔ+🅣🆃 u:υսᴜцꓴ🅤🆄 v:νѵᴠꓦ🅥🆅 w:ԝωᴡшꓪ🅦🆆 x:хχ×ҳꓫ🅧🆇 y:уγүʏұꓬ🅨🆈 z:ᴢʐꓜ2🅩🆉"

// latinOf is the letter that a sign is read as.
var latinOf = func() map[rune]rune {
	out := map[rune]rune{}
	for row := range strings.FieldsSeq(alike) {
		letter, signs, _ := strings.Cut(row, ":")
		for _, r := range signs {
			r = unicode.ToLower(r)
			if _, taken := out[r]; !taken {
				out[r] = rune(letter[0])
			}
		}
	}
	out['i'] = 'i'
	out['l'] = 'i' // I, l, 1 and | look the same
	return out
}()

// foldedText is a text reduced to what a reader sees of its letters, with the place in it where each word begins and ends.
type foldedText struct {
	letters    []rune
	plain      []rune // the same, digits left as they are
	begin, end []bool // by letter: a word begins before it, ends after it
}

// put appends a letter.
func (f *foldedText) put(letter, plain rune, begin, end bool) {
	f.letters, f.plain, f.begin, f.end = append(f.letters, letter), append(f.plain, plain), append(f.begin, begin), append(f.end, end)
}

// drawn is the text with two letters that look like one put as that one ("rn" is m, "vv" is w).
func (f foldedText) drawn() foldedText {
	var out foldedText
	for i := 0; i < len(f.letters); i++ {
		l, p, end := f.letters[i], f.plain[i], f.end[i]
		if i+1 < len(f.letters) && !end {
			pair := string(f.letters[i : i+2])
			if one := strings.Index("rn vv", pair); one >= 0 && pair[1] != ' ' {
				l = map[int]rune{0: 'm', 3: 'w'}[one]
				p, end = l, f.end[i+1]
				out.put(l, p, f.begin[i], end)
				i++
				continue
			}
		}
		out.put(l, p, f.begin[i], end)
	}
	return out
}

// unspaced reports a script in which words are not set apart.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}

// foldText folds a text; signs ("$", "@") are letters, or else part words.
func foldText(s string, signs bool) foldedText {
	var f foldedText
	apart := true
	for _, r := range norm.NFKD.String(s) {
		r = unicode.ToLower(r)
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) {
			continue
		}
		plain := r
		sign := !unicode.IsLetter(r) && !unicode.IsDigit(r)
		if latin, ok := latinOf[r]; ok && (!sign || signs) {
			if sign, r = false, latin; !unicode.IsDigit(plain) {
				plain = latin
			}
		}
		if sign {
			if n := len(f.letters); n > 0 {
				f.end[n-1] = true
			}
			apart = true
			continue
		}
		f.put(r, plain, apart, false)
		apart = false
	}
	if n := len(f.letters); n > 0 {
		f.end[n-1] = true
	}
	return f
}

// holds reports whether the text has a name in it. A name of four letters or more may stand at either end of a word
// ("Acmestyle"), one of seven or more anywhere; a shorter one is a word of its own with its own digits, since "ion" is in
// many words. Where words are not set apart a name may stand anywhere.
func (f foldedText) holds(name foldedText) bool {
	n := len(name.letters)
	anywhere := n >= 7 || n > 0 && unspaced(name.letters[0])
	for at := 0; at+n <= len(f.letters); at++ {
		if !slices.Equal(f.letters[at:at+n], name.letters) || n < 4 && !slices.Equal(f.plain[at:at+n], name.plain) {
			continue
		}
		begin, end := f.begin[at], f.end[at+n-1]
		if anywhere || begin && end || n >= 4 && (begin || end) {
			return true
		}
	}
	return false
}

// Names returns those names that a text contains in any disguise. A single letter is no name.
func Names(text string, names []string) []string {
	if text == "" || len(names) == 0 {
		return nil
	}
	var out []string
	plain, signed := foldText(text, false), foldText(text, true)
	in := []foldedText{plain, plain.drawn(), signed, signed.drawn()}
	for _, n := range names {
		name := foldText(n, false)
		drawn := name.drawn()
		if len(name.letters) >= 2 && (in[0].holds(name) || in[1].holds(drawn) || in[2].holds(name) || in[3].holds(drawn)) {
			out = append(out, n)
		}
	}
	return out
}

// Withhold returns the text without the clauses that contain one of the names; where the names hide across clauses,
// nothing is left but a neutral sentence.
func Withhold(text string, names []string) string {
	if len(Names(text, names)) == 0 {
		return text
	}
	var kept []string
	for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '.' || r == ':' }) {
		if len(Names(clause, names)) == 0 {
			kept = append(kept, strings.TrimSpace(clause))
		}
	}
	out := strings.Join(kept, "; ")
	if len(Names(out, names)) > 0 {
		return "See what it offers"
	}
	return out
}
