package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// Test003ListsLackingSigns: the page of a list is known by all its signs together. It may lack any of them: words in class
// names, a telling address, a button in each tile, a control that sorts, a link to the next page, more than a few tiles.
func Test003ListsLackingSigns(t *testing.T) {
	const plain = `<div class="x1"><a href="/%[1]d-a"><img src="x.jpg" alt=""></a><a href="/%[1]d-a">Kettle number %[1]d</a><div class="x2">$%[2]d.90</div></div>`
	const more = `<p>Free returns within thirty days. Our shop is at home in Leeds.</p><footer>About us</footer>`
	for _, c := range []struct{ name, url, body, kind string }{
		{"nothing but five tiles below a headline", "https://shop.example/kettles", `<h1>Kettles</h1><div>` + cards(5, plain) + `</div>`, extract.KindCategory},
		{"a line of counts, and little else", "https://shop.example/kettles", `<h1>Kettles</h1><p>3 products</p><div>` + cards(3, plain) + `</div>` + more, extract.KindCategory},
		{"words that sort, and a headline far above", "https://shop.example/kettles", `<h1>Kettles</h1><p>` + longText + `</p><span>Sort by: price</span><div>` + cards(4, plain) + `</div>` + more, extract.KindCategory},
		{"a link to the next page, in a carousel's classes", "https://shop.example/kettles", `<h1>Kettles</h1><p>12 results</p><div class="slider">` + cards(6, plain) + `</div><a rel="next" href="?page=2">2</a>`, extract.KindCategory},
		{"a product with its own price and five others", "https://shop.example/kettle-9", `<h1>Kettle of steel</h1><p>$99.00</p><p>` + longText + `</p><button>Add to cart</button><div>` + cards(5, plain) + `</div>`, extract.KindProduct},
		{"an article with a list below", "https://news.example/tea", `<h1>How to boil water</h1><p>` + longText + `</p><p>` + longText + `</p><div>` + cards(3, plain) + `</div>`, extract.KindOther},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := extract.Extract(extract.Page{URL: c.url, Body: []byte(`<html lang="en"><title>Kettle of steel</title><body>` + c.body + `</body></html>`)}, extract.Options{})
			if r.Kind != c.kind {
				t.Errorf("kind %s, want %s", r.Kind, c.kind)
			}
		})
	}
}

const longText = `Water boils sooner where the kettle is wide and the lid is shut. Whoever lives high in the mountains knows that it boils at less than a hundred degrees, and that the tea is weaker for it. ` +
	`A kettle with a whistle tells when it is done, and one with a thermometer tells when to stop. Green tea wants eighty degrees and no more than three minutes, black tea wants all the heat there is. ` +
	`We have tried eleven of them over four weeks in three kitchens, with soft water and with hard. The ones of steel last longest, and the ones of glass show when they need to be cleaned. ` +
	`None of them is quiet. Most hold a litre and a half, which is enough for six cups. Two could not be filled without taking off the lid, which is a nuisance when it is hot.`
