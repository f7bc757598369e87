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
//
// The shipped weights were fitted when a side held each product once or not, without degrees, and without the rules of
// generation.go. Fitted anew with both, the sets left out score 0.929, 0.691, 0.862 and 0.879 (Abt-Buy, Amazon-Google,
// WDC computers, cameras; 0.930, 0.691, 0.863, 0.883 before), without codes 0.519, 0.607, 0.681 and 0.520 (0.294, 0.525,
// 0.684, 0.642 before); but of 23 coded matches on Amazon-Google two are wrong instead of one, under the 0.95 that a
// test asks for, so the older weights stay. The record beside the weights is theirs.
package main
