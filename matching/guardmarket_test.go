package matching_test

import (
	"fmt"
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/matching"
)

// TestF20MarketOfLanguages: what stands on the shelf of a product in each language and is none of it, by words that need
// the price beside them or not, is neither the same product nor a rival; what only sounds like it stays.
func TestF20MarketOfLanguages(t *testing.T) {
	type row struct {
		title, price, reason string // reason "" for what must stay
	}
	for _, tc := range []struct {
		title, brand, category, currency, price string
		rows                                    []row
	}{
		{"Orbix S9 Smartphone 128 GB schwarz", "Orbix", "Smartphones", "EUR", "499", []row{
			{"Orbix S9 128GB Black Smartphone", "489", ""},
			{"Nexu P4 Smartphone 128 GB", "449", ""},
			{"Talvo Q2 Smartphone tempered glass back", "419", ""},
			{"Tempered glass Orbix S9", "9.90", "accessory"},
			{"Tempered glass screen protector 9H for Orbix S9", "7.90", "accessory"},
			{"Hülle kompatibel mit Orbix S9 schwarz", "14.90", "accessory"},
			{"Panzerglas Orbix S9", "11.90", "accessory"},
			{"Orbix S9 128 GB schwarz B-Ware", "419", "used"},
			{"Orbix S9 128GB negro reacondicionado", "325", "used"},
			{"Orbix S9 128 GB schwarz + Orbix Watch 2 Bundle", "649", "bundle"},
			{"Orbix S9 Smartphone 128 GB schwarz 2er Pack", "959", "pack_size"},
		}},
		{"Velura Kaffeemaschine KM300 12 Tassen", "Velura", "Kaffeemaschinen", "EUR", "79", []row{
			{"Velura KM300 Kaffeemaschine mit Ersatzfilter", "75", ""},
			{"Zanta Kaffeemaschine 12 Tassen Glaskanne", "69", ""},
			{"Glaskanne für Velura KM300", "19", "accessory"},
			{"Ersatzkanne Velura KM300 12 Tassen", "21", "accessory"},
		}},
		{"Смартфон Orbix S9 128 ГБ черный", "Orbix", "Смартфоны", "RUB", "49900", []row{
			{"Смартфон Orbix S9 128GB чёрный", "48900", ""},
			{"Смартфон Nexu P4 защитное стекло в подарок", "42900", ""},
			{"Чехол для Orbix S9 черный", "900", "accessory"},
			{"Защитное стекло Orbix S9", "700", "accessory"},
			{"Смартфон Orbix S9 128 ГБ черный б/у", "37900", "used"},
		}},
		{"Orbix S9 スマートフォン 128GB ブラック", "Orbix", "スマートフォン", "JPY", "69800", []row{
			{"Orbix S9 スマートフォン 128GB 黒", "68800", ""},
			{"Nexu P4 スマートフォン 128GB", "59800", ""},
			{"Orbix S9 保護フィルム 2枚入り", "1280", "accessory"},
			{"Orbix S9 スマートフォン 128GB 展示品", "55800", "used"},
		}},
		{"Taladro percutor Brontec BT750 750 W", "Brontec", "Taladros", "EUR", "89", []row{
			{"Brontec BT750 Taladro percutor 750W", "85", ""},
			{"Taladro percutor Milo 800 W", "95", ""},
			{"Escobillas de carbón Brontec BT750", "8", "accessory"},
			{"Taladro percutor Brontec BT750 750 W como nuevo", "70", "used"},
		}},
		{"Shampooing doux Lavandine 250 ml", "Lavandine", "Shampooings", "EUR", "6.50", []row{
			{"Lavandine Shampooing Doux 250ml", "6.20", ""},
			{"Recharge shampooing doux Lavandine 250 ml", "4.90", "accessory"},
			{"Lavandine Shampooing doux lot de 3 x 250 ml", "16.00", "pack_size"},
		}},
		{"Aspirateur Ventor A3 sans sac", "Ventor", "Aspirateurs", "EUR", "189", []row{
			{"Aspirateur Ventor A3 recharge rapide", "185", ""},
			{"Aspirateur Milo B2 recharge rapide", "159", ""},
		}},
	} {
		c := market.Candidate{ID: "c", Title: tc.title, Brand: tc.brand, Category: tc.category, ListPrice: money.MustDecimal(tc.price, money.Currency(tc.currency))}
		var listings []market.Listing
		prices := map[market.ListingID]money.Amount{}
		for i, r := range tc.rows {
			id := market.ListingID(fmt.Sprintf("s|%02d", i))
			listings = append(listings, market.Listing{ID: id, Source: "s", Title: r.title, Category: tc.category})
			prices[id] = money.MustDecimal(r.price, money.Currency(tc.currency))
		}
		res := matching.Compare([]market.Candidate{c}, listings, prices, nil, matching.Options{})
		got := map[market.ListingID]string{}
		for _, e := range res.Excluded["c"] {
			got[e.ListingID] = e.Reason
		}
		for _, m := range res.Matches {
			got[m.ListingID] = "in"
		}
		for i, r := range tc.rows {
			want := r.reason
			if want == "" {
				want = "in"
			}
			if is := got[listings[i].ID]; is != want {
				t.Errorf("%q for %q: %q; want %q", r.title, tc.title, is, want)
			}
		}
	}
}
