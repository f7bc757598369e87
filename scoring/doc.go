// Package scoring turns a market into advice: which candidates to sell, at which price, and why.
//
// It is the floor between matching and advisor. It does no I/O, reads no clock and draws no random number that is not
// seeded: the same input gives the same bytes.
//
//	series ─▶ demand.Clean ─▶ demand.Fit ─┐
//	matches ─▶ Snapshot per candidate ────┼─▶ demand curve ─▶ pricing.Decide ─▶ four factors ─▶ ranking ─▶ Advice
//	candidates ─▶ pricing.Compile ────────┘
//
// The score is additive over four factors, and at the default weights it is a fixed, rising function of expected
// monthly profit: ln(profit) = ln(market size) + ln(share of it) + ln(margin), each part belonging to a factor. So
// whoever follows the ranking follows the money, and the contributions still say where it comes from.
//
//   - input.go, profiles.go, profilefile.go: Input, Profile, the named profiles and a user's own
//   - advise.go, assess.go: the pipeline, one candidate at a time
//   - apart.go: markets that no exchange rate joins, advised each by itself
//   - blind.go: what a market does not show: categories, ratings, reviews, the period of badges
//   - convert.go, own.go, snapshot.go, facts.go, war.go: one currency; own offers apart; the rivals of one candidate; what is
//     asked of a listing once; price wars and duels
//   - lean.go: what to do where the slope of demand cannot be relied on
//   - scale.go, factors.go, drivers.go, points.go, basis.go, corners.go: fixed bounds, the four factors and their drivers, the profit that the
//     score counts, the ends of what is missing
//   - mix.go: what other weights make of the score, so that nothing worse ever lifts it
//   - rank.go, holds.go, smaa.go, dominance.go, columns.go: order, rank intervals, dominance, re-weighting in columns
//   - gates.go, cashgates.go, statements.go, promises.go, commitments.go, verdict.go, explain.go, reasons.go: gates, promises of service, verdicts, the answer, reasons in plain sentences
//   - simulate.go, export.go, kept.go, verify.go, portfolio.go, knapsack.go: what-if, offline verification, the inputs kept with an advice, the best set under a cash limit
//   - concentration.go, mcdm.go, numbers.go: HHI and its kin; other multi-criteria methods as agreement checks; rounding
//   - founding.go, copy.go, copylint.go, drawbacks.go, names.go, rivalnames.go, products.go, visitfacts.go, stage.go, stageweights.go, season.go, visitors.go, visits.go, peers.go, checklist.go, strategy.go, outcomes.go: the founding texts' rules
package scoring
