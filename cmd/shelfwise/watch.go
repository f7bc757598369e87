package main

import (
	"errors"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
)

func (a *app) watchCommand() *cobra.Command {
	var since, until string
	cmd := &cobra.Command{
		Use: "watch --since T", Short: "Prints what entered, left, moved or is not normal in the market, one JSON line each", Args: cobra.NoArgs,
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
