package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// Pages of one thing that is no shop's goods: a vehicle in a classified advertisement, a news story.

// What a classified advertisement tells of a vehicle.
const (
	carMileage uint32 = 1 << iota
	carFuel
	carGears
	carPapers
	carYear
)

// carWords are what advertisements of cars and motorcycles tell beside the price, lower case.
var carWords = newWordset([]wordRow{
	{carYear, []string{"model year", "year of manufacture", "baujahr", "année", "año:", "anno ", "rok produkcji", "rok výroby", "årsmodell", "modellår", "årgang", "vuosimalli", "bouwjaar", "год выпуска", "рік випуску", "évjárat", "an fabricație"}},
	{carFuel, []string{" tdi", " hdi", " dci", " tdci", " cdi", " crdi", " tsi", "diesel", "petrol", "gasoline", "benzin", "essence", "benzina", "gasolina", "gasolio", "benzyna", "бензин", "дизел", "дизель", "bensin", "bensiini", "nafta", "hybrid", "híbrid", "ibrida", "гибрид", "elbil", "elektro ·", "autogas", "lpg"}},
	{carGears, []string{" dsg", "automatic", "manual transmission", "manual gearbox", "gearbox", "transmission", "automatik", "schaltgetriebe", "getriebe", "boîte ", "automatique", "manuelle", "cambio ", "automático", "automatico", "manuale", "skrzynia", "automatyczna", "manualna", "växellåda", "automat", "manuell", "vaihteisto", "gear:", "коробка", "автомат", "механика", "převodovka", "prevodovka", "sebességváltó", "cutie de viteze", "schakel", "vites"}},
	{carPapers, []string{"first registration", "registration", "regnr", "reg.nr", "reg nr", "erstzulassung", "ez ", "hu ", "tüv", "mise en circulation", "première main", "contrôle technique", "matricul", "immatricolazione", "bollo", "pierwsza rejestracja", "nr rejestracyjny", "vin:", "vin ", "previous owner", "owners", "vorbesitzer", "halter", "besikt", "besiktad", "katsast", "rekisteri", "eu-kontroll", "synet", "stk ", "птс", "вин", "owner:", "mot ", "wof", "apk", "technická", "műszaki"}},
})

// carMiles is a mileage of five digits and more, or of Swedish miles.
var carMiles = regexp.MustCompile(`(?:\d{2,3}[.,' \x{a0}]?\d{3}|\d{2,3} ?[t]) ?(?:km\b|kms\b|miles|mi\b|км|mls|χλμ)|\d{1,2}[ \x{a0}]?\d{3} ?mil\b|(?:mileage|odometer|kilometerstand|laufleistung|kilométrage|kilometraje|chilometraggio|przebieg|пробег|mätarställning|kilometerställning|ajetut|najeto|km-stand)`)

// vehicleReach is how many bytes of text around the headline are searched.
const vehicleReach = 2500

// vehicle reports whether the page tells near its headline what a classified advertisement tells of a car: its mileage, and
// two of fuel, gears, papers and year.
func (e *evidence) vehicle() bool {
	at := e.titleAt()
	area := strings.ToLower(strings.ReplaceAll(e.d.text[max(0, at-300):min(len(e.d.text), at+vehicleReach)], "\n", " "))
	said := carWords.match(area)
	n := 0
	for _, bit := range []uint32{carFuel, carGears, carPapers, carYear} {
		if said&bit != 0 {
			n++
		}
	}
	return n >= 2 && carMiles.MatchString(area)
}

// storyProse is how many characters of sentences an article holds at least that is a story, not a product's box.
const storyProse = 80

// buysElsewhere reports whether the headline stands in an article that tells a story and has no button, and the button
// stands outside it: it buys a subscription or what else the page advertises.
func (e *evidence) buysElsewhere() bool {
	if e.head.node < 0 {
		return false
	}
	top := -1
	for i := e.head.node; i >= 0; i = int(e.d.nodes[i].parent) {
		if e.d.nodes[i].DataAtom == atom.Article {
			top = i
		}
	}
	if top < 0 {
		return false
	}
	start, _ := e.d.productSpan(e.head)
	_, at := e.d.cartButton(start)
	if at < 0 || at < int(e.d.nodes[top].to) && at >= int(e.d.nodes[top].from) {
		return false
	}
	prose := 0
	for k := top; k < int(e.d.nodes[top].end); k++ {
		if n := &e.d.nodes[k]; n.DataAtom == atom.P {
			if text := e.d.text[n.from:n.to]; strings.Contains(text, ". ") {
				prose += utf8.RuneCountInString(text)
			}
		}
	}
	return prose >= storyProse
}

// leadsToCart reports whether a link of the page leads to a shopping cart.
func (d *document) leadsToCart() bool {
	for _, i := range d.anchors[:min(len(d.anchors), 400)] {
		href := strings.ToLower(attr(d.nodes[i].Node, "href"))
		for word := range strings.FieldsFuncSeq(href, func(r rune) bool { return strings.ContainsRune("/.-_?#=", r) }) {
			if cartPaths[word] {
				return true
			}
		}
	}
	return false
}
