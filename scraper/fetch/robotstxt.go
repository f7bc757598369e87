package fetch

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// maxRobots is how much of a robots.txt is read (RFC 9309, 2.5: at least 500 kibibytes).
const maxRobots = 500 << 10

// RobotsFile is a parsed robots.txt as one crawler sees it (RFC 9309).
//
// It is our own reader since the crawler must tell which rule decided, and since ties, percent-encoding, broken lines
// and product tokens are to be read as the RFC says; tests compare it with temoto/robotstxt where both are right.
type RobotsFile struct {
	rules    []robotsRule
	delay    time.Duration
	sitemaps []string
}

type robotsRule struct {
	allow   bool
	pattern string // normalised, without the final "$"
	end     bool   // the pattern had a final "$"
	octets  int    // length of the pattern as written: the longest match decides
	text    string // as written, for people
}

// ParseRobots reads robots.txt for the crawler whose product token is given. It never fails: lines that cannot be read
// are passed over, and of a long file only the first 500 KiB count.
func ParseRobots(text []byte, token string) *RobotsFile {
	if len(text) > maxRobots {
		text = text[:maxRobots]
		if i := bytes.LastIndexAny(text, "\r\n"); i >= 0 {
			text = text[:i]
		}
	}
	text = robotsUTF8(text)
	r := robotsReader{token: strings.ToLower(token)}
	for _, line := range bytes.FieldsFunc(text, func(c rune) bool { return c == '\n' || c == '\r' }) {
		r.line(string(line))
	}
	out := r.any
	if r.named {
		out = r.ours
	}
	out.sitemaps = r.sitemaps
	return &out
}

// robotsUTF8 returns the text of a file that is in UTF-16, as its byte order mark says, in UTF-8, and any other as it is,
// without a mark.
func robotsUTF8(text []byte) []byte {
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		if out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(text); err == nil {
			return out
		}
	}
	return bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
}

// robotsReader gathers the groups for our token and for "*"; groups of the same token are one.
type robotsReader struct {
	token      string
	ours, any  RobotsFile
	named      bool // a group names our token
	forUs      bool // the group being read names our token
	forAny     bool // the group being read names "*"
	rulesBegun bool // a rule ended the run of User-agent lines
	sitemaps   []string
}

func (r *robotsReader) line(line string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok := strings.Cut(line, ":")
	if !ok { // "Disallow /path": a common slip
		key, value, ok = strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			return
		}
	}
	value = strings.TrimSpace(value)
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "user-agent", "useragent", "user agent":
		r.agent(value)
	case "allow":
		r.rule(true, value)
	case "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw":
		r.rule(false, value)
	case "crawl-delay", "crawldelay", "crawl delay":
		r.crawlDelay(delayOf(value))
	case "request-rate":
		r.crawlDelay(rateDelay(value))
	case "sitemap":
		if len(r.sitemaps) < 1000 {
			r.sitemaps = append(r.sitemaps, value)
		}
	}
}

func (r *robotsReader) agent(value string) {
	if r.rulesBegun {
		r.forUs, r.forAny, r.rulesBegun = false, false, false
	}
	// A version or words after the token are not part of it.
	token := strings.ToLower(value)
	if i := strings.IndexFunc(token, func(c rune) bool { return (c < 'a' || c > 'z') && c != '-' && c != '_' }); i >= 0 {
		token = token[:i]
	}
	switch {
	case strings.HasPrefix(value, "*"):
		r.forAny = true
	case token == r.token:
		r.forUs, r.named = true, true
	}
}

func (r *robotsReader) rule(allow bool, value string) {
	r.rulesBegun = true
	if value == "" {
		return // "Disallow:" forbids nothing
	}
	rules := []robotsRule{newRule(allow, value)}
	if !utf8.ValidString(value) { // an old file in Windows-1252; addresses may have either encoding
		if decoded, err := charmap.Windows1252.NewDecoder().String(value); err == nil {
			rules = append(rules, newRule(allow, decoded))
		}
	}
	if r.forUs {
		r.ours.rules = append(r.ours.rules, rules...)
	}
	if r.forAny {
		r.any.rules = append(r.any.rules, rules...)
	}
}

func newRule(allow bool, value string) robotsRule {
	kind := "Disallow: "
	if allow {
		kind = "Allow: "
	}
	rule := robotsRule{allow: allow, text: kind + value}
	if value[0] != '/' && value[0] != '*' {
		value = "/" + value
	}
	value, rule.end = strings.CutSuffix(value, "$")
	rule.pattern = normalisePath(value)
	for strings.Contains(rule.pattern, "**") {
		rule.pattern = strings.ReplaceAll(rule.pattern, "**", "*")
	}
	rule.octets = len(rule.pattern)
	if rule.end {
		rule.octets++
	}
	rule.pattern = strings.ReplaceAll(rule.pattern, "$", "%24") // one that is not the end is a character of the path
	return rule
}

// crawlDelay reads a line that RFC 9309 does not know. It counts as a rule of its group: who writes "User-agent: *",
// "Crawl-delay: 5" and then "User-agent: other", "Disallow: /" does not mean to shut all out.
func (r *robotsReader) crawlDelay(d time.Duration) {
	r.rulesBegun = true
	if r.forUs {
		r.ours.delay = max(r.ours.delay, d)
	}
	if r.forAny {
		r.any.delay = max(r.any.delay, d)
	}
}

var delayText = regexp.MustCompile(`^(\d{1,6}(?:[.,]\d{1,9})?|[.,]\d{1,9})\s*(ms|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)?$`)

// delayOf reads the seconds of a Crawl-delay, with a decimal point or comma and with their unit where someone wrote it; 0
// where they cannot be read.
func delayOf(value string) time.Duration {
	m := delayText.FindStringSubmatch(strings.ToLower(strings.TrimSpace(value)))
	if m == nil {
		return 0
	}
	n, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
	if err != nil {
		return 0
	}
	unit := time.Second
	switch {
	case m[2] == "ms":
		unit = time.Millisecond
	case strings.HasPrefix(m[2], "m"):
		unit = time.Minute
	}
	return time.Duration(n * float64(unit))
}

// rateDelay reads a Request-rate, pages per time ("1/5", "30/1m"), as the pause between two requests.
func rateDelay(value string) time.Duration {
	value, _, _ = strings.Cut(strings.TrimSpace(value), " ") // the hours of the day that may follow
	pages, span, _ := strings.Cut(value, "/")
	n, err := strconv.Atoi(pages)
	if err != nil || n < 1 {
		return 0
	}
	return delayOf(span) / time.Duration(n)
}

// Allowed decides about a path with its query ("/p?id=1"), and names the rule that decided ("no rule" where none
// matches). The longest pattern wins; of equals, Allow.
func (f *RobotsFile) Allowed(path string) (bool, string) {
	if path == "" || path[0] != '/' {
		path = "/" + path
	}
	if p, _, _ := strings.Cut(path, "?"); p == "/robots.txt" {
		return true, "robots.txt itself"
	}
	// A rule can name the two special characters only encoded: "/foo-%24" is about "/foo-$" (RFC 9309, 2.2.3).
	path = strings.NewReplacer("$", "%24", "*", "%2A").Replace(normalisePath(path))
	best := -1
	for i, r := range f.rules {
		if best >= 0 && (r.octets < f.rules[best].octets || r.octets == f.rules[best].octets && !r.allow) {
			continue
		}
		if r.matches(path) {
			best = i
		}
	}
	if best < 0 {
		return true, "no rule"
	}
	return f.rules[best].allow, f.rules[best].text
}

// CrawlDelay returns the delay the file asks for, 0 where it asks for none. It is not part of RFC 9309.
func (f *RobotsFile) CrawlDelay() time.Duration { return f.delay }

// Sitemaps returns the sitemap addresses that the file names.
func (f *RobotsFile) Sitemaps() []string { return slices.Clone(f.sitemaps) }

// matches compares octet by octet; "*" stands for any octets. The last star is the only place to come back to, which
// keeps the worst case at pattern × path.
func (r robotsRule) matches(path string) bool {
	p, s := 0, 0
	star, mark := -1, 0
	for {
		switch {
		case p == len(r.pattern) && (!r.end || s == len(path)):
			return true
		case p < len(r.pattern) && r.pattern[p] == '*':
			star, mark = p, s
			p++
		case p < len(r.pattern) && s < len(path) && r.pattern[p] == path[s]:
			p++
			s++
		case star >= 0 && mark < len(path):
			mark++
			p, s = star+1, mark
		default:
			return false
		}
	}
}

// normalisePath brings paths of URLs and of rules to one form (RFC 9309, 2.2.2): octets beyond ASCII are encoded,
// encoded unreserved characters are decoded, and so are ":" and "/" inside a query, where they mean the same.
func normalisePath(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	inQuery := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			v := unhex(s[i+1])<<4 | unhex(s[i+2])
			if unreserved(v) || inQuery && (v == ':' || v == '/') {
				b.WriteByte(v)
			} else {
				fmt.Fprintf(&b, "%%%02X", v)
			}
			i += 2
		case c <= ' ' || c >= 0x7f:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			inQuery = inQuery || c == '?'
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c >= 'a':
		return c - 'a' + 10
	case c >= 'A':
		return c - 'A' + 10
	}
	return c - '0'
}
