package feed

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"shelfwise/market"
)

// What a shop knows of itself, by the row. Counts and amounts that are not given are 0 where 0 means none, and nil where
// unknown matters. Amounts of one file are in one currency.

// EventRow is a sales event with its days, both included.
type EventRow struct {
	Name     string
	From, To time.Time
}

// SaleRow is what was sold of a product or a category in the month of a day.
type SaleRow struct {
	Month       time.Time
	CandidateID string
	Category    string
	Units       float64
}

// VisitRow is what one source brought to one product in one period.
type VisitRow struct {
	On                                time.Time
	Source, SKU, Creative, LostReason string
	Category                          string
	Visitors, AddToCart, Orders, Lost float64
	Revenue                           float64
	Cost                              *float64
	Margin, Repeat                    *float64 // share of revenue that is left; further orders an order brings
	Event, PreSale                    bool
	Shown, Clicks                     float64
	Pages, Consults                   float64
	Returning, Placed                 *float64 // of the orders, those of old customers; orders placed, paid or not
}

// PeerRow is the peers' average of a metric, and the shop's own where it is a score.
type PeerRow struct {
	Metric, Category string
	Peers            float64
	Own              *float64
}

// KeywordRow is a search word with its offers and searches; nil is unknown.
type KeywordRow struct {
	Word               string
	Listings, Searches *float64
}

// StepRow is the state of one step of a checklist.
type StepRow struct {
	Number                int64
	Evidence, Owner, Next string
	Done                  bool
}

// named reads a file of rows of one kind that needs the first column of its schema.
func named[T any](r io.Reader, f Format, s schema, read func(*cells) T) ([]T, []market.RowError, error) {
	return table(r, f, s, [][]string{{s.names[0]}}, read)
}

// table reads a file of rows of one kind whose header must have the columns it needs; bad rows are left out and
// reported. What was read before an error that ends the file is returned with it.
func table[T any](r io.Reader, f Format, s schema, needs [][]string, read func(*cells) T) ([]T, []market.RowError, error) {
	var in rows
	switch f {
	case CSV, MerchantTSV:
		in = csvRows(decoded(r), s, needs)
	case JSONL:
		in = jsonRows(r, s)
	case XLSX:
		in = xlsxRows(r, s, needs)
	default:
		return nil, nil, fmt.Errorf("%w: format %q: want csv, xlsx or jsonl", market.ErrInvalid, string(f))
	}
	var out []T
	var bad []market.RowError
	for r, err := range in {
		var v T
		if err == nil {
			c := &cells{row: r, schema: &s}
			if v = read(c); c.bad != nil {
				err = c.bad
			}
		}
		var rowBad *market.RowError
		switch {
		case errors.As(err, &rowBad):
			bad = append(bad, *rowBad)
		case err != nil:
			return out, bad, err
		default:
			out = append(out, v)
		}
	}
	return out, bad, nil
}

func (c *cells) needed(field int) string {
	v := strings.Clone(c.text(field))
	if v == "" {
		c.fail(field, errors.New("missing"))
	}
	return v
}

// amountOr0 reads a number that is none where the cell is empty.
func (c *cells) amountOr0(field int) float64 {
	if f := c.number(field, 0, math.MaxInt64); f != nil {
		return *f
	}
	return 0
}

// once fails a row that says again what a row before it said; the first counts.
func (c *cells) once(seen map[string]int, field int, key, what string) {
	key = strings.Join(strings.Fields(strings.ToLower(key)), " ")
	switch line, again := seen[key]; {
	case c.bad != nil:
	case again:
		c.fail(field, fmt.Errorf("%s stands in line %d already; that row counts", what, line))
	default:
		seen[key] = c.line
	}
}

// Events reads name,from,to.
func Events(r io.Reader, f Format) ([]EventRow, []market.RowError, error) {
	return named(r, f, newSchema("name", "from", "to"), func(c *cells) EventRow {
		e := EventRow{Name: c.needed(0), From: c.time(1, time.Time{})}
		e.To = c.time(2, e.From)
		if e.To.Before(e.From) {
			c.fail(2, errors.New("is before the first day"))
		}
		return e
	})
}

// Sales reads month,candidate_id,category,units; a row needs a candidate or a category.
func Sales(r io.Reader, f Format) ([]SaleRow, []market.RowError, error) {
	return named(r, f, newSchema("month", "candidate_id", "category", "units"), func(c *cells) SaleRow {
		s := SaleRow{CandidateID: strings.Clone(c.text(1)), Category: strings.Clone(c.text(2)), Units: c.amountOr0(3)}
		if m, err := time.Parse("2006-01", c.text(0)); err == nil {
			s.Month = m
		} else {
			s.Month = c.time(0, time.Time{})
		}
		if s.CandidateID == "" && s.Category == "" {
			c.fail(1, errors.New("missing, and no category either"))
		}
		return s
	})
}

// Traffic reads source,sku,date,visitors,add_to_cart,orders,revenue,cost,margin_rate,repeat_rate,event,pre_sale,lost,
// lost_reason,creative,shown,clicks,page_views,consults,returning_orders,orders_placed,category. Rows that contradict themselves are
// left out with the reason.
func Traffic(r io.Reader, f Format) ([]VisitRow, []market.RowError, error) {
	s := newSchema("source", "sku", "date", "visitors", "add_to_cart", "orders", "revenue", "cost", "margin_rate", "repeat_rate",
		"event", "pre_sale", "lost", "lost_reason", "creative", "shown", "clicks", "page_views", "consults", "returning_orders", "orders_placed", "category")
	return named(r, f, s, func(c *cells) VisitRow {
		v := VisitRow{
			Source: c.needed(0), SKU: strings.Clone(c.text(1)), Visitors: c.amountOr0(3), AddToCart: c.amountOr0(4), Orders: c.amountOr0(5),
			Revenue: c.amountOr0(6), Cost: c.number(7, 0, math.MaxInt64), Margin: c.share(8, -1, 1), Repeat: c.share(9, 0, 1000), Event: c.yes(10, eventFlag()),
			PreSale: c.yes(11, preSaleFlag()), Lost: c.amountOr0(12), LostReason: strings.Clone(c.text(13)), Creative: strings.Clone(c.text(14)),
			Shown: c.amountOr0(15), Clicks: c.amountOr0(16), Pages: c.amountOr0(17), Consults: c.amountOr0(18),
			Returning: c.number(19, 0, math.MaxInt64), Placed: c.number(20, 0, math.MaxInt64),
			Category: strings.Clone(c.text(21)),
		}
		if c.text(2) != "" {
			v.On = c.time(2, time.Time{})
		}
		contradictions(c, v)
		return v
	})
}

// contradictions fails a row of traffic whose figures cannot all be true.
func contradictions(c *cells, v VisitRow) {
	switch {
	case v.Orders > v.Visitors:
		c.fail(5, fmt.Errorf("%g orders from %g visitors", v.Orders, v.Visitors))
	case v.AddToCart > v.Visitors:
		c.fail(4, fmt.Errorf("%g in the cart of %g visitors", v.AddToCart, v.Visitors))
	case v.Clicks > v.Shown:
		c.fail(16, fmt.Errorf("%g clicks of %g shown", v.Clicks, v.Shown))
	case v.Pages > 0 && v.Pages < v.Visitors:
		c.fail(17, fmt.Errorf("%g page views of %g visitors", v.Pages, v.Visitors))
	case v.Returning != nil && *v.Returning > v.Orders:
		c.fail(19, fmt.Errorf("%g orders of old customers among %g", *v.Returning, v.Orders))
	case v.Placed != nil && (*v.Placed > v.Visitors || *v.Placed < v.Orders):
		c.fail(20, fmt.Errorf("%g orders placed by %g visitors, %g paid", *v.Placed, v.Visitors, v.Orders))
	case v.Revenue > 0 && v.Orders == 0 && !v.PreSale:
		c.fail(6, errors.New("revenue without an order"))
	}
}

// Peers reads metric,category,peers,own: conversion (a share), described, service, delivery (scores). Of two rows of one
// metric and category the second is an error.
func Peers(r io.Reader, f Format) ([]PeerRow, []market.RowError, error) {
	seen := map[string]int{}
	return named(r, f, newSchema("metric", "category", "peers", "own"), func(c *cells) PeerRow {
		p := PeerRow{Metric: strings.ToLower(c.needed(0)), Category: strings.Clone(c.text(1)), Own: c.number(3, 0, 100)}
		switch p.Metric {
		case "conversion", "described", "service", "delivery", "":
		default:
			c.fail(0, errors.New("is none of conversion, described, service, delivery"))
		}
		switch v := c.share(2, 0, 100); {
		case v == nil:
			c.fail(2, errors.New("missing"))
		case p.Metric == "conversion" && *v > 1:
			c.fail(2, fmt.Errorf("%g is no share: write 3%% or 0.03", *v))
		default:
			p.Peers = *v
		}
		c.once(seen, 0, p.Metric+"\x00"+p.Category, strings.TrimSpace(p.Metric+" "+p.Category))
		return p
	})
}

// Keywords reads keyword,listings,searches.
func Keywords(r io.Reader, f Format) ([]KeywordRow, []market.RowError, error) {
	return named(r, f, newSchema("keyword", "listings", "searches"), func(c *cells) KeywordRow {
		return KeywordRow{Word: c.needed(0), Listings: c.number(1, 0, math.MaxInt64), Searches: c.number(2, 0, math.MaxInt64)}
	})
}

// Steps reads step,evidence,owner,done,next. Of two rows of one step the second is an error.
func Steps(r io.Reader, f Format) ([]StepRow, []market.RowError, error) {
	seen := map[string]int{}
	return named(r, f, newSchema("step", "evidence", "owner", "done", "next"), func(c *cells) StepRow {
		s := StepRow{Evidence: strings.Clone(c.text(1)), Owner: strings.Clone(c.text(2)), Done: c.yes(3, doneFlag()), Next: strings.Clone(c.text(4))}
		if n := c.count(0); n != nil && *n >= 1 && *n <= 12 {
			s.Number = *n
		} else {
			c.fail(0, errors.New("is no step from 1 to 12"))
		}
		c.once(seen, 0, strconv.FormatInt(s.Number, 10), fmt.Sprintf("step %d", s.Number))
		return s
	})
}
