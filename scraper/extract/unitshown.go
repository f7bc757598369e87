package extract

import (
	"math/big"
	"regexp"
	"strings"

	"shelfwise/market"
)

// fieldUnitPrice is the name of the price per unit in issues and rejections.
const fieldUnitPrice = "unit_price"

// unitReach is how far behind the title a price per unit is still the product's, in bytes of the text.
const unitReach = 2500

// Measures beside a price per unit: behind it ("/100 g", "per fl oz", "pro Stück"), or before it ("1 kg = ", "kg-Preis").
var (
	measureNames  = `(kg|g|gr|ml|cl|dl|l|lt|liter|litre|litro|litr|litri|oz|ounce|fl\.? ?oz|lb|gal|stück|stk|st|piece|pc|ks|szt|шт|count|ct|кг|г|мл|л)`
	measureBehind = regexp.MustCompile(`(?i)^[ *]*(?:/|per|pro|je|pr\.?|par|por|al|le|la|za|au|à|a|на|за|el|cada|the)? ?(\d{1,4})? ?` + measureNames + `(?:[^\pL\d]|$)`)
	measureBefore = regexp.MustCompile(`(?i)(?:^|[^\pL\d])(\d{1,4})? ?` + measureNames + `[ -]?(?:preis|price|pris|hinta)?[ :=(]*$`)
)

// shownUnitPrice finds the price per unit that the page shows for its product, in the measure of the one that was worked
// out, and reports whether one of them agrees with it, to 2% or to what its last digit can tell. Nil: it shows none.
func (e *evidence) shownUnitPrice(u UnitPrice) (shown *spot, agrees bool) {
	want, from := number(u.Amount), e.titleAt()
	for k := range e.prices {
		s := &e.prices[k]
		if s.rejection != reasonUnit && s.label&labelUnit == 0 {
			continue
		}
		num := e.d.read(s.text, u.Currency).num
		got := e.perMeasure(s, number(num), u.Per)
		if got == 0 {
			continue
		}
		rounding := 0.51 * got / number(num)
		if i := strings.IndexByte(num, '.'); i >= 0 {
			for range len(num) - i - 1 {
				rounding /= 10
			}
		}
		if got > want-max(0.02*want, rounding) && got < want+max(0.02*want, rounding) {
			return s, true
		}
		near := s.from >= from && s.from <= from+unitReach && e.d.nodes[s.node].flags&(inRelated|inChrome|inReview|inCart|inStruck) == 0
		if near && shown == nil && !s.inCard {
			shown = s
		}
	}
	return shown, false
}

// perMeasure is what a price per some measure comes to per kilogram, litre or piece; 0 where its measure is another, or not
// known.
func (e *evidence) perMeasure(s *spot, price float64, per string) float64 {
	text := e.d.text
	m := measureBehind.FindStringSubmatch(text[s.to:min(len(text), s.to+24)])
	if m == nil {
		line := text[max(0, s.from-24):s.from]
		m = measureBefore.FindStringSubmatch(line[strings.LastIndexByte(line, '\n')+1:])
	}
	if m == nil || price == 0 {
		return 0
	}
	unit := strings.ToLower(m[2])
	switch unit {
	case "stück", "stk", "st", "piece", "pc", "ks", "szt", "шт", "count":
		unit = "ct"
	case "litr":
		unit = "l"
	}
	p, ok := market.ParsePack(firstOf(m[1], "1") + " " + unit)
	if !ok || p.Per() != per {
		return 0
	}
	each, ok := new(big.Rat).SetString(p.Each)
	if !ok || each.Sign() <= 0 {
		return 0
	}
	size, _ := each.Float64()
	if p.Unit != "piece" {
		size /= 1000
	} else {
		size = float64(p.Count)
	}
	return price / size
}
