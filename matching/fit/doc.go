// Command fit learns the matching model from folders of labelled data (see -help) and writes it as Go code.
//
//	go run ./matching/fit -data ../shared/data/matching -out matching
//
// It is deterministic: the same folders give the same bytes. It prints, and records in the generated code, what a
// model fitted on all sets but one scores on that one, which is what to expect of data never seen.
//
//   - main.go: the run
//   - data.go: reading the sets
//   - augment.go: variants of each set, so that the model sees more forms of data
//   - invent.go, trades.go, near.go: invented catalogues of trades that the sets lack
//   - learn.go: examples, the two forests, judging
//   - boost.go, linear.go: growing a forest, fitting the line that is blended with it
//   - write.go: the generated code
package main
