package market_test

import (
	"testing"

	"shelfwise/market"
	"shelfwise/market/money"
)

// TestF14PackSizes reads pack sizes from names.
func TestF14PackSizes(t *testing.T) {
	for _, c := range []struct {
		name string
		want market.Pack
	}{
		{"Rice 3 x 500 g", market.Pack{Count: 3, Each: "500", Unit: "g"}},
		{"Rice 3x500g, long grain", market.Pack{Count: 3, Each: "500", Unit: "g"}},
		{"Olivenöl 0,75 l", market.Pack{Count: 1, Each: "750", Unit: "ml"}},
		{"Orange juice 1L (Pack of 6)", market.Pack{Count: 6, Each: "1000", Unit: "ml"}},
		{"Potato chips, 10 Ounce", market.Pack{Count: 1, Each: "283.495", Unit: "g"}},
		{"Hair oil 3.4 fl oz", market.Pack{Count: 1, Each: "100.55", Unit: "ml"}},
		{"AA batteries 24 count", market.Pack{Count: 24, Each: "1", Unit: "piece"}},
		{"Батончик 40 г", market.Pack{Count: 1, Each: "40", Unit: "g"}},
		{"洗衣液 2升", market.Pack{Count: 1, Each: "2000", Unit: "ml"}},
		{"Phone 5G 128GB", market.Pack{Count: 1, Each: "5", Unit: "g"}},
		{"Chair", market.Pack{}},
		{"Set: 200 g and 500 g", market.Pack{}},
	} {
		got, ok := market.PackOf(c.name)
		if c.name == "Phone 5G 128GB" { // a mobile network, not five grams
			if ok {
				t.Errorf("%q is read as %+v", c.name, got)
			}
			continue
		}
		if got != c.want || ok != (c.want.Count > 0) {
			t.Errorf("%q: %+v %v, want %+v", c.name, got, ok, c.want)
		}
	}
}

// TestF14LandedUnitPrice is the vector of F14: 3 x 500 g at 12.00 and 3.00 for shipping.
func TestF14LandedUnitPrice(t *testing.T) {
	p, _ := market.PackOf("Rice 3 x 500 g")
	o := market.Offer{Price: money.MustDecimal("12.00", "EUR"), Pack: p}
	if u := o.UnitPrice(); u == nil || u.Price.String() != "8.00 EUR" || u.Landed.Known() || u.Per != "kg" {
		t.Errorf("without shipping: %+v, want 8.00 EUR per kg and no landed price", u)
	}
	o.Shipping = money.MustDecimal("3.00", "EUR")
	if u := o.UnitPrice(); u == nil || u.Price.String() != "8.00 EUR" || u.Landed.String() != "10.00 EUR" {
		t.Errorf("with shipping: %+v, want 8.00 and landed 10.00 EUR per kg", u)
	}
	o.Shipping = money.MustDecimal("3.00", "USD")
	if u := o.UnitPrice(); u == nil || u.Landed.Known() {
		t.Errorf("shipping in another currency: %+v, want no landed price", u)
	}
}

// TestF13UnitPriceIsRefused: a lone measure in a name may be a capacity, and a price that rounds to nothing is no price.
func TestF13UnitPriceIsRefused(t *testing.T) {
	eur := func(s string) money.Amount { return money.MustDecimal(s, "EUR") }
	for _, tc := range []struct {
		name  string
		offer market.Offer
	}{
		{"no pack", market.Offer{Price: eur("5")}},
		{"no price", market.Offer{Pack: market.Pack{Count: 3, Each: "500", Unit: "g"}}},
		{"one measure, not confirmed", market.Offer{Price: eur("399"), Pack: market.Pack{Count: 1, Each: "6000", Unit: "g"}}},
		{"under a cent a piece", market.Offer{Price: eur("1"), Pack: market.Pack{Count: 1000, Each: "1", Unit: "piece"}}},
		{"no number", market.Offer{Price: eur("5"), Pack: market.Pack{Count: 3, Each: "many", Unit: "g"}}},
		{"confirmed nothing", market.Offer{Price: eur("5"), Pack: market.Pack{Confirmed: true}}},
	} {
		if u := tc.offer.UnitPrice(); u != nil {
			t.Errorf("%s: %+v, want none", tc.name, u)
		}
	}
}

// TestF13StatedPacks reads pack sizes that sellers state in a field of its own.
func TestF13StatedPacks(t *testing.T) {
	for text, want := range map[string]string{
		"750ml": "750 ml", "750 ml": "750 ml", "1.5 kg": "1500 g", "0,75 l": "750 ml", "3 x 500 g": "3 x 500 g", "24 ct": "24 piece",
		"2 floz": "59.147 ml", "1 gal": "3785.412 ml", "12 x 1 ct": "12 piece", " 225 g ": "225 g", "20000 ct": "20000 piece",
		"": "", "5 m": "", "10 sqm": "", "many": "", "0 g": "", "-5 g": "", "750": "", "3 x 500 g and more": "", "5 G": "",
	} {
		p, ok := market.ParsePack(text)
		if p.String() != want || ok != (want != "") || ok && !p.Confirmed {
			t.Errorf("%q: %q %v %+v, want %q", text, p, ok, p, want)
		}
	}
}

// TestF13MultipackOf: a total measure and the number of packs give the content of each.
func TestF13MultipackOf(t *testing.T) {
	for _, tc := range []struct {
		total string
		n     int
		want  string
	}{{"1500 g", 3, "3 x 500 g"}, {"1 kg", 3, "1000 g"}, {"1 kg", 1, "1000 g"}, {"1 kg", 0, "1000 g"}, {"3 x 500 g", 2, "3 x 500 g"}} {
		p, _ := market.ParsePack(tc.total)
		if got := p.Of(tc.n).String(); got != tc.want {
			t.Errorf("%s in %d: %s, want %s", tc.total, tc.n, got, tc.want)
		}
	}
}

// FuzzPackOf: no name makes PackOf or ParsePack panic, and a pack they give is positive and written as it is read.
func FuzzPackOf(f *testing.F) {
	for _, s := range []string{"3 x 500 g", "Pack of 6, 1,5 l", "999x99999,999 fl. oz", "٣ x ٥ g", "24 ct", "1 gal", "12 packs of 64 wipes", "100g×3袋", "pack of 2 x 12 x 330ml", "24'lü paket", "0X1l", "0 pcs", "2 x 0 g"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if p, ok := market.PackOf(name); ok && (p.Count < 1 || p.Each == "" || p.Each[0] == '-') {
			t.Errorf("%q gives %+v", name, p)
		}
		p, ok := market.ParsePack(name)
		if !ok {
			return
		}
		if back, ok := market.ParsePack(p.String()); p.Count <= 200 && len(p.Each) <= 7 && (!ok || back != p) {
			t.Errorf("%q gives %+v, written %q, read %+v", name, p, p, back)
		}
	})
}
