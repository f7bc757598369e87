package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"shelfwise/market"
	"shelfwise/scoring/pricing"
)

func (a *app) feesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "fees", Short: "Checks fee tables; lists the prices at which a fee's jump leaves less"}
	cmd.AddCommand(a.feesCheckCommand())
	return cmd
}

func (a *app) feesCheckCommand() *cobra.Command {
	var asOf string
	cmd := &cobra.Command{
		Use: "check [FILE…]", Short: "Reads fee tables, lists every mistake, dates that do not hold and the dead zones by category",
		Long: "Without a FILE the tables of --fees are checked, else the examples that ship with the product. A mistake is told with its table,\n" +
			"row and field; then the exit code is 1. A dead zone holds the prices above a fee's edge that leave less than the edge does.",
		RunE: func(_ *cobra.Command, files []string) error {
			at, err := parseTime(asOf)
			if err != nil {
				return usageError{err}
			}
			if at.IsZero() {
				at = a.now()
			}
			if len(files) == 0 {
				files = []string{a.settings.get("fees")}
			}
			var failed []error
			for _, file := range files {
				failed = append(failed, a.checkFees(file, at))
			}
			return errors.Join(failed...)
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "day at which the tables have to hold (2026-12-31); now where it is not given")
	return cmd
}

// checkFees prints what one file of fee tables says.
func (a *app) checkFees(file string, at time.Time) error {
	tables, err := readFees(file)
	if bad, ok := errors.AsType[*pricing.FeeFileError](err); ok {
		for _, m := range bad.Mistakes {
			fmt.Fprintf(a.stdout, "%s: %s\n", file, m)
		}
		return fmt.Errorf("fees %s: %d mistakes", file, len(bad.Mistakes))
	}
	if err != nil {
		return err
	}
	for _, name := range tables.Names() {
		if err := a.printFees(tables[name], at); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) printFees(t pricing.FeeTable, at time.Time) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%s\t%s\t%s to %s\n", t.Name, strings.TrimSpace(strings.Join([]string{t.Marketplace, t.Country, string(t.Currency)}, " ")),
		cmp.Or(t.ValidFrom, "ever"), cmp.Or(t.ValidTo, "ever"))
	for _, d := range t.Doubts(market.Candidate{}, at) {
		fmt.Fprintf(w, "  note\tthe table %s\n", d)
	}
	if t.Verify != "" {
		fmt.Fprintf(w, "  note\t%s\n", t.Verify)
	}
	for _, r := range t.Referral {
		fmt.Fprintf(w, "  %s\t%s\n", cmp.Or(r.Category, "all else"), r.Text())
		for _, z := range r.DeadZones(t.Currency) {
			fmt.Fprintf(w, "  \tdead zone: %s\n", z.Text())
		}
	}
	for _, row := range []struct {
		name string
		n    int
	}{{"fulfilment", len(t.Sizes)}, {"storage", len(t.Storage)}, {"returns_processing", len(t.Returns)}, {"inbound_placement", len(t.Placement)}, {"low_stock", len(t.LowStock.Fees)}} {
		if row.n > 0 {
			fmt.Fprintf(w, "  %s\t%d rows\n", row.name, row.n)
		}
	}
	if len(t.Sizes) > 0 && len(t.Placement) == 0 {
		fmt.Fprintf(w, "  note\tinbound_placement is not stated: it counts as missing, not as 0; write 0 where nothing is taken\n")
	}
	return w.Flush()
}
