package scoring

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"
)

// What the rows of visitors tell beside sources and products: why buyers leave, which creative wins, what makes visitors
// cheaper, how the cost of winning a buyer moves.

// Loss is a reason for which buyers left, with how many and what most of them have in common.
type Loss struct {
	Reason string  `json:"reason"`
	Buyers float64 `json:"buyers"`
	Share  float64 `json:"share"`            // of all buyers lost
	Common string  `json:"common,omitempty"` // the source or product that two thirds or more of them came by
}

// notStated is the reason of losses that have none.
const notStated = "no reason stated"

// losses lists why buyers left, most first, five at most (002-H). A reason without a number is one buyer's.
func losses(visits []Visit) []Loss {
	lost := slices.Clone(visits)
	all := 0.0
	for i := range lost {
		v := &lost[i]
		if v.LostReason != "" && v.Lost == 0 {
			v.Lost = 1
		}
		if v.Lost > 0 && v.LostReason == "" {
			v.LostReason = notStated
		}
		all += v.Lost
	}
	names, of := group(lost, func(v Visit) string { return v.LostReason })
	var out []Loss
	for _, name := range names {
		l := Loss{Reason: name}
		for _, v := range of[name] {
			l.Buyers += v.Lost
		}
		l.Share = round(l.Buyers/all, 4)
		l.Common = cmp.Or(common(of[name], visits, "product", func(v Visit) string { return v.SKU }),
			common(of[name], visits, "source", func(v Visit) string { return v.Source }))
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b Loss) int {
		return cmp.Or(cmp.Compare(oneIf(a.Reason == notStated), oneIf(b.Reason == notStated)), cmp.Compare(b.Buyers, a.Buyers))
	})
	return out[:min(5, len(out))]
}

// common names what two thirds or more of the lost share though others exist.
func common(lost, all []Visit, kind string, key func(Visit) string) string {
	of, sum := map[string]float64{}, 0.0
	for _, v := range lost {
		of[key(v)] += v.Lost
		sum += v.Lost
	}
	others := map[string]bool{}
	for _, v := range all {
		others[key(v)] = true
	}
	for _, name := range slices.Sorted(maps.Keys(of)) {
		if name != "" && len(others) > 1 && len(lost) > 1 && 3*of[name] >= 2*sum {
			return fmt.Sprintf("%s %s (%.0f%%)", kind, name, 100*of[name]/sum)
		}
	}
	return ""
}

// CreativeReport says which creative wins, or that none does yet: A leads, B is the next.
type CreativeReport struct {
	A      string  `json:"a"`
	B      string  `json:"b"`
	Winner string  `json:"winner,omitempty"` // empty: undecided
	P      float64 `json:"p"`
	Need   string  `json:"need,omitempty"`
}

// creatives finds the creative that wins against every other seen enough (003-Q), each comparison at 5% over their number;
// nil where fewer than two were shown.
func creatives(visits []Visit) *CreativeReport {
	names, of := group(visits, func(v Visit) string { return v.Creative })
	clicks, shown := map[string]float64{}, map[string]float64{}
	for _, name := range names {
		for _, v := range of[name] {
			clicks[name], shown[name] = clicks[name]+v.Clicks, shown[name]+v.Shown
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool { return shown[name] <= 0 })
	if len(names) < 2 {
		return nil
	}
	sure := func(name string) float64 {
		lo, _ := Wilson(clicks[name], shown[name], z95)
		return lo
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(sure(b), sure(a)) })
	judged := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return clicks[name] < fewOrders && shown[name] < fewVisitors })
	if len(judged) < 2 {
		judged = names[:2]
	}
	out := &CreativeReport{A: judged[0], Winner: judged[0]}
	for _, name := range judged[1:] {
		c := CompareRates(clicks[out.A], shown[out.A], clicks[name], shown[name])
		if c.P >= out.P || out.B == "" {
			out.B, out.P = name, c.P
		}
		if need := cmp.Or(c.Need, "more views: of so many creatives one leads by chance"); c.Winner != "a" || c.P >= 0.05/float64(len(judged)-1) {
			out.Winner, out.Need = "", cmp.Or(out.Need, need)
		}
	}
	out.P = round(out.P, 5)
	return out
}

// CostLever is what a tenth of one lever takes off the cost of a visitor.
type CostLever struct {
	Name   string  `json:"name"`
	Saving float64 `json:"saving_per_visitor"`
}

// costLevers orders the three ways to a cheaper visitor (003-P) over the whole mix of traffic: a tenth more free visitors;
// a tenth more clicks of the views that are paid for (known where views are); a tenth less for a click. Nil where nothing
// is paid.
func costLevers(visits []Visit) []CostLever {
	free, paid, cost, viewed := 0.0, 0.0, 0.0, 0.0
	for _, v := range visits {
		if math.IsNaN(v.Cost) {
			continue // neither paid nor free, as far as is known
		}
		cost += v.Cost
		if v.Cost == 0 {
			free += v.Visitors
			continue
		}
		paid += v.Visitors
		if v.Shown > 0 {
			viewed += v.Visitors
		}
	}
	if cost <= 0 || paid <= 0 {
		return nil
	}
	now := cost / (free + paid)
	saving := func(visitors, cost float64) float64 { return round(now-cost/visitors, 5) }
	out := []CostLever{{"cost per click −10%", saving(free+paid, 0.9*cost)}}
	if free > 0 {
		out = append(out, CostLever{"free visitors +10%", saving(1.1*free+paid, cost)})
	}
	if viewed > 0 {
		out = append(out, CostLever{"click rate +10% at the same views and spend", saving(free+paid+0.1*viewed, cost)})
	}
	slices.SortStableFunc(out, func(a, b CostLever) int { return cmp.Compare(b.Saving, a.Saving) })
	return out
}

// acquisition is the cost per order by date, outside events and pre-sales.
func acquisition(visits []Visit) []float64 {
	names, of := group(visits, func(v Visit) string {
		if v.On.IsZero() || v.EventOnly || v.PreSale {
			return ""
		}
		return v.On.Format(time.DateOnly)
	})
	var out []float64
	for _, day := range names {
		if t, _, _ := sum(of[day]); t.Orders > 0 && t.Cost > 0 && !math.IsInf(t.Cost, 0) {
			out = append(out, t.Cost/t.Orders)
		}
	}
	return out
}
