package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
)

// overStore is a command that opens the store of the settings, works and closes it.
func (a *app) overStore(cmd *cobra.Command, do func(*advisor.Advisor) error) error {
	adv, done, err := a.open(cmd.Context(), a.settings.get("store"))
	if err != nil {
		return err
	}
	err = do(adv)
	if closeErr := done(); err == nil && closeErr != nil {
		err = fmt.Errorf("close store: %w", closeErr)
	}
	return err
}

func (a *app) rankCommand() *cobra.Command {
	var asOf, format string
	var own choice
	cmd := &cobra.Command{
		Use: "rank", Short: "Matches, ranks and prices every stored candidate, and keeps the advice", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := knownFormat(format); err != nil {
				return err
			}
			at, err := parseTime(asOf)
			if err != nil {
				return err
			}
			a.choice = &own
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				advice, err := adv.Rank(cmd.Context(), at)
				if err != nil {
					return err
				}
				if len(advice.Recommendations) == 0 {
					fmt.Fprintln(a.stderr, "no candidates are stored yet: `shelfwise import candidates FILE`")
				}
				a.sayRates(advice)
				return a.printAdvice(advice, format)
			})
		},
	}
	own.flags(cmd)
	cmd.Flags().StringVar(&asOf, "as-of", "", "rank the market as it was known at this time (default: now)")
	cmd.Flags().StringVar(&format, "format", "table", "json, table, csv or xlsx")
	return cmd
}

// sayRates tells whoever reads the table that offers were left out for want of an exchange rate.
func (a *app) sayRates(advice market.Advice) {
	out := map[market.ListingID]bool{}
	for _, r := range advice.Recommendations {
		for _, e := range r.Market.Excluded {
			if e.Reason == "no_rate" {
				out[e.ListingID] = true
			}
		}
	}
	if len(out) > 0 {
		fmt.Fprintf(a.stderr, "listings left out for want of an exchange rate: %d; `shelfwise import rates FILE` keeps rates with the market\n", len(out))
	}
}

func (a *app) priceCommand() *cobra.Command {
	var asOf string
	cmd := &cobra.Command{
		Use: "price CANDIDATE", Short: "Prints the price advice on one candidate of the newest ranking", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := parseTime(asOf)
			if err != nil {
				return err
			}
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				rec, _, err := adv.Recommendation(cmd.Context(), args[0], at)
				if err != nil {
					return err
				}
				return printJSON(a.stdout, struct {
					CandidateID string             `json:"candidate_id"`
					Verdict     market.Verdict     `json:"verdict"`
					Price       market.PriceAdvice `json:"price"`
					Warnings    []market.Warning   `json:"warnings"`
				}{rec.CandidateID, rec.Verdict, rec.Price, rec.Warnings})
			})
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "the newest ranking not after this time")
	return cmd
}

func (a *app) simulateCommand() *cobra.Command {
	var price, currency, asOf string
	var position float64
	var own choice
	cmd := &cobra.Command{
		Use: "simulate CANDIDATE --price P", Short: "Prints what a candidate would earn at another price; stores nothing", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := parseTime(asOf)
			if err != nil {
				return err
			}
			a.choice = &own
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				c, err := adv.Store.Candidate(cmd.Context(), args[0])
				if err != nil {
					return fmt.Errorf("candidate %q: %w", args[0], err)
				}
				cur := c.Currency
				if currency != "" {
					cur = currencyOf(currency)
				}
				q := advisor.WhatIf{CandidateID: args[0], RangePosition: &position, AsOf: at}
				if price != "" {
					if q.Price, err = money.Decimal(price, cur); err != nil {
						return usageError{fmt.Errorf("--price %q: %w; write 19.99", price, err)}
					}
				}
				rec, err := adv.Simulate(cmd.Context(), q)
				if err != nil {
					return err
				}
				return printJSON(a.stdout, rec)
			})
		},
	}
	own.flags(cmd)
	cmd.Flags().StringVar(&price, "price", "", "price to try, as a decimal number")
	cmd.Flags().Float64Var(&position, "range-position", 0, "instead of a price: 0 is the cheapest rival's, 100 the dearest's, 50 halfway")
	cmd.Flags().StringVar(&currency, "currency", "", "currency of the price (default: the candidate's)")
	cmd.Flags().StringVar(&asOf, "as-of", "", "on the market of the newest ranking not after this time")
	cmd.MarkFlagsOneRequired("price", "range-position")
	cmd.MarkFlagsMutuallyExclusive("price", "range-position")
	return cmd
}

func (a *app) explainCommand() *cobra.Command {
	var asOf, format, audience string
	var evidence, export bool
	cmd := &cobra.Command{
		Use: "explain CANDIDATE", Short: "Prints why a candidate is ranked and priced as it is", Args: cobra.ExactArgs(1),
		Long: "Prints a page that a buyer understands; --evidence adds where every rival's number was read;\n--export writes the recommendation that was ranked with all the inputs it had, which `shelfwise verify` recomputes offline.\nBoth are as they were at the ranking, whatever has been imported or set since; what has changed is told.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains([]string{"buyer", "manager", "public"}, audience) {
				return usageError{fmt.Errorf("--audience %q: must be buyer, manager or public", audience)}
			}
			if format != "text" && format != "json" {
				return usageError{fmt.Errorf("--format %q: must be text or json", format)}
			}
			at, err := parseTime(asOf)
			if err != nil {
				return err
			}
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				if export {
					out, err := adv.Export(cmd.Context(), args[0], at)
					if err != nil {
						return err
					}
					_, err = a.stdout.Write(append(out, '\n'))
					return err
				}
				ex, err := adv.Explain(cmd.Context(), args[0], at)
				if err != nil {
					return err
				}
				switch {
				case format == "json":
					return printJSON(a.stdout, ex)
				case audience == "manager":
					return advisor.WriteDataSheet(a.stdout, ex)
				case audience == "public":
					return advisor.WritePublic(a.stdout, ex)
				}
				return advisor.WriteExplanation(a.stdout, ex, evidence)
			})
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "the newest ranking not after this time")
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	cmd.Flags().StringVar(&audience, "audience", "buyer", "buyer: all of it; manager: a data sheet for whoever decides about shelf space; public: the text for buyers")
	cmd.Flags().BoolVar(&export, "export", false, "write the recommendation with its inputs, for verify")
	cmd.Flags().BoolVar(&evidence, "evidence", false, "add where every number was read")
	return cmd
}
