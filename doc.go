// Package shelfwise is the root of the project; it holds no code, only the test of the rules that every folder
// keeps (rules_test.go): who may import whom, where HTTP, clocks and databases may appear, how long files and
// functions may be.
//
// The folders are the flow:
//
//	page ─▶ scraper ─▶ Observation ─▶ store ─▶ matching ─▶ market.Snapshot ─▶ scoring ─▶ scoring/pricing
//	                                                                            │            │
//	                                    advisor (the use cases, in this order) ◀┴────────────┘
//	                                        │
//	                       cmd/shelfwise   api (JSON)   api/web (dashboard)
package shelfwise
