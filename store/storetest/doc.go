// Package storetest is the contract that every store passes: market.Store, market.RateStore, market.KeyStore, market.OutcomeStore and market.Jobs, written as tests.
//
//	func TestConformance(t *testing.T) {
//		storetest.Run(t, func(t *testing.T) storetest.Store { return memory.New() })
//	}
//
// A bug found in any store gets a case here first.
//
//   - storetest.go: Run, Store, and what the cases share
//   - listings.go, observations.go: listings and their history
//   - documents.go: candidates, matches, advice; parts.go: what an advice was computed from
//   - rates.go: exchange rates; keys.go: idempotency keys; outcomes.go: outcomes of adopted advice
//   - jobs.go: collection work and its leases
//   - random.go: Differential, random operations on two stores that must answer alike
package storetest
