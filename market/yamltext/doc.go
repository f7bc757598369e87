// Package yamltext reads the YAML that users write: site profiles, ranking profiles, fee tables, settings. It stands
// beside the flow, where such a file enters it.
//
//   - decode.go: strict decoding that returns an error where the library would panic
//   - words.go: what is wrong in the words of those who write such files
package yamltext
