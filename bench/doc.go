// Package bench measures the product against its peers: each benchmark runs both sides in turn within one loop, so that
// other work on the machine bears on both alike, and reports the ratio of their times. It is a module of its own, so
// that the peers stay out of the product's go.mod. `make bench` runs it.
//
//   - bench_test.go: versus, the loop that both sides run in
//   - extract_test.go: reading a page, against goquery parsing it
//   - collect_test.go: collecting over loopback, against colly and a plain loop
//   - store_test.go: appending and reading, against raw SQL on the same driver
//   - api_test.go: GET /v1/recommendations, against bare Gin writing prepared bytes
//   - rank_test.go: re-weighting a million candidates, against a plain weighted sum
package bench
