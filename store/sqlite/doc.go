// Package sqlite keeps a market in one SQLite file: the embedded default (see doc of store).
package sqlite
