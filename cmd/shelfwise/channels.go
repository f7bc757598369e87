package main

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/scraper/feed"
)

func (a *app) channelsCommand() *cobra.Command {
	var candidates, listings, channels, asOf, format string
	cmd := &cobra.Command{
		Use: "channels --candidates FILE --listings FILE --channels FILE", Short: "Prices each candidate on each sales channel: floor, price, how deep a discount may go, text", Args: cobra.NoArgs,
		Long: "Each channel takes other fees, so it has a floor, a price, a depth of discount and a text of its own.\n\n" +
			"--channels: CSV, XLSX or JSON lines with channel and, where they differ from the candidate's, source (of the listings beside\n" +
			"which it sells), fee_table, referral_fee_rate, payment_fee_rate, ad_cost_rate, return_rate, tax_rate, fulfilment_cost with its\n" +
			"currency, and visitors, orders: what a visitor of the channel leaves.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if candidates == "" || listings == "" || channels == "" {
				return usageError{errors.New("channels needs --candidates FILE, --listings FILE and --channels FILE")}
			}
			if format != "text" && format != "json" {
				return usageError{fmt.Errorf("--format %q: must be text or json", format)}
			}
			at, err := parseTime(asOf)
			if err != nil {
				return err
			}
			rows, err := readRows(a, channels, advisor.ReadChannels)
			if err != nil {
				return err
			}
			if len(rows) == 0 {
				return fmt.Errorf("channels %s: no row could be read", channels)
			}
			adv, done, err := a.open(cmd.Context(), "memory:")
			if err != nil {
				return err
			}
			defer func() { _ = done() }() // nothing is written after what was checked
			newest, err := a.readMarket(cmd.Context(), adv, candidates, listings, feed.Options{ObservedAt: at})
			if err != nil {
				return err
			}
			if at.IsZero() {
				at = newest
			}
			out, err := adv.Channels(cmd.Context(), at, rows)
			if err != nil {
				return err
			}
			if format == "json" {
				return printJSON(a.stdout, out)
			}
			return printChannels(a.stdout, out)
		},
	}
	cmd.Flags().StringVar(&candidates, "candidates", "", "CSV, XLSX or JSON lines of candidates with their costs")
	cmd.Flags().StringVar(&listings, "listings", "", "JSON lines, CSV, XLSX or feed of what competitors show")
	cmd.Flags().StringVar(&channels, "channels", "", "file of what each channel takes")
	cmd.Flags().StringVar(&asOf, "as-of", "", "time the advice is for (default: the newest observation)")
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	return cmd
}

// printChannels writes the channels for a reader.
func printChannels(w io.Writer, all []advisor.ChannelAdvice) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "CANDIDATE\tCHANNEL\tFLOOR\tPRICE\tPOSITION\tOF THE USUAL\tLEFT OF ONE\tDEEPEST CUT\tLEFT PER VISITOR\tTEXT")
	for _, c := range all {
		if !c.Price.Known() {
			fmt.Fprintf(t, "%s\t%s\t%s\tnone\t\t\t\t\t\t%s\n", c.CandidateID, c.Channel, c.Floor, c.Reason)
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", c.CandidateID, c.Channel, c.Floor, c.Price, c.Position, percentOr(c.IndexToUsual, 1), c.Contribution,
			percentOr(c.DeepestCut, 100), orUnknown(c.PerVisitor), c.Copy)
	}
	return t.Flush()
}

// percentOr writes a share as a percentage.
func percentOr(f *float64, times float64) string {
	if f == nil {
		return "not known"
	}
	return fmt.Sprintf("%.0f%%", times**f)
}
