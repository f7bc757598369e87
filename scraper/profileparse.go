package scraper

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/language"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/market/yamltext"
)

// maxProfile bounds the size of a profile's text; no honest one is near it.
const maxProfile = 1 << 20

// ProfileError is one mistake in a profile, with its place. It is market.ErrInvalid. Line and Column count from 1.
type ProfileError struct {
	File         string
	Line, Column int
	Field        string // path of the field ("category.next"), "" where the text is no YAML
	Problem      string
}

// Error returns "shop.yaml:3:8: category.next: not a CSS selector".
func (e *ProfileError) Error() string {
	where := e.File
	if e.Line > 0 {
		where = fmt.Sprintf("%s:%d:%d", e.File, e.Line, e.Column)
	}
	if e.Field == "" {
		return where + ": " + e.Problem
	}
	return where + ": " + e.Field + ": " + e.Problem
}

// Is reports that a ProfileError is market.ErrInvalid.
func (e *ProfileError) Is(target error) bool { return target == market.ErrInvalid }

// ParseProfile reads a site profile. name is used in messages (the file's name). An unknown key, a wrong type, a
// selector or expression that does not compile, a URL that is none: each is a ProfileError with line and column; all
// that are found are joined.
func ParseProfile(name string, text []byte) (*Profile, error) {
	if len(text) > maxProfile {
		return nil, &ProfileError{File: name, Problem: "longer than 1 MB"}
	}
	var p Profile
	file, err := decodeYAML(text, &p)
	if err != nil {
		return nil, yamlError(name, err)
	}
	c := &checker{file: name, ast: file}
	c.profile(&p)
	if len(c.errs) > 0 {
		return nil, errors.Join(c.errs...)
	}
	return &p, nil
}

// decodeYAML reads the text twice: as a tree, for the places of mistakes, and into p.
func decodeYAML(text []byte, p *Profile) (*ast.File, error) {
	file, err := yamltext.Tree(text)
	if err != nil {
		return nil, err
	}
	return file, yamltext.Decode(text, p)
}

func yamlError(name string, err error) error {
	out := &ProfileError{File: name, Problem: err.Error()}
	if e, ok := errors.AsType[yaml.Error](err); ok {
		out.Problem = plainly(e.GetMessage())
		if t := e.GetToken(); t != nil && t.Position != nil {
			out.Line, out.Column = t.Position.Line, t.Position.Column
		}
	}
	return out
}

// checker collects the mistakes of a profile that YAML itself does not see.
type checker struct {
	file string
	ast  *ast.File
	errs []error
}

// add notes a mistake at a path such as "$.start[0]"; where the path is not in the text, the place is the top.
func (c *checker) add(path, problem string, args ...any) {
	e := &ProfileError{
		File: c.file, Line: 1, Column: 1, Field: strings.TrimPrefix(path, "$."), Problem: fmt.Sprintf(problem, args...),
	}
	if p, err := yaml.PathString(path); err == nil {
		if n, err := p.FilterFile(c.ast); err == nil && n != nil && n.GetToken() != nil {
			e.Line, e.Column = n.GetToken().Position.Line, n.GetToken().Position.Column
		}
	}
	c.errs = append(c.errs, e)
}

// has reports whether the text has something at a path, even if it is nothing.
func (c *checker) has(path string) bool {
	p, err := yaml.PathString(path)
	if err != nil {
		return false
	}
	n, err := p.FilterFile(c.ast)
	return err == nil && n != nil
}

func (c *checker) profile(p *Profile) {
	p.compiled = &rules{hosts: map[string]bool{}, browserHosts: map[string]bool{}}
	if p.Kind == "" {
		p.Kind = KindHTML
	}
	if p.Name == "" || strings.ContainsAny(p.Name, "|/ \t\n") {
		c.add("$.name", "a name without spaces, / and | is needed, got %q", p.Name)
	}
	c.kind("$.kind", p.Kind)
	c.urls("$.start", p.Start, true, p.compiled.hosts)
	c.urls("$.sitemaps", p.Sitemaps, false, nil)
	if p.Check != nil {
		c.kind("$.check.kind", p.Check.Kind)
		c.urls("$.check.start", p.Check.Start, true, p.compiled.hosts)
	}
	c.hosts("$.hosts", p.Hosts, p.compiled.hosts)
	c.hosts("$.browser_hosts", p.BrowserHosts, p.compiled.browserHosts)
	if len(p.BrowserHosts) > 0 && !p.Browser {
		c.add("$.browser_hosts", "is for profiles with browser: true")
	}
	c.place(p)
	c.limits(p)
	c.selectors(p)
	r := p.compiled
	r.productMatch = c.regexp("$.product_links.match", p.Links.Match)
	r.productExclude = c.regexp("$.product_links.exclude", p.Links.Exclude)
	r.categoryMatch = c.regexp("$.category.match", p.Category.Match)
}

func (c *checker) kind(path, kind string) {
	if kinds := []string{KindHTML, KindShopify, KindWoo, KindFeed, KindCSV}; !slices.Contains(kinds, kind) {
		c.add(path, "%q is not one of %s", kind, strings.Join(kinds, ", "))
	}
}

func (c *checker) urls(path string, urls []string, needed bool, hosts map[string]bool) {
	if needed && len(urls) == 0 {
		c.add(path, "at least one URL is needed")
	}
	for i, s := range urls {
		u, err := url.Parse(s)
		switch {
		case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
			c.add(fmt.Sprintf("%s[%d]", path, i), "%q is no absolute http or https URL", s)
		case u.User != nil:
			c.add(fmt.Sprintf("%s[%d]", path, i), "a URL with a user name or password is not collected")
		case hosts != nil:
			hosts[siteKey(u)] = true
		}
	}
}

func (c *checker) hosts(path string, names []string, known map[string]bool) {
	for i, h := range names {
		u, err := url.Parse("http://" + h)
		if err != nil || u.Host != h || h == "" {
			c.add(fmt.Sprintf("%s[%d]", path, i), "%q is no host name", h)
			continue
		}
		known[siteKey(u)] = true
	}
}

func (c *checker) place(p *Profile) {
	if p.Locale != "" {
		if _, err := language.Parse(p.Locale); err != nil {
			c.add("$.locale", "%q is no BCP 47 language tag", p.Locale)
		}
	}
	if p.Country != "" && (len(p.Country) != 2 || strings.ToUpper(p.Country) != p.Country) {
		c.add("$.country", "%q is no ISO 3166 code of two capital letters", p.Country)
	}
	if p.Currency != "" && !p.Currency.Valid() {
		hint := ""
		if upper := money.Currency(strings.ToUpper(string(p.Currency))); upper.Valid() {
			hint = fmt.Sprintf("; write %s", upper)
		}
		c.add("$.currency", "%q is not in ISO 4217%s", p.Currency, hint)
	}
}

func (c *checker) limits(p *Profile) {
	if p.Pace != nil && (*p.Pace < 0 || time.Duration(*p.Pace) > time.Hour) {
		c.add("$.pace", "must be between 0 and 1h")
	}
	if p.Every < 0 || p.Every > 0 && time.Duration(p.Every) < time.Minute {
		c.add("$.every", "must be at least 1m")
	}
	if p.TrustLastmod < 0 || time.Duration(p.TrustLastmod) > 30*24*time.Hour {
		c.add("$.trust_lastmod", "must be between 0 and 720h")
	}
	if p.MaxPages < 0 {
		c.add("$.max_pages", "must not be negative")
	}
}

func (c *checker) selectors(p *Profile) {
	c.selector("$.category.tile", p.Category.Tile)
	c.selector("$.category.next", p.Category.Next)
	c.list("$.category.links", p.Category.Links)
	c.list("$.product_links.select", p.Links.Select)
	c.fields("$.category.fields", p.Category.Fields, true)
	c.fields("$.product.fields", p.Product.Fields, true)
	c.fields("$.product.json", p.Product.JSON, false)
	c.variants(p.Product.Variants)
}

func (c *checker) variants(v VariantRules) {
	const at = "$.product.variants"
	if v.Select == "" && len(v.Options)+len(v.Fields) > 0 {
		c.add(at, "select: a CSS selector of one variant is needed")
	}
	c.selector(at+".select", v.Select)
	c.fields(at+".fields", v.Fields, true)
	for _, name := range slices.Sorted(maps.Keys(v.Options)) {
		c.list(at+".options."+name, v.Options[name])
	}
}

func (c *checker) fields(path string, m map[string]Strings, css bool) {
	for _, field := range slices.Sorted(maps.Keys(m)) {
		list := m[field]
		if !slices.Contains(fieldNames(), field) {
			c.add(path+"."+field, "unknown field; known are %s", strings.Join(fieldNames(), ", "))
			continue
		}
		if css {
			c.list(path+"."+field, list)
			continue
		}
		if len(list) == 0 || slices.ContainsFunc(list, func(s string) bool { return strings.TrimSpace(s) == "" }) {
			c.add(path+"."+field, "is empty: a path such as product.offers.0.price is needed")
		}
	}
}

func (c *checker) list(path string, list Strings) {
	if len(list) == 0 && c.has(path) {
		list = Strings{""}
	}
	for _, s := range list {
		c.selector(path, s)
	}
}

// selector checks a CSS selector, with "@attr" at its end or without.
func (c *checker) selector(path, s string) {
	if strings.TrimSpace(s) == "" {
		if c.has(path) {
			c.add(path, "is empty; what begins with # is a comment unless it stands in quotes: \"#price\"")
		}
		return
	}
	css := s
	if i := strings.LastIndexByte(s, '@'); i >= 0 && !strings.ContainsAny(s[i:], "]'\" ") {
		css = s[:i]
	}
	if strings.TrimSpace(css) == "" {
		return // nothing, or an attribute of the tile itself
	}
	if _, err := cascadia.ParseGroup(css); err != nil {
		if strings.HasPrefix(css, "/") {
			err = errors.New("it looks like XPath")
		}
		c.add(path, "%q is no CSS selector: %v", css, err)
	}
}

func (c *checker) regexp(path, s string) *regexp.Regexp {
	if s == "" {
		return nil
	}
	r, err := regexp.Compile(s)
	if err != nil {
		c.add(path, "%v", err)
	}
	return r
}

// fieldNames are the fields that a profile can place: the names of the extract output.
func fieldNames() []string {
	return []string{
		"title", "url", "price", "currency", "list_price", "availability", "condition", "brand", "seller", "sku", "mpn",
		"gtin", "category", "rating", "rating_scale", "review_count", "rating_count", "units_sold", "shipping", "variant",
	}
}

// Strings is a list that may be written as one string.
type Strings []string

// UnmarshalYAML reads a string or a list of strings.
func (s *Strings) UnmarshalYAML(decode func(any) error) error {
	var one string
	if err := decode(&one); err == nil {
		*s = Strings{one}
		return nil
	}
	return decode((*[]string)(s))
}

// Duration is a time span, written as "1.5s", "6h" or as a number of seconds.
type Duration time.Duration

// UnmarshalYAML reads either form.
func (d *Duration) UnmarshalYAML(n ast.Node) error {
	text := strings.TrimSpace(n.GetToken().Value)
	bad := &yaml.SyntaxError{Message: fmt.Sprintf("%q is no time span such as 1.5s or 6h", text), Token: n.GetToken()}
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		if !(seconds >= 0 && seconds <= 1e9) {
			return bad
		}
		*d = Duration(seconds * float64(time.Second))
		return nil
	}
	v, err := time.ParseDuration(text)
	if err != nil {
		return bad
	}
	*d = Duration(v)
	return nil
}
