package feed

import (
	"strings"

	"shelfwise/market"
)

// availabilities maps the words of feeds, squeezed to letters, to schema.org's.
var availabilities = map[string]market.Availability{
	"instock": market.InStock, "available": market.InStock, "true": market.InStock, "yes": market.InStock,
	"outofstock": market.OutOfStock, "unavailable": market.OutOfStock, "false": market.OutOfStock, "no": market.OutOfStock,
	"preorder": market.PreOrder, "backorder": market.BackOrder, "backordered": market.BackOrder,
	"onbackorder": market.BackOrder, "limitedavailability": market.LimitedStock, "lowstock": market.LimitedStock,
	"limitedstock": market.LimitedStock, "discontinued": market.Discontinued, "soldout": market.SoldOut,
	"onlineonly": market.OnlineOnly, "instoreonly": market.InStoreOnly, "presale": market.PreSale,
	"madetoorder": "MadeToOrder", "reserved": "Reserved",
}

// conditions maps the words of feeds to schema.org's.
var conditions = map[string]string{
	"new": "NewCondition", "newcondition": "NewCondition", "brandnew": "NewCondition",
	"used": "UsedCondition", "usedcondition": "UsedCondition", "preowned": "UsedCondition",
	"refurbished": "RefurbishedCondition", "refurbishedcondition": "RefurbishedCondition",
	"damaged": "DamagedCondition", "damagedcondition": "DamagedCondition",
}

// schemaWord squeezes a word as feeds write it ("in_stock", "https://schema.org/InStock", "In stock") to its letters.
func schemaWord(text string) string {
	if i := strings.LastIndex(text, "schema.org/"); i >= 0 {
		text = text[i+len("schema.org/"):]
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == ' ', r == '_', r == '-':
			return -1
		}
		return r
	}, text)
}

func availability(text string) (market.Availability, bool) {
	switch a := market.Availability(text); a { // the usual words, as they are
	case market.InStock:
		return market.InStock, true
	case market.OutOfStock:
		return market.OutOfStock, true
	}
	if a, ok := availabilities[schemaWord(text)]; ok {
		return a, true
	}
	a, ok := shopWords(fold(text))
	return a, ok
}

// shopWords are the words of shops for what is in stock, folded.
func shopWords(folded string) (market.Availability, bool) {
	in := "auf lager|lieferbar|sofort lieferbar|sofort verfugbar|verfugbar|vorratig|lagernd|ja|j|y|en stock|disponible|oui|o|in existencias|en existencias|hay stock|si|s|disponibile|in magazzino|disponivel|em estoque|em stock|sim|op voorraad|leverbaar|beschikbaar|i lager|pa lager|finns i lager|varastossa|dostepny|dostepna|w magazynie|na stanie|tak|skladem|na sklade|ano|raktaron|igen|in stoc|da|na zalihi|stokta|var|в наличии|есть|есть в наличии|да|в наявності|так"
	out := "nicht lieferbar|nicht verfugbar|nicht auf lager|ausverkauft|vergriffen|nein|n|rupture|rupture de stock|en rupture|epuise|indisponible|non disponible|non|agotado|sin stock|sin existencias|no disponible|esaurito|non disponibile|indisponivel|esgotado|sem estoque|nao|niet op voorraad|uitverkocht|niet leverbaar|nee|slut i lager|slutsald|ej i lager|udsolgt|utsolgt|loppu|niedostepny|niedostepna|brak|brak w magazynie|nie|vyprodano|neni skladem|nedostupne|vypredane|ne|nincs raktaron|elfogyott|nem|stoc epuizat|indisponibil|nu|nema|tukendi|stokta yok|yok|нет|нет в наличии|распродано|закончился|немає|немає в наявності|ні"
	before := "vorbestellbar|vorbestellung|precommande|en precommande|preventa|reserva|preordine|prenotabile|pre venda|te reserveren|przedsprzedaz|predobjednavka|предзаказ"
	later := "auf bestellung|bestellbar|nachbestellt|sur commande|bajo pedido|su ordinazione|sob encomenda|op bestelling|na zamowienie|na objednavku|под заказ|на заказ"
	for _, w := range []struct {
		words string
		a     market.Availability
	}{{in, market.InStock}, {out, market.OutOfStock}, {before, market.PreOrder}, {later, market.BackOrder}} {
		if folded != "" && strings.Contains("|"+w.words+"|", "|"+folded+"|") {
			return w.a, true
		}
	}
	return "", false
}

// condition returns schema.org's word; a condition in other words stays as it stands.
func condition(text string) string {
	if c, ok := conditions[schemaWord(text)]; ok {
		return c
	}
	return text
}

// unknown reports whether a cell says that there is no value, as tools write it.
func unknown(text string) bool {
	if len(text) > 14 {
		return false
	}
	switch strings.ToLower(text) {
	case "", "null", "none", "nan", "n/a", "#n/a", "na", "-", "does not apply":
		return true
	}
	return false
}
