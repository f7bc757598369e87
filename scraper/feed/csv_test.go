package feed_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"shelfwise/market"
	"shelfwise/scraper/feed"
)

// titles reads a CSV file and returns url=title of its rows.
func titles(t *testing.T, text string) (string, []market.RowError) {
	t.Helper()
	got, bad := read(t, text, feed.Options{Source: "s", ObservedAt: monday})
	var out []string
	for _, s := range got {
		out = append(out, s.Listing.URL+"="+s.Listing.Title)
	}
	return strings.Join(out, "; "), bad
}

func TestCSVShapes(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("url\ttitle\na\tKännchen\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ name, text, want string }{
		{"comma", "url,title\na,A\nb,B\n", "a=A; b=B"},
		{"no last line break", "url,title\na,A\nb,B", "a=A; b=B"},
		{"semicolon", "url;title\na;A, or B\n", "a=A, or B"},
		{"tab", "url\ttitle\na\tA;B,C\n", "a=A;B,C"},
		{"bar", "url|title\na|A\n", "a=A"},
		{"excel's sep", "sep=;\nurl;title\na;A\n", "a=A"},
		{"byte order mark", "\ufeffurl,title\na,A\n", "a=A"},
		{"UTF-16", utf16, "a=Kännchen"},
		{"Windows-1252", "url,title\na,K\xe4nnchen\n", "a=Kännchen"},
		{"UTF-16 without its mark", utf16[2:], "a=Kännchen"},
		{"header in other case", " URL ,Title\na,A\n", "a=A"},
		{"empty lines", "\n\nurl,title\n\na,A\n,\n\r\nb,B\n", "a=A; b=B"},
		{"old line ends", "url,title\r\na,A\r\n", "a=A"},
		{"quotes", "url,title\na,\"5\"\" pipe, \nlong\"\r\nb,\"B\"", "a=5\" pipe, \nlong; b=B"},
		{"quote inside a bare field", "url,title\na,5\" pipe\nb,B\n", "a=5\" pipe; b=B"},
		{"empty cells behind the header", "url,title\na,A,,\n", "a=A"},
		{"other columns", "x,url,y,title,z\n1,a,2,A,3\n", "a=A"},
		{"trailing empty header", "url,title,\na,A,\n", "a=A"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, bad := titles(t, tc.text)
			wantBad(t, bad)
			if got != tc.want {
				t.Errorf("rows = %q; want %q", got, tc.want)
			}
		})
	}
}

// TestF54BrokenRows: a broken row costs itself, never the rows behind it.
func TestF54BrokenRows(t *testing.T) {
	const quote = "a quote is opened and not closed before the next column"
	for _, tc := range []struct {
		name, text, want string
		bad              market.RowError
	}{
		{"quote never closed", "url,title\na,\"A\nb,B\nc,C\n", "b=B; c=C", market.RowError{Line: 2, Column: 2, Reason: quote}},
		{"quote closed by a later one", "url,title\na,\"A\nb,\"B\"\nc,C\n", "b=B; c=C", market.RowError{Line: 2, Column: 2, Reason: quote}},
		{"text behind a quote", "url,title\n\"a\"x,A\nb,B\n", "b=B", market.RowError{Line: 2, Column: 1, Reason: quote}},
		{"too few columns", "url,title,brand\na,A\nb,B,x\n", "b=B", market.RowError{Line: 2, Column: 2, Reason: "2 columns; the header has 3"}},
		{"too many columns", "url,title\na,A,12,99\nb,B\n", "b=B", market.RowError{Line: 2, Column: 3, Value: "12", Reason: "4 columns; the header has 2"}},
		{"not UTF-8", "url,title\na,Cr\xeape\nb,B\n", "b=B", market.RowError{Line: 2, Reason: "byte 3 (0xea) is not UTF-8: save the file as UTF-8"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, bad := titles(t, tc.text)
			wantBad(t, bad, tc.bad)
			if got != tc.want {
				t.Errorf("rows = %q; want %q", got, tc.want)
			}
		})
	}
}

func TestF54LongQuote(t *testing.T) {
	// A quote that is opened in the second row and never closed, in front of two megabytes of good rows.
	var b strings.Builder
	b.WriteString("url,title\nx,\"open\n")
	const rows = 100_000
	for range rows {
		b.WriteString("a,A good row of twenty\n")
	}
	got, bad := titles(t, b.String())
	if got != "a=A good row of twenty" || len(bad) != 1 || bad[0].Line != 2 {
		t.Errorf("rows %q, errors %v; want the good rows and one error in line 2", got, bad)
	}
}

// TestF54LongRow: a row without a quote that is too long says so, and costs itself alone.
func TestF54LongRow(t *testing.T) {
	got, bad := titles(t, "url,title\nx,"+strings.Repeat("x", 3<<20)+"\na,A\n")
	wantBad(t, bad, market.RowError{Line: 2, Reason: "longer than 1 MB"})
	if got != "a=A" {
		t.Errorf("rows = %q", got)
	}
}

func TestDecimalMarks(t *testing.T) {
	const none = "?"
	for _, tc := range []struct {
		name   string
		others string // another row's price, quoted
		price  string
		want   string // none: a row error
	}{
		{"contract's decimal", "", "12.99", "12.99"},
		{"whole", "", "1299", "1299.00"},
		{"decimal comma", "", "12,99", "12.99"},
		{"both marks", "", "1.299,50", "1299.50"},
		{"both marks, English", "", "1,299.50", "1299.50"},
		{"repeated groups", "", "1.299.500", "1299500.00"},
		{"spaces", "", "1 299,50", "1299.50"},
		{"Swiss", "", "1'299.50", "1299.50"},
		{"leading zero", "", "0,125", "0.12"},
		{"code behind", "", "12.99 EUR", "12.99"},
		{"code in front", "", "EUR 12,99", "12.99"},
		{"point of three is decimal by contract", "", "1.299", "1.30"},
		{"comma of three is ambiguous", "", "1,299", none},
		{"point of three among commas", "5,50", "1.299", "1299.00"},
		{"comma of three among commas", "5,50", "1,299", "1.30"},
		{"comma of three among points", "5.50", "1,299", "1299.00"},
		{"bad grouping", "", "12.99.5", none},
		{"only a mark", "", ",", none},
		{"words", "", "twelve", none},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text := "source,url,title,currency,price\n"
			if tc.others != "" {
				text += `s,z,Z,EUR,"` + tc.others + "\"\n"
			}
			got, bad := read(t, text+`s,a,A,EUR,"`+tc.price+"\"\n", feed.Options{ObservedAt: monday})
			price := none
			if len(got) > 0 && got[0].Listing.URL == "a" {
				price = got[0].Observations[0].Offer.Price.Decimal()
			}
			if price != tc.want || (len(bad) == 1) != (tc.want == none) {
				t.Errorf("price %q = %s, %v; want %s", tc.price, price, bad, tc.want)
			}
		})
	}
}
