package extract

import "strings"

// soldAlone are what galleries, antiquaries and private sellers write alone on a line where the one piece is gone, lower case.
var soldAlone = wordMap(`sold|item sold|this item is sold|this item has sold|this item has been sold|sold - no longer available|no longer for sale|verkauft|bereits verkauft|leider verkauft|artikel verkauft|vendu|vendue|déjà vendu|déjà vendue|œuvre vendue|article vendu|vendido|vendida|artículo vendido|venduto|venduta|opera venduta|verkocht|reeds verkocht|sprzedane|sprzedany|sprzedana|prodáno|predané|eladva|vândut|såld|sålt|solgt|myyty|продано|продана|продан|πουλήθηκε|satıldı|売約済|売約済み|売却済|売却済み|已售|已售出|판매완료`)

// soldOwnLine is the evidence of an availability that soldLine reads.
const soldOwnLine = "a line behind the title says that it is sold"

// soldReach is how many bytes behind the headline a line is sought that says that the piece is sold.
const soldReach = 700

// soldLine reads a line shortly behind the headline that says of the product that it is sold and nothing else. A home
// that is sold is no product of a shop.
func (d *document) soldLine(h headline) fact {
	if h.node < 0 {
		return fact{}
	}
	at := int(d.nodes[h.node].to)
	area := d.text[at:min(len(d.text), at+soldReach)]
	for line := range strings.SplitSeq(area, "\n") {
		if len(line) >= 4 && len(line) <= 40 && soldAlone[strings.ToLower(strings.Trim(line, " .!*·•-–—()[]"))] {
			if low := strings.ToLower(area); homeSize.MatchString(low) && homeRooms.MatchString(low) {
				return fact{}
			}
			return fact{"OutOfStock", soldOwnLine}
		}
	}
	return fact{}
}
