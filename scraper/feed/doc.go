// Package feed reads files and feeds into the vocabulary of market: listings with their history, candidates, and the
// records that are matched without a store. It is the side door of the flow: what a file says needs no fetching and
// no extraction, but passes the same border, at which an unreadable value becomes an error with its place, never a 0.
//
//	CSV, XLSX, JSON lines, Google Merchant (TSV, XML), Shopify products.json, Woo Store API ─▶ market.Series
//	CSV, XLSX, JSON lines ─▶ market.Candidate, Record, money.DatedRate
//
// Good rows are kept whatever stands beside them; each bad one is a market.RowError with line, column and reason.
//
//		series, bad, err := feed.Listings(file, feed.Detect(name, head), feed.Options{Source: "alpha"})
//
//	  - format.go: Format, Detect
//	  - input.go, charset.go: character sets, lines
//	  - csv.go, jsonl.go, xlsx.go: files of rows, read as a stream; table.go: their columns
//	  - layout.go, headerwords.go: columns named in the words of shops, and how a table was taken
//	  - merchant.go, shopify.go, woo.go: feeds
//	  - numbers.go, cells.go, words.go: the values in a row
//	  - listings.go, collect.go: rows into series; candidates.go; records.go; rates.go
//	  - plaintable.go: small tables that a person fills in: labels, decisions
//	  - channels.go: what its sales channels take
//	  - shop.go: what a shop knows of itself; flags.go: cells that say yes or no; weeks.go: its sales by the week
//	  - guard.go: text for spreadsheets that must not run as a formula
package feed
