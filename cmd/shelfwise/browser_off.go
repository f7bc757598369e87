//go:build !browser

package main

import "shelfwise/scraper"

// withBrowser adds no browser: this build has none, and the collector says so for a profile that needs one.
func withBrowser(*scraper.Config) (stop func(), err error) { return func() {}, nil }
