package extract

import (
	"math"
	"strconv"
	"strings"
)

// availability decides whether the product can be bought. Data in the page's markup outranks the page's words, which
// may be another variant's, shop's or a hidden form's, but a button that puts the product into the cart outranks data
// that says that it is gone unless the page's own sign says so too, and words outrank loose data in scripts.
func (e *evidence) availability() {
	word, by, where := e.structuredStock()
	said := e.buy
	if gone := e.d.ended(e.head); gone.text != "" && (word == "" || by == "state") {
		said, word = gone, ""
	}
	switch {
	case word == "" && said.text == "":
		return
	case e.soldOut(word, by):
		e.reject(fAvailability, where.text, reasonStale)
		word, by, where = "OutOfStock", "heuristic", e.button
	case word == "", by == "state" && isGone(said.text) && said.path != nearWords, isGone(word) && by != "profile" && e.button.text == "InStock" && !isGone(e.sign.text):
		if word != "" {
			e.reject(fAvailability, where.text, reasonStale)
		}
		word, by, where = said.text, "heuristic", said
	}
	e.found.Availability = &word
	e.set(fAvailability, by, where)
}

// soldOut reports whether the one button of the product's form says that it is gone and cannot be pressed, where data say
// that it is in stock: the page is newer than its data.
func (e *evidence) soldOut(word, by string) bool {
	return word == "InStock" && by != "profile" && e.button.text == "OutOfStock" && e.sign.text != "InStock" && e.d.cart.off
}

// offered takes a product for available that is shown with a price and of which nothing says that it is not.
func (e *evidence) offered() {
	if e.found.Availability == nil && e.found.Price != nil && e.found.Evidence[fPrice.String()].Text != "" {
		word := "InStock"
		e.found.Availability = &word
		e.set(fAvailability, "heuristic", fact{e.found.Evidence[fPrice.String()].Text, "a price is asked, nothing says that it is gone"})
	}
}

// structuredStock reads the availability of the first source that has one; of several offers the product is in stock
// where one of them is.
func (e *evidence) structuredStock() (word, by string, where fact) {
	for _, s := range e.sources() {
		if s.by == "state" {
			continue
		}
		if w := availabilityWord(s.text(fAvailability)); w != "" {
			return w, s.by, s.facts[fAvailability]
		}
		offers := s.offers
		for _, v := range s.variants {
			offers = append(offers, v.offers...)
		}
		for _, o := range offers {
			w := availabilityWord(o.text(fAvailability))
			if w != "" && (word == "" || w == "InStock") {
				word, by, where = w, s.by, o.facts[fAvailability]
			}
		}
		if word != "" {
			return word, by, where
		}
	}
	for _, s := range e.sources() {
		if w := availabilityWord(s.text(fAvailability)); w != "" && s.by == "state" {
			return w, s.by, s.facts[fAvailability]
		}
	}
	return "", "", fact{}
}

// ratings decides rating, scale and counts: data first, the page's own words where data has none.
func (e *evidence) ratings() {
	for _, s := range e.sources() {
		if s.by == "state" && e.found.Rating != nil {
			continue
		}
		e.takeRating(s.by, s.facts[fRating], s.facts[fRatingScale])
		e.takeCount(fReviewCount, &e.found.ReviewCount, s.by, s.facts[fReviewCount])
		e.takeCount(fRatingCount, &e.found.RatingCount, s.by, s.facts[fRatingCount])
	}
	e.takeRating("heuristic", e.rating.value, e.rating.scale)
	if e.found.RatingCount == nil {
		e.takeCount(fReviewCount, &e.found.ReviewCount, "heuristic", e.rating.reviews)
	}
	none := e.found.ReviewCount != nil && *e.found.ReviewCount == 0 || e.found.RatingCount != nil && *e.found.RatingCount == 0
	if none && (e.found.Rating == nil || *e.found.Rating == 0) || e.found.Rating != nil && *e.found.Rating == 0 {
		e.found.Rating, e.found.RatingScale = nil, nil // nobody has rated it: unknown, not 0
		e.found.ReviewCount, e.found.RatingCount = nil, nil
		delete(e.found.Evidence, fRating.String())
	}
}

func (e *evidence) takeRating(by string, value, scale fact) {
	if e.found.Rating != nil || value.text == "" {
		return
	}
	text := strings.TrimSpace(strings.TrimSuffix(strings.ReplaceAll(value.text, ",", "."), "%"))
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v < 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return
	}
	top := number(strings.ReplaceAll(scale.text, ",", "."))
	if top < v || top <= 1 {
		top = 5
	}
	if v > 5 && top == 5 {
		top = 10
		if v > 10 {
			top = 100
		}
	}
	if v > top {
		return
	}
	v = math.Round(v*1000) / 1000
	e.found.Rating, e.found.RatingScale = &v, &top
	e.set(fRating, by, value)
}

func (e *evidence) takeCount(f field, to **int64, by string, from fact) {
	if *to != nil || from.text == "" {
		return
	}
	text, ok := count(from.text)
	if !ok {
		return
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return
	}
	*to = &n
	e.set(f, by, from)
}
