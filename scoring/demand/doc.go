// Package demand estimates how many units sell: of a rival's listing from what it shows in public, and of a candidate
// at a price.
//
// It stands under scoring, above market only, and is a pure function of values: no I/O, no clock, seeds come in.
//
//	[]market.Series ─▶ Clean ─▶ Cleaned ─▶ Fit ─▶ *Market ─▶ Units (a rival), Curve (a candidate), BestSeller
//
// Clean leaves out what cannot be believed and says why; it repairs nothing. Fit learns, per category and with the
// categories pooled, how units depend on price and quality and how many units leave a review. A Curve carries the
// uncertainty of all of it as posterior draws.
//
//   - clean.go, prices.go, reviews.go, sources.go, snapshot.go: Clean, history by history and source by source
//   - filled.go: figures of units that filled the gaps of a table
//   - robust.go: medians, modified z, slips, staleness, trend lines
//   - badge.go, undated.go: units-sold badges as intervals, and what those without a period count
//   - moves.go: the price slope that listings show by their own price changes
//   - ratings.go: shrunk ratings; quality.go: ratings with their error as a regressor
//   - fit.go, category.go, likelihood.go, pool.go, shops.go, scatter.go: the pooled regression of units on price and
//     quality, with what each source adds
//   - linalg.go: small matrices; market.go, curve.go: what a fitted Market answers
//   - estimate.go, features.go, choose.go: Estimate for listings alone; lacking.go: for those that lack an input;
//     monotone.go, ridge.go, boost.go, blend.go: its models; predictive.go: the intervals around them; toptenth.go: who is
//     among the top
//   - velocity.go, correlation.go: reviews and sales ranks turned into units; rank correlation
//   - elasticity.go, history.go: the elasticity that a product's own sales history shows, where demand drifts too
//   - regression.go: least squares
package demand
