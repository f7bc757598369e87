package api

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"shelfwise/market"
)

// minKey is the shortest key that may guard an address that others can reach.
const minKey = 16

// NewServer returns a server for a handler of New with the limits that a public address needs; the caller binds it.
func NewServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 60 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
}

// CheckBind refuses, with market.ErrInvalid, to serve an address that is not on loopback without a key, or with one
// that is short or a usual default.
func CheckBind(addr, key string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("address %q: %w", addr, errors.Join(market.ErrInvalid, err))
	}
	if loopback(host) && key == "" {
		return nil
	}
	weak := strings.Trim(strings.ToLower(key), "0123456789")
	switch {
	case key == "":
		return &market.FieldError{Field: "addr", Problem: addr + " is reachable from outside this machine: set an API key, or bind 127.0.0.1"}
	case len(key) < minKey, weak == "", weak == "changeme", strings.Contains(weak, "password"):
		return &market.FieldError{Field: "key", Problem: fmt.Sprintf("too easy to guess: use at least %d random characters", minKey)}
	}
	return nil
}

// loopback reports whether a host names this machine only.
func loopback(host string) bool {
	if strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") {
		return true
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return ip != nil && ip.IsLoopback()
}

// hashed is what keys are compared by, so that the time taken tells nothing of the key.
func hashed(key string) [sha256.Size]byte { return sha256.Sum256([]byte(key)) }
