package extract_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/scraper/extract"
)

// TestF12VariantsKeepThePagesCounts: what a page tells of all variants together is kept with each; what it tells of the
// one chosen, with that alone.
func TestF12VariantsKeepThePagesCounts(t *testing.T) {
	const page = `<html lang="en"><head><title>House tea, 250 g</title></head><body><main><h1>House tea, 250 g</h1><div class="rating"><span>4.5 out of 5 stars</span> <a href="#r">128 reviews</a></div>
<p class="price"><del>£11.50</del> <span class="now">£9.95</span> <small>(£3.98 per 100 g)</small></p><p>In stock</p><form><fieldset><legend>Size</legend>
<label><input type="radio" name="size" value="250g" data-price="9.95" data-sku="HB-250" checked> 250 g – £9.95</label>
<label><input type="radio" name="size" value="500g" data-price="18.50" data-sku="HB-500"> 500 g – £18.50</label></fieldset><button>Add to basket</button></form><p>SKU: HB-250</p></main></body></html>`
	r := extract.Extract(extract.Page{URL: "https://shop.example.co.uk/tea", Body: []byte(page)}, extract.Options{Kind: extract.KindProduct})
	series, _ := extract.Normalise(r, "shop", time.Unix(0, 0), market.Provenance{PageHash: "h"})
	var got []string
	for _, s := range series {
		o := s.Observations[0]
		n, _ := o.Reviews()
		got = append(got, fmt.Sprint(s.Listing.SKU, " ", o.Offer.Price, " was ", o.Offer.ListPrice, " ", o.Offer.Availability, " ", *o.Rating, " ", n, " ", o.Offer.Pack, " ", o.Offer.UnitPrice() != nil, " ", o.Provenance.Fields["review_count"].Text != ""))
	}
	want := []string{"HB-250 9.95 GBP was 11.50 GBP InStock 4.5 128 250 g true true", "HB-500 18.50 GBP was unknown  4.5 128  false true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
