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
	given                  int64 // cash at the costs given
	rank                   int
}

// Choose picks the set of recommended products (go and trial, with a positive expected profit) that earns the most in
// a month without tying up more cash than the limit, at most perCategory of a category (0: any number). Profit and cash
// count as the score counts them, what is not known at its worst, so that a missing cost never helps. The set equals that of
// brute force; where very many sets come close, the search stops after a fixed number of steps with the best found so far,
// so that the answer is always the same. It says what the last unit of cash earns.
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
			stakes = append(stakes, stake{r.CandidateID, r.Category, cash.Minor(), profit.Minor(), e.ProfitPerMonth.Minor(), e.CashNeeded.Minor(), r.Rank})
		}
	}
	k := newKnapsack(stakes, limit.Minor(), perCategory)
	picked := k.solve()
	slices.SortFunc(picked, func(x, y stake) int { return cmp.Compare(x.rank, y.rank) })
	cash, profit, expected, given := int64(0), int64(0), int64(0), int64(0)
	for _, s := range picked {
		out.CandidateIDs = append(out.CandidateIDs, s.id)
		cash, profit, expected, given = cash+s.cash, profit+s.profit, expected+s.expected, given+s.given
	}
	out.Cash, out.Profit = money.New(cash, limit.Currency()), money.New(expected, limit.Currency())
	if given != cash {
		out.CashNeeded = money.New(given, limit.Currency())
	}
	if profit != expected {
		out.Counted = money.New(profit, limit.Currency())
	}
	out.Left = money.New(limit.Minor()-cash, limit.Currency())
	out.LastUnitEarns = round(k.toll, 4)
	return out
}
