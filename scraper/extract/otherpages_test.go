package extract_test

import (
	"strings"
	"testing"

	"shelfwise/scraper/extract"
)

// TestNoPriceOnOtherPages: pages that sell nothing mention sums of money, and none of them is given as a price.
func TestNoPriceOnOtherPages(t *testing.T) {
	text := func(s string) string { return "<p>" + strings.Repeat(s+" ", 8) + "</p>" }
	for name, c := range map[string]struct{ title, body string }{
		"news":            {"Acme buys rival for $5 million", `<article><h1>Acme buys rival for $5 million</h1>` + text("The sum of $5,000,000 was paid in cash, $120 a share.") + `</article>`},
		"news with types": {"The best lamps of the year", `<script type="application/ld+json">[{"@type":"NewsArticle","headline":"The best lamps of the year"},{"@type":"Product","name":"Lumo 3","offers":{"price":"99","priceCurrency":"USD"}}]</script><article><h1>The best lamps of the year</h1>` + text("The Lumo 3 costs $99 and is worth it.") + `</article>`},
		"recipe":          {"Lentil soup", `<script type="application/ld+json">{"@type":"Recipe","name":"Lentil soup","aggregateRating":{"ratingValue":4.5,"ratingCount":12}}</script><h1>Lentil soup</h1>` + text("It costs about $2.50 a bowl.") + `<button>Save recipe</button>`},
		"shipping help":   {"Shipping and returns", `<h1>Shipping and returns</h1>` + text("Orders over $49.00 ship free, others for $5.99.") + `<table><tr><td>Express</td><td>$14.99</td></tr></table>`},
		"terms":           {"Terms of use", `<h1>Terms of use</h1>` + text("Our liability is limited to $100.00.")},
		"encyclopedia":    {"Euro", `<h1>Euro</h1>` + text("In 1999 one euro was worth $1.18.") + `<table><tr><td>€1</td><td>$1.18</td></tr></table>`},
		"forum":           {"How much did you pay for your lamp?", `<h1>How much did you pay for your lamp?</h1>` + text("I paid $24.50 at a flea market.") + text("Mine was 30 €.")},
		"home page":       {"Lamp house", `<h1>Lamp house</h1><a href="/sale">Sale: up to $50 off</a><a href="/cart">Cart ($0.00)</a>` + text("Lamps for every garden.")},
		"bank":            {"Car loans", `<h1>Car loans from $199 a month</h1>` + text("Borrow $5,000 to $50,000.") + `<button>Apply now</button>`},
		"software":        {"rust-fuzz example", `<h1>rust-fuzz example</h1><pre>let price = 12.99; // $12.99</pre>` + text("A library.")},
		"jobs":            {"Shop assistant", `<h1>Shop assistant</h1>` + text("You earn $15.50 an hour.") + `<button>Apply</button>`},
		"sold out event":  {"Jazz in the park", `<script type="application/ld+json">{"@type":"Event","name":"Jazz in the park","offers":{"price":"20","priceCurrency":"USD"}}</script><h1>Jazz in the park</h1>` + text("Doors open at eight.")},
		"donations":       {"Donate", `<h1>Donate</h1><label><input type="radio"> $10</label><label><input type="radio"> $25</label><label><input type="radio"> $50</label><button>Donate now</button>` + text("Every gift helps.")},
	} {
		t.Run(name, func(t *testing.T) {
			html := `<html lang="en"><head><title>` + c.title + `</title></head><body>` + c.body + `</body></html>`
			r := extract.Extract(extract.Page{URL: "https://www.example.com/2024/page", Body: []byte(html)}, extract.Options{})
			for _, l := range r.Listings {
				if l.Price != nil {
					t.Errorf("read as a %s; %q at %v, %v", r.Kind, l.Title, *l.Price, l.Evidence["price"])
				}
			}
		})
	}
}
