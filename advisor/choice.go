package advisor

import (
	"context"
	"fmt"

	"shelfwise/market"
	"shelfwise/scoring"
)

// Choice is a way of choosing for one question, over the profile in force. Zero fields change nothing.
type Choice struct {
	Profile        string   // a named profile instead of the one in force
	Weights        string   // value=0.4,attractiveness=0.3,cost=0.2,competition=0.1
	Segment        string   // of buyers
	CashLimit      string   // "20000 EUR": the set that earns the most with it is picked too
	MaxPerCategory *int     // of that set; 0: any number
	MinMargin      *float64 // least share of the price that a go leaves
}

// IsZero reports a choice that changes nothing.
func (c Choice) IsZero() bool { return c == Choice{} }

// Over puts the choice over a profile; one whose weights are changed shows it in its name. Errors: market.ErrInvalid
// for what cannot be read, market.ErrNotFound for a profile that is not there.
func (c Choice) Over(p scoring.Profile) (scoring.Profile, error) {
	var err error
	if c.Profile != "" {
		if p, err = scoring.ProfileNamed(c.Profile); err != nil {
			return p, err
		}
	}
	if c.Weights != "" {
		if p.Weights, err = scoring.ParseWeights(c.Weights); err != nil {
			return p, err
		}
		p.Name += "+weights"
	}
	if c.Segment != "" {
		p.Segment = c.Segment
	}
	if c.CashLimit != "" {
		if p.CashLimit, err = scoring.ParseAmount("cash_limit", c.CashLimit); err != nil {
			return p, err
		}
	}
	if c.MaxPerCategory != nil {
		switch {
		case *c.MaxPerCategory < 0:
			return p, &market.FieldError{Field: "max_per_category", Problem: fmt.Sprintf("%d is negative", *c.MaxPerCategory)}
		case !p.CashLimit.Known():
			return p, &market.FieldError{Field: "max_per_category", Problem: "bounds the set under a cash limit: give cash_limit too"}
		}
		p.MaxPerCategory = *c.MaxPerCategory
	}
	if m := c.MinMargin; m != nil {
		if !(*m >= 0 && *m < 1) {
			return p, &market.FieldError{Field: "min_margin", Problem: "must be a share of the price, from 0 to under 1"}
		}
		p.Gates.MinMargin, p.Gates.Asked = *m, *m
	}
	return p, nil
}

// asked is the advice under another choice, on the market of the newest kept advice; nothing is stored.
func (a *Advisor) asked(ctx context.Context, q Query) (market.Advice, error) {
	in, err := a.basis(ctx, q.AsOf)
	if err != nil {
		return market.Advice{}, err
	}
	if in.Profile, err = q.Choice.Over(in.Profile); err != nil {
		return market.Advice{}, err
	}
	return scoring.Advise(in)
}
