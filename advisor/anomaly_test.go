package advisor_test

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"shelfwise/advisor"
	"shelfwise/scraper/feed"
	"shelfwise/store/memory"
)

// weekly is a source of n listings read for weeks weeks; price says what a listing shows in a week, "" for not at all.
func weekly(n, weeks int, price func(i, week int) string) string {
	var b strings.Builder
	for i := range n {
		for w := range weeks {
			if p := price(i, w); p != "" {
				fmt.Fprintf(&b, `{"source":"alpha","url":"https://alpha.example/%d","title":"Kettle %d","category":"kettles","price":%q,"currency":"EUR","availability":"InStock","observed_at":%q}`+"\n",
					i, i, p, day.AddDate(0, 0, 7*(w-weeks+1)).Format(time.RFC3339))
			}
		}
	}
	return b.String()
}

// Test003YAnomaliesFireNoiseDoesNot: a price of nothing, one cut by nine tenths, a lost decimal, a source that moves or
// vanishes at once are told with their reason; prices that move as shops move them are not.
func Test003YAnomaliesFireNoiseDoesNot(t *testing.T) {
	const n, weeks = 12, 6
	normal := func(i, w int) string {
		rng := rand.New(rand.NewPCG(uint64(i), uint64(w)))
		return fmt.Sprintf("%.2f", (20+float64(i))*(1+0.06*rng.NormFloat64()))
	}
	last := func(which func(i int) bool, show string) func(i, w int) string {
		return func(i, w int) string {
			if w == weeks-1 && which(i) {
				return show
			}
			return normal(i, w)
		}
	}
	first, most := func(i int) bool { return i == 0 }, func(i int) bool { return i < 10 }
	for name, tc := range map[string]struct {
		price func(i, w int) string
		want  string // reason; "" for none
		count int
	}{
		"noise":               {normal, "", 0},
		"one cent":            {last(first, "0.01"), "placeholder_price", 1},
		"nine tenths off":     {last(first, "2.90"), "unconfirmed_jump", 1},
		"a decimal lost":      {last(first, "2000"), "decimal_slip", 1},
		"a whole source":      {last(most, "4.10"), "source_quarantine", n},
		"vanished at once":    {last(most, ""), advisor.ReasonVanished, 1},
		"one more left":       {last(first, ""), "", 0},
		"a fall of two fifth": {func(i, w int) string { return fmt.Sprintf("%.2f", (20+float64(i))*[]float64{1, 1, 1, 1, 0.6, 0.6}[w]) }, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := advisor.New(advisor.Options{Store: memory.New(), Now: func() time.Time { return day }, Log: slog.New(slog.DiscardHandler)})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := a.ImportListings(t.Context(), "l.jsonl", strings.NewReader(weekly(n, weeks, tc.price)), feed.Options{}, false); err != nil {
				t.Fatal(err)
			}
			got, err := a.Watch(t.Context(), day.AddDate(0, 0, -3), day)
			if err != nil {
				t.Fatal(err)
			}
			found := 0
			for _, c := range got {
				if c.Kind != "anomaly" {
					continue
				}
				if c.Reason != tc.want {
					t.Errorf("%+v; want %q", c, tc.want)
				}
				found++
			}
			if found != tc.count {
				t.Errorf("%d anomalies; want %d", found, tc.count)
			}
		})
	}
}
