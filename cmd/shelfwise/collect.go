package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/scraper"
	"shelfwise/scraper/extract"
	"shelfwise/scraper/fetch"
)

func (a *app) collectCommand() *cobra.Command {
	var sources []string
	var run string
	var restart, due, release bool
	cmd := &cobra.Command{
		Use: "collect [--source NAME...]", Short: "Collects from the configured sites, politely; takes a stopped run up again", Args: cobra.NoArgs,
		Long: "Reads every site profile (*.yaml) of the folder --sites and collects what the sites show: robots.txt, pace and\nRetry-After are kept. A run that was stopped is taken up again where it was; --restart begins anew. With --due each site is collected once in each of its\nintervals (every: 6h), however often the command is run: call it from cron. A run whose prices moved as a shop's seldom\ndo is held: the report says why, and the same command with --release stores it once you have looked.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			profiles, err := readProfiles(a.settings.get("sites"), sources)
			if err != nil {
				return err
			}
			if run == "" {
				run = a.now().UTC().Format("2006-01-02")
			}
			if restart {
				run += "-" + a.now().UTC().Format("150405")
			}
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				cfg, err := a.collecting()
				if err != nil {
					return err
				}
				if due {
					return a.collectDue(cmd.Context(), adv, cfg, profiles)
				}
				if release {
					rep, err := adv.Release(cmd.Context(), cfg, run, profiles...)
					if err != nil {
						return err
					}
					return printJSON(a.stdout, rep)
				}
				rep, err := a.collect(cmd.Context(), adv, cfg, run, profiles)
				if err != nil {
					return err
				}
				return a.sayCollected(rep)
			})
		},
	}
	cmd.Flags().BoolVar(&due, "due", false, "collect each site once per interval of its profile")
	cmd.Flags().StringSliceVar(&sources, "source", nil, "only these sites, by profile name")
	cmd.Flags().StringVar(&run, "run", "", "name of the run (default: today's date)")
	cmd.Flags().BoolVar(&restart, "restart", false, "begin a new run although one of this name was begun")
	cmd.Flags().BoolVar(&release, "release", false, "store what the held run found")
	cmd.MarkFlagsMutuallyExclusive("due", "run")
	cmd.MarkFlagsMutuallyExclusive("release", "restart")
	cmd.MarkFlagsMutuallyExclusive("release", "due")
	cmd.MarkFlagsMutuallyExclusive("due", "restart")
	return cmd
}

// collectDue collects each source in the run of its present interval, which does nothing where that was done already.
func (a *app) collectDue(ctx context.Context, adv *advisor.Advisor, cfg scraper.Config, profiles []*scraper.Profile) error {
	var failed []error
	for _, p := range profiles {
		run, _ := p.Slot(a.now())
		rep, err := a.collect(ctx, adv, cfg, run, []*scraper.Profile{p})
		if err != nil {
			return err
		}
		failed = append(failed, a.sayCollected(rep))
	}
	return errors.Join(failed...)
}

// sayCollected prints the report; a run in which no source gave a page has failed.
func (a *app) sayCollected(rep scraper.Report) error {
	if err := printJSON(a.stdout, rep); err != nil {
		return err
	}
	var failed []string
	for _, s := range rep.Sources {
		if len(s.Pages) == 0 || s.Pages[fetch.OK]+s.Pages[fetch.NotModified] > 0 || s.Listings > 0 || s.Saved > 0 {
			return nil
		}
		failed = append(failed, fmt.Sprintf("%s (%s)", s.Source, slices.MinFunc(slices.Collect(maps.Keys(s.Pages)), func(x, y fetch.Outcome) int {
			return cmp.Or(cmp.Compare(s.Pages[y], s.Pages[x]), cmp.Compare(x, y))
		})))
	}
	if len(failed) == 0 {
		return nil
	}
	return fmt.Errorf("collect: no page could be read from %s; the report names each reason", strings.Join(failed, ", "))
}

// collecting reads the collector's configuration from the settings.
func (a *app) collecting() (scraper.Config, error) {
	log, err := a.logger()
	if err != nil {
		return scraper.Config{}, err
	}
	contact := a.settings.get("contact")
	if contact == "" {
		return scraper.Config{}, errors.New("collect: set --contact (or SHELFWISE_CONTACT) to an address or URL by which a site's owner reaches you")
	}
	cfg := scraper.Config{Contact: contact, ArchiveDir: a.settings.get("archive"), Now: a.now, Logger: log, SharedTurns: true, Worker: workerName(os.Getpid()), Gone: workerGone}
	for pair := range strings.FieldsFuncSeq(a.settings.get("allow-loopback"), func(r rune) bool { return r == ',' || r == ' ' }) {
		if _, port, err := net.SplitHostPort(pair); err != nil || port == "" {
			return cfg, usageError{fmt.Errorf("--allow-loopback %q: write HOST:PORT as it stands in the profile's URLs, 127.0.0.1:9000", pair)}
		}
		cfg.AllowLoopback = append(cfg.AllowLoopback, pair)
	}
	return cfg, nil
}

// collect runs the collector with a progress bar where standard error is a terminal.
func (a *app) collect(ctx context.Context, adv *advisor.Advisor, cfg scraper.Config, run string, profiles []*scraper.Profile) (scraper.Report, error) {
	if slices.ContainsFunc(profiles, func(p *scraper.Profile) bool { return p.Browser }) {
		stop, err := withBrowser(&cfg)
		if err != nil {
			return scraper.Report{}, err
		}
		defer stop()
	}
	if onTerminal(a.stderr) {
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetDescription("collecting"),
			progressbar.OptionShowCount(), progressbar.OptionSetItsString("pages"), progressbar.OptionClearOnFinish())
		cfg.Progress = func(e scraper.Event) {
			if !e.Finished {
				bar.Describe("collecting " + e.Source)
				_ = bar.Add(1)
			}
		}
		defer func() { _ = bar.Finish() }()
	}
	return adv.Collect(ctx, cfg, run, profiles...)
}

// readProfiles reads the site profiles of a folder in order of name; names, where given, must all be there.
func readProfiles(dir string, names []string) ([]*scraper.Profile, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("sites: %w", err)
	}
	var out []*scraper.Profile
	found := map[string]bool{}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".yaml")
		if len(names) > 0 && !slices.Contains(names, name) {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, fmt.Errorf("sites: %w", err)
		}
		p, err := scraper.ParseProfile(name, text)
		if err != nil {
			return nil, fmt.Errorf("sites: %s: %w", f, err)
		}
		out, found[name] = append(out, p), true
	}
	for _, n := range names {
		if !found[n] {
			return nil, usageError{fmt.Errorf("no site profile %s.yaml in %s", n, dir)}
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no site profile (*.yaml) in %s; see README, \"Your own data\"", dir)
	}
	return out, nil
}

func (a *app) profileCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "profile", Short: "Checks or proposes site profiles"}
	cmd.AddCommand(&cobra.Command{
		Use: "check FILE...", Short: "Checks site profiles; says line and column of what is wrong", Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			var all error
			for _, f := range args {
				text, err := os.ReadFile(f)
				if err == nil {
					_, err = scraper.ParseProfile(f, text)
				}
				if err != nil {
					all = errors.Join(all, fmt.Errorf("%s: %w", f, err))
					continue
				}
				fmt.Fprintln(a.stdout, f+": good")
			}
			return all
		},
	}, a.suggestCommand())
	return cmd
}

// suggestCommand proposes a site profile from saved pages.
func (a *app) suggestCommand() *cobra.Command {
	var urls []string
	cmd := &cobra.Command{
		Use:     "suggest [--url URL]... FILE...",
		Short:   "Proposes a site profile from saved pages of one site, with how each selector agrees with them",
		Example: "  shelfwise profile suggest product-1.html product-2.html category.html > sites/shop.yaml",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var pages []extract.Page
			for i, name := range args {
				body, err := readBounded(cmd.Context(), name, a.stdin)
				if err != nil {
					return fmt.Errorf("profile suggest %s: %w", name, err)
				}
				p := extract.Page{Body: body}
				if len(urls) > 0 {
					p.URL = urls[min(i, len(urls)-1)]
				}
				pages = append(pages, p)
			}
			s, err := scraper.SuggestProfile(pages)
			if err != nil {
				return err
			}
			fmt.Fprint(a.stdout, s.Text)
			return nil
		},
	}
	cmd.Flags().StringArrayVar(&urls, "url", nil, "address a page was saved from, in the order of the files; the last one stands for the rest")
	return cmd
}
