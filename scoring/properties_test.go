package scoring_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sort"
	"testing"

	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

func advise(t testing.TB, in scoring.Input) market.Advice {
	t.Helper()
	a, err := scoring.Advise(in)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func find(t testing.TB, a market.Advice, id string) market.Recommendation {
	t.Helper()
	for _, r := range a.Recommendations {
		if r.CandidateID == id {
			return r
		}
	}
	t.Fatalf("no recommendation for %s", id)
	return market.Recommendation{}
}

func ids(a market.Advice, without string) []string {
	var out []string
	for _, r := range a.Recommendations {
		if r.CandidateID != without {
			out = append(out, r.CandidateID)
		}
	}
	return out
}

// small is a market of three categories with a dozen candidates, quick enough for properties.
func small() scoring.Input { return synthetic(12, 300) }

func TestF29PermutationChangesNothing(t *testing.T) {
	in := small()
	want, _ := json.Marshal(advise(t, in))
	rng := rand.New(rand.NewPCG(3, 3))
	for range 3 {
		mixed := in
		mixed.Candidates, mixed.Series, mixed.Matches = slices.Clone(in.Candidates), slices.Clone(in.Series), slices.Clone(in.Matches)
		rng.Shuffle(len(mixed.Candidates), func(i, j int) { mixed.Candidates[i], mixed.Candidates[j] = mixed.Candidates[j], mixed.Candidates[i] })
		rng.Shuffle(len(mixed.Matches), func(i, j int) { mixed.Matches[i], mixed.Matches[j] = mixed.Matches[j], mixed.Matches[i] })
		got, _ := json.Marshal(advise(t, mixed))
		if string(got) != string(want) {
			t.Fatalf("another order of candidates and matches gives other advice:\n%s", firstDifference(string(want), string(got)))
		}
	}
}

func firstDifference(a, b string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("…%s\n…%s", a[max(0, i-80):min(len(a), i+80)], b[max(0, i-80):min(len(b), i+80)])
		}
	}
	return "lengths differ"
}

func TestF29IrrelevantCandidateReordersNobody(t *testing.T) {
	in := small()
	want := ids(advise(t, in), "")
	rapid.Check(t, func(t *rapid.T) {
		extra := in.Candidates[rapid.IntRange(0, 11).Draw(t, "like")]
		extra.ID = "extra"
		q := rapid.Float64Range(0, 100).Draw(t, "quality")
		extra.QualityScore = &q
		extra.Cost.UnitCost = money.New(rapid.Int64Range(1, 9000).Draw(t, "cost"), "USD")
		more := in
		more.Candidates = append(slices.Clone(in.Candidates), extra)
		more.Matches = slices.Clone(in.Matches)
		if rapid.Bool().Draw(t, "matched") {
			for _, m := range in.Matches[:30] {
				m.CandidateID = "extra"
				more.Matches = append(more.Matches, m)
			}
		}
		a, err := scoring.Advise(more)
		if err != nil {
			t.Fatal(err)
		}
		if got := ids(a, "extra"); !slices.Equal(got, want) {
			t.Fatalf("order %v; want %v", got, want)
		}
	})
}

// change returns the input with one candidate changed.
func change(in scoring.Input, i int, f func(*market.Candidate)) scoring.Input {
	out := in
	out.Candidates = slices.Clone(in.Candidates)
	f(&out.Candidates[i])
	return out
}

func TestF28MissingInputNeverHelps(t *testing.T) {
	in := small()
	full := advise(t, in)
	for name, drop := range map[string]func(*market.Candidate){
		"unit_cost":     func(c *market.Candidate) { c.Cost.UnitCost = money.Amount{} },
		"freight":       func(c *market.Candidate) { c.Cost.InboundFreight = money.Amount{} },
		"duty":          func(c *market.Candidate) { c.Cost.DutyRate = nil },
		"fulfilment":    func(c *market.Candidate) { c.Cost.Fulfilment = money.Amount{} },
		"packaging":     func(c *market.Candidate) { c.Cost.Packaging = money.Amount{} },
		"storage":       func(c *market.Candidate) { c.Cost.Storage = money.Amount{} },
		"referral":      func(c *market.Candidate) { c.Cost.ReferralRate = nil },
		"payment":       func(c *market.Candidate) { c.Cost.PaymentRate = nil },
		"ads":           func(c *market.Candidate) { c.Cost.AdRate = nil },
		"returns":       func(c *market.Candidate) { c.Cost.ReturnRate = nil },
		"fixed":         func(c *market.Candidate) { c.Cost.FixedCost = money.Amount{} },
		"quality_score": func(c *market.Candidate) { c.QualityScore = nil },
	} {
		for i, c := range in.Candidates {
			less := advise(t, change(in, i, drop))
			was, now := find(t, full, c.ID), find(t, less, c.ID)
			if *now.Score > *was.Score+1e-9 {
				t.Errorf("%s without %s: score %.4f, with it %.4f", c.ID, name, *now.Score, *was.Score)
			}
			if better(now.Verdict, was.Verdict) {
				t.Errorf("%s without %s: verdict %s (%s), with it %s (%s)", c.ID, name, now.Verdict, now.VerdictRule, was.Verdict, was.VerdictRule)
			}
			if w, n := width(was), width(now); n < w-0.02 {
				t.Errorf("%s without %s: the interval shrinks from %.2f to %.2f", c.ID, name, w, n)
			}
			if slices.Equal(now.Unknown, was.Unknown) {
				t.Errorf("%s without %s: nothing more is unknown", c.ID, name)
			}
		}
	}
}

// TestF28WhatAllMissReordersNobody: costs that no sheet gives leave sound products in the order of profit at the costs
// given.
func TestF28WhatAllMissReordersNobody(t *testing.T) {
	for _, name := range []string{"plain", "dirty"} {
		recs := advise(t, loadMarket(t, name)).Recommendations
		last := math.Inf(1)
		for _, r := range recs {
			if r.Price.Expected == nil || r.Price.Expected.MarginRate < 0.25 {
				continue
			}
			now := r.Price.Expected.ProfitPerMonth.Float()
			if now > last+0.01 {
				t.Errorf("%s: %s earns %.0f a month, the one before it %.0f", name, r.CandidateID, now, last)
			}
			last = now
		}
	}
}

// better reports whether one verdict says more for a candidate than another.
func better(a, b market.Verdict) bool {
	order := []market.Verdict{market.Drop, market.Watch, market.Trial, market.Go}
	return slices.Index(order, a) > slices.Index(order, b)
}

func width(r market.Recommendation) float64 { return r.ScoreInterval[1] - r.ScoreInterval[0] }

func TestF28MissingMarketNeverHelps(t *testing.T) {
	in := small()
	full := advise(t, in)
	for _, c := range in.Candidates {
		less := in
		less.Matches = slices.DeleteFunc(slices.Clone(in.Matches), func(m market.Match) bool { return m.CandidateID == c.ID })
		now, was := find(t, advise(t, less), c.ID), find(t, full, c.ID)
		if *now.Score > *was.Score || now.Verdict != market.Watch || width(now) <= width(was) {
			t.Errorf("%s without a market: score %.2f (was %.2f), verdict %s, interval %v", c.ID, *now.Score, *was.Score, now.Verdict, *now.ScoreInterval)
		}
	}
}

// TestF27ContributionsSum: the score is the sum of the contributions, a factor that of its drivers, the weights fall as
// in text 003-A.
func TestF27ContributionsSum(t *testing.T) {
	in := small()
	in.Candidates[3].Cost.UnitCost = money.Amount{}
	in.Candidates[4].QualityScore = nil
	in.Candidates[5].Differentiators = []string{"2 year warranty", "saves 20 minutes"}
	for _, p := range scoring.Profiles() {
		in.Profile = p
		for _, r := range advise(t, in).Recommendations {
			sum := 0.0
			for name, m := range r.Scores {
				sum += m.Contribution
				if !m.Known {
					continue
				}
				drivers := 0.0
				for _, d := range m.Drivers {
					drivers += d.Contribution
				}
				if math.Abs(drivers-*m.Score) > 0.01 {
					t.Errorf("%s %s %s: drivers sum to %.4f; score %.4f", p.Name, r.CandidateID, name, drivers, *m.Score)
				}
			}
			if math.Abs(sum-*r.Score) > 0.01 {
				t.Errorf("%s %s: contributions sum to %.4f; score %.4f", p.Name, r.CandidateID, sum, *r.Score)
			}
			if r.ScoreInterval[0] > *r.Score+0.01 || r.ScoreInterval[1] < *r.Score-0.01 || r.RankInterval[0] > r.Rank || r.RankInterval[1] < r.Rank {
				t.Errorf("%s %s: score %.2f in %v, rank %d in %v", p.Name, r.CandidateID, *r.Score, *r.ScoreInterval, r.Rank, r.RankInterval)
			}
		}
	}
}

// TestScoreFollowsProfit: at the default weights the order of the scores is the order of the profits at stake, down to
// where a factor stands at an end of its scale.
func TestScoreFollowsProfit(t *testing.T) {
	a := advise(t, synthetic(60, 1500))
	type point struct{ score, profit float64 }
	var ps []point
	for _, r := range a.Recommendations {
		if r.Price.Expected != nil && *r.Scores["value"].Score > 0 {
			ps = append(ps, point{*r.Score, r.Price.Expected.ProfitPerMonth.Float()})
		}
	}
	if len(ps) < 30 {
		t.Fatalf("%d candidates with a value on its scale; want most of 60", len(ps))
	}
	var x, y []float64
	for _, p := range ps {
		x, y = append(x, p.score), append(y, p.profit)
	}
	if tau := scoring.KendallTau(x, y); tau < 0.95 {
		t.Errorf("Kendall's tau of score and profit is %.3f; want at least 0.95", tau)
	}
}

func TestScoreIsMonotone(t *testing.T) {
	in := small()
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, 11).Draw(t, "candidate")
		id := in.Candidates[i].ID
		score := func(f func(*market.Candidate)) float64 {
			a, err := scoring.Advise(change(in, i, f))
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range a.Recommendations {
				if r.CandidateID == id {
					return *r.Score
				}
			}
			return math.NaN()
		}
		q, dq := rapid.Float64Range(5, 90).Draw(t, "quality"), rapid.Float64Range(1, 10).Draw(t, "better")
		better := q + dq
		if lo, hi := score(func(c *market.Candidate) { c.QualityScore = &q }), score(func(c *market.Candidate) { c.QualityScore = &better }); lo > hi+0.05 {
			t.Fatalf("quality %.1f scores %.3f, %.1f scores %.3f", q, lo, better, hi)
		}
		cost := in.Candidates[i].Cost.UnitCost
		dearer := cost.MulRate(money.RateOf(1+rapid.Float64Range(0.02, 0.5).Draw(t, "dearer")), money.Up)
		if lo, hi := score(func(c *market.Candidate) { c.Cost.UnitCost = dearer }), score(func(*market.Candidate) {}); lo > hi+0.05 {
			t.Fatalf("unit cost %s scores %.3f, %s scores %.3f", dearer, lo, cost, hi)
		}
	})
}

// TestF30Calibration: the median candidate stands in the middle of the scale and hardly any near its top, in the score
// and in each factor; bounds are fixed, so the same holds on markets of other kinds.
func TestF30Calibration(t *testing.T) {
	for _, name := range []string{"plain", "dirty"} {
		a := advise(t, loadMarket(t, name))
		by := map[string][]float64{}
		for _, r := range a.Recommendations {
			by["score"] = append(by["score"], *r.Score)
			for f, m := range r.Scores {
				by[f] = append(by[f], *m.Score)
			}
		}
		for what, scores := range by {
			slices.Sort(scores)
			over := len(scores) - sort.SearchFloat64s(scores, 80.0001)
			low, high := 45.0, 55.0
			if what != "score" {
				low, high = 40, 60
			}
			if m := scores[len(scores)/2]; m < low || m > high {
				t.Errorf("%s: the median candidate's %s is %.1f; want %v to %v", name, what, m, low, high)
			}
			if over*10 > len(scores) {
				t.Errorf("%s: %s is over 80 for %d of %d; want a tenth at most", name, what, over, len(scores))
			}
		}
	}
}

func TestW18Deterministic(t *testing.T) {
	in := loadMarket(t, "dirty")
	a, _ := json.Marshal(advise(t, in))
	b, _ := json.Marshal(advise(t, in))
	if string(a) != string(b) {
		t.Error("the same input gives other bytes")
	}
}

// TestW18ProcessorsChangeNothing: one processor or several give the same bytes, with a set under a cash limit among them.
func TestW18ProcessorsChangeNothing(t *testing.T) {
	in := synthetic(150, 1500)
	in.Profile = scoring.DefaultProfile()
	in.Profile.CashLimit, in.Profile.MaxPerCategory = money.MustDecimal("50000", "USD"), 2
	var want []byte
	for _, processors := range []int{1, 2, 3} {
		was := runtime.GOMAXPROCS(processors)
		got, err := json.Marshal(advise(t, in))
		runtime.GOMAXPROCS(was)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if string(got) != string(want) {
			t.Fatalf("%d processors give other advice:\n%s", processors, firstDifference(string(want), string(got)))
		}
	}
}

// TestF28ParcelBoundsFulfilment: where weight and size are known, an unknown fulfilment cost counts at worst what sending the
// parcel takes, so that a dear small product loses less by the gap; leaving out either figure still never helps.
func TestF28ParcelBoundsFulfilment(t *testing.T) {
	in := small()
	closer := 0
	for i := range in.Candidates {
		known := change(in, i, func(c *market.Candidate) {
			c.Cost.UnitCost = money.New(c.Cost.UnitCost.Minor()*10, "USD") // dear enough that a share of it is more than a parcel takes
			c.Cost.Parcel = market.Parcel{Grams: 400, Sides: [3]float64{200, 150, 40}}
		})
		id := in.Candidates[i].ID
		score := func(drop func(*market.Candidate)) float64 {
			return *find(t, advise(t, change(known, i, drop)), id).Score
		}
		full := score(func(*market.Candidate) {})
		parcel := score(func(c *market.Candidate) { c.Cost.Parcel = market.Parcel{} })
		cost := score(func(c *market.Candidate) { c.Cost.Fulfilment = money.Amount{} })
		both := score(func(c *market.Candidate) { c.Cost.Fulfilment, c.Cost.Parcel = money.Amount{}, market.Parcel{} })
		if parcel > full+1e-9 || cost > full+1e-9 || both > cost+1e-9 {
			t.Errorf("%s: %.3f with all, %.3f without the parcel, %.3f without the cost, %.3f without both", id, full, parcel, cost, both)
		}
		if cost > both+0.5 {
			closer++
		}
	}
	if closer == 0 {
		t.Error("no candidate loses less where its parcel is known")
	}
}
