package main

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	"shelfwise/market/money"
)

// parsedPrice is the line that parse-price prints.
type parsedPrice struct {
	Text     string  `json:"text"`
	Amount   *string `json:"amount"`
	Currency *string `json:"currency"`
	Status   string  `json:"status"`
	Low      *string `json:"low"`
	High     *string `json:"high"`
	List     *string `json:"list_price,omitempty"`
	Kind     string  `json:"kind,omitempty"`
	Reason   string  `json:"reason"`
}

func (a *app) parsePriceCommand() *cobra.Command {
	var hint, locale, country string
	cmd := &cobra.Command{
		Use:     "parse-price [TEXT...]",
		Short:   "Reads price texts, one JSON line each; refuses rather than guesses",
		Long:    "Reads the price texts given, or one per line on standard input, and prints one JSON line for each.\nAn ambiguous text such as 3.350 without a locale is called ambiguous and gets no amount.",
		Example: "  shelfwise parse-price '1.299,00 €' 'Was $120.00 Now $60.00'\n  shelfwise parse-price --locale de 3.350",
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := language.Parse(locale); locale != "" && err != nil {
				return usageError{fmt.Errorf("--locale %q: want a BCP 47 tag such as de or pt-BR", locale)}
			}
			if _, err := language.ParseRegion(country); country != "" && (err != nil || len(country) != 2) {
				return usageError{fmt.Errorf("--country %q: want an ISO 3166 code of two letters such as DE", country)}
			}
			h := money.Hint{CurrencyText: hint, Locale: locale, Country: strings.ToUpper(country)}
			enc := lineEncoder(a.stdout)
			if len(args) > 0 {
				for _, t := range args {
					if err := enc.Encode(parsed(strings.TrimPrefix(t, signed), h)); err != nil {
						return err
					}
				}
				return nil
			}
			return a.eachLine(cmd.Context(), func(line string) error { return enc.Encode(parsed(line, h)) })
		},
	}
	cmd.Flags().StringVar(&hint, "currency-hint", "", "currency known from elsewhere: a code, a symbol or words; a text that names none is no hint")
	cmd.Flags().StringVar(&locale, "locale", "", "language of the page, as BCP 47 (de, pt-BR)")
	cmd.Flags().StringVar(&country, "country", "", "country of the site, as ISO 3166 (DE)")
	return cmd
}

// signed stands before a text such as "-5 €" on its way through the reader of flags; no argument of a program contains it.
const signed = "\x00"

// keepSigns marks the price texts that begin with a minus sign, which are no flags.
func keepSigns(args []string) []string {
	if len(args) == 0 || args[0] != "parse-price" {
		return args
	}
	out := slices.Clone(args)
	for i, t := range out {
		if t == "--" {
			break
		}
		if r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(t, "-")); strings.HasPrefix(t, "-") && len(t) > 1 && r != '-' && !unicode.IsLetter(r) {
			out[i] = signed + t
		}
	}
	return out
}

func parsed(text string, h money.Hint) parsedPrice {
	p := money.Parse(text, h)
	out := parsedPrice{Text: text, Status: string(p.Status), Kind: p.Kind, Reason: p.Reason}
	known := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	out.Amount, out.Currency, out.Low, out.High, out.List = known(p.Number), known(string(p.Currency)), known(p.Low), known(p.High), known(p.List)
	return out
}

// eachLine calls do for each line of standard input, until ctx ends.
func (a *app) eachLine(ctx context.Context, do func(string) error) error {
	sc := bufio.NewScanner(interruptible{ctx, a.stdin})
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		if err := do(strings.TrimRight(sc.Text(), "\r")); err != nil {
			return err
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	return nil
}
