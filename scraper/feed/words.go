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
	a, ok := availabilities[schemaWord(text)]
	return a, ok
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
