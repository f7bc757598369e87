package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shelfwise/market/money"
)

// Patterns of ratings and counts in text, in the main shop languages. They run on short texts only.
var (
	outOfText     = regexp.MustCompile(`(?i)(\d{1,3}(?:[.,]\d{1,16})?)\s*(?:out of|von|na|sur|de|su|van|of|z|av|af|из|з|от|од|od|din|iš|no|/|στα|från|utav|trên|من|از|מתוך|över)\s*(?:a maximum of |max\.? ?|de |the )?(5|10|100)(?:[.,]0+)?(?:\D|$)`)
	outOfFive     = regexp.MustCompile(`(?i)(\d(?:[.,]\d{1,2})?)\s*(?:(?:out of|von|na|sur|de|su|van|of|z|av|af|od|din)\s*(?:five|fünf|cinco|cinque?|vijf|pięciu|fem|cinci)|(?-i:из пяти))`)
	starsText     = regexp.MustCompile(`(?i)(\d(?:[.,]\d{1,2})?)\s*(?:stars?|sterne|étoiles|estrellas|stelle|estrelas|sterren|gwiazd|звезд|★)`)
	ratedText     = regexp.MustCompile(`(?i)(?:\brated|(?:^|[^e])rating|average|\bnote(?: moyenne| globale)?\s?:|bewertung|score|valoración|calificación|avaliação|(?-i:[Рр]ейтинг)|ocena|hodnocení|评分|評分|評価|평점|별점)\D{0,20}?(\d{1,2}(?:[.,]\d{1,2})?)(?:[^\d.,]|[.,]\D|[.,]?$)`)
	onlyValue     = regexp.MustCompile(`^\s*\(?(\d{1,2}(?:[.,]\d{1,2})?)\)?\s*(?:/\s*(5|10)|[分점])?\s*$`)
	leadValue     = regexp.MustCompile(`^\s*[★⭐☆]*\s*([0-5][.,]\d{1,2})(?:[^\d.,kKmM万千]|$)`)
	tailValue     = regexp.MustCompile(`\)\s*([0-5][.,]\d{1,2})\s*$`)
	valueAndCount = regexp.MustCompile(`(?:^|[^\d.,])([0-5][.,]\d{1,2})\s*\(\s*\d[\d.,]*[kKmM]?\+?\s*(?:\pL[^)]*)?\)`)
	countText     = regexp.MustCompile(`(?i)(?:^|[^\d.,]|\pL\.)(\d{1,3}(?:[.,\x{a0}\x{202f} '’]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+(?:[.,]\d{1,2})?(?:\s?(?:[kKmM万千만천萬]|mil|тыс\.?|тис\.?|rb|ribu|jt|juta|พัน|หมื่น|แสน|lakhs?|lacs?|tys\.?|tis\.?|tsd\.?|bin|nghìn|ألف|हज़ार|हजार|लाख)(?:\PL|$)|[kKmM万千만천萬]|พัน|หมื่น|แสน)?)\+?\s*(?:customer |global |globale |verified |product |user |total |\p{L}{0,8}sterne?n?-?|kunden-?|produkt-?|évaluations? de )?(?:개\s?|[条條个個]\s?)?(reviews?|ratings?|bewertung|rezension|avis|évaluation|opinion|reseñas|valoracion|calificac|recension|valutazion|avalia|opini|beoordeling|recenz|ocen(?:[aeiy])?(?:\PL|$)|ocjen|arvustus|रेटिंग|रिव्यू|समीक्षा|রিভিউ|voti|votes|votos|coment[áa]rios?|comentarii|głos|hodnocen|hodnoten|értékel|recenzii|anmeldelse|omdöme|arvostelu|yorum|değerlendirme|отзыв|ревю|оцен|відгук|atsauksm|atsiliepim|κριτικ|评价|评论|條評|則評|評價|評論|件の|レビュー|カスタマーレビュー|개의|리뷰|상품평|تقييم|مراجع|ביקורות|đánh giá|คะแนน|รีวิว|penilaian|ulasan|دیدگاه|نظر|تقييمات|vurdering|betyg|mnenj|vélemény|отзив|αξιολογ|件\s*[)）]|meinung|recensies|omtale|bedømmelse|arvio|įvertinim|vērtējum|hinnang|חוות דעת)`)
	countPre      = regexp.MustCompile(`(?i)(?:reviews?|ratings?|bewertungen|avis|opiniones|recensioni|avaliações|отзывы|отзывов|评价|评论|レビュー|리뷰|상품평|상품후기|구매후기|이용후기|opinie|beoordelingen|hodnocení|atsauksmes)\s*[:：]?\s*\(?\s*(\d[\d.,  ]*[kKmM万]?)\s*\)?`)
	inParens      = regexp.MustCompile(`\(\s*(\d[\d.,  ]*[kKmM万]?)\+?\s*\)`)
)

// ratingFacts are what a page's own words and attributes say about rating and counts.
type ratingFacts struct {
	value, scale, reviews fact
	one                   bool // the value stands among the reviews, and may be of one of them
}

// visibleRating reads the rating of the page's product from elements whose names speak of ratings, the nearest
// after the title first.
func (d *document) visibleRating(h headline) ratingFacts {
	var f ratingFacts
	start := 0
	if h.node >= 0 {
		start = int(d.nodes[h.node].from)
	}
	tries := 0
	var share fact // of the stars that are filled
	for _, i := range d.rated {
		n := &d.nodes[i]
		if n.flags&(inRelated|inChrome|inCart|inHidden) != 0 || n.own&nameRating == 0 || int(n.from) < start-600 || n.to-n.from > 160 {
			continue
		}
		if f.value.text == "" && d.ofShop(i) {
			continue
		}
		if tries++; tries > 120 || f.value.text != "" && f.reviews.text != "" {
			break
		}
		d.rateElement(i, h.node, &f)
		if share.text == "" && n.flags&inReview == 0 && int(n.from) <= start+starsReach {
			share = d.drawnAt(i)
		}
	}
	if h.node >= 0 {
		behind := ratingFacts{reviews: f.reviews}
		d.rateLines(h, &behind)
		if f.value.text == "" || f.one && behind.value.text != "" {
			f.value, f.scale, f.one = behind.value, behind.scale, false
		}
		f.reviews = behind.reviews
		if f.value.text == "" {
			d.rateSpans(h, &f)
		}
		if f.value.text == "" {
			d.rateNamed(h, &f)
		}
	}
	if f.value.text != "" && f.reviews.text == "" {
		d.countHeaded(start, &f)
	}
	if (f.value.text == "" || f.one) && f.reviews.text != "" && share.text != "" {
		f.value, f.scale = share, fact{"5", share.path}
	}
	return f
}

// rateLines reads the rating from a short line right behind the title that counts reviews ("4.7 112 reviews"), where no
// element is called so.
func (d *document) rateLines(h headline, f *ratingFacts) {
	at := int(d.nodes[h.node].to)
	above, next := "", at
	for line := range strings.SplitSeq(d.text[at:min(len(d.text), at+400)], "\n") {
		before, from := above, next
		next += len(line) + 1
		if strings.ContainsFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			above = line
		}
		if f.value.text == "" && len(line) <= 18 && strings.ContainsAny(line, "0123456789") && !mayCount(line) {
			if m := valueAndCount.FindStringSubmatch(line); m != nil {
				f.value = fact{strings.ReplaceAll(m[1], ",", "."), "line behind the title"} // "4.1 (28)"
				if f.reviews.text == "" {
					f.reviews = fact{countIn(line), "line behind the title"}
				}
				return
			}
		}
		if len(line) > 200 || utf8.RuneCountInString(line) > 70 || !mayCount(line) || !countsReviews(line) {
			continue
		}
		if m := leadValue.FindStringSubmatch(line); f.value.text == "" && m != nil {
			f.value = fact{strings.ReplaceAll(m[1], ",", "."), "line behind the title"}
		} else if v, scale := ratingIn(line, false); f.value.text == "" && v != "" {
			f.value, f.scale = fact{v, "line behind the title"}, fact{scale, "line behind the title"}
		} else if m := valueAndCount.FindStringSubmatch(line); f.value.text == "" && m != nil {
			f.value = fact{strings.ReplaceAll(m[1], ",", "."), "line behind the title"}
		} else if m := tailValue.FindStringSubmatch(line); f.value.text == "" && m != nil {
			f.value = fact{strings.ReplaceAll(m[1], ",", "."), "line behind the title"}
		} else if v, scale := ratingIn(before, true); f.value.text == "" && v != "" && (len(before) <= 12 || len(before) <= 40 && mayScale(before)) {
			f.value, f.scale = fact{v, "line behind the title"}, fact{scale, "line behind the title"}
		}
		if f.reviews.text == "" {
			f.reviews = fact{countIn(line), "line behind the title"}
		}
		if f.value.text == "" {
			d.rateSaid(h.node+1, min(len(d.nodes), h.node+1+maxSaid), f)
		}
		if f.value.text == "" && f.reviews.text != "" {
			d.rateDrawn(h, from, f)
		}
		return
	}
}

// countsReviews reports whether a line counts reviews: "34 reviews", "Reviews (34) 4.6".
func countsReviews(line string) bool {
	return hasDigit(line) && (countText.MatchString(line) || (tailValue.MatchString(line) || ratedWords.match(line) != 0 && ratedText.MatchString(line)) && countPre.MatchString(line))
}

// rateElement reads one element: its text, then its telling attributes. head is the headline's node.
func (d *document) rateElement(i, head int, f *ratingFacts) {
	n := &d.nodes[i]
	texts := []string{d.oneLine(i)}
	for k := range n.Attr {
		switch n.Attr[k].Key {
		case "title", "aria-label", "alt", "content", "data-rating", "data-score", "data-value", "data-rate", "data-average", "data-rating-value":
			texts = append(texts, n.Attr[k].Val)
		}
	}
	for k, text := range texts {
		if len(text) > 160 || !strings.ContainsAny(text, "0123456789") {
			continue
		}
		where := d.path(i)
		if f.value.text == "" {
			v, scale := ratingIn(text, k > 0 || n.flags&inReview == 0)
			if share := shareOfStars(text); v == "" && share > 0 && n.flags&inReview == 0 {
				v, scale = strconv.FormatFloat(share*5, 'f', -1, 64), "5"
			}
			if v != "" && !d.amongAlike(i, head) {
				f.value, f.scale = fact{v, where}, fact{scale, where}
				f.one = n.flags&inReview != 0
			}
		}
		if f.reviews.text == "" {
			if c := countIn(text); c != "" {
				f.reviews = fact{c, where}
			}
		}
	}
	if f.value.path != "" && f.value.path == d.path(i) && !f.one {
		d.parensBehind(i, f)
	}
	if f.value.text == "" {
		d.rateSaid(i+1, min(int(n.end), i+1+maxSaid), f)
	}
}

// ratingIn reads "4.6 out of 5", "4,5 Sterne", "4.6/5" or, where loose, a bare "4.6".
func ratingIn(text string, loose bool) (value, scale string) {
	if mayScale(text) {
		if m := outOfText.FindStringSubmatch(text); m != nil {
			if v, ok := rate(m[1], m[2]); ok {
				return v, m[2]
			}
		}
	}
	if fiveWords.match(text) != 0 {
		if m := outOfFive.FindStringSubmatch(text); m != nil {
			if v, ok := rate(m[1], "5"); ok {
				return v, "5"
			}
		}
	}
	if ratingPhrases.match(text) != 0 {
		if v, top, ok := money.ParseRating(text); ok && v > 0 {
			return strconv.FormatFloat(v, 'f', -1, 64), strconv.FormatFloat(top, 'f', -1, 64)
		}
	}
	if mayStar(text) {
		if m := starsText.FindStringSubmatch(text); m != nil && !starTable(text, m) {
			if v, ok := rate(m[1], "5"); ok {
				return v, "5"
			}
		}
	}
	if ratedWords.match(text) != 0 {
		if m := ratedText.FindStringSubmatch(text); m != nil {
			if v, ok := rate(m[1], "5"); ok {
				return v, "5"
			}
		}
	}
	if !loose || !strings.ContainsAny(text, ".,") {
		return "", ""
	}
	if m := valueAndCount.FindStringSubmatch(text); m != nil {
		if v, ok := rate(m[1], "5"); ok {
			return v, "5"
		}
	}
	if m := onlyValue.FindStringSubmatch(text); m != nil && strings.ContainsAny(m[1], ".,") {
		scale := firstOf(m[2], "5")
		if v, ok := rate(m[1], scale); ok {
			return v, scale
		}
	}
	return "", ""
}

// starTable reports whether a text whose first stars are m's tells how many gave how many stars: "5 stars 12, 4 stars 3".
func starTable(text string, m []string) bool {
	_, rest, _ := strings.Cut(text, m[0])
	return len(m[1]) == 1 && starsText.MatchString(rest)
}

// rate checks a value against its scale.
func rate(value, scale string) (string, bool) {
	v, err := strconv.ParseFloat(strings.ReplaceAll(value, ",", "."), 64)
	top, err2 := strconv.ParseFloat(scale, 64)
	if err != nil || err2 != nil || v <= 0 || v > top {
		return "", false
	}
	return strconv.FormatFloat(v, 'f', -1, 64), true
}

// countIn reads "1,204 reviews", "Reviews (12)" or "4.5 (87)".
func countIn(text string) string {
	if !hasDigit(text) {
		return "" // all that counts has a figure
	}
	if mayScale(text) {
		text = outOfText.ReplaceAllString(text, " ; ") // "3/5 2 avis" are two reviews
	}
	worded := mayCount(text)
	for _, re := range []*regexp.Regexp{countText, countPre, inParens} {
		if re == inParens && strings.IndexByte(text, '(') < 0 || re != inParens && !worded {
			continue
		}
		if m := re.FindStringSubmatch(text); m != nil {
			if n, ok := count(m[1]); ok {
				return n
			}
		}
	}
	return ""
}

// count reads a number of reviews with grouping or a unit (1.2k, 1.2万).
func count(s string) (string, bool) {
	c, ok := money.ParseCount(strings.TrimSpace(s))
	if !ok {
		return "", false
	}
	return strconv.FormatInt(c.N, 10), true
}
