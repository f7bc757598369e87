package scoring

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// markets splits an input into one per currency where no exchange rate joins them: candidates of a currency without a
// rate to the base are compared with the offers in their own currency, of which there must be some. The first part is
// that of the base currency; an input that is one market comes back as it is.
func markets(in Input) []Input {
	x := newExchange(in.Rates, base(in), asOf(in))
	lone := map[money.Currency]bool{} // currencies of candidates that no rate joins to the base
	for _, c := range in.Candidates {
		if cur := currencyOf(c); cur != "" && math.IsNaN(x.rate(cur)) {
			lone[cur] = false
		}
	}
	if len(lone) == 0 {
		return []Input{in}
	}
	for _, s := range in.Series {
		cur, _ := seriesCurrency(s)
		if _, ok := lone[cur]; ok {
			lone[cur] = true
		}
	}
	var order []money.Currency
	parts := map[money.Currency][]market.Candidate{}
	for _, c := range in.Candidates {
		cur := currencyOf(c)
		if !lone[cur] {
			cur = x.to
		}
		if _, ok := parts[cur]; !ok && cur != x.to {
			order = append(order, cur)
		}
		parts[cur] = append(parts[cur], c)
	}
	slices.Sort(order)
	out := make([]Input, 0, len(parts))
	for _, cur := range append([]money.Currency{x.to}, order...) {
		part := in
		part.Candidates = parts[cur]
		out = append(out, part)
	}
	return out
}

// adviseApart advises each market by itself and merges the rankings by score, the one measure that needs no currency. A
// place among all is only known as far as the candidate's own market tells, and the rank intervals and a warning say so.
func adviseApart(parts []Input) (market.Advice, error) {
	var out market.Advice
	var lists [][]market.Recommendation
	total := 0
	for i, part := range parts {
		a, err := adviseOne(part)
		if err != nil {
			return market.Advice{}, err
		}
		if i == 0 {
			out = a
		}
		lists = append(lists, a.Recommendations)
		total += len(a.Recommendations)
	}
	currencies := make([]money.Currency, len(parts))
	for i, part := range parts {
		currencies[i] = base(part)
	}
	for i, list := range lists {
		for j := range list {
			apart(&list[j], i, total-len(list), currencies)
		}
	}
	out.Recommendations = merge(lists, total)
	profile := parts[0].Profile.orDefault()
	out.Shortlist, out.ShortlistWhy = shortlist(out.Recommendations, profile.Shortlist)
	if limit := profile.CashLimit; limit.Known() {
		set := Choose(out, limit, profile.MaxPerCategory)
		out.Portfolio = &set
	}
	return out, nil
}

// apart says of a recommendation of the market at a place of several that no rate joins what that leaves unknown.
func apart(r *market.Recommendation, at, others int, currencies []money.Currency) {
	r.RankInterval[1] += others
	r.FirstPlace = nil // it speaks of one market
	if at == 0 {
		return
	}
	names := make([]string, len(currencies))
	for i, c := range currencies {
		names[i] = string(c)
	}
	r.Warnings = append(r.Warnings, market.Warning{Code: "no_common_currency", Message: fmt.Sprintf(
		"No exchange rate joins %s: this product is compared with offers in %s, and ranked among the others by score alone.",
		strings.Join(names, " and "), names[at])})
}

// merge takes the best of the lists' heads until all are used, so that the order within each list stays.
func merge(lists [][]market.Recommendation, total int) []market.Recommendation {
	out := make([]market.Recommendation, 0, total)
	for len(out) < total {
		best := -1
		for i, list := range lists {
			if len(list) > 0 && (best < 0 || points(list[0]) > points(lists[best][0])) {
				best = i
			}
		}
		r := lists[best][0]
		lists[best] = lists[best][1:]
		r.Rank = len(out) + 1
		out = append(out, r)
	}
	return out
}

func points(r market.Recommendation) float64 {
	if r.Score == nil {
		return -1
	}
	return *r.Score
}
