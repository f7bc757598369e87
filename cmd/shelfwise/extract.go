package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"shelfwise/scraper"
	"shelfwise/scraper/extract"
	"shelfwise/scraper/fetch"
)

// maxPage bounds a page read from a file; a longer one is an issue in its line.
const maxPage = 64 << 20

func (a *app) extractCommand() *cobra.Command {
	var url, kind, profilePath string
	var archived bool
	cmd := &cobra.Command{
		Use:     "extract [--url URL] [--kind auto|product|category] FILE...",
		Short:   "Reads saved pages, one JSON line each: listings with evidence, what was rejected, issues",
		Example: "  shelfwise extract --url https://shop.example/p/1 page.html\n  shelfwise extract --archived https://shop.example/p/1",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if kind != "auto" && kind != "product" && kind != "category" {
				return usageError{fmt.Errorf("--kind %q: must be auto, product or category", kind)}
			}
			o := extract.Options{Kind: kind}
			if profilePath != "" {
				text, err := os.ReadFile(profilePath)
				if err != nil {
					return fmt.Errorf("profile: %w", err)
				}
				p, err := scraper.ParseProfile(profilePath, text)
				if err != nil {
					return err
				}
				o.Profile = p.Extraction()
			}
			if archived {
				return a.extractArchived(o, args)
			}
			return a.extractFiles(url, o, args)
		},
	}
	cmd.Flags().StringVar(&url, "url", "", "address the page was saved from: resolves links, tells country and currency")
	cmd.Flags().BoolVar(&archived, "archived", false, "the arguments are addresses: read what collect kept of them last, without the network")
	cmd.MarkFlagsMutuallyExclusive("archived", "url")
	cmd.Flags().StringVar(&kind, "kind", "auto", "kind of page: auto, product or category")
	cmd.Flags().StringVar(&profilePath, "site", "", "site profile (YAML) to read the page with")
	return cmd
}

// extractArchived prints a line for every address of which the archive holds a page; an address it does not know fails the
// command after the others are done.
func (a *app) extractArchived(o extract.Options, urls []string) error {
	dir := a.settings.get("archive")
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("extract: no archive of raw pages (--archive): %w", err)
	}
	archive, err := fetch.OpenArchive(dir)
	if err != nil {
		return fmt.Errorf("extract: %w", err)
	}
	enc := lineEncoder(a.stdout)
	var unread error
	for _, u := range urls {
		page, err := archive.Page(u)
		if err != nil {
			unread = errors.Join(unread, fmt.Errorf("extract %s: no page of it was kept in %s: %w", u, dir, err))
			continue
		}
		o.File = u
		in := extract.Page{URL: page.FinalURL, Body: page.Body, ContentType: page.ContentType(), Hash: page.Hash}
		if err := enc.Encode(extract.Extract(in, o)); err != nil {
			return err
		}
	}
	return unread
}

// extractFiles prints a line for every file; a file that cannot be read fails the command after the others are done.
func (a *app) extractFiles(url string, o extract.Options, files []string) error {
	enc := lineEncoder(a.stdout)
	var unread error
	for _, name := range files {
		body, err := readBounded(name, a.stdin)
		if err != nil {
			unread = errors.Join(unread, fmt.Errorf("extract %s: %w", name, err))
			continue
		}
		o.File = name
		if err := enc.Encode(extract.Extract(extract.Page{URL: url, Body: body}, o)); err != nil {
			return err
		}
	}
	return unread
}

// readBounded reads a file, or standard input for "-", up to maxPage and a byte more, so that extract can say that
// it is too large.
func readBounded(name string, stdin io.Reader) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(stdin, maxPage+1))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxPage+1))
}
