// Package mongo keeps a market in MongoDB, or a server that speaks its protocol.
//
// It implements market.Store, market.RateStore, market.KeyStore, market.OutcomeStore and market.Jobs, beside store/sqlite and store/memory, and passes store/storetest. It
// writes in the plain way that is right on every compatible server: string or integer _ids that make a write
// idempotent, unordered inserts in which a duplicate key with the same content is success, replace and $set by _id,
// equality and range reads on indexed fields, prices as int64 minor units, all arithmetic in Go. No transactions, no
// pipeline updates.
//
//	listings      _id listing id; source, category indexed
//	observations  _id listing id and moment; (listing, at) indexed
//	candidates    _id candidate id
//	matches       _id candidate and listing; (candidate, listing) indexed
//	advice        _id moment in milliseconds; recommendations in a collection of their own
//	advice_parts  _id moment and name; what the advice was computed from
//	rates         _id pair and moment
//	keys          _id idempotency key; taken by inserting it
//	outcomes      _id candidate and moment
//	jobs, leases  a lease is taken by inserting its unique id: the one primitive that is atomic everywhere
//
// On a sharded cluster, shard listings by hashed _id and observations by hashed listing.
//
//   - open.go: Open, Options, indexes, validators
//   - append.go: Append; rows.go: documents of listings and observations; read.go: the iterators
//   - documents.go: candidates, matches, advice; parts.go: what an advice was computed from
//   - rates.go: exchange rates; keys.go: idempotency keys; outcomes.go: outcomes of adopted advice
//   - jobs.go: jobs and leases
//   - errors.go: the driver's error codes
package mongo
