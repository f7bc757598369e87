package extract

import (
	"strings"
	"unicode"
)

// What the name of a control says that one chooses by it.
const (
	optColor uint32 = 1 << iota
	optSize
	optOther // some other property of a variant
	optNot   // no property of the product: how many, where to, in which order
)

// optionKinds are the words for properties of variants, and for what else is chosen on pages of products. A space stands
// for the border of a word.
var optionKinds = newWordset([]wordRow{
	{optColor, []string{"color", "colour", " farb", "couleur", "kleur", "kolor", " barva", " farba", "цвет", "колір", " färg", " farve", " farge", " renk", " väri", " cor ", " culoare", " szín", " värv", "χρώμα", "색상", "颜色", "顏色", "カラー", "色", "spalva", "krāsa", "màu", "warna", "لون", "צבע"}},
	{optSize, []string{" size", "größe", "groesse", "grösse", " taille", " pointure", " talla", " taglia", " maat", "rozmiar", " velikost", " veľkosť", "размер", "розмір", " storlek", "størrelse", " koko ", " beden", " tamanho", " méret", " mărime", "μέγεθος", "サイズ", "사이즈", "尺码", "尺寸", "尺碼", "dydis", "izmērs", "kích", "ukuran", "مقاس", "מידה"}},
	{optOther, []string{"variant", "variation", "ausführung", "ausfuehrung", " version", " model", " modèle", " modell", " style", "material", "matière", "gewicht", " weight", " peso", " poids", " waga ", " вес", "inhalt", " contents", "füllmenge", " volume", " volumen", "contenance", "capacity", "kapazität", "pojemno", " speicher", " storage", "geschmack", " flavo", " sabor", " gusto", " goût", " smaak", " smak", "вкус", "味", " duft", " scent", " parfum", "fragrance", " länge", " length", " longueur", " lengte", " breite", " width", "packung", "pack size", "packsize", "packgröße", "packaging", " formato", " format ", " finish", " attribut", "super attribute", "configur", "konfigur", " edition", " gebinde", "strength", " stärke", " option", " opcja", " opción", " opzione", "опци", " pattern", " muster", "объем", "объём", "фасовка", " bundle", "容量", "種類", "规格", "規格", "タイプ", "옵션", "용량"}},
	{optNot, []string{" qty", " quant", " menge", " anzahl", " stückzahl", "cantidad", " aantal", " ilość", "колич", "кільк", " antal ", " antall ", " množství", " počet", "数量", "數量", "수량", " adet", "country", " land ", " pays ", " país", "paese", "страна", "language", " sprache", " langue", " idioma", " lingua", "язык", "sort", " order by", " orderby", " page", " seite", " limit", "currency", " währung", "devise", "moneda", "valuta", "rating", "payment", "zahlung", "paiement", "shipping", " ship ", "versand", "delivery", "lieferung", "livraison", "envío", "dostawa", "доставк", " store ", "filiale", " magasin", " region", " state ", " city", " year", " jahr", " month", " monat", " day ", "category", "kategorie", "search", "suche", "filter", " gift", "warranty", "garantie", "protection", "insurance", "newsletter", "anrede", "salutation", "review", "bewert", " share", "subscri", "purchase option", "selling plan", "frequency", " intervall", " abo ", " plan ", "instal", " rate ", " instalment", "donat", " review", "helpful", "report", " reason", "contact", "thumb", "gallery", "slider", "breadcrumb", "pagination", " tab ", " tabs", "social", "wishlist", "compare", "font", "appointment", " date ", " time "}},
})

// namedBy says what one chooses by a control that is called so.
func namedBy(name string) uint32 {
	return optionKinds.match(" " + nameMarks.Replace(strings.ToLower(name)) + " ")
}

var nameMarks = strings.NewReplacer("_", " ", "-", " ", "[", " ", "]", " ", ":", " ", ".", " ", "*", " ", "\n", " ", "/", " ", "(", " ", ")", " ", "attribute pa", "attribute pa ")

// optionTitle is the name of a property as it is kept: one word for color and for size in any language, else the page's.
func optionTitle(name string) string {
	switch m := namedBy(name); {
	case m&optColor != 0:
		return "color"
	case m&optSize != 0:
		return "size"
	}
	name = strings.ToLower(joined(strings.Trim(strings.TrimSpace(name), ":*?!. ")))
	if name == "" || len(name) > maxOptionText || strings.ContainsAny(name, "[]_-{}<>=\"") || strings.ContainsFunc(name, unicode.IsDigit) {
		return "option"
	}
	return name
}

// chooseWords begin the first line of a list, which is no option.
var chooseWords = []string{"choose", "select", "please", "pick ", "bitte", "wähl", "auswähl", "- bitte", "choisi", "sélection", "selection", "veuillez", "elige", "elegir", "seleccion", "selecion", "escolh", "scegli", "selezion", "kies", "maak een keuze", "wybierz", "выбер", "обер", "välj", "vælg", "velg", "valitse", "seç", "vyber", "zvol", "válassz", "alege", "odaberi", "izberi", "vali ", "izvēl", "pasirink", "επιλ", "選択", "选择", "請選", "请选", "선택", "chọn", "pilih", "اختر", "בחר", "--", "—", "..."}

// placeholder reports whether a line of a list only asks to choose.
func placeholder(text string) bool {
	low := strings.ToLower(strings.TrimLeft(text, " -–—*"))
	if low == "" {
		return true
	}
	for _, w := range chooseWords {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return false
}

// otherLists are parts of the lines of lists by which one sorts, pages, or chooses a country or a subscription.
var otherLists = newWordset([]wordRow{{1, []string{"newest", "low to high", "high to low", "popular", "relevan", "aufsteigend", "absteigend", "neueste", "beliebt", "croissant", "ascend", "descend", "rosnąc", "malejąc", "возраст", "убыв", "per page", "pro seite", "germany", "deutschland", "allemagne", "alemania", "germania", "niemcy", "германия", "france", "frankreich", "francia", "united kingdom", "vereinigtes kö", "royaume", "united states", "usa", "österreich", "austria", "autriche", "canada", "kanada", "english", "français", "español", "subscribe", "one-time", "one time", "autoship", "abonnement", "abonnieren", "einmalig", "out of 5", "mr.", "mrs", "herr", "frau", "paypal", "credit card", "kreditkarte", "visa", "pickup", "abholung", "protection", "warranty", "garantie", "no thanks", "add to ", "wishlist", "reviews", "overview", "facebook", "pinterest", "twitter", "google", "select ", "felt "}}})

// goneClasses are parts of the class names of options that are sold out.
var goneClasses = newWordset([]wordRow{{1, []string{"sold-out", "soldout", "sold_out", "unavailable", "out-of-stock", "outofstock", "out_of_stock", "not-available", "notavailable", "no-stock", "nostock", "is-disabled", "disabled", "ausverkauft", "agotado", "epuise", "indisponible", "nicht-verfuegbar", "crossed-out"}}})

// chosenClasses are class names of the option that is chosen.
var chosenClasses = setOf([]string{"selected", "active", "is-selected", "is-active", "current", "checked", "is-current", "is-checked"})
