// Package history holds the one rule by which a new reading joins what is stored of a listing, so that every store
// keeps the same history of the same readings, whatever the order in which they arrive.
//
// It stands between market, whose contract it carries out, and the stores, which only fetch rows, ask [Join] and
// write what changed:
//
//		stored rows + new readings ─▶ Join ─▶ rows to add, rows whose LastSeen moved, conflicts
//
//	  - history.go: Join, the rule for observations
//	  - check.go: what a write must hold (Prepare, Candidates, Matches, Rates, Jobs) and times as stores keep them
//	  - outcomes.go: outcomes of adopted advice, checked and as stores keep them
//	  - keys.go: when an idempotency key is free
//	  - describe.go: Describe, the rule for a listing's description
package history
