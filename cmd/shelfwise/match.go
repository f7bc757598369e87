package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"shelfwise/market"
	"shelfwise/matching"
	"shelfwise/scraper/feed"
)

func (a *app) matchCommand() *cobra.Command {
	var left, right, format, labelled string
	cmd := &cobra.Command{
		Use:     "match --left FILE --right FILE",
		Short:   "Finds the same products in two CSV files; needs no labels",
		Long:    "Compares every row of the left file with every row of the right one and prints left_id,right_id,score,decision,\nwith decision match or review. Columns: id,title and, where known, brand,mpn,gtin,category,description,price,currency.",
		Example: "  shelfwise match --left ours.csv --right theirs.csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if left == "" || right == "" {
				return usageError{fmt.Errorf("match needs --left FILE and --right FILE")}
			}
			if format != "csv" && format != "json" {
				return usageError{fmt.Errorf("--format %q: must be csv or json", format)}
			}
			l, err := a.readRecords(left)
			if err != nil {
				return err
			}
			r, err := a.readRecords(right)
			if err != nil {
				return err
			}
			if labelled != "" {
				return a.matchLabelled(cmd.Context(), l, r, labelled)
			}
			pairs, err := untilStopped(cmd.Context(), func() []matching.Pair { return matching.Pairs(l, r, matching.Options{}) })
			if err != nil {
				return err
			}
			if format == "json" {
				enc := lineEncoder(a.stdout)
				for _, p := range pairs {
					if err := enc.Encode(p); err != nil {
						return err
					}
				}
				return nil
			}
			return a.printPairs(pairs)
		},
	}
	cmd.Flags().StringVar(&left, "left", "", "CSV file of the products looked for")
	cmd.Flags().StringVar(&right, "right", "", "CSV file of the listings searched")
	cmd.Flags().StringVar(&format, "format", "csv", "csv, or json with the evidence of each pair")
	cmd.Flags().StringVar(&labelled, "labelled", "", "table of left_id,right_id[,label]: print precision, recall and review share per threshold instead")
	return cmd
}

// untilStopped returns what f finds, or as soon as a signal stops the program, that it did. f is a pure function: what
// is left of it ends with the process.
func untilStopped[T any](ctx context.Context, f func() T) (T, error) {
	done := make(chan T, 1)
	go func() { done <- f() }()
	select {
	case found := <-done:
		return found, ctx.Err()
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// readRecords reads one side; bad rows are said on standard error and left out.
func (a *app) readRecords(name string) ([]matching.Record, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("match: %w", err)
	}
	defer f.Close()
	rows, bad, err := feed.Records(f)
	if err != nil {
		return nil, fmt.Errorf("match %s: %w", name, err)
	}
	a.sayRows(name, bad)
	out, long := make([]matching.Record, len(rows)), 0
	for i, r := range rows {
		if _, cut := matching.CutTitle(r.Title); cut {
			long++
		}
		out[i] = matching.Record{
			ID: r.ID, Title: r.Title, Brand: r.Brand, MPN: r.MPN, GTIN: r.GTIN,
			Category: r.Category, Description: r.Description, Price: r.Price,
		}
	}
	if long > 0 {
		fmt.Fprintf(a.stderr, "%s: %d titles are longer than %d words or %d characters; only so much of them is compared\n", name, long, matching.TitleWords, matching.TitleRunes)
	}
	return out, nil
}

// sayRows writes the rows that were left out to standard error, at most twenty of them.
func (a *app) sayRows(name string, bad []market.RowError) {
	for i, e := range bad {
		if i == 20 {
			fmt.Fprintf(a.stderr, "%s: … and %d more rows left out\n", name, len(bad)-i)
			return
		}
		fmt.Fprintf(a.stderr, "%s: %s\n", name, e.Error())
	}
}

func (a *app) printPairs(pairs []matching.Pair) error {
	w := csv.NewWriter(a.stdout)
	if err := w.Write([]string{"left_id", "right_id", "score", "decision"}); err != nil {
		return err
	}
	for _, p := range pairs {
		if err := w.Write([]string{p.Left, p.Right, strconv.FormatFloat(p.Score, 'f', 4, 64), p.Decision}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
