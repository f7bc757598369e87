package extract_test

import "testing"

// TestF11NoGoods: cars in advertisements and stories with a button of the publisher's shop have no price; goods that
// resemble them do.
func TestF11NoGoods(t *testing.T) {
	doc := func(title, body string) string {
		return `<html lang="en"><head><title>` + title + `</title></head><body>` + body + `</body></html>`
	}
	car := `<h1>Volvo V60 D4 Momentum</h1><p class="price">€ 21 490</p><p>84 200 km · Diesel · Automatic · 2019</p>`
	story := `<h1>Butter dearer than ever: €2.49</h1><p>By Anna Roth, 27 November</p><p>A packet of butter now costs €2.49. It was €2.29 last month, and the makers say that more is to come before the year ends.</p>`
	runFieldCases(t, []fieldCase{
		{"car", "", doc("Volvo V60 D4 | Autoplace", car+`<p>Reg.nr ABC123</p><button>Contact the seller</button>`), "price", ""},
		{"tyre for cars", "", doc("Winter tyre 205/55 R16", `<h1>Winter tyre 205/55 R16</h1><p class="price">€ 84.90</p><p>For diesel and petrol cars with automatic gearbox</p>`), "price", "84.9"},
		{"oil, bought", "", doc("Motor oil 5W-30", `<h1>Motor oil 5W-30</h1><p class="price">€ 34.90</p><p>Diesel, petrol. For 30 000 km, automatic gearbox, registration from 2012</p><button>Add to cart</button>`), "price", "34.9"},
		{"story", "", doc("Butter dearer than ever: €2.49", `<article>`+story+`</article><div>Read on for <b>€9.99</b> <button>Order now</button><button>Buy now</button></div>`), "price", ""},
		{"product in an article", "", doc("Garden lamp", `<article><h1>Garden lamp</h1><p class="price">€ 34.90</p><p>A lamp for the garden. It stands on three legs of oak, bears rain and frost, and lights up by itself at dusk. Two years of guarantee.</p><button>Add to cart</button></article>`), "price", "34.9"},
		{"article around the text, button beside", "", doc("Garden lamp", `<article><h1>Garden lamp</h1><p>A lamp for the garden. It stands on three legs of oak, bears rain and frost, and lights up by itself at dusk. Two years of guarantee.</p></article><aside><p class="price">€ 34.90</p><p>SKU: GL-4711</p><button>Add to cart</button></aside>`), "price", "34.9"},
	})
}
