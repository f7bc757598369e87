package pricing

import (
	"fmt"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/market/money"
)

// FeeFileError lists every mistake of a file of fee tables. It is market.ErrInvalid.
type FeeFileError struct {
	File     string
	Mistakes []error
}

// Error names all mistakes, each with its table, row and field.
func (e *FeeFileError) Error() string {
	texts := make([]string, len(e.Mistakes))
	for i, m := range e.Mistakes {
		texts[i] = m.Error()
	}
	return e.File + ": " + strings.Join(texts, "; ")
}

// Unwrap returns the mistakes.
func (e *FeeFileError) Unwrap() []error { return e.Mistakes }

// reading reads the texts of one place of a fee table and notes every mistake with that place.
type reading struct {
	currency money.Currency // "" where the table's is none: its amounts are not read then
	at       string
	bad      *[]error
}

// in is the same reading at a place within.
func (r reading) in(format string, args ...any) reading {
	r.at += ", " + fmt.Sprintf(format, args...)
	return r
}

func (r reading) fail(field, format string, args ...any) {
	*r.bad = append(*r.bad, fmt.Errorf("%s: %w", r.at, &market.FieldError{Field: field, Problem: fmt.Sprintf(format, args...)}))
}

// amount reads a fee, unknown where the text is empty.
func (r reading) amount(field, text string) money.Amount {
	if text == "" || r.currency == "" {
		return money.Amount{}
	}
	a, err := money.Decimal(text, r.currency)
	switch {
	case err != nil:
		r.fail(field, "%q is no amount in %s: write it as 1.50, without a sign of the currency", text, r.currency)
		return money.Amount{}
	case a.Minor() < 0:
		r.fail(field, "%s is under nothing: a fee is not negative", text)
		return money.Amount{}
	}
	return a
}

// rate reads a share from nothing to less than the whole.
func (r reading) rate(field, text string) money.Rate {
	if text == "" {
		return 0
	}
	v, err := money.ParseRate(text)
	switch {
	case err != nil:
		r.fail(field, "%q is no share: write 0.15 for 15%%", text)
		return 0
	case v < 0 || v >= money.RateOne:
		r.fail(field, "%s is not a share of the price from 0 to under 1: write 0.15 for 15%%", text)
		return 0
	}
	return v
}

func (r reading) weight(field, text string) float64 {
	if text == "" {
		return 0
	}
	v, err := market.ParseWeight(text)
	if err != nil {
		r.fail(field, "%s", strings.TrimSuffix(err.Error(), ": "+market.ErrInvalid.Error()))
	}
	return v
}

// oneOf checks a word that is given against those there are.
func (r reading) oneOf(field, word string, words ...string) {
	if word != "" && !slices.Contains(words, word) {
		r.fail(field, "%q is unknown: write %s", word, strings.Join(words, " or "))
	}
}

// same takes the one of two spellings of a field that is given.
func (r reading) same(names [2]string, texts [2]string) string {
	if texts[0] != "" && texts[1] != "" && texts[0] != texts[1] {
		r.fail(names[0], "%q, and as %s %q: give it once", texts[0], names[1], texts[1])
	}
	if texts[0] == "" {
		return texts[1]
	}
	return texts[0]
}

// texts is one text or a list of texts.
type texts []string

// UnmarshalYAML reads either.
func (t *texts) UnmarshalYAML(read func(any) error) error {
	var one string
	if read(&one) == nil {
		*t = texts{one}
		return nil
	}
	return read((*[]string)(t))
}

// feesText is one fee, or one for each size: 2.50, {size: small, fee: 2.50}, or a list of such.
type feesText []feeText

type feeText struct {
	Size string `yaml:"size"`
	Tier string `yaml:"size_tier"`
	Fee  string `yaml:"fee"`
}

// UnmarshalYAML reads each of the three.
func (f *feesText) UnmarshalYAML(read func(any) error) error {
	var fee string
	if read(&fee) == nil {
		*f = feesText{{Fee: fee}}
		return nil
	}
	var one feeText
	err := read(&one)
	if err == nil {
		*f = feesText{one}
		return nil
	}
	if list := read((*[]feeText)(f)); list == nil || !strings.Contains(err.Error(), "unknown field") {
		return list
	}
	return err
}

// fees reads one fee for each size; every size stands once, and where tiers are named it is one of them.
func (r reading) fees(field string, rows feesText, tiers []SizeTier) []SizeFee {
	var out []SizeFee
	for _, t := range rows {
		size := r.same([2]string{"size", "size_tier"}, [2]string{t.Size, t.Tier})
		if t.Fee == "" {
			r.fail(field, "a row without a fee: write 0 where nothing is taken")
		}
		r.size(field, size, tiers)
		if slices.ContainsFunc(out, func(o SizeFee) bool { return fold(o.Size) == fold(size) }) {
			r.fail(field, "size %q stands twice", size)
		}
		out = append(out, SizeFee{Size: size, Fee: r.amount(field, t.Fee)})
	}
	return out
}

// size checks that a size is, or is part of the name of, one that the table's fulfilment has.
func (r reading) size(field, size string, tiers []SizeTier) {
	if size == "" || len(tiers) == 0 || slices.ContainsFunc(tiers, func(t SizeTier) bool { return within(size, t.Tier) > 0 }) {
		return
	}
	r.fail(field, "size %q is none of the table's fulfilment", size)
}
