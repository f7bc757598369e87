package money

import "strings"

// Hint is what surrounds a price text. Every field may be empty.
type Hint struct {
	// Currency is one that other evidence of the page names.
	Currency Currency
	// CurrencyText is a raw hint: a symbol, a code, words, or text that names no currency at all.
	CurrencyText string
	// Locale is the BCP 47 tag of the page ("de", "pt-BR").
	Locale string
	// Country is the ISO 3166 alpha-2 code of the shop, from its domain or profile.
	Country string
}

// Status says how far a price text could be read.
type Status string

// The statuses.
const (
	StatusOK        Status = "ok"        // one price
	StatusNone      Status = "none"      // no price: no number, or only numbers that are something else
	StatusAmbiguous Status = "ambiguous" // more than one reading, and nothing to decide between them
	StatusRange     Status = "range"     // a lowest and a highest price
)

// The kinds of price that Parsed.Kind names.
const (
	KindPrice      = "price"
	KindFrom       = "from"       // the lowest of several ("from $349")
	KindSale       = "sale"       // a lowered price, marked as such
	KindList       = "list"       // a regular or recommended price that stands alone
	KindUnit       = "unit_price" // per kilogram, litre, metre
	KindFree       = "free"
	KindWas        = "was"
	KindSaving     = "saving"
	KindThreshold  = "threshold" // free shipping over this
	KindShipping   = "shipping"
	KindInstalment = "instalment"
	KindExclTax    = "excluding_tax"
)

// Parsed is what a price text says.
type Parsed struct {
	Text   string
	Status Status
	// Number is the price as a plain decimal ("1299.00"). It is the low end of a range. A text that shows zero
	// has Number "0.00" and StatusNone unless it says free: shops print zero for "not available".
	Number string
	// Currency is "" where the text and its hint leave it open.
	Currency Currency
	// Candidates are the currencies that an ambiguous symbol may stand for.
	Candidates []Currency
	// Marked says that the text itself names a currency: a hint alone did not give it.
	Marked bool
	// Low and High are the ends of a range, or of the several prices of an ambiguous text.
	Low, High string
	// List is the former or recommended price where the text shows it beside the price.
	List string
	Kind string
	// Reason says why there is no price, or which rule decided.
	Reason string
}

// Amount returns the price, the unknown amount unless the status is ok and the currency is known.
func (p Parsed) Amount() Amount { return p.amount(p.Number) }

// ListAmount returns the former or recommended price under the rules of Amount.
func (p Parsed) ListAmount() Amount { return p.amount(p.List) }

func (p Parsed) amount(number string) Amount {
	if p.Status != StatusOK || number == "" || p.Currency == "" {
		return Amount{}
	}
	a, err := Decimal(number, p.Currency)
	if err != nil {
		return Amount{}
	}
	return a
}

// maxText and maxFigures bound the work on one text; a price text is far shorter.
const (
	maxText    = 2000
	maxFigures = 60
)

// Parse reads a price text as a page shows it. It refuses rather than guesses: several prices with nothing to
// tell them apart, or a separator that may be a thousands or a decimal mark, give StatusAmbiguous.
func Parse(text string, h Hint) Parsed {
	p := Parsed{Text: text}
	if len(text) > maxText {
		p.Status, p.Reason = StatusNone, "text too long for a price"
		return p
	}
	s := normalise(markCodes(text))
	figures := scan(s)
	switch {
	case len(figures) == 0:
		return noFigure(p, s, h)
	case len(figures) > maxFigures:
		p.Status, p.Reason = StatusNone, "too many numbers for a price"
		return p
	}
	figures = classify(s, figures, h)
	var money []figure
	for _, f := range figures {
		if f.attached() {
			money = append(money, f)
		}
	}
	if len(money) == 0 {
		money = bare(s, figures)
		if len(money) == 0 {
			p.Status, p.Reason = StatusNone, "no number that reads as a price"
			return p
		}
	}
	ctx := textCurrency(s, money, h)
	for i := range money {
		money[i].read(ctx, h)
	}
	p = choose(p, s, append(figures, money...), money)
	p.Currency, p.Candidates, p.Marked = ctx.currency, ctx.candidates, ctx.named
	return finish(p, s)
}

// noFigure answers for a text without a digit: free, or no price.
func noFigure(p Parsed, s string, h Hint) Parsed {
	if saysFree(s) {
		p.Status, p.Number, p.Kind, p.Reason = StatusOK, "0", KindFree, "declared free"
		p.Currency, p.Candidates = CurrencyOf(h, "")
		return p
	}
	p.Status, p.Reason = StatusNone, "no number"
	p.Currency, p.Candidates = decide(symbolsIn(s), h)
	return p
}

// finish applies the rules that need price and currency together: zero, and a yen or yuan sign.
func finish(p Parsed, s string) Parsed {
	if p.Status == StatusOK && isZero(p.Number) {
		if saysFree(strings.TrimSpace(stripFigures(s))) {
			p.Kind, p.Reason = KindFree, "declared free"
			return p
		}
		p.Status, p.Reason = StatusNone, "a price of zero: not available unless declared free"
		if p.List != "" { // a crossed-out price beside a zero: the zero is no price at all
			p.Number = ""
		}
		return p
	}
	if p.Status != StatusOK || p.Currency != "" || len(p.Candidates) == 0 {
		return p
	}
	if p.Candidates[0] == "CNY" || p.Candidates[0] == "JPY" {
		// The two have different minor units, so the sign alone leaves the amount itself open.
		if frac := fraction(p.Number); frac != "" && strings.Trim(frac, "0") != "" {
			p.Currency, p.Candidates = "CNY", nil
			p.Reason += "; the yen has no decimals"
			return p
		}
		p.Status = StatusAmbiguous
	}
	p.Reason += "; currency ambiguous: " + joinCurrencies(p.Candidates)
	return p
}

func joinCurrencies(cs []Currency) string {
	names := make([]string, 0, 4)
	for i, c := range cs {
		if i == 4 {
			names = append(names, "…")
			break
		}
		names = append(names, string(c))
	}
	return strings.Join(names, ", ")
}
