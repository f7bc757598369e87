package matching

import (
	"strconv"
	"strings"
)

// quantity is a number with a unit, in the base unit of its dimension.
type quantity struct {
	dim   string
	value float64
}

// String writes the quantity as a word that is equal for equal quantities: "volume:500".
func (q quantity) String() string { return q.dim + ":" + strconv.FormatFloat(q.value, 'g', 4, 64) }

// text writes the quantity for people: "500 ml", "1.5 l", "256 GB", "120 cm", "1000 W".
func (q quantity) text() string {
	small, large, step := "", "", 1000.0
	switch q.dim {
	case "volume":
		small, large = "ml", "l"
	case "mass":
		small, large = "g", "kg"
	case "data":
		small, large = "MB", "GB"
	case "length":
		return strconv.FormatFloat(q.value/10, 'f', 1, 64) + " cm"
	case "power":
		return strconv.FormatFloat(q.value, 'f', 0, 64) + " W"
	default:
		return q.String()
	}
	if q.value >= step {
		return strconv.FormatFloat(q.value/step, 'f', -1, 64) + " " + large
	}
	return strconv.FormatFloat(q.value, 'f', -1, 64) + " " + small
}

type unit struct {
	dim    string
	factor float64
}

// unitOf knows units in English, German, French, Spanish, Russian, Chinese and Japanese, folded (no accents).
func unitOf(s string) (unit, bool) {
	u, ok := units[s]
	return u, ok
}

// units is read only. Base units: mb, ml, g, mm, w, v, mah, hz, and 1 for counts.
var units = tableOfUnits()

func tableOfUnits() map[string]unit {
	t := map[string]unit{}
	for _, row := range []struct {
		dim    string
		factor float64
		names  string
	}{
		{"data", 1e-3, "kb kbyte kbytes"},
		{"data", 1, "mb mbyte mbytes megabyte megabytes mo мб"},
		{"data", 1e3, "gb gbyte gbytes gigabyte gigabytes go гб gig"},
		{"data", 1e6, "tb tbyte tbytes terabyte terabytes to тб"},
		{"volume", 1, "ml milliliter milliliters millilitre millilitres мл 毫升 ミリリットル cc"},
		{"volume", 10, "cl centiliter"},
		{"volume", 100, "dl"},
		{"volume", 1000, "l liter liters litre litres litro litros lt ltr л литр литра литров 升 リットル"},
		{"volume", 3785, "gal gallon gallons"},
		{"volume", 946, "qt quart quarts"},
		{"mass", 0.001, "mg milligram мг 毫克"},
		{"mass", 1, "g gr gramm gram grams gramme grammes gramos г гр грамм 克 グラム"},
		{"mass", 1000, "kg kgs kilo kilos kilogram kilograms kilogramm кг 千克 公斤 キログラム"},
		{"mass", 500, "斤"},
		{"mass", 28.35, "oz ounce ounces onzas once"},
		{"mass", 453.6, "lb lbs pound pounds libras"},
		{"length", 1, "mm millimeter millimetre мм 毫米 ミリ"},
		{"length", 10, "cm zentimeter centimetre centimeter см 厘米 公分 センチ"},
		{"length", 1000, "m meter meters metre metres metros mètre м метр метров 米 メートル"},
		{"length", 25.4, "in inch inches zoll pouce pouces pulgada pulgadas дюйм дюйма дюймов 英寸 寸 吋 インチ"},
		{"length", 304.8, "ft feet foot"},
		{"power", 1, "w watt watts ватт вт 瓦 ワット"},
		{"power", 1000, "kw квт"},
		{"energy", 1, "wh"},
		{"energy", 1000, "kwh"},
		{"voltage", 1, "v volt volts вольт в"},
		{"charge", 1, "mah мач 毫安"},
		{"charge", 1000, "ah"},
		{"current", 1, "amp amps ampere"},
		{"frequency", 1, "hz гц"},
		{"frequency", 1e3, "khz"},
		{"frequency", 1e6, "mhz мгц"},
		{"frequency", 1e9, "ghz ггц"},
		{"pixels", 1, "mp megapixel megapixels megapixeles мп 万像素"},
		{"rate", 1, "mbps mbit mb/s"},
		{"rate", 1e3, "gbps gbit gbe"},
		{"dpi", 1, "dpi"}, {"rpm", 1, "rpm"}, {"btu", 1, "btu"}, {"va", 1, "va"}, {"light", 1, "lm lumen lumens люмен 流明"},
		{"kelvin", 1, "k kelvin"}, {"percent", 1, "%"}, {"times", 1, "x"}, {"bit", 1, "bit bits"},
		{"pin", 1, "pin pins"}, {"port", 1, "port ports"}, {"core", 1, "core cores kern"}, {"channel", 1, "channel channels ch"},
		{"cup", 1, "cup cups tassen tasses tazas чашек 杯"}, {"user", 1, "user users usr lizenz lizenzen"},
		{"year", 1, "yr yrs"}, {"spf", 1, "spf"}, {"piece", 1, "piece pieces teilig pzas pieza piezas"},
		{"outlet", 1, "outlet outlets"}, {"disc", 1, "disc discs"},
	} {
		for n := range strings.FieldsSeq(row.names) {
			t[Fold(n)] = unit{row.dim, row.factor}
		}
	}
	return t
}

// quantityAt reads a quantity that begins at lexeme i and says how many lexemes it takes; 0 where there is none.
func quantityAt(lx []lexeme, i int) (quantity, int) {
	if lx[i].kind != lexNumber || insideCode(lx, i) {
		return quantity{}, 0
	}
	v, err := strconv.ParseFloat(number(lx[i].text), 64)
	if err != nil || v <= 0 {
		return quantity{}, 0
	}
	j := i + 1
	if j < len(lx) && lx[j].text == "-" && lx[j].glued {
		j++
	}
	if j >= len(lx) {
		return quantity{}, 0
	}
	name := lx[j].text
	if inchMark(name) && lx[j].glued && v <= 120 {
		return quantity{"length", v * 25.4}, j + 1 - i
	}
	if name == "fl" && j+1 < len(lx) && lx[j+1].text == "oz" {
		return quantity{"volume", v * 29.57}, j + 2 - i
	}
	u, ok := unitOf(name)
	if name == "g" && (v == 128 || v == 256 || v == 512) {
		u, ok = unitOf("gb") // of a phone or a disk: hardly anything is sold by such weights
	}
	if !ok || !lx[j].glued && needsGlue(name) {
		return quantity{}, 0
	}
	if u.dim == "data" && j+2 < len(lx) && lx[j+1].text == "/" && lx[j+2].text == "s" {
		return quantity{"rate", v * u.factor}, j + 3 - i
	}
	if next := j + 1; next < len(lx) && lx[j].kind != lexScript {
		if lx[next].glued && lx[next].kind == lexWord || lx[next].kind == lexNumber && (lx[next].glued || needsLast(name)) {
			return quantity{}, 0 // 4g in 4gsdhc6; 1920 x 1080; 2 in 1
		}
	}
	return quantity{u.dim, v * u.factor}, j + 1 - i
}

func inchMark(s string) bool { return s == "\"" || s == "″" || s == "”" }

// insideCode says that the number at i continues a code such as RX100 or DSC-100.
func insideCode(lx []lexeme, i int) bool {
	if i == 0 || !lx[i].glued {
		return false
	}
	if lx[i-1].kind == lexWord {
		return true
	}
	return i > 1 && lx[i-1].glued && joins(lx[i-1].text) && lx[i-2].kind == lexWord
}

// needsGlue: a single letter is a unit only right after its number, save the few that titles write apart.
func needsGlue(name string) bool {
	switch name {
	case "l", "g", "w", "v", "л", "г", "м", "%":
		return false
	}
	return len(name) == 1 || name == "в"
}

// needsLast: these words are no unit where another number follows.
func needsLast(name string) bool { return name == "x" || name == "in" || name == "to" || name == "go" }

// unitPrefix returns the length of the longest unit that a run of characters begins with, or the whole run's.
func unitPrefix(run []rune) int {
	for n := min(6, len(run)); n > 0; n-- {
		if _, ok := unitOf(string(run[:n])); ok {
			return n
		}
	}
	return len(run)
}

// sizeWords lead to the size that shoes and clothes are offered in.
var sizeWords = set("size uk eu eur us gr grosse groesse taille talla taglia maat размер")

// sizeAt reads a size of shoes or clothes (UK 8.5, size 10, EU 42 2/3) that begins at lexeme i as one word, and says how
// many lexemes it takes; 0 where there is none.
func sizeAt(lx []lexeme, i int) (string, int) {
	if lx[i].kind != lexWord || !sizeWords[lx[i].text] {
		return "", 0
	}
	j := i + 1
	if j < len(lx) && (lx[j].text == ":" || sizeWords[lx[j].text]) {
		j++ // size: 8, size UK 8
	}
	if j >= len(lx) || lx[j].kind != lexNumber || lx[j].glued && lx[j-1].text != ":" || j+1 < len(lx) && lx[j+1].glued && lx[j+1].kind != lexPunct {
		return "", 0
	}
	v, err := strconv.ParseFloat(number(lx[j].text), 64)
	if _, n := quantityAt(lx, j); err != nil || n > 0 || v < 1 || v > 60 {
		return "", 0
	}
	return "size:" + number(lx[j].text), j + 1 - i
}
