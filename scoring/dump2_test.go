package scoring_test

import (
	"fmt"
	"os"
	"sort"
	"testing"

	"shelfwise/scoring"
)

func TestDump2(t *testing.T) {
	if os.Getenv("DUMP") == "" {
		t.Skip()
	}
	for _, name := range []string{"plain", "dirty"} {
		in := loadMarket(t, name)
		rows := loadTruth(t, name)
		a, _ := scoring.Advise(in)
		s, r, g := captured(a, rows)
		fmt.Println(name, "score", s, r, g)
		sort.SliceStable(a.Recommendations, func(i, j int) bool {
			x, y := a.Recommendations[i].Price.Expected, a.Recommendations[j].Price.Expected
			if x == nil || y == nil {
				return y == nil && x != nil
			}
			return x.ProfitPerMonth.Minor() > y.ProfitPerMonth.Minor()
		})
		s, r, g = captured(a, rows)
		fmt.Println(name, "profit", s, r, g)
		w := map[string]int{}
		for _, rec := range a.Recommendations {
			for _, x := range rec.Warnings {
				w[x.Code]++
			}
			for _, c := range rec.Price.Clamps {
				w["clamp "+c.Guard]++
			}
		}
		fmt.Println(w)
	}
}
