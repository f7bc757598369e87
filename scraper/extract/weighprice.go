package extract

import (
	"slices"
	"strconv"
	"strings"

	"shelfwise/market/money"
)

// bid is one number that asks to be the price, with all that speaks for it.
type bid struct {
	num, cur string
	by       string // the extractor that gave it first
	where    fact
	shown    *spot   // the visible place, nil: only data says so
	again    bool    // it is shown in another place too
	trust    float64 // of the data that name it
	score    float64
}

// sourceTrust is how far data in each syntax is believed where the page shows nothing of it.
func sourceTrust(by string) float64 {
	switch by {
	case "profile":
		return 5
	case "json-ld", "microdata":
		return 0.7
	case "meta":
		return 0.6
	case "rdfa":
		return 0.5
	case "microdata-loose":
		return 0.45
	}
	return 0.3 // state
}

// price decides which number is the price. Every number that data or the page's text offers is a bid; agreement
// adds up, a struck or labelled place takes away. What loses is kept with its reason.
func (e *evidence) price() {
	e.setCardsApart()
	bids := e.bids()
	var best *bid
	for i := range bids {
		if best == nil || bids[i].score > best.score {
			best = &bids[i]
		}
	}
	best = e.lowerOfPair(bids, best)
	if best != nil && best.trust == 0 && e.d.askPrice(e.head) {
		best = nil // the page tells its price on request: what it shows is something else's
	}
	defer func() { e.rejectSpots(best) }()
	if best == nil || best.score < leastPrice {
		return
	}
	if e.found.Availability != nil && isGone(*e.found.Availability) && best.shown == nil && !e.drawnLater() {
		e.reject(fPrice, best.where.text, "not shown: the product is not on sale")
		return
	}
	if other := e.twoCurrencies(best); other != "" {
		e.reject(fPrice, best.shown.text, "shown in two currencies, beside "+other+", and nothing tells which is the shop's")
		return
	}
	for _, b := range bids {
		if b.num != best.num && b.shown == nil {
			e.reject(fPrice, b.where.text, reasonStale)
		}
	}
	e.found.Price = &Money{Amount: best.num, Currency: firstOf(best.cur, e.d.currency, e.guessCurrency(best.shown))}
	where, by := best.where, best.by
	if where.text == "" {
		where, by = fact{best.shown.text, e.d.path(best.shown.node)}, "heuristic"
	}
	e.set(fPrice, by, where)
	e.listPrice(best)
}

// drawnLater reports whether the page shows neither a headline nor a price: its scripts draw all of it.
func (e *evidence) drawnLater() bool { return e.head.node < 0 && len(e.prices) == 0 }

// setCardsApart rejects the prices in the cards of other products.
func (e *evidence) setCardsApart() {
	for k := range e.prices {
		if s := &e.prices[k]; s.inCard && s.rejection == "" {
			s.rejection = reasonRelated
		}
	}
}

// prominent is the score from which a shown number is plainly the page's price.
const prominent = 0.85

// twoCurrencies returns the text of a price in another currency that stands beside the best one ("£59 | $85"), where
// neither data nor the page's country or language say which currency is the shop's.
func (e *evidence) twoCurrencies(best *bid) string {
	if best.trust > 0 || best.shown == nil || e.d.currency != "" || e.d.country != "" {
		return ""
	}
	for k := range e.prices {
		s := &e.prices[k]
		if s != best.shown && s.rejection == "" && s.num != "" && s.cur != best.shown.cur && s.marked && s.from-best.shown.to <= 8 && best.shown.from-s.to <= 8 && (!e.d.bracketed(s) || s.from < best.shown.from) {
			return s.text
		}
	}
	return ""
}

// leastPrice is the score under which no price is given: a lone number somewhere on a page is not one.
const leastPrice = 0.55

// shownAgain is what it adds to a number that no data name that the page shows it as a price in another place too, and
// leastAgain the score that it has there at least.
const shownAgain, leastAgain = 0.06, 0.3

// isGone reports whether an availability says that the product cannot be bought.
func isGone(w string) bool { return w == "OutOfStock" || w == "Discontinued" || w == "SoldOut" }

// bids gathers the numbers of the data, then those that the page shows.
func (e *evidence) bids() []bid {
	var out []bid
	for _, s := range e.sources() {
		trust := sourceTrust(s.by)
		if s.by == "state" && e.stateAlone(s) {
			trust = 0.6
		}
		out = e.bid(out, s, s, trust)
		for k, o := range s.offers {
			if k > 0 {
				trust *= 0.8 // the first offer is the page's, the others are variants or other sellers
			}
			out = e.bid(out, s, o, trust)
		}
		if len(out) == 0 {
			for _, v := range s.variants {
				out = e.bid(out, s, v, trust*0.8)
				for _, o := range v.offers {
					out = e.bid(out, s, o, trust*0.8)
				}
			}
		}
	}
	if v := e.chosenVariant(); v != nil {
		out = e.bid(out, v, v, 0.9)
	}
	return e.shown(out)
}

// stateAlone reports whether the page's scripts name the page's product with a price and the page shows none at all: it
// is drawn by them.
func (e *evidence) stateAlone(s *sighting) bool {
	return e.topShown() == 0 && !e.ownShown() && s.has(fPrice) && sameName(s.text(fTitle), e.nameFor) >= 0.8 &&
		(e.buy.text == "InStock" || e.toldWhole(s))
}

// toldWhole reports whether the page's scripts tell of a product all that a shop sells by: it is in stock, at a price in a
// currency, under a number.
func (e *evidence) toldWhole(s *sighting) bool {
	return availabilityWord(s.text(fAvailability)) == "InStock" && s.has(fPrice) && s.has(fCurrency) && s.has(fSKU) && s.has(fBrand)
}

// ownShown reports whether the page shows a number that may be of its own product, if not its price.
func (e *evidence) ownShown() bool {
	return slices.ContainsFunc(e.prices, func(s spot) bool {
		switch s.rejection {
		case reasonRelated, reasonChrome, reasonShipping, reasonSaving:
			return false
		case reasonOther:
			return strings.Trim(e.d.read(s.text, "").num, "0.") != "" // not an empty cart's
		}
		return s.num != "" || s.rejection == reasonInstalment || s.rejection == reasonUnit
	})
}

// bid adds the price of one sighting, or more trust to a bid of the same number.
func (e *evidence) bid(out []bid, of, s *sighting, trust float64) []bid {
	if !s.has(fPrice) {
		return out
	}
	cur := firstOf(currencyCode(s.text(fCurrency)), currencyCode(of.text(fCurrency)))
	r := e.d.read(s.text(fPrice), firstOf(s.text(fCurrency), of.text(fCurrency)))
	if r.num == "" && r.two[0] != "" {
		r.num = r.two[0] // a marked-up element around the present and the former price
	}
	if r.num == "" {
		e.reject(fPrice, s.text(fPrice), firstOf(r.reason, reasonZero))
		return out
	}
	num := plainNumber(r.num)
	for i := range out {
		if out[i].num == num {
			if out[i].by != of.by {
				out[i].trust += 0.5 * trust
				out[i].score += 0.5 * trust
			}
			out[i].cur = firstOf(out[i].cur, cur, r.cur)
			return out
		}
	}
	return append(out, bid{num: num, cur: firstOf(cur, r.cur), by: of.by, where: s.facts[fPrice], trust: trust, score: trust})
}

// shown adds what the page shows: to the bids of the same number, and as bids of their own. Data that name a number
// which the page shows only as something else lose by it where the page has a price of its own.
func (e *evidence) shown(out []bid) []bid {
	top := e.topShown()
	defer func() {
		for i := range out {
			if out[i].shown == nil && top >= prominent && out[i].by != "profile" {
				out[i].score *= 0.75
			}
		}
	}()
	for k := range e.prices {
		s := &e.prices[k]
		if s.num == "" {
			continue
		}
		num := plainNumber(s.num)
		i := slices.IndexFunc(out, func(b bid) bool { return b.num == num })
		if s.rejection != "" {
			if i >= 0 && out[i].shown == nil && top >= 0.5 {
				switch s.rejection {
				case reasonWas:
					out[i].score -= 0.35 // data that names a struck price
				case reasonOther:
					out[i].score -= 0.2 // or a starting bid
				}
			}
			continue
		}
		if i < 0 {
			out = append(out, bid{num: num, cur: s.cur, shown: s, score: s.score})
			continue
		}
		if out[i].shown == nil {
			if out[i].trust > 0 {
				out[i].score += max(0.15, s.score)
			}
			out[i].shown = s
			out[i].cur = firstOf(out[i].cur, s.cur)
		} else if !out[i].again && out[i].trust == 0 && s.marked && !s.inRow && !s.inCard && s.score >= leastAgain {
			out[i].again = true
			out[i].score += shownAgain
		}
	}
	return out
}

// rejectSpots keeps the numbers shown on the page that are neither the price nor the list price, each once with its
// reason, a few for each reason: a reader asks why a number near the price was not taken, not for all of a page's.
func (e *evidence) rejectSpots(best *bid) {
	seen := map[string]bool{}
	if best != nil {
		seen[best.num] = true
	}
	if e.found.ListPrice != nil {
		seen[plainNumber(e.found.ListPrice.Amount)] = true
	}
	kept := map[string]int{}
	for k := range e.prices {
		s := &e.prices[k]
		num := plainNumber(firstOf(s.num, e.d.read(s.text, "").num))
		if s.rejection == "" || seen[num] || num == "0" && kept[s.rejection] > 0 {
			continue
		}
		most := 3
		if s.rejection == reasonRelated || s.rejection == reasonChrome {
			most = 2
		}
		if kept[s.rejection] < most {
			e.reject(fPrice, s.text, s.rejection)
			kept[s.rejection]++
			seen[num] = true
		}
	}
}

// reject keeps a value that was not taken, once.
func (e *evidence) reject(f field, text, reason string) {
	r := Rejected{Field: f.String(), Text: clip(text, 80), Reason: reason}
	if text != "" && !slices.Contains(e.found.Rejected, r) && len(e.found.Rejected) < 40 {
		e.found.Rejected = append(e.found.Rejected, r)
	}
}

// titleAt is where the headline ends in the text.
func (e *evidence) titleAt() int {
	if e.head.node < 0 {
		return 0
	}
	return int(e.d.nodes[e.head.node].to)
}

// guessCurrency is the currency that all marked prices of the page share and that the price's own sign may stand for; ""
// where they differ.
func (e *evidence) guessCurrency(price *spot) string {
	seen := ""
	var may []money.Currency
	if price != nil {
		may = money.Parse(price.text, money.Hint{}).Candidates
	}
	for _, s := range e.prices {
		if s.marked && s.cur != "" && (len(may) == 0 || slices.Contains(may, money.Currency(s.cur))) {
			if seen != "" && seen != s.cur {
				return ""
			}
			seen = s.cur
		}
	}
	if seen == "" {
		seen = e.d.read("1", "").cur
	}
	if seen == "" {
		seen = e.d.dollar()
	}
	return seen
}

// dollar is USD on an English page under a domain of no country that shows dollar signs; "" elsewhere. The sign alone
// is ambiguous; with both of these it is the United States' on all but a few pages.
func (d *document) dollar() string {
	labels := strings.Split(d.url.Hostname(), ".")
	top := labels[len(labels)-1]
	generic := len(top) > 2 || d.url.Hostname() == ""
	english := d.lang == "" || strings.HasPrefix(strings.ToLower(d.lang), "en")
	if generic && english && (d.country == "" || d.country == "US") && strings.Contains(d.text, "$") {
		return "USD"
	}
	return ""
}

// number reads a plain decimal for comparing; 0 where it is none.
func number(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return f
}

// plainNumber drops the zeros that make one price look like two ("2879.20", "2879.2").
func plainNumber(s string) string {
	s = strings.TrimLeft(s, "0")
	if i := strings.IndexByte(s, '.'); i >= 0 {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		if i == 0 {
			s = "0" + s
		}
	}
	if s == "" {
		return "0"
	}
	return s
}

// currencyCode reads a structured currency; "" for what is no code.
func currencyCode(s string) string {
	s = strings.ToUpper(strings.TrimSpace(s))
	if s == "RMB" {
		return "CNY"
	}
	if validCurrency(s) {
		return s
	}
	return ""
}
