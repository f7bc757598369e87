package extract_test

import "testing"

// TestF11BrandBeside: makers' names that stand beside the headline without a label and without a telling class.
func TestF11BrandBeside(t *testing.T) {
	doc := func(title, body string) string {
		return `<html lang="en"><head><title>` + title + `</title></head><body><nav><a href="/c">Chairs</a></nav>` + body + `<p>€ 249.00</p><button>Add to cart</button></body></html>`
	}
	head := `<h1>Lounge chair Fjord, grey</h1>`
	title := "Lounge chair Fjord | Homework"
	runFieldCases(t, []fieldCase{
		{"line above", "", doc(title, `<div><p class="over">Nordhus</p>`+head+`</div>`), "brand", "Nordhus"},
		{"heading above", "", doc(title, `<div><h2>Urban Loft</h2>`+head+`</div>`), "brand", "Urban Loft"},
		{"a badge above", "", doc(title, `<div><p>New arrival</p>`+head+`</div>`), "brand", ""},
		{"a department above, which the menu has", "", doc(title, `<div><p>Chairs</p>`+head+`</div>`), "brand", ""},
		{"a department above, which the title has", "", doc("Lounge chair Fjord | Seating | Homework", `<div><p>Seating</p>`+head+`</div>`), "brand", ""},
		{"a sentence above", "", doc(title, `<div><p>Made for evenings</p>`+head+`</div>`), "brand", ""},
		{"word without a colon", "", doc(title, head+`<p>Brand Nordhus</p>`), "brand", "Nordhus"},
		{"word without a colon, German", "", doc(title, head+`<p>Marke Alpen Quell</p>`), "brand", "Alpen Quell"},
		{"brand new", "", doc(title, head+`<p>Brand New</p>`), "brand", ""},
		{"a brand of what", "", doc(title, head+`<p>Brand of the year</p>`), "brand", ""},
		{"link with a label", "", doc(title, head+`<span>Code 237654321</span> <a href="/n">Brand: Nordhus</a>`), "brand", "Nordhus"},
		{"bold at the start of the name", "", doc("Nordhus Lounge chair Fjord", `<h1><strong>Nordhus</strong> <span>Lounge chair Fjord</span></h1>`), "brand", "Nordhus"},
		{"logo", "", doc(title, head+`<a class="firm-logo" href="/firm-12.html"><img alt="Nordhus" src="n.png"></a>`), "brand", "Nordhus"},
		{"by, in the title", "", doc("Lounge chair Fjord, grey | By Nordhus", head), "brand", "Nordhus"},
		{"from the site itself", "https://www.nordhus.com/fjord", doc("Lounge chair Fjord, grey from Nordhus", head), "brand", "Nordhus"},
		{"from elsewhere", "https://www.homework.com/fjord", doc("Lounge chair Fjord, grey from Norway", head), "brand", ""},
		{"registered mark", "https://www.nordhus.com/fjord", doc("Lounge chair Fjord", head+`<p>Every NordHus® chair is made of oak.</p>`), "brand", "NordHus"},
		{"other maker's mark", "https://www.homework.com/fjord", doc("Lounge chair Fjord", head+`<p>Covered in NordHus® wool.</p>`), "brand", ""},
	})
}

// TestF11VariantAttribute: the one variant that an attribute around the headline holds as JSON gives its number; of several
// nothing tells which the page shows.
func TestF11VariantAttribute(t *testing.T) {
	doc := func(variants string) string {
		return `<html lang="es"><head><title>Mate Imperial | Tienda</title></head><body><div data-variants='` + variants + `'><h1>Mate Imperial</h1><p class="price">$45.000,00</p><input type="submit" value="Agregar al carrito"></div></body></html>`
	}
	one := `{"product_id":77,"price_short":"$45.000,00","price_number":45000,"compare_at_price_number":60000,"stock":4,"sku":"MI-CU","available":true}`
	two := `{"product_id":77,"price_short":"$45.000,00","price_number":45000,"stock":0,"sku":"MI-CV","available":false}`
	runFieldCases(t, []fieldCase{
		{"one", "https://tienda.com.ar/p", doc("[" + one + "]"), "sku", "MI-CU"},
		{"two", "https://tienda.com.ar/p", doc("[" + one + "," + two + "]"), "sku", ""},
	})
}

// TestF11KnownMakers: a maker known the world over with whose name the product's begins, where nothing else names one.
func TestF11KnownMakers(t *testing.T) {
	doc := func(name, more string) string {
		return `<html lang="en"><head><title>` + name + ` | Shop</title></head><body><h1>` + name + `</h1><p class="price">€ 24.00</p><button>Add to cart</button>` + more + `</body></html>`
	}
	runFieldCases(t, []fieldCase{
		{"known", "", doc("Casio FX-991ES Plus Calculator", ""), "brand", "Casio"},
		{"of two words", "", doc("Russell Hobbs Kettle 1.7 l", ""), "brand", "Russell Hobbs"},
		{"not known", "", doc("Zorbel FX-991ES Plus Calculator", ""), "brand", ""},
		{"fits a maker's", "", doc("Samsung Galaxy S21 case clear", ""), "brand", ""},
		{"named otherwise", "", doc("Casio FX-991ES Plus Calculator", `<p>Brand: Zorbel</p>`), "brand", "Zorbel"},
	})
}
