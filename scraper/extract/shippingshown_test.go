package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// TestF14ShippingInTenLanguages: what pages say of shipping: a sum, nothing, nothing from a sum on, which the price reaches
// or not, or what is no statement of what this product's shipping costs.
func TestF14ShippingInTenLanguages(t *testing.T) {
	for _, c := range []struct{ lang, price, shown, want string }{
		{"de", "29,99 €", "inkl. MwSt. zzgl. 4,95 € Versand", "4.95"},
		{"de", "29,99 €", "Versandkosten: 3,99 €", "3.99"},
		{"de", "29,99 €", "zzgl. Versandkosten ab 3,90 €", ""},
		{"de", "29,99 €", "kostenloser Versand", "0"},
		{"de", "29,99 €", "Kostenloser Versand ab 50 €", ""},
		{"de", "79,99 €", "Kostenloser Versand ab 50 €", "0"},
		{"de", "29,99 €", "Versandkostenfrei ab 39 € Bestellwert, sonst 4,90 €", ""},
		{"de", "49,99 €", "Versandkostenfrei ab 39 € Bestellwert, sonst 4,90 €", "0"},
		{"de", "29,99 €", "Lieferung: kostenfrei", "0"},
		{"de", "29,99 €", "inkl. Versand", "0"},
		{"de", "29,99 €", "zzgl. Versand", ""},
		{"fr", "25,00 €", "livraison offerte dès 39 €", ""},
		{"fr", "45,00 €", "livraison offerte dès 39 €", "0"},
		{"fr", "25,00 €", "Livraison gratuite", "0"},
		{"fr", "25,00 €", "+ 3,99 € de frais de port", "3.99"},
		{"fr", "25,00 €", "Frais de port : 5,90 €", "5.9"},
		{"fr", "25,00 €", "Frais de livraison offerts", "0"},
		{"fr", "25,00 €", "Livraison à domicile 4,50 €", "4.5"},
		{"en", "$49.99", "+ $5.99 shipping", "5.99"},
		{"en", "£49.99", "Delivery £3.95", "3.95"},
		{"en", "£49.99", "Free delivery on orders over £50", ""},
		{"en", "£59.99", "Free delivery on orders over £50", "0"},
		{"en", "$49.99", "Shipping: FREE", "0"},
		{"en", "$49.99", "Free returns", ""},
		{"en", "$49.99", "Standard shipping $4.99, Express shipping $14.99", "4.99"},
		{"en", "$49.99", "Spend $10.01 more for free shipping", ""},
		{"es", "20,00 €", "Gastos de envío: 4,90 €", "4.9"},
		{"es", "20,00 €", "Envío gratis", "0"},
		{"es", "20,00 €", "Envío gratis a partir de 30 €", ""},
		{"es", "40,00 €", "Envío gratuito en pedidos superiores a 30 €", "0"},
		{"it", "20,00 €", "Spedizione: 5,99 €", "5.99"},
		{"it", "20,00 €", "Spese di spedizione 6,50 €", "6.5"},
		{"it", "20,00 €", "Spedizione gratuita da 49 €", ""},
		{"it", "20,00 €", "Spedizione gratis", "0"},
		{"nl", "20,00 €", "Verzendkosten € 3,95", "3.95"},
		{"nl", "20,00 €", "Gratis verzending vanaf € 25", ""},
		{"nl", "30,00 €", "Gratis verzending vanaf € 25", "0"},
		{"nl", "30,00 €", "Gratis bezorgd", "0"},
		{"pl", "99,00 zł", "Dostawa: 12,99 zł", "12.99"},
		{"pl", "99,00 zł", "Darmowa dostawa od 199 zł", ""},
		{"pl", "99,00 zł", "Koszt dostawy 9,99 zł", "9.99"},
		{"pl", "99,00 zł", "Dostawa gratis", "0"},
		{"ru", "1 990 ₽", "доставка 300 ₽", "300"},
		{"ru", "1 990 ₽", "Доставка бесплатно", "0"},
		{"ru", "1 990 ₽", "Бесплатная доставка от 3 000 ₽", ""},
		{"ru", "3 990 ₽", "Бесплатная доставка от 3 000 ₽", "0"},
		{"ja", "2,980円", "送料無料", "0"},
		{"ja", "2,980円", "送料550円", "550"},
		{"ja", "2,980円", "3,980円以上で送料無料", ""},
		{"ja", "4,980円", "3,980円以上で送料無料", "0"},
		{"ja", "2,980円", "送料別", ""},
		{"zh-CN", "¥99.00", "包邮", "0"},
		{"zh-CN", "¥99.00", "运费 ¥8.00", "8"},
		{"zh-CN", "¥59.00", "满99元包邮", ""},
		{"ko", "29,900원", "무료배송", "0"},
		{"ko", "29,900원", "배송비 3,000원", "3000"},
		{"ko", "29,900원", "배송비 3,000원 (50,000원 이상 무료배송)", "3000"},
		{"sv", "299 kr", "Frakt 49 kr", "49"},
		{"sv", "299 kr", "Fri frakt över 500 kr", ""},
		{"sv", "599 kr", "Fri frakt över 500 kr", "0"},
		{"da", "299 kr.", "Fragt 39 kr.", "39"},
		{"da", "299 kr.", "Gratis levering", "0"},
		{"cs", "499 Kč", "Doprava 89 Kč", "89"},
		{"cs", "499 Kč", "Doprava zdarma nad 1000 Kč", ""},
		{"cs", "499 Kč", "Doprava zdarma", "0"},
		{"pt", "R$ 99,90", "Frete grátis", "0"},
		{"pt", "R$ 99,90", "Frete: R$ 15,90", "15.9"},
		{"pt", "R$ 99,90", "Frete grátis acima de R$ 199", ""},
		{"tr", "499,00 TL", "Kargo bedava", "0"},
		{"tr", "499,00 TL", "Kargo: 39,90 TL", "39.9"},
		{"tr", "499,00 TL", "750 TL üzeri ücretsiz kargo", ""},
	} {
		t.Run(c.lang+" "+c.price+" "+c.shown, func(t *testing.T) {
			html := `<html lang="` + c.lang + `"><head><title>Lampe Aurora | Shop</title></head><body><main><h1>Lampe Aurora</h1><p class="price">` + c.price +
				`</p><p>` + c.shown + `</p><button class="add-to-cart">+</button></main></body></html>`
			r := extract.Extract(extract.Page{URL: "https://shop.example.com/p/1", Body: []byte(html)}, extract.Options{Kind: extract.KindProduct})
			if len(r.Listings) == 0 {
				t.Fatal("no listing")
			}
			got := ""
			if s := r.Listings[0].Shipping; s != nil {
				got = s.Amount
				if ev := r.Listings[0].Evidence["shipping"]; ev.By == "" || ev.Path == "" || ev.Text == "" {
					t.Errorf("no evidence: %+v", ev)
				}
			}
			if got != c.want {
				t.Errorf("shipping %q, want %q; price %v, rejected %v", got, c.want, r.Listings[0].Price, r.Listings[0].Rejected)
			}
		})
	}
}
