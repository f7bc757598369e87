// Package extract reads products and category tiles from a saved page: one parse, several extractors, one
// place that weighs what they say.
//
// It stands between the page that package fetch brings and the market.Observation that is stored. Each
// [Extractor] (JSON-LD, microdata, RDFa, Open Graph, embedded state, site profile, heuristics) hands over what it
// saw as a [Found] with evidence per field; weigh.go decides per field, keeps what it rejected with the reason,
// and [Normalise] turns the page's own strings into market values, or into an issue.
//
//	r := extract.Extract(extract.Page{URL: "https://shop.example/p/1", Body: body}, extract.Options{})
//
// The files:
//
//   - extract.go: Page, Options, Result, Found and Extract
//   - decode.go: bytes to text (charset, size, gzip)
//   - document.go, node.go: the parsed page and what one walk over it collects
//   - locale.go: language and country of a page
//   - words.go: finding many words in one pass
//   - jsontree.go, jsonparse.go, jsonmembers.go: a lenient JSON reader that repairs within bounds
package extract
