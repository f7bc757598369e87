package advisor

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
	"shelfwise/scoring/pricing"
	"shelfwise/scraper/feed"
)

// ChannelAdvice is one candidate on one sales channel (text 002-C): each channel takes other fees, so it has another floor,
// another price and another text. Nil and unknown amounts are not known.
type ChannelAdvice struct {
	CandidateID  string         `json:"candidate_id"`
	Channel      string         `json:"channel"`
	Floor        money.Amount   `json:"floor"`
	Price        money.Amount   `json:"price"`
	Position     string         `json:"position,omitempty"`
	IndexToUsual *float64       `json:"index_to_median,omitempty"` // 100 is the median of the channel's offers, of all where none is of its source
	Compared     int            `json:"offers_compared"`
	Contribution money.Amount   `json:"contribution"`          // left of one unit at the price
	DeepestCut   *float64       `json:"deepest_cut,omitempty"` // share of the price that a discount may take before the floor
	Conversion   *float64       `json:"conversion,omitempty"`  // of the channel's visitors
	Interval     *[2]float64    `json:"conversion_interval,omitempty"`
	PerVisitor   *float64       `json:"contribution_per_visitor,omitempty"`
	Copy         string         `json:"copy,omitempty"` // for buyers
	Reason       string         `json:"reason,omitempty"`
	Verdict      market.Verdict `json:"verdict"`
}

// ReadChannels reads the sales channels of a shop: the columns of feed.Channels.
func ReadChannels(name string, r io.Reader) ([]feed.ChannelRow, []market.RowError, error) {
	in, format := sniff(name, r)
	rows, bad, err := feed.Channels(in, format)
	return rows, bad, named(name, err)
}

// Channels advises on every candidate at the fees of every channel, in the order of the ranking and then of the channels as
// given. Nothing is stored.
func (a *Advisor) Channels(ctx context.Context, asOf time.Time, channels []feed.ChannelRow) ([]ChannelAdvice, error) {
	p, err := a.prepareAnew(ctx, a.moment(asOf))
	if err != nil {
		return nil, err
	}
	order := map[string]int{}
	var out []ChannelAdvice
	for i, ch := range channels {
		in := p.input
		in.Candidates = slices.Clone(in.Candidates)
		for j := range in.Candidates {
			sell(&in.Candidates[j], ch)
		}
		advice, err := scoring.Advise(in)
		if err != nil {
			return nil, fmt.Errorf("channel %s: %w", ch.Name, err)
		}
		for _, r := range advice.Recommendations {
			if i == 0 {
				order[r.CandidateID] = r.Rank
			}
			out = append(out, onChannel(r, ch))
		}
	}
	slices.SortStableFunc(out, func(x, y ChannelAdvice) int { return order[x.CandidateID] - order[y.CandidateID] })
	return out, nil
}

// sell puts what a channel takes into a candidate's cost sheet.
func sell(c *market.Candidate, ch feed.ChannelRow) {
	take := func(to **money.Rate, from *money.Rate) {
		if from != nil {
			*to = from
		}
	}
	take(&c.Cost.ReferralRate, ch.Referral)
	take(&c.Cost.PaymentRate, ch.Payment)
	take(&c.Cost.AdRate, ch.Ad)
	take(&c.Cost.ReturnRate, ch.ReturnRate)
	take(&c.Cost.TaxRate, ch.Tax)
	switch {
	case ch.FeeTable != "":
		c.Cost.FeeTable = ch.FeeTable
	case ch.Referral != nil:
		c.Cost.FeeTable = ""
	}
	if ch.Fulfilment.Known() {
		c.Cost.Fulfilment = ch.Fulfilment
	}
}

// onChannel tells a recommendation as of one channel.
func onChannel(r market.Recommendation, ch feed.ChannelRow) ChannelAdvice {
	out := ChannelAdvice{CandidateID: r.CandidateID, Channel: ch.Name, Floor: r.Price.Corridor.Floor.Amount, Price: r.Price.Recommended, Position: r.Price.Position, Verdict: r.Verdict}
	if n := r.Narrative; n != nil {
		out.Copy = n.Public
	}
	share := func(f float64) *float64 { f = math.Round(f*1e5) / 1e5; return &f }
	if ch.Visitors > 0 {
		lo, hi := scoring.Wilson(ch.Orders, ch.Visitors, 1.959963984540054)
		out.Conversion, out.Interval = share(ch.Orders/ch.Visitors), &[2]float64{*share(lo), *share(hi)}
	}
	if !out.Price.Known() {
		out.Reason = r.Price.Reason
		return out
	}
	if w := r.Price.Waterfall; len(w) > 0 && w[len(w)-1].Known {
		out.Contribution = w[len(w)-1].Amount
		if out.Conversion != nil {
			out.PerVisitor = share(*out.Conversion * out.Contribution.Float())
		}
	}
	if out.Floor.Known() {
		out.DeepestCut = share(math.Max(0, 1-out.Floor.Float()/out.Price.Float()))
	}
	var prices []float64
	for _, v := range r.Market.Rivals {
		if v.Price.Currency() == out.Price.Currency() && strings.EqualFold(v.Source, ch.Source) {
			prices = append(prices, v.Price.Float())
		}
	}
	if s, _ := pricing.Standing(out.Price.Float(), prices); len(prices) > 0 {
		out.IndexToUsual, out.Compared = share(s.IndexToMedian), len(prices)
	} else if all := r.Price.Standing; all != nil {
		out.IndexToUsual, out.Compared = share(all.IndexToMedian), all.Of-1
	}
	return out
}
