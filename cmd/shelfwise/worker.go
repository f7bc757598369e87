package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
)

func (a *app) workerCommand() *cobra.Command {
	var run string
	cmd := &cobra.Command{
		Use: "worker", Short: "Takes collection work of a run from a shared store until none is left or it is stopped", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			profiles, err := readProfiles(a.settings.get("sites"), nil)
			if err != nil {
				return err
			}
			if run == "" {
				run = a.now().UTC().Format("2006-01-02")
			}
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				cfg, err := a.collecting()
				if err != nil {
					return err
				}
				rep, err := a.collect(cmd.Context(), adv, cfg, run, profiles)
				if err != nil {
					return fmt.Errorf("worker: %w", err)
				}
				return printJSON(a.stdout, rep)
			})
		},
	}
	cmd.Flags().StringVar(&run, "run", "", "name of the run to work on (default: today's date)")
	return cmd
}
