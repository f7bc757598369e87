package main

import (
	"errors"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/market"
)

func (a *app) watchCommand() *cobra.Command {
	var since, until string
	cmd := &cobra.Command{
		Use: "watch --since T", Short: "Prints what entered, left or moved in the market, one JSON line each", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			from, err := parseTime(since)
			if err != nil {
				return err
			}
			if from.IsZero() {
				return usageError{errors.New("watch needs --since TIME")}
			}
			to, err := parseTime(until)
			if err != nil {
				return err
			}
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				changes, err := adv.Watch(cmd.Context(), from, to)
				if err != nil {
					return err
				}
				enc := lineEncoder(a.stdout)
				for _, c := range changes {
					if err := enc.Encode(c); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "changes after this time")
	cmd.Flags().StringVar(&until, "until", "", "changes not after this time (default: now)")
	return cmd
}

func (a *app) reviewCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "review", Short: "Lists doubtful matches; confirm or reject them"}
	cmd.AddCommand(&cobra.Command{
		Use: "list", Short: "Prints the matches that wait for a decision, one JSON line each", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				items, err := adv.ReviewQueue(cmd.Context())
				if err != nil {
					return err
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
	})
	for name, d := range map[string]market.Decision{"confirm": market.Confirmed, "reject": market.Rejected} {
		cmd.AddCommand(&cobra.Command{
			Use: name + " CANDIDATE LISTING", Short: "Keeps your word on a match; it wins over the model for good", Args: cobra.ExactArgs(2),
			RunE: func(cmd *cobra.Command, args []string) error {
				return a.overStore(cmd, func(adv *advisor.Advisor) error {
					m, err := adv.Decide(cmd.Context(), args[0], market.ListingID(args[1]), d)
					if err != nil {
						return err
					}
					return printJSON(a.stdout, m)
				})
			},
		})
	}
	return cmd
}
