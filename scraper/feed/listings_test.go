package feed_test

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

var monday = time.Date(2026, 9, 7, 6, 0, 0, 0, time.UTC)

func sameMoney(a, b money.Amount) bool { return a == b }

// diff compares with exact money.
func diff(want, got any) string { return cmp.Diff(want, got, cmp.Comparer(sameMoney)) }

// read reads a text whose format is detected.
func read(t *testing.T, text string, o feed.Options) ([]market.Series, []market.RowError) {
	t.Helper()
	series, bad, err := feed.Listings(strings.NewReader(text), feed.Detect("", []byte(text)), o)
	if err != nil {
		t.Fatalf("Listings: %v", err)
	}
	return series, bad
}

func wantBad(t *testing.T, got []market.RowError, want ...market.RowError) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("row errors (-want +got):\n%s", d)
	}
}

func TestListingsEveryColumn(t *testing.T) {
	const text = `{"source":"alpha","url":"https://alpha.example/p/1","external_id":"1","title":"Kettle \u00e9 1.7 l","brand":"Brisa",` +
		`"gtin":"04006381333931","mpn":"K-1","category":"kettles","price":"39.99","currency":"EUR","list_price":"49.99",` +
		`"shipping":"0","availability":"InStock","condition":"new","seller":"Acme","rating":4.6,"rating_scale":5,` +
		`"review_count":1204,"units_sold":1000,"units_sold_window_days":30,"observed_at":"2026-09-07T06:00:00Z"}`
	want := []market.Series{{
		Listing: market.Listing{
			ID: "alpha|1", Source: "alpha", URL: "https://alpha.example/p/1", ExternalID: "1", Title: "Kettle é 1.7 l",
			Brand: "Brisa", GTIN: "04006381333931", MPN: "K-1", Category: "kettles", FirstSeen: monday, LastSeen: monday,
		},
		Observations: []market.Observation{{
			ListingID: "alpha|1", ObservedAt: monday,
			Offer: market.Offer{
				Price: money.MustDecimal("39.99", "EUR"), ListPrice: money.MustDecimal("49.99", "EUR"),
				Shipping: money.MustDecimal("0", "EUR"), Seller: "Acme", Condition: "NewCondition", Availability: market.InStock,
			},
			Rating: new(4.6), RatingScale: 5, ReviewCount: new(int64(1204)),
			UnitsSold:  &market.UnitsSold{AtLeast: 1000, WindowDays: 30},
			Provenance: market.Provenance{Import: "a.jsonl:1"},
		}},
	}}
	got, bad := read(t, text, feed.Options{Name: "a.jsonl"})
	wantBad(t, bad)
	if d := diff(want, got); d != "" {
		t.Errorf("Listings (-want +got):\n%s", d)
	}
}

// TestF25BadgeInItsOwnWords: a badge is read whether a file gives its number or what the page said.
func TestF25BadgeInItsOwnWords(t *testing.T) {
	for text, want := range map[string]market.UnitsSold{
		`"10K+ bought in past month"`:                            {AtLeast: 10_000, WindowDays: 30},
		`"50+ sold"`:                                             {AtLeast: 50},
		`"50+ sold","units_sold_window_days":7`:                  {AtLeast: 50, WindowDays: 7},
		`"300+ bought in past month","units_sold_window_days":7`: {AtLeast: 300, WindowDays: 7},
		`"1,200"`: {AtLeast: 1200},
		`1200.0`:  {AtLeast: 1200},
	} {
		got, bad := read(t, `{"source":"a","url":"https://a.example/1","title":"T","observed_at":"2026-09-07","units_sold":`+text+`}`, feed.Options{})
		wantBad(t, bad)
		if len(got) != 1 || got[0].Observations[0].UnitsSold == nil || *got[0].Observations[0].UnitsSold != want {
			t.Errorf("units_sold %s: %+v; want %+v", text, got, want)
		}
	}
	for _, text := range []string{`"many"`, `-5`, `"1.5"`} {
		if _, bad := read(t, `{"source":"a","url":"https://a.example/1","title":"T","observed_at":"2026-09-07","units_sold":`+text+`}`, feed.Options{}); len(bad) != 1 || bad[0].Field != "units_sold" {
			t.Errorf("units_sold %s: row errors %v; want one", text, bad)
		}
	}
}

func TestListingsUnknownIsNotZero(t *testing.T) {
	const text = `{"source":"a","url":"https://a.example/1","title":"T","price":null,"currency":"EUR","rating":null,"observed_at":"2026-09-07T06:00:00Z"}
{"source":"a","url":"https://a.example/2","title":"T","observed_at":"2026-09-07"}
{"source":"a","url":"https://a.example/3","title":"T","price":"","review_count":"n/a","units_sold":"","observed_at":"2026-09-07T08:00:00+02:00"}`
	got, bad := read(t, text, feed.Options{})
	wantBad(t, bad)
	for _, s := range got {
		o := s.Observations[0]
		if o.Offer != (market.Offer{}) || o.Rating != nil || o.ReviewCount != nil || o.UnitsSold != nil {
			t.Errorf("%s: %+v; want all unknown", s.Listing.ID, o)
		}
	}
	if at := got[2].Observations[0].ObservedAt; !at.Equal(monday) || at.Location() != time.UTC {
		t.Errorf("ObservedAt = %v; want %v in UTC", at, monday)
	}
}

func TestListingsHistoryOfOneListing(t *testing.T) {
	const text = `source,url,title,brand,price,currency,observed_at
a,https://a.example/1,New name,,12.00,EUR,2026-09-21T06:00:00Z
a,https://a.example/1,Old name,Brisa,10.00,EUR,2026-09-07T06:00:00Z
a,https://a.example/1,Old name,Brisa,10.00,EUR,2026-09-07T06:00:00Z
a,https://a.example/1,Old name,Brisa,11.00,EUR,2026-09-14T06:00:00Z
a,https://a.example/1,Old name,Brisa,99.00,EUR,2026-09-14T06:00:00Z
`
	got, bad := read(t, text, feed.Options{})
	wantBad(t, bad, market.RowError{
		Line: 6, Field: "observed_at", Value: "2026-09-14T06:00:00Z", Reason: "the listing shows something else at the same time in line 5",
	})
	if len(got) != 1 || len(got[0].Observations) != 3 {
		t.Fatalf("Listings = %+v; want one listing with three observations", got)
	}
	l := got[0].Listing
	if l.Title != "New name" || l.Brand != "Brisa" || !l.FirstSeen.Equal(monday) || !l.LastSeen.Equal(monday.AddDate(0, 0, 14)) {
		t.Errorf("Listing = %+v; want the newest name, the known brand, first and last day", l)
	}
	for i, want := range []string{"10.00", "11.00", "12.00"} {
		if p := got[0].Observations[i].Offer.Price.Decimal(); p != want {
			t.Errorf("observation %d: price %s; want %s", i, p, want)
		}
	}
}

func TestListingsIdentity(t *testing.T) {
	const text = `url,external_id,source,title,observed_at
https://shop.example/a,,,By host,2026-09-07
https://shop.example/b,7,shop,By id,2026-09-07
,,shop,Nothing,2026-09-07
/relative,,,No host,2026-09-07
https://shop.example/c,,shop,,2026-09-07
https://shop.example/d,,shop,No time,
`
	got, bad := read(t, text, feed.Options{})
	wantBad(t, bad,
		market.RowError{Line: 4, Field: "url", Reason: "missing, and there is no external_id to know the listing by"},
		market.RowError{Line: 5, Field: "source", Reason: "missing, and the url does not name a host"},
		market.RowError{Line: 6, Field: "title", Reason: "missing: no row of the listing gives it"},
		market.RowError{Line: 7, Column: 5, Field: "observed_at", Reason: "missing"},
	)
	var ids []market.ListingID
	for _, s := range got {
		ids = append(ids, s.Listing.ID)
	}
	if d := cmp.Diff([]market.ListingID{"shop.example|https://shop.example/a", "shop|7"}, ids); d != "" {
		t.Errorf("IDs (-want +got):\n%s", d)
	}
	got, bad = read(t, text, feed.Options{Source: "mine", ObservedAt: monday})
	if len(got) != 4 || len(bad) != 2 {
		t.Errorf("with options: %d listings, %v; want 4 and two errors", len(got), bad)
	}
}

func TestListingsBadValues(t *testing.T) {
	base := map[string]string{"url": "u", "title": "T", "observed_at": "2026-09-07", "currency": "EUR"}
	for _, tc := range []struct{ field, value, reason string }{
		{"price", "abc", `"abc" is not a number`},
		{"price", "-5", `"-5" is negative`},
		{"price", "1.2.3", `"1.2.3" is not a number`},
		{"price", "99999999999999999999", `"99999999999999999999" is too large`},
		{"price", "12.00 USD", `"12.00 USD" is not in EUR, the currency of the row`},
		{"currency", "EURO", `"EURO" is no ISO 4217 currency code`},
		{"rating", "5.5", `"5.5" is not between 0 and 5`},
		{"review_count", "12.5", `"12.5" is not a count`},
		{"review_count", "-1", `"-1" is not a count`},
		{"gtin", "4.00638E+12", `"4.00638E+12" is not a number of digits: a spreadsheet has shortened it; format the column as text`},
		{"gtin", "EAN", `"EAN" is not a number of digits`},
		{"gtin", "SEE LABEL", `"SEE LABEL" is not a number of digits`},
		{"availability", "maybe", `"maybe" is none of schema.org's words (InStock, OutOfStock, PreOrder, …)`},
		{"observed_at", "yesterday", `"yesterday" is not a time: write 2026-09-07T06:00:00Z`},
	} {
		row := map[string]string{}
		maps.Copy(row, base)
		row[tc.field] = tc.value
		names, values := []string{"source"}, []string{"a"}
		for _, k := range []string{"url", "title", "observed_at", "currency", "price", "rating", "review_count", "gtin", "availability"} {
			names, values = append(names, k), append(values, row[k])
		}
		column := 0
		for i, n := range names {
			if n == tc.field {
				column = i + 1
			}
		}
		got, bad := read(t, strings.Join(names, ",")+"\n"+strings.Join(values, ",")+"\n", feed.Options{})
		wantBad(t, bad, market.RowError{Line: 2, Column: column, Field: tc.field, Value: tc.value, Reason: tc.reason})
		if len(got) != 0 {
			t.Errorf("%s=%q: the row was kept", tc.field, tc.value)
		}
	}
}

func TestListingsWords(t *testing.T) {
	for text, want := range map[string]market.Availability{
		"InStock": market.InStock, "in stock": market.InStock, "in_stock": market.InStock,
		"https://schema.org/OutOfStock": market.OutOfStock, "out of stock": market.OutOfStock,
		"preorder": market.PreOrder, "LimitedAvailability": market.LimitedStock, "SOLD OUT": market.SoldOut, "": "",
	} {
		got, bad := read(t, "source,url,title,observed_at,availability\na,u,T,2026-09-07,"+text+"\n", feed.Options{})
		wantBad(t, bad)
		if a := got[0].Observations[0].Offer.Availability; a != want {
			t.Errorf("availability %q = %q; want %q", text, a, want)
		}
	}
}

// TestF54 is the row of FEATURES: a big file as German Excel writes it, with three bad rows.
func TestF54Import(t *testing.T) {
	var b strings.Builder
	b.WriteString("\ufeffsource;url;title;price;currency;rating;review_count;observed_at\r\n")
	const rows = 10_000
	for i := range rows {
		price := fmt.Sprintf("%d,%02d", 1000+i, i%100)
		switch i {
		case 10:
			price = "n.a.?"
		case 5000:
			price = "1.299.5"
		case 9999:
			price = "-3,00"
		case 20:
			price = "1.299,50"
		case 30:
			price = "1.299"
		}
		fmt.Fprintf(&b, "a;https://a.example/%d;\"Kessel; \"\"groß\"\"\nNr. %d\";%s;EUR;4,5;%d;2026-09-07T06:00:00Z\r\n", i, i, price, i)
	}
	got, bad := read(t, b.String(), feed.Options{})
	if len(got) != rows-3 {
		t.Errorf("%d listings; want %d", len(got), rows-3)
	}
	// Each row has two lines: the title holds a line break.
	wantBad(t, bad,
		market.RowError{Line: 22, Column: 4, Field: "price", Value: "n.a.?", Reason: `"n.a.?" is not a number`},
		market.RowError{Line: 10002, Column: 4, Field: "price", Value: "1.299.5", Reason: `"1.299.5" is not a number`},
		market.RowError{Line: 20000, Column: 4, Field: "price", Value: "-3,00", Reason: `"-3,00" is negative`},
	)
	for _, s := range got {
		o := s.Observations[0]
		switch s.Listing.URL {
		case "https://a.example/20":
			if o.Offer.Price != money.MustDecimal("1299.50", "EUR") || *o.Rating != 4.5 || s.Listing.Title != "Kessel; \"groß\"\nNr. 20" {
				t.Errorf("row 20: %+v %+v", s.Listing, o)
			}
		case "https://a.example/30": // in a file of decimal commas the point groups
			if o.Offer.Price != money.MustDecimal("1299", "EUR") {
				t.Errorf("row 30: price %v; want 1299.00 EUR", o.Offer.Price)
			}
		}
	}
}

func TestListingsFatal(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		format     feed.Format
		want       string
	}{
		{"empty", "", feed.CSV, "the file is empty"},
		{"no header", "1,2,3\n", feed.CSV, "url or external_id"},
		{"column twice", "url,title,URL\nu,t,u\n", feed.CSV, "line 1, column 3 (url): the column is also column 1"},
		{"not a workbook", "PK\x03\x04 nonsense", feed.XLSX, "open workbook"},
		{"not XML", "hello", feed.MerchantXML, "not an RSS or Atom feed"},
		{"JSON of another kind", `{"a":1}`, feed.Shopify, `no "products"`},
		{"cut", `{"products":[{"id":1,`, feed.Shopify, "byte "},
		{"unknown format", "", feed.Format("pdf"), `format "pdf"`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, _, err := feed.Listings(strings.NewReader(tc.text), tc.format, feed.Options{Currency: "EUR", Source: "a"})
			if err == nil || !strings.Contains(err.Error(), tc.want) || !errors.Is(err, market.ErrInvalid) {
				t.Errorf("error %v; want ErrInvalid with %q", err, tc.want)
			}
		})
	}
}

// TestF18NumbersAsTablesWriteThem: what stands around the digits of an identifier is no reason to refuse it.
func TestF18NumbersAsTablesWriteThem(t *testing.T) {
	for in, want := range map[string]string{
		"4006381333931": "4006381333931", "EAN: 4006381333931": "4006381333931", "EAN 4006381333931": "4006381333931", "GTIN#4006381333931": "4006381333931",
		"4006381333931.0": "4006381333931", "４００６３８１３３３９３１": "4006381333931", "4006381\u200b333931": "4006381333931", "978-0-306-40615-7": "9780306406157",
		"ISBN-13: 978-0-306-40615-7": "9780306406157",
	} {
		if got := feed.BareGTIN(in); got != want {
			t.Errorf("%q is read as %q; want %q", in, got, want)
		}
	}
}

// TestF07CountsAsShown: counts and ratings as pages write them, in columns named in other languages or by half; one that
// cannot be read is unknown there, and an error of its row in a column of our own name.
func TestF07CountsAsShown(t *testing.T) {
	type seen struct {
		rating, scale  float64
		reviews, units int64
	}
	for text, want := range map[string][]seen{
		"URL;Titel;Bewertung;Rezensionen;Verkaufte Stückzahl\n" +
			"https://a.example/1;T;4,5 von 5 Sternen;1.204;1.000+\nhttps://a.example/2;T;8,7/10;99+;3\n" +
			"https://a.example/3;T;4,1;(12);3 verkauft\nhttps://a.example/4;T;gut;viele;einige\n": {{4.5, 5, 1204, 1000}, {8.7, 10, 99, 3}, {4.1, 0, 12, 3}, {-1, 0, -1, -1}},
		"url,title,stars,reviews,sold,junk\nhttps://a.example/1,T,4.5,12,30,x\n":                                      {{4.5, 0, 12, 30}},
		"url,title,review_count,units_sold,reviews,sold\nhttps://a.example/1,T,12,30,great,many\n":                    {{-1, 0, 12, 30}},
		"url,title,review_count,units_sold\nhttps://a.example/1,T,1.2K,30\nhttps://a.example/2,T,many,30\n":           {{-1, 0, 1200, 30}},
		"reviews,url,title,review_count,bought_in_last_month\nall,https://a.example/1,T,7,50+ bought in past month\n": {{-1, 0, 7, 50}},
	} {
		got, bad := read(t, text, feed.Options{ObservedAt: monday})
		if lost := strings.Count(text, "T,many"); len(bad) != lost || lost == 1 && bad[0].Field != "review_count" {
			t.Errorf("%s: row errors %v; want %d", text, bad, lost)
		}
		var shown []seen
		for _, s := range got {
			o, v := s.Observations[0], seen{-1, 0, -1, -1}
			v.scale = o.RatingScale
			if o.Rating != nil {
				v.rating = *o.Rating
			}
			if o.ReviewCount != nil {
				v.reviews = *o.ReviewCount
			}
			if o.UnitsSold != nil {
				v.units = o.UnitsSold.AtLeast
			}
			shown = append(shown, v)
		}
		if diff := cmp.Diff(want, shown, cmp.AllowUnexported(seen{})); diff != "" {
			t.Errorf("%s: (-want +got):\n%s", text, diff)
		}
	}
}
