package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/store"
)

// evidencePages are a shop's: a product with the terms that a page can state, one whose sizes are radio buttons, and a list
// that shows those two and one more.
func evidencePages() map[string]string {
	const top = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title></head><body><nav><a class="c" href="/tea.html">Tea</a></nav>%s</body></html>`
	return map[string]string{
		"/": fmt.Sprintf(top, "Brassbell", ""),
		"/tea.html": fmt.Sprintf(top, "Tea", `<h1>Tea</h1><ul>
<li class="tile"><a href="/p/1"><h3>Kestrel Assam leaf tea, 500 g</h3></a><span aria-label="4.8 out of 5 stars"></span> <span>(1,204)</span> <del>£19.99</del> <b>£16.40</b></li>
<li class="tile"><a href="/p/2"><h3>Brassbell house tea</h3></a><span aria-label="4.5 out of 5 stars"></span> <span>(128)</span> <b>£9.95</b></li>
<li class="tile"><a href="/q/3"><h3>Brassbell tea strainer</h3></a><span aria-label="4.1 out of 5 stars"></span> <span>(37)</span> <b>£6.50</b></li></ul>`),
		"/p/1": fmt.Sprintf(top, "Kestrel Assam leaf tea, 500 g", `<main itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Kestrel Assam leaf tea, 500 g</h1>
<div itemprop="aggregateRating" itemscope itemtype="https://schema.org/AggregateRating"><span title="4.8 out of 5">★★★★★</span><meta itemprop="ratingValue" content="4.8"><span itemprop="reviewCount">1,204</span> reviews</div>
<meta itemprop="gtin13" content="4006381333931"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="GBP"><span itemprop="price" content="16.40">£16.40</span>
<span>£3.28 / 100g</span><link itemprop="availability" href="https://schema.org/InStock"><p>+ £2.95 postage</p></div><p>RRP £19.99</p><p>200+ sold in the last month</p><p>SKU: KK-500</p><button>Add to bag</button></main>`),
		"/p/2": fmt.Sprintf(top, "Brassbell house tea, 250 g", `<main><h1>Brassbell house tea, 250 g</h1><div class="rating">★★★★☆ <span>4.5 out of 5 stars</span> <a href="#r">128 reviews</a></div>
<p class="price"><span>Was <del>£11.50</del></span> <span class="now">£9.95</span> <small>(£3.98 per 100 g)</small></p><p>In stock</p><form><fieldset><legend>Size</legend>
<label><input type="radio" name="size" value="250g" data-price="9.95" data-sku="HB-250" checked> 250 g – £9.95</label>
<label><input type="radio" name="size" value="500g" data-price="18.50" data-sku="HB-500"> 500 g – £18.50</label>
<label><input type="radio" name="size" value="1kg" data-price="34.00" data-sku="HB-1000" disabled> 1 kg – £34.00 (sold out)</label></fieldset><button>Add to basket</button></form><p>SKU: HB-250</p></main>`),
	}
}

// TestF11EvidenceFromPageToExplanation: from a shop's pages over the store to the explanation, each number says on which
// page it stood, who read it where, and the page's own characters.
func TestF11EvidenceFromPageToExplanation(t *testing.T) {
	pages := evidencePages()
	shop := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(body))
	}))
	defer shop.Close()
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	write("shop.yaml", "name: brassbell\nstart: [\""+shop.URL+"/\"]\nlocale: en\ncountry: GB\ncurrency: GBP\npace: 0\ncategory: {links: nav a.c}\nproduct_links: {match: /p/}\n")
	write("list.yaml", "name: list\nstart: [\""+shop.URL+"/tea.html\"]\nlocale: en\ncountry: GB\ncurrency: GBP\npace: 0\ncategory: {tile: li.tile, follow: false}\n")
	candidates := write("c.csv", "candidate_id,title,gtin,currency,unit_cost\nk1,\"Kestrel Assam leaf tea, 500 g\",4006381333931,GBP,8\n")
	at := "sqlite:" + filepath.Join(dir, "market.db")
	must := func(args ...string) string {
		out, stderr, code := call(t, "", append(args, "--store", at)...)
		if code != exitOK {
			t.Fatalf("%v = %d: %s %s", args, code, out, stderr)
		}
		return out
	}
	must("collect", "--sites", dir, "--archive", filepath.Join(dir, "pages"), "--contact", "https://example.org/bot", "--allow-loopback", strings.TrimPrefix(shop.URL, "http://"))
	storedEvidence(t, at)
	must("import", "candidates", candidates)
	must("rank")
	text := must("explain", "k1", "--evidence")
	_, text, _ = strings.Cut(text, "Where every number was read")
	for _, want := range []string{"price", "list_price", "shipping", "pack", "unit_price", "rating", "review_count", "units_sold", "availability"} {
		found := false
		for line := range strings.Lines(text) {
			found = found || strings.HasPrefix(line, "  "+want+" ") && strings.Contains(line, shop.URL+"/p/1") && strings.Contains(line, "page ") && !strings.Contains(line, `""`)
		}
		if !found {
			t.Errorf("the explanation has no evidence of %s:\n%s", want, text)
		}
	}
}

// storedEvidence checks each stored number, and that the numbers of the pages are stored.
func storedEvidence(t *testing.T, at string) {
	t.Helper()
	st, err := store.Open(t.Context(), at, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	counts := map[string]int{}
	for o, err := range st.Observations(t.Context(), market.ObservationFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		has := map[string]bool{
			"price": o.Offer.Price.Known(), "list_price": o.Offer.ListPrice.Known(), "shipping": o.Offer.Shipping.Known(), "pack": o.Offer.Pack.Known(),
			"unit_price": o.Offer.UnitPrice() != nil, "availability": o.Offer.Availability != "", "rating": o.Rating != nil, "review_count": o.ReviewCount != nil,
			"units_sold": o.UnitsSold != nil,
		}
		for field, known := range has {
			if !known {
				continue
			}
			counts[field]++
			if e := o.Provenance.Fields[field]; len(o.Provenance.PageHash) != 64 || e.By == "" || e.Path == "" || e.Text == "" {
				t.Errorf("%s: evidence of %s on page %q is %+v", o.ListingID, field, o.Provenance.PageHash, e)
			}
		}
	}
	for field, want := range map[string]int{
		"price": 7, "list_price": 3, "shipping": 1, "pack": 2, "unit_price": 2, "availability": 3, "rating": 7, "review_count": 7, "units_sold": 1,
	} {
		if counts[field] != want {
			t.Errorf("%d readings have %s; want %d", counts[field], field, want)
		}
	}
}
