package matching

import (
	"slices"
	"strconv"
)

// packCount reads how many units a title sells together: "pack of 2", "2er Pack", "lot de 3", "6 x 500 ml", "2 шт",
// "3个装", "2個セット". 0 where it does not say; a title that names two counts gives the larger.
func packCount(lx []lexeme) int {
	best := 0
	for i := range lx {
		if n := packAt(lx, i); n > best {
			best = n
		}
	}
	return best
}

func packAt(lx []lexeme, i int) int {
	n, ok := smallCount(lx[i])
	if !ok {
		return 0
	}
	next := func(k int) string {
		if i+k < len(lx) {
			return lx[i+k].text
		}
		return ""
	}
	if times(lx, i) {
		return plausible(n)
	}
	if insideCode(lx, i) {
		return 0
	}
	w := next(1)
	if w == "-" || w == " " {
		w = next(2)
	}
	switch {
	case packAfter[w] && !lengthOfSet(lx, i) && (w != "pc" || saysSet(lx)):
		return plausible(n)
	case w == "er" && packWord[afterDash(lx, i+2)]:
		return plausible(n)
	case (w == "x" || w == "×") && next(1) == w && next(2) != "" && i+2 < len(lx) && lx[i+2].kind == lexNumber:
		if q, took := quantityAt(lx, i+2); took > 0 && (q.dim == "volume" || q.dim == "mass") {
			return plausible(n)
		}
	case i > 1 && packOf[lx[i-1].text] && packWord[lx[i-2].text]:
		return plausible(n)
	}
	return 0
}

// times reads "(x2)" and "×2". A bare x2 is more often a model than a count and does not speak.
func times(lx []lexeme, i int) bool {
	if i < 2 || lx[i-2].kind == lexNumber {
		return false
	}
	return lx[i-1].text == "×" || lx[i-1].text == "x" && lx[i-2].text == "(" && i+1 < len(lx) && lx[i+1].text == ")"
}

func afterDash(lx []lexeme, i int) string {
	for i < len(lx) && lx[i].kind == lexPunct {
		i++
	}
	if i < len(lx) {
		return lx[i].text
	}
	return ""
}

// lengthOfSet keeps "12 piece" of one product (a 12-piece knife set) apart: that is its size, read as a quantity.
func lengthOfSet(lx []lexeme, i int) bool { return i+1 < len(lx) && lx[i+1].text == "piece" }

// saysSet tells "12 pc socket set" from "version 10 pc", which is for a computer.
func saysSet(lx []lexeme) bool {
	return slices.ContainsFunc(lx, func(l lexeme) bool { return setWord(l.text) || packWord[l.text] })
}

func plausible(n int) int {
	if n < 1 || n > 200 {
		return 0
	}
	return n
}

func smallCount(l lexeme) (int, bool) {
	if l.kind == lexNumber {
		n, err := strconv.Atoi(l.text)
		return n, err == nil && n > 0
	}
	switch l.text {
	case "two", "twin", "zwei", "deux", "dos", "два", "двa", "两", "二":
		return 2, true
	case "three", "drei", "trois", "tres", "три", "三":
		return 3, true
	case "four", "vier", "quatre", "cuatro", "четыре", "四":
		return 4, true
	}
	return 0, false
}

// Read-only tables. packAfter follows the count; packWord … packOf … stand before it ("set of 3").
var (
	packAfter = set("pack packs pk pcs pc stuck stk ct count packung packungen pieces pz uds unidades unites шт штуки штук упаковки 个装 个 件装 件 只装 支装 包 盒 瓶 袋 罐 個 個入り 個セット 本 本セット 枚 枚入り 点セット パック 個組 本組 只 条装 片装 盒装 瓶装 包装 袋装 罐装 箱")
	packWord  = set("pack packs set lot pk packung paquete box case bundle juego комплект набор упаковка")
	packOf    = set("of de von da mit из по à a")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	start := -1
	for i := 0; i <= len(words); i++ {
		if i < len(words) && words[i] != ' ' {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			m[words[start:i]] = true
		}
		start = -1
	}
	return m
}
