package extract

import "testing"

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
