// Package pricing turns a cost sheet, a fee table and a demand curve into prices: unit economics that tie to the
// cent, a floor that nothing breaks, a corridor, the most profitable price between floor and ceiling, and the guards
// that may move it, each leaving a clamp.
//
// It is the last step of scoring: it knows neither listings nor matches, only amounts, reference prices of rivals and
// a [Demand]. All functions are pure.
//
//   - fees.go, zones.go: fee tables (whole and marginal brackets), dead zones
//   - feefile.go, feeread.go, fulfilmentfile.go, fees_example.yaml: their YAML file, read with every mistake told
//   - feereport.go: what a table says in words, and why it may be the wrong one
//   - fulfilment.go, storage.go: fees of picking and delivery by size, billable weight, kind of goods and price; of room by month
//   - economics.go, charges.go, returns.go, worst.go, waterfall.go, floor.go: a candidate's costs compiled, the table's other
//     fees and returns among them, those not given at their worst; contribution and waterfall at a price; floors
//   - optimise.go: the most profitable price over the cents between two bounds
//   - advise.go, guards.go, how.go, alternatives.go: corridor, with the sums it comes from, position, guards in their order, the
//     other positions and the one stood for
//   - position.go, charm.go, tiers.go, card.go: where a price stands, price endings, price system of several customers,
//     what set each price
//   - prior.go, war.go, raise.go: prior-price law, price wars, raising when alone
//   - rules.go, logit.go, psm.go: closed-form prices with known answers, used as fall-backs and as checks
package pricing
