// Package sqlite keeps a market in one SQLite file, the embedded default: no server, no cgo, one file to copy.
//
// One connection writes, in transactions that take the write lock at once, and a pool of connections reads beside it
// from the write-ahead log; other processes may use the same file. A write that returned survives a crash.
//
//   - open.go: Store, Open, settings of the connections
//   - migrate.go, migrations/: the tables, brought up to date when the file is opened
//   - append.go: listings and observations written; read.go: and read
//   - columns.go: values as columns
//   - documents.go: candidates, matches, advice; parts.go: what an advice was computed from
//   - rates.go: exchange rates; keys.go: idempotency keys; outcomes.go: outcomes of adopted advice
//   - jobs.go: collection work and its leases
package sqlite
