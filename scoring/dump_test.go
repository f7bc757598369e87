package scoring_test

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"testing"
	"time"

	"shelfwise/scoring"
)

func TestDump(t *testing.T) {
	name := os.Getenv("DUMP")
	if name == "" {
		t.Skip()
	}
	in := loadMarket(t, name)
	start := time.Now()
	a, _ := scoring.Advise(in)
	fmt.Println(time.Since(start))
	rows := loadTruth(t, name)
	f := map[string][]float64{}
	v := map[string]int{}
	for i, r := range a.Recommendations {
		v[string(r.Verdict)]++
		for k, m := range r.Scores {
			if m.Score != nil {
				f[k] = append(f[k], *m.Score)
			}
		}
		f["score"] = append(f["score"], *r.Score)
		f["width"] = append(f["width"], r.ScoreInterval[1]-r.ScoreInterval[0])
		if i < 25 {
			ex := 0.0
			if r.Price.Expected != nil {
				ex = r.Price.Expected.ProfitPerMonth.Float()
			}
			fmt.Printf("%3d %s %.1f %v %v %s rec %s exp %.0f true %.0f best %.0f clamps %v margin %.3f\n", r.Rank, r.CandidateID, *r.Score, r.RankInterval, r.ScoreInterval, r.Verdict, r.Price.Recommended, ex, rows[r.CandidateID].at(r.Price.Recommended.Float()), rows[r.CandidateID].BestProfit, r.Price.Clamps, r.Price.Expected.MarginRate)
		}
	}
	for k, x := range f {
		sort.Float64s(x)
		n := len(x)
		fmt.Printf("%-15s %5.1f %5.1f %5.1f %5.1f %5.1f\n", k, x[0], x[n/10], x[n/2], x[n*9/10], x[n-1])
	}
	fmt.Println(v)
	rec := a.Recommendations[3]
	rec.Market.Rivals = rec.Market.Rivals[:2]
	b, _ := json.MarshalIndent(rec, "", " ")
	fmt.Println(string(b))
}
