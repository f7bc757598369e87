package scoring

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/demand"
	"shelfwise/scoring/pricing"
)

// How many rivals a recommendation lists; all of them count. Of very many candidates each lists few.
const (
	shownRivals = 60
	fewRivals   = 3
	manyCases   = 2000
)

// rival is one comparable or same offer in the base currency.
type rival struct {
	at         int // index of the series and its history
	same       bool
	price      float64
	units      market.Interval
	hasUnits   bool
	confidence float64
	confirmed  bool // by the user
}

func (v rival) relation() market.Relation {
	if v.same {
		return market.Same
	}
	return market.Comparable
}

// scene is the market of one candidate before it becomes a Snapshot.
type scene struct {
	rivals     []rival
	prices     []float64 // rising, base currency
	same       []float64
	excluded   []market.Exclusion
	own        []int // indexes of own offers in run.own.series
	units      market.Interval
	size       market.Interval // of the market: units × price, a month, base currency (text 004-B)
	revenue    float64         // of the rivals with an estimate, a month, base currency
	priced     int
	measured   int // rivals with estimated units
	ids, sames []market.ListingID
	conc       Concentration
	hasConc    bool
	reviews    float64 // median, NaN unknown
	stars      float64 // mean, NaN unknown
	newcomers  float64 // share of rivals first seen within the last 90 days of a longer history, NaN unknown
	warning    bool    // a price war or a duel is on
	war        bool    // the whole market goes down
	duel       int     // how often two of the sellers answered each other's undercut; 0: none do
}

// build collects the scene of candidate c from its matches. Own offers, rejected and doubtful matches and listings that
// cleaning left out are excluded with the reason.
func (r *run) build(c market.Candidate, matches []market.Match) *scene {
	s := &scene{excluded: slices.Clone(r.in.Excluded[c.ID]), reviews: math.NaN(), stars: math.NaN(), newcomers: math.NaN()}
	s.rivals, s.ids = make([]rival, 0, len(matches)), make([]market.ListingID, 0, len(matches))
	for _, m := range matches {
		if m.Decision == market.Rejected {
			continue
		}
		if at, ours := r.own.at[m.ListingID]; ours {
			s.own = append(s.own, at)
			s.exclude(m.ListingID, "own_offer", "")
			continue
		}
		i, ok := r.index[m.ListingID]
		if !ok {
			continue
		}
		h := &r.cleaned.Histories[i]
		switch {
		case m.Decision == market.Review:
			s.exclude(m.ListingID, "match_in_review", "too doubtful to use without a look")
		case r.norate[m.ListingID] != "":
			s.exclude(m.ListingID, "no_rate", "no exchange rate for "+string(r.norate[m.ListingID]))
		case !h.Rival():
			s.exclude(m.ListingID, h.Excluded, h.Detail)
		default:
			s.add(r, i, m)
		}
	}
	s.summarise(r)
	return s
}

func (s *scene) exclude(id market.ListingID, reason, detail string) {
	for _, e := range s.excluded {
		if e.ListingID == id {
			return
		}
	}
	s.excluded = append(s.excluded, market.Exclusion{ListingID: id, Reason: reason, Detail: detail})
}

func (s *scene) add(r *run, i int, m market.Match) {
	h := &r.cleaned.Histories[i]
	f := &r.facts[i]
	v := rival{at: i, same: m.Relation == market.Same, price: h.Price, confidence: m.Confidence, confirmed: m.Decision == market.Confirmed, units: f.units, hasUnits: f.sold}
	s.rivals = append(s.rivals, v)
	if v.same {
		s.sames = append(s.sames, m.ListingID)
		s.same = append(s.same, h.Price)
	} else {
		s.ids = append(s.ids, m.ListingID)
	}
}

// trim leaves out rivals whose price stands far from the other rivals', wherever cleaning had them in another group: a
// modified z over 3.5 on the logarithm (MAD at least 5%) and a ratio over outlierRatio to the median. The rivals stand in
// order of price.
func (s *scene) trim(r *run) {
	n := len(s.rivals)
	if n < 5 {
		return
	}
	middle := s.rivals[n/2].price
	if s.rivals[n-1].price < middle*outlierRatio*0.9 && s.rivals[0].price > middle/outlierRatio/0.9 {
		return // none can be that far off
	}
	logs := make([]float64, len(s.rivals))
	for i, v := range s.rivals {
		logs[i] = math.Log(v.price)
	}
	mid, z := demand.Median(logs), demand.ModifiedZ(logs, 0.05)
	kept := s.rivals[:0]
	for i, v := range s.rivals {
		if math.Abs(z[i]) <= 3.5 || math.Abs(logs[i]-mid) <= math.Log(outlierRatio) {
			kept = append(kept, v)
			continue
		}
		id := r.series[v.at].Listing.ID
		s.exclude(id, demand.ReasonOutlier, fmt.Sprintf("price %.2f against the rivals' median %.2f %s", v.price, math.Exp(mid), r.currency))
		s.ids = slices.DeleteFunc(s.ids, func(x market.ListingID) bool { return x == id })
		s.sames = slices.DeleteFunc(s.sames, func(x market.ListingID) bool { return x == id })
	}
	s.rivals = kept
	s.same = s.same[:0]
	for _, v := range kept {
		if v.same {
			s.same = append(s.same, v.price)
		}
	}
}

// outlierRatio is how far from the median a price may stand whatever the others do.
const outlierRatio = 3.0

// summarise fills the statistics over the rivals.
func (s *scene) summarise(r *run) {
	slices.SortFunc(s.rivals, func(a, b rival) int {
		if a.price != b.price {
			return cmpFloat(a.price, b.price)
		}
		return cmpString(r.series[a.at].Listing.ID, r.series[b.at].Listing.ID)
	})
	s.trim(r)
	slices.Sort(s.ids)
	slices.Sort(s.sames)
	slices.SortFunc(s.excluded, func(a, b market.Exclusion) int { return cmpString(a.ListingID, b.ListingID) })
	n := len(s.rivals)
	reviews, stars := make([]float64, 0, n), make([]float64, 0, n)
	s.prices = make([]float64, 0, n)
	fresh, dated := 0, 0
	for _, v := range s.rivals {
		h := &r.cleaned.Histories[v.at]
		s.prices = append(s.prices, v.price)
		if v.hasUnits {
			s.measured++
			s.units.P10 += v.units.P10
			s.units.P50 += v.units.P50
			s.units.P90 += v.units.P90
			s.revenue += v.units.P50 * v.price
			s.size.P10 += v.units.P10 * v.price
			s.size.P90 += v.units.P90 * v.price
		}
		if !math.IsNaN(h.Reviews) {
			reviews = append(reviews, h.Reviews)
		}
		if !math.IsNaN(h.Stars) {
			stars = append(stars, h.Stars)
		}
		if !r.began.IsZero() && r.in.AsOf.Sub(r.began) > 2*newcomerAge {
			dated++
			if h.FirstSeen.Sub(r.began) > 24*time.Hour && r.in.AsOf.Sub(h.FirstSeen) < newcomerAge {
				fresh++
			}
		}
	}
	s.priced = len(s.rivals)
	if len(reviews) > 0 {
		slices.Sort(reviews)
		s.reviews = pricing.SortedQuantile(reviews, 0.5)
	}
	if len(stars) > 0 {
		s.stars = mean(stars)
	}
	if dated > 0 {
		s.newcomers = float64(fresh) / float64(dated)
	}
	s.conc, s.hasConc = Concentrate(r.bySeller(s.rivals))
}

// newcomerAge is how young a listing counts as a new entrant.
const newcomerAge = 42 * 24 * time.Hour

// snapshot renders the scene in the candidate's currency, where one base unit is worth rate of it.
func (s *scene) snapshot(r *run, c market.Candidate, cur money.Currency, rate float64) market.Snapshot {
	out := market.Snapshot{
		AsOf: r.in.AsOf, Currency: cur, Built: r.in.Built[c.ID], Excluded: s.excluded, ComparableOffers: s.priced,
		SameOffers: len(s.same), PriceWar: s.warning, PriceDuel: s.duel,
	}
	for _, g := range r.in.Guards {
		if g.CandidateID == c.ID {
			g.With, g.Without = r.told(g.With, cur, rate), r.told(g.Without, cur, rate)
			out.Guards = append(out.Guards, g)
		}
	}
	if out.Excluded == nil {
		out.Excluded = []market.Exclusion{}
	}
	if len(s.prices) > 0 && !math.IsNaN(rate) {
		out.PriceQuantiles = map[string]string{}
		for _, q := range []struct {
			name string
			at   float64
		}{{"p10", 0.1}, {"p25", 0.25}, {"p50", 0.5}, {"p75", 0.75}, {"p90", 0.9}} {
			out.PriceQuantiles[q.name] = money.FromFloat(pricing.SortedQuantile(s.prices, q.at)*rate, cur).Decimal()
		}
	}
	out.MedianReviews, out.MeanStars, out.NewEntrantShare = number(s.reviews, 1), number(s.stars, 2), number(s.newcomers, 3)
	if s.hasConc {
		out.HHI, out.CR4, out.Sellers = number(s.conc.HHI, 1), number(s.conc.CR4, 4), s.conc.N
		out.Top3, out.Top10 = number(s.conc.Top3, 4), number(s.conc.Top10, 4)
	}
	if s.measured > 0 && !math.IsNaN(rate) {
		out.RevenuePerMonth = &market.Interval{P10: round(s.size.P10*rate, 2), P50: round(s.revenue*rate, 2), P90: round(s.size.P90*rate, 2)}
	}
	if s.measured > 0 {
		out.UnitsPerMonth = &market.Interval{P10: round(s.units.P10, 1), P50: round(s.units.P50, 1), P90: round(s.units.P90, 1)}
	}
	shown := shownRivals
	if len(r.in.Candidates) > manyCases {
		shown = fewRivals
	}
	for i, v := range s.rivals {
		h := &r.cleaned.Histories[v.at]
		if out.OldestSeen.IsZero() || h.LastSeen.Before(out.OldestSeen) {
			out.OldestSeen = h.LastSeen
		}
		if h.LastSeen.After(out.NewestSeen) {
			out.NewestSeen = h.LastSeen
		}
		if i < shown {
			out.Rivals = append(out.Rivals, r.rival(v, h, cur, rate))
		}
	}
	out.Rates = r.applied(out.Rivals, cur, rate)
	return out
}

// told converts an amount for the reader to a snapshot's currency; as it is where no rate is known.
func (r *run) told(a money.Amount, cur money.Currency, rate float64) money.Amount {
	by, ok := r.exchange.known[a.Currency()]
	if !a.Known() || a.Currency() == cur || !ok || math.IsNaN(by*rate) {
		return a
	}
	return money.FromFloat(a.Float()*by*rate, cur)
}

// applied lists the rates at which the rivals' prices were converted, in order of the currencies.
func (r *run) applied(rivals []market.Rival, cur money.Currency, rate float64) []market.AppliedRate {
	var out []market.AppliedRate
	for _, v := range rivals {
		from := v.Offered.Currency()
		has := func(a market.AppliedRate) bool { return a.From == from }
		if by := r.exchange.known[from] * rate; from != "" && from != cur && by > 0 && !slices.ContainsFunc(out, has) {
			out = append(out, market.AppliedRate{From: from, To: cur, Rate: strconv.FormatFloat(by, 'g', 7, 64)})
		}
	}
	slices.SortFunc(out, func(a, b market.AppliedRate) int { return cmp.Compare(a.From, b.From) })
	return out
}

// unitPrice is what a rival's offer costs per kilogram, litre or piece in the snapshot's currency, nil where unknown.
func unitPrice(p market.Pack, r market.Rival) *market.UnitPrice {
	u := market.Offer{Price: r.Price, Pack: p}.UnitPrice()
	if u != nil {
		u.Landed = p.PerUnit(r.Landed)
	}
	return u
}

func (r *run) rival(v rival, h *demand.History, cur money.Currency, rate float64) market.Rival {
	l := r.series[v.at].Listing
	out := market.Rival{
		ListingID: l.ID, Source: l.Source, URL: l.URL, Title: l.Title, Seller: sellerOf(r.series[v.at]).name, Relation: v.relation(),
		Confidence: round(v.confidence, 4), Price: money.FromFloat(v.price*rate, cur), Stars: number(h.Stars, 2), SeenAt: h.LastSeen,
	}
	if v.confirmed {
		out.Decision = market.Confirmed
	}
	if o, ok := r.in.Series[v.at].Latest(); ok {
		if o.Offer.Price.Known() && o.Offer.Price.Currency() != cur {
			out.Offered = o.Offer.Price
		} else if x := r.exchange.amount(o.Offer.Price); x.Known() && x.Float() == v.price {
			out.Price = o.Offer.Price // as it was read, not there and back through the base
		}
		if s := r.exchange.amount(o.Offer.Shipping); s.Known() {
			out.Landed = money.FromFloat((v.price+s.Float())*rate, cur)
		}
		out.Pack, out.UnitPrice = o.Offer.Pack, unitPrice(o.Offer.Pack, out)
	}
	if !math.IsNaN(h.Reviews) {
		n := int64(h.Reviews)
		out.Reviews = &n
	}
	if v.hasUnits {
		out.Units = &market.Interval{P10: round(v.units.P10, 1), P50: round(v.units.P50, 1), P90: round(v.units.P90, 1)}
		out.UnitsMethod = r.facts[v.at].method
	}
	return out
}
