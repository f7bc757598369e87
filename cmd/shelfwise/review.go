package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/market"
)

func (a *app) reviewCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "review", Short: "Lists doubtful matches; confirm or reject them"}
	cmd.AddCommand(a.reviewListCommand(), a.reviewImportCommand(), a.reviewReportCommand())
	for name, d := range map[string]market.Decision{"confirm": market.Confirmed, "reject": market.Rejected, "undo": market.Review} {
		short := "Keeps your word on a match; it wins over the model for good"
		if d == market.Review {
			short = "Takes your word on a match back; it waits in the queue until you decide again"
		}
		relation := ""
		one := &cobra.Command{
			Use: name + " CANDIDATE LISTING", Short: short, Args: cobra.ExactArgs(2),
			RunE: func(cmd *cobra.Command, args []string) error {
				return a.overStore(cmd, func(adv *advisor.Advisor) error {
					m, err := adv.Decide(cmd.Context(), advisor.Decision{CandidateID: args[0], ListingID: market.ListingID(args[1]), Decision: d, Relation: market.Relation(relation)})
					if err != nil {
						return err
					}
					return printJSON(a.stdout, m)
				})
			},
		}
		if d == market.Confirmed {
			one.Flags().StringVar(&relation, "relation", "", "what the listing is: same product or comparable; default: what it is matched as, same where it is not matched")
		}
		cmd.AddCommand(one)
	}
	return cmd
}

func (a *app) reviewListCommand() *cobra.Command {
	var format string
	var stored bool
	cmd := &cobra.Command{
		Use: "list", Short: "Compares anew and prints the matches that wait for a decision", Args: cobra.NoArgs,
		Long: "Compares the stored listings with the candidates, as review report does, and prints the matches that wait for a decision: one JSON line each, or with --format csv a table whose last\ncolumn takes your decisions (confirmed, rejected) for review import.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "csv" && format != "json" {
				return usageError{fmt.Errorf("--format %q: must be csv or json", format)}
			}
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				if !stored {
					if _, err := adv.Compare(cmd.Context(), time.Time{}); err != nil {
						return err
					}
				}
				items, err := adv.ReviewQueue(cmd.Context())
				if err != nil {
					return err
				}
				if format == "csv" {
					return advisor.WriteReviewCSV(a.stdout, items)
				}
				enc := lineEncoder(a.stdout)
				for _, it := range items {
					if err := enc.Encode(it); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "json", "json lines, or csv")
	cmd.Flags().BoolVar(&stored, "stored", false, "compare nothing: print what waited after the last ranking")
	return cmd
}

func (a *app) reviewImportCommand() *cobra.Command {
	return &cobra.Command{
		Use: "import FILE", Short: "Keeps the decisions of a CSV with candidate_id, listing_id and decision (confirmed, rejected, review)", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return fmt.Errorf("review import: %w", err)
			}
			defer func() { _ = f.Close() }() // only read
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				kept, bad, err := adv.ImportDecisions(cmd.Context(), f)
				a.sayRows(args[0], bad)
				if err != nil {
					return fmt.Errorf("review import %s: %w", args[0], err)
				}
				fmt.Fprintf(a.stdout, "%d decisions kept, %d rows left out\n", kept, len(bad))
				if kept == 0 && len(bad) > 0 {
					return fmt.Errorf("review import %s: no decision could be kept", args[0])
				}
				return nil
			})
		},
	}
}

func (a *app) reviewReportCommand() *cobra.Command {
	return &cobra.Command{
		Use: "report", Short: "Compares anew and prints what matching found, kept out and quarantined", Args: cobra.NoArgs,
		Long: "Compares the stored listings with the candidates and prints, as JSON, how many pairs are in use, how often\nyour decisions and the model agree, how far each guard (accessory, bundle, pack size, used) moved the median price\nof each candidate's market, and which identifiers are quarantined since they contradict the rest, with the reason.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				rep, err := adv.Compare(cmd.Context(), time.Time{})
				if err != nil {
					return err
				}
				return printJSON(a.stdout, rep)
			})
		},
	}
}
