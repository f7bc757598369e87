package advisor

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/demand"
)

// Change is one thing that happened in the market between two times.
type Change struct {
	Kind    string           `json:"kind"` // entry, exit, price, availability, anomaly
	Listing market.ListingID `json:"listing,omitempty"`
	Title   string           `json:"title,omitempty"`
	Source  string           `json:"source,omitempty"` // of an anomaly of a whole source
	Reason  string           `json:"reason,omitempty"` // of an anomaly
	From    string           `json:"from,omitempty"`
	To      string           `json:"to,omitempty"`
	Share   *float64         `json:"share,omitempty"` // of a price move: -0.1 is ten percent down
	At      time.Time        `json:"at"`
}

// ReasonVanished and ReasonBigMove name anomalies that compare two readings; the others are demand's reasons for leaving
// a reading out.
const (
	ReasonVanished = "source_vanished" // most of what a source showed is gone at once
	ReasonBigMove  = "big_move"        // a price four fifths lower or five times as high
)

// A source has vanished where at least minVanished listings and vanishedShare of those it showed before are gone. Ours.
const (
	minVanished   = 8
	vanishedShare = 0.6
	bigFall       = -0.8
	bigRise       = 4.0
)

// Watch returns what entered, left or moved after since and not after until (zero: now), in order of listing, then what
// is not normal: readings that cannot be believed, prices that moved beyond what shops do, sources that vanished (text
// 003-Y). A listing has left when it was last seen before since, though its source was read after.
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
	gone, there := map[string]int{}, map[string]int{}
	for _, s := range series {
		moved := changes(s, since, readAfter[s.Listing.Source])
		out = append(out, moved...)
		if !s.Observations[0].ObservedAt.After(since) {
			there[s.Listing.Source]++
			if len(moved) > 0 && moved[0].Kind == "exit" {
				gone[s.Listing.Source]++
			}
		}
	}
	at := a.moment(until)
	out = append(out, anomalies(series, out, since, at)...)
	for _, name := range slices.Sorted(maps.Keys(gone)) {
		if n := gone[name]; n >= minVanished && float64(n) >= vanishedShare*float64(there[name]) {
			out = append(out, Change{Kind: "anomaly", Reason: ReasonVanished, Source: name, At: at,
				From: fmt.Sprintf("%d listings", there[name]), To: fmt.Sprintf("%d left", there[name]-n)})
		}
	}
	return out, nil
}

// anomalies lists the readings after since that cleaning left out, each with its reason, and the moves no shop makes.
func anomalies(series []market.Series, moved []Change, since, until time.Time) []Change {
	titles := make(map[market.ListingID]string, len(series))
	for _, s := range series {
		titles[s.Listing.ID] = s.Listing.Title
	}
	var out []Change
	told := map[market.ListingID]bool{}
	for _, f := range demand.Clean(series, until).Flags {
		if f.ObservedAt.After(since) {
			told[f.ListingID] = true
			out = append(out, Change{Kind: "anomaly", Reason: f.Reason, Listing: f.ListingID, Title: titles[f.ListingID], To: f.Text, At: f.ObservedAt})
		}
	}
	for _, c := range moved {
		if c.Share != nil && (*c.Share <= bigFall || *c.Share >= bigRise) && !told[c.Listing] {
			c.Kind, c.Reason = "anomaly", ReasonBigMove
			out = append(out, c)
		}
	}
	return out
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
