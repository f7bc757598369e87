package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Want is what the asker expects behind a URL.
type Want string

// What can be expected.
const (
	WantPage Want = "page" // an HTML page
	WantJSON Want = "json"
	WantText Want = "text" // CSV, TSV or XML
)

// queueWait is how long a shop with a waiting room is left alone.
const queueWait = 5 * time.Minute

// Classify looks at a page that came with status 200 and tells the failures that hide behind that status: a captcha,
// a login wall, a "not found" text, an empty page, a shell that only scripts fill, something else than was wanted. It
// returns nil for a page worth reading, else an *Error.
//
// A word alone decides nothing: shops put captchas beside their review forms and logins into their headers. Only a
// page that shows no product and little else is called a wall.
func Classify(p *Page, want Want) error {
	fail := func(o Outcome, why string) error {
		e := &Error{Outcome: o, URL: p.URL, Status: p.Status, Err: errors.New(why)}
		if o == RateLimited {
			e.RetryAfter = queueWait
		}
		return e
	}
	if len(bytes.TrimSpace(p.Body)) == 0 {
		return fail(Empty, "the body is empty")
	}
	kind := http.DetectContentType(p.Body)
	switch {
	case isMedia(kind), strings.HasPrefix(kind, "application/zip"), strings.HasPrefix(kind, "application/x-gzip"):
		return fail(notWanted(want), "the body is "+kind)
	case want == WantJSON:
		if head := bytes.TrimLeft(p.Body, "\ufeff \t\r\n"); head[0] == '{' || head[0] == '[' {
			return nil
		}
	case want == WantText:
		if !strings.HasPrefix(kind, "text/html") {
			return nil
		}
	case isJSON(p):
		return fail(NotHTML, "the body is JSON")
	}
	s := look(p)
	o, why := s.outcome(p)
	switch {
	case want == WantPage && o == OK:
		return nil
	case want != WantPage && (o == OK || o == NeedsBrowser):
		return fail(notWanted(want), fmt.Sprintf("a page came where %s was expected", want))
	}
	return fail(o, why)
}

func notWanted(w Want) Outcome {
	if w == WantPage {
		return NotHTML
	}
	return BadContent
}

func isJSON(p *Page) bool {
	head := bytes.TrimLeft(p.Body, "\ufeff \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[') &&
		(strings.Contains(p.ContentType(), "json") || !bytes.Contains(head[:min(len(head), 4096)], []byte("<")))
}

// refusalWall is what the body of a refusal says more than its status: a captcha, or a country that is not served; OK
// where it says nothing.
func refusalWall(body []byte) Outcome {
	if len(body) == 0 {
		return OK
	}
	s := look(&Page{Body: body})
	switch {
	case s.challenge, humanWords.MatchString(s.heading()), humanWords.MatchString(s.text.String()):
		return Captcha
	case placeWords.MatchString(s.heading() + " " + s.text.String()):
		return GeoBlocked
	}
	return OK
}

// outcome weighs what was seen.
func (s *sight) outcome(p *Page) (Outcome, string) {
	if s.product {
		return OK, ""
	}
	if o, why := s.wall(p); o != OK {
		return o, why
	}
	if o, why := s.softer(p); o != OK {
		return o, why
	}
	switch {
	case notFoundWords.MatchString(s.title.String()), notFoundWords.MatchString(s.h1.String()):
		return SoftNotFound, "the page says: " + clip(s.heading())
	case !p.Rendered && s.scripts > 0 && (s.textLen == 0 || s.textLen < 200 && (s.appRoot || s.noscript) && !s.priced()):
		return NeedsBrowser, "the page has no text until its scripts run"
	case s.textLen == 0 && s.images == 0:
		return Empty, "the page has no text"
	case s.htmlTokens == 0:
		return NotHTML, "the body has no markup"
	}
	return OK, ""
}

// wall is what a page says that keeps someone out.
func (s *sight) wall(p *Page) (Outcome, string) {
	little, heading, text := s.textLen < littleText, s.heading(), s.text.String()
	switch {
	case humanWords.MatchString(heading) && (little || s.challenge), s.challenge && s.textLen < littleText/2 && !s.priced():
		return Captcha, "the page asks to prove that one is a human: " + clip(heading)
	case little && humanWords.MatchString(text) && s.images < 10:
		return Captcha, "the page asks to prove that one is a human: " + clip(text)
	case little && deniedWords.MatchString(heading):
		return Blocked, "the page says: " + clip(heading)
	case little && placeWords.MatchString(heading+" "+text):
		return GeoBlocked, "the page is shut for this country: " + clip(heading)
	case s.passwords > 0 && (little || s.links < 15) && (loginWords.MatchString(heading) || movedTo(p, loginPath)):
		return LoginWall, "the page asks to log in: " + clip(heading)
	}
	return OK, ""
}

// softer is what a page with little on it and no price asks for or says.
func (s *sight) softer(p *Page) (Outcome, string) {
	if s.textLen >= littleText || s.priced() {
		return OK, ""
	}
	heading, text := s.heading(), s.text.String()
	switch {
	case movedTo(p, loginPath), s.passwords > 0 && loginWords.MatchString(text):
		return LoginWall, "the page asks to log in: " + clip(heading)
	case movedTo(p, consentPlace), consentWords.MatchString(heading + " " + text):
		return ConsentWall, "the page shows nothing until someone agrees: " + clip(heading)
	case closedWords.MatchString(s.title.String()), closedWords.MatchString(s.h1.String()):
		return ServerError, "the shop is closed for maintenance: " + clip(heading)
	case queueWords.MatchString(heading):
		return RateLimited, "the shop lets visitors in one after another: " + clip(heading)
	}
	return OK, ""
}

// priced reports whether the page's text shows a price.
func (s *sight) priced() bool { return priceText.MatchString(s.text.String()) }

// movedTo reports whether redirects ended at a host and path of the kind, from one that is not.
func movedTo(p *Page, place *regexp.Regexp) bool {
	if p.FinalURL == p.URL || p.FinalURL == "" {
		return false
	}
	from, err := url.Parse(p.URL)
	if err != nil {
		return false
	}
	to, err := url.Parse(p.FinalURL)
	return err == nil && place.MatchString(to.Host+to.Path) && !place.MatchString(from.Host+from.Path)
}

func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 120 {
		s = string(r[:120]) + "…"
	}
	return s
}
