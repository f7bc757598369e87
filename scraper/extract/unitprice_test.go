package extract

import (
	"math/big"
	"testing"
)

// TestF14PackSizes reads pack sizes from names.
func TestF14PackSizes(t *testing.T) {
	for _, c := range []struct {
		name string
		want Pack
	}{
		{"Rice 3 x 500 g", Pack{Count: 3, Each: "500", Unit: "g"}},
		{"Rice 3x500g, long grain", Pack{Count: 3, Each: "500", Unit: "g"}},
		{"Olivenöl 0,75 l", Pack{Count: 1, Each: "750", Unit: "ml"}},
		{"Orange juice 1L (Pack of 6)", Pack{Count: 6, Each: "1000", Unit: "ml"}},
		{"Potato chips, 10 Ounce", Pack{Count: 1, Each: "283.495", Unit: "g"}},
		{"Hair oil 3.4 fl oz", Pack{Count: 1, Each: "100.55", Unit: "ml"}},
		{"AA batteries 24 count", Pack{Count: 24, Each: "1", Unit: "piece"}},
		{"Батончик 40 г", Pack{Count: 1, Each: "40", Unit: "g"}},
		{"洗衣液 2升", Pack{Count: 1, Each: "2000", Unit: "ml"}},
		{"Phone 5G 128GB", Pack{Count: 1, Each: "5", Unit: "g"}},
		{"Chair", Pack{}},
		{"Set: 200 g and 500 g", Pack{}},
	} {
		got, ok := packOf(c.name)
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
	p, _ := packOf("Rice 3 x 500 g")
	if got := p.perUnit(big.NewRat(12, 1), 2); got != "8.00" {
		t.Errorf("item: %s per kg, want 8.00", got)
	}
	if got := p.perUnit(big.NewRat(15, 1), 2); got != "10.00" {
		t.Errorf("landed: %s per kg, want 10.00", got)
	}
}

// TestF14PageConfirmsPack: the unit price on the page confirms the pack size of the name.
func TestF14PageConfirmsPack(t *testing.T) {
	for shown, want := range map[string]bool{"8,00 €/kg": true, "0,80 €/100 g": true, "9,50 €/kg": false} {
		html := `<html lang="de"><head><title>Reis 3 x 500 g | Laden</title></head><body><h1>Reis 3 x 500 g</h1><div class="price">12,00 €</div><div class="unit-price">` + shown + `</div><div class="shipping">Versand 3,00 €</div><button>In den Warenkorb</button></body></html>`
		r := Extract(Page{URL: "https://laden.example.de/reis", Body: []byte(html)}, Options{})
		f := r.Listings[0]
		if f.Pack == nil || f.UnitPrice == nil || f.Pack.Confirmed != want || f.UnitPrice.Amount != "8.00" || f.UnitPrice.Landed != "10.00" || f.UnitPrice.Per != "kg" {
			t.Errorf("%s: pack %+v unit price %+v shipping %v", shown, f.Pack, f.UnitPrice, f.Shipping)
		}
	}
}

// FuzzPackOf: no name makes packOf panic, and a pack it gives is positive.
func FuzzPackOf(f *testing.F) {
	for _, s := range []string{"3 x 500 g", "Pack of 6, 1,5 l", "999x99999,999 fl. oz", "٣ x ٥ g"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		p, ok := packOf(name)
		if ok && (p.Count < 1 || p.perUnit(big.NewRat(1, 1), 2) == "") {
			t.Errorf("%q: %+v", name, p)
		}
	})
}
