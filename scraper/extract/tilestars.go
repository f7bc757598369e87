package extract

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"shelfwise/market/money"
)

// Ratings that a tile draws: the width of a bar, a property of its style, a number in a class, a star beside a number.

// rateStyle reads the width of a bar of stars ("width: 86%") and a rating that the style carries ("--rating: 4.5").
func (f *tileFinder) rateStyle(t tile, i int, style string, named bool, r *tileRating) {
	n := &f.d.nodes[i]
	if r.value > 0 || n.from != n.to && !named {
		return
	}
	if v, ok := widthShare(style); ok && n.from == n.to && (named || f.ratedAbove(t, i)) {
		r.take(v*5, 5, f.at(i, style))
	}
	if m := styledRating.FindStringSubmatch(style); m != nil {
		r.take(number(m[1]), 5, f.at(i, style))
	} else if m := styledShare.FindStringSubmatch(style); m != nil {
		r.take(number(m[1])/20, 5, f.at(i, style))
	}
}

// styledRating is a property of a style that holds a rating; those for its count, size and scale are named otherwise.
var styledRating = regexp.MustCompile(`--(?:[a-z]+-)*(?:rating|stars?|score|star-fill|rating-value)\s*:\s*([1-4](?:\.\d{1,2})?|5(?:\.00?)?)\s*(?:;|$)`)

// styledShare is one that holds it as a share of all stars: "--rating: 90%".
var styledShare = regexp.MustCompile(`--(?:[a-z]+-)*(?:rating|stars?|score|star-fill|rating-value)\s*:\s*(\d\d(?:\.\d{1,3})?|100)%`)

// ratedAbove reports whether one of the three elements around a node is called a rating.
func (f *tileFinder) ratedAbove(t tile, i int) bool {
	for level, p := 0, int(f.d.nodes[i].parent); level < 3 && p > t.root; level, p = level+1, int(f.d.nodes[p].parent) {
		if f.d.nodes[p].own&nameRating != 0 {
			return true
		}
	}
	return false
}

// rateClass reads a rating that a class of an empty element carries: "rating-90", "r92", "stars-4-5".
func (f *tileFinder) rateClass(i int, r *tileRating) {
	if r.value > 0 || f.d.nodes[i].from != f.d.nodes[i].to {
		return
	}
	for c := range strings.FieldsSeq(strings.ToLower(attr(f.d.nodes[i].Node, "class"))) {
		if m := classHalves.FindStringSubmatch(c); m != nil {
			r.take(number(m[1]+"."+m[2]), 5, f.at(i, c))
		} else if m := classShare.FindStringSubmatch(c); m != nil {
			r.take(number(m[1])/20, 5, f.at(i, c))
		}
	}
}

var (
	classHalves = regexp.MustCompile(`^(?:[a-z]+[-_])*(?:stars?|rating|rate)(?:[-_]small)?[-_]([1-5])[-_.]([05])$`)
	classShare  = regexp.MustCompile(`^(?:(?:[a-z]+[-_])*(?:stars?|rating|rate|score)[-_]?|r|w|p)([2-9]\d|100)$`)
)

// rateIcon reads the number that stands beside a star in a small element of their own: "4.3 ★" with a drawn star.
func (f *tileFinder) rateIcon(t tile, i int, r *tileRating) {
	if r.value > 0 || !starred(f.d.nodes[i].Node) {
		return
	}
	if next := int(f.d.nodes[i].end); next < t.hi && f.d.nodes[next].parent == f.d.nodes[i].parent && f.d.nodes[next].to-f.d.nodes[next].from <= 6 {
		if m := iconRating.FindStringSubmatch(f.d.oneLine(next)); m != nil && m[2] == "" {
			r.take(number(strings.ReplaceAll(m[1], ",", ".")), 5, f.at(next, m[0]))
			return
		}
	}
	for level, p := 0, int(f.d.nodes[i].parent); level < 2 && p > t.root; level, p = level+1, int(f.d.nodes[p].parent) {
		n := &f.d.nodes[p]
		if n.to-n.from > 20 {
			return
		}
		if m := iconRating.FindStringSubmatch(f.d.oneLine(p)); m != nil {
			r.take(number(strings.ReplaceAll(m[1], ",", ".")), 5, f.at(p, m[0]))
			if c, ok := money.ParseCount(m[2]); ok {
				r.takeCount(c.N, fReviewCount, f.at(p, m[0]))
			}
			return
		}
	}
}

var iconRating = regexp.MustCompile(`^([1-4][.,]\d{1,2}|5[.,]00?)\s*(?:[(|·]?\s*(\d[\d.,]*\s?[kK]?)\s*\)?)?$`)

// starred reports whether an element draws a star.
func starred(n *html.Node) bool {
	switch n.Data {
	case "svg", "use", "i", "img", "span", "div", "path":
	default:
		return false
	}
	if n.Data == "svg" && n.FirstChild != nil && n.FirstChild.Data == "use" && starred(n.FirstChild) {
		return true
	}
	for _, key := range []string{"class", "href", "src", "data-icon", "alt"} {
		if v := strings.ToLower(attr(n, key)); strings.Contains(v, "star") && !strings.Contains(v, "start") {
			return true
		}
	}
	return false
}

// rateData reads the attributes of a tile's elements that are called a rating or a count of reviews.
func (f *tileFinder) rateData(i int, key, val string, r *tileRating) {
	switch {
	case len(val) > 12 || len(val) == 0:
	case strings.Contains(key, "count") && (strings.Contains(key, "rating") || strings.Contains(key, "review")):
		if c, err := strconv.ParseInt(val, 10, 64); err == nil {
			r.takeCount(c, fReviewCount, f.at(i, val))
		}
	case strings.HasSuffix(key, "rating-value"), strings.HasSuffix(key, "ratingvalue"), strings.HasSuffix(key, "star-rating"), strings.HasSuffix(key, "-rating"), strings.HasSuffix(key, "-stars"):
		f.rateText(i, val, true, r)
	}
}

// countElement reads the count that is all the text of an element called so: "3.2K".
func (f *tileFinder) countElement(i int, r *tileRating) {
	n := &f.d.nodes[i]
	if r.count > 0 || n.to == n.from || n.to-n.from > 12 {
		return
	}
	called := strings.Contains(strings.ToLower(attr(n.Node, "class")), "count")
	if !called && (r.value == 0 || int(n.end) > i+1) {
		return // a bare number beside a rating is the number of those who gave it
	}
	if text := strings.TrimLeft(f.d.oneLine(i), "|·•/ "); onlyCount.MatchString(text) && (called || wholeCount(text, r.value)) {
		if c, ok := money.ParseCount(strings.Trim(text, "()")); ok {
			r.takeCount(c.N, fReviewCount, f.at(i, text))
		}
	}
}

// wholeCount reports whether a text is a whole number that is neither the rating, as it is or as a share, nor its scale.
func wholeCount(text string, value float64) bool {
	n, err := strconv.Atoi(strings.Trim(text, "() "))
	return err == nil && n > 0 && float64(n) != value && math.Abs(float64(n)-20*value) > 1 && n != 5 && n != 100
}

var onlyCount = regexp.MustCompile(`^\(?\d[\d.,]*\s?[kKmM]?\+?\)?$`)

// bareCount reads the count that is all the text of an element whose label told its rating.
func (f *tileFinder) bareCount(i int, r *tileRating) {
	text := strings.Trim(f.d.oneLine(i), "() ★☆⭐")
	if r.value > 0 && r.count == 0 && onlyCount.MatchString(text) && wholeCount(strings.NewReplacer(".", "", ",", "").Replace(text), r.value) {
		if c, ok := money.ParseCount(text); ok {
			r.takeCount(c.N, fReviewCount, f.at(i, text))
		}
	}
}

// pairOf takes the rating and the count of a line that holds nothing else: "★4.3（24件）".
func (f *tileFinder) pairOf(value, counted string, at Evidence, found *Found) {
	c, ok := money.ParseCount(strings.TrimSpace(counted))
	v, fits := rate(value, "5")
	if !ok || !fits || c.N <= 0 || c.N >= 1e9 {
		return
	}
	r, scale := number(v), 5.0
	found.Rating, found.RatingScale, found.ReviewCount = &r, &scale, &c.N
	found.Evidence[fRating.String()], found.Evidence[fReviewCount.String()] = at, at
}
