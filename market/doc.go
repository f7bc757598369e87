// Package market holds the vocabulary of the product: what competitors show (Listing, Offer, Observation), what a
// retailer could sell (Candidate, CostSheet), how the two relate (Match, Snapshot) and what is advised
// (Recommendation), with the rules these keep and the seams through which they are stored (Store, RateStore, KeyStore, OutcomeStore, Jobs).
//
// It stands at the bottom of the flow, above market/money only: it knows neither files nor HTTP nor databases.
//
//		page ─▶ scraper ─▶ Observation ─▶ Store ─▶ matching ─▶ Snapshot ─▶ scoring ─▶ Recommendation
//
//	  - listing.go: Listing, Offer, Observation, Series, Provenance
//	  - pack.go: Pack and UnitPrice, the price per kilogram, litre or piece; pack sizes that sellers state
//	  - packread.go, packlex.go, packwords.go, packsum.go: pack sizes read from names
//	  - candidate.go, parcel.go: Candidate, CostSheet; Parcel, a packed unit's weight and size
//	  - match.go: Match, Exclusion
//	  - recommendation.go: Recommendation and its parts, in the shape of the JSON that others rely on
//	  - snapshot.go: Snapshot, the rivals of one candidate
//	  - scorebasis.go: ScoreBasis, the profit that a score counts and what it is held against
//	  - outcome.go: Outcome, what came of adopted advice, and OutcomeStore
//	  - store.go: Store and its parts, RateStore, KeyStore, Jobs
//	  - errors.go: the error kinds that cross package borders
package market
