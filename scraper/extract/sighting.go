package extract

// field names one property of a listing; the names are those of the JSON output.
type field uint8

const (
	fTitle field = iota
	fURL
	fPrice
	fCurrency
	fListPrice
	fAvailability
	fCondition
	fBrand
	fSeller
	fSKU
	fMPN
	fGTIN
	fCategory
	fRating
	fRatingScale
	fReviewCount
	fRatingCount
	fUnitsSold
	fShipping
	numFields
)

var fieldNames = [numFields]string{
	"title", "url", "price", "currency", "list_price", "availability", "condition", "brand", "seller", "sku", "mpn",
	"gtin", "category", "rating", "rating_scale", "review_count", "rating_count", "units_sold", "shipping",
}

// String returns the field's name in the output.
func (f field) String() string { return fieldNames[f] }

// fact is one value as the page has it, and where.
type fact struct{ text, path string }

// sighting is one product as one extractor saw it, in the page's own strings.
type sighting struct {
	by       string // json-ld, microdata, rdfa, meta, state, profile, heuristic
	node     int    // element it stands in, -1 unknown
	facts    [numFields]fact
	variant  map[string]string // options that tell it from its siblings
	variants []*sighting       // of a product with several
	offers   []*sighting       // where a product has several offers
	group    string            // identifies the ProductGroup that it is a variant of
	id       string            // by which its variants name it, where it is such a group
}

// put notes a fact unless the field has one or the text is empty.
func (s *sighting) put(f field, text, path string) {
	if s.facts[f].text == "" && text != "" {
		s.facts[f] = fact{text, path}
	}
}

// has reports whether the field is known.
func (s *sighting) has(f field) bool { return s.facts[f].text != "" }

// text returns the field's text.
func (s *sighting) text(f field) string { return s.facts[f].text }

// Extractor finds products on a page in one way of marking them up. It sees the page read-only, reports what is
// there in the page's own strings, best first, and decides nothing: weigh.go does.
type Extractor interface {
	Extract(d *document) []*sighting
}

// extractorFunc is an Extractor that is a function.
type extractorFunc func(d *document) []*sighting

// Extract calls f.
func (f extractorFunc) Extract(d *document) []*sighting { return f(d) }
