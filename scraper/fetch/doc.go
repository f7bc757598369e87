// Package fetch gets pages politely and safely, and keeps them.
//
// It stands at the beginning of the flow: package scraper plans what to ask for, a [Fetcher] of this package asks, and
// package extract reads the [Page] that comes back. Every failure is an [Error] with an [Outcome], so that a failure is
// never taken for data.
//
// A Fetcher does one thing and is put around another:
//
//	archive.Keep ─▶ Redirects ─▶ Robots ─▶ Polite ─▶ HTTP (or a browser) ─▶ Guard
//
// The archive is outermost, so that a page is kept once, under the address asked for and the one it was found at. Redirects
// are outside robots.txt and pace, so that both hold for every hop. The guard is innermost: it sees the resolved address.
//
// The files:
//
//   - page.go: Page, Fetcher, Clock; outcome.go: Outcome, Error
//   - http.go, body.go: requests over HTTP, decompression within bounds
//   - browser.go, browserproxy.go, browservisit.go, browsertls.go: headless Chromium (build tag browser); errand.go: the rules
//     for what its pages ask for by themselves
//   - guard.go: no connection to addresses that are not public; hostkey.go: what counts as one host
//   - identity.go: the User-Agent
//   - redirect.go: redirects; retry.go, retryafter.go: asking again, and when
//   - robots.go: robots.txt as a Fetcher; robotstxt.go: its text (RFC 9309)
//   - polite.go: pace, one request in flight per host, Retry-After; ledger.go: what each host was asked for
//   - archive.go, files.go: raw pages, validators for conditional requests, replay, audit file
//   - classify.go, sight.go, wallwords.go: captchas, login walls, soft 404 and other failures with status 200
package fetch
