package advisor

import (
	"context"
	"fmt"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Change is one thing that happened in the market between two times.
type Change struct {
	Kind    string           `json:"kind"` // entry, exit, price, availability
	Listing market.ListingID `json:"listing"`
	Title   string           `json:"title"`
	From    string           `json:"from,omitempty"`
	To      string           `json:"to,omitempty"`
	Share   *float64         `json:"share,omitempty"` // of a price move: -0.1 is ten percent down
	At      time.Time        `json:"at"`
}

// Watch returns what entered, left or moved after since and not after until (zero: now), in order of listing.
// A listing has left when it was last seen before since, though its source was read after.
func (a *Advisor) Watch(ctx context.Context, since, until time.Time) ([]Change, error) {
	series, err := a.load(ctx, a.moment(until))
	if err != nil {
		return nil, fmt.Errorf("watch: %w", err)
	}
	readAfter := map[string]bool{}
	for _, s := range series {
		if last, _ := s.Latest(); last.Seen().After(since) {
			readAfter[s.Listing.Source] = true
		}
	}
	var out []Change
	for _, s := range series {
		out = append(out, changes(s, since, readAfter[s.Listing.Source])...)
	}
	return out, nil
}

// changes compares what a listing showed at since with what it shows last.
func changes(s market.Series, since time.Time, sourceRead bool) []Change {
	last, _ := s.Latest()
	first := s.Observations[0]
	base := Change{Listing: s.Listing.ID, Title: s.Listing.Title, At: last.ObservedAt}
	if first.ObservedAt.After(since) {
		base.Kind, base.To, base.At = "entry", last.Offer.Price.String(), first.ObservedAt
		return []Change{base}
	}
	if !last.Seen().After(since) {
		if !sourceRead {
			return nil
		}
		base.Kind, base.From, base.At = "exit", last.Offer.Price.String(), last.Seen()
		return []Change{base}
	}
	before := first
	for _, o := range s.Observations {
		if !o.ObservedAt.After(since) {
			before = o
		}
	}
	var out []Change
	if before.Offer.Price != last.Offer.Price {
		c := base
		c.Kind, c.From, c.To, c.Share = "price", before.Offer.Price.String(), last.Offer.Price.String(), share(before.Offer.Price, last.Offer.Price)
		out = append(out, c)
	}
	if before.Offer.Availability != last.Offer.Availability {
		c := base
		c.Kind, c.From, c.To = "availability", string(before.Offer.Availability), string(last.Offer.Availability)
		out = append(out, c)
	}
	return out
}

// share is the relative move, nil where the prices cannot be compared.
func share(from, to money.Amount) *float64 {
	if !from.Known() || from.Currency() != to.Currency() || from.Sign() <= 0 {
		return nil
	}
	return new(to.Float()/from.Float() - 1)
}
