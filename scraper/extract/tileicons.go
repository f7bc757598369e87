package extract

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// Ratings that a tile draws with five icons, or shows as a lone number. What one tile leaves open the others of its list
// tell: five icons that are all alike are all full where other tiles have some that are not, and a number like "4.6" that
// stands at one place of most tiles is their rating.

// drawing is how a tile draws its rating.
type drawing int

const (
	drawnNone  drawing = iota
	drawnParts         // icons of which some are full, half or empty
	drawnAlike         // five icons that are alike
)

// stars counts icons: five alike elements called star, of which some are marked as full, half or empty.
func (r *tileRating) stars(f *tileFinder, t tile) drawing {
	d := f.d
	how := drawnNone
	for i := t.lo; i < t.hi; i++ {
		if d.nodes[i].own&nameRating == 0 {
			continue
		}
		var icons []string
		for k := i + 1; k < int(d.nodes[i].end); k = int(d.nodes[k].end) {
			class := d.iconClass(k)
			if class == "" {
				if d.nodes[k].from < d.nodes[k].to && len(icons) == 0 {
					continue // "4 out of 5", for those who do not see the stars
				}
				icons = nil
				break
			}
			icons = append(icons, class)
		}
		if v, ok := filledStars(icons); ok {
			r.take(v, 5, f.at(i, strings.Join(icons, " | ")))
			if r.count == 0 {
				f.countBehind(t, i, r)
			}
			return drawnParts
		}
		if len(icons) == 5 {
			how = drawnAlike
			if r.count == 0 {
				f.countBehind(t, i, r)
			}
		}
	}
	return how
}

// iconClass is the class in lower case of an element that draws a star, "" where it draws none. Of icons on top of each
// other the full one counts.
func (d *document) iconClass(i int) string {
	n := &d.nodes[i]
	class := strings.ToLower(attr(n.Node, "class"))
	switch {
	case n.DataAtom == atom.Input || n.to > n.from && strings.Trim(d.textOf(i), "★☆") != "":
		return ""
	case strings.Contains(class, "star"):
		return class
	}
	top := ""
	for k := i + 1; k < int(n.end) && k <= i+maxIconParts; k++ {
		part := strings.ToLower(attr(d.nodes[k].Node, "class"))
		switch {
		case !strings.Contains(part, "star"):
			return ""
		case strings.Contains(part, "half"):
			return "star half"
		case strings.Contains(part, "star-o") || strings.Contains(part, "far fa-") || strings.Contains(part, "fa-regular") || strings.Contains(part, "empty"):
			top = firstOf(top, "star empty")
		default:
			top = "star full"
		}
	}
	return top
}

// maxIconParts is how many icons lie on top of each other at most.
const maxIconParts = 3

// fullStars gives five stars to the tiles whose icons are alike, where other tiles of the list have some that are not.
func fullStars(found []Found, how []drawing) {
	if !slices.Contains(how, drawnParts) {
		return
	}
	for i := range found {
		if how[i] == drawnAlike && found[i].Rating == nil {
			value, scale := 5.0, 5.0
			found[i].Rating, found[i].RatingScale = &value, &scale
			found[i].Evidence[fRating.String()] = Evidence{By: "heuristic", Text: "five full stars"}
		}
	}
}

// glued reports whether the text of an element without others begins with a digit right behind a digit of the element
// before: lines run them together ("16" and "4.0 out of 5").
func (f *tileFinder) glued(i int) bool {
	d := f.d
	n := &d.nodes[i]
	size := n.to - n.from
	return size >= 8 && size <= 80 && n.from > 0 && isDigitByte(d.text[n.from]) && isDigitByte(d.text[n.from-1]) && (int(n.end) == i+1 || !f.textBelow(i))
}

// leastLone is how many tiles show a number at one place that is taken for their rating.
const leastLone = 3

// loneRatings takes as ratings the numbers with one decimal that stand alone, with no word that calls them so, at one
// place of at least a third of the tiles. Most ratings are of three or more; sizes and weights are not, and have a unit.
func (f *tileFinder) loneRatings(ts []tile, found []Found) {
	type place struct {
		tiles, nodes []int
		high         int
	}
	places := map[uint64]*place{}
	for k, t := range ts {
		if found[k].Rating != nil {
			continue
		}
		for i := t.lo; i < t.hi; i++ {
			if !f.loneNumber(i) {
				continue
			}
			slot := f.slot(t.root, i)
			p := places[slot]
			if p == nil {
				p = &place{}
				places[slot] = p
			}
			p.tiles, p.nodes = append(p.tiles, k), append(p.nodes, i)
			if f.d.textOf(i)[0] >= '3' {
				p.high++
			}
		}
	}
	var best *place
	for _, p := range places {
		if best == nil || len(p.tiles) > len(best.tiles) || len(p.tiles) == len(best.tiles) && p.nodes[0] < best.nodes[0] {
			best = p
		}
	}
	if best == nil || len(best.tiles) < leastLone || 3*len(best.tiles) < len(ts) || 10*best.high < 8*len(best.tiles) || len(slices.Compact(slices.Clone(best.tiles))) < len(best.tiles) {
		return
	}
	for n, k := range best.tiles {
		text := f.d.oneLine(best.nodes[n])
		value, scale := number(strings.Replace(text, ",", ".", 1)), 5.0
		found[k].Rating, found[k].RatingScale = &value, &scale
		found[k].Evidence[fRating.String()] = f.at(best.nodes[n], text)
	}
}

// loneNumber reports whether an element shows a number of one to five with one decimal and nothing else, before no unit.
func (f *tileFinder) loneNumber(i int) bool {
	d := f.d
	n := &d.nodes[i]
	if size := n.to - n.from; size < 3 || size > 5 || !loneValue.MatchString(d.textOf(i)) || int(n.end) > i+1 && f.textBelow(i) {
		return false
	}
	if _, isPrice := slices.BinarySearch(f.prices, i); isPrice || n.flags&inControl != 0 {
		return false
	}
	rest := strings.TrimLeft(d.text[n.to:min(len(d.text), int(n.to)+4)], " ")
	return rest == "" || rest[0] == '\n' || rest[0] == '(' || rest[0] == '|' || isDigitByte(rest[0])
}

var loneValue = regexp.MustCompile(`^(?:[1-4][.,]\d|5[.,]0)$`)
