package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	return &cobra.Command{
		Use: "config", Short: "Prints the settings in force and where each comes from", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			t := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(t, "SETTING\tVALUE\tFROM\tENVIRONMENT")
			for _, r := range a.settings.rows {
				value := r.value
				if r.secret && value != "" {
					value = "…"
				}
				fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", r.name, masked(value), r.origin, r.env)
			}
			return t.Flush()
		},
	}
}
