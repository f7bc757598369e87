package advisor

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

// ImportReport tells what an import did. Errors are the rows left out; the good rows beside them are kept.
type ImportReport struct {
	File     string          `json:"file"`
	Format   string          `json:"format"`
	Read     int             `json:"read"` // good rows (candidates, rates) or observations (listings)
	Listings int             `json:"listings,omitempty"`
	Stored   market.Appended `json:"stored,omitzero"`
	Newest   time.Time       `json:"newest,omitzero"` // newest observation or rate read
	DryRun   bool            `json:"dry_run,omitempty"`
	// Layout says how a table of listings was taken: characters, marks, and what each column was read as.
	Layout *feed.Layout      `json:"layout,omitempty"`
	Errors []market.RowError `json:"errors"`
	Broken string            `json:"broken,omitempty"` // why the file could be read no further; what stood before is kept
}

// ended notes the error that ended a file after good rows, or returns it where there were none.
func (rep *ImportReport) ended(rows []market.RowError, read int, err error) error {
	rep.Errors, rep.Read = append([]market.RowError{}, rows...), read
	switch {
	case err == nil:
		return nil
	case read == 0:
		return fmt.Errorf("import %s: %w", rep.File, err)
	}
	rep.Broken = err.Error()
	return nil
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
	a.forget() // a conflict leaves the rest written
	if err != nil {
		return rep, fmt.Errorf("import %s: %w", name, err)
	}
	return rep, nil
}

// ReadListings reads listings in any format of feed, without a store. The error is one of the whole file; rows left
// out, and where a file broke off, are in the report.
func ReadListings(name string, r io.Reader, o feed.Options) ([]market.Series, ImportReport, error) {
	in, format := sniff(name, r)
	rep := ImportReport{File: name, Format: string(format)}
	var layout feed.Layout
	o.Layout = &layout
	series, rowErrors, err := feed.Listings(in, format, o)
	rep.Listings = len(series)
	if len(layout.Columns) > 0 {
		rep.Layout = &layout
	}
	read := 0
	for _, s := range series {
		read += len(s.Observations)
		if o, ok := s.Latest(); ok && o.Seen().After(rep.Newest) {
			rep.Newest = o.Seen()
		}
	}
	err = rep.ended(rowErrors, read, err)
	return series, rep, err
}

// ImportCandidates reads candidates and stores them. With dryRun nothing is written.
func (a *Advisor) ImportCandidates(ctx context.Context, name string, r io.Reader, dryRun bool) (ImportReport, error) {
	in, format := sniff(name, r)
	rep := ImportReport{File: name, Format: string(format), DryRun: dryRun}
	cands, rowErrors, err := feed.Candidates(in, format)
	if err := rep.ended(rowErrors, len(cands), err); err != nil {
		return rep, err
	}
	if dryRun || len(cands) == 0 {
		return rep, nil
	}
	if err := a.Store.PutCandidates(ctx, cands...); err != nil {
		return rep, fmt.Errorf("import %s: %w", name, err)
	}
	a.forget()
	return rep, nil
}

// ImportRates reads dated exchange rates and keeps them with the market. With dryRun nothing is written.
func (a *Advisor) ImportRates(ctx context.Context, name string, r io.Reader, dryRun bool) (ImportReport, error) {
	if a.KeptRates == nil {
		return ImportReport{}, errors.Join(market.ErrInvalid, errors.New("this store keeps no exchange rates"))
	}
	in, format := sniff(name, r)
	rep := ImportReport{File: name, Format: string(format), DryRun: dryRun}
	rates, rowErrors, err := feed.Rates(in, format)
	if err := rep.ended(rowErrors, len(rates), err); err != nil {
		return rep, err
	}
	for _, d := range rates {
		if d.On.After(rep.Newest) {
			rep.Newest = d.On
		}
	}
	if dryRun || len(rates) == 0 {
		return rep, nil
	}
	return rep, a.KeepRates(ctx, rates...)
}

// KeepRates keeps dated exchange rates with the market.
func (a *Advisor) KeepRates(ctx context.Context, rates ...money.DatedRate) error {
	if err := a.KeptRates.PutRates(ctx, rates...); err != nil {
		return fmt.Errorf("keep rates: %w", err)
	}
	a.forget()
	return nil
}

func sniff(name string, r io.Reader) (io.Reader, feed.Format) {
	in := bufio.NewReaderSize(r, 1<<16)
	head, _ := in.Peek(4096)
	return in, feed.Detect(filepath.Base(name), head)
}
