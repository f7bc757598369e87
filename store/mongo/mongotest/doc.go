// Package mongotest gives tests a MongoDB-compatible server. It stands outside the flow; nothing that ships imports it.
//
//   - server.go: Server, the named one or FerretDB
package mongotest
