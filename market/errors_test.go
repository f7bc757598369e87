package market_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/market/money"
)

func TestErrorsSayWhere(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		err  error
		want string
	}{
		{&market.FieldError{Field: "min_margin", Problem: "must be under 1"}, "min_margin: must be under 1"},
		{&market.RowError{Line: 3, Column: 5, Field: "price", Value: "abc", Reason: "not an amount"}, "line 3, column 5 (price): not an amount"},
		{&market.RowError{Line: 3, Reason: "too few cells"}, "line 3: too few cells"},
	} {
		if got := tc.err.Error(); got != tc.want {
			t.Errorf("Error() = %q; want %q", got, tc.want)
		}
		wrapped := fmt.Errorf("import: %w", tc.err)
		if !errors.Is(wrapped, market.ErrInvalid) || errors.Is(wrapped, market.ErrNotFound) || errors.Is(wrapped, market.ErrConflict) {
			t.Errorf("%v must be ErrInvalid and nothing else", wrapped)
		}
	}
}

func TestBoundJSON(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		bound market.Bound
		want  string
	}{
		{market.Bound{Amount: money.MustDecimal("12.90", "EUR"), BoundBy: "cost"}, `{"amount":"12.90","currency":"EUR","bound_by":"cost"}`},
		{market.Bound{Amount: money.MustDecimal("1299", "JPY"), BoundBy: "market"}, `{"amount":"1299","currency":"JPY","bound_by":"market"}`},
		{market.Bound{BoundBy: "unit_cost is unknown"}, `{"amount":null,"bound_by":"unit_cost is unknown"}`},
	} {
		got, err := json.Marshal(tc.bound)
		if err != nil || string(got) != tc.want {
			t.Errorf("Marshal(%v) = %s, %v; want %s", tc.bound, got, err, tc.want)
		}
		var back market.Bound
		if err := json.Unmarshal(got, &back); err != nil || !cmp.Equal(back, tc.bound, cmp.Comparer(func(a, b money.Amount) bool { return a == b })) {
			t.Errorf("Unmarshal(%s) = %v, %v; want %v", got, back, err, tc.bound)
		}
	}
	for _, bad := range []string{`{"amount":"12.9.0","currency":"EUR"}`, `{"amount":"1","currency":"XX"}`, `{"amount":1}`, `[]`} {
		if err := json.Unmarshal([]byte(bad), new(market.Bound)); err == nil {
			t.Errorf("Unmarshal(%s) gives no error", bad)
		}
	}
}
