package scoring

import (
	"cmp"
	"slices"

	"shelfwise/market"
	"shelfwise/market/money"
)

// stake is what one candidate asks and gives: profit is what counts, expected what is shown beside it.
type stake struct {
	id, category           string
	cash, profit, expected int64
	rank                   int
}

// Choose picks the set of recommended products (go and trial, with a positive expected profit) that earns the most in
// a month without tying up more cash than the limit, at most perCategory of a category (0: any number). Profit and cash
// count as the score counts them, what is not known at its worst, so that a missing cost never helps. It searches by
// branch and bound, which equals brute force; after a fixed number of steps it stops with the best set found so far, so
// that the answer is always the same.
func Choose(a market.Advice, limit money.Amount, perCategory int) market.Portfolio {
	out := market.Portfolio{CandidateIDs: []string{}, Limit: limit, PerCategory: perCategory}
	var stakes []stake
	for _, r := range a.Recommendations {
		e := r.Price.Expected
		if e == nil || r.Verdict != market.Go && r.Verdict != market.Trial || e.ProfitPerMonth.Sign() <= 0 {
			continue
		}
		profit, cash := e.Safe()
		if e.ProfitPerMonth.Currency() != limit.Currency() {
			out.OtherCurrency = append(out.OtherCurrency, r.CandidateID)
			continue
		}
		if cash.Minor() <= limit.Minor() && profit.Sign() > 0 {
			stakes = append(stakes, stake{r.CandidateID, r.Category, cash.Minor(), profit.Minor(), e.ProfitPerMonth.Minor(), r.Rank})
		}
	}
	k := knapsack{limit: limit.Minor(), cap: perCategory, stakes: stakes, used: map[string]int{}, steps: 5_000_000}
	picked := k.solve()
	slices.SortFunc(picked, func(x, y stake) int { return cmp.Compare(x.rank, y.rank) })
	cash, profit, expected := int64(0), int64(0), int64(0)
	for _, s := range picked {
		out.CandidateIDs = append(out.CandidateIDs, s.id)
		cash, profit, expected = cash+s.cash, profit+s.profit, expected+s.expected
	}
	out.Cash, out.Profit = money.New(cash, limit.Currency()), money.New(expected, limit.Currency())
	if profit != expected {
		out.Counted = money.New(profit, limit.Currency())
	}
	out.Left = money.New(limit.Minor()-cash, limit.Currency())
	return out
}

// knapsack is a depth-first branch and bound; the bound is the fractional relaxation without category caps.
type knapsack struct {
	limit  int64
	cap    int
	stakes []stake
	used   map[string]int
	chosen []int
	best   []int
	top    int64
	steps  int
}

func (k *knapsack) solve() []stake {
	slices.SortFunc(k.stakes, func(a, b stake) int {
		return cmp.Or(cmp.Compare(float64(b.profit)/float64(max(b.cash, 1)), float64(a.profit)/float64(max(a.cash, 1))), cmp.Compare(a.rank, b.rank))
	})
	k.branch(0, 0, 0)
	out := make([]stake, 0, len(k.best))
	for _, i := range k.best {
		out = append(out, k.stakes[i])
	}
	return out
}

func (k *knapsack) branch(i int, cash, profit int64) {
	if profit > k.top {
		k.top, k.best = profit, slices.Clone(k.chosen)
	}
	if i == len(k.stakes) || k.steps <= 0 || k.bound(i, cash, profit) <= float64(k.top) {
		return
	}
	k.steps--
	s := k.stakes[i]
	if cash+s.cash <= k.limit && (k.cap <= 0 || k.used[s.category] < k.cap) {
		k.used[s.category]++
		k.chosen = append(k.chosen, i)
		k.branch(i+1, cash+s.cash, profit+s.profit)
		k.chosen = k.chosen[:len(k.chosen)-1]
		k.used[s.category]--
	}
	k.branch(i+1, cash, profit)
}

func (k *knapsack) bound(i int, cash, profit int64) float64 {
	room, most := k.limit-cash, float64(profit)
	for _, s := range k.stakes[i:] {
		if s.cash > room {
			return most + float64(s.profit)*float64(room)/float64(s.cash)
		}
		room -= s.cash
		most += float64(s.profit)
	}
	return most
}
