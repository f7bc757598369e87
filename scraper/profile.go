package scraper

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"shelfwise/market/money"
	"shelfwise/scraper/extract"
	"shelfwise/scraper/fetch"
)

// The kinds of source that a profile can describe.
const (
	KindHTML    = "html"          // shop pages
	KindShopify = "shopify"       // products.json of a Shopify-like shop
	KindWoo     = "woo"           // WooCommerce Store API
	KindFeed    = "merchant_feed" // Google Merchant feed, TSV or XML
	KindCSV     = "csv"           // CSV in the columns of the listings import
)

// Profile describes one source: where to begin, how fast to ask, what its pages look like. No Go is needed for a new
// site. The zero value of every field but Name, Kind and Start is a sensible default.
type Profile struct {
	// Name is the source's name: the first part of the identity of its listings, so it must not change.
	Name string `yaml:"name"`
	// Kind is one of the Kind constants; "" is KindHTML.
	Kind string `yaml:"kind"`
	// Start holds the absolute URLs to begin with: category pages of a shop, or the feed.
	Start []string `yaml:"start"`

	Locale   string         `yaml:"locale"`   // BCP 47 tag ("de", "pt-BR"), for prices
	Country  string         `yaml:"country"`  // ISO 3166 alpha-2
	Currency money.Currency `yaml:"currency"` // ISO 4217, where pages show none

	// Pace is the least time between the end of a request to a host and the start of the next; nil is DefaultPace.
	// A longer Crawl-delay of robots.txt wins.
	Pace *Duration `yaml:"pace"`
	// Every is how often the source is collected by a schedule; 0 is once a day.
	Every Duration `yaml:"every"`
	// MaxPages bounds the pages of one run; 0 is DefaultMaxPages.
	MaxPages int `yaml:"max_pages"`
	// Hosts names further hosts that links, paging and redirects may lead to.
	Hosts []string `yaml:"hosts"`
	// RobotsNote is for people: what the site's terms and robots.txt say about this use, and who looked when.
	RobotsNote string `yaml:"robots_note"`
	// Browser asks for the headless browser, for pages whose content needs scripts.
	Browser bool `yaml:"browser"`
	// BrowserHosts names the hosts of others that a page in the browser may ask for scripts and data; those of the page's
	// own site and of Hosts it may.
	BrowserHosts []string `yaml:"browser_hosts"`
	// Check names a second route to the same listings (its products.json, a feed); where the two disagree on a
	// price by more than 1%, the listing is a source_conflict.
	Check *Route `yaml:"check"`

	// Sitemaps are the URLs of sitemaps whose entries that match ProductLinks are collected; of a URL of a robots.txt,
	// the sitemaps that it names.
	Sitemaps []string `yaml:"sitemaps"`
	// TrustLastmod is for how long a page is not asked for again that was read since its sitemap's lastmod; 0 trusts no
	// sitemap. Many shops' lastmod tells of texts and not of prices: give it where it was seen to follow prices.
	TrustLastmod Duration `yaml:"trust_lastmod"`

	Category CategoryRules `yaml:"category"`
	Links    LinkRules     `yaml:"product_links"`
	Product  ProductRules  `yaml:"product"`

	compiled *rules
}

// Route is a second way to a source's listings.
type Route struct {
	Kind  string   `yaml:"kind"`
	Start []string `yaml:"start"`
}

// CategoryRules describes category and search pages. All of it is optional: tiles and paging are found by structure.
type CategoryRules struct {
	Tile   string             `yaml:"tile"`   // CSS selector of one tile
	Fields map[string]Strings `yaml:"fields"` // field -> CSS selectors inside a tile; "sel@attr" reads an attribute
	Next   string             `yaml:"next"`   // CSS selector of the link to the next page
	Links  Strings            `yaml:"links"`  // CSS selectors of links to further category pages
	Match  string             `yaml:"match"`  // regular expression that URLs of followed category links must match
	// Follow is whether each tile's own page is asked for; nil is yes. Without it the tiles are the listings.
	Follow *bool `yaml:"follow"`
}

// LinkRules picks the links to product pages. Without rules the links of the tiles are taken.
type LinkRules struct {
	Select  Strings `yaml:"select"`  // CSS selectors
	Match   string  `yaml:"match"`   // regular expression that a product URL matches
	Exclude string  `yaml:"exclude"` // regular expression that no product URL matches
}

// ProductRules says where product pages keep their fields; what they give outranks all else on the page.
type ProductRules struct {
	Fields map[string]Strings `yaml:"fields"` // field -> CSS selectors, the first hit wins; "sel@attr" reads an attribute
	JSON   map[string]Strings `yaml:"json"`   // field -> paths into embedded JSON ("product.offers.0.price")
	// Variants says where the page lists the product's variants, each a listing of its own. Without it they are found
	// in the page's data.
	Variants VariantRules `yaml:"variants"`
}

// VariantRules says where a product page lists its variants.
type VariantRules struct {
	Select  string             `yaml:"select"`  // CSS selector of one variant
	Options map[string]Strings `yaml:"options"` // name of an option ("color") -> CSS selectors inside a variant, "sel@attr" or "@attr"
	Fields  map[string]Strings `yaml:"fields"`  // field -> CSS selectors inside a variant
}

// rules are the parts of a profile that are compiled once, when it is read.
type rules struct {
	productMatch, productExclude, categoryMatch *regexp.Regexp
	hosts, browserHosts                         map[string]bool
}

// The defaults of a profile.
const (
	// DefaultPace is the pause between two requests to a host that no one has stated otherwise.
	DefaultPace = time.Second
	// DefaultMaxPages bounds a run of one source.
	DefaultMaxPages = 2000
	// DefaultEvery is how often a source is collected by a schedule.
	DefaultEvery = 24 * time.Hour
)

// Follow reports whether the pages of the tiles are asked for.
func (p *Profile) follow() bool { return p.Category.Follow == nil || *p.Category.Follow }

func (p *Profile) pace() time.Duration {
	if p.Pace == nil {
		return DefaultPace
	}
	return time.Duration(*p.Pace)
}

func (p *Profile) maxPages() int {
	if p.MaxPages == 0 {
		return DefaultMaxPages
	}
	return p.MaxPages
}

// Extraction is what package extract needs of a profile.
func (p *Profile) Extraction() *extract.Profile {
	return &extract.Profile{
		Locale: p.Locale, Currency: string(p.Currency), Country: p.Country,
		Selectors: plain(p.Product.Fields), JSONPaths: plain(p.Product.JSON),
		Tile: p.Category.Tile, Tiles: plain(p.Category.Fields), NextPage: p.Category.Next,
		Variants: extract.VariantPlaces{
			Select: p.Product.Variants.Select, Options: plain(p.Product.Variants.Options), Fields: plain(p.Product.Variants.Fields),
		},
	}
}

func plain(m map[string]Strings) map[string][]string {
	if len(m) == 0 {
		return nil
	}
	out := make(map[string][]string, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

// mayAsk reports whether a URL belongs to the source: http(s), on the host of a start page or one of Hosts.
func (p *Profile) mayAsk(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && p.compiled.hosts[siteKey(u)]
}

// mayCall reports whether a page in the browser may ask for a URL on a host that is not of its own site.
func (p *Profile) mayCall(u *url.URL) bool {
	return p.mayAsk(u) || (u.Scheme == "http" || u.Scheme == "https") && p.compiled.browserHosts[siteKey(u)]
}

// siteKey names a host for the question whether a URL is the source's: as in fetch.HostKey, without "www.".
func siteKey(u *url.URL) string { return strings.TrimPrefix(fetch.HostKey(u), "www.") }

// isProduct reports whether a URL on a category page leads to a product by the profile's rules.
func (p *Profile) isProduct(u *url.URL) bool {
	s, r := u.String(), p.compiled
	return p.mayAsk(u) && (r.productMatch == nil || r.productMatch.MatchString(s)) &&
		(r.productExclude == nil || !r.productExclude.MatchString(s))
}

// isCategory reports whether a link is to be followed as a category page.
func (p *Profile) isCategory(u *url.URL) bool {
	return p.mayAsk(u) && (p.compiled.categoryMatch == nil || p.compiled.categoryMatch.MatchString(u.String()))
}
