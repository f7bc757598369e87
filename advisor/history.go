package advisor

import (
	"io"
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
// product's says, in order of product.
func ReadElasticities(name string, r io.Reader) ([]ProductElasticity, []market.RowError, error) {
	in, format := sniff(name, r)
	rows, bad, err := feed.Weeks(in, format)
	slices.SortStableFunc(rows, func(a, b feed.WeekRow) int { return a.On.Compare(b.On) })
	weeks := map[string][]demand.Week{}
	var names []string
	for _, w := range rows {
		if weeks[w.Product] == nil {
			names = append(names, w.Product)
		}
		weeks[w.Product] = append(weeks[w.Product], demand.Week{Units: w.Units, Price: w.Price, Rivals: w.Rivals, Promoted: w.Promoted})
	}
	slices.Sort(names)
	out := make([]ProductElasticity, len(names))
	for i, n := range names {
		out[i] = ProductElasticity{Product: n, Weeks: len(weeks[n]), OwnElasticity: demand.HistoryElasticity(weeks[n])}
	}
	return out, bad, named(name, err)
}
