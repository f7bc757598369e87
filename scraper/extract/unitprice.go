package extract

import (
	"math/big"
	"regexp"
	"strings"

	"shelfwise/market/money"
)

// Pack is what one offer holds: Count units of Each Unit ("3 x 500 g"). Unit is "g", "ml" or "piece".
type Pack struct {
	Count     int    `json:"count"`
	Each      string `json:"each"`      // plain decimal, in Unit
	Unit      string `json:"unit"`      // "g", "ml" or "piece"
	Confirmed bool   `json:"confirmed"` // the page's own unit price agrees
}

// UnitPrice is the price per kilogram, litre or piece. Landed counts the shipping in; "" where that is unknown.
type UnitPrice struct {
	Amount   string `json:"amount"`
	Landed   string `json:"landed,omitempty"`
	Currency string `json:"currency"`
	Per      string `json:"per"` // "kg", "l" or "piece"
}

// measures are units of mass in grams and of volume in millilitres, as fractions (NIST Special Publication 811).
var measures = map[string]struct {
	unit   string
	factor string
}{
	"kg": {"g", "1000"}, "g": {"g", "1"}, "gr": {"g", "1"}, "gram": {"g", "1"}, "grams": {"g", "1"}, "gramm": {"g", "1"}, "mg": {"g", "0.001"},
	"кг": {"g", "1000"}, "г": {"g", "1"}, "гр": {"g", "1"}, "л": {"ml", "1000"}, "мл": {"ml", "1"}, "克": {"g", "1"}, "千克": {"g", "1000"}, "公斤": {"g", "1000"}, "毫升": {"ml", "1"}, "升": {"ml", "1000"},
	"oz": {"g", "28.349523125"}, "ounce": {"g", "28.349523125"}, "ounces": {"g", "28.349523125"}, "lb": {"g", "453.59237"}, "lbs": {"g", "453.59237"}, "pound": {"g", "453.59237"}, "pounds": {"g", "453.59237"},
	"ml": {"ml", "1"}, "cl": {"ml", "10"}, "dl": {"ml", "100"}, "l": {"ml", "1000"}, "litre": {"ml", "1000"}, "liter": {"ml", "1000"}, "litres": {"ml", "1000"}, "ltr": {"ml", "1000"},
	"fl oz": {"ml", "29.5735295625"}, "fl. oz": {"ml", "29.5735295625"}, "fluid ounce": {"ml", "29.5735295625"}, "fluid ounces": {"ml", "29.5735295625"},
}

// Patterns of pack sizes. They run on names of at most maxName bytes.
var (
	unitWords  = `(kg|mg|grams?|gramm|gr|g|fl\.? ?oz|fluid ounces?|oz|ounces?|lbs?|pounds?|ml|cl|dl|litres?|liter|ltr|l|кг|гр?|мл|л|千克|公斤|克|毫升|升)`
	multipack  = regexp.MustCompile(`(?i)(?:^|[^\d.,])(\d{1,3})\s?[x×*]\s?(\d{1,5}(?:[.,]\d{1,3})?)\s?` + unitWords + `(?:[^\pL\d]|$)`)
	singlePack = regexp.MustCompile(`(?i)(?:^|[^\d.,\pL])(\d{1,5}(?:[.,]\d{1,3})?)\s?` + unitWords + `(?:[^\pL\d]|$)`)
	packCounts = regexp.MustCompile(`(?i)(?:pack of|set of|case of|lot de|pack de|confezione da|paquete de|(?:^|[ (,-]))\s?(\d{1,3})(?:er)?(?:[ -]?(?:pack|packs|pk|ct|count|pcs|pieces|stück|stk|st|szt|ks|шт|pezzi|unidades|pièces|個セット|個入|개입|包|罐|瓶|盒))(?:[^\pL]|$)|(?:pack of|set of|case of|lot de|pack de|confezione da|paquete de) (\d{1,3})`)
)

const maxName = 300

// packOf reads the pack size from a product's name; false where it names none.
func packOf(name string) (Pack, bool) {
	if len(name) > maxName {
		return Pack{}, false
	}
	if m := multipack.FindStringSubmatch(name); m != nil {
		return packFrom(m[1], m[2], m[3])
	}
	count := "1"
	if m := packCounts.FindStringSubmatch(name); m != nil {
		count = firstOf(m[1], m[2])
	}
	if all := singlePack.FindAllStringSubmatch(name, 3); len(all) == 1 {
		return packFrom(count, all[0][1], all[0][2])
	}
	if count != "1" {
		return packFrom(count, "1", "piece")
	}
	return Pack{}, false
}

// packFrom converts a count and a measure to grams, millilitres or pieces.
func packFrom(count, each, unit string) (Pack, bool) {
	n, ok := new(big.Int).SetString(count, 10)
	size, ok2 := new(big.Rat).SetString(strings.ReplaceAll(each, ",", "."))
	if !ok || !ok2 || unit == "G" || n.Sign() <= 0 || n.Int64() > 200 || size.Sign() <= 0 {
		return Pack{}, false
	}
	u := strings.ToLower(strings.Join(strings.Fields(unit), " "))
	if u == "fl.oz" || u == "floz" {
		u = "fl oz"
	}
	out := Pack{Count: int(n.Int64()), Each: plainNumber(size.FloatString(3)), Unit: u}
	if m, known := measures[u]; known {
		f, _ := new(big.Rat).SetString(m.factor)
		out.Each, out.Unit = plainNumber(size.Mul(size, f).FloatString(3)), m.unit
	}
	return out, out.Each != "0"
}

// perUnit is what a sum comes to per kilogram, litre or piece of a pack, rounded half up to the currency's decimals; ""
// where it cannot be told.
func (p Pack) perUnit(sum *big.Rat, decimals int) string {
	total, ok := new(big.Rat).SetString(p.Each)
	if !ok || total.Sign() <= 0 || sum.Sign() <= 0 {
		return ""
	}
	total.Mul(total, big.NewRat(int64(p.Count), 1))
	if p.Unit != "piece" {
		total.Mul(total, big.NewRat(1, 1000))
	}
	return new(big.Rat).Quo(sum, total).FloatString(decimals)
}

// per is the unit that a pack's price is given for.
func (p Pack) per() string {
	switch p.Unit {
	case "g":
		return "kg"
	case "ml":
		return "l"
	}
	return "piece"
}

// unitPrice works out the price per unit, also with the shipping where the page shows it, and whether the page's own
// unit price agrees with the pack size that the name tells.
func (e *evidence) unitPrice() {
	f := &e.found
	pack, ok := packOf(f.Title)
	if !ok || f.Price == nil {
		return
	}
	price, ok := new(big.Rat).SetString(f.Price.Amount)
	if !ok {
		return
	}
	decimals := money.Currency(f.Price.Currency).Exponent()
	u := UnitPrice{Amount: pack.perUnit(price, decimals), Currency: f.Price.Currency, Per: pack.per()}
	if u.Amount == "" {
		return
	}
	if f.Shipping != nil && f.Shipping.Currency == f.Price.Currency {
		if ship, ok := new(big.Rat).SetString(f.Shipping.Amount); ok {
			u.Landed = pack.perUnit(price.Add(price, ship), decimals)
		}
	}
	pack.Confirmed = e.showsUnitPrice(u)
	f.Pack = &pack
	if pack.Confirmed || pack.Count > 1 {
		f.UnitPrice = &u // one measure in a name may be a capacity ("washing machine 6 kg")
	}
}

// showsUnitPrice reports whether the page shows the unit price that was worked out, to 2%, on any usual base.
func (e *evidence) showsUnitPrice(u UnitPrice) bool {
	want := number(u.Amount)
	for k := range e.prices {
		s := &e.prices[k]
		if s.rejection != reasonUnit && s.label&labelUnit == 0 {
			continue
		}
		got := number(e.d.read(s.text, u.Currency).num)
		for _, base := range []float64{1, 10, 100} { // per kg or l, per 100 g or ml, per 10
			if got > 0 && got*base > 0.98*want && got*base < 1.02*want {
				return true
			}
		}
	}
	return false
}
