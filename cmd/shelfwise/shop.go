package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/scoring"
	"shelfwise/scraper/feed"
)

// readRows reads a file of the user's own; rows left out are said on standard error. No file, nothing read.
func readRows[T any](a *app, name string, read func(string, io.Reader) (T, []market.RowError, error)) (T, error) {
	var none T
	if name == "" {
		return none, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return none, err
	}
	defer f.Close()
	out, bad, err := read(name, f)
	a.sayRows(name, bad)
	return out, err
}

func (a *app) visitorsCommand() *cobra.Command {
	var traffic, peers, format string
	var perDay float64
	cmd := &cobra.Command{
		Use: "visitors --traffic FILE", Short: "Values the sources of your visitors and says what to work on first", Args: cobra.NoArgs,
		Long: "Reads what your visitors did and answers: what is a visitor of each source worth and what does one cost, is the\n" +
			"conversion above that of your peers, what comes first, which product's traffic to send elsewhere, why buyers leave.\n\n" +
			"--traffic: CSV, XLSX or JSON lines with source and, where known, sku, date, visitors, add_to_cart, orders, revenue, cost,\n" +
			"margin_rate, repeat_rate, event (yes or the event's name), pre_sale, orders_placed (of a pre-sale), lost, lost_reason,\n" +
			"creative, shown, clicks, page_views, consults, returning_orders, category; amounts in one currency. An empty cost is\n" +
			"not known; write 0 where visitors are free.\n" +
			"--peers: metric,category,peers,own with the metrics conversion (a share), described, service, delivery (scores); a row\n" +
			"without a category is of all that have none of their own.",
		RunE: func(*cobra.Command, []string) error {
			if traffic == "" {
				return usageError{errors.New("visitors needs --traffic FILE")}
			}
			visits, err := readRows(a, traffic, advisor.ReadTraffic)
			if err != nil {
				return err
			}
			if len(visits) == 0 {
				return fmt.Errorf("visitors %s: no row could be read", traffic)
			}
			figures, err := readRows(a, peers, advisor.ReadPeers)
			if err != nil {
				return err
			}
			rep := scoring.Visitors(visits, figures, perDay)
			if format == "json" {
				return printJSON(a.stdout, rep)
			}
			return printVisitors(a.stdout, rep)
		},
	}
	cmd.Flags().StringVar(&traffic, "traffic", "", "file of what your visitors did")
	cmd.Flags().StringVar(&peers, "peers", "", "file of your peers' averages")
	cmd.Flags().Float64Var(&perDay, "expand-from", 0, "visitors a day that carry a further category (default 1000)")
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	return cmd
}

// printVisitors writes the report for a reader.
func printVisitors(w io.Writer, rep scoring.VisitorReport) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "SOURCE\tVISITORS\tORDERS\tCONVERSION\tAGAINST PEERS\tA VISITOR BRINGS\tCOSTS\tLEAVES\tFIRST")
	for _, s := range rep.Sources {
		fmt.Fprintf(t, "%s\t%.0f\t%.0f\t%.2f%% (%.2f–%.2f)\t%s\t%.2f\t%s\t%s\t%s\n", s.Source, s.Visitors, s.Orders, 100*s.Conversion,
			100*s.Interval[0], 100*s.Interval[1], s.VersusPeers, s.VisitorValue, orUnknown(s.VisitorCost), orUnknown(s.Spread), s.FirstAction)
	}
	if len(rep.Products) > 0 {
		fmt.Fprintln(t, "\nPRODUCT\tVISITORS\tORDERS\tLEAVES PER VISITOR\tADVICE")
	}
	for _, p := range rep.Products {
		advice := p.Note
		if p.RedirectTo != "" {
			advice += "; if it cannot be mended, send its visitors to " + p.RedirectTo
		}
		fmt.Fprintf(t, "%s\t%.0f\t%.0f\t%s\t%s\n", p.SKU, p.Visitors, p.Orders, orUnknown(p.PerVisitor), advice)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, s := range rep.Sources {
		for i, l := range s.Levers {
			if i == 0 {
				fmt.Fprintf(w, "\n%s: %s brings the most, %.3f a visitor", s.Source, l.Name, l.Gain)
			}
		}
	}
	fmt.Fprintln(w)
	for _, s := range rep.Sources {
		if s.Note != "" {
			fmt.Fprintf(w, "%s: %s\n", s.Source, s.Note)
		}
	}
	if rep.Service != "" {
		fmt.Fprintln(w, "Weakest service score: "+rep.Service)
	}
	for _, l := range rep.Losses {
		shared := ""
		if l.Common != "" {
			shared = "; most of them share: " + l.Common
		}
		fmt.Fprintf(w, "Lost: %.0f buyers (%.0f%%), %s%s\n", l.Buyers, 100*l.Share, l.Reason, shared)
	}
	for i, l := range rep.CostLevers {
		fmt.Fprintf(w, "Cheaper visitors, %d: %s takes %.4f off a visitor\n", i+1, l.Name, l.Saving)
	}
	if c := rep.Creatives; c != nil && c.Winner != "" {
		fmt.Fprintf(w, "Creatives: move the budget to %s (p = %.3f)\n", c.Winner, c.P)
	} else if c != nil {
		fmt.Fprintf(w, "Creatives: %s and %s cannot be told apart yet; needed: %s\n", c.A, c.B, c.Need)
	}
	for _, s := range rep.RisingCost {
		fmt.Fprintln(w, "Winning a buyer costs more and more: "+s)
	}
	fmt.Fprintln(w, "Range: "+rep.Expand)
	return nil
}

func orUnknown(f *float64) string {
	if f == nil {
		return "not known"
	}
	return strconv.FormatFloat(*f, 'f', 3, 64)
}

func (a *app) keywordsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "keywords FILE", Short: "Orders search words by how little competition they have (keyword,listings,searches)", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			words, err := readRows(a, args[0], advisor.ReadKeywords)
			if err != nil {
				return err
			}
			t := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(t, "KEYWORD\tLISTINGS\tSEARCHES\tLISTINGS PER SEARCH")
			for _, k := range words {
				ratio := "not known: no searches"
				switch {
				case k.Ratio >= 0:
					ratio = strconv.FormatFloat(k.Ratio, 'f', 3, 64)
				case math.IsNaN(k.Listings) || math.IsNaN(k.Searches):
					ratio = "not known: both numbers are needed"
				}
				fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", k.Word, countOr(k.Listings), countOr(k.Searches), ratio)
			}
			return t.Flush()
		},
	}
}

// countOr writes a count, or that it is not known.
func countOr(n float64) string {
	if math.IsNaN(n) {
		return "not known"
	}
	return strconv.FormatFloat(n, 'f', 0, 64)
}

func (a *app) checklistCommand() *cobra.Command {
	var status, format string
	cmd := &cobra.Command{
		Use: "checklist", Short: "Prints the twelve steps to a product that sells by itself, with their state", Args: cobra.NoArgs,
		Long: "Prints the twelve steps; what the source text does not hold is said to be so, none is made up.\n--status: step,evidence,owner,done,next as CSV, XLSX or JSON lines.",
		RunE: func(*cobra.Command, []string) error {
			slots := scoring.ExplosiveChecklist()
			if status != "" {
				var err error
				if slots, err = readRows(a, status, advisor.ReadChecklist); err != nil {
					return err
				}
			}
			switch format {
			case "json":
				return printJSON(a.stdout, slots)
			case "csv":
				return checklistCSV(a.stdout, slots)
			}
			t := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			for _, s := range slots {
				state := "open"
				if s.Done {
					state = "done"
				}
				fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%s\n", s.Number, state, s.Step, s.Owner, s.Evidence, s.Next)
			}
			return t.Flush()
		},
	}
	cmd.Flags().StringVar(&status, "status", "", "file of the state of the steps")
	cmd.Flags().StringVar(&format, "format", "text", "text, json or csv")
	return cmd
}

func checklistCSV(w io.Writer, slots []scoring.Slot) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"number", "step", "done", "owner", "evidence", "next"}); err != nil {
		return err
	}
	for _, s := range slots {
		row := []string{strconv.Itoa(s.Number), s.Step, strconv.FormatBool(s.Done), feed.GuardCell(s.Owner), feed.GuardCell(s.Evidence), feed.GuardCell(s.Next)}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
