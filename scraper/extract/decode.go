package extract

import (
	"bytes"
	"errors"
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// maxBody bounds what is read of a page; longer ones are cut, and the cut is an issue.
const maxBody = 20 << 20

// The reasons for which a body is no page.
var (
	errEmpty   = errors.New("empty page")
	errGzip    = errors.New("compressed bytes instead of HTML")
	errNotHTML = errors.New("not HTML")
)

// decode returns the body as UTF-8. It trusts, in this order: a byte order mark, valid UTF-8 with letters
// beyond ASCII, the header or meta tag, and the best reading of the usual legacy charsets. guessed names the charset
// where only the last was left: a reader is to be told, for a guess can be wrong.
func decode(body []byte, contentType string) (text, guessed string, err error) {
	head := body[:min(len(body), 1<<12)]
	switch {
	case len(bytes.TrimSpace(head)) == 0:
		return "", "", errEmpty
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return "", "", errGzip
	}
	if e := utf16Without(head); e != nil {
		text, err = convert(e, body)
		return text, "", err
	}
	if bytes.IndexByte(head, 0) >= 0 && !hasUTF16BOM(head) || isBinary(head) {
		return "", "", errNotHTML
	}
	if !hasUTF16BOM(head) && utf8.Valid(body) {
		text := strings.TrimPrefix(string(body), "\ufeff")
		if !strings.Contains(strings.ToLower(text[:min(len(text), 1<<12)]), "iso-2022-jp") {
			return text, "", nil
		}
	}
	e, name, certain := charset.DetermineEncoding(body, contentType)
	if name == "utf-8" || name == "windows-1252" && !certain {
		if mostlyUTF8(body) {
			return strings.ToValidUTF8(string(body), "\ufffd"), "", nil
		}
		e, guessed = guess(body)
	}
	text, err = convert(e, body)
	return text, guessed, err
}

func convert(e encoding.Encoding, body []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return "", errors.Join(errNotHTML, err)
	}
	return string(out), nil
}

func hasUTF16BOM(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff})
}

// utf16Without recognises UTF-16 that has no byte order mark by the zero half of its ASCII letters.
func utf16Without(head []byte) encoding.Encoding {
	if len(head) < 4 || hasUTF16BOM(head) {
		return nil
	}
	var even, odd int
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	switch quarter := len(head) / 4; {
	case odd > quarter && even <= odd/8:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even > quarter && odd <= even/8:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// isBinary recognises files that are no text by their first bytes.
func isBinary(head []byte) bool {
	for _, magic := range []string{"\x89PNG", "\xff\xd8\xff", "GIF8", "%PDF-", "PK\x03\x04", "RIFF", "\x28\xb5\x2f\xfd", "BZh"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return false
}

// mostlyUTF8 reports whether a body is UTF-8 but for a few broken characters, as cut and joined pages have them.
func mostlyUTF8(body []byte) bool {
	var good, bad int
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good > 4*bad
}

// guess takes the legacy charset whose reading of a sample is least strange; the page's language, where it names one,
// speaks for the charsets of that language. Of equals the first of the table stands.
func guess(body []byte) (encoding.Encoding, string) {
	sample := body[:min(len(body), 1<<18)]
	lang := languageTag(sample)
	var best encoding.Encoding
	name, least := "", math.Inf(1)
	for _, c := range []struct {
		name, langs string
		encoding.Encoding
	}{
		{"windows-1252", "", charmap.Windows1252},
		{"gb18030", "zh", simplifiedchinese.GB18030},
		{"shift_jis", "ja", japanese.ShiftJIS},
		{"euc-jp", "ja", japanese.EUCJP},
		{"euc-kr", "ko", korean.EUCKR},
		{"windows-1251", "ru uk bg be sr mk", charmap.Windows1251},
	} {
		out, err := c.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		strange := strangeness(string(out))
		if lang != "" && strings.Contains(c.langs, lang) {
			strange -= 1.5
		}
		if strange < least {
			best, name, least = c.Encoding, c.name, strange
		}
	}
	return best, name
}

// languageTag is the primary language of the html element, "" where it names none.
func languageTag(sample []byte) string {
	m := htmlLang.FindSubmatch(sample[:min(len(sample), 1<<12)])
	if m == nil {
		return ""
	}
	return strings.ToLower(string(m[1]))
}

var htmlLang = regexp.MustCompile(`(?i)<html[^>]*\blang\s*=\s*["']?([a-z]{2})`)

// strangeness is the mean oddness of the characters beyond ASCII: what no shop's text has in such company
// (replacement characters, private use, rare Han, half-width katakana, mixed scripts) is odd, what a language's text is
// made of (kana, frequent Han, Hangul, small Cyrillic letters in words, single accented letters) is the opposite. The
// mean, since a charset of two bytes reads half as many characters from the same bytes.
func strangeness(s string) float64 {
	odd, n, prev := 0.0, 0, rune(0)
	for _, r := range s {
		if r >= 0x80 {
			n++
			odd += oddness(r, prev)
		}
		prev = r
	}
	if n == 0 {
		return 0
	}
	return odd / float64(n)
}

func oddness(r, prev rune) float64 {
	ascii := prev|0x20 >= 'a' && prev|0x20 <= 'z'
	switch {
	case r == utf8.RuneError, r >= 0xe000 && r <= 0xf8ff, r < 0xa0:
		return 8
	case r >= 0xff61 && r <= 0xff9f, r >= 0x3400 && r <= 0x4dbf:
		return 3
	case r >= 0x3040 && r <= 0x30ff: // kana
		return -2
	case r >= 0x4e00 && r <= 0x9fff:
		return ifIn(commonHan, r)
	case r >= 0xac00 && r <= 0xd7a3:
		return ifIn(commonHangul, r)
	case r >= 0x400 && r <= 0x45f:
		return cyrillic(r, prev, ascii)
	case r < 0xc0: // signs such as ± and ¶
		return 1.5
	case r < 0x180 && prev >= 0x80 && prev < 0x180:
		return 2 // two accented Latin letters in a row
	case r < 0x180 && ascii:
		return -2 // an accent within a word
	}
	return 0
}

// ifIn is the oddness of a character of a large script: those of the list are what common text is made of.
func ifIn(common string, r rune) float64 {
	if strings.ContainsRune(common, r) {
		return -2
	}
	return 1
}

// cyrillic is the oddness of a Cyrillic letter: small ones in words are usual; a capital behind a small one, and a
// letter behind an ASCII one, are not.
func cyrillic(r, prev rune, ascii bool) float64 {
	switch small := r >= 0x430; {
	case ascii:
		return 4
	case small:
		return -1.5
	case prev >= 0x430 && prev <= 0x45f:
		return 3
	}
	return 0.5
}

// commonHan are characters that nearly every Chinese or Japanese shop page has.
const commonHan = "的一是不了人在有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市价格商品购买店铺" +
	"不锈钢保温杯瓶无线蓝牙耳机灯台桌椅箱包鞋衣裤裙套装充电器电池屏手表数码相纸巾茶酒食米油盐洗护肤霜液膏刷毛玩具车床垫枕被锅壶碗盘刀剪笔毫升克米厘寸色红黄蓝绿黑白灰粉紫银金款式新品包邮正品特价优惠券销量评论收藏加入立即库存现货颜色尺码规格型号品牌产地材质重量运费详情" +
	"円税込送料無料販売在庫黒赤青緑大小型用機電動冷水筒象印保温容量本体幅高奥行約重量素材日製付属品使用可能箱入枚個組料金配送予約評価件注文数量追加詳細説明店長氷食器洗乾燥掃除炊飯器扇風" +
	"電動無線藍牙耳機燈檯購買價運費優惠現貨庫存顏色規格詳情評論貨號"

// commonHangul are syllables that nearly every Korean shop page has.
const commonHangul = "이다의는에를을가은로고하한도지기서사인대자어시보부수정리나아일상제해전주그들라게장여스비만성구원소무관용모조경마트당치공유연안연회동물송배격가할판매상품구입장바니후배송색컬러블랙화이트스테인리스병온빨강파랑노텐전자선블루투스폰충헤드세신형최저할인쿠폰무료반품교환재고개월입력원산국내브랜드모델크기무게중량용량"
