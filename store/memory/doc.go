// Package memory keeps a market in memory: it serves the commands that need no store (advise), and tests, which use
// it in place of mocks since it passes the same suite (store/storetest) as the stores that write to disk.
//
// Values are copied on their way in and out, and iterators work on what was stored when they began.
//
//   - memory.go: Store; listings and observations
//   - documents.go: candidates, matches, advice; parts.go: what an advice was computed from
//   - rates.go: exchange rates; keys.go: idempotency keys; outcomes.go: outcomes of adopted advice
//   - jobs.go: collection work and leases
package memory
