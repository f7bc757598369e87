package extract

import (
	"strings"
	"testing"
)

// FuzzJSON: no text makes the lenient JSON readers panic or read past its end.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,2,{"b":"c\u00e9"}],}`, `<!-- {"@type":"Product"} -->`, `{a:'b',c:undefined}`, `[[[[`, `{"a":1}}`, "//<![CDATA[\n{}\n//]]>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		vals, _ := parseBlock(s)
		for _, v := range vals {
			_ = v.at("a.0.b")
			_ = stateText(v)
		}
		if _, end, _ := parseLiteral(s, 1000); end > len(s) {
			t.Errorf("%q: read to %d of %d", s, end, len(s))
		}
	})
}

// FuzzLabels: no line makes the label reader panic, and a code or GTIN that it gives is one.
func FuzzLabels(f *testing.F) {
	for _, s := range []string{"SKU: 123", "Blue | EAN 4006381333931", "货号：A-1", "item no - #", "a: b: c: item: 5", "Art.1357247", "item A-AAAA"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := &document{text: strings.ToValidUTF8(s, "")}
		for _, l := range d.labelLines() {
			if l.text == "" || l.field == fGTIN && !validGTIN(l.text) || l.field == fSKU && !isCode(l.text) && !capsCode(l.text) {
				t.Errorf("%q: %v %q", s, l.field, l.text)
			}
		}
	})
}

// FuzzCodes: no address or article number makes the readers of codes panic; what they give is in what they were given.
func FuzzCodes(f *testing.F) {
	for _, s := range []string{"blue-shirt-12345.html", "p4781720", "CE5145", "_R-230657", "Item # 101095", "TE502955-12 Chair"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c := codeIn(s); !strings.Contains(s, c) {
			t.Errorf("code %q is not in %q", c, s)
		}
		if len(cleanSKU(s)) > len(s) {
			t.Errorf("%q grew", s)
		}
	})
}

// FuzzPriceSpots: no text makes the search for prices panic, and each lies within the text.
func FuzzPriceSpots(f *testing.F) {
	for _, s := range []string{"HK$24.50", "4.50CHF 2.25", "1 199€95", "save $1 of US $2", "R$ 1.234,56 /kg", "¥1,200税込"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := newDocument(Page{URL: "https://shop.example.com/p/1", Body: []byte("<html><body><h1>x</h1><p class=price>" + s + "</p></body></html>")})
		if err != nil {
			return
		}
		for _, p := range d.visiblePrices(d.headline()) {
			if p.from < 0 || p.to > len(d.text) || p.from > p.to {
				t.Errorf("%q: %d to %d of %d", s, p.from, p.to, len(d.text))
			}
		}
	})
}
