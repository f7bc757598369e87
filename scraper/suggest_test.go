package scraper_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/scraper"
	"shelfwise/scraper/extract"
)

// siteProduct is the nth product page of a site without structured data.
func siteProduct(n int) extract.Page {
	name := [...]string{"Oak desk", "Pine shelf", "Walnut stool", "Beech bench", "Ash lamp", "Elm tray"}[n%6]
	was := ""
	if n%2 == 0 {
		was = fmt.Sprintf(`<s class="p-was">%d,00 €</s>`, 30+n)
	}
	return extract.Page{URL: fmt.Sprintf("https://holz.example.de/artikel/%d", n), Body: fmt.Appendf(nil, `<html lang="de"><head><title>%[1]s %[2]d | Holz</title></head><body>
<div class="crumbs"><a href="/">Start</a></div><h1 class="p-title">%[1]s %[2]d</h1><div class="p-box"><span class="p-now">%[3]d,95 €</span>%[4]s</div>
<p class="p-code">Artikelnummer: HZ-%[2]d00</p><p class="p-stock">Auf Lager</p><button>In den Warenkorb</button>
<div class="rate" title="4,%[5]d von 5 Sternen"><span class="rate-n">%[6]d Bewertungen</span></div></body></html>`, name, n, 20+n, was, n%10, 11+n)}
}

func siteList(n int) extract.Page {
	var s strings.Builder
	fmt.Fprintf(&s, `<html lang="de"><head><title>Holz %d</title></head><body><h1>Holz</h1><ul class="list">`, n)
	for i := range 8 {
		k := 10*n + i
		fmt.Fprintf(&s, `<li class="card"><a class="card-link" href="/artikel/%[1]d"><img alt=""><h3 class="card-name">Brett Eiche lang %[1]d</h3></a><span class="card-price">%[2]d,50 €</span></li>`, k, 10+k)
	}
	fmt.Fprintf(&s, `</ul><div class="pages"><a href="/holz?seite=1">1</a> <a class="pages-next" rel="next" href="/holz?seite=%d">weiter</a></div></body></html>`, n+1)
	return extract.Page{URL: fmt.Sprintf("https://holz.example.de/holz?seite=%d", n), Body: []byte(s.String())}
}

// Test003ProfileSuggestRoundTrip: the profile proposed from some pages of a site parses, says how it agrees, and reads
// other pages of the site as the general extractor does.
func Test003ProfileSuggestRoundTrip(t *testing.T) {
	var pages []extract.Page
	for n := range 4 {
		pages = append(pages, siteProduct(n), siteList(n+1))
	}
	got, err := scraper.SuggestProfile(pages)
	if err != nil {
		t.Fatalf("%v\n%s", err, got.Text)
	}
	agreed := map[string]bool{}
	for _, a := range got.Fields {
		if a.Where != "" && a.Agree == a.Read {
			agreed[a.Field] = true
		}
	}
	for _, f := range []string{"title", "price", "list_price", "availability", "tile", "tile.title", "tile.url", "tile.price", "next"} {
		if !agreed[f] {
			t.Errorf("no place that always agrees for %s\n%s", f, got.Text)
		}
	}
	if got.Profile.Pace == nil || time.Duration(*got.Profile.Pace) != scraper.DefaultPace {
		t.Errorf("pace = %v; want the default, written out", got.Profile.Pace)
	}
	if got.Profile.Currency != "EUR" || got.Profile.Locale != "de" || !strings.Contains(got.Text, "4 of 4") {
		t.Errorf("text:\n%s", got.Text)
	}
	for n := 4; n < 6; n++ {
		for _, p := range []extract.Page{siteProduct(n), siteList(n + 1)} {
			general, with := extract.Extract(p, extract.Options{}), extract.Extract(p, extract.Options{Profile: got.Profile.Extraction()})
			if diff := cmp.Diff(values(general), values(with)); diff != "" {
				t.Errorf("%s: general and profile differ:\n%s\n%s", p.URL, diff, got.Text)
			}
		}
	}
}

// values are the parts of a result that a profile must not change.
func values(r extract.Result) []string {
	out := append([]string{r.Kind}, r.NextPages...)
	for _, l := range r.Listings {
		line := l.Title + " | " + l.URL
		for _, m := range []*extract.Money{l.Price, l.ListPrice} {
			if m != nil {
				v, _ := strconv.ParseFloat(m.Amount, 64)
				line += fmt.Sprintf(" | %.2f %s", v, m.Currency)
			}
		}
		out = append(out, line)
	}
	return out
}

func TestProfileSuggestNothing(t *testing.T) {
	if _, err := scraper.SuggestProfile([]extract.Page{{Body: []byte("<html><body><p>An article.</p></body></html>")}}); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("err = %v; want market.ErrInvalid", err)
	}
}

// variantSite are product pages of shops: one lists its variants in a table, one as buttons with attributes, one in
// the page's data. Each has other products below, in rows that are alike too.
func variantSite(kind string, n int) extract.Page {
	var rows, more, data strings.Builder
	for i, size := range []string{"S", "M", "L"} {
		price := fmt.Sprintf("%d,90", 20+n+5*i)
		switch kind {
		case "table":
			fmt.Fprintf(&rows, `<tr class="v-row"><td class="v-size">%s</td><td class="v-price">%s €</td><td class="v-sku">HZ-%d%s</td><td class="v-stock">Auf Lager</td></tr>`, size, price, n, size)
		case "buttons":
			fmt.Fprintf(&rows, `<button class="choice" data-size="%s" data-price="%d.90"><span class="lab">%s</span> <span class="tag">%s €</span></button>`, size, 20+n+5*i, size, price)
		case "data":
			fmt.Fprintf(&data, `{"@type":"Product","name":"Hemd %d","sku":"HZ-%d%s","size":"%s","offers":{"@type":"Offer","price":"%d.90","priceCurrency":"EUR"}},`, n, n, size, size, 20+n+5*i)
		}
		fmt.Fprintf(&more, `<div class="also"><a href="/artikel/%d"><span class="also-name">Hose %[1]d</span></a><span class="also-price">%d,90 €</span></div>`, 100*n+i, 20+n+5*i)
	}
	script := ""
	if kind == "data" {
		script = `<script type="application/ld+json">{"@context":"https://schema.org","@type":"ProductGroup","name":"Hemd ` + strconv.Itoa(n) + `","hasVariant":[` + strings.TrimSuffix(data.String(), ",") + `]}</script>`
	}
	return extract.Page{URL: fmt.Sprintf("https://hemd.example.de/artikel/%d", n), Body: fmt.Appendf(nil, `<html lang="de"><head><title>Hemd %[1]d | Hemden</title>%[2]s</head><body>
<h1 class="p-title">Hemd %[1]d</h1><div class="p-box"><span class="p-now">%[3]d,90 €</span></div><table class="v">%[4]s</table><button>In den Warenkorb</button>
<div class="shelf"><h2>Mehr aus dem Laden</h2>%[5]s</div></body></html>`, n, script, 20+n, strings.ReplaceAll(rows.String(), "\n", ""), more.String())}
}

// TestF12ProfileSuggestVariants: where pages list their variants, the proposed profile says so, with how it agrees, and reads
// them on other pages of the site; rows of other products are not taken for variants, and no rule is proposed where the
// page's data list them.
func TestF12ProfileSuggestVariants(t *testing.T) {
	for _, tc := range []struct {
		kind, selects string
		variants      []string
	}{
		{"table", "tr.v-row", []string{"S 25.9 HZ-5S InStock", "M 30.9 HZ-5M InStock", "L 35.9 HZ-5L InStock"}},
		{"buttons", "button.choice", []string{"S 25.9  ", "M 30.9  ", "L 35.9  "}},
		{"data", "", []string{"S 25.9 HZ-5S ", "M 30.9 HZ-5M ", "L 35.9 HZ-5L "}},
		{"none", "", nil},
	} {
		t.Run(tc.kind, func(t *testing.T) {
			var pages []extract.Page
			for n := range 4 {
				pages = append(pages, variantSite(tc.kind, n))
			}
			got, err := scraper.SuggestProfile(pages)
			if err != nil {
				t.Fatalf("%v\n%s", err, got.Text)
			}
			if got.Profile.Product.Variants.Select != tc.selects {
				t.Errorf("variants by %q; want %q\n%s", got.Profile.Product.Variants.Select, tc.selects, got.Text)
			}
			told := 0
			for _, a := range got.Fields {
				if a.Field == "variants" && a.Read == 4 && a.Agree == 4 {
					told++
				}
			}
			if (told == 1) != (tc.variants != nil) {
				t.Errorf("agreement is told %d times\n%s", told, got.Text)
			}
			var read []string
			for _, l := range extract.Extract(variantSite(tc.kind, 5), extract.Options{Profile: got.Profile.Extraction()}).Listings[1:] {
				sku, stock := "", ""
				if l.SKU != nil {
					sku = *l.SKU
				}
				if l.Availability != nil {
					stock = *l.Availability
				}
				read = append(read, fmt.Sprintf("%s %s %s %s", l.Variant["size"], l.Price.Amount, sku, stock))
			}
			if diff := cmp.Diff(tc.variants, read); diff != "" {
				t.Errorf("another page (-want +got):\n%s\n%s", diff, got.Text)
			}
		})
	}
}
