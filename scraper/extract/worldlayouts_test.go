package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// TestF11WorldLayouts: price, former price and availability of bare product pages as shops of many countries write them.
func TestF11WorldLayouts(t *testing.T) {
	for _, c := range []struct{ name, lang, url, title, body, price, list, stock string }{
		{"br nuvem", "pt-BR", "https://loja.com.br/p", "Vestido Longo | Loja", `<h1>Vestido Longo</h1><div><span class="price-compare">R$ 299,90</span> <span class="js-price-display">R$ 199,90</span></div><p>3x de R$ 66,63 sem juros</p><p>R$ 189,90 com Pix</p><p>5% de desconto pagando com Pix</p><button>Comprar</button>`, "199.9", "299.9", "InStock"},
		{"br vtex pix main", "pt-BR", "https://loja.com.br/p", "Cafeteira Nova | Loja", `<h1>Cafeteira Nova</h1><p>De: <s>R$ 499,00</s></p><p class="preco">R$ 379,05 <span>à vista no Pix</span></p><p>ou R$ 399,00 em até 10x de R$ 39,90 sem juros</p><button>Comprar</button>`, "379.05", "499", "InStock"},
		{"br bare", "pt-BR", "https://loja.com.br/p", "Mouse X9 | Loja", `<h1>Mouse X9</h1><div><h4>R$ 161,49</h4><span>À vista no PIX com até 15% OFF</span><b>R$ 189,99</b><span>em até 6x de R$ 31,66 sem juros</span></div><button>COMPRAR</button>`, "161.49", "", "InStock"},
		{"mx msi", "es-MX", "https://tienda.mx/p", "Silla Gamer | Tienda", `<h1>Silla Gamer</h1><div><span>$3,499.00</span> <del>$4,999.00</del></div><p>Hasta 12 meses sin intereses de $291.58</p><button>Agregar al carrito</button>`, "3499", "4999", "InStock"},
		{"ar transfer", "es-AR", "https://tienda.com.ar/p", "Zapatilla Run | Tienda", `<h1>Zapatilla Run</h1><div>$ 89.999</div><div>$ 76.499,15 pagando con transferencia</div><div>6 cuotas sin interés de $ 14.999,83</div><button>Comprar</button>`, "89999", "", "InStock"},
		{"jp tax", "ja", "https://shop.jp/p", "北欧 チェア | ショップ", `<h1>北欧 チェア</h1><p>価格 <b>12,800</b>円（税抜）</p><p>14,080円（税込）</p><p>送料 880円</p><input type="submit" value="カートに入れる">`, "14080", "", "InStock"},
		{"de b2b netto", "de", "https://shop.de/p", "Akku Bohrer | Shop", `<h1>Akku Bohrer</h1><p>119,00 € <small>inkl. MwSt.</small></p><p>100,00 € netto</p><p>zzgl. 4,90 € Versand</p><button>In den Warenkorb</button>`, "119", "", "InStock"},
		{"uk exvat first", "en-GB", "https://shop.co.uk/p", "Angle Grinder | Shop", `<h1>Angle Grinder</h1><p><b>£49.99</b> ex VAT</p><p>£59.99 inc VAT</p><button>Add to cart</button>`, "59.99", "", "InStock"},
		{"us from range", "en", "https://shop.com/p", "Rug Aria | Shop", `<h1>Rug Aria</h1><p>$89.00 – $349.00</p><select><option>2x3</option></select><button>Add to cart</button>`, "89", "", "InStock"},
		{"us sold out w price", "en", "https://shop.com/p", "Mug Blue | Shop", `<h1>Mug Blue</h1><p>$18.00</p><button disabled>Sold out</button><section><h2>You may also like</h2><p><a href="/p/2">Other</a> <span class="price">$12.00</span></p></section>`, "18", "", "OutOfStock"},
		{"fr barré", "fr", "https://shop.fr/p", "Lampe Arc | Shop", `<h1>Lampe Arc</h1><p>89€<sup>99</sup> <span style="text-decoration:line-through">129€<sup>99</sup></span></p><p>dont 0,20 € d'éco-participation</p><p>ou 4x 22,50 €</p><button>Ajouter au panier</button>`, "89.99", "129.99", "InStock"},
		{"nl komma streep", "nl", "https://shop.nl/p", "Bureau Eik | Shop", `<h1>Bureau Eik</h1><div><span>van 299,-</span> <strong>voor 249,-</strong></div><button>In winkelwagen</button>`, "249", "299", "InStock"},
		{"pl zlote", "pl", "https://sklep.pl/p", "Kurtka Zimowa | Sklep", `<h1>Kurtka Zimowa</h1><div>199,99 zł</div><div>Najniższa cena z 30 dni przed obniżką: 219,99 zł</div><div>Cena regularna: 299,99 zł</div><button>Dodaj do koszyka</button>`, "199.99", "299.99", "InStock"},
		{"ru ozon", "ru", "https://shop.ru/p", "Чайник электрический | Магазин", `<h1>Чайник электрический</h1><div><span>1 890 ₽</span> <span>с картой банка</span></div><div><span>1 990 ₽</span> <s>3 490 ₽</s> <span>без карты</span></div><button>В корзину</button>`, "1990", "3490", "InStock"},
		{"kr", "ko", "https://shop.kr/p", "무선 이어폰 | 샵", `<h1>무선 이어폰</h1><p>정가 59,000원</p><p>판매가 39,000원</p><p>배송비 3,000원</p><button>장바구니</button>`, "39000", "59000", "InStock"},
		{"se klubb", "sv", "https://butik.se/p", "Blandare Pro | Butik", `<h1>Blandare Pro</h1><div>Medlemspris 399:-</div><div>Ord. pris 499:-</div><button>Lägg i varukorg</button>`, "499", "", "InStock"},
		{"cz", "cs", "https://obchod.cz/p", "Batoh Lesní | Obchod", `<h1>Batoh Lesní</h1><div>Běžná cena 1 990 Kč</div><div>Ušetříte 500 Kč (25 %)</div><strong>1 490 Kč</strong><div>1 231 Kč bez DPH</div><button>Do košíku</button>`, "1490", "1990", "InStock"},
		{"tr", "tr", "https://magaza.com.tr/p", "Kablosuz Kulaklık | Mağaza", `<h1>Kablosuz Kulaklık</h1><div><del>1.299,00 TL</del> <span>899,00 TL</span></div><div>Sepette 849,00 TL</div><button>Sepete Ekle</button>`, "899", "1299", "InStock"},
		{"ro", "ro", "https://magazin.ro/p", "Espressor Crema | Magazin", `<h1>Espressor Crema</h1><p>PRP: 1.299<sup>99</sup> Lei</p><p>Diferență: 300<sup>00</sup> Lei</p><p>999<sup>99</sup> Lei</p><button>Adaugă în coș</button>`, "999.99", "1299.99", "InStock"},
		{"in", "en-IN", "https://shop.in/p", "Steel Bottle | Shop", `<h1>Steel Bottle</h1><span>₹449</span> <span>M.R.P.: <s>₹899</s></span> <span>(50% off)</span><p>EMI from ₹22</p><button>Add to cart</button>`, "449", "899", "InStock"},
		{"au afterpay", "en-AU", "https://shop.com.au/p", "Linen Sheet | Shop", `<h1>Linen Sheet</h1><p>NOW $119.20 WAS $149.00</p><p>or 4 payments of $29.80 with Afterpay</p><button>Add to cart</button>`, "119.2", "149", "InStock"},
		{"us save up to", "en", "https://shop.com/p", "Sofa Mira | Shop", `<h1>Sofa Mira</h1><p>Save up to $300 on this item</p><p>$1,299 $1,599</p><button>Add to cart</button>`, "1299", "1599", "InStock"},
		{"gb multi buy", "en-GB", "https://shop.co.uk/p", "Oat Biscuits | Shop", `<h1>Oat Biscuits</h1><p>£1.75</p><p>58.3p/100g</p><p>Any 2 for £3</p><button>Add to cart</button>`, "1.75", "", "InStock"},
		{"ch", "de-CH", "https://shop.ch/p", "Velohelm City | Shop", `<h1>Velohelm City</h1><div>CHF 79.95 <span>statt CHF 99.95</span></div><button>In den Warenkorb</button>`, "79.95", "99.95", "InStock"},
		{"dk", "da", "https://butik.dk/p", "Sengetøj Blå | Butik", `<h1>Sengetøj Blå</h1><p>349 kr</p><p>Vejl. 499 kr</p><p>Du sparer 150 kr</p><button>Læg i kurv</button>`, "349", "499", "InStock"},
		{"no", "nb", "https://butikk.no/p", "Hodelykt Max | Butikk", `<h1>Hodelykt Max</h1><p>Nå 399,-</p><p>Før 599,-</p><button>Legg i handlekurv</button>`, "399", "599", "InStock"},
		{"hu", "hu", "https://bolt.hu/p", "Grillsütő Kerti | Bolt", `<h1>Grillsütő Kerti</h1><p>29 990 Ft</p><p>Eredeti ár: 39 990 Ft</p><p>Havi 2 499 Ft-tól</p><button>Kosárba</button>`, "29990", "39990", "InStock"},
		{"gr", "el", "https://shop.gr/p", "Σκούπα Αέρος | Shop", `<h1>Σκούπα Αέρος</h1><p>Αρχική τιμή: 149,00 €</p><p>Τιμή: 119,00 €</p><p>ή 12 δόσεις των 9,92 €</p><button>Προσθήκη στο καλάθι</button>`, "119", "149", "InStock"},
		{"bg dual", "bg", "https://shop.bg/p", "Градинска маса | Магазин", `<h1>Градинска маса</h1><p>97,79 лв. / 50,00 €</p><button>Добави в количката</button>`, "97.79", "", "InStock"},
		{"vn", "vi", "https://shop.vn/p", "Nồi chiên không dầu | Shop", `<h1>Nồi chiên không dầu</h1><p>1.290.000₫</p><p>Giá gốc: 1.890.000₫</p><p>Trả góp 0% chỉ từ 107.500₫/tháng</p><button>Mua ngay</button>`, "1290000", "1890000", "InStock"},
		{"id", "id", "https://toko.id/p", "Kemeja Batik | Toko", `<h1>Kemeja Batik</h1><p>Rp189.000</p><p><s>Rp250.000</s> 24%</p><p>Cicilan mulai Rp15.750/bln</p><button>Tambah ke Keranjang</button>`, "189000", "250000", "InStock"},
		{"il", "he", "https://shop.co.il/p", "תיק גב | חנות", `<h1>תיק גב לטיולים</h1><p>מחיר: ₪199</p><p>במקום ₪299</p><button>הוסף לסל</button>`, "199", "299", "InStock"},
		{"ua", "uk", "https://shop.ua/p", "Дриль акумуляторний | Магазин", `<h1>Дриль акумуляторний</h1><p>2 499 ₴ <s>3 199 ₴</s></p><p>від 208 ₴/міс</p><button>Купити</button>`, "2499", "3199", "InStock"},
	} {
		t.Run(c.name, func(t *testing.T) {
			html := `<html lang="` + c.lang + `"><head><title>` + c.title + `</title></head><body><header><a href="/">Home</a><a href="/cart">Cart</a></header><main>` + c.body + `</main></body></html>`
			r := extract.Extract(extract.Page{URL: c.url, Body: []byte(html)}, extract.Options{})
			if len(r.Listings) == 0 {
				t.Fatalf("no listing; kind %s", r.Kind)
			}
			for field, want := range map[string]string{"price": c.price, "list_price": c.list, "availability": c.stock} {
				if got := given(r.Listings[0], field); got != want {
					t.Errorf("%s is %q, want %q; rejected %v", field, got, want, r.Listings[0].Rejected)
				}
			}
		})
	}
}
