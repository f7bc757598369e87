package extract

import (
	"math"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"shelfwise/market/money"
)

// maxPlaceText bounds the text of an element that can hold one field.
const maxPlaceText = 300

func trimFloat(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func formatCount(n int64) string { return strconv.FormatInt(n, 10) }

// saysSame reports whether a text of the page reads as the wanted value of a field.
func (d *document) saysSame(f field, text, want string) bool {
	if text == "" || want == "" || len(text) > maxPlaceText {
		return false
	}
	switch f {
	case fTitle:
		return strings.EqualFold(cleanTitle(text), want)
	case fURL:
		return d.absolute(text) == want
	case fPrice, fListPrice:
		num := d.read(text, "").num
		return num != "" && plainNumber(num) == plainNumber(want)
	case fAvailability:
		return availabilityWord(text) == want
	case fRating:
		v, _, ok := money.ParseRating(text)
		return ok && math.Abs(v-number(want)) < 0.051
	case fReviewCount:
		c, ok := money.ParseCount(text)
		return ok && formatCount(c.N) == want
	}
	return strings.EqualFold(joined(text), want)
}

// places lists the selectors of elements nodes[lo:hi] that hold the wanted value of a field.
func (s *studied) places(f field, want string, lo, hi int) map[string]bool {
	out := map[string]bool{}
	d := s.d
	for i := lo; i < hi; i++ {
		n := &d.nodes[i]
		if n.Data == "meta" {
			if content := attr(n.Node, "content"); d.saysSame(f, content, want) {
				for _, key := range []string{"itemprop", "property", "name"} {
					if v := attr(n.Node, key); v != "" && plainAttr(v) {
						out["meta["+key+`="`+v+`"]@content`] = true
					}
				}
			}
			continue
		}
		if n.flags&(inBody|inRelated|inCart) != inBody || n.flags&inHidden != 0 {
			continue
		}
		suffix := ""
		switch {
		case attr(n.Node, "itemprop") != "" && d.saysSame(f, attr(n.Node, "content"), want):
			suffix = "@content"
		case n.to-n.from > 0 && n.to-n.from <= maxPlaceText && d.saysSame(f, d.oneLine(i), want):
		default:
			continue
		}
		for _, sel := range d.selectorsOf(i) {
			out[sel+suffix] = true
			if p := int(n.parent); p > lo {
				for _, up := range d.selectorsOf(p) {
					out[up+" > "+sel+suffix] = true
				}
			}
		}
	}
	return out
}

// selectorsOf names an element by itself in the ways that may hold on other pages of the site.
func (d *document) selectorsOf(i int) []string {
	n := d.nodes[i].Node
	var out []string
	if n.Data == "h1" {
		out = append(out, "h1")
	}
	for k := range n.Attr {
		a := &n.Attr[k]
		switch a.Key {
		case "id":
			if plainName(a.Val) {
				out = append(out, "#"+a.Val)
			}
		case "itemprop", "data-testid", "data-test", "data-qa", "data-hook", "rel":
			if plainAttr(a.Val) {
				out = append(out, "["+a.Key+`="`+a.Val+`"]`)
			}
		case "class":
			for c := range strings.FieldsSeq(a.Val) {
				if plainName(c) {
					out = append(out, n.Data+"."+c)
				}
			}
		}
	}
	return out
}

// plainName reports whether an id or class needs no escape in a selector and has no number, which tells one page from
// another.
func plainName(s string) bool {
	if s == "" || len(s) > 60 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-' && i > 0 {
			continue
		}
		return false
	}
	return true
}

func plainAttr(s string) bool {
	return s != "" && len(s) <= 60 && !strings.ContainsAny(s, "\"\\]\n0123456789")
}

// lists looks for the tile, the places of its fields and the link to the next page on category pages.
func (out *Suggested) lists(pages []*studied) {
	tile := Agreement{Field: "tile"}
	votes := map[string]int{}
	for _, s := range pages {
		main := s.d.finder().main
		tile.Read += len(main)
		for _, t := range main {
			if t.lo != t.root {
				continue
			}
			for _, sel := range s.d.selectorsOf(t.root) {
				votes[sel]++
				if p := int(s.d.nodes[t.root].parent); p >= 0 {
					for _, up := range s.d.selectorsOf(p) {
						votes[up+" > "+sel]++
					}
				}
			}
		}
	}
	for _, sel := range foremost(votes) {
		hits, extra := 0, 0
		for _, s := range pages {
			roots := map[*html.Node]bool{}
			for _, t := range s.d.finder().main {
				roots[s.d.nodes[t.root].Node] = true
			}
			for _, n := range s.doc.Find(sel).Nodes {
				if roots[n] {
					hits++
				} else {
					extra++
				}
			}
		}
		tile.better(sel, hits-extra)
	}
	if tile.Read > 0 {
		out.Fields = append(out.Fields, tile)
	}
	out.Profile.Tile = tile.Where
	if tile.Where != "" {
		out.tileFields(pages)
	}
	if len(out.Profile.Tiles[fTitle.String()]) == 0 { // a tile without a name is no listing
		out.Profile.Tile, out.Profile.Tiles = "", nil
		for i, a := range out.Fields {
			if strings.HasPrefix(a.Field, "tile") {
				out.Fields[i].Where = ""
			}
		}
	}
	out.next(pages)
}

// tileFields looks for the places of the fields inside tiles.
func (out *Suggested) tileFields(pages []*studied) {
	for _, f := range []field{fTitle, fURL, fPrice, fListPrice, fRating, fReviewCount} {
		best := Agreement{Field: "tile." + f.String()}
		votes := map[string]int{}
		out.eachTile(pages, func(s *studied, t tile, l *Found) {
			want := value0(l, f)
			if want == "" {
				return
			}
			best.Read++
			for sel := range s.tilePlaces(f, want, t) {
				votes[sel]++
			}
		})
		for _, sel := range foremost(votes) {
			agree := 0
			out.eachTile(pages, func(s *studied, t tile, l *Found) {
				want := value0(l, f)
				got := selected(goquery.NewDocumentFromNode(s.d.nodes[t.root].Node).Selection, sel)
				agree += judgeHit(s.d.saysSame(f, got, want), got != "" && want != "")
			})
			best.better(sel, agree)
		}
		if best.Read > 0 {
			out.Fields = append(out.Fields, best)
		}
		if best.Where != "" {
			if out.Profile.Tiles == nil {
				out.Profile.Tiles = map[string][]string{}
			}
			out.Profile.Tiles[f.String()] = []string{best.Where}
		}
	}
}

// tilePlaces lists the selectors inside a tile that hold a value; an address stands in the href of a link.
func (s *studied) tilePlaces(f field, want string, t tile) map[string]bool {
	out := map[string]bool{}
	if f != fURL {
		out = s.places(f, want, t.lo, t.hi)
	}
	if f == fTitle { // inside a tile a heading or a link without a class is a place, too
		for i := t.lo; i < t.hi; i++ {
			n := &s.d.nodes[i]
			if tag := n.Data; (tag == "h2" || tag == "h3" || tag == "h4" || tag == "h5" || tag == "a") && s.d.saysSame(f, s.d.oneLine(i), want) {
				out[tag] = true
			}
		}
	}
	if f != fURL {
		return out
	}
	for i := t.lo; i < t.hi; i++ {
		n := &s.d.nodes[i]
		if n.Data != "a" || s.d.absolute(attr(n.Node, "href")) != want {
			continue
		}
		out["a@href"] = true
		for _, sel := range s.d.selectorsOf(i) {
			out[sel+"@href"] = true
		}
		if p := int(n.parent); p > t.lo {
			for _, up := range s.d.selectorsOf(p) {
				out[up+" > a@href"] = true
			}
		}
	}
	return out
}

// eachTile calls do for the tiles whose listing is known: the general extractor reads them in page order.
func (out *Suggested) eachTile(pages []*studied, do func(*studied, tile, *Found)) {
	for _, s := range pages {
		f := s.d.finder()
		all := f.readAll(f.main)
		if len(all) != len(f.main) {
			continue // a tile without a name: which is which is not known
		}
		for i, t := range f.main {
			if t.lo == t.root {
				do(s, t, &all[i])
			}
		}
	}
}

// next looks for the link to the next page.
func (out *Suggested) next(pages []*studied) {
	best := Agreement{Field: "next"}
	votes := map[string]int{}
	for _, s := range pages {
		if len(s.result.NextPages) == 0 {
			continue
		}
		best.Read++
		for _, i := range append(append([]int(nil), s.d.links...), s.d.anchors...) {
			if s.d.absolute(target(s.d.nodes[i].Node)) != s.result.NextPages[0] {
				continue
			}
			for _, sel := range s.d.selectorsOf(i) {
				votes[sel]++
			}
			if p := int(s.d.nodes[i].parent); p >= 0 {
				for _, up := range s.d.selectorsOf(p) {
					votes[up+" > a"]++
				}
			}
		}
	}
	if best.Read == 0 {
		return
	}
	for _, sel := range foremost(votes) {
		agree := 0
		for _, s := range pages {
			got := s.d.absolute(selected(s.doc.Selection, sel+"@href"))
			want := append(s.result.NextPages, "")[0]
			agree += judgeHit(got != "" && got == want, got != "")
		}
		best.better(sel, agree)
	}
	out.Fields = append(out.Fields, best)
	out.Profile.NextPage = best.Where
}
