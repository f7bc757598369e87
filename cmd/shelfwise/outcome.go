package main

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// outcomeFlags is what the user says of an adopted recommendation.
type outcomeFlags struct {
	adopted, price, priceBefore, profit, format string
	days                                        int
	units, before                               int64
}

func (a *app) outcomeCommand() *cobra.Command {
	var f outcomeFlags
	cmd := &cobra.Command{
		Use: "outcome [CANDIDATE]", Short: "Records what came of adopted advice; without a candidate prints how the advice has fared",
		Long: "With a candidate: keeps what was sold in the --days from --adopted-at on, beside what the advice of that day had\n" +
			"foretold. Without one: every outcome before and after, how often at least the foretold minimum was sold (hit), how\n" +
			"often the sold lay in the foretold p10–p90 (80% should), and how the foretold goes together with the sold.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.format != "text" && f.format != "json" {
				return usageError{fmt.Errorf("--format %q: must be text or json", f.format)}
			}
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				if len(args) == 1 {
					return a.keepOutcome(cmd, adv, args[0], f)
				}
				rep, err := adv.Judge(cmd.Context())
				if err != nil {
					return err
				}
				if f.format == "json" {
					return printJSON(a.stdout, rep)
				}
				return printOutcomes(a.stdout, rep)
			})
		},
	}
	cmd.Flags().StringVar(&f.adopted, "adopted-at", "", "first day at the price (needed with a candidate)")
	cmd.Flags().StringVar(&f.price, "price", "", "price asked, in the candidate's currency (needed with a candidate)")
	cmd.Flags().Int64Var(&f.units, "units", 0, "units sold in the days (needed with a candidate)")
	cmd.Flags().IntVar(&f.days, "days", 30, "full days counted from the first on")
	cmd.Flags().StringVar(&f.profit, "profit", "", "profit in these days")
	cmd.Flags().Int64Var(&f.before, "units-before", 0, "units sold in as many days before; leave out where not known")
	cmd.Flags().StringVar(&f.priceBefore, "price-before", "", "price asked before")
	cmd.Flags().StringVar(&f.format, "format", "text", "text or json")
	return cmd
}

// keepOutcome reads the flags into an outcome and keeps it.
func (a *app) keepOutcome(cmd *cobra.Command, adv *advisor.Advisor, id string, f outcomeFlags) error {
	for _, needed := range []string{"adopted-at", "price", "units"} {
		if !cmd.Flags().Changed(needed) {
			return usageError{errors.New("outcome CANDIDATE needs --" + needed)}
		}
	}
	at, err := parseTime(f.adopted)
	if err != nil {
		return err
	}
	c, err := adv.Store.Candidate(cmd.Context(), id)
	if err != nil {
		return fmt.Errorf("candidate %q: %w", id, err)
	}
	o := market.Outcome{CandidateID: id, AdoptedAt: at, Days: f.days, Units: f.units}
	for _, x := range []struct {
		flag, text string
		to         *money.Amount
	}{{"price", f.price, &o.Price}, {"profit", f.profit, &o.Profit}, {"price-before", f.priceBefore, &o.PriceBefore}} {
		if !cmd.Flags().Changed(x.flag) {
			continue
		}
		if *x.to, err = money.Decimal(x.text, c.Currency); err != nil {
			return usageError{fmt.Errorf("--%s %q: %w; write 19.99", x.flag, x.text, err)}
		}
	}
	if cmd.Flags().Changed("units-before") {
		o.UnitsBefore = &f.before
	}
	if o, err = adv.Adopt(cmd.Context(), o); err != nil {
		return err
	}
	rep := scoring.JudgeOutcomes([]market.Outcome{o})
	if f.format == "json" {
		return printJSON(a.stdout, rep.Rows[0])
	}
	return printOutcomeRows(a.stdout, rep.Rows)
}

func printOutcomeRows(w io.Writer, rows []scoring.OutcomeRow) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "CANDIDATE\tADOPTED\tVERDICT\tPRICE\tUNITS A MONTH BEFORE\tFORETOLD (P10–P90)\tSOLD\tUPLIFT\tHELD")
	for _, r := range rows {
		before, foretold, uplift, held := "not known", "nothing", "", r.Note
		if r.Before != nil {
			before = fmt.Sprintf("%.0f", *r.Before)
		}
		if u := r.Foretold.Units; u != nil {
			foretold = fmt.Sprintf("%.0f (%.0f–%.0f)", r.Foretold.Mean, u.P10, u.P90)
		}
		if r.Uplift != nil {
			uplift = fmt.Sprintf("%+.0f%%", 100**r.Uplift)
		}
		switch {
		case r.Hit == nil:
		case !*r.Hit:
			held = "no, less"
		case *r.Within:
			held = "yes"
		default:
			held = "yes, more"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%.0f\t%s\t%s\n", r.CandidateID, r.AdoptedAt.Format("2006-01-02"), r.Foretold.Verdict, r.Price, before, foretold, r.PerMonth, uplift, held)
	}
	return t.Flush()
}

// printOutcomes writes the report for a reader.
func printOutcomes(w io.Writer, rep scoring.OutcomeReport) error {
	if len(rep.Rows) == 0 {
		_, err := fmt.Fprintln(w, "No outcome is kept yet: `shelfwise outcome CANDIDATE --adopted-at DAY --price P --units N` keeps one.")
		return err
	}
	if err := printOutcomeRows(w, rep.Rows); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nJudged at the advised price: %d; sold at least the foretold minimum: %d; within p10–p90: %d; more: %d\n", rep.Judged, rep.Hits, rep.Within, rep.Above)
	if h, c := rep.HitRate, rep.Coverage; h != nil && c != nil {
		fmt.Fprintf(w, "Hit rate %.0f%% (%.0f–%.0f), within p10–p90 %.0f%% (%.0f–%.0f; 80%% should be)\n", 100*h.Share, 100*h.Low, 100*h.High, 100*c.Share, 100*c.Low, 100*c.High)
	}
	if rep.Bias != nil {
		fmt.Fprintf(w, "Sold over foretold, median: %.2f\n", *rep.Bias)
	}
	for _, r := range rep.Relation {
		if r.Spearman == nil {
			fmt.Fprintf(w, "%s and %s: n = %d, not told under %d or where one never varies\n", r.A, r.B, r.N, r.Needed)
			continue
		}
		fmt.Fprintf(w, "%s and %s: rank correlation %.2f, n = %d (going together is not cause)\n", r.A, r.B, *r.Spearman, r.N)
	}
	for _, s := range rep.Warnings {
		fmt.Fprintln(w, "Warning: "+s)
	}
	return nil
}
