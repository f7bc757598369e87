// Package extract reads products and category tiles from a saved page: one parse, several extractors, one
// place that weighs what they say.
//
// It stands between the page that package fetch brings and the market.Observation that is stored. Each
// [Extractor] (JSON-LD, microdata, RDFa, Open Graph, embedded state, site profile, heuristics) hands over what it
// saw as a sighting; the weigh*.go files decide per field with evidence, keep what they rejected with the reason,
// and [Normalise] turns the page's own strings into market values, or into an issue.
//
//	r := extract.Extract(extract.Page{URL: "https://shop.example/p/1", Body: body}, extract.Options{})
//
// The files:
//
//   - extract.go: Page, Options, Result, Found and Extract
//   - decode.go, mend.go, mendtags.go: bytes to text (charset, size, gzip), and the repair of what is broken in them
//   - lift.go, lifttag.go, shapes.go: the parse, which steps over scripts and styles, attributes and the shapes of drawings
//   - document.go, walktext.go, node.go: the parsed page and what one walk over it collects
//   - locale.go: language and country of a page
//   - suggest.go, suggestplace.go, suggestvariants.go: places of the fields and variants, proposed from pages of one site
//   - words.go: finding many words in one pass
//   - tile.go, tilelist.go, tilewhole.go, tileflat.go, tilebare.go, tilelinks.go: the tiles of a category page; tilename.go, tileprice.go, tileformer.go, tilerating.go, tilestars.go, tileicons.go, tilesold.go:
//     what they show; datalist.go, liststate.go, indexedstate.go: what the page's data lists; nextpage.go, pagenumber.go: the way to the next page
//   - jsontree.go, jsonparse.go, jsonmembers.go: a lenient JSON reader that repairs within bounds
//   - jsonld.go, schema.go, offer.go, microdata.go, meta.go, state.go, dataattrs.go, platforms.go: the extractors of marked-up data
//   - visible.go, pricescan.go, pricemark.go, pricelabel.go, raised.go, unitbehind.go: the numbers that a page shows, and what they are
//   - proof.go, cards.go: what numbers are by the others around them; folddigits.go: digits of Arabic, Persian and full width
//   - choice.go: what only looks like the product's own: sizes that are gone, prices for several pieces
//   - related.go: the parts of a page that show other products, and prices told on request
//   - title.go, labels.go, labelinner.go, stock.go, rating.go, ratinglook.go, starsdrawn.go, soldline.go, brand.go, brandbeside.go, knownmakers.go, ownbrand.go: what else a page shows of its product
//   - kind.go, listkind.go, listsigns.go, nogoods.go, notgoods.go, page.go, evaluate.go: the kind of a page, and all that is known before the weighing
//   - weighprice.go, weighlist.go, unmarkedwas.go, weighstock.go, weightext.go, weighmore.go, sku.go, variants.go, unitprice.go, unitshown.go, shipping.go: the weighing
//   - shownvariants.go, shownswatch.go, shownoption.go, shownfound.go, optionwords.go: variants that lists, radio buttons, swatches and links let choose
//   - tilefields.go: the fields of a list's tiles
//   - profileread.go, profiletile.go: what a site profile says
//   - normalise.go, withparent.go: market values out of a page's strings
package extract
