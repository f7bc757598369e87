package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

func currencyOf(s string) money.Currency { return money.Currency(strings.ToUpper(s)) }

func (a *app) importCommand() *cobra.Command {
	var dryRun bool
	var source, currency, observed string
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Imports candidates, listings or exchange rates from a file into the store",
		Long:  "Imports CSV, XLSX or JSON lines; listings also Google Merchant feeds, Shopify products.json and Woo Store API JSON.\nA bad row is reported with line, column and reason; the good rows are kept. Importing again adds nothing twice.",
	}
	cmd.PersistentFlags().BoolVar(&dryRun, "dry-run", false, "read and report, write nothing")
	candidates := &cobra.Command{
		Use: "candidates FILE", Short: "Imports candidates with their cost sheets", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importFile(cmd, args[0], func(adv *advisor.Advisor, f *os.File) (advisor.ImportReport, error) {
				return adv.ImportCandidates(cmd.Context(), args[0], f, dryRun)
			})
		},
	}
	listings := &cobra.Command{
		Use: "listings FILE", Short: "Imports what competitors show", Args: cobra.ExactArgs(1),
		Long: "Imports listings from CSV, XLSX, JSON lines, Google Merchant feeds (TSV, XML), products.json or Woo Store API JSON.\n" +
			"Columns may have our names (README, \"Your own data\") or those that shops use in some fifteen languages\n" +
			"(Artikelnummer;Bezeichnung;Preis, Référence;Désignation;Prix TTC, Артикул;Наименование;Цена); comma, semicolon, tab or\n" +
			"bar; UTF-8, UTF-16, Windows-1250, -1251 or -1252. The report's layout says how each column was taken. Where two columns\n" +
			"could be the price, the file is refused and the report names them.",
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := parseTime(observed)
			if err != nil {
				return err
			}
			o := feed.Options{Source: source, Currency: currencyOf(currency), ObservedAt: at}
			if o.Currency != "" && !o.Currency.Valid() {
				return usageError{fmt.Errorf("--currency %q is no ISO 4217 code", currency)}
			}
			return a.importFile(cmd, args[0], func(adv *advisor.Advisor, f *os.File) (advisor.ImportReport, error) {
				return adv.ImportListings(cmd.Context(), args[0], f, o, dryRun)
			})
		},
	}
	rates := &cobra.Command{
		Use: "rates FILE", Short: "Imports dated exchange rates: date,from,to,rate", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importFile(cmd, args[0], func(adv *advisor.Advisor, f *os.File) (advisor.ImportReport, error) {
				return adv.ImportRates(cmd.Context(), args[0], f, dryRun)
			})
		},
	}
	listings.Flags().StringVar(&source, "source", "", "name of the site, where the rows name none")
	listings.Flags().StringVar(&currency, "currency", "", "currency, where the rows name none (products.json)")
	listings.Flags().StringVar(&observed, "observed-at", "", "time of the reading, where the rows name none (default: now)")
	cmd.AddCommand(candidates, listings, rates)
	return cmd
}

// importFile opens file and store, runs the import and prints its report. Rows left out do not fail the command
// unless no row was good; a file that breaks off does, though its good rows are kept.
func (a *app) importFile(cmd *cobra.Command, name string, do func(*advisor.Advisor, *os.File) (advisor.ImportReport, error)) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("import: %w", err)
	}
	defer f.Close()
	adv, done, err := a.open(cmd.Context(), a.settings.get("store"))
	if err != nil {
		return err
	}
	defer func() { _ = done() }() // nothing is written after what was checked
	rep, err := do(adv, f)
	if err != nil && rep.Read == 0 {
		return err
	}
	if printErr := printJSON(a.stdout, rep); printErr != nil || err != nil {
		return errors.Join(err, printErr)
	}
	if rep.Broken != "" {
		return fmt.Errorf("import %s: the file breaks off, what stands before is kept: %s", name, rep.Broken)
	}
	if rep.Read == 0 {
		return fmt.Errorf("import %s: no good row; %d rows left out, see the report", name, len(rep.Errors))
	}
	return nil
}
