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

// at reports whether a name stands in the text at a place. A name of four letters or more may stand at either end of a word
// ("Acmestyle"), one of seven or more anywhere; a shorter one is a word of its own with its own digits, since "ion" is in
// many words; one spread over several words fills them, since "has and" is no "sand". Where words are not set apart a name may
// stand anywhere.
func (f foldedText) at(at int, name foldedText) bool {
	n := len(name.letters)
	if at+n > len(f.letters) || !slices.Equal(f.letters[at:at+n], name.letters) || n < 4 && !slices.Equal(f.plain[at:at+n], name.plain) {
		return false
	}
	begin, end := f.begin[at], f.end[at+n-1]
	switch {
	case unspaced(name.letters[0]):
		return true
	case n >= 4 && slices.Contains(f.end[at:at+n-1], true) && !slices.Contains(name.end[:n-1], true):
		return begin && (end || at+n < len(f.letters) && f.letters[at+n] == 's' && f.end[at+n])
	}
	return n >= 7 || begin && end || n >= 4 && (begin || end)
}

// nameStart is how a folded name begins: its first letters, four or as many as it has.
type nameStart [4]rune

// NameBook holds names for which many texts are looked through.
type NameBook struct {
	names         []string
	folded, drawn []foldedText          // by name
	byFold        map[nameStart][]int32 // places of the names that begin so
	byDrawn       map[nameStart][]int32
}

// NewNameBook makes a book of names. A single letter is no name.
func NewNameBook(names []string) *NameBook {
	b := &NameBook{byFold: map[nameStart][]int32{}, byDrawn: map[nameStart][]int32{}}
	for _, n := range names {
		name := foldText(n, false)
		if len(name.letters) < 2 {
			continue
		}
		drawn, i := name.drawn(), int32(len(b.names)) //nolint:gosec // a market has far fewer names than that
		b.names, b.folded, b.drawn = append(b.names, n), append(b.folded, name), append(b.drawn, drawn)
		fold, draw := startOf(name.letters), startOf(drawn.letters)
		b.byFold[fold], b.byDrawn[draw] = append(b.byFold[fold], i), append(b.byDrawn[draw], i)
	}
	return b
}

func startOf(letters []rune) (s nameStart) {
	copy(s[:], letters)
	return s
}

// In returns those names, in the book's order, that a text contains in any disguise.
func (b *NameBook) In(text string) []string {
	if b == nil || text == "" || len(b.names) == 0 {
		return nil
	}
	var hits []int32
	plain, signed := foldText(text, false), foldText(text, true)
	b.look(plain, b.byFold, b.folded, &hits)
	b.look(signed, b.byFold, b.folded, &hits)
	b.look(plain.drawn(), b.byDrawn, b.drawn, &hits)
	b.look(signed.drawn(), b.byDrawn, b.drawn, &hits)
	slices.Sort(hits)
	var out []string
	for _, i := range slices.Compact(hits) {
		out = append(out, b.names[i])
	}
	return out
}

// look adds the places of the names that stand in a folded text.
func (b *NameBook) look(text foldedText, book map[nameStart][]int32, names []foldedText, hits *[]int32) {
	for at := range text.letters {
		for n := 2; n <= len(nameStart{}) && at+n <= len(text.letters); n++ {
			for _, i := range book[startOf(text.letters[at:at+n])] {
				if text.at(at, names[i]) {
					*hits = append(*hits, i)
				}
			}
		}
	}
}

// Names returns those names that a text contains in any disguise. A single letter is no name.
func Names(text string, names []string) []string {
	if text == "" || len(names) == 0 {
		return nil
	}
	return NewNameBook(names).In(text)
}
