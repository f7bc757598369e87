package advisor

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

// column is one column of the exported table: text, or a number where the spreadsheet should calculate with it.
type column struct {
	name  string
	value func(market.Recommendation) any // string, float64, int or nil for unknown
}

// columns is the exported table. Warnings come first: whoever opens the sheet sees them before the numbers.
func columns() []column {
	amount := func(of func(market.Recommendation) money.Amount) func(market.Recommendation) any {
		return func(r market.Recommendation) any {
			if a := of(r); a.Known() {
				return a.Float()
			}
			return nil
		}
	}
	expected := func(of func(market.Expected) any) func(market.Recommendation) any {
		return func(r market.Recommendation) any {
			if r.Price.Expected == nil {
				return nil
			}
			return of(*r.Price.Expected)
		}
	}
	return append([]column{
		{"warnings", func(r market.Recommendation) any { return warnings(r) }},
		{"rank", func(r market.Recommendation) any { return r.Rank }},
		{"candidate_id", func(r market.Recommendation) any { return r.CandidateID }},
		{"title", func(r market.Recommendation) any { return r.Title }},
		{"category", func(r market.Recommendation) any { return r.Category }},
		{"verdict", func(r market.Recommendation) any { return string(r.Verdict) }},
		{"score", func(r market.Recommendation) any { return number(r.Score) }},
		{"position", func(r market.Recommendation) any { return r.Price.Position }},
		{"price", amount(func(r market.Recommendation) money.Amount { return r.Price.Recommended })},
		{"currency", func(r market.Recommendation) any { return string(r.Price.Recommended.Currency()) }},
		{"floor", amount(func(r market.Recommendation) money.Amount { return r.Price.Corridor.Floor.Amount })},
		{"reference", amount(func(r market.Recommendation) money.Amount { return r.Price.Corridor.Reference.Amount })},
		{"ceiling", amount(func(r market.Recommendation) money.Amount { return r.Price.Corridor.Ceiling.Amount })},
		{"units_per_month", expected(func(e market.Expected) any { return e.UnitsPerMonth })},
		{"profit_per_month", expected(func(e market.Expected) any { return e.ProfitPerMonth.Float() })},
		{"margin_rate", expected(func(e market.Expected) any { return e.MarginRate })},
		{"comparable_offers", func(r market.Recommendation) any { return r.Market.ComparableOffers }},
		{"reasons", func(r market.Recommendation) any { return strings.Join(r.Reasons, "; ") }},
		{"unknown", func(r market.Recommendation) any { return strings.Join(r.Unknown, "; ") }},
	}, sureness(expected)...)
}

// sureness are the columns that say what decided and how sure that is.
func sureness(expected func(func(market.Expected) any) func(market.Recommendation) any) []column {
	return []column{
		{"verdict_rule", func(r market.Recommendation) any { return r.VerdictRule }},
		{"next_fact", func(r market.Recommendation) any { return r.NextFact }},
		{"rank_low", func(r market.Recommendation) any { return r.RankInterval[0] }},
		{"rank_high", func(r market.Recommendation) any { return r.RankInterval[1] }},
		{"score_low", func(r market.Recommendation) any { return end(r.ScoreInterval, 0) }},
		{"score_high", func(r market.Recommendation) any { return end(r.ScoreInterval, 1) }},
		{"confidence", func(r market.Recommendation) any {
			if r.Demand == nil {
				return nil
			}
			return r.Demand.Confidence
		}},
		{"profit_p10", expected(func(e market.Expected) any { return known(e.ProfitP10) })},
		{"profit_p90", expected(func(e market.Expected) any { return known(e.ProfitP90) })},
		{"profit_counted", expected(func(e market.Expected) any { profit, _ := e.Safe(); return known(profit) })},
	}
}

func warnings(r market.Recommendation) string {
	out := make([]string, len(r.Warnings))
	for i, w := range r.Warnings {
		out[i] = w.Message
	}
	return strings.Join(out, "; ")
}

// end is one end of an interval; nil where it is not known.
func end(i *[2]float64, at int) any {
	if i == nil {
		return nil
	}
	return i[at]
}

// known is an amount as a number; nil where it is not known.
func known(a money.Amount) any {
	if !a.Known() {
		return nil
	}
	return a.Float()
}

func number(f *float64) any {
	if f == nil {
		return nil
	}
	return *f
}

// WriteCSV writes one row a recommendation (RFC 4180, UTF-8). A cell that a spreadsheet would take for a formula
// is neutralised with a leading apostrophe.
func WriteCSV(w io.Writer, advice market.Advice) error {
	cols, out := columns(), csv.NewWriter(w)
	row := make([]string, len(cols))
	for i, c := range cols {
		row[i] = c.name
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for _, r := range advice.Recommendations {
		for i, c := range cols {
			row[i] = cell(c.value(r))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// cell is a value as CSV text. Numbers stay numbers, negative ones too; only text is guarded.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		return feed.GuardCell(v)
	}
	return fmt.Sprint(v)
}

// WriteXLSX writes the same table as a workbook: numbers are typed numbers, ids are text.
func WriteXLSX(w io.Writer, advice market.Advice) error {
	f := excelize.NewFile()
	defer f.Close()
	// The file's own dates are the advice's, so that the same advice gives the same bytes.
	stamp := advice.AsOf.UTC().Format(time.RFC3339)
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "shelfwise", Created: stamp, Modified: stamp}); err != nil {
		return err
	}
	const sheet = "Advice"
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	cols := columns()
	head := make([]any, len(cols))
	for i, c := range cols {
		head[i] = c.name
	}
	if err := f.SetSheetRow(sheet, "A1", &head); err != nil {
		return err
	}
	for n, r := range advice.Recommendations {
		row := make([]any, len(cols))
		for i, c := range cols {
			row[i] = c.value(r)
		}
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", n+2), &row); err != nil {
			return err
		}
	}
	if err := f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return f.Write(w)
}
