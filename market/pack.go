package market

import (
	"math/big"
	"regexp"
	"strings"

	"shelfwise/market/money"
)

// Pack is what one offer holds: Count units of Each Unit ("3 x 500 g"). The zero Pack is unknown.
type Pack struct {
	Count     int    `json:"count"`
	Each      string `json:"each"`      // plain decimal, in Unit
	Unit      string `json:"unit"`      // "g", "ml" or "piece"
	Confirmed bool   `json:"confirmed"` // stated by the seller, or borne out by the page's own unit price
}

// UnitPrice is what an offer costs per kilogram, litre or piece.
type UnitPrice struct {
	Price  money.Amount `json:"price"`
	Landed money.Amount `json:"landed,omitzero"` // with the shipping; unknown where that is
	Per    string       `json:"per"`             // "kg", "l" or "piece"
}

// Known reports whether anything is known of the pack.
func (p Pack) Known() bool { return p.Count > 0 }

// Sure reports whether a price per unit may be told from the pack: one measure alone that a name tells and nothing
// confirms may be a capacity ("washing machine 6 kg").
func (p Pack) Sure() bool { return p.Confirmed && p.Known() || p.Count > 1 }

// String returns "3 x 500 g", "750 ml", "24 piece"; "" where unknown.
func (p Pack) String() string {
	n := big.NewInt(int64(p.Count)).String()
	switch {
	case !p.Known():
		return ""
	case p.Unit == "piece" && p.Each == "1":
		return n + " piece"
	case p.Count == 1:
		return p.Each + " " + p.Unit
	}
	return n + " x " + p.Each + " " + p.Unit
}

// Per is the unit that a pack's price is given for: "kg", "l" or "piece".
func (p Pack) Per() string {
	switch p.Unit {
	case "g":
		return "kg"
	case "ml":
		return "l"
	}
	return "piece"
}

// PerUnit is what a sum comes to per kilogram, litre or piece, rounded half up to the currency's decimals; unknown where
// it cannot be told or would round to nothing.
func (p Pack) PerUnit(sum money.Amount) money.Amount {
	each, ok := new(big.Rat).SetString(p.Each)
	total, ok2 := new(big.Rat).SetString(sum.Decimal())
	if !sum.Known() || !ok || !ok2 || p.Count <= 0 || each.Sign() <= 0 || total.Sign() <= 0 {
		return money.Amount{}
	}
	each.Mul(each, big.NewRat(int64(p.Count), 1))
	if p.Unit != "piece" {
		each.Mul(each, big.NewRat(1, 1000))
	}
	out, err := money.Decimal(total.Quo(total, each).FloatString(sum.Currency().Exponent()), sum.Currency())
	if err != nil || out.Sign() <= 0 {
		return money.Amount{}
	}
	return out
}

// UnitPrice is the offer's price per kilogram, litre or piece, nil where price or pack are not known for sure.
func (o Offer) UnitPrice() *UnitPrice {
	if !o.Pack.Sure() {
		return nil
	}
	price := o.Pack.PerUnit(o.Price)
	if !price.Known() {
		return nil
	}
	u := &UnitPrice{Price: price, Per: o.Pack.Per()}
	if landed := o.Landed(); landed.Known() {
		u.Landed = o.Pack.PerUnit(landed)
	}
	return u
}

// Landed is the price with the shipping, unknown where either is or their currencies differ.
func (o Offer) Landed() money.Amount {
	if !o.Price.Known() || !o.Shipping.Known() {
		return money.Amount{}
	}
	sum, err := o.Price.Add(o.Shipping)
	if err != nil {
		return money.Amount{}
	}
	return sum
}

// measures are units of mass in grams and of volume in millilitres, as fractions (NIST Special Publication 811).
var measures = map[string]struct {
	unit   string
	factor string
}{
	"kg": {"g", "1000"}, "g": {"g", "1"}, "gr": {"g", "1"}, "gram": {"g", "1"}, "grams": {"g", "1"}, "gramm": {"g", "1"}, "mg": {"g", "0.001"},
	"кг": {"g", "1000"}, "г": {"g", "1"}, "гр": {"g", "1"}, "л": {"ml", "1000"}, "мл": {"ml", "1"}, "克": {"g", "1"}, "千克": {"g", "1000"}, "公斤": {"g", "1000"}, "毫升": {"ml", "1"}, "升": {"ml", "1000"},
	"oz": {"g", "28.349523125"}, "ounce": {"g", "28.349523125"}, "ounces": {"g", "28.349523125"}, "lb": {"g", "453.59237"}, "lbs": {"g", "453.59237"}, "pound": {"g", "453.59237"}, "pounds": {"g", "453.59237"},
	"gramos": {"g", "1"}, "grammes": {"g", "1"}, "grammi": {"g", "1"}, "kilo": {"g", "1000"}, "kilogramm": {"g", "1000"}, "gm": {"g", "1"},
	"litros": {"ml", "1000"}, "litro": {"ml", "1000"}, "litri": {"ml", "1000"}, "liters": {"ml", "1000"}, "lt": {"ml", "1000"}, "литр": {"ml", "1000"}, "литра": {"ml", "1000"}, "литров": {"ml", "1000"}, "gallon": {"ml", "3785.411784"}, "gallons": {"ml", "3785.411784"},
	"ml": {"ml", "1"}, "cl": {"ml", "10"}, "dl": {"ml", "100"}, "l": {"ml", "1000"}, "litre": {"ml", "1000"}, "liter": {"ml", "1000"}, "litres": {"ml", "1000"}, "ltr": {"ml", "1000"},
	"fl oz": {"ml", "29.5735295625"}, "fl. oz": {"ml", "29.5735295625"}, "fluid ounce": {"ml", "29.5735295625"}, "fluid ounces": {"ml", "29.5735295625"},
	"pt": {"ml", "473.176473"}, "qt": {"ml", "946.352946"}, "gal": {"ml", "3785.411784"}, "cbm": {"ml", "1000000"},
	"ct": {"piece", "1"}, "sheet": {"piece", "1"}, "item": {"piece", "1"}, "items": {"piece", "1"}, "piece": {"piece", "1"}, "pieces": {"piece", "1"},
}

// measured is a pack size that stands alone.
var measured = regexp.MustCompile(`^(?:(\d{1,3})\s?[x×*]\s?)?(\d{1,7}(?:[.,]\d{1,4})?)\s?([\pL][\pL. ]{0,12})$`)

const maxPackName = 300

// ParsePack reads a text that is a pack size and nothing else, as sellers state it in a field of its own: "750 ml",
// "3 x 500 g", "24 ct". Such a pack is confirmed. False where it is none, or one of length or area.
func ParsePack(text string) (Pack, bool) {
	m := measured.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return Pack{}, false
	}
	count := m[1]
	if count == "" {
		count = "1"
	}
	p, ok := packFrom(count, m[2], m[3])
	if !ok || !p.Measured() {
		return Pack{}, false
	}
	if p.Unit == "piece" && p.Count == 1 { // 24 pieces are 24 of one piece
		if n, whole := new(big.Int).SetString(p.Each, 10); whole && n.IsInt64() && n.Int64() <= maxPackCount {
			p.Count, p.Each = int(n.Int64()), "1"
		}
	}
	p.Confirmed = true
	return p, p.Known()
}

// maxPackCount bounds the units of one pack.
const maxPackCount = 10_000

// Measured reports whether the pack's unit is one that prices are compared by.
func (p Pack) Measured() bool { return p.Unit == "g" || p.Unit == "ml" || p.Unit == "piece" }

// Of returns a pack of n that together hold p, where p is one measure: 3 of 1500 g are 3 x 500 g. A measure that does not
// divide stays as it is.
func (p Pack) Of(n int) Pack {
	each, ok := new(big.Rat).SetString(p.Each)
	if !ok || n < 2 || n > maxPackCount || p.Count != 1 {
		return p
	}
	each.Quo(each, big.NewRat(int64(n), 1))
	text := plainDecimals(each)
	if back, _ := new(big.Rat).SetString(text); back.Cmp(each) != 0 {
		return p
	}
	p.Count, p.Each = n, text
	return p
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
	out := Pack{Count: int(n.Int64()), Each: plainDecimals(size), Unit: u}
	if m, known := measures[u]; known {
		f, _ := new(big.Rat).SetString(m.factor)
		out.Each, out.Unit = plainDecimals(size.Mul(size, f)), m.unit
	}
	return out, out.Each != "0"
}

// plainDecimals writes a number with at most three decimals.
func plainDecimals(r *big.Rat) string {
	return strings.TrimSuffix(strings.TrimRight(r.FloatString(3), "0"), ".")
}
