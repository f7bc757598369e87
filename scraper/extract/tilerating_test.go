package extract

import (
	"fmt"
	"strings"
	"testing"
)

// tilesOf is a category page of six tiles, each with the given badge.
func tilesOf(lang, badge string) Page {
	var s strings.Builder
	fmt.Fprintf(&s, `<html lang=%q><body><h1>Lamps</h1><ul class="grid">`, lang)
	for _, name := range []string{"Alba", "Brio", "Cura", "Dono", "Etna", "Fino"} {
		fmt.Fprintf(&s, `<li class="item"><a href="/p/%s"><img alt="%s lamp"></a><h3><a href="/p/%s">%s brass lamp</a></h3><div class="price">€19.90</div>%s</li>`, name, name, name, name, badge)
	}
	return Page{URL: "https://shop.example/c/lamps", Body: []byte(s.String())}
}

func firstTile(t *testing.T, p Page) Found {
	t.Helper()
	r := Extract(p, Options{Kind: KindCategory})
	if len(r.Listings) != 6 {
		t.Fatalf("%d tiles; want 6", len(r.Listings))
	}
	return r.Listings[0]
}

// TestF15TileRatings: ratings and review counts of tiles in the forms that shops' markup has.
func TestF15TileRatings(t *testing.T) {
	for _, tc := range []struct {
		name, badge string
		rating      float64
		count       int64
	}{
		{"words", `<span class="rating">4.6 out of 5 stars</span> <span>(1,204)</span>`, 4.6, 1204},
		{"label", `<i role="img" aria-label="4,3 von 5 Sternen"></i><a href="#r">87 Bewertungen</a>`, 4.3, 87},
		{"scale first", `<span aria-label="5つ星のうち3.9"></span><a aria-label="2,131件の評価"></a>`, 3.9, 2131},
		{"pair and words", `<div class="rating">3/5 2 avis</div>`, 3, 2},
		{"bar of stars", `<div class="rating-box"><div class="rating" style="width: 86%"></div></div><span>12 Review(s)</span>`, 4.3, 12},
		{"bar and parentheses", `<div class="rating-stars"><div style="width:80%"></div></div><div>(7)</div>`, 4, 7},
		{"icons", `<div class="stars"><i class="star on-star is-on"></i><i class="star is-on"></i><i class="star is-on"></i><i class="star is-half"></i><i class="star"></i></div>`, 3.5, 0},
		{"empty icons", `<div class="rating"><i class="fa fa-star"></i><i class="fa fa-star"></i><i class="fa fa-star"></i><i class="fa fa-star"></i><i class="fa fa-star-o"></i></div>`, 4, 0},
		{"icons without state", `<div class="rating"><i class="star"></i><i class="star"></i><i class="star"></i><i class="star"></i><i class="star"></i></div>`, 0, 0},
		{"characters", `<div class="rating">★★★★☆ (19)</div>`, 4, 19},
		{"microdata", `<span itemprop="ratingValue">4.1</span><meta itemprop="ratingCount" content="33">`, 4.1, 33},
		{"share of all stars", `<div class="rating-result" title="78%"><span style="width:78%"><span>78%</span></span></div>`, 3.9, 0},
		{"share in words", `<div class="rating-summary"><div aria-label="Bewertung: 86 % von 100 %"></div></div>`, 4.3, 0},
		{"no share of stars", `<div class="rating-text">98% would buy again</div>`, 0, 0},
		{"counter behind the count", `<a class="rating"><span class="score">3.84</span><span class="legend">(619件)</span></a>`, 3.84, 619},
		{"not a count", `<div class="rating"><span>4.5</span></div><div>(12 pack)</div>`, 4.5, 0},
		{"before the count in words", `<div><span>4.8</span> <span>1 204 отзывов</span></div>`, 4.8, 1204},
		{"in a label", `<div aria-label="3,8 na 5, 619 ocen produktu"><span>3,8</span></div>`, 3.8, 619},
		{"ratings and reviews", `<span class="stars"><span>4.1</span><span>6,809 Ratings &amp; 619 Reviews</span></span>`, 4.1, 619},
		{"unit", `<div class="rating">4.8 (1.2k)</div>`, 4.8, 1200},
		{"bar within", `<div class="rating"><div style="position:relative"><div style="width:96%;overflow:hidden"></div></div></div>`, 4.8, 0},
		{"style property", `<cx-star-rating style="--star-fill:4.5"><i class="star"></i></cx-star-rating><span>(44)</span>`, 4.5, 44},
		{"class of a share", `<div class="ratingCont"><span class="rating r92"></span><span class="ratingText">(8.123)</span></div>`, 4.6, 8123},
		{"class of halves", `<i class="icon-star icon-star-3-5"></i>`, 3.5, 0},
		{"star beside", `<div><p>۴.۳</p><svg><use xlink:href="#starFill"></use></svg></div>`, 4.3, 0},
		{"star before, sales behind", `<div><img src="/i/star.svg"><span>4.7</span><span>|</span><span>Terjual 250</span></div>`, 4.7, 0},
		{"called on and half", `<span class="stars star-list"><span class="star star-on"></span><span class="star star-on"></span><span class="star star-on"></span><span class="star star-on"></span><span class="star star-half"></span></span>`, 4.5, 0},
		{"data", `<div class="wrap" data-micro-rating-value="4.8" data-micro-rating-count="12"></div>`, 4.8, 12},
		{"a sentence and votes", `<div><span>Rated 4.6 out of 5 stars.</span><span>2,871 total votes</span></div>`, 4.6, 2871},
		{"count within the label's element", `<div aria-label="Durchschnittsbewertung 4.5 von 5 Sternen"><span>1204</span></div>`, 4.5, 1204},
		{"a count called so", `<div class="Rating_ctr"><div class="Rating_text">4.6</div><div class="Rating_countCtr">3.2K</div></div>`, 4.6, 3200},
		{"a bar beside its number", `<div class="x"><div style="width:94%" class="starbar"></div><span>4.7</span></div>`, 4.7, 0},
		{"comments", `<a>112 comentários</a>`, 0, 112},
		{"a discount on a preview", `<div class="product-preview__stickers">Скидка 25%</div>`, 0, 0},
		{"a bar between", `<div class="ratings"><span>4.2</span><span class="star-icon"></span><div class="ratings-count"><div class="sep">|</div>12.3k</div></div>`, 4.2, 12300},
		{"in Bulgarian", `<div class="stars-bar"><span style="width:84%"></span></div><span>31 ревюта</span>`, 4.2, 31},
		{"the scale in a word", `<div aria-label="4,7 de cinco estrellas"><div>★★★★★</div><span>2.104</span></div>`, 4.7, 2104},
		{"outlines", `<div class="rating"><i class="fas fa-star"></i><i class="fas fa-star"></i><i class="fas fa-star"></i><i class="fas fa-star-half-alt"></i><i class="far fa-star"></i></div><span>(7)</span>`, 3.5, 7},
		{"a share as a property, and its number", `<div><x-stars style="--rating: 90%" class="stars"></x-stars><span class="rating-number">112</span></div>`, 4.5, 112},
		{"a share beside its bar is no count", `<div class="rating"><div style="width:86%"></div><span>86</span></div>`, 4.3, 0},
		{"value and count in full width", `<p>★4.3（24件）</p>`, 4.3, 24},
		{"a calculated bar", `<div class="rating"><div style="width: calc(90% - 2px)"></div></div>`, 4.5, 0},
		{"for those who cannot see", `<span class="image__points"><span class="for-a11y">평점 4.8</span></span>`, 4.8, 0},
		{"in Swedish words", `<button aria-label="Omdöme: 4,7 utav 5 stjärnor. Totalt antal recensioner: 2104"><span aria-hidden="true">(2104)</span></button>`, 4.7, 2104},
		{"a notebook is no note", `<img alt="Notebook Lenovo 1i">`, 0, 0},
		{"none", `<div class="rating"><div class="stars" style="width:0%"></div></div><a>Be the first to review</a>`, 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := firstTile(t, tilesOf("en", tc.badge))
			var rating float64
			if got.Rating != nil {
				rating = *got.Rating
			}
			var count int64
			for _, c := range []*int64{got.ReviewCount, got.RatingCount} {
				if c != nil {
					count = *c
				}
			}
			if rating != tc.rating || count != tc.count {
				t.Errorf("rating %v count %d; want %v, %d (evidence %v)", rating, count, tc.rating, tc.count, got.Evidence)
			}
			if rating > 0 && got.Evidence["rating"].Path == "" {
				t.Errorf("rating without evidence: %v", got.Evidence)
			}
		})
	}
}

// TestF15TileUnitsSold: badges of units sold in the languages of marketplaces, and lines that only look like them.
func TestF15TileUnitsSold(t *testing.T) {
	for badge, want := range map[string]int64{
		"1.2k+ sold": 1200, "50+ bought in past month": 50, "6,881 sold": 6881, "已售1.2万件": 12000, "月销 300+": 300, "1.5万人付款": 15000,
		"過去1か月で1万点以上購入されました": 10000, "1,234개 구매": 1234, "1,2rb terjual": 1200, "10 mil vendidos": 10000, "+500 vendidos": 500, "купили 1200 раз": 1200,
		"250 verkauft": 250, "Đã bán 3,4k": 3400, "ขายแล้ว 120 ชิ้น": 120, "850 vendus": 850, "Sprzedano 40": 40, "100 osób kupiło ostatnio": 100, "總銷量>1,000": 1000, "¥19.9<b>已拼10万+件</b>": 100000, "$4.10 <i>50+ sold</i>": 50, "2 achetés = le 3ème offert": 0, "تم شراء 340 مرة": 340, "판매가 : 29,000원": 0, "200명 구매": 200,
		"Free shipping on orders over 50": 0, "Sold by Lamp24": 0, "Sold out": 0, "2点購入で5%割引": 0, "Size 40": 0,
	} {
		got := firstTile(t, tilesOf("en", "<div>"+badge+"</div>"))
		var n int64
		if got.UnitsSold != nil {
			n = got.UnitsSold.AtLeast
		}
		if n != want {
			t.Errorf("%s: %d sold; want %d", badge, n, want)
		}
	}
}

// TestTileLinksAvoidBrands: a brand's page that several tiles link to is no product.
func TestTileLinksAvoidBrands(t *testing.T) {
	got := firstTile(t, tilesOf("en", `<h4><a href="/brands/lumo">Lumo brand page</a></h4>`))
	if got.URL != "https://shop.example/p/Alba" {
		t.Errorf("url = %s", got.URL)
	}
}
