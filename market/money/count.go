package money

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count is a whole number of reviews, ratings or units sold as a page shows it.
type Count struct {
	N int64
	// AtLeast is set where the page gives a lower bound ("50+").
	AtLeast bool
	// WindowDays is the time the count covers, 0 where the page does not say ("in past month": 30).
	WindowDays int
}

var (
	ratingPair = regexp.MustCompile(`\d+(?:[.,٫]\d+)?\s?(?:/\s?(?:5|10|100)\b|out of \d+|von \d+|sur \d+|de (?:5|10)\b|su \d+|van (?:de )?\d+|av \d+|af \d+|z \d+|из \d+|trên \d+|üzerinden|つ星のうち)(?:\s?stars?|\s?sternen?)?|5つ星のうち\s?\d+(?:[.,]\d+)?|\d+점 만점에 \d+(?:[.,]\d+)?`)
	percentage = regexp.MustCompile(`\d+(?:[.,]\d+)?\s?[%٪]`)
	atLeast    = regexp.MustCompile(`\d\s?\pL{0,6}\s?\+|\+\s?\d|(?:over|more than|at least|über|mehr als|plus de|más de|mais de|oltre|più di|meer dan|över|mer än|over|mere end|yli|ponad|více než|viac ako|több mint|peste|более|больше|свыше|понад|над|超过|超過|以上|이상|hơn|lebih dari|أكثر من|מעל|\+)`)
	countUnits = []struct {
		pattern *regexp.Regexp
		zeros   int
	}{
		{regexp.MustCompile(`^\s?(?:万|萬|만|w\b)`), 4},
		{regexp.MustCompile(`^\s?(?:亿|億|억)`), 8},
		{regexp.MustCompile(`^\s?(?:千|천|พัน)`), 3},
		{regexp.MustCompile(`^\s?(?:หมื่น)`), 4},
		{regexp.MustCompile(`^\s?(?:แสน)`), 5},
		{regexp.MustCompile(`^\s?(?:ล้าน)`), 6},
		{regexp.MustCompile(`^\s?(?:k|rb|ribu|mil|nghìn|ngàn|tys\.?|тыс\.?|тис\.?|thousand|tsd\.?|bin|tis\.?|ezer|χιλ\.?|ألف|אלף|हज़ार|हजार|тк|t)(?:[^\pL]|$)`), 3},
		{regexp.MustCompile(`^\s?(?:m|jt|juta|tr|triệu|mio\.?|mln\.?|млн\.?|million|millions|millones|milhões|mi|mn|مليون)(?:[^\pL]|$)`), 6},
		{regexp.MustCompile(`^\s?(?:lakhs?|lacs?|लाख)(?:[^\pL]|$)`), 5},
	}
	windows = []struct {
		pattern *regexp.Regexp
		days    int
	}{
		{regexp.MustCompile(`(?:past|last|近|过去|過去|最近|letzten|derniers?|últimos?|ultimi|за|laatste|sista|ostatnich)\s?(\d{1,3})\s?(?:days?|天|日|tage[n]?|jours|días|dias|giorni|дней|dagen|dagar|dni)`), 0},
		{regexp.MustCompile(`24\s?(?:hours?|hrs?|h|小时|stunden|heures|horas|ore|час)|today|past day|last day|heute|aujourd|hoy|oggi|今日|本日|сегодня|日销`), 1},
		{regexp.MustCompile(`(?:past|last|this|per) week|weekly|letzten woche|semaine|semana|settimana|неделю|周销|一周|1週間|주간`), 7},
		{regexp.MustCompile(`(?:past|last|this|per|a|each) month|monthly|/\s?month|/\s?mo\b|letzten monat|vergangenen monat|im letzten|mois dernier|dernier mois|mes pasado|último mes|mês passado|ultimo mese|mese scorso|afgelopen maand|senaste månaden|w ostatnim miesiącu|за месяц|в месяц|за последний месяц|geçen ay|son 1 ay|月销|月售|月成交|月銷|过去一个月|過去1か月|過去1ヶ月|30天|한 달|지난달|เดือน|bulan`), 30},
		{regexp.MustCompile(`(?:past|last|per) year|yearly|年销|за год`), 365},
	}
	countWords = regexp.MustCompile(`review|rating|bewertung|rezension|avis|reseña|opinion|opinión|recension|valutazion|beoordeling|omdöme|anmeldelse|arvostelu|opini|recenz|hodnocení|értékelés|отзыв|оцен|відгук|yorum|değerlendirme|avalia|ulasan|đánh giá|评价|评论|評價|評論|レビュー|件|리뷰|평|sold|verkauft|vendu|vendido|venduti|verkocht|såld|solgt|terjual|đã bán|已售|销|售|付款|人买|购买|売れ|판매|bought|purchased|gekauft|achet|comprad|acquistat|gekocht|köpt|купили|продано|куплено|satıldı|ขายแล้ว|นักรีวิว|รีวิว|تقييم|مراجعة|بيع|ביקורות|חוות דעת|votes|评|stemmen`)
)

// ParseCount reads a review count or a units-sold badge: "(1,204)", "1.2k", "1,2rb terjual", "1.2万+",
// "50+ bought in past month", "4.6 out of 5 (1,204)". It reports false where the text shows no count.
func ParseCount(text string) (Count, bool) {
	if len(text) > maxText {
		return Count{}, false
	}
	s := normalise(text)
	var c Count
	worded := wordAt(s)
	for _, w := range windows {
		if !worded {
			break
		}
		m := w.pattern.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		c.WindowDays = w.days
		if len(m) > 1 && w.days == 0 {
			c.WindowDays, _ = strconv.Atoi(m[1])
		}
		if strings.ContainsAny(m[0], "0123456789") {
			s = strings.Replace(s, m[0], strings.Repeat(" ", len(m[0])), 1)
		}
		break
	}
	if worded || strings.IndexByte(s, '/') >= 0 {
		s = ratingPair.ReplaceAllStringFunc(s, blanks.Replace)
	}
	if worded || strings.IndexByte(s, '%') >= 0 {
		s = percentage.ReplaceAllStringFunc(s, blanks.Replace)
	}
	best, bestScore := int64(-1), -1
	for _, f := range scan(s) {
		if n, score, ok := f.count(s); ok && score > bestScore {
			best, bestScore = n, score
		}
	}
	if best < 0 {
		return Count{}, false
	}
	c.N = best
	c.AtLeast = (worded || strings.IndexByte(s, '+') >= 0) && atLeast.MatchString(s)
	return c, true
}

// wordAt reports whether a text holds a letter, or anything beyond ASCII: without, no pattern of words matches.
func wordAt(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c|0x20 >= 'a' && c|0x20 <= 'z' {
			return true
		}
	}
	return false
}

// count reads one number as a count and scores how clearly it is one; a decimal without a unit is a rating.
func (f *figure) count(s string) (n int64, score int, ok bool) {
	if letterBefore(s, f.start) && alphabetic(firstRune(s[f.start-1:])) && f.start > 0 && s[f.start-1] < 0x80 || f.lead != 0 {
		return 0, 0, false
	}
	zeros := 0
	rest := s[f.end:]
	for _, u := range countUnits {
		if !wordAt(rest[:min(len(rest), 2)]) { // a unit stands at once, or behind one blank
			break
		}
		if hit := u.pattern.FindString(rest); hit != "" {
			zeros = u.zeros
			rest = rest[wordLen(hit):]
			break
		}
	}
	whole, frac := f.countParts(zeros)
	if frac != "" && zeros == 0 {
		return 0, 0, false
	}
	value := shift(whole, frac, zeros)
	n, err := strconv.ParseInt(strings.Split(value, ".")[0], 10, 64)
	if err != nil || n > 1e12 {
		return 0, 0, false
	}
	tail := rest[:min(len(rest), 40)]
	if i := strings.IndexFunc(tail, unicode.IsDigit); i >= 0 {
		tail = tail[:i]
	}
	switch {
	case wordAt(tail) && countWords.MatchString(tail):
		score = 3
	case f.start > 0 && strings.HasSuffix(strings.TrimRight(s[:f.start], " "), "("):
		score = 2
	case wordAt(s[:f.start]) && countWords.MatchString(s[:f.start]):
		score = 1
	}
	return n, score, true
}

// countParts splits a count's digits: without a unit every mark before three digits groups, since counts are whole.
func (f *figure) countParts(zeros int) (whole, frac string) {
	g := f.groups
	last := g[len(g)-1]
	if len(g) > 1 && (len(last) != 3 || zeros > 0 && len(g) == 2 && f.seps[0] != ' ') {
		return strings.Join(g[:len(g)-1], ""), last
	}
	return strings.Join(g, ""), ""
}

var (
	ratingOf    = regexp.MustCompile(`(\d+(?:[.,٫]\d+)?)\s?(?:stars?\s?|sterne\s?|★\s?)?(?:/|out of|von|sur|de|su|van de|van|av|af|z|из|od|trên|من|מתוך|از|od|din|от|iš|no)\s?(\d+)`)
	ratingAfter = regexp.MustCompile(`(\d+)\s?(?:つ星のうち|üzerinden|점 만점에|分满分|分滿分|points?:)\s?(\d+(?:[.,]\d+)?)`)
	ratingShare = regexp.MustCompile(`(\d+(?:[.,٫]\d+)?)\s?[%٪]`)
	ratingAlone = regexp.MustCompile(`(?:^|[^\d.,])(\d{1,2}(?:[.,٫]\d{1,2})?)(?:$|[^\d.,]|[.,](?:$|\D))`)
)

// ParseRating reads a rating and the scale it is on: "4.6 out of 5", "4,5/5", "92%", "★★★★☆", "4.6 (1,204)".
// A lone number up to 5 is on 5; one above is on 10. It reports false where the text shows no rating.
func ParseRating(text string) (value, scale float64, ok bool) {
	if len(text) > maxText {
		return 0, 0, false
	}
	s := normalise(text)
	if m := ratingAfter.FindStringSubmatch(s); m != nil {
		return rated(m[2], m[1])
	}
	if m := ratingOf.FindStringSubmatch(s); m != nil {
		if v, sc, ok := rated(m[1], m[2]); ok {
			return v, sc, true
		}
	}
	if m := ratingShare.FindStringSubmatch(s); m != nil {
		return rated(m[1], "100")
	}
	if full, empty := strings.Count(s, "★"), strings.Count(s, "☆"); full+empty >= 5 && full+empty <= 10 {
		return float64(full), float64(full + empty), true
	}
	m := ratingAlone.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	if v, sc, ok := rated(m[1], "5"); ok {
		return v, sc, true
	}
	return rated(m[1], "10")
}

// rated checks a value against its scale; scales other than 4 to 10, 20 and 100 are no rating's.
func rated(value, scale string) (float64, float64, bool) {
	v, err := strconv.ParseFloat(strings.NewReplacer(",", ".", "٫", ".").Replace(value), 64)
	sc, err2 := strconv.ParseFloat(scale, 64)
	if err != nil || err2 != nil || v < 0 || v > sc || !(sc >= 4 && sc <= 10 || sc == 20 || sc == 100) {
		return 0, 0, false
	}
	return v, sc, true
}
