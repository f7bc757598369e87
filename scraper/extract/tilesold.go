package extract

import (
	"regexp"
	"strconv"
	"strings"

	"shelfwise/market/money"
)

// maxTileLine bounds the length in bytes of a line of a tile that can be a badge.
const maxTileLine = 90

// tileLines reads the badges of a tile line by line: units sold, review counts in words, and what is out of stock.
func (f *tileFinder) tileLines(t tile, found *Found) {
	from, to := f.extent(t)
	before := ""
	for from < to {
		line := f.d.text[from:to]
		if k := strings.IndexByte(line, '\n'); k >= 0 {
			line = line[:k]
		}
		from += len(line) + 1
		if line = strings.TrimSpace(line); len(line) < 2 || len(line) > maxTileLine || strings.Contains(found.Title, line) {
			continue
		}
		f.tileLine(t, line, found)
		f.countLine(t, before, line, found)
		before = line
	}
}

// countLine reads a number in parentheses that is a line of its own behind one that is the rating: it counts those who gave
// it.
func (f *tileFinder) countLine(t tile, before, line string, found *Found) {
	if line[0] != '(' || found.Rating == nil || found.ReviewCount != nil || found.RatingCount != nil || !onlyCount.MatchString(line) {
		return
	}
	if number(strings.Replace(before, ",", ".", 1)) != *found.Rating && !strings.ContainsAny(before, "★☆") && ratingWords.match(strings.ToLower(before)) == 0 {
		return
	}
	if c, ok := money.ParseCount(strings.Trim(line, "()")); ok && c.N > 0 && c.N < 1e9 {
		found.ReviewCount = &c.N
		found.Evidence[fReviewCount.String()] = Evidence{By: "heuristic", Path: f.d.path(t.root), Text: clip(line, 120)}
	}
}

func (f *tileFinder) tileLine(t tile, line string, found *Found) {
	low := strings.ToLower(line)
	evidence := func() Evidence {
		return Evidence{By: "heuristic", Path: f.d.path(t.root), Text: clip(line, 120)}
	}
	if found.Availability == nil && len(line) <= 40 {
		if said := stockWords.match(low); said&(sayOut|sayEnded) != 0 && said&sayBuy == 0 {
			word := stockOf(line)
			found.Availability = &word
			found.Evidence[fAvailability.String()] = evidence()
		}
	}
	if !strings.ContainsAny(line, "0123456789") {
		return
	}
	badge := line
	if m := behindPrice.FindStringSubmatch(line); m != nil {
		badge = m[1]
	}
	if c, ok := soldIn(badge); ok && found.UnitsSold == nil {
		found.UnitsSold = &UnitsSold{AtLeast: c.N, WindowDays: c.WindowDays}
		found.Evidence[fUnitsSold.String()] = evidence()
		return
	}
	if found.Rating == nil && (mayScale(line) && ratingWords.match(low) != 0 || ratedWords.match(line) != 0) {
		if v, scale := f.ratingIn(line, false); v != "" {
			value, of := number(v), number(scale)
			found.Rating, found.RatingScale = &value, &of
			found.Evidence[fRating.String()] = evidence()
		}
	}
	if m := ratedPair.FindStringSubmatch(line); m != nil && found.Rating == nil && found.ReviewCount == nil && found.RatingCount == nil {
		if v := leadValue.FindStringSubmatch(line); v != nil {
			f.pairOf(v[1], m[1], evidence(), found)
		}
	}
	reviewed := reviewWords.match(low) != 0
	if m := ratingThenCount.FindStringSubmatch(line); m != nil && reviewed && found.Rating == nil {
		value, scale := number(strings.ReplaceAll(m[1], ",", ".")), 5.0
		found.Rating, found.RatingScale = &value, &scale
		found.Evidence[fRating.String()] = evidence()
	}
	if found.ReviewCount == nil && found.RatingCount == nil && reviewed {
		if n, err := strconv.ParseInt(countIn(reviewPart(line)), 10, 64); err == nil && n > 0 && n < 1e9 {
			found.ReviewCount = &n
			found.Evidence[fReviewCount.String()] = evidence()
		}
	}
}

// behindPrice is what follows a price on its line: "¥19.9 已拼10万+件".
var behindPrice = regexp.MustCompile(`^[^\d]{0,8}[$€£¥￥₹₽₩₺฿₫]\s?[\d.,]*\d\s*([^\d.,$€£¥￥₹₽₩₺%]\D*\d.*|\d.*\pL.*)$`)

// ratingWords are those of ratings in sentences: "rated 4.6 out of 5 stars".
var ratingWords = newWordset([]wordRow{{1, []string{"star", "stern", "étoile", "estrella", "stelle", "estrela", "sterren", "gwiazd", "hvězd", "stjern", "tähte", "yıldız", "звезд", "зір", "csillag", "stele", "αστέρ", "out of 5", "rating", "rated", "bewertung"}}})

// ratingThenCount is a rating with decimals right before the number of those who gave it: "4.8 1,204 reviews".
var ratingThenCount = regexp.MustCompile(`^\D{0,3}([1-4][.,]\d{1,2}|5[.,]00?)(?: ?/ ?5)?[\s(·•|,]{1,4}\d`)

// soldIn reads a line that tells how many units were sold. A line with a sum of money, or about shipping, is about
// that ("free shipping on orders over 49"), whatever its other words.
func soldIn(line string) (money.Count, bool) {
	if len(line) < 4 || len(line) > 90 || !strings.ContainsAny(line, "0123456789") || strings.ContainsAny(line, "$€£¥￥₹₽₩₺%％#") {
		return money.Count{}, false
	}
	low := " " + strings.ToLower(line) + " "
	if soldWords.match(low) == 0 || notSold.match(low) != 0 {
		return money.Count{}, false
	}
	part := soldPart(line)
	c, ok := money.ParseCount(part)
	return c, ok && counts(part) && c.N > 0 && c.N <= 1e9
}

// notSold are words of lines that speak of orders without counting sales: about shipping, a rank, a span of hours, a limit.
var notSold = newWordset([]wordRow{{1, []string{"shipping", "delivery", "versand", "livraison", "envío", "spedizione", "verzending", "доставк", "送料", "包邮", "배송", "sold by", "sold out", "verkauf durch", "vendu par", "vendido por", "venduto da", "orders over", "orders above", "割引", "discount", "rabatt", "remise", "minimum", "frete", "best sell", "bestsell", "más vendido", "mas vendido", "mais vendido", "plus vendu", "più vendut", "meistverkauft", "n.º", "nº", "n°", "№", "rank", "hour", "heures", "stunden", "horas", " uur", "orders of", "rs.", "verkocht door", "left", "찜", "최대", "가능", "이상", "together", "limit", "판매가", "판매 가격", "offert", "gratis", "gratuit", "= ", " free"}}})
