package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/scoring"
)

// choice is the user's own way of choosing, over the profile: flags of the commands that rank.
type choice struct {
	weights, segment, cash string
	minMargin              float64
	perCategory            int
	given                  func(flag string) bool
}

// flags registers the flags of a choice on a command.
func (c *choice) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	c.given = f.Changed
	f.StringVar(&c.weights, "weights", "", "weights of the factors, as value=0.4,attractiveness=0.3,cost=0.2,competition=0.1")
	f.StringVar(&c.segment, "segment", "", "segment of buyers to rank for")
	f.StringVar(&c.cash, "cash-limit", "", "also pick the set that earns the most with this much cash tied up, what is not known counted at its worst, as \"20000 EUR\"")
	f.IntVar(&c.perCategory, "max-per-category", -1, "at most so many of one category in that set (0: any number)")
	f.Float64Var(&c.minMargin, "min-margin", -1, "least share of the price that every go must leave, as 0.2")
}

// over puts the flags over a profile.
func (c *choice) over(p scoring.Profile) (scoring.Profile, error) {
	own := advisor.Choice{Weights: c.weights, Segment: c.segment, CashLimit: c.cash}
	if c.given("max-per-category") {
		own.MaxPerCategory = &c.perCategory
	}
	if c.given("min-margin") {
		own.MinMargin = &c.minMargin
	}
	return own.Over(p)
}

// profile reads the profile setting: a name, or a YAML file of the user's own.
func (a *app) profile() (scoring.Profile, error) {
	name := a.settings.get("profile")
	var p scoring.Profile
	var err error
	if strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml") {
		text, readErr := os.ReadFile(name)
		if readErr != nil {
			return p, fmt.Errorf("profile: %w", readErr)
		}
		p, err = scoring.ParseProfile(name, text)
	} else {
		p, err = scoring.ProfileNamed(name)
	}
	if err == nil && a.choice != nil {
		p, err = a.choice.over(p)
	}
	if err != nil {
		return p, usageError{err}
	}
	return p, nil
}

// printPortfolio prints the set picked under the cash limit, below a ranking table.
func printPortfolio(w io.Writer, set *market.Portfolio) {
	if set == nil {
		return
	}
	fmt.Fprintf(w, "\nWith %s to tie up, these earn the most together, what is not known counted at its worst: %s\n", set.Limit, strings.Join(set.CandidateIDs, ", "))
	fmt.Fprintf(w, "Counted so, they tie up %s and earn %s a month; %s is left.\n", set.Cash, cmp.Or(set.Counted, set.Profit), set.Left)
	if set.Counted.Known() || set.CashNeeded.Known() {
		fmt.Fprintf(w, "Expected at the figures given: they tie up %s and earn %s a month.\n", cmp.Or(set.CashNeeded, set.Cash), set.Profit)
	}
	if set.LastUnitEarns > 0 {
		fmt.Fprintf(w, "With a little more or less to tie up, each %s of it would earn %.2f a month more or less.\n", set.Limit.Currency(), set.LastUnitEarns)
	}
	if len(set.OtherCurrency) > 0 {
		fmt.Fprintf(w, "Not looked at, priced in another currency: %s\n", strings.Join(set.OtherCurrency, ", "))
	}
}
