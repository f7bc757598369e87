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
