package web

import (
	"context"
	"html/template"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
)

// candidateView is everything that is known about one candidate.
type candidateView struct {
	advisor.Explanation
	R         market.Recommendation
	Strip     template.HTML
	Demand    template.HTML
	Waterfall template.HTML
	History   template.HTML
	Excluded  []exclusions
	Costs     []cost
	Tried     *trial
	Confident map[market.ListingID]market.Match
}

// exclusions are the listings that were left out for one reason.
type exclusions struct {
	Reason   string
	Guard    *market.GuardEffect // how far these moved the median; nil for what no guard of matching kept out
	Listings []market.Exclusion
}

// cost is a line of the cost sheet.
type cost struct{ Name, Value string }

// trial is a price that the reader asked about.
type trial struct {
	Text    string
	Problem string
	R       market.Recommendation
}

func (d *dashboard) candidate(r *http.Request) (view, error) {
	at, err := asOf(r)
	if err != nil {
		return view{}, err
	}
	ex, err := d.advisor.Explain(r.Context(), r.PathValue("id"), at)
	if err != nil {
		return view{}, err
	}
	body := candidateView{Explanation: ex, R: ex.Recommendation, Confident: map[market.ListingID]market.Match{}}
	for _, m := range ex.Matches {
		body.Confident[m.ListingID] = m
	}
	body.Tried = d.tried(r, ex)
	var tried money.Amount
	if body.Tried != nil {
		tried = body.Tried.R.Price.Recommended
	}
	body.Strip = priceStrip(body.R, tried)
	body.Demand, body.Waterfall = demandBar(body.R.Demand), waterfall(body.R.Price.Waterfall)
	body.Excluded, body.Costs = grouping(body.R.Market), costs(ex.Candidate)
	if body.History, err = d.rivalHistory(r.Context(), body.R, ex.AsOf); err != nil {
		return view{}, err
	}
	return view{Page: "candidate", Title: body.R.Title, Section: "ranking", AsOf: ex.AsOf, Model: ex.ModelVersion, Body: body}, nil
}

// tried simulates the price in the address, if there is one.
func (d *dashboard) tried(r *http.Request, ex advisor.Explanation) *trial {
	text := strings.TrimSpace(r.URL.Query().Get("price"))
	if text == "" {
		return nil
	}
	t := &trial{Text: text}
	currency := ex.Recommendation.Market.Currency
	if ex.Candidate.Currency != "" {
		currency = ex.Candidate.Currency
	}
	price, err := money.Decimal(strings.Replace(text, ",", ".", 1), currency)
	if err == nil {
		t.R, err = d.advisor.Simulate(r.Context(), advisor.WhatIf{CandidateID: ex.Candidate.ID, Price: price, AsOf: ex.AsOf})
	}
	if err != nil {
		t.Problem = "That price could not be tried: " + err.Error()
	}
	return t
}

// grouping sorts exclusions by reason, the most frequent first.
func grouping(s market.Snapshot) []exclusions {
	var out []exclusions
	for _, e := range s.Excluded {
		i := slices.IndexFunc(out, func(g exclusions) bool { return g.Reason == e.Reason })
		if i < 0 {
			i = len(out)
			out = append(out, exclusions{Reason: e.Reason})
		}
		out[i].Listings = append(out[i].Listings, e)
	}
	for i := range out {
		for _, g := range s.Guards {
			if g.Guard == out[i].Reason && g.With.Known() && g.Without.Known() {
				out[i].Guard = &g
			}
		}
	}
	slices.SortStableFunc(out, func(a, b exclusions) int { return len(b.Listings) - len(a.Listings) })
	return out
}

// costs lists the cost sheet, what is not known included.
func costs(c market.Candidate) []cost {
	s := c.Cost
	out := []cost{
		{"Unit cost", amount(s.UnitCost)}, {"Least order", pointerNumber(s.MOQ)}, {"Inbound freight", amount(s.InboundFreight)},
		{"Duty rate", pointerNumber(s.DutyRate)}, {"Packaging", amount(s.Packaging)}, {"Fulfilment", amount(s.Fulfilment)},
		{"Storage", amount(s.Storage)}, {"Referral fee", pointerNumber(s.ReferralRate)}, {"Payment fee", pointerNumber(s.PaymentRate)},
		{"Advertising", pointerNumber(s.AdRate)}, {"Returns", pointerNumber(s.ReturnRate)}, {"Cost of a return", amount(s.ReturnCost)},
		{"Tax in the price", pointerNumber(s.TaxRate)}, {"Fixed cost a month", amount(s.FixedCost)},
	}
	if s.FeeTable != "" {
		out = append(out, cost{"Fee table", s.FeeTable})
	}
	return out
}

// rivalHistory draws what the rivals asked over time, in the currency of the market. Prices in another currency are
// put at the rate that the ranking used, since the rates of the past are not kept with it.
func (d *dashboard) rivalHistory(ctx context.Context, r market.Recommendation, asOf time.Time) (template.HTML, error) {
	h := history{currency: r.Market.Currency, level: math.NaN(), label: "Prices of the rivals over time"}
	if r.Price.Recommended.Known() && r.Price.Recommended.Currency() == h.currency {
		h.level = r.Price.Recommended.Float()
	}
	for _, rival := range r.Market.Rivals {
		all, err := d.observations(ctx, rival.ListingID, asOf)
		if err != nil {
			return "", err
		}
		line := priceLine(all, rateOf(rival), rival.Source+": "+rival.Title)
		if rival.Relation == market.Same {
			line.class = "same"
			h.lines = append(h.lines, line)
		}
		h.market = append(h.market, line)
	}
	return h.draw(), nil
}

// rateOf is the snapshot's exchange rate for a rival: 1 where it was shown in the snapshot's currency.
func rateOf(r market.Rival) float64 {
	if offered := r.Offered.Float(); r.Offered.Known() && offered > 0 && r.Offered.Currency() != r.Price.Currency() {
		return r.Price.Float() / offered
	}
	return 1
}

// priceLine is the prices of a listing, each kept until the next; the last reading ends it.
func priceLine(all []market.Observation, rate float64, name string) series {
	s := series{name: name}
	for _, o := range all {
		if o.Offer.Price.Known() {
			s.samples = append(s.samples, sample{o.ObservedAt, o.Offer.Price.Float() * rate})
		}
	}
	if n := len(all); n > 0 && len(s.samples) > 0 {
		if seen := all[n-1].Seen(); seen.After(s.samples[len(s.samples)-1].at) {
			s.samples = append(s.samples, sample{seen, s.samples[len(s.samples)-1].value})
		}
	}
	return s
}
