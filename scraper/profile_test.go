package scraper_test

import (
	"errors"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/scraper"
)

// TestProfileMistakes: each mistake is told with file, line and column, and all mistakes at once.
func TestProfileMistakes(t *testing.T) {
	const good = "name: shop\nstart: [https://shop.example/]\n"
	for _, tc := range []struct{ name, text, want string }{
		{"unknown key", good + "adr: x\n", `shop.yaml:3:1: unknown field "adr"`},
		{"unknown nested key", good + "category:\n  title: x\n", `shop.yaml:4:3: unknown field "title"`},
		{"no YAML", "name: [", "shop.yaml:1:"},
		{"wrong type", "name: shop\nstart: https://shop.example/\n", "shop.yaml:2:8"},
		{"no name", "start: [https://shop.example/]\n", "shop.yaml:1:1: name: a name without spaces"},
		{"bad name", "name: a|b\nstart: [https://shop.example/]\n", `shop.yaml:1:7: name: a name without spaces, / and | is needed, got "a|b"`},
		{"no start", "name: shop\n", "start: at least one URL is needed"},
		{"relative start", "name: shop\nstart:\n  - /c\n", `shop.yaml:3:5: start[0]: "/c" is no absolute http or https URL`},
		{"password", "name: shop\nstart:\n  - http://a:b@shop.example/\n", "shop.yaml:3:5: start[0]: a URL with a user name"},
		{"kind", good + "kind: soap\n", `shop.yaml:3:7: kind: "soap" is not one of html, shopify`},
		{"locale", good + "locale: \"d e\"\n", "shop.yaml:3:9: locale:"},
		{"country", good + "country: de\n", "shop.yaml:3:10: country:"},
		{"currency", good + "currency: EURO\n", `shop.yaml:3:11: currency: "EURO" is not in ISO 4217`},
		{"pace", good + "pace: fast\n", "shop.yaml:3"},
		{"long pace", good + "pace: 2h\n", "shop.yaml:3:7: pace: must be between 0 and 1h"},
		{"negative pace", good + "pace: -1\n", "shop.yaml:3"},
		{"every", good + "every: 1s\n", "shop.yaml:3:8: every: must be at least 1m"},
		{"selector", good + "category:\n  tile: \"div[\"\n", `shop.yaml:4:9: category.tile: "div[" is no CSS selector`},
		{"selector in a list", good + "product_links:\n  select: [a, \"b >\"]\n", "shop.yaml:4"},
		{"field", good + "product:\n  fields:\n    prize: .p\n", "shop.yaml:5:12: product.fields.prize: unknown field"},
		{"field selector", good + "product:\n  fields:\n    price: \"..p\"\n", `shop.yaml:5:12: product.fields.price: "..p" is no CSS selector`},
		{"variants", good + "product:\n  variants:\n    options: {color: .c}\n", "shop.yaml:5:"},
		{"variant selector", good + "product:\n  variants:\n    select: \"tr[\"\n", `shop.yaml:5:13: product.variants.select: "tr[" is no CSS selector`},
		{"variant option", good + "product:\n  variants:\n    select: tr\n    options:\n      size: \"b >\"\n", "shop.yaml:7:13: product.variants.options.size:"},
		{"variant field", good + "product:\n  variants:\n    select: tr\n    fields: {prize: b}\n", "product.variants.fields.prize: unknown field"},
		{"variant key", good + "product:\n  variants:\n    each: tr\n", `shop.yaml:5:5: unknown field "each"`},
		{"regexp", good + "product_links:\n  match: \"(\"\n", "shop.yaml:4:10: product_links.match: error parsing regexp"},
		{"host", good + "hosts: [\"a/b\"]\n", `shop.yaml:3:9: hosts[0]: "a/b" is no host name`},
		{"check", good + "check: {kind: shopify}\n", "check.start: at least one URL"},
		{"a text for a list", "name: shop\nstart: https://shop.example/\n", "shop.yaml:2:8: a list is wanted here"},
		{"tab", "name: shop\nstart:\n\t- https://shop.example/\n", "shop.yaml:3:1: found character '\t' that cannot start any token: indent with spaces"},
		{"typing mistake", good + "curency: EUR\n", `shop.yaml:3:1: unknown field "curency"; did you mean currency?`},
		{"typing mistake inside", good + "category:\n  tiles: li\n", `shop.yaml:4:3: unknown field "tiles"; did you mean tile?`},
		{"no quotes around @", good + "product:\n  fields:\n    price: @data-price\n", "shop.yaml:5:12: '@' is a reserved character: a text with"},
		{"no quotes around #", good + "product:\n  fields:\n    price: #price\n", "product.fields.price: is empty; what begins with # is a comment"},
		{"no quotes around # in a tile", good + "category:\n  tile: #list\n", "category.tile: is empty; what begins with #"},
		{"no quotes around :", good + "product_links:\n  match: a: b\n", "shop.yaml:4:10: mapping value is not allowed in this context: a text with"},
		{"no quotes around *", good + "product_links:\n  match: *\n", "shop.yaml:4:10: undefined alias name: a text with"},
		{"a list for a text", "name: [shop]\nstart: [https://shop.example/]\n", "shop.yaml:1:7: a text is wanted here, not a list"},
		{"no truth", good + "browser: maybe\n", "shop.yaml:3:10: true or false is wanted here"},
		{"no number", good + "max_pages: many\n", "shop.yaml:3:12: a whole number is wanted here"},
		{"small letters", good + "currency: eur\n", `shop.yaml:3:11: currency: "eur" is not in ISO 4217; write EUR`},
		{"XPath", good + "product:\n  fields: {price: \"//span\"}\n", "shop.yaml:4:19: product.fields.price: \"//span\" is no CSS selector: it looks like XPath"},
		{"empty path", good + "product:\n  json: {price: \"\"}\n", "product.json.price: is empty: a path"},
		{"browser hosts without browser", good + "browser_hosts: [cdn.example]\n", "shop.yaml:3:16: browser_hosts: is for profiles with browser: true"},
		{"twice", good + "name: other\n", "shop.yaml:3"},
		{"too long", "# " + strings.Repeat("x", 1<<20), "longer than 1 MB"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := scraper.ParseProfile("shop.yaml", []byte(tc.text))
			if !errors.Is(err, market.ErrInvalid) {
				t.Fatalf("ParseProfile = %v; want an error that is %v", err, market.ErrInvalid)
			}
			if !strings.Contains(err.Error(), tc.want) {
				t.Errorf("ParseProfile = %q; want %q in it", err, tc.want)
			}
		})
	}
	_, err := scraper.ParseProfile("shop.yaml", []byte("name: shop\nstart: [x, y]\ncountry: de\n"))
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("ParseProfile = %v; want three mistakes", err)
	}
}

func FuzzProfile(f *testing.F) {
	f.Add([]byte("name: shop\nkind: html\nstart: [https://shop.example/]\npace: 1.5s\nproduct:\n  fields: {price: .p, title: [h1, \"meta@content\"]}\n"))
	f.Add([]byte("name: shop\nstart:\n- http://a.example\npace: 0.5\ncategory: {follow: false, tile: \".t\"}"))
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("start: !x 1"))
	f.Add([]byte("start: [\"http://[::1]:80/\"]\nname: x\ncheck: {kind: woo, start: [\"http://a\"]}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := scraper.ParseProfile("p.yaml", text)
		if err != nil {
			if !errors.Is(err, market.ErrInvalid) || p != nil {
				t.Errorf("ParseProfile = %v, %v; want an error that is %v alone", p, err, market.ErrInvalid)
			}
			return
		}
		if p.Name == "" || len(p.Start) == 0 {
			t.Errorf("ParseProfile accepts a profile without name or start: %+v", p)
		}
	})
}
