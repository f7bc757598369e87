// Package mongo keeps a market in MongoDB (see doc of store).
package mongo
