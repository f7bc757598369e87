package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// Exit codes that the outside relies on.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError is a wrong call: exit code 2.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// app is the program with everything it takes from its surroundings, so that tests run it in-process.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	settings       *settings
	choice         *choice // of the command that runs; nil where it has none
}

// run executes one command line and returns the exit code. Errors are one clear line on standard error.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.root()
	root.SetArgs(keepSigns(args))
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		fmt.Fprintln(a.stderr, "shelfwise: stopped")
		return exitFailed
	}
	fmt.Fprintln(a.stderr, "shelfwise: "+strings.ReplaceAll(err.Error(), "\n", "; "))
	if errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitFailed
}

// root assembles the commands. This is the one table to add a command to.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "shelfwise",
		Short: "Advises what to sell next and at which price, from what competitors show in public",
		Long: "Shelfwise gathers what competitors show in public (price, rating, review count), finds which listings compete\n" +
			"with each product you could sell, ranks those products and gives each a price with reasons.\n\n" +
			"Begin with `shelfwise demo`.",
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	a.settings = newSettings(root.PersistentFlags(), a.getenv)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if err := errors.Join(cmd.ValidateRequiredFlags(), cmd.ValidateFlagGroups()); err != nil {
			return usageError{fmt.Errorf("%s: %w", cmd.CommandPath(), err)}
		}
		return a.settings.resolve(cmd.Flags(), a.getenv)
	}
	for _, command := range []func() *cobra.Command{
		a.demoCommand,
		a.collectCommand, a.workerCommand, a.politenessCommand, a.importCommand,
		a.rankCommand, a.priceCommand, a.simulateCommand, a.explainCommand, a.watchCommand, a.reviewCommand, a.outcomeCommand,
		a.adviseCommand, a.matchCommand, a.demandCommand, a.extractCommand, a.parsePriceCommand,
		a.visitorsCommand, a.elasticityCommand, a.feesCommand, a.keywordsCommand, a.checklistCommand, a.channelsCommand,
		a.profileCommand, a.backtestCommand, a.verifyCommand,
		a.serveCommand, a.configCommand, a.doctorCommand,
	} {
		root.AddCommand(usageArgs(command()))
	}
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usageError{fmt.Errorf("unknown command %q; `shelfwise --help` lists them", args[0])}
		}
		return cmd.Help()
	}
	root.Args = cobra.ArbitraryArgs
	return root
}

// usageArgs makes a wrong number of arguments, or a missing or unknown subcommand, a wrong use, for the command and those
// below it.
func usageArgs(cmd *cobra.Command) *cobra.Command {
	if cmd.HasSubCommands() && !cmd.Runnable() {
		cmd.Args, cmd.RunE = cobra.ArbitraryArgs, needsSubcommand
	}
	if check := cmd.Args; check != nil {
		cmd.Args = func(c *cobra.Command, args []string) error {
			if err := check(c, args); err != nil {
				return usageError{fmt.Errorf("%s: %w (usage: %s)", c.CommandPath(), err, c.UseLine())}
			}
			return nil
		}
	}
	for _, sub := range cmd.Commands() {
		usageArgs(sub)
	}
	return cmd
}

// needsSubcommand is what a command answers that only groups others.
func needsSubcommand(cmd *cobra.Command, args []string) error {
	var names []string
	for _, sub := range cmd.Commands() {
		names = append(names, sub.Name())
	}
	given := "no subcommand"
	if len(args) > 0 {
		given = fmt.Sprintf("unknown subcommand %q", args[0])
	}
	return usageError{fmt.Errorf("%s: %s; want one of %s", cmd.CommandPath(), given, strings.Join(names, ", "))}
}
