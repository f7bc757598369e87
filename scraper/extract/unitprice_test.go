package extract

import "testing"

// TestF13PageConfirmsPack: the unit price on the page confirms the pack size of the name, in any usual measure; one that
// contradicts it is told as an issue, and then no price per unit is worked out.
func TestF13PageConfirmsPack(t *testing.T) {
	for _, c := range []struct {
		name, price, shown string
		confirmed, contra  bool
	}{
		{"Reis 3 x 500 g", "12,00 €", "8,00 €/kg", true, false},
		{"Reis 3 x 500 g", "12,00 €", "0,80 €/100 g", true, false},
		{"Reis 3 x 500 g", "12,00 €", "0,80 € pro 100 g", true, false},
		{"Reis 3 x 500 g", "12,00 €", "Grundpreis: 1 kg = 8,00 €", true, false},
		{"Reis 3 x 500 g", "12,00 €", "kg-Preis: 8,00 €", true, false},
		{"Reis 3 x 500 g", "12,00 €", "9,50 €/kg", false, true},
		{"Reis 3 x 500 g", "12,00 €", "Grundpreis: 1 kg = 24,00 €", false, true},
		{"Reis 3 x 500 g", "12,00 €", "1,99 €/Stück", false, false},
		{"Reis 3 x 500 g", "12,00 €", "", false, false},
		{"Tücher 12 Packungen à 64 Stück", "15,36 €", "0,02 €/Stück", true, false},
		{"Tücher 12 Packungen à 64 Stück", "15,36 €", "1,28 €/Stück", false, true},
		{"Laminat 8 mm Paket", "12,00 €", "14,00 €/m²", false, false},
		{"Nuts 2 x 16 oz", "20,00 €", "0,625 €/oz", true, false},
		{"Juice 4 x 8 fl oz", "8,00 €", "0,25 € per fl oz", true, false},
		{"Rice bag 2 x 5 lb", "20,00 €", "2,00 €/lb", true, false},
		{"Water 2 x 1 gal", "6,00 €", "3,00 €/gal", true, false},
	} {
		html := `<html lang="de"><head><title>` + c.name + ` | Laden</title></head><body><h1>` + c.name + `</h1><div class="price">` + c.price + `</div><div class="unit-price">` + c.shown + `</div><div class="shipping">Versand 3,00 €</div><button>In den Warenkorb</button></body></html>`
		r := Extract(Page{URL: "https://laden.example.de/reis", Body: []byte(html)}, Options{Kind: KindProduct})
		f := r.Listings[0]
		if f.Price == nil || plainNumber(f.Price.Amount) != plainNumber(number2(c.price)) {
			t.Errorf("%s %s: price %v", c.name, c.shown, f.Price)
		}
		if got := f.Pack != nil && f.Pack.Confirmed; got != c.confirmed {
			t.Errorf("%s %s: confirmed %v; pack %+v", c.name, c.shown, got, f.Pack)
		}
		issue := false
		for _, i := range r.Issues {
			issue = issue || i.Field == "unit_price"
		}
		rejected := false
		for _, x := range f.Rejected {
			rejected = rejected || x.Field == "unit_price"
		}
		if issue != c.contra || rejected != c.contra || c.contra && (f.UnitPrice != nil || f.Pack != nil) {
			t.Errorf("%s %s: issue %v, rejected %v, want %v; unit price %+v", c.name, c.shown, issue, rejected, c.contra, f.UnitPrice)
		}
		if ev := f.Evidence["unit_price"]; f.UnitPrice != nil && (ev.By == "" || ev.Path == "" || ev.Text == "" || c.confirmed && ev.By != "heuristic") {
			t.Errorf("%s %s: evidence of the unit price %+v", c.name, c.shown, ev)
		}
		if c.name == "Reis 3 x 500 g" && c.confirmed && (f.UnitPrice.Amount != "8.00" || f.UnitPrice.Landed != "10.00" || f.UnitPrice.Per != "kg") {
			t.Errorf("%s: unit price %+v", c.shown, f.UnitPrice)
		}
	}
}

// number2 is a German price as a plain number.
func number2(s string) string {
	return s[:len(s)-len(",00 €")] + "." + s[len(s)-len("00 €"):len(s)-len(" €")]
}
