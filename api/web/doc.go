// Package web is the dashboard: the ranking, a candidate with its price strip, listings with their history, the
// queue of doubtful matches, and what came of adopted advice. Pages are HTML and inline SVG made here; no script is sent and none is needed.
//
// It stands beside the JSON API on the same handler, above advisor, and computes only what a drawing needs.
//
//   - web.go: Options, New, routes, rendering
//   - ranking.go, candidate.go, listings.go, review.go, outcomes.go, hosts.go: what each page shows
//   - format.go: numbers, money and times as people read them
//   - svg.go: drawing primitives and scales
//   - strip.go, lines.go, bars.go: the price strip, the history, intervals and the waterfall
//   - templates/, assets/: the pages and their style
package web
