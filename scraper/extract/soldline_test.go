package extract_test

import "testing"

// TestF11SoldPieces: a single piece that is sold is a product without a price, and gone.
func TestF11SoldPieces(t *testing.T) {
	doc := func(body string) string {
		return `<html lang="fr"><head><title>Nu bleu, lithographie 1974 | Galerie</title></head><body><h1>Nu bleu, lithographie 1974</h1>` + body + `</body></html>`
	}
	work := `<p>Signée, 50 x 65 cm</p><span class="etat">Vendu</span><p>Réf. L-1974-3</p><a href="/contact">Nous contacter</a>`
	runFieldCases(t, []fieldCase{
		{"name", "", doc(work), "name", "Nu bleu, lithographie 1974"},
		{"availability", "", doc(work), "availability", "OutOfStock"},
		{"number", "", doc(work), "sku", "L-1974-3"},
		{"no price", "", doc(work), "price", ""},
		{"German", "", doc(`<p>Öl auf Leinwand</p><p>Verkauft!</p><p>Art.-Nr. 2231</p>`), "availability", "OutOfStock"},
		{"sold by somebody", "", doc(`<p class="price">90 €</p><p>Vendu par Louet</p><button>Ajouter au panier</button>`), "availability", "InStock"},
		{"a home", "", doc(`<p>Vendu</p><p>3 chambres, 120 m²</p><p>Réf. L-1974-3</p>`), "availability", ""},
	})
}
