// Ferret is a MongoDB-compatible server for the tests of store/mongo, for machines without MongoDB: FerretDB 1 over
// SQLite files, on loopback. It is a module of its own so that FerretDB's dependencies stay out of the product's.
//
//	go build -tags ferretdb_no_postgresql -o ferret . && ./ferret -dir DIR
//
// It prints "listening mongodb://127.0.0.1:PORT/" when it is ready, and stops when its standard input ends: a test
// that dies takes its server with it.
//
//   - main.go: the server
package main
