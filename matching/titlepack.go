package matching

import (
	"regexp"
	"strconv"
	"strings"
)

// The packs below are read by the guards alone; the model's features know packCount, which a count before a name, and
// words such as "Doppelpack", would mislead: "2x" is a zoom too, and a title without them says nothing.

// units is how many pieces a record sells together, at least 1: what its offer states, else what its title says.
func (it *item) units() int {
	if it.rec.Pack > 0 {
		return it.rec.Pack
	}
	return max(1, it.pack, it.seen().pack)
}

// mostOfName is the largest count that is read as a pack before a name, or after it: "2 x Turbo Blender".
const mostOfName = 24

// titlePack reads packs that packCount does not: a count before the name ("2x Turbo Blender", "pair of"), words for two
// or three ("Doppelpack", "pack duo"), counters of Chinese and Japanese ("两台装", "2台セット"), and "×2" at the end. 0
// where there is none.
func titlePack(folded, brand string) int {
	if brand != "" {
		folded = strings.TrimPrefix(folded, brand+" ")
	}
	lx := lex(folded)
	if n := leadingCount(lx); n > 0 {
		return n
	}
	for i := range lx {
		if n := packOfWord(lx, i); n > 0 {
			return n
		}
	}
	for _, form := range []*regexp.Regexp{hanPack, endTimes} {
		if m := form.FindStringSubmatch(folded); m != nil {
			return countIn(m[1])
		}
	}
	return 0
}

// looseTimes reads a bare "x2" at the end of a title, which is as often the name of a model: it counts only where the
// rest of the title names the other side's product. 0 where there is none.
func looseTimes(folded string) int {
	if m := endLoose.FindStringSubmatch(folded); m != nil {
		return countIn(m[1])
	}
	return 0
}

// Read only. A counter counts pieces where a word for a pack follows it, or nothing does.
var (
	hanPack  = regexp.MustCompile(`(?:^|[^\d.,])(\d{1,2}|[两兩二双雙三四五六十])\s?(?:台|(?:個|个|件|只|支|本|枚|条|條|瓶|盒|袋|包|缶|箱|点|足|台)(?:装|裝|セット|組|入り|まとめ))(?:装|裝|セット|組|入り|まとめ|[\s,。、)】\]]|$)`)
	endTimes = regexp.MustCompile(`[^\d\s]\d*\s?[×✕*]\s?(\d{1,2})\s*(?:[)\]】]\s*)?$`)
	endLoose = regexp.MustCompile(`\sx\s?(\d{1,2})$`)
)

func countIn(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return ofName(n)
	}
	switch s {
	case "两", "兩", "二", "双", "雙":
		return 2
	case "三":
		return 3
	case "四":
		return 4
	case "五":
		return 5
	case "六":
		return 6
	case "十":
		return 10
	}
	return 0
}

func ofName(n int) int {
	if n < 2 || n > mostOfName {
		return 0
	}
	return n
}

// leadingCount reads "2 x name", "2x name", "pair of name". A number after the x is a measure, and a factor of what a
// drive or a lens does is none of pieces.
func leadingCount(lx []lexeme) int {
	if len(lx) < 3 {
		return 0
	}
	if w := lx[0].text; (w == "pair" || w == "paar" || w == "paire" || w == "пара") && !soldByPair(lx) {
		if w != "pair" || lx[1].text == "of" {
			return 2
		}
	}
	n, ok := smallCount(lx[0])
	mark := lx[1].text
	if !ok || mark != "x" && mark != "×" && mark != "✕" || lx[2].glued && mark == "x" {
		return 0
	}
	if next := lx[2]; next.kind != lexWord && next.kind != lexScript || factorWord(next.text) {
		return 0
	}
	return ofName(n)
}

// factorWord reports what is done so many times as fast or as large.
func factorWord(w string) bool {
	switch w {
	case "zoom", "optical", "digital", "speed", "dvd", "cd", "blu", "bd", "magnification", "magnifying", "magnifier", "lupe", "loupe",
		"lupa", "faster", "more", "concentrated", "concentrate", "strength", "optischer", "optischen", "vergrosserung", "oversampling":
		return true
	}
	return false
}

// soldByPair reports things that are sold by the pair as one article.
func soldByPair(lx []lexeme) bool {
	for _, l := range lx {
		switch stem(l.text) {
		case "shoe", "boot", "glove", "sneaker", "sandal", "slipper", "earring", "trouser", "jean", "glasse", "sunglasse", "trainer",
			"scissor", "schuh", "sock", "socke", "handschuh", "stiefel", "ohrring", "chaussure", "chaussette", "gant", "botte",
			"zapato", "zapatilla", "calcetin", "guante", "bota", "носк", "перчатк", "ботинк", "кроссовк", "туфл", "сапог", "серьг", "серег":
			return true
		}
	}
	return false
}

// packOfWord reads words for a pack of two or three at lexeme i.
func packOfWord(lx []lexeme, i int) int {
	next := ""
	if i+1 < len(lx) {
		next = lx[i+1].text
	}
	if next == "-" {
		next = afterDash(lx, i+1)
	}
	switch w := lx[i].text; w {
	case "doppelpack", "doppelpackung", "doppelset", "zweierpack", "zweierset", "duopack", "twinpack", "duopackung":
		return 2
	case "dreierpack", "dreierset", "triopack", "tripack":
		return 3
	case "duo", "twin", "double", "doble", "doppel", "doppio":
		if next == "pack" || next == "packung" || next == "paquete" {
			return 2
		}
	case "triple", "trio":
		if next == "pack" {
			return 3
		}
	case "pack", "lot", "lote":
		switch next {
		case "duo", "doble", "double":
			return 2
		case "trio", "triple":
			return 3
		}
	case "двоиная":
		if next == "упаковка" {
			return 2
		}
	}
	return 0
}
