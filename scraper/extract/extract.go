package extract

import (
	"github.com/PuerkitoBio/goquery"

	"shelfwise/market"
)

// Page is what was fetched or read from a file.
type Page struct {
	URL         string // where it was fetched from; "" unknown
	Body        []byte // as sent, in any charset
	ContentType string // the Content-Type header, "" unknown
	Hash        string // SHA-256 of Body, its key in the archive
}

// The kinds of page, as Options.Kind and Result.Kind.
const (
	KindAuto     = "auto"
	KindProduct  = "product"
	KindCategory = "category"
	KindOther    = "other"
)

// Options steers one extraction.
type Options struct {
	Kind    string   // KindAuto (also ""), KindProduct or KindCategory
	Profile *Profile // what is known about the site; nil: nothing
	File    string   // name for Result.File
	// Visit, if not nil, gets the parsed page, so that a caller who looks for more need not parse it again. It is not
	// called where the page is no HTML, and must not change the tree.
	Visit func(*goquery.Document)
}

// Profile says where a known site keeps its fields. Every field is optional; what it gives outranks all else.
type Profile struct {
	Locale    string              // BCP 47 tag, for prices ("de")
	Currency  string              // ISO 4217 code where the page shows none
	Country   string              // ISO 3166 alpha-2
	Selectors map[string][]string // field name -> CSS selectors, first hit wins; "sel@attr" reads an attribute
	JSONPaths map[string][]string // field name -> paths into embedded JSON ("product.offers.0.price")
	Tile      string              // CSS selector of one tile of a category page
	Tiles     map[string][]string // field name -> CSS selectors inside a tile
	NextPage  string              // CSS selector of the link to the next page
	Variants  VariantPlaces       // of a product page's variants; the zero value leaves them to the page's data
}

// VariantPlaces says where a product page lists its variants.
type VariantPlaces struct {
	Select  string              // CSS selector of one variant
	Options map[string][]string // name of the option ("color") -> CSS selectors inside a variant, "sel@attr" or "@attr"
	Fields  map[string][]string // field name -> CSS selectors inside a variant
}

// Money is a price as a page shows it, already as a plain decimal with an ISO 4217 code. Currency is "" where nothing on
// the page tells which of several a sign means; an Issue then names them.
type Money struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency,omitempty"`
}

// UnitsSold is what a badge such as "6,881 sold" says.
type UnitsSold struct {
	AtLeast    int64 `json:"at_least"`
	WindowDays int   `json:"window_days,omitempty"`
}

// Evidence is where one value stood.
type Evidence struct {
	By   string `json:"by"`             // extractor: json-ld, microdata, rdfa, meta, state, profile, heuristic
	Path string `json:"path,omitempty"` // JSON path, property or CSS path
	Text string `json:"text,omitempty"` // the page's own characters, clipped
}

// Rejected is a value that was not taken, and why.
type Rejected struct {
	Field  string `json:"field"`
	Text   string `json:"text"`
	Reason string `json:"reason"`
}

// Issue is something on the page that could not be read, or the page itself.
type Issue struct {
	Field  string `json:"field,omitempty"`
	Text   string `json:"text,omitempty"`
	Reason string `json:"reason"`
}

// Found is one listing of a page. Nil and "" are unknown.
type Found struct {
	Title        string              `json:"title"`
	URL          string              `json:"url"`
	Price        *Money              `json:"price"`
	ListPrice    *Money              `json:"list_price"`
	Availability *string             `json:"availability"` // schema.org's word: InStock
	Condition    *string             `json:"condition"`    // schema.org's word: NewCondition
	Brand        *string             `json:"brand"`
	Seller       *string             `json:"seller"`
	SKU          *string             `json:"sku"`
	MPN          *string             `json:"mpn"`
	GTIN         *string             `json:"gtin"`
	Category     *string             `json:"category,omitempty"`
	Rating       *float64            `json:"rating"`
	RatingScale  *float64            `json:"rating_scale"`
	ReviewCount  *int64              `json:"review_count"`
	RatingCount  *int64              `json:"rating_count"`
	UnitsSold    *UnitsSold          `json:"units_sold"`
	Shipping     *Money              `json:"shipping"`
	Pack         *market.Pack        `json:"pack,omitempty"`
	UnitPrice    *UnitPrice          `json:"unit_price,omitempty"`
	Variant      map[string]string   `json:"variant,omitempty"`
	Evidence     map[string]Evidence `json:"evidence,omitempty"`
	Rejected     []Rejected          `json:"rejected,omitempty"`
}

// Result is the answer for one page; its JSON is a line of the `extract` command.
type Result struct {
	File      string   `json:"file"`
	URL       string   `json:"url"`
	Kind      string   `json:"kind"`
	Listings  []Found  `json:"listings"`
	Issues    []Issue  `json:"issues"`
	NextPages []string `json:"next_pages,omitempty"`
	Repaired  []string `json:"repaired,omitempty"` // repairs that the page's markup needed
}
