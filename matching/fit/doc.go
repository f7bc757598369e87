// Command fit learns the matching model from folders of labelled data (see -help) and writes it as Go code.
//
// It is deterministic: the same folders give the same bytes. It prints, and records in the generated code, what a
// model fitted on all sets but one scores on that one, which is what to expect of data never seen.
//
//   - main.go: the run
//   - data.go: reading the sets
//   - learn.go: examples, the two forests, judging
//   - boost.go: growing a forest
//   - write.go: the generated code
package main
