// Package store opens the place where a market is kept. It stands between the collector, which writes observations,
// and matching and scoring, which read them; all of these know only the seams market.Store and market.Jobs.
//
//		sqlite:PATH         one file, the embedded default (store/sqlite)
//		mongodb://HOST/DB   MongoDB or a server that speaks its protocol, shared by many processes (store/mongo)
//		memory:             gone when the process ends (store/memory)
//
//	  - open.go: Open, the only place that knows every back end
//
// What a store must do is written in market.Store and checked by store/storetest; the rule by which a reading joins
// a listing's history is store/history.
package store
