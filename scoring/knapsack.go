package scoring

import (
	"cmp"
	"math"
	"slices"
)

// knapsack finds the set of stakes that earns the most within a limit of cash and a cap per category. Cash is first given a toll,
// what a unit of it must earn: the relaxation that it makes (Lagrange; Fisher 1981) bounds every set from above, settles most
// stakes at once, and what it leaves open is searched by branch and bound.
type knapsack struct {
	limit  int64
	cap    int
	stakes []stake
	groups [][]int // places of the stakes by category, or one of all where there is no cap
	toll   float64 // profit a month that the last unit of cash earns; 0 where cash is left over

	best  []int // the best set so far, places in stakes
	top   int64
	steps int

	open   []int     // stakes that the relaxation does not settle, by group, in order of what they earn beyond the toll
	last   []int     // by place in open, the end of its group
	sums   []float64 // what open stakes up to a place earn beyond the toll, where it is more than nothing
	after  []float64 // by place in open, the most that later groups can earn beyond the toll
	slots  []int     // by place in open, how many of its group may still be taken
	chosen []int
}

// rateSteps and groupSteps bound the two searches: together about a quarter of a second.
const rateSteps, groupSteps = 1_000_000, 3_000_000

func newKnapsack(stakes []stake, limit int64, perCategory int) *knapsack {
	k := &knapsack{limit: limit, cap: perCategory, stakes: stakes}
	if perCategory <= 0 {
		k.cap = len(stakes)
	}
	at := map[string]int{}
	for i, s := range stakes {
		name := s.category
		if perCategory <= 0 {
			name = ""
		}
		g, ok := at[name]
		if !ok {
			g = len(k.groups)
			at[name], k.groups = g, append(k.groups, nil)
		}
		k.groups[g] = append(k.groups[g], i)
	}
	return k
}

// beyond is what a stake earns beyond a toll.
func (k *knapsack) beyond(i int, toll float64) float64 {
	return float64(k.stakes[i].profit) - toll*float64(k.stakes[i].cash)
}

// sort orders a group by what its stakes earn beyond a toll, the better ranked first of equals.
func (k *knapsack) sort(group []int, toll float64) {
	slices.SortFunc(group, func(a, b int) int {
		return cmp.Or(cmp.Compare(k.beyond(b, toll), k.beyond(a, toll)), cmp.Compare(k.stakes[a].rank, k.stakes[b].rank))
	})
}

// relaxed picks of each group the best that earn more than the toll: the set, its cash, and the bound on every set's profit.
func (k *knapsack) relaxed(toll float64) (set []int, cash int64, bound float64) {
	bound = toll * float64(k.limit)
	for _, group := range k.groups {
		k.sort(group, toll)
		for _, i := range group[:min(k.cap, len(group))] {
			extra := k.beyond(i, toll)
			if extra <= 0 {
				break
			}
			set, cash, bound = append(set, i), cash+k.stakes[i].cash, bound+extra
		}
	}
	return set, cash, bound
}

func (k *knapsack) solve() []stake {
	set, cash, bound := k.relaxed(0)
	k.keep(set, cash)
	if cash > k.limit {
		low, high := 0.0, 0.0
		for _, s := range k.stakes {
			high = math.Max(high, float64(s.profit)/float64(max(s.cash, 1)))
		}
		for range 50 {
			mid := (low + high) / 2
			set, cash, at := k.relaxed(mid)
			if bound = math.Min(bound, at); cash > k.limit {
				low = mid
				continue
			}
			high = mid
			k.keep(k.filled(set, cash))
		}
		k.toll = high
		k.exchange()
		k.search()
	}
	slices.Sort(k.best)
	out := make([]stake, len(k.best))
	for n, i := range k.best {
		out[n] = k.stakes[i]
	}
	return out
}

// keep takes a set that fits, where it is better than the best so far.
func (k *knapsack) keep(set []int, cash int64) {
	profit := int64(0)
	for _, i := range set {
		profit += k.stakes[i].profit
	}
	if cash <= k.limit && profit > k.top {
		k.top, k.best = profit, slices.Clone(set)
	}
}

// filled adds to a set what still fits, in order of profit over cash.
func (k *knapsack) filled(set []int, cash int64) ([]int, int64) {
	in := make([]bool, len(k.stakes))
	for _, i := range set {
		in[i] = true
	}
	var more []int
	used := make([]int, len(k.groups))
	of := make([]int, len(k.stakes))
	for g, group := range k.groups {
		for _, i := range group {
			of[i] = g
			switch {
			case in[i]:
				used[g]++
			case k.stakes[i].cash <= k.limit-cash:
				more = append(more, i)
			}
		}
	}
	rate := func(i int) float64 { return float64(k.stakes[i].profit) / float64(max(k.stakes[i].cash, 1)) }
	slices.SortFunc(more, func(a, b int) int {
		return cmp.Or(cmp.Compare(rate(b), rate(a)), cmp.Compare(k.stakes[a].rank, k.stakes[b].rank))
	})
	for _, i := range more {
		if used[of[i]] < k.cap && cash+k.stakes[i].cash <= k.limit {
			set, cash = append(set, i), cash+k.stakes[i].cash
			used[of[i]]++
		}
	}
	return set, cash
}

// exchangePairs bounds the pairs that exchange looks at.
const exchangePairs = 20_000_000

// exchange betters the best set where caps are full: a stake gives its place to another of its group that earns more with the
// cash that is left, the one that earns most for each unit of it first.
func (k *knapsack) exchange() {
	in, cash := make([]bool, len(k.stakes)), int64(0)
	for _, i := range k.best {
		in[i] = true
		cash += k.stakes[i].cash
	}
	for pairs := 0; pairs < exchangePairs; {
		out, into, rate := -1, -1, 0.0
		for _, group := range k.groups {
			for _, i := range group {
				if !in[i] {
					continue
				}
				pairs += len(group)
				for _, j := range group {
					more, asks := k.stakes[j].profit-k.stakes[i].profit, k.stakes[j].cash-k.stakes[i].cash
					if in[j] || more <= 0 || asks > k.limit-cash {
						continue
					}
					if r := float64(more) / float64(max(asks, 1)); r > rate {
						out, into, rate = i, j, r
					}
				}
			}
		}
		if out < 0 {
			break
		}
		in[out], in[into] = false, true
		cash += k.stakes[into].cash - k.stakes[out].cash
	}
	var set []int
	for i := range in {
		if in[i] {
			set = append(set, i)
		}
	}
	k.keep(k.filled(set, cash))
}

// search settles what the toll settles and searches the rest.
func (k *knapsack) search() {
	_, _, bound := k.relaxed(k.toll)
	cash, profit := int64(0), int64(0)
	for _, group := range k.groups {
		k.sort(group, k.toll)
		from, must := len(k.open), 0
		for place, i := range group {
			extra := math.Max(0, k.beyond(i, k.toll))
			taken := place < k.cap && extra > 0
			// What the bound loses where the stake is forced to the other side.
			loss := k.edge(group, k.cap-1) - k.beyond(i, k.toll)
			if taken {
				loss = extra - k.edge(group, k.cap)
			}
			switch better := bound-loss >= float64(k.top)+1-1e-6; {
			case better:
				k.open = append(k.open, i)
			case taken:
				k.chosen = append(k.chosen, i)
				must++
				cash, profit = cash+k.stakes[i].cash, profit+k.stakes[i].profit
			}
		}
		for range len(k.open) - from {
			k.last, k.slots = append(k.last, len(k.open)), append(k.slots, k.cap-must)
		}
	}
	if k.steps = rateSteps; k.byRate(cash, profit) {
		return
	}
	k.prepare()
	k.steps = groupSteps
	k.branch(0, 0, cash, profit)
}

// byRate searches the open stakes in order of profit over cash, bounded by what the limit would earn if stakes could be split: the
// faster way where the caps hardly bind. It reports whether it came to an end.
func (k *knapsack) byRate(cash, profit int64) bool {
	group, room := make(map[int]int, len(k.open)), make([]int, len(k.open)+1)
	for n, i := range k.open {
		group[i] = k.last[n]
		room[k.last[n]] = k.slots[n]
	}
	order := slices.Clone(k.open)
	slices.SortFunc(order, func(a, b int) int {
		x, y := k.stakes[a], k.stakes[b]
		return cmp.Or(cmp.Compare(float64(y.profit)*float64(x.cash), float64(x.profit)*float64(y.cash)), cmp.Compare(x.rank, y.rank))
	})
	var down func(n int, cash, profit int64)
	down = func(n int, cash, profit int64) {
		k.better(cash, profit)
		if n == len(order) || k.steps <= 0 || k.split(order[n:], cash, profit) < float64(k.top)+1-1e-6 {
			return
		}
		k.steps--
		i := order[n]
		if s := k.stakes[i]; room[group[i]] > 0 && cash+s.cash <= k.limit {
			room[group[i]]--
			k.chosen = append(k.chosen, i)
			down(n+1, cash+s.cash, profit+s.profit)
			k.chosen = k.chosen[:len(k.chosen)-1]
			room[group[i]]++
		}
		down(n+1, cash, profit)
	}
	down(0, cash, profit)
	return k.steps > 0
}

// split is what the rest of the limit earns at most with stakes in order of profit over cash, the last of them in part.
func (k *knapsack) split(order []int, cash, profit int64) float64 {
	room, most := k.limit-cash, float64(profit)
	for _, i := range order {
		s := k.stakes[i]
		if s.cash > room {
			return most + float64(s.profit)*float64(room)/float64(s.cash)
		}
		room, most = room-s.cash, most+float64(s.profit)
	}
	return most
}

// better takes the chosen set where it fits and is better than the best so far.
func (k *knapsack) better(cash, profit int64) {
	if cash <= k.limit && profit > k.top {
		k.top, k.best = profit, slices.Clone(k.chosen)
	}
}

// edge is what the stake at a place of a sorted group earns beyond the toll; nothing where there is none, or less.
func (k *knapsack) edge(group []int, place int) float64 {
	if place >= len(group) {
		return 0
	}
	return math.Max(0, k.beyond(group[place], k.toll))
}

// prepare sums up what bounds the search.
func (k *knapsack) prepare() {
	k.sums, k.after = make([]float64, len(k.open)+1), make([]float64, len(k.open)+1)
	for n, i := range k.open {
		k.sums[n+1] = k.sums[n] + math.Max(0, k.beyond(i, k.toll))
	}
	later := 0.0
	for n := len(k.open) - 1; n >= 0; n-- {
		k.after[n] = later
		if n == 0 || k.last[n-1] != k.last[n] { // first of its group
			later += k.sums[min(k.last[n], n+k.slots[n])] - k.sums[n]
		}
	}
}

// branch decides on the open stakes from a place on, of whose group some are used.
func (k *knapsack) branch(n, used int, cash, profit int64) {
	k.better(cash, profit)
	if n == len(k.open) || k.steps <= 0 || cash > k.limit {
		return
	}
	k.steps--
	if n > 0 && k.last[n] != k.last[n-1] {
		used = 0
	}
	most := float64(profit) + k.toll*float64(k.limit-cash) + k.sums[min(k.last[n], n+k.slots[n]-used)] - k.sums[n] + k.after[n]
	if most < float64(k.top)+1-1e-6 {
		return
	}
	i := k.open[n]
	if used < k.slots[n] && cash+k.stakes[i].cash <= k.limit {
		k.chosen = append(k.chosen, i)
		k.branch(n+1, used+1, cash+k.stakes[i].cash, profit+k.stakes[i].profit)
		k.chosen = k.chosen[:len(k.chosen)-1]
	}
	k.branch(n+1, used, cash, profit)
}
