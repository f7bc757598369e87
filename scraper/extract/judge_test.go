package extract_test

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"shelfwise/scraper/extract"
)

// minimums are what the extractor reaches on the labelled pages, less a little.
var minimums = map[string]float64{
	"overall": 0.975, "name": 0.985, "price": 0.975, "currency": 0.985, "list_price": 0.93, "availability": 0.96, "brand": 0.94,
	"rating": 0.98, "review_count": 0.97, "gtin": 0.97, "sku": 0.97,
}

// mostInvented is how many pages of no shop are given a price.
const mostInvented = 0

// given returns what was found for a judged field, "" for nothing.
func given(g extract.Found, name string) string {
	str := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	count := func(n *int64) string {
		if n == nil {
			return ""
		}
		return strconv.FormatInt(*n, 10)
	}
	price := func(m *extract.Money) (string, string) {
		if m == nil {
			return "", ""
		}
		return m.Amount, m.Currency
	}
	amount, currency := price(g.Price)
	list, _ := price(g.ListPrice)
	switch name {
	case "name":
		return g.Title
	case "price":
		return amount
	case "currency":
		return currency
	case "list_price":
		return list
	case "availability":
		return str(g.Availability)
	case "brand":
		return str(g.Brand)
	case "sku":
		return str(g.SKU)
	case "gtin":
		return str(g.GTIN)
	case "rating":
		if g.Rating != nil {
			return strconv.FormatFloat(*g.Rating, 'f', -1, 64)
		}
	case "review_count":
		if g.ReviewCount != nil {
			return count(g.ReviewCount)
		}
		return count(g.RatingCount)
	}
	return ""
}

// same compares as the labels mean it: names by their words, prices to half a cent.
func same(field, want, have string) bool {
	switch field {
	case "price", "list_price", "rating", "review_count":
		w, e1 := strconv.ParseFloat(want, 64)
		h, e2 := strconv.ParseFloat(have, 64)
		tol := 0.005
		if field == "rating" {
			tol = 0.051
		}
		return e1 == nil && e2 == nil && math.Abs(w-h) <= tol
	case "gtin":
		return strings.TrimLeft(onlyDigits(want), "0") == strings.TrimLeft(onlyDigits(have), "0")
	case "name":
		return overlap(want, have) >= 0.75
	case "brand":
		w, h := strings.Join(bag(want), " "), strings.Join(bag(have), " ")
		return w == h || w != "" && h != "" && (strings.Contains(w, h) || strings.Contains(h, w))
	}
	return strings.EqualFold(strings.TrimSpace(want), strings.TrimSpace(have))
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func bag(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// overlap is the F1 of two names' word bags; scripts without spaces are compared by rune.
func overlap(a, b string) float64 {
	x, y := bag(a), bag(b)
	if len(x) <= 2 && len([]rune(a)) > 12 {
		x, y = strings.Split(strings.Join(x, ""), ""), strings.Split(strings.Join(y, ""), "")
	}
	left := map[string]int{}
	for _, w := range x {
		left[w]++
	}
	hit := 0
	for _, w := range y {
		if left[w] > 0 {
			left[w]--
			hit++
		}
	}
	return 2 * float64(hit) / max(1, float64(len(x)+len(y)))
}
