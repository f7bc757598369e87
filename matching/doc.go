// Package matching finds which listings are the same product as a candidate, and which are comparable, without
// labels from the user. It is a pure function of values: no I/O, no clock.
//
// It stands between the store and scoring:
//
//	candidates, listings ─▶ matching.Compare ─▶ market.Match, market.Exclusion ─▶ scoring
//
// The tiers, first to last: an equal GTIN, brand and part number, the title model. The title model compares only what
// an index of words and codes brings together, measures some forty features of each pair, scores them with a first
// forest of small trees blended with a line, and then once more with the margin to the runner-up on both sides. Its
// weights are fitted by the program in matching/fit, on labelled sets and on invented catalogues of trades that those
// lack, and shipped as Go code. Guards keep accessories, bundles, other pack sizes and used things out of a
// candidate's market.
//
// Texts:
//
//   - fold.go: one form for all that is compared
//   - lex.go, units.go, pack.go: words, model numbers, quantities, pack counts
//   - words.go: the word lists of several languages
//   - gtin.go: identifiers
//
// Pairs:
//
//   - text.go: what a record says by itself, remembered from one comparing to the next
//   - item.go, terms.go, brand.go: a record prepared for comparing, within a corpus that weighs its words
//   - index.go: which records are worth comparing; grows as listings arrive
//   - features.go, modelnumber.go, aspects.go, monotone.go: what is measured on a pair
//   - task.go, margin.go, local.go, decide.go: scoring, rivals, the words that tell them apart, who is matched with whom
//   - once.go: whether a side holds each product once; apart.go: what the guards say of two titles
//   - tier.go, plainly.go: what identifiers alone say, and titles beyond doubt; generation.go: what tells products of a line apart
//   - forest.go, weights_first.go, weights_second.go: the model
//   - steps.go: why, in the words of a buyer
//   - pairs.go: Pairs, the whole for two sides
//
// Markets:
//
//   - compare.go, same.go, contradict.go, doubt.go, decided.go: Compare, its tiers, what contradicts an identifier, siblings,
//     the user's decisions over them; comparer.go, again.go: comparing again as a store grows
//   - comparable.go, category.go, lookup.go, stem.go: the comparable listings
//   - guard.go, titleguard.go: what must not enter a market; guardwords.go: the word lists that guards alone read
//   - titlepack.go, together.go, sizeclass.go: packs, bundles and used things beyond what the model reads; classes of size
package matching
