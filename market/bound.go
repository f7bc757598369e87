package market

import (
	"encoding/json"

	"shelfwise/market/money"
)

type boundWire struct {
	Amount   *string        `json:"amount"`
	Currency money.Currency `json:"currency,omitempty"`
	BoundBy  string         `json:"bound_by"`
	Input    PriceInput     `json:"input,omitempty"`
	How      string         `json:"how,omitempty"`
}

// MarshalJSON writes {"amount":"12.99","currency":"EUR","bound_by":"cost","input":"costs"}; amount is null where unknown.
func (b Bound) MarshalJSON() ([]byte, error) {
	w := boundWire{Currency: b.Amount.Currency(), BoundBy: b.BoundBy, Input: b.Input, How: b.How}
	if b.Amount.Known() {
		w.Amount = new(b.Amount.Decimal())
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (b *Bound) UnmarshalJSON(data []byte) error {
	var w boundWire
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	*b = Bound{BoundBy: w.BoundBy, Input: w.Input, How: w.How}
	if w.Amount == nil {
		return nil
	}
	a, err := money.Decimal(*w.Amount, w.Currency)
	b.Amount = a
	return err
}
