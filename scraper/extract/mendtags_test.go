package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestF17BrokenMarkup: pages whose tags are not closed or wrongly nested, or whose data are broken, give their product, and the
// report says what was repaired.
func TestF17BrokenMarkup(t *testing.T) {
	t.Parallel()
	const head, price, buy = `<html><head><title>Oak lamp | Shop</title></head><body>`, `<p class="price">$24.50</p>`, `<button>Add to cart</button></body></html>`
	const text = `<p>A lamp of oak that stands where it is put and lights what is there to be lit.</p>`
	ld := func(s string) string {
		return head + `<h1>Oak lamp</h1>` + price + `<script type="application/ld+json">` + s + `</script>` + buy
	}
	for _, c := range []struct{ name, body, repair, sku string }{
		{"h1 not closed", head + `<h1>Oak lamp` + price + text + buy, "markup: h1 not closed", ""},
		{"h1 not closed, long", head + `<h1 class="x">Oak lamp<div>` + price + strings.Repeat(text, 30) + `</div>` + buy, "markup: h1 not closed", ""},
		{"h1 not closed before another", head + `<h1>Oak lamp` + price + `<h1>Reviews</h1>` + text + buy, "markup: h1 not closed", ""},
		{"title not closed", `<html><head><title>Oak lamp<meta name="x" content="y"></head><body><h1>Oak lamp</h1>` + price + buy, "markup: title not closed", ""},
		{"title not closed, a line of its own", "<html><head><title>Oak lamp\n<link rel=x href=y></head><body><h1>Oak lamp</h1>" + price + `<svg><title>cart</title></svg>` + buy, "markup: title not closed", ""},
		{"comment not closed", head + `<!-- header ><h1>Oak lamp</h1>` + price + buy, "markup: comment not closed", ""},
		{"div not closed", head + `<div><div><h1>Oak lamp</h1></div>` + price + buy, "markup: div not closed", ""},
		{"table not closed", head + `<h1>Oak lamp</h1>` + price + `<table><tr><td>SKU<td>OL-77` + `<tr><td>Color<td>Oak` + buy, "markup: table not closed", ""},
		{"form in a form", head + `<form><h1>Oak lamp</h1>` + price + `<form><button>Add to cart</button></form></form>` + buy, "markup: form in its like", ""},
		{"link in a link", head + `<a href="/a">Home <a href="/b">Lamps</a></a><h1>Oak lamp</h1>` + price + buy, "markup: a in its like", ""},
		{"attributes without quotes", `<html><head><title>Oak lamp</title></head><body><h1 class=name>Oak lamp</h1><p class=price id=p>$24.50</p><button class=add>Add to cart</button>`, "", ""},
		{"entity without its end", head + `<h1>Oak lamp</h1><p class="price">&#36 24.50&nbsp</p>` + buy, "", ""},
		{"ids used twice", head + `<h1 id="a">Oak lamp</h1><p class="price" id="a">$24.50</p>` + buy, "", ""},
		{"JSON-LD cut off", ld(`{"@type":"Product","name":"Oak lamp","sku":"OL-77","offers":{"price":"24.50","priceCurrency":"USD"`), "json-ld: cut off", "OL-77"},
		{"JSON-LD glued", ld(`{"@type":"WebSite","name":"Shop"}{"@type":"Product","name":"Oak lamp","sku":"OL-77","offers":{"price":"24.50","priceCurrency":"USD"}}`), "json-ld: several values in one block", "OL-77"},
		{"trailing commas", ld(`{"@type":"Product","name":"Oak lamp","sku":"OL-77","offers":{"price":"24.50","priceCurrency":"USD",},}`), "json-ld: trailing comma", "OL-77"},
		{"comments in JSON", ld("{\"@type\":\"Product\", // the lamp\n\"name\":\"Oak lamp\",/* code */\"sku\":\"OL-77\",\"offers\":{\"price\":\"24.50\",\"priceCurrency\":\"USD\"}}"), "json-ld: comment or CDATA", "OL-77"},
		{"JSON escaped for HTML", ld(`{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Oak lamp&quot;,&quot;sku&quot;:&quot;OL-77&quot;}`), "json-ld: html entities", "OL-77"},
		{"list of JSON escaped for HTML", ld(`[{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Oak lamp&quot;,&quot;sku&quot;:&quot;OL-77&quot;}]`), "json-ld: html entities", "OL-77"},
		{"closing brackets missing", ld(`{"@graph":[{"@type":"Product","name":"Oak lamp","sku":"OL-77"}`), "json-ld: cut off", "OL-77"},
	} {
		r := Extract(Page{URL: "https://shop.example.com/oak-lamp", Body: []byte(c.body)}, Options{Kind: KindProduct})
		if len(r.Listings) == 0 || r.Listings[0].Title != "Oak lamp" || r.Listings[0].Price == nil || r.Listings[0].Price.Amount != "24.5" && r.Listings[0].Price.Amount != "24.50" {
			t.Errorf("%s: %+v, issues %+v", c.name, r.Listings, r.Issues)
			continue
		}
		if c.repair != "" && !slices.Contains(r.Repaired, c.repair) {
			t.Errorf("%s: repaired %q, want %q", c.name, r.Repaired, c.repair)
		}
		if got := r.Listings[0].SKU; c.sku != "" && (got == nil || *got != c.sku) {
			t.Errorf("%s: sku %v, want %s", c.name, got, c.sku)
		}
	}
}

// TestF17SoundMarkup: nothing is repaired on pages that are sound, also with what only looks broken.
func TestF17SoundMarkup(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`<title>a < b</title><h1>Oak <span>lamp</span></h1><p>x<p>y<table><tr><td>1<td>2</table>`,
		`<title></title><h1>Oak lamp</h2><script><!-- var a = "<div>"; //--></script><!-- <h1> --><ul><li>x<li>y</ul>`,
		`<script>document.write("<div><h1>")</script><h1><div>Oak lamp</div></h1><a href="/">x</a><a href="/y">y</a>`,
		`<TITLE>x</TITLE><DIV>y</DIV><svg><title>z</title></svg>`,
	} {
		r := Extract(Page{URL: "https://shop.example.com/oak-lamp", Body: []byte(body)}, Options{})
		if len(r.Repaired) > 0 {
			t.Errorf("%s: repaired %q", body, r.Repaired)
		}
	}
}

// FuzzCloseTags: closing tags ends, adds little, and does nothing without saying so.
func FuzzCloseTags(f *testing.F) {
	for _, s := range []string{"<title>a<meta>", "<h1>a<p>b", "<!-- a > b", "<h1><h1>x</h1>", "<title", "<h1", "<!--", "<h1>x</"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, repairs := closeTags(text)
		if len(repairs) == 0 && got != text || len(got) > len(text)+len("</title></h1>") {
			t.Errorf("%q became %q with %q", text, got, repairs)
		}
	})
}
