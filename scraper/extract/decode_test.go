package extract_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shelfwise/scraper/extract"
)

// TestUndeclaredCharsets: a short page that names no charset is read in the right one, and the guess is reported.
func TestUndeclaredCharsets(t *testing.T) {
	for _, tc := range []struct {
		name, title, price string
		encoding.Encoding
	}{
		{"shift_jis", "ステンレスボトル 500ml 黒", "3,500円", japanese.ShiftJIS},
		{"shift_jis", "象印 水筒 保温保冷", "4,980円", japanese.ShiftJIS},
		{"euc-jp", "ステンレスボトル 保温", "3,500円", japanese.EUCJP},
		{"windows-1251", "Электрический чайник 1,7 л", "2 490 руб", charmap.Windows1251},
		{"windows-1251", "Настольная лампа LED", "1 290 руб", charmap.Windows1251},
		{"gb18030", "不锈钢保温杯 500毫升", "128元", simplifiedchinese.GBK},
		{"gb18030", "无线蓝牙耳机", "199元", simplifiedchinese.GBK},
		{"euc-kr", "스테인리스 보온병 블랙", "35,000원", korean.EUCKR},
		{"windows-1252", "Bouilloire électrique crème", "24,99 EUR", charmap.Windows1252},
		{"windows-1252", "Wärmflasche für Größere", "19,99 EUR", charmap.Windows1252},
	} {
		t.Run(tc.name+" "+tc.title, func(t *testing.T) {
			page := "<html><head><title>" + tc.title + "</title></head><body><h1>" + tc.title + "</h1><p class=price>" + tc.price + "</p><button>Add to cart</button></body></html>"
			body, err := tc.NewEncoder().String(page)
			if err != nil {
				t.Fatal(err)
			}
			r := extract.Extract(extract.Page{URL: "https://shop.example/product/1", Body: []byte(body)}, extract.Options{Kind: extract.KindProduct})
			if len(r.Listings) == 0 || r.Listings[0].Title != tc.title {
				t.Errorf("listings = %+v; want the title %q", r.Listings, tc.title)
			}
			told := false
			for _, i := range r.Issues {
				told = told || i.Text == tc.name && strings.Contains(i.Reason, "charset")
			}
			if !told {
				t.Errorf("issues = %+v; want the guess of %s among them", r.Issues, tc.name)
			}
		})
	}
}
