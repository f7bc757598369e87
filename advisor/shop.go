package advisor

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/scoring"
	"shelfwise/scraper/feed"
)

// What a shop knows of itself, from files: each reader returns what could be read and the rows left out.

// ReadEvents reads sales events: name,from,to.
func ReadEvents(name string, r io.Reader) ([]scoring.Event, []market.RowError, error) {
	in, format := sniff(name, r)
	rows, bad, err := feed.Events(in, format)
	out := make([]scoring.Event, len(rows))
	for i, e := range rows {
		out[i] = scoring.Event{Name: e.Name, From: e.From, To: e.To}
	}
	slices.SortStableFunc(out, func(a, b scoring.Event) int { return a.From.Compare(b.From) })
	return out, bad, named(name, err)
}

// ReadSales reads own sales by month: month,candidate_id,category,units.
func ReadSales(name string, r io.Reader) ([]scoring.Sale, []market.RowError, error) {
	in, format := sniff(name, r)
	rows, bad, err := feed.Sales(in, format)
	out := make([]scoring.Sale, len(rows))
	for i, s := range rows {
		out[i] = scoring.Sale{Month: s.Month, CandidateID: s.CandidateID, Category: s.Category, Units: s.Units}
	}
	return out, bad, named(name, err)
}

// ReadTraffic reads the shop's visitors: the columns of feed.Traffic.
func ReadTraffic(name string, r io.Reader) ([]scoring.Visit, []market.RowError, error) {
	in, format := sniff(name, r)
	rows, bad, err := feed.Traffic(in, format)
	out := make([]scoring.Visit, len(rows))
	for i, v := range rows {
		out[i] = scoring.Visit{
			Traffic: scoring.Traffic{Source: v.Source, Visitors: v.Visitors, Orders: v.Orders, Cost: orNaN(v.Cost), Margin: orNaN(v.Margin), Repeat: orNaN(v.Repeat), EventOnly: v.Event},
			On:      v.On, SKU: v.SKU, Category: v.Category, AddToCart: v.AddToCart, Revenue: v.Revenue, PreSale: v.PreSale, Lost: v.Lost, LostReason: v.LostReason,
			Creative: v.Creative, Shown: v.Shown, Clicks: v.Clicks, Pages: v.Pages, Consults: v.Consults, Returning: orNaN(v.Returning), Placed: orNaN(v.Placed),
		}
	}
	return out, bad, named(name, err)
}

// ReadPeers reads the peers' averages: metric,category,peers,own. A row without a category is of all that have none of
// their own.
func ReadPeers(name string, r io.Reader) (scoring.PeerFigures, []market.RowError, error) {
	in, format := sniff(name, r)
	rows, bad, err := feed.Peers(in, format)
	var out scoring.PeerFigures
	scores := map[string]string{"described": "as described", "service": "service", "delivery": "delivery"}
	for _, p := range rows {
		switch {
		case p.Metric != "conversion" && p.Own == nil:
			out.HalfScores = append(out.HalfScores, strings.TrimSpace(scores[p.Metric]+" "+p.Category))
		case p.Metric != "conversion":
			out.Scores = append(out.Scores, scoring.ServiceScore{Name: scores[p.Metric], Category: p.Category, Own: *p.Own, Peers: p.Peers})
		case p.Category == "":
			out.Conversion = p.Peers
		default:
			if out.ByCategory == nil {
				out.ByCategory = map[string]float64{}
			}
			out.ByCategory[p.Category] = p.Peers
		}
	}
	return out, bad, named(name, err)
}

// ReadKeywords reads search words and orders them, least competition first: keyword,listings,searches.
func ReadKeywords(name string, r io.Reader) ([]scoring.Keyword, []market.RowError, error) {
	in, format := sniff(name, r)
	rows, bad, err := feed.Keywords(in, format)
	out := make([]scoring.Keyword, len(rows))
	for i, k := range rows {
		out[i] = scoring.Keyword{Word: k.Word, Listings: orNaN(k.Listings), Searches: orNaN(k.Searches)}
	}
	return scoring.RankKeywords(out), bad, named(name, err)
}

// ReadChecklist puts the state of the steps into the explosive-product checklist: step,evidence,owner,done,next.
func ReadChecklist(name string, r io.Reader) ([]scoring.Slot, []market.RowError, error) {
	in, format := sniff(name, r)
	rows, bad, err := feed.Steps(in, format)
	out := scoring.ExplosiveChecklist()
	for _, s := range rows {
		slot := &out[s.Number-1]
		slot.Evidence, slot.Owner, slot.Done = s.Evidence, s.Owner, s.Done
		if s.Next != "" {
			slot.Next = s.Next
		}
		if s.Done {
			slot.Next = ""
		}
	}
	return out, bad, named(name, err)
}

func orNaN(f *float64) float64 {
	if f == nil {
		return math.NaN()
	}
	return *f
}

func named(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("read %s: %w", name, err)
}
