package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"shelfwise/market"
	"shelfwise/market/money"
)

// AmountDoc is how money looks in JSON.
type AmountDoc struct {
	Amount   string `json:"amount" pattern:"^-?[0-9]+(\\.[0-9]+)?$" doc:"A plain decimal" example:"12.99"`
	Currency string `json:"currency" pattern:"^[A-Z]{3}$" doc:"ISO 4217" example:"EUR"`
}

// knownOrNull is the schema of an amount that may be unknown.
type knownOrNull struct{}

// Schema is AmountDoc or null; huma asks for it under this name.
func (knownOrNull) Schema(r huma.Registry) *huma.Schema {
	return orNull(r.Schema(reflect.TypeFor[AmountDoc](), true, ""))
}

// boundDoc is how a market.Bound looks in JSON.
type boundDoc struct {
	Amount   *string `json:"amount" doc:"A plain decimal; null where unknown"`
	Currency string  `json:"currency,omitempty"`
	BoundBy  string  `json:"bound_by" doc:"What set it"`
	How      string  `json:"how,omitempty" doc:"The sum with its figures, in words"`
	Input    string  `json:"input,omitempty" doc:"Which input of a price that is: costs, competitors, consumers or positioning"`
}

// aliasTypes tells the registry how the types look that marshal themselves.
func aliasTypes(r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[money.Amount](), reflect.TypeFor[knownOrNull]())
	r.RegisterTypeAlias(reflect.TypeFor[market.Bound](), reflect.TypeFor[boundDoc]())
	r.RegisterTypeAlias(reflect.TypeFor[money.Rate](), reflect.TypeFor[float64]())
	r.RegisterTypeAlias(reflect.TypeFor[huma.ErrorModel](), reflect.TypeFor[Problem]())
}

func orNull(s *huma.Schema) *huma.Schema {
	return &huma.Schema{OneOf: []*huma.Schema{s, {Type: "null"}}}
}

// allowNull makes null a value of every property whose Go field is a pointer to a struct: huma says nullable for
// pointers to plain values only.
func allowNull(r huma.Registry) {
	for name, s := range r.Map() {
		t := r.TypeFromRef("#/components/schemas/" + name)
		if t == nil || t.Kind() != reflect.Struct {
			continue
		}
		for _, f := range reflect.VisibleFields(t) {
			tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			p := s.Properties[tag]
			if p == nil || p.Ref == "" || f.Type.Kind() != reflect.Pointer {
				continue
			}
			s.Properties[tag] = orNull(p)
		}
	}
}
