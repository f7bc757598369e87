// Package advisor is the use cases of the product in the order of the flow: Import and Collect fill the store,
// Compare relates listings to candidates, Rank scores and prices them, Price, Simulate, Explain and Export answer
// for one candidate, Watch tells what has changed.
//
// It stands above matching, scoring and scraper and below api and cmd. It owns the clock and the logger, is handed
// a market.Store, and computes nothing that a lower floor should: the API, the dashboard and the command line are
// faces of it.
//
//   - advisor.go: Advisor, Options, New
//   - collect.go, imports.go: filling the store; hosts.go: what hosts were asked for
//   - pipeline.go: load, compare, rank; rates.go: the exchange rates they use
//   - choice.go: another way of choosing for one question
//   - answers.go: reading advice, simulation, explanation; explanation.go, pricepage.go, scorepage.go, audience.go, meaning.go: the pages of it in a buyer's words
//   - kept.go: an advice with its inputs: keeping, exporting, what has changed since
//   - channels.go: floors, prices and texts by sales channel
//   - shop.go: what a shop knows of itself: events, sales, visitors, peers, search words
//   - review.go, reviewfile.go, differing.go: the review queue of doubtful matches, also as CSV; in what two titles differ
//   - matchreport.go: what matching found, kept out and quarantined, and how far the guards moved prices
//   - watch.go: what entered, left or moved
//   - outcomes.go: what came of adopted advice
//   - export.go: CSV and XLSX of an advice
package advisor
