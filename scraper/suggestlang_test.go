package scraper_test

import (
	"fmt"
	"strings"
	"testing"

	"shelfwise/scraper"
	"shelfwise/scraper/extract"
)

// TestF07SuggestLanguages: from three products' pages and a list of a shop without structured data, in six languages and
// with another element for the price in each, a profile is proposed that places every field, and that parses.
func TestF07SuggestLanguages(t *testing.T) {
	for _, l := range []struct {
		lang, tag                         string
		titles, prices                    [3]string
		stock, cart, number, rating, next string
	}{
		{"de", "div", [3]string{"Wasserkocher Elba 1,7 l", "Teekanne Rhein 0,8 l", "Kaffeemühle Ems"}, [3]string{"39,90 €", "24,50 €", "61,00 €"}, "Auf Lager", "In den Warenkorb", "Art.-Nr.:", "Bewertungen", "Weiter"},
		{"fr", "span", [3]string{"Bouilloire Loire 1,7 l", "Théière Rhône 0,8 l", "Moulin à café Isère"}, [3]string{"39,90 €", "24,50 €", "61,00 €"}, "En stock", "Ajouter au panier", "Réf. :", "avis", "Suivant"},
		{"es", "p", [3]string{"Hervidor Ebro 1,7 l", "Tetera Tajo 0,8 l", "Molinillo Duero"}, [3]string{"39,90 €", "24,50 €", "61,00 €"}, "En stock", "Añadir al carrito", "Ref.:", "opiniones", "Siguiente"},
		{"pl", "strong", [3]string{"Czajnik Wisła 1,7 l", "Dzbanek Odra 0,8 l", "Młynek Warta"}, [3]string{"139,90 zł", "84,50 zł", "211,00 zł"}, "Dostępny", "Do koszyka", "Kod:", "opinii", "Następna"},
		{"ja", "em", [3]string{"電気ケトル 1.7L", "ティーポット 0.8L", "コーヒーミル"}, [3]string{"¥4,980", "¥2,450", "¥6,100"}, "在庫あり", "カートに入れる", "商品番号", "レビュー", "次へ"},
		{"en", "b", [3]string{"Elba Kettle 1.7 l", "Thames Teapot 0.8 l", "Mersey Grinder"}, [3]string{"£39.90", "£24.50", "£61.00"}, "In stock", "Add to basket", "SKU:", "reviews", "Next"},
	} {
		t.Run(l.lang, func(t *testing.T) {
			head := func(title, path string) string {
				return fmt.Sprintf(`<!doctype html><html lang=%q><head><title>%s</title><link rel="canonical" href="https://shop.example%s"></head><body>`, l.lang, title, path)
			}
			var pages []extract.Page
			tiles := ""
			for i, title := range l.titles {
				pages = append(pages, extract.Page{Body: []byte(head(title, fmt.Sprintf("/p/%d", i)) + fmt.Sprintf(`<main><h1 class="name">%[1]s</h1><%[2]s class="now">%[3]s</%[2]s><p class="stock">%[4]s</p>`+
					`<p>%[5]s <span class="number">K-%[6]d17</span></p><button>%[7]s</button><p class="votes">4.%[6]d (1%[6]d %[8]s)</p></main></body></html>`,
					title, l.tag, l.prices[i], l.stock, l.number, i+3, l.cart, l.rating))})
			}
			for i := range 9 {
				tiles += fmt.Sprintf(`<li class="tile"><a href="/p/%[1]d"><h3>%[2]s %[1]d</h3></a><span class="cost">%[3]s</span></li>`, i, l.titles[i%3], l.prices[i%3])
			}
			pages = append(pages, extract.Page{Body: []byte(head("Kettles", "/c") + `<h1>Kettles</h1><ul class="list">` + tiles + `</ul><a class="further" rel="next" href="/c?page=2">` + l.next + `</a></body></html>`)})
			got, err := scraper.SuggestProfile(pages)
			if err != nil {
				t.Fatal(err)
			}
			p := got.Profile
			for field, want := range map[string]string{"title": "h1", "price": l.tag + ".now", "sku": "span.number", "availability": "p.stock"} {
				if where := p.Product.Fields[field]; len(where) != 1 || where[0] != want {
					t.Errorf("%s at %v; want %s", field, where, want)
				}
			}
			if p.Category.Tile != "li.tile" || p.Category.Next != "a.further" || len(p.Category.Fields["title"]) != 1 || p.Category.Fields["price"][0] != "span.cost" {
				t.Errorf("category %+v", p.Category)
			}
			for _, a := range got.Fields {
				if a.Where != "" && a.Agree != a.Read || !strings.Contains(got.Text, a.Field) {
					t.Errorf("agreement %+v; want whole, and told", a)
				}
			}
		})
	}
}
