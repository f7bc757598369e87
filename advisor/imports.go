package advisor

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"shelfwise/market"
	"shelfwise/scraper/feed"
)

// ImportReport tells what an import did. Errors are the rows left out; the good rows beside them are kept.
type ImportReport struct {
	File     string            `json:"file"`
	Format   string            `json:"format"`
	Read     int               `json:"read"` // good rows (candidates) or observations (listings)
	Listings int               `json:"listings,omitempty"`
	Stored   market.Appended   `json:"stored,omitzero"`
	Newest   time.Time         `json:"newest,omitzero"` // newest observation read
	DryRun   bool              `json:"dry_run,omitempty"`
	Errors   []market.RowError `json:"errors"`
}

// ImportListings reads listings in any format of feed and stores them. With dryRun nothing is written.
func (a *Advisor) ImportListings(ctx context.Context, name string, r io.Reader, o feed.Options, dryRun bool) (ImportReport, error) {
	if o.ObservedAt.IsZero() {
		o.ObservedAt = a.Now().UTC().Truncate(time.Second)
	}
	series, rep, err := ReadListings(name, r, o)
	rep.DryRun = dryRun
	if err != nil {
		return rep, err
	}
	if dryRun {
		return rep, nil
	}
	rep.Stored, err = a.Store.Append(ctx, series...)
	if err != nil {
		return rep, fmt.Errorf("import %s: %w", name, err)
	}
	a.forget()
	return rep, nil
}

// ReadListings reads listings in any format of feed, without a store. The error is one of the whole file; rows left
// out are in the report.
func ReadListings(name string, r io.Reader, o feed.Options) ([]market.Series, ImportReport, error) {
	in, format := sniff(name, r)
	rep := ImportReport{File: name, Format: string(format)}
	series, rowErrors, err := feed.Listings(in, format, o)
	if err != nil {
		return nil, rep, fmt.Errorf("import %s: %w", name, err)
	}
	rep.Errors, rep.Listings = rowErrors, len(series)
	for _, s := range series {
		rep.Read += len(s.Observations)
		if o, ok := s.Latest(); ok && o.Seen().After(rep.Newest) {
			rep.Newest = o.Seen()
		}
	}
	return series, rep, nil
}

// ImportCandidates reads candidates and stores them. With dryRun nothing is written.
func (a *Advisor) ImportCandidates(ctx context.Context, name string, r io.Reader, dryRun bool) (ImportReport, error) {
	in, format := sniff(name, r)
	rep := ImportReport{File: name, Format: string(format), DryRun: dryRun}
	cands, rowErrors, err := feed.Candidates(in, format)
	if err != nil {
		return rep, fmt.Errorf("import %s: %w", name, err)
	}
	rep.Errors, rep.Read = rowErrors, len(cands)
	if dryRun || len(cands) == 0 {
		return rep, nil
	}
	if err := a.Store.PutCandidates(ctx, cands...); err != nil {
		return rep, fmt.Errorf("import %s: %w", name, err)
	}
	a.forget()
	return rep, nil
}

func sniff(name string, r io.Reader) (io.Reader, feed.Format) {
	in := bufio.NewReaderSize(r, 1<<16)
	head, _ := in.Peek(4096)
	return in, feed.Detect(filepath.Base(name), head)
}
