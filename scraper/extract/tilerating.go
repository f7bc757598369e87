package extract

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shelfwise/market/money"
)

// tileExtras fills what a tile says besides name and price: rating, counts, units sold, stock and article number. It
// returns how the tile draws its stars, if it does.
func (f *tileFinder) tileExtras(t tile, found *Found) drawing {
	var r tileRating
	for i := t.lo; i < t.hi; i++ {
		f.rateNode(t, i, &r, found)
	}
	how := drawnNone
	if r.value == 0 {
		how = r.stars(f, t)
	}
	r.into(found)
	f.tileLines(t, found)
	return how
}

// tileRating gathers the rating and the counts of one tile.
type tileRating struct {
	value, scale    float64
	valueAt, saidAt Evidence
	count           int64
	kind            field // fReviewCount or fRatingCount
}

func (r *tileRating) take(value, scale float64, at Evidence) {
	if r.value == 0 && value > 0 && value <= scale {
		r.value, r.scale, r.valueAt = math.Round(value*100)/100, scale, at
	}
}

func (r *tileRating) takeCount(n int64, kind field, at Evidence) {
	if r.count == 0 && n > 0 && n < 1e9 {
		r.count, r.kind, r.saidAt = n, kind, at
	}
}

// into writes what was found; a rating that nobody gave is unknown.
func (r *tileRating) into(found *Found) {
	if r.value > 0 {
		found.Rating, found.RatingScale = &r.value, &r.scale
		found.Evidence[fRating.String()] = r.valueAt
	}
	if r.count > 0 {
		to := &found.ReviewCount
		if r.kind == fRatingCount {
			to = &found.RatingCount
		}
		*to = &r.count
		found.Evidence[r.kind.String()] = r.saidAt
	}
}

// rateNode reads what one element of a tile says about rating and sales: its telling attributes, and, where its name
// speaks of ratings, its text.
func (f *tileFinder) rateNode(t tile, i int, r *tileRating, found *Found) {
	d := f.d
	n := &d.nodes[i]
	named := n.own&nameRating != 0 || ratingTag(n.Data) || n.parent >= 0 && int(n.parent) >= t.root && d.nodes[n.parent].own&nameRating != 0
	prop := ""
	for k := range n.Attr {
		a := &n.Attr[k]
		switch a.Key {
		case "itemprop":
			prop = a.Val
		case "title", "aria-label", "alt":
			before := r.value
			f.rateText(i, a.Val, named, r)
			if r.value != before && n.to > n.from {
				f.bareCount(i, r)
			}
		case "data-rating", "data-score", "data-average", "data-rating-value", "data-avg-rating":
			f.rateText(i, a.Val, true, r)
		case "data-grade", "data-rate", "data-stars", "data-star":
			if v, ok := rate(a.Val, "5"); ok && len(a.Val) <= 4 && (named || starred(n.Node)) {
				r.take(number(v), 5, f.at(i, a.Val))
			}
		case "style":
			f.rateStyle(t, i, a.Val, named, r)
		case "data-sku", "data-asin", "data-product-sku", "data-item-sku", "data-productsku":
			if code := strings.TrimSpace(a.Val); found.SKU == nil && isCode(code) {
				found.SKU = &code
				found.Evidence[fSKU.String()] = f.at(i, code)
			}
		default:
			if strings.HasPrefix(a.Key, "data-") {
				f.rateData(i, a.Key, a.Val, r)
			}
		}
	}
	if named {
		f.rateClass(i, r)
		f.countElement(i, r)
	}
	f.rateIcon(t, i, r)
	if prop != "" {
		f.rateProp(i, prop, r)
	}
	if named && n.to > n.from && n.to-n.from <= 80 {
		text := d.oneLine(i)
		f.rateText(i, text, true, r)
	}
	if !named && r.value == 0 && f.glued(i) {
		f.rateText(i, d.oneLine(i), false, r)
	}
	if named && r.count == 0 && r.value > 0 && int(n.to) < len(d.text) {
		f.countBehind(t, i, r)
	}
}

// ratingTag reports whether an element's own name calls it a rating ("cx-star-rating").
func ratingTag(tag string) bool {
	return strings.Contains(tag, "-") && (strings.Contains(tag, "rating") || strings.Contains(tag, "stars"))
}

// at is the evidence of a value at node i.
func (f *tileFinder) at(i int, text string) Evidence {
	return Evidence{By: "heuristic", Path: f.d.path(i), Text: clip(joined(text), 120)}
}

// rateProp reads microdata's rating properties, which also stand outside of any item.
func (f *tileFinder) rateProp(i int, prop string, r *tileRating) {
	text := firstOf(attr(f.d.nodes[i].Node, "content"), f.d.oneLine(i))
	switch prop {
	case "ratingValue":
		if v, ok := rate(strings.TrimSpace(text), "5"); ok {
			r.take(number(v), 5, f.at(i, text))
		}
	case "reviewCount", "ratingCount":
		if c, ok := money.ParseCount(text); ok {
			kind := fReviewCount
			if prop == "ratingCount" {
				kind = fRatingCount
			}
			r.takeCount(c.N, kind, f.at(i, text))
		}
	}
}

// rateText reads "4.6 out of 5 stars", "5つ星のうち4.6", "4,5 (87)", "★★★★☆" and "1,204 ratings"; a bare number counts
// only where loose.
func (f *tileFinder) rateText(i int, text string, loose bool, r *tileRating) {
	if len(text) > 120 {
		return
	}
	if v := shareOfStars(text); loose && r.value == 0 && v > 0 {
		r.take(v*5, 5, f.at(i, text))
	}
	if strings.Contains(text, "★") || ratingPhrases.match(text) != 0 {
		if v, scale, ok := money.ParseRating(text); ok {
			r.take(v, scale, f.at(i, text))
		}
	}
	if !strings.ContainsAny(text, "0123456789") {
		return
	}
	if r.value == 0 {
		v, scale := f.ratingIn(text, loose)
		if v == "" && loose {
			if m := ratingBefore.FindStringSubmatch(text); m != nil {
				v, scale = strings.ReplaceAll(m[1], ",", "."), "5"
			}
		}
		if v != "" {
			r.take(number(v), number(scale), f.at(i, text))
		}
	}
	if r.count == 0 && (loose || reviewWords.match(strings.ToLower(text)) != 0) {
		if c := countIn(reviewPart(text)); c != "" {
			n, err := strconv.ParseInt(c, 10, 64)
			if err == nil {
				r.takeCount(n, fReviewCount, f.at(i, text))
			}
		}
	}
}

// reviewPart is the half of "6,809 Ratings & 619 Reviews" that counts the reviews.
func reviewPart(text string) string {
	for _, sep := range []string{"&", " and ", "|", " und ", "•", "·"} {
		a, b, ok := strings.Cut(text, sep)
		if ok && strings.Contains(strings.ToLower(a), "rating") && strings.Contains(strings.ToLower(b), "review") && strings.ContainsAny(b, "0123456789") {
			return b
		}
	}
	return text
}

// percentRating is a rating as the share of all stars: "86%", "Rating: 86 % of 100".
var percentRating = regexp.MustCompile(`^([^\d%]{0,24})([2-9]\d|100)\s?%(?:\D{0,6}100\s?%?)?\s*$`)

// shareOfStars reads a text that is a rating as a share, as a part of 1; 0 where it is none.
func shareOfStars(text string) float64 {
	if !strings.Contains(text, "%") {
		return 0
	}
	m := percentRating.FindStringSubmatch(text)
	if m == nil || lettersIn(m[1]) != 0 && ratedWords.match(m[1])|reviewWords.match(strings.ToLower(m[1])) == 0 || strings.ContainsAny(m[1], "-−–") {
		return 0
	}
	return number(m[2]) / 100
}

// rateKey is a text that ratingIn was asked about.
type rateKey struct {
	text  string
	loose bool
}

// ratingIn asks about a text once: tiles repeat theirs ("0 reviews"), and so do nested elements.
func (f *tileFinder) ratingIn(text string, loose bool) (value, scale string) {
	key := rateKey{text, loose}
	got, known := f.ratings[key]
	if !known {
		got[0], got[1] = ratingIn(text, loose)
		if len(f.ratings) < maxReadings {
			f.ratings[key] = got
		}
	}
	return got[0], got[1]
}

// ratingBefore is a rating that a count in parentheses follows: "4.8 (1.2k)".
var ratingBefore = regexp.MustCompile(`^\s*([0-5][.,]\d{1,2})\s*[(|·]`)

// ratingPhrases part a rating from its scale where the scale stands first.
var ratingPhrases = newWordset([]wordRow{{1, []string{"つ星のうち", "üzerinden", "점 만점에", "分满分", "分滿分"}}})

// reviewWords are the words of review counts; countIn reads the number.
var reviewWords = newWordset([]wordRow{{1, []string{"review", "rating", "bewertung", "rezension", "avis", "évaluation", "opinion", "opini", "ocen", "głos", "reseña", "valoracion", "calificac", "recension", "valutazion", "avalia", "beoordeling", " votes", "comentári", "comentario",
	"recenz", "hodnocen", "hodnoten", "értékel", "anmeldelse", "omdöme", "arvostelu", "yorum", "değerlendirme", "отзыв", "ревю", "оцен", "відгук", "atsauksm", "atsiliepim", "κριτικ", "评价", "评论", "條評", "則評", "評價", "評論", "レビュー", "評価", "개의", "리뷰", "상품평", "تقييم", "مراجع", "ביקורות", "đánh giá", "ulasan", "penilaian", "arvustus", "รีวิว", "คะแนน", "रेटिंग", "समीक्षा", "রিভিউ", "ביקורת", "دیدگاه", "نظر"}}})

// countBehind reads a count in parentheses right behind a rating: "★★★★☆ (12)".
func (f *tileFinder) countBehind(t tile, i int, r *tileRating) {
	_, end := f.extent(t)
	from := int(f.d.nodes[i].to)
	behind := strings.TrimLeft(f.d.text[from:max(from, min(end, from+40))], " \n")
	if m := parenCount.FindStringSubmatch(behind); m != nil && (m[2] == "" || countedWords[m[2]] || reviewWords.match(strings.ToLower(m[2])) != 0) {
		if c, ok := money.ParseCount(m[1]); ok {
			r.takeCount(c.N, fReviewCount, f.at(i, m[0]))
		}
	}
}

var parenCount = regexp.MustCompile(`^\(\s*(\d[\d.,]*\s?[kKmM万]?\+?)\s*(\pL{0,20})\s*\)`)

// countedWords stand behind the number of those who rated.
var countedWords = wordMap("件|人|개|명|条|則|则")

// widthShare reads the share of a bar of stars that is filled: "width: 86%".
func widthShare(style string) (float64, bool) {
	_, rest, ok := strings.Cut(strings.ReplaceAll(style, " ", ""), "width:")
	if !ok {
		return 0, false
	}
	digits, _, ok := strings.Cut(strings.TrimPrefix(rest, "calc("), "%")
	if !ok || len(digits) > 8 {
		return 0, false
	}
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil || !(v > 0 && v <= 100) {
		return 0, false
	}
	return v / 100, true
}

// filledStars adds up five icons by the states in their classes. Icons without a state are the opposite of those with
// one; where no icon has a state, nothing is known.
func filledStars(icons []string) (float64, bool) {
	if len(icons) != 5 {
		return 0, false
	}
	var full, half, empty, plain int
	for _, class := range icons {
		switch {
		case strings.Contains(class, "half"):
			half++
		case slices.ContainsFunc([]string{"empty", "off", "outline", "star-o", "inactive", "gray", "grey", "blank", "disabled", "unfilled", "unchecked", "hollow", "muted", "border", "far fa-", "fa-regular"}, func(w string) bool { return strings.Contains(class, w) }) && !strings.Contains(class, "star-on"):
			empty++
		case slices.ContainsFunc([]string{"full", "fill", "-on", "active", "checked", "solid", "selected", " on "}, func(w string) bool { return strings.Contains(class, w) }):
			full++
		default:
			plain++
		}
	}
	switch {
	case plain == 5:
		return 0, false
	case empty+half > 0 && full == 0:
		full = plain
	}
	v := float64(full) + float64(half)/2
	return v, v > 0
}
