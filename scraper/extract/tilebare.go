package extract

import (
	"regexp"
	"strconv"
	"strings"
)

// A list without prices: shops that sell to trade show them after the login or on request.

// leastBare is how many tiles make a list of which none shows a price.
const leastBare = 4

// bareTiles finds the largest row of elements that are called products and hold a picture and a link with a name. It is
// looked for only where the page has no list with prices.
func (f *tileFinder) bareTiles() []tile {
	d := f.d
	if len(f.links) < leastBare {
		return nil
	}
	rows := map[string][]tile{}
	best := ""
	for i := range d.nodes {
		n := &d.nodes[i]
		size := int(n.to - n.from)
		if n.flags&inBody == 0 || n.flags&(inChrome|inCart|inHidden) != 0 || n.parent < 0 || size < 8 || size > maxTileText/4 {
			continue
		}
		if goodsWords.match(strings.ToLower(attr(n.Node, "class"))) == 0 || f.slides(i) || inRanges(i, d.others) || f.link(f.whole(i, nil)) < 0 || f.firstIn(f.titles, i) < 0 || !hasImage(d, i) {
			continue
		}
		for _, key := range []string{"p" + strconv.Itoa(int(n.parent)) + f.kind(i), "r" + strconv.Itoa(int(d.nodes[n.parent].parent)) + f.kind(i)} {
			rows[key] = append(rows[key], f.whole(i, nil))
			if len(rows[key]) > len(rows[best]) {
				best = key
			}
		}
	}
	list := rows[best]
	if len(list) < leastBare || 4*f.addresses(list) < 3*len(list) {
		return nil
	}
	return list
}

// addresses is how many different products the tiles of a list link to.
func (f *tileFinder) addresses(list []tile) int {
	seen := map[string]bool{}
	for _, t := range list {
		seen[f.href(f.link(t))] = true
	}
	return len(seen)
}

// afterLogin is what shops for the trade write where a price would stand.
var afterLogin = regexp.MustCompile(`(?:log ?in|sign in|anmeld|einlogg|accedi|connect|identifi|zaloguj|inicia|entr[ea]|logg|log ind|inlogg|kirjaudu|přihl|prihl|giriş|войд|авториз|увій|登录|登入|ログイン|로그인)[^\n]{0,30}(?:price|pricing|preis|prix|prezz|preci|preço|\bcen|pris|prijs|hinta|hinno|\bár|fiyat|цен|цін|价|價|価格|가격)|(?:price|pricing|preis|prix|prezz|preci|preço|\bcen|pris|prijs|hinta|fiyat|цен|цін)[^\n]{0,20}(?:log ?in|sign in|anmeld|login|accesso|connexion|zalogow|přihl|inlogg|kirjaut|giriş|вход|авториз)`)

// bareList reports whether the page is a list without prices, and keeps it: its tiles tell prices on request, or the
// page sorts the list or goes on with it.
func (e *evidence) bareList() bool {
	f := e.d.finder()
	if len(f.main) >= minTiles {
		return false
	}
	list := f.bareTiles()
	if len(list) == 0 {
		return false
	}
	asks := 0
	for _, t := range list {
		from, to := f.extent(t)
		if low := strings.ToLower(e.d.text[from:to]); onRequest.match(low) != 0 || afterLogin.MatchString(low) {
			asks++
		}
	}
	if 2*asks <= len(list) && !e.d.sorts() && len(e.d.nextPages()) == 0 {
		return false
	}
	e.bare = list
	return true
}
