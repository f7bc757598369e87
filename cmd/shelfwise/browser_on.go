//go:build browser

package main

import (
	"os"

	"shelfwise/scraper"
	"shelfwise/scraper/fetch"
)

// withBrowser starts Chromium for profiles with browser: true; stop ends it. As root Chromium starts only without its own
// sandbox.
func withBrowser(cfg *scraper.Config) (stop func(), err error) {
	agent, err := fetch.Identity{Product: cfg.UserAgent, Contact: cfg.Contact, Anonymous: cfg.Anonymous}.UserAgent()
	if err != nil {
		return nil, err
	}
	b, err := fetch.NewBrowser(fetch.BrowserOptions{
		HTTP:      fetch.HTTPOptions{UserAgent: agent, Guard: fetch.NewGuard(cfg.AllowLoopback...), Clock: fetch.Clock{Now: cfg.Now, Sleep: fetch.Sleep}, Timeout: cfg.Timeout},
		NoSandbox: os.Geteuid() == 0,
	})
	if err != nil {
		return nil, err
	}
	cfg.Browser = b
	return b.Close, nil
}
