package market

import (
	"errors"
	"fmt"
)

// The error kinds that cross package borders; compare with errors.Is.
var (
	// ErrNotFound: the thing asked for does not exist.
	ErrNotFound = errors.New("not found")
	// ErrConflict: the write contradicts what is stored.
	ErrConflict = errors.New("conflict")
	// ErrInvalid: the input breaks a rule; the message says which.
	ErrInvalid = errors.New("invalid")
)

// FieldError names the field of an input that is wrong. It is ErrInvalid.
type FieldError struct{ Field, Problem string }

// Error returns "field: problem".
func (e *FieldError) Error() string { return e.Field + ": " + e.Problem }

// Is reports that a FieldError is ErrInvalid.
func (e *FieldError) Is(target error) bool { return target == ErrInvalid }

// RowError is one bad row of an imported file. It is ErrInvalid. Line and Column count from 1; Column 0 is unknown.
type RowError struct {
	Line   int    `json:"line"`
	Column int    `json:"column,omitempty"`
	Field  string `json:"field,omitempty"`
	Value  string `json:"value,omitempty"`
	Reason string `json:"reason"`
}

// Error returns "line 3, column 5 (price): reason".
func (e *RowError) Error() string {
	where := fmt.Sprintf("line %d", e.Line)
	if e.Column > 0 {
		where += fmt.Sprintf(", column %d", e.Column)
	}
	if e.Field != "" {
		where += " (" + e.Field + ")"
	}
	return where + ": " + e.Reason
}

// Is reports that a RowError is ErrInvalid.
func (e *RowError) Is(target error) bool { return target == ErrInvalid }
