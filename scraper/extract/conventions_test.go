package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// TestShopConventions: the ways in which shops of many countries write a price and a former price, without any markup.
func TestShopConventions(t *testing.T) {
	doc := func(lang, body, buy string) string {
		return `<html lang="` + lang + `"><head><title>Xylo Tisch 3000 - Shop</title></head><body><h1>Xylo Tisch 3000</h1>` + body + `<button>` + buy + `</button></body></html>`
	}
	for _, c := range []struct{ name, url, html, price, list, cur string }{
		{"jp", "https://item.shop.co.jp/x/abc-123/", doc("ja", `<span class="price2">3,980円</span> <span>税込 送料無料</span>`, "カートに入れる"), "3980", "", "JPY"},
		{"dash", "https://www.shop.nl/p/1", doc("nl", `<strong class="sales-price__current">1.299,-</strong>`, "In mijn winkelwagen"), "1299", "", "EUR"},
		{"pl split", "https://shop.pl/oferta/x-123", doc("pl", `<div aria-label="cena 129,99 zł" class="price"><span>129,</span><span>99</span> <span>zł</span></div>`, "dodaj do koszyka"), "129.99", "", "PLN"},
		{"a-price", "https://www.shop.com/dp/B000123456", doc("en", `<span class="a-price"><span class="a-offscreen">$1,299.00</span><span aria-hidden="true"><span class="a-price-symbol">$</span><span class="a-price-whole">1,299<span class="a-price-decimal">.</span></span><span class="a-price-fraction">00</span></span></span> <span>List Price: <span class="a-price a-text-price"><span class="a-offscreen">$1,499.00</span><span aria-hidden="true">$1,499.00</span></span></span>`, "Add to Cart"), "1299", "1499", "USD"},
		{"ml", "https://articulo.shop.cl/MLC-123456", doc("es", `<s class="andes-money-amount andes-money-amount--previous"><span>$</span><span>34.990</span></s><div><span class="andes-money-amount"><span class="sym">$</span><span class="frac">24.990</span></span> <span>28% OFF</span></div><p>en 12x $ 2.082</p>`, "Comprar ahora"), "24990", "34990", "CLP"},
		{"flip", "https://www.shop.in/x/p/itm123", doc("en", `<div><div class="_30jeq3">₹54,999</div><div class="_3I9_wc">₹69,900</div><div><span>21% off</span></div></div>`, "ADD TO CART"), "54999", "69900", "INR"},
		{"ru thin", "https://www.shop.ru/product/x-123/", doc("ru", "<span class='price'>1\u2009299\u2009₽</span> <span class='old'><s>2\u2009590\u2009₽</s></span>", "В корзину"), "1299", "2590", "RUB"},
		{"kr", "https://item.shop.co.kr/Item?goodscode=123456", doc("ko", `<div><span>판매가</span> <strong class="price_real">12,900<span class="unit">원</span></strong> <del>15,900원</del></div>`, "구매하기"), "12900", "15900", "KRW"},
		{"fr cents", "https://www.shop.fr/x.html", doc("fr", `<div class="prix">1 199€<sup>95</sup></div>`, "Ajouter au panier"), "1199.95", "", "EUR"},
		{"br", "https://www.shop.com.br/x/p", doc("pt-BR", `<p>De: R$ 199,90</p><p>Por: <strong>R$ 149,90</strong></p><p>ou 10x de R$ 14,99 sem juros</p>`, "Comprar"), "149.9", "199.9", "BRL"},
		{"de unit", "https://www.shop.de/x", doc("de", `<div class="price">12,99 €*</div><div>(25,98 €/kg)</div><div>UVP 15,99 €</div><div>zzgl. 4,95 € Versand</div>`, "In den Warenkorb"), "12.99", "15.99", "EUR"},
		{"it", "https://www.shop.it/x", doc("it", `<span class="prezzo-listino">€ 89,00</span> <span class="prezzo">€ 69,00</span> <span>Risparmi € 20,00</span><p>3 rate da € 23,00</p>`, "Aggiungi al carrello"), "69", "89", "EUR"},
		{"se", "https://www.shop.se/x", doc("sv", `<div class="pris">1 299 kr</div><div>Ord. pris 1 599 kr</div><div>Lägsta pris 30 dagar: 1 199 kr</div>`, "Köp"), "1299", "1599", "SEK"},
		{"dk", "https://www.shop.dk/x", doc("da", `<div class="price">1.299,00 kr.</div><div>Førpris 1.599,00 kr.</div>`, "Læg i kurv"), "1299", "1599", "DKK"},
		{"cz", "https://www.shop.cz/x", doc("cs", `<div class="cena">1 299 Kč</div><div>Běžná cena 1 599 Kč</div><div>bez DPH 1 074 Kč</div>`, "Do košíku"), "1299", "1599", "CZK"},
		{"hu", "https://www.shop.hu/x", doc("hu", `<div class="ar">12 990 Ft</div><div>Eredeti ár: 15 990 Ft</div>`, "Kosárba"), "12990", "15990", "HUF"},
		{"tr", "https://www.shop.com.tr/x-p-123456", doc("tr", `<div class="prc-org">1.599,00 TL</div><div class="prc-dsc">1.299,00 TL</div>`, "Sepete Ekle"), "1299", "1599", "TRY"},
		{"cn", "https://item.shop.com/123456.html", doc("zh-CN", `<div>原价 ¥159.00</div><div>促销价 <em class="price">¥129.00</em></div><div>运费 ¥10.00</div>`, "加入购物车"), "129", "159", "CNY"},
		{"uk vat", "https://www.shop.co.uk/x", doc("en-GB", `<div class="price">£24.99 inc. VAT</div><div class="price-ex">£20.83 ex. VAT</div>`, "Add to basket"), "24.99", "", "GBP"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := extract.Extract(extract.Page{URL: c.url, Body: []byte(c.html)}, extract.Options{})
			if len(r.Listings) == 0 {
				t.Fatalf("no listing; kind %s", r.Kind)
			}
			f := r.Listings[0]
			for field, want := range map[string]string{"price": c.price, "list_price": c.list, "currency": c.cur} {
				if got := given(f, field); got != want {
					t.Errorf("%s is %q, want %q\nevidence %v\nrejected %v", field, got, want, f.Evidence, f.Rejected)
				}
			}
		})
	}
}

// TestPagesDrawnByScripts: where a page shows no number at all, its scripts' own product has the price.
func TestPagesDrawnByScripts(t *testing.T) {
	doc := func(script string) string {
		return `<html lang="en"><head><title>Garden lamp | Shop</title></head><body><h1>Garden lamp</h1><script>` + script + `</script><button>Add to cart</button></body></html>`
	}
	runFieldCases(t, []fieldCase{
		{"analytics of version 4", "", doc(`gtag('event','view_item',{currency:'EUR',value:24.99,items:[{item_id:'GL-1',item_name:'Garden lamp',price:24.99,item_brand:'Lumo'}]});`), "price", "24.99"},
		{"data layer", "", doc(`dataLayer.push({'ecommerce':{'detail':{'products':[{'name':'Garden lamp','id':'GL-1','price':'24.99'}]}}});`), "price", "24.99"},
		{"another product's", "", doc(`dataLayer.push({'ecommerce':{'detail':{'products':[{'name':'Kitchen stool','id':'KS-1','price':'24.99'}]}}});`), "price", ""},
	})
}
