package extract_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/scraper/extract"
)

// shownLine is what a test says of a variant: options, price, availability, codes and path.
func shownLine(f extract.Found) string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(f.Variant)) {
		out = append(out, k+"="+f.Variant[k])
	}
	line := strings.Join(out, ",")
	for _, x := range []string{"price", "list_price", "availability", "sku", "gtin"} {
		if v := given(f, x); v != "" {
			line += " " + v
		}
	}
	if u := strings.TrimPrefix(f.URL, "https://shop.example.com"); u != "/mug" {
		line += " " + u
	}
	return line
}

func mug(lang, price, body string) string {
	return `<html lang="` + lang + `"><head><title>Mug | Shop</title></head><body><h1>Mug</h1><div class="price">` + price + `</div><form action="/cart">` + body + `<button>Add to cart</button></form></body></html>`
}

// TestF12ShownVariants: what a page lets choose by lists, radio buttons, swatches and links is one listing for each variant,
// with what the page tells of it and nothing more.
func TestF12ShownVariants(t *testing.T) {
	for _, c := range []struct {
		name, html string
		want       []string
	}{
		{"list with what is added", mug("de", "12,00 €", `<label for="g">Größe</label><select id="g" name="attr[7]"><option value="">Bitte wählen</option><option value="1">S</option><option value="2">M (+1,50 €)</option><option value="3" disabled>L (+5 €)</option></select>`),
			[]string{"size=S 12", "size=M 13.5", "size=L 17 OutOfStock"}},
		{"list with prices", mug("de", "19,99 €", `<select name="variante" aria-label="Ausführung"><option value="a" selected>S - 19,99 €</option><option value="b">L - 29,99 €</option><option value="c">XL – 39,99 € (ausverkauft)</option></select>`),
			[]string{"ausführung=S 19.99", "ausführung=L 29.99", "ausführung=XL 39.99 OutOfStock"}},
		{"list with prices and no name", mug("en", "$20.00", `<select name="id"><option value="11">Red / S - $20.00</option><option value="12">Red / M - $22.00</option><option value="13" disabled>Blue / S - Sold out</option></select>`),
			[]string{"option=Red / S 20", "option=Red / M 22", "option=Blue / S OutOfStock"}},
		{"list with codes and prices in data", mug("en", "€12.00", `<select name="color"><option data-sku="MUG-R" data-gtin="4006381333931" data-price="1200" data-stock="3">Red</option><option data-sku="MUG-B" data-price="14.00" data-old-price="18.00" data-stock="0">Blue</option></select>`),
			[]string{"color=Red 12 InStock MUG-R 4006381333931", "color=Blue 14 18 OutOfStock MUG-B"}},
		{"buttons with words for screen readers", mug("en", "$12.00", `<fieldset><legend>Color</legend><label><input type="radio" name="c" value="1" checked>Chalk<span class="sr-only">This is the current selected colour</span></label><label><input type="radio" name="c" value="2"><span class="visually-hidden">Moss</span></label></fieldset>`),
			[]string{"color=Chalk", "color=Moss"}},
		{"list without prices", mug("fr", "12,00 €", `<label>Taille <select><option>Choisir</option><option>36</option><option>37</option><option>38 - épuisé</option></select></label>`),
			[]string{"size=36", "size=37", "size=38 OutOfStock"}},
		{"list of pages", mug("en", "$12.00", `<label for="v">Model</label><select id="v"><option value="/mug" selected>Small</option><option value="/mug-large">Large</option></select>`),
			[]string{"model=Small 12", "model=Large /mug-large"}},
		{"list whose stock stands behind the size", mug("it", "12,00 €", `<label for="v">Taglia</label><select id="v"><option>S</option><option>M esaurito</option></select>`),
			[]string{"size=S", "size=M OutOfStock"}},
		{"two lists", mug("en", "$12.00", `<label for="a">Color</label><select id="a"><option>Red</option><option>Blue</option></select><label for="b">Size</label><select id="b"><option>S</option><option>L (+$2.00)</option><option>XL (sold out)</option></select>`),
			[]string{"color=Red,size=S 12", "color=Red,size=L 14", "color=Red,size=XL 12 OutOfStock", "color=Blue,size=S 12", "color=Blue,size=L 14", "color=Blue,size=XL 12 OutOfStock"}},
		{"radio buttons with labels", mug("nl", "€ 12,00", `<fieldset><legend>Kleur</legend><input type="radio" name="k" id="k1" value="1" checked><label for="k1">Rood</label><input type="radio" name="k" id="k2" value="2" disabled><label for="k2">Blauw</label></fieldset>`),
			[]string{"color=Rood", "color=Blauw OutOfStock"}},
		{"radio buttons in labels with prices", mug("es", "12,00 €", `<div class="sel"><p>Formato</p><label><input type="radio" name="f" value="x"> 250 g <span>12,00 €</span></label><label><input type="radio" name="f" value="y"> 500 g <span>22,00 €</span></label></div>`),
			[]string{"formato=250 g 12", "formato=500 g 22"}},
		{"radio buttons named by value", mug("en", "$12.00", `<div role="radiogroup" aria-label="Size"><input type="radio" name="s" value="S"><input type="radio" name="s" value="M"></div>`),
			[]string{"size=S", "size=M"}},
		{"swatches", mug("en", "$12.00", `<div class="product-swatches"><span class="label">Color: Red</span><button type="button" class="swatch selected" data-value="Red" data-sku="M-RED" aria-label="Red"></button><button type="button" class="swatch sold-out" data-value="Blue" data-sku="M-BLU"></button></div>`),
			[]string{"color=Red M-RED", "color=Blue OutOfStock M-BLU"}},
		{"swatches in a list", mug("pl", "12,00 zł", `<div class="variant-picker"><p>Rozmiar</p><ul><li data-value="S" data-price="12,00">S</li><li data-value="M" data-price="14,00">M</li></ul></div>`),
			[]string{"size=S 12", "size=M 14"}},
		{"links to pages of their own", mug("de", "12,00 €", `<div class="variants"><p>Farbe</p><a class="v active" href="/mug" title="Rot"></a><a class="v" href="/mug-blau" title="Blau"></a><a class="v" href="/mug-gruen" title="Grün"></a></div>`),
			[]string{"color=Rot 12", "color=Blau /mug-blau", "color=Grün /mug-gruen"}},
		{"a list behind its swatches", mug("en", "$12.00", `<div class="color-swatches"><p>Color</p><button data-value="Red"></button><button data-value="Blue"></button></div><select name="color" style="display:none"><option data-sku="M-RED">Red</option><option data-sku="M-BLU">Blue</option></select>`),
			[]string{"color=Red M-RED", "color=Blue M-BLU"}},

		{"quantity", mug("en", "$12.00", `<label for="q">Quantity</label><select id="q"><option>1</option><option>2</option><option>3</option></select>`), nil},
		{"numbers without a name", mug("en", "$12.00", `<select><option>1</option><option>2</option><option>3</option></select>`), nil},
		{"country", mug("en", "$12.00", `<label for="q">Ship to</label><select id="q"><option>Germany</option><option>France</option></select>`), nil},
		{"countries without a name", mug("en", "$12.00", `<select name="c2"><option>Germany $5.00</option><option>France $6.00</option></select>`), nil},
		{"sorting", mug("en", "$12.00", `<select name="options"><option>Newest</option><option>Price low to high</option></select>`), nil},
		{"page size", mug("en", "$12.00", `<label for="q">Items per page</label><select id="q"><option>12</option><option>24</option></select>`), nil},
		{"language", mug("en", "$12.00", `<select name="language"><option>English</option><option>Deutsch</option></select>`), nil},
		{"stars", mug("en", "$12.00", `<div class="rating-options"><input type="radio" name="r" value="1"><input type="radio" name="r" value="2"></div>`), nil},
		{"subscription", mug("en", "$12.00", `<fieldset><legend>Purchase options</legend><label><input type="radio" name="p" value="1">One-time purchase $12.00</label><label><input type="radio" name="p" value="2">Subscribe and save $10.80</label></fieldset>`), nil},
		{"payment", mug("de", "12,00 €", `<div class="payment-options"><button data-value="a">PayPal</button><button data-value="b">Klarna</button></div>`), nil},
		{"other products", mug("de", "12,00 €", "") + `<div class="related-products"><select name="size"><option>S</option><option>M</option></select></div>`, nil},
		{"one option", mug("en", "$12.00", `<label for="q">Size</label><select id="q"><option>Choose</option><option>One size</option></select>`), nil},
		{"gallery", mug("en", "$12.00", `<div class="thumb-variants"><a href="/1.jpg" title="Front"></a><a href="/2.jpg" title="Back"></a></div>`), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := extract.Extract(extract.Page{URL: "https://shop.example.com/mug", Body: []byte(c.html)}, extract.Options{Kind: extract.KindProduct})
			var got []string
			for i, f := range r.Listings {
				if i == 0 {
					continue
				}
				got = append(got, shownLine(f))
				for _, x := range []string{"price", "list_price", "availability", "sku", "gtin"} {
					if ev := f.Evidence[x]; given(f, x) != "" && (ev.By == "" || ev.Path == "" || ev.Text == "") {
						t.Errorf("%s of %v has no evidence: %+v", x, f.Variant, f.Evidence)
					}
				}
				if ev := f.Evidence["variant"]; ev.By == "" || ev.Path == "" || ev.Text == "" {
					t.Errorf("options of %v have no evidence: %+v", f.Variant, ev)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("variants (-want +got):\n%s", diff)
			}
		})
	}
}

// TestF12ShownVariantsAreStored: variants that only say what can be chosen are stored beside the product, whose price the
// page tells; where each has a price, they stand for it.
func TestF12ShownVariantsAreStored(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"no prices", `<label for="g">Size</label><select id="g"><option>S</option><option>M</option></select>`, []string{"map[] 12.00 USD", "map[size:S] unknown", "map[size:M] unknown"}},
		{"prices", `<label for="g">Size</label><select id="g"><option>S</option><option>M (+$2.00)</option></select>`, []string{"map[size:S] 12.00 USD", "map[size:M] 14.00 USD"}},
	} {
		r := extract.Extract(extract.Page{URL: "https://shop.example.com/mug", Body: []byte(mug("en", "$12.00", c.body))}, extract.Options{Kind: extract.KindProduct})
		series, _ := extract.Normalise(r, "shop", time.Unix(0, 0), market.Provenance{PageHash: "h"})
		var got []string
		for _, s := range series {
			got = append(got, fmt.Sprint(s.Listing.Variant, " ", s.Observations[0].Offer.Price))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestF12DataVariantsHaveEvidence: each value of a variant that data list says which data and where.
func TestF12DataVariantsHaveEvidence(t *testing.T) {
	html := `<html lang="en"><head><title>Mug | Shop</title></head><body><h1>Mug</h1><script type="application/ld+json">{"@type":"ProductGroup","name":"Mug","hasVariant":[
		{"@type":"Product","sku":"M-R","gtin13":"4006381333931","mpn":"R1","color":"Red","offers":{"price":"12.00","priceCurrency":"EUR","availability":"https://schema.org/InStock"}},
		{"@type":"Product","sku":"M-B","color":"Blue","offers":{"price":14,"priceCurrency":"EUR","availability":"https://schema.org/OutOfStock"}}]}</script></body></html>`
	r := extract.Extract(extract.Page{URL: "https://shop.example.com/mug", Body: []byte(html)}, extract.Options{Kind: extract.KindProduct})
	for _, x := range []string{"price", "sku", "gtin", "mpn", "availability"} {
		if ev := r.Listings[1].Evidence[x]; ev.By != "json-ld" || ev.Path == "" || ev.Text == "" {
			t.Errorf("%s: %+v", x, ev)
		}
	}
}
