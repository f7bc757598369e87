package advisor

import (
	"io"
	"maps"
	"slices"

	"shelfwise/market"
	"shelfwise/scoring/demand"
	"shelfwise/scraper/feed"
)

// ProductElasticity is how the sales of one product answered to its price.
type ProductElasticity struct {
	Product string
	Weeks   int
	demand.OwnElasticity
}

// ReadElasticities reads a history of own sales (product,week,units,price,rivals_price,promoted) and returns what each
// product's says, in order of product. Rows of one product and week count as one.
func ReadElasticities(name string, r io.Reader) ([]ProductElasticity, []market.RowError, error) {
	in, format := sniff(name, r)
	rows, bad, err := feed.Weeks(in, format)
	slices.SortStableFunc(rows, func(a, b feed.WeekRow) int { return a.On.Compare(b.On) })
	byProduct := map[string][]feed.WeekRow{}
	for _, w := range rows {
		byProduct[w.Product] = append(byProduct[w.Product], w)
	}
	var out []ProductElasticity
	for _, n := range slices.Sorted(maps.Keys(byProduct)) {
		weeks := weekly(byProduct[n])
		out = append(out, ProductElasticity{Product: n, Weeks: len(weeks), OwnElasticity: demand.HistoryElasticity(weeks)})
	}
	return out, bad, named(name, err)
}

// weekly returns the weeks of one product's rows in order of time. Several rows of one week (as of stores that the file does
// not name) are one: their units together at the price paid on average. Rows without a week are each their own.
func weekly(rows []feed.WeekRow) []demand.Week {
	var out []demand.Week
	for from := 0; from < len(rows); {
		to := from + 1
		for !rows[from].On.IsZero() && to < len(rows) && rows[to].On.Equal(rows[from].On) {
			to++
		}
		out, from = append(out, oneWeek(rows[from:to])), to
	}
	return out
}

// oneWeek sums rows of one week. Each counts by its units and a half, so that rows without sales count a little.
func oneWeek(rows []feed.WeekRow) demand.Week {
	if w := rows[0]; len(rows) == 1 {
		return demand.Week{Units: w.Units, Price: w.Price, Rivals: w.Rivals, Promoted: w.Promoted}
	}
	var out demand.Week
	weight, promoted, known := 0.0, 0.0, 0.0
	for _, w := range rows {
		n := max(0, w.Units) + 0.5
		out.Units, out.Price, weight = out.Units+w.Units, out.Price+n*w.Price, weight+n
		if w.Rivals > 0 {
			out.Rivals, known = out.Rivals+n*w.Rivals, known+n
		}
		if w.Promoted {
			promoted += n
		}
	}
	out.Price /= weight
	if known > 0 {
		out.Rivals /= known
	}
	out.Promoted = promoted >= weight/2
	return out
}
