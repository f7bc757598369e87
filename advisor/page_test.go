package advisor_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/advisor"
	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

var update = flag.Bool("update", false, "rewrite golden files")

// kettleShops is a market of fourteen kettles over nine weeks: in dollars and euros, with reviews that grow, two with badges.
func kettleShops() string {
	var out strings.Builder
	for i := range 14 {
		currency, price := "USD", 24.99+2*float64(i)
		if i%3 == 2 {
			currency = "EUR"
		}
		for week := range 10 {
			at := day.AddDate(0, 0, -7*(9-week))
			badge := ""
			if i%6 == 0 {
				badge = fmt.Sprintf(`,"units_sold":%d,"units_sold_window_days":30`, 400-20*i)
			}
			fmt.Fprintf(&out, `{"source":"shop-%d","external_id":"k%d","url":"https://shop-%d.example/k%d","title":"Brand%d electric kettle %d L","brand":"Brand%d","category":"kettles","price":"%.2f","currency":"%s","availability":"InStock","seller":"seller-%d","rating":%.1f,"rating_scale":5,"review_count":%d%s,"observed_at":"%s"}`+"\n",
				i%4, i, i%4, i, i, 1+i%2, i, price, currency, i%5, 3.9+0.05*float64(i), 200+40*i+week*(30-2*i), badge, at.Format(time.RFC3339))
		}
	}
	return out.String()
}

// pageCandidates are one of each kind: complete, without quality and some costs, in another currency, bounds that
// contradict each other, a loss, no cost, no market.
const pageCandidates = `candidate_id,title,brand,category,currency,unit_cost,inbound_freight,duty_rate,packaging_cost,fulfilment_cost,storage_cost,referral_fee_rate,payment_fee_rate,ad_cost_rate,return_rate,return_cost,tax_rate,fixed_cost,quality_score,map_price,differentiators,proofs,moq
full,Acme kettle with thermostat,Acme,kettles,USD,9.00,0.80,0.04,0.40,3.00,0.20,0.15,0.02,0.05,0.03,4.00,0,100,62,,two-year warranty;thermostat,warranty terms;test report,200
bare,Acme plain kettle,Acme,kettles,USD,9.00,,,,,,0.15,,,,,,,,,,,
euro,Acme kettle for Europe,Acme,kettles,EUR,9.00,0.80,0.04,0.40,3.00,0.20,0.15,0.02,0.05,0.03,4.00,0.19,100,55,,free returns,returns policy,
bound,Acme kettle under its cost,Acme,kettles,USD,19.00,0.80,0.04,0.40,3.00,0.20,0.15,0.02,0.05,0.03,4.00,0,100,50,20.00,,,
loss,Acme kettle that costs too much,Acme,kettles,USD,9.00,0.80,0.04,0.40,3.00,0.20,0.15,0.02,0.05,0.03,4.00,0,900000,50,,,,
nocost,Acme kettle without a quote,Acme,kettles,USD,,,,,,,,,,,,,,50,,,,
alone,Acme telescope,Acme,telescopes,USD,40.00,2.00,0.04,0.40,3.00,0.20,0.15,0.02,0.05,0.03,4.00,0,100,50,,,,
`

// pages returns an advisor that has ranked the candidates above.
func pages(t *testing.T) *advisor.Advisor {
	t.Helper()
	a := filled(t)
	if _, err := a.ImportListings(t.Context(), "k.jsonl", strings.NewReader(kettleShops()), feed.Options{}, false); err != nil {
		t.Fatal(err)
	}
	if rep, err := a.ImportCandidates(t.Context(), "p.csv", strings.NewReader(pageCandidates), false); err != nil || rep.Read != 7 {
		t.Fatalf("%+v, %v", rep, err)
	}
	if err := a.KeepRates(t.Context(), money.DatedRate{Base: "EUR", Quote: "USD", On: day.AddDate(0, 0, -1), Value: "1.1"}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestF47ExplanationPages keeps the page of one candidate of each kind, as a buyer reads it. What the page is told from is kept
// beside it, so that other advice does not change the page; -update ranks anew and rewrites both.
func TestF47ExplanationPages(t *testing.T) {
	var a *advisor.Advisor
	if *update {
		a = pages(t)
	}
	for _, id := range []string{"full", "bare", "euro", "bound", "loss", "nocost", "alone"} {
		from, file := filepath.Join("testdata", "explain-"+id+".json"), filepath.Join("testdata", "explain-"+id+".txt")
		if *update {
			ex, err := a.Explain(t.Context(), id, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			ex.Matches, ex.Evidence = nil, ex.Evidence[:min(len(ex.Evidence), 8)]
			ex.Recommendation.Market.Rivals = ex.Recommendation.Market.Rivals[:min(len(ex.Recommendation.Market.Rivals), 4)]
			text, err := json.MarshalIndent(ex, "", " ")
			if err != nil {
				t.Fatal(err)
			}
			keep(t, from, text)
		}
		text, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		var ex advisor.Explanation
		if err := json.Unmarshal(text, &ex); err != nil {
			t.Fatal(err)
		}
		var page bytes.Buffer
		if err := advisor.WriteExplanation(&page, ex, id == "full"); err != nil {
			t.Fatal(err)
		}
		if *update {
			keep(t, file, page.Bytes())
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), page.String()); diff != "" {
			t.Errorf("%s differs from %s (-want +got; rewrite with -update):\n%s", id, file, diff)
		}
	}
}

func keep(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestF55TableAgreesWithThePage: each figure of the exported table is that of the recommendation which explain shows; what
// is not known is an empty cell, never 0.
func TestF55TableAgreesWithThePage(t *testing.T) {
	a := pages(t)
	advice, err := a.Advice(t.Context(), advisor.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := advisor.WriteCSV(&out, advice); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	for n, r := range advice.Recommendations {
		row := rows[n+1]
		number := func(name string, want *float64) {
			text := row[at[name]]
			if want == nil && text != "" || want != nil && text != strconv.FormatFloat(*want, 'f', -1, 64) {
				t.Errorf("%s: %s is %q in the table, %v in the recommendation", r.CandidateID, name, text, want)
			}
		}
		amount := func(name string, a money.Amount) {
			if !a.Known() {
				number(name, nil)
				return
			}
			number(name, new(a.Float()))
		}
		number("score", r.Score)
		number("score_low", &r.ScoreInterval[0])
		number("score_high", &r.ScoreInterval[1])
		amount("price", r.Price.Recommended)
		amount("floor", r.Price.Corridor.Floor.Amount)
		amount("ceiling", r.Price.Corridor.Ceiling.Amount)
		if x := r.Price.Expected; x != nil {
			counted, _ := x.Safe()
			number("units_per_month", &x.UnitsPerMonth)
			number("margin_rate", &x.MarginRate)
			amount("profit_per_month", x.ProfitPerMonth)
			amount("profit_p10", x.ProfitP10)
			amount("profit_p90", x.ProfitP90)
			amount("profit_counted", counted)
			continue
		}
		for _, name := range []string{"units_per_month", "margin_rate", "profit_per_month", "profit_p10", "profit_p90", "profit_counted", "confidence"} {
			number(name, nil)
		}
	}
}
