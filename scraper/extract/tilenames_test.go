package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// TestF19NamesAndPricesOfTiles: what is written for screen readers is no part of a name, a name cut off with dots is taken
// whole from elsewhere in its tile, a shop's name is no product's, and cents stand in elements of their own.
func TestF19NamesAndPricesOfTiles(t *testing.T) {
	for _, c := range []struct{ name, card, title, url, price, list string }{
		{"a tail for screen readers", `<li><a href="/itm/%[1]d"><img alt="Camera %[1]d"><span>Camera of steel %[1]d<span class="c">Opens in a new window</span></span></a><b>£%[2]d.50</b></li>`, "Camera of steel 1", "/itm/1", "20.50", ""},
		{"cut off with dots", `<li><a href="/p/%[1]d"><img alt="Brush of finest hair number %[1]d"></a><h3><a href="/p/%[1]d">Brush of finest ha...</a></h3><b>£%[2]d.50</b></li>`, "Brush of finest hair number 1", "/p/1", "20.50", ""},
		{"the shop has a name, too", `<li><a href="/p/%[1]d"><img alt=""><div class="title--Ab3x%[1]dq"><span>不锈钢保温杯大容量学生韩版%[1]d新款</span></div><b>¥%[2]d</b><span class="shopNameText--Dm3t%[1]dD">杯享家居旗舰%[1]d店</span></a></li>`, "不锈钢保温杯大容量学生韩版1新款", "/p/1", "20", ""},
		{"raised cents behind a blank", `<li><a href="/p/%[1]d"><img alt=""><h3>Helm nummer %[1]d</h3></a><span class="promo-price">%[2]d <sup class="promo-price__fraction">95</sup></span></li>`, "Helm nummer 1", "/p/1", "20.95", ""},
		{"cents in a block", `<li><a href="/p/%[1]d"><img alt=""><h3>保温杯学生%[1]d号新款</h3></a><div class="price"><div>¥</div><div>%[2]d</div><div>.9</div></div></li>`, "保温杯学生1号新款", "/p/1", "20.9", ""},
		{"a base price that is the only one", `<li><a href="/p/%[1]d"><img alt=""><h3>Boxcar number %[1]d</h3></a><span class="productBasePrice">$%[2]d.95</span></li>`, "Boxcar number 1", "/p/1", "20.95", ""},
		{"a word of the shop's in a name", `<li><a href="/p/easyshare-%[1]d"><img alt=""><h3>Easyshare %[1]d red</h3></a><b>$%[2]d.95</b></li>`, "Easyshare 1 red", "/p/easyshare-1", "20.95", ""},
		{"a link over the tile, called by its label", `<li><a href="/p/%[1]d" aria-label="Tote bag number %[1]d"></a><div>Tote bag number %[1]d</div><b>£%[2]d.50</b></li>`, "Tote bag number 1", "/p/1", "20.50", ""},
		{"the higher of two bare prices first", `<li><a href="/p/%[1]d"><img alt=""><h3>Aspirateur numéro %[1]d</h3></a><div>9%[2]d,60 €</div><div class="price">4%[2]d<sup>€00</sup></div></li>`, "Aspirateur numéro 1", "/p/1", "420", "920.60"},
	} {
		r := extract.Extract(extract.Page{URL: "https://s.example/all", Body: []byte(`<html lang="en"><body><h1>All</h1><p>6 results</p><ul>` + cards(6, c.card) + `</ul></body></html>`)}, extract.Options{})
		if r.Kind != extract.KindCategory || len(r.Listings) != 6 {
			t.Errorf("%s: kind %s, %d listings", c.name, r.Kind, len(r.Listings))
			continue
		}
		got, list := r.Listings[0], ""
		if got.ListPrice != nil {
			list = got.ListPrice.Amount
		}
		if got.Title != c.title || got.URL != "https://s.example"+c.url || got.Price == nil || !sameAmount(got.Price.Amount, c.price) || list != "" && c.list == "" || c.list != "" && !sameAmount(list, c.list) {
			t.Errorf("%s: %q at %s, %+v, list price %q", c.name, got.Title, got.URL, got.Price, list)
		}
	}
}

// Test003ARowInMicrodataIsAList: a page whose microdata describes a row of products is no page of the first of them, even
// where its only headings are theirs.
func Test003ARowInMicrodataIsAList(t *testing.T) {
	const card = `<td class="oe"><form itemscope itemtype="http://schema.org/Product"><a itemprop="url" href="/shop/box-%[1]d"><img alt=""></a><h6><a itemprop="name" href="/shop/box-%[1]d">Storage box %[1]d</a></h6><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span>%[2]d.50 €</span><span itemprop="price" style="display:none">%[2]d.5</span></div></form></td>`
	r := extract.Extract(extract.Page{URL: "https://s.example/shop/boxes", Body: []byte(`<html><head><title>Storage boxes</title></head><body><table><tr>` + cards(6, card) + `</tr></table></body></html>`)}, extract.Options{})
	if r.Kind != extract.KindCategory || len(r.Listings) != 6 {
		t.Errorf("kind %s, %d listings", r.Kind, len(r.Listings))
	}
}
