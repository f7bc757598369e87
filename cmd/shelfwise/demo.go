package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/fixtures"
	"shelfwise/market/money"
	"shelfwise/scraper"
	"shelfwise/scraper/feed"
)

func (a *app) demoCommand() *cobra.Command {
	var once bool
	var addr string
	cmd := &cobra.Command{
		Use: "demo", Short: "Runs the whole flow on bundled shops, then serves API and dashboard", Args: cobra.NoArgs,
		Long: "Serves the bundled shops on loopback, collects from them politely over real HTTP, loads thirteen weeks of their\nhistory and thirty candidates, matches, ranks, prices, prints the ranking, then serves API and dashboard.\nWithout --store it keeps to its own file, demo.db in your data folder.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.settings.row("store").origin == "default" {
				a.settings.row("store").value = "sqlite:" + filepath.Join(dataDir(a.getenv), "demo.db")
			}
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				if err := a.demo(cmd.Context(), adv); err != nil {
					return err
				}
				if once {
					return nil
				}
				return a.serve(cmd.Context(), adv, addr)
			})
		},
	}
	cmd.Flags().BoolVar(&once, "once", false, "stop after printing")
	cmd.Flags().StringVar(&addr, "addr", defaultAddr, "address of API and dashboard")
	return cmd
}

// demo collects, imports, ranks and prints.
func (a *app) demo(ctx context.Context, adv *advisor.Advisor) error {
	begun := a.now()
	shops, err := fixtures.Start(ctx, a.now)
	if err != nil {
		return fmt.Errorf("bundled shops: %w", err)
	}
	defer shops.Close()
	if err := adv.KeepRates(ctx, demoRates(begun)...); err != nil {
		return fmt.Errorf("bundled rates: %w", err)
	}
	if err := a.demoCollect(ctx, adv, shops); err != nil {
		return err
	}
	hist, err := adv.ImportListings(ctx, "history.jsonl", bytes.NewReader(fixtures.History(begun)), feed.Options{}, false)
	if err != nil {
		return err
	}
	a.say("history: %d readings over thirteen weeks, %d new", hist.Read, hist.Stored.Observations)
	cands, err := adv.ImportCandidates(ctx, "candidates.csv", bytes.NewReader(fixtures.Candidates()), false)
	if err != nil {
		return err
	}
	a.say("candidates: %d with cost sheets", cands.Read)
	advice, err := adv.Rank(ctx, time.Time{})
	if err != nil {
		return err
	}
	a.say("ranked and priced in %s all told\n", a.now().Sub(begun).Round(10*time.Millisecond))
	return printRanking(a.stdout, advice, 15, 3)
}

// demoRates are the bundled exchange rates of the weeks of the history.
func demoRates(now time.Time) []money.DatedRate {
	var rates []money.DatedRate
	for _, r := range fixtures.Rates(now) {
		rates = append(rates, money.DatedRate{Base: money.Currency(r.From), Quote: money.Currency(r.To), On: r.On, Value: r.Rate})
	}
	return rates
}

// demoCollect collects from the bundled shops over HTTP; the raw pages are kept for as long as the command runs.
func (a *app) demoCollect(ctx context.Context, adv *advisor.Advisor, shops *fixtures.Shops) error {
	log, err := a.logger()
	if err != nil {
		return err
	}
	archive, err := os.MkdirTemp("", "shelfwise-demo-")
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	defer os.RemoveAll(archive)
	cfg := scraper.Config{
		Contact: "demo@localhost", AllowLoopback: shops.Hosts(), ArchiveDir: archive, Now: a.now, Logger: log,
	}
	var profiles []*scraper.Profile
	texts := shops.Profiles()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		p, err := scraper.ParseProfile(name, texts[name])
		if err != nil {
			return fmt.Errorf("bundled profile %s: %w", name, err)
		}
		profiles = append(profiles, p)
	}
	run := "demo-" + a.now().UTC().Format("20060102T150405.000")
	rep, err := a.collect(ctx, adv, cfg, run, profiles)
	if err != nil {
		return err
	}
	for _, s := range rep.Sources {
		a.say("%s", s)
	}
	return nil
}

// say writes a line of progress to standard error.
func (a *app) say(format string, args ...any) { fmt.Fprintf(a.stderr, format+"\n", args...) }
