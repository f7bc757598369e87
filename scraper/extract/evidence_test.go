package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/scraper/extract"
)

// TestRejectedNumbers: what was not taken is kept once, with a reason that a reader understands.
func TestRejectedNumbers(t *testing.T) {
	html := `<html lang="en"><head><title>Garden lamp | Shop</title></head><body><main><h1>Garden lamp</h1>
		<div class="price"><del>$40.00</del> <b class="current-price">$24.50</b> <span>You save: $15.50</span></div>
		<p>or 4 interest-free payments of $6.13</p><p>Free shipping on orders over $49.00</p><p>Price per 100 g: $1.20</p>
		<select><option>Large $31.00</option></select><button>Add to cart</button></main>
		<div class="related-products"><a href="/p/2">Lamp two</a> <span class="price">$18.00</span></div></body></html>`
	r := extract.Extract(extract.Page{URL: "https://shop.example.com/garden-lamp", Body: []byte(html)}, extract.Options{})
	f := r.Listings[0]
	if given(f, "price") != "24.5" || given(f, "list_price") != "40" {
		t.Errorf("price %s, list price %s; want 24.5 and 40", given(f, "price"), given(f, "list_price"))
	}
	got := map[string]string{}
	for _, x := range f.Rejected {
		got[x.Text] = x.Reason
	}
	want := map[string]string{
		"$15.50": "amount saved", "$6.13": "instalment", "$49.00": "shipping cost or threshold", "$1.20": "unit price",
		"$31.00": "other variant", "$18.00": "related product",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
}

// TestF16PageCurrency: a sign that several countries share is told apart by the page's domain, language, markup or words,
// or left open.
func TestF16PageCurrency(t *testing.T) {
	for _, c := range []struct{ name, url, lang, head, price, want string }{
		{"yen by domain", "https://shop.example.co.jp/p/1", "", "", "¥1,200", "JPY"},
		{"yen by language", "https://shop.example.com/p/1", "ja", "", "¥1,200", "JPY"},
		{"yuan by language", "https://shop.example.com/p/1", "zh-CN", "", "¥1200", "CNY"},
		{"yuan by its decimals", "https://shop.example.com/p/1", "en", "", "¥12.50", "CNY"},
		{"yen or yuan, open", "https://shop.example.com/p/1", "en", "", "¥1200", ""},
		{"Canadian dollar by domain", "https://shop.example.ca/p/1", "en", "", "$24.50", "CAD"},
		{"Australian dollar by region of the language", "https://shop.example.com/p/1", "en-AU", "", "$24.50", "AUD"},
		{"Chilean peso by domain", "https://shop.example.cl/p/1", "es", "", "$24.990", "CLP"},
		{"by a path", "https://shop.example.com/en-nz/p/1", "en", "", "$24.50", "NZD"},
		{"by markup", "https://shop.example.com/p/1", "en", `<meta property="product:price:currency" content="SGD"><meta property="product:price:amount" content="24.50">`, "$24.50", "SGD"},
		{"by its prefix", "https://shop.example.com/p/1", "en", "", "HK$24.50", "HKD"},
		{"English under a domain of no country", "https://shop.example.com/p/1", "en", "", "$24.50", "USD"},
		{"Swedish crown", "https://shop.example.se/p/1", "sv", "", "249 kr", "SEK"},
		{"Danish crown", "https://shop.example.com/p/1", "da", "", "249 kr.", "DKK"},
		{"Norwegian crown", "https://shop.example.no/p/1", "", "", "kr 249", "NOK"},
		{"a crown, open", "https://shop.example.com/p/1", "en", "", "249 kr", ""},
		{"pound by domain", "https://shop.example.co.uk/p/1", "en", "", "£24.50", "GBP"},
		{"words", "https://shop.example.com/p/1", "pl", "", "24,50 zł", "PLN"},
		{"Arabic words", "https://shop.example.com/p/1", "ar", "", "24 ر.س", "SAR"},
	} {
		t.Run(c.name, func(t *testing.T) {
			html := `<html lang="` + c.lang + `"><head><title>Garden lamp</title>` + c.head + `</head><body><h1>Garden lamp</h1><p class="price">` + c.price + `</p><button>Add to cart</button></body></html>`
			r := extract.Extract(extract.Page{URL: c.url, Body: []byte(html)}, extract.Options{Kind: extract.KindProduct})
			if got := given(r.Listings[0], "currency"); got != c.want {
				t.Errorf("currency of %s is %q, want %q; price %+v", c.price, got, c.want, r.Listings[0].Price)
			}
		})
	}
}
