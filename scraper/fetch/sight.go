package fetch

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// sight is what one pass over a page's tokens sees.
type sight struct {
	title, h1  strings.Builder
	text       strings.Builder // visible text, cut at maxText
	textLen    int             // letters and digits of the visible text
	scripts    int
	passwords  int
	links      int
	images     int
	product    bool // product markup, or a price beside a currency
	challenge  bool // markup of the known captcha services
	appRoot    bool // an element that scripts fill
	refresh    bool
	noscript   bool
	htmlTokens int
}

const (
	maxLook = 2 << 20 // bytes looked at
	maxText = 8 << 10 // visible text kept
	// littleText is the number of letters up to which a page counts as having nothing but its message.
	littleText = 1500
)

func (s *sight) heading() string { return s.title.String() + " " + s.h1.String() }

// look reads the tokens of a page once. Its memory does not grow with the page.
func look(p *Page) *sight {
	s := &sight{}
	body := p.Body[:min(len(p.Body), maxLook)]
	e, _, _ := charset.DetermineEncoding(body, p.ContentType())
	z := html.NewTokenizer(e.NewDecoder().Reader(bytes.NewReader(body)))
	z.SetMaxBuf(maxLook * 4)
	var within atom.Atom // title, h1, or an element whose text is not visible
	for {
		tt := z.Next()
		if tt == html.ErrorToken || s.enough() {
			return s
		}
		switch tt {
		case html.StartTagToken, html.SelfClosingTagToken:
			s.htmlTokens++
			name, more := z.TagName()
			a := atom.Lookup(name)
			s.tag(a, z, more)
			switch a {
			case atom.Title, atom.H1, atom.Script, atom.Style, atom.Noscript, atom.Template:
				if tt == html.StartTagToken {
					within = a
				}
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == within {
				within = 0
			}
		case html.TextToken:
			s.read(within, z.Text())
		}
	}
}

// enough reports whether the rest of the page cannot change the answer: a product was seen, or so much text and so
// many links that only the heading could speak against the page.
func (s *sight) enough() bool {
	return s.product || s.textLen > 4*littleText && s.links > 30 && s.h1.Len() > 0
}

func (s *sight) read(within atom.Atom, text []byte) {
	switch within {
	case atom.Script:
		s.challenge = s.challenge || challengeScript.Match(text)
		s.product = s.product || productScript.Match(text)
		return
	case atom.Style, atom.Template:
		return
	case atom.Noscript:
		s.noscript = s.noscript || bytes.Contains(bytes.ToLower(text), []byte("javascript"))
		return
	case atom.Title:
		s.title.Write(text[:min(len(text), 300)])
		return
	case atom.H1:
		s.h1.Write(text[:min(len(text), 300)])
	}
	for _, r := range string(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			s.textLen++
		}
	}
	if s.text.Len() < maxText && len(bytes.TrimSpace(text)) > 0 {
		s.text.Write(text[:min(len(text), maxText)])
		s.text.WriteByte(' ')
	}
}

func (s *sight) tag(a atom.Atom, z *html.Tokenizer, more bool) {
	switch a {
	case atom.Script:
		s.scripts++
	case atom.A:
		s.links++
	case atom.Img:
		s.images++
	}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		s.attr(a, string(k), v)
	}
}

func (s *sight) attr(a atom.Atom, key string, value []byte) {
	switch key {
	case "type":
		s.passwords += b2i(a == atom.Input && strings.EqualFold(string(value), "password"))
	case "src", "action":
		s.challenge = s.challenge || a != atom.Img && challengeURL.Match(value)
	case "id", "class":
		s.challenge = s.challenge || len(value) < 40 && challengeID.Match(value)
		if key == "id" && a == atom.Div {
			switch string(value) {
			case "root", "app", "__next", "__nuxt", "q-app", "main-app", "react-root", "svelte":
				s.appRoot = true
			}
		}
	case "itemprop":
		s.product = s.product || string(value) == "price" || string(value) == "offers"
	case "property":
		s.product = s.product || bytes.HasPrefix(value, []byte("product:price")) || bytes.HasPrefix(value, []byte("og:price"))
	case "http-equiv":
		s.refresh = s.refresh || strings.EqualFold(string(value), "refresh")
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
