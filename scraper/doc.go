// Package scraper collects what competitors show: it plans which pages to ask for, has them fetched politely, reads them,
// and hands listings with their observations to a store.
//
// It is the first floor of the flow:
//
//	Profile ─▶ market.Jobs ─▶ fetch.Fetcher ─▶ extract.Extract ─▶ extract.Normalise ─▶ Sink.Append
//
// A [Profile] describes a source in YAML; no Go is needed for a new one. A [Collector] works through the source's pages,
// which wait as jobs in the store, so that a run that was stopped goes on where it was and several workers share it. What
// a run found is stored when the source is through, after the run was compared with what was known: a run in which all
// prices jump or vanish is held for review, and a failure is never stored as data.
//
//	p, err := scraper.ParseProfile("shop.yaml", text)
//	c, err := scraper.New(scraper.Config{Contact: "https://example.org/bot", Now: time.Now}, store, store)
//	report, err := c.Collect(ctx, "2026-11-22", p)
//
// The files:
//
//   - profile.go, profileparse.go, profilewords.go: site profiles and their check; suggest.go: a profile proposed from saved pages
//   - collector.go: Config, Collector; turns.go: one request in flight per host among processes; lease.go: what dead processes held; source.go: the run of one source over its jobs
//   - read.go, links.go, sitemap.go, paging.go: what a page gives and where it leads
//   - trap.go: lists that lead on and on with nothing new
//   - stage.go, judge.go, finish.go: holding, judging and storing what a run found
//   - report.go: Report, Event; advice.go: what to do about each outcome; hosts.go: what each host was asked for; schedule.go: when a source is due
package scraper
