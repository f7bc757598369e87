package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// fieldCase is a page written for one rule, and what must be read from it.
type fieldCase struct{ name, url, html, field, want string }

// page wraps a body as a small product page with a price, so that it is read as one.
func page(title, body string) string {
	return `<html lang="en"><head><title>` + title + ` | Shop</title><meta property="og:type" content="product"></head><body><main><h1>` +
		title + `</h1><div class="price">$24.50</div><button>Add to cart</button>` + body + `</main></body></html>`
}

func runFieldCases(t *testing.T, cases []fieldCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			url := c.url
			if url == "" {
				url = "https://shop.example.com/garden-lamp"
			}
			r := extract.Extract(extract.Page{URL: url, Body: []byte(c.html)}, extract.Options{})
			if len(r.Listings) == 0 {
				t.Fatalf("no listing; kind %s", r.Kind)
			}
			if got := given(r.Listings[0], c.field); got != c.want {
				t.Errorf("%s is %q, want %q\nevidence %v\nrejected %v", c.field, got, c.want, r.Listings[0].Evidence, r.Listings[0].Rejected)
			}
		})
	}
}

func TestArticleNumbers(t *testing.T) {
	ld := `<script type="application/ld+json">{"@type":"Product","name":"Garden lamp","sku":"900017","offers":{"price":"24.50","priceCurrency":"USD"}}</script>`
	runFieldCases(t, []fieldCase{
		{"data", "", page("Garden lamp", ld), "sku", "900017"},
		{"a label outranks a number that only data know", "", page("Garden lamp", ld+`<p>Product code: GL-4711</p>`), "sku", "GL-4711"},
		{"data that the address repeats outranks a label", "https://shop.example.com/p/900017", page("Garden lamp", ld+`<p>Reference: QB737</p>`), "sku", "900017"},
		{"label behind a dash", "", page("Garden lamp", `<ul><li><strong>Product code - </strong>39139301</li></ul>`), "sku", "39139301"},
		{"label inside a line", "", page("Garden lamp", `<p>Free shipping · today item no: 4548094738</p>`), "sku", "4548094738"},
		{"label glued to its value", "", page("Garden lamp", `<div><span>Art.-Nr.</span><span>1357247</span></div>`), "sku", "1357247"},
		{"marks of text direction around the colon", "", page("Garden lamp", "<span>ASIN \u200f : \u200e B000123456</span>"), "sku", "B000123456"},
		{"Russian", "", page("Лампа садовая", `<dl><dt>Артикул</dt><dd>АБ-12345</dd></dl>`), "sku", "АБ-12345"},
		{"Japanese", "", page("ガーデンランプ", `<table><tr><th>商品番号</th><td>gl-4711</td></tr></table>`), "sku", "gl-4711"},
		{"Korean", "", page("정원 램프", `<p>상품번호 : 88120034</p>`), "sku", "88120034"},
		{"a parameter of the address", "https://shop.example.com/store/36064?pid=262388", page("Garden lamp", ``), "sku", "262388"},
		{"the end of the path", "https://shop.example.com/lamps/garden-lamp-987929.html", page("Garden lamp", ``), "sku", "987929"},
		{"a marked number in the path", "https://shop.example.com/garden-lamp/p4781720", page("Garden lamp", ``), "sku", "4781720"},
		{"a code of letters in the path", "https://shop.example.com/us/garden-lamp/CE5145.html", page("Garden lamp", ``), "sku", "CE5145"},
		{"no number: a year in a slug is too short", "https://shop.example.com/garden-lamp-2024", page("Garden lamp", ``), "sku", ""},
		{"words behind the code", "", page("Garden lamp", `<div itemscope itemtype="http://schema.org/Product"><b itemprop="name">Garden lamp</b><span itemprop="productID">TE502955-12 Garden lamp, chair</span></div>`), "sku", "TE502955-12"},
	})
}
