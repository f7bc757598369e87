package extract_test

import (
	"strings"
	"testing"

	"shelfwise/scraper/extract"
)

const product = `<html lang="en"><head><title>Kettle</title><script type="application/ld+json">%s</script></head>
<body><h1>Boil Kettle</h1><p class="price">$24.99 <del>$30.00</del></p><button>Add to cart</button></body></html>`

// TestW11BrokenJSONLD: each kind of broken block still gives its product, and the repair is named.
func TestW11BrokenJSONLD(t *testing.T) {
	const good = `{"@type":"Product","name":"Boil Kettle","sku":"K-17","offers":{"@type":"Offer","price":"24.99","priceCurrency":"EUR"}}`
	for _, tc := range []struct {
		name, block string
		repaired    bool
	}{
		{"whole", good, false},
		{"trailing semicolon", good + ";", true},
		{"extra brace", good + "}", true},
		{"trailing comma", strings.Replace(good, `"EUR"}`, `"EUR",}`, 1), true},
		{"control character", strings.Replace(good, "Boil Kettle", "Boil\n Kettle", 1), true},
		{"html comment", "<!-- " + good + " -->", true},
		{"cdata", "//<![CDATA[\n" + good + "\n//]]>", true},
		{"graph", `{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},` + good + `]}`, false},
		{"array", "[" + good + "]", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			page := strings.Replace(product, "%s", tc.block, 1)
			r := extract.Extract(extract.Page{URL: "https://shop.example/p/1", Body: []byte(page)}, extract.Options{})
			if len(r.Listings) == 0 || r.Listings[0].SKU == nil || *r.Listings[0].SKU != "K-17" {
				t.Fatalf("listings = %+v; want the block's SKU K-17", r.Listings)
			}
			if got := r.Listings[0].Price; got == nil || got.Amount != "24.99" {
				t.Errorf("price = %+v; want 24.99", got)
			}
			if (len(r.Repaired) > 0) != tc.repaired {
				t.Errorf("repaired = %q; want some: %v", r.Repaired, tc.repaired)
			}
		})
	}
}

func TestBadPagesAreIssues(t *testing.T) {
	for name, body := range map[string]string{
		"empty": "", "png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "gzip": "\x1f\x8b\x08\x00\x00\x00\x00\x00", "text": "hello", "zeros": strings.Repeat("\x00", 4096),
	} {
		r := extract.Extract(extract.Page{Body: []byte(body)}, extract.Options{})
		if len(r.Issues) == 0 || len(r.Listings) != 0 {
			t.Errorf("%s: %d listings, issues %v; want no listing and an issue", name, len(r.Listings), r.Issues)
		}
	}
}

// FuzzExtract: no page makes Extract panic, and what it gives keeps its promises.
func FuzzExtract(f *testing.F) {
	f.Add([]byte(strings.Replace(product, "%s", `{"@type":"Product","name":"x","offers":{"price":1,}}`, 1)), "https://shop.example/p/1")
	f.Add([]byte(`<div itemscope itemtype="http://schema.org/Product"><b itemprop=name>x</b><i itemprop=price content=5>`), "")
	f.Add([]byte(strings.Repeat(`<ul><li><a href=/p/1><img>Lamp one</a><b>12,99 €</b></li>`, 9)), "https://shop.example/c/lamps")
	f.Add([]byte(`<script id=__NUXT_DATA__ type=application/json>[{"a":1,"b":0},[2,1,9],["Set",0,-1],{"name":4,"price":2}]</script>`), "https://shop.example/c")
	f.Add([]byte(`<script>x={"ROOT_QUERY":{"__ref":"a"},"a":{"__refs":["a","b","b"]},"b":{"name":"x","price":{"__ref":"b"}}}</script>`), "https://shop.example/c")
	f.Add([]byte(`<table><tr><th>Name</th><th>Price</th></tr><tr onclick="location.href='/a'"><td>Lamp one</td><td>2,50</td></tr><tr data-href=/b><td>Lamp two</td><td>3,50</td></tr></table>`), "https://shop.example/c")
	f.Add([]byte("<script>window.__NEXT_DATA__={\"product\":{\"name\":\"x\",\"price\":{\"value\":3}}}</script>"), ":")
	f.Fuzz(func(t *testing.T, body []byte, url string) {
		r := extract.Extract(extract.Page{URL: url, Body: body}, extract.Options{})
		for _, l := range r.Listings {
			if l.Title == "" {
				t.Errorf("a listing without a title: %+v", l)
			}
			if l.Rating != nil && (l.RatingScale == nil || *l.Rating > *l.RatingScale || *l.Rating < 0) {
				t.Errorf("rating %v on scale %v", *l.Rating, l.RatingScale)
			}
		}
	})
}
