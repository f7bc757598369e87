package extract

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// TestF17MendedPages reads pages that are broken below their markup, and says what it repaired.
func TestF17MendedPages(t *testing.T) {
	t.Parallel()
	page := func(name, price string) string {
		return `<html><head><meta charset="utf-8"><title>x</title></head><body><h1>` + name + `</h1><p class="price">` + price + `</p><button>Add to cart</button></body></html>`
	}
	latin, err := charmap.Windows1252.NewEncoder().String(page("Lámpara Añil", "49,99 €"))
	if err != nil {
		t.Fatal(err)
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	fmt.Fprint(z, page("Lámpara Añil", "49,99 €"))
	for i := range 4000 {
		fmt.Fprintf(z, "<!-- %d -->", i*i*7919)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, body, title, repair string
	}{
		{"NUL bytes", page("Lámpara\x00 Añil", "49\x00,99 €"), "Lámpara Añil", "page: NUL bytes"},
		{"entities twice", page("L&amp;aacute;mpara A&amp;ntilde;il", "49,99 &amp;euro;"), "Lámpara Añil", "page: entities encoded twice"},
		{"UTF-8 twice", page("LÃ¡mpara AÃ±il", "49,99 â‚¬"), "Lámpara Añil", "charset: encoded twice"},
		{"another charset than declared", latin, "Lámpara Añil", "charset: read as windows-1252"},
		{"UTF-8 declared as Latin", strings.Replace(page("Lámpara Añil", "49,99 €"), "utf-8", "iso-8859-1", 1), "Lámpara Añil", "charset: UTF-8 declared as another"},
		{"cut off in a script", page("Lámpara Añil", "49,99 €") + `<script>var a = {"price": 10, "x": "`, "Lámpara Añil", "page: cut off in a script"},
		{"compressed and cut off", zipped.String()[:zipped.Len()*2/3], "Lámpara Añil", "page: compressed and cut off"},
		{"properties without an item", `<h1 itemprop="name">Lámpara Añil</h1><b itemprop="price" content="49.99">49,99 €</b><button>Add to cart</button>`, "Lámpara Añil", "microdata: properties outside of any item"},
	} {
		got := Extract(Page{Body: []byte(tt.body)}, Options{Kind: KindProduct})
		if len(got.Listings) == 0 || got.Listings[0].Title != tt.title || got.Listings[0].Price == nil || got.Listings[0].Price.Amount != "49.99" {
			t.Errorf("%s: %+v, %+v", tt.name, got.Listings, got.Issues)
		}
		if !slices.Contains(got.Repaired, tt.repair) {
			t.Errorf("%s: repaired %q, want %q among them", tt.name, got.Repaired, tt.repair)
		}
	}
	for _, sound := range []string{page("CAFÉ»", "49,99 €"), page("SÃO PAULO «Ã»", "49,99 €")} {
		if got := Extract(Page{Body: []byte(sound)}, Options{Kind: KindProduct}); len(got.Repaired) > 0 {
			t.Errorf("a sound page was repaired: %q", got.Repaired)
		}
	}
}

// TestF17Misdeclared: a page is told to call itself Latin by a meta element anywhere in its head, whole names only.
func TestF17Misdeclared(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		`<meta charset="iso-8859-1"><p>ü`: true,
		`<?xml version="1.0" encoding="iso-8859-1"?><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">ü`: true,
		`<meta charset=latin1>ü`:        true,
		`<meta charset="iso-8859-15">ü`: false,
		`<p>iso-8859-1 ü`:               false,
		`<meta charset="utf-8">ü`:       false,
		`<meta charset=iso-8859-1`:      false, // nothing beyond ASCII
		`ü<meta charset=iso-8859-1`:     true,
		`ü<meta charset=windows-1252`:   true,
	} {
		if got := misdeclared(slices.Clip([]byte(body))); got != want {
			t.Errorf("misdeclared(%q) = %v", body, got)
		}
	}
}

// FuzzMend holds that mending ends, and that what it returns of a sound page is the page.
func FuzzMend(f *testing.F) {
	for _, s := range []string{"", "<p>a\x00b", "\x1f\x8b\x08\x00", "&amp;amp;euro;", "Ã¡ Ã±", "<script>", "É»"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		mended, repairs := mendBytes(body)
		if len(repairs) == 0 && !bytes.Equal(mended, body) || len(mended) > maxBody && len(mended) > len(body) {
			t.Fatalf("%q became %q without a word", body, mended)
		}
		misdeclared(slices.Clip(body))
		text, more := mendText(string(body))
		if len(more) == 0 && text != string(body) || len(text) > len(body) {
			t.Fatalf("%q became %q without a word", body, text)
		}
	})
}

// TestF14ShippingShown reads what shipping costs where a page says so near its product: a sum, nothing, or nothing from a
// sum on that the price reaches or not.
func TestF14ShippingShown(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ lang, price, shown, want string }{
		{"en", "$49.99", "+ $5.99 shipping", "5.99"},
		{"en", "$49.99", "Free shipping", "0"},
		{"en", "$49.99", "Free shipping on orders over $75", ""},
		{"en", "£49.99", "Free delivery over £40", "0"},
		{"en", "$49.99", "Free shipping for members", ""},
		{"en", "$49.99", "Free returns", ""},
		{"de", "49,99 €", "zzgl. 4,95 € Versand", "4.95"},
		{"de", "49,99 €", "Versandkostenfrei", "0"},
		{"de", "49,99 €", "Kostenloser Versand ab 29 €", "0"},
		{"de", "49,99 €", "Versandkosten: 4,90 € (ab 100 € versandkostenfrei)", "4.9"},
		{"fr", "49,99 €", "Livraison gratuite", "0"},
		{"es", "49,99 €", "Envío gratis", "0"},
		{"pl", "49,99 zł", "Darmowa dostawa od 200 zł", ""},
		{"pt-BR", "R$ 49,99", "Frete grátis", "0"},
		{"ja", "¥4,980", "送料無料", "0"},
		{"ja", "¥4,980", "送料 550円", "550"},
		{"ko", "49,800원", "무료배송", "0"},
		{"ru", "4 999 ₽", "Бесплатная доставка", "0"},
		{"cs", "1 249 Kč", "Doprava zdarma", "0"},
	} {
		body := fmt.Sprintf(`<html lang="%s"><title>x</title><h1>Aurora 300 Trail Lamp</h1><p class="price">%s</p><p>%s</p><button>Add to cart</button>`, tt.lang, tt.price, tt.shown)
		got := Extract(Page{Body: []byte(body)}, Options{Kind: KindProduct})
		if len(got.Listings) == 0 {
			t.Errorf("%s: no listing", tt.shown)
			continue
		}
		ship := ""
		if s := got.Listings[0].Shipping; s != nil {
			ship = s.Amount
		}
		if ship != tt.want {
			t.Errorf("%s: shipping %q, want %q", tt.shown, ship, tt.want)
		}
	}
}

// TestF12GroupNamedByItsVariants lists variants that name their group, where the group does not list them.
func TestF12GroupNamedByItsVariants(t *testing.T) {
	t.Parallel()
	body := `<title>x</title><script type="application/ld+json">[{"@type":"ProductGroup","@id":"#g","name":"Trail Tee"},
		{"@type":"Product","isVariantOf":{"@id":"#g"},"sku":"A1","name":"Trail Tee S","size":"S","offers":{"price":25,"priceCurrency":"USD"}},
		{"@type":"Product","isVariantOf":{"@id":"#g"},"sku":"A2","name":"Trail Tee M","size":"M","offers":{"price":27,"priceCurrency":"USD"}}]</script>
		<h1>Trail Tee</h1><p class="price">$25.00</p><button>Add to cart</button>`
	got := Extract(Page{Body: []byte(body)}, Options{Kind: KindProduct})
	if len(got.Listings) != 3 || *got.Listings[1].SKU != "A1" || got.Listings[2].Price.Amount != "27" {
		t.Errorf("listings %+v, want the product and two variants", got.Listings)
	}
}
