package main

import (
	"context"
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
		RunE: func(cmd *cobra.Command, args []string) error {
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
				return a.extractArchived(cmd.Context(), o, args)
			}
			return a.extractFiles(cmd.Context(), url, o, args)
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
func (a *app) extractArchived(ctx context.Context, o extract.Options, urls []string) error {
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
		result, err := extracted(ctx, in, o)
		if err != nil {
			return err
		}
		if err := enc.Encode(result); err != nil {
			return err
		}
	}
	return unread
}

// extractFiles prints a line for every file; a file that cannot be read fails the command after the others are done.
func (a *app) extractFiles(ctx context.Context, url string, o extract.Options, files []string) error {
	enc := lineEncoder(a.stdout)
	var unread error
	for _, name := range files {
		body, err := readBounded(ctx, name, a.stdin)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			unread = errors.Join(unread, fmt.Errorf("extract %s: %w", name, err))
			continue
		}
		o.File = name
		result, err := extracted(ctx, extract.Page{URL: url, Body: body}, o)
		if err != nil {
			return err
		}
		if err := enc.Encode(result); err != nil {
			return err
		}
	}
	return unread
}

// readBounded reads a file, or standard input for "-", up to maxPage and a byte more, so that extract can say that
// it is too large.
func readBounded(ctx context.Context, name string, stdin io.Reader) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(interruptible{ctx, stdin}, maxPage+1))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(interruptible{ctx, f}, maxPage+1))
}

// extracted reads one page. Extraction is pure and takes no context, so that a page which takes long is left to itself when
// the command is told to stop: the process ends with it.
func extracted(ctx context.Context, p extract.Page, o extract.Options) (extract.Result, error) {
	if err := ctx.Err(); err != nil {
		return extract.Result{}, err
	}
	done := make(chan extract.Result, 1)
	go func() { done <- extract.Extract(p, o) }()
	select {
	case r := <-done:
		return r, nil
	case <-ctx.Done():
		return extract.Result{}, ctx.Err()
	}
}

// interruptible is a Reader that does not keep a command waiting which was told to stop: a terminal or a pipe may never
// give another byte.
type interruptible struct {
	ctx context.Context //nolint:containedctx // io.Reader has no place for it
	r   io.Reader
}

func (i interruptible) Read(p []byte) (int, error) {
	type read struct {
		n   int
		err error
	}
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	own := make([]byte, min(len(p), 64<<10)) // p is the caller's again once this returns
	done := make(chan read, 1)
	go func() {
		n, err := i.r.Read(own)
		done <- read{n, err}
	}()
	select {
	case got := <-done:
		return copy(p, own[:got.n]), got.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}
