package extract_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"shelfwise/scraper/extract"
)

// hostilePages are pages of some 5 MB that are made to cost: each grows one thing that a page can have.
func hostilePages() map[string]string {
	const size = 5 << 20
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	head := `<html lang="en"><head><title>Oak desk</title></head><body><h1>Oak desk</h1>`
	var keys strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&keys, `"k%d":{"price":%d},`, i, i)
	}
	return map[string]string{
		"deep nesting":       head + fill("<div>"),
		"deep formatting":    head + fill("<b><i>"),
		"siblings":           head + fill("<i>x</i>"),
		"prices":             head + fill(`<b class="price">$1.99</b>`),
		"tiles":              head + fill(`<li class="t"><a href="/p/1">Oak desk 1</a><b>$1.99</b>`),
		"flat tiles":         head + "<div>" + fill(`<a href="/p/1">Oak desk one</a> <b>$1.99</b> `),
		"nested tiles":       head + fill(`<div class="t"><a href="/p/1">Oak desk 1</a><b>$1.99</b>`),
		"links":              head + fill(`<a href="/c?page=2&x=1">2</a>`),
		"huge attribute":     head + `<div class="` + fill("price ") + `" style="` + fill("width:1%;") + `">$5</div>`,
		"classes":            head + fill(`<p class="rating star-1">4.5 out of 5 (12)</p>`),
		"digits":             head + "<p>" + fill("1 2.3,4 "),
		"one number":         head + `<p class="price">$` + fill("1"),
		"words":              head + "<p>" + fill("sku: item # brand "),
		"lines":              head + fill("<p>SKU: A1"),
		"unclosed tags":      head + fill("<p class='price"),
		"angle brackets":     head + fill("<"),
		"comments":           head + fill("<!--"),
		"tables":             head + fill("<table><tr><td>"),
		"json-ld":            head + `<script type="application/ld+json">{"@graph":[` + fill(`{"@type":"Product","name":"x","offers":{"price":"1"}},`) + `]}</script>`,
		"json-ld depth":      head + `<script type="application/ld+json">` + fill(`{"a":[`) + `</script>`,
		"json-ld quotes":     head + `<script type="application/ld+json">{"@type":"Product","name":"` + fill(`a"b`) + `</script>`,
		"json-ld item lists": head + `<script type="application/ld+json">` + fill(`{"itemListElement":[{"name":"a","item":`) + `</script>`,
		"state":              head + `<script>window.s={` + keys.String() + `}</script>`,
		"state braces":       head + `<script>price={` + fill(`{a:`) + `</script>`,
		"state arrays":       head + `<script>price=` + fill(`{"a":[`) + `</script>`,
		"microdata":          head + fill(`<div itemscope itemtype="http://schema.org/Product" itemprop="isRelatedTo"><b itemprop="name">x</b>`),
		"scripts":            head + fill(`<script>{"price":1,"name":"x","sku":"a"}</script>`),
		"unclosed drawings":  head + fill("<svg>"),
		"drawings":           head + fill("<svg><p></svg>"),
		"unclosed styles":    head + fill("<style>"),
		"nested scripts":     head + fill("<script><!--<script>"),
		"unclosed frames":    head + fill("<noscript><iframe>"),
		"lists of options":   head + fill(`<label>Size<select name="size"><option>S<option>M +$1</select>`),
		"radio buttons":      head + fill(`<label><input type=radio name=size value=a>`),
		"swatches":           head + fill(`<div class="swatches"><button data-value="a"></button>`),
		"packs":              head + fill(`12 x 3 packs of `),
		"shipping":           head + `<b class="price">$5.00</b><button>Add to cart</button>` + fill(`<p>+ $1 free shipping from $2`),
		"options":            head + "<select>" + fill(`<option>Red $1</option>`),
	}
}

// Test003HostilePages: 5 MB of anything takes bounded memory and time that grows no faster than the page. Time is not
// asserted, since machines differ: a search that were quadratic in 5 MB would take hours and meet the test's deadline.
func Test003HostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 140 MB")
	}
	for name, body := range hostilePages() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			r := extract.Extract(extract.Page{URL: "https://shop.example/c/desks", Body: []byte(body)}, extract.Options{})
			runtime.ReadMemStats(&after)
			if used := int64(after.TotalAlloc - before.TotalAlloc); used > 200*int64(len(body)) {
				t.Errorf("%d MB were allocated for %d MB", used>>20, len(body)>>20)
			}
			if len(r.Listings) > 20_000 {
				t.Errorf("%d listings", len(r.Listings))
			}
		})
	}
}
