package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"shelfwise/scoring"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "verify FILE", Short: "Recomputes an exported recommendation from its evidence, offline", Args: cobra.ExactArgs(1),
		Long: "Recomputes a recommendation written by `shelfwise explain CANDIDATE --export`. Exits 0 when every field agrees,\nelse names the first that differs. FILE may be - for standard input.",
		RunE: func(_ *cobra.Command, args []string) error {
			read := func() ([]byte, error) { return os.ReadFile(args[0]) }
			if args[0] == "-" {
				read = func() ([]byte, error) { return io.ReadAll(a.stdin) }
			}
			text, err := read()
			if err != nil {
				return fmt.Errorf("verify: %w", err)
			}
			if err := scoring.Verify(text); err != nil {
				return fmt.Errorf("verify %s: %w", args[0], err)
			}
			fmt.Fprintln(a.stdout, "agrees: every field was recomputed from its evidence")
			return nil
		},
	}
}
