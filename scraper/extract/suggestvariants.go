package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

const (
	// maxVariantRows bounds the rows of a list of variants that a rule is looked for in.
	maxVariantRows = 60
	// maxOptionText bounds the text of one option ("Red", "500 g").
	maxOptionText = 40
	// maxVariantRules bounds the rules that are tried on all pages.
	maxVariantRules = 40
)

// fieldVariants and pageData are how Agreement names the variants, and that no rule is needed for them.
const (
	fieldVariants = "variants"
	pageData      = "the page's data lists them: no rule is needed"
)

// variants looks for the place where product pages list their variants. Pages whose data list them need none. Rows are
// taken for variants where each shows a price, one of them the page's own, none leads to another page, and options or
// codes tell them apart.
func (out *Suggested) variants(pages []*studied) {
	inData, rules := 0, map[string]VariantPlaces{}
	var rest []*studied
	for _, s := range pages {
		if l := s.result.Listings; len(l) > 2 && l[1].Evidence[fieldVariant].By == "" {
			inData++
			continue
		}
		rest = append(rest, s)
		for _, rule := range s.variantRules() {
			rules[rule.text()] = rule
		}
	}
	best := Agreement{Field: fieldVariants}
	var chosen VariantPlaces
	names := slices.SortedFunc(maps.Keys(rules), func(a, b string) int { return rules[a].better(rules[b], a, b) })
	for _, name := range names[:min(len(names), maxVariantRules)] {
		rule := rules[name]
		read, agree := 0, 0
		for _, s := range rest {
			if s.d.selection().Find(rule.Select).Length() < 2 {
				continue
			}
			read++
			agree += judgeHit(s.readsVariants(rule), true)
		}
		if agree > best.Agree && float64(agree) >= leastAgreement*float64(read) {
			best.Where, best.Read, best.Agree, chosen = rule.Select, read, agree, rule
		}
	}
	switch {
	case best.Where != "":
		out.Profile.Variants = chosen
	case inData > 0:
		best.Where, best.Read, best.Agree = pageData, inData, inData
	default:
		return
	}
	out.Fields = append(out.Fields, best)
}

// text is a rule in one line, for telling rules apart.
func (p VariantPlaces) text() string {
	var line strings.Builder
	line.WriteString(p.Select)
	for _, m := range []map[string][]string{p.Options, p.Fields} {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			line.WriteString("|" + k + "=" + strings.Join(m[k], ","))
		}
	}
	return line.String()
}

// better orders rules: those that read more come first, then those likelier to last.
func (p VariantPlaces) better(q VariantPlaces, a, b string) int {
	return cmp.Or(cmp.Compare(len(q.Fields), len(p.Fields)), cmp.Compare(len(q.Options), len(p.Options)),
		cmp.Compare(lasting(q.Select), lasting(p.Select)), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// readsVariants reports whether a rule reads at least two variants of a page, one at the page's own price.
func (s *studied) readsVariants(rule VariantPlaces) bool {
	own, n := value0(&s.result.Listings[0], fPrice), 0
	same := false
	for _, v := range s.d.profileVariants(rule) {
		price := s.d.read(v.text(fPrice), "").num
		if price == "" {
			return false
		}
		n++
		same = same || number(price) == number(own)
	}
	return n > 1 && same
}

// variantRules proposes a rule for each list of alike rows on a page that may be variants.
func (s *studied) variantRules() []VariantPlaces {
	if value0(&s.result.Listings[0], fPrice) == "" {
		return nil
	}
	rows := map[string]int{}
	for i := range s.d.nodes {
		if n := &s.d.nodes[i]; n.flags&(inBody|inRelated|inCart) != inBody {
			continue
		}
		for _, sel := range s.d.rowSelectors(i) {
			rows[sel]++
		}
	}
	var out []VariantPlaces
	for _, sel := range slices.Sorted(maps.Keys(rows)) {
		if n := rows[sel]; n < 2 || n > maxVariantRows {
			continue
		}
		if rule, ok := s.variantRule(sel); ok {
			out = append(out, rule)
		}
	}
	return out
}

// rowSelectors names an element as one row of a list: by its class, or as a row under a named list.
func (d *document) rowSelectors(i int) []string {
	n := &d.nodes[i]
	var out []string
	for _, sel := range d.selectorsOf(i) {
		if !strings.HasPrefix(sel, "#") && sel != "h1" {
			out = append(out, sel)
		}
	}
	switch n.Data {
	case "tr", "li", "option", "label", "button":
		for p, up := int(n.parent), 0; p > 0 && up < 2; p, up = int(d.nodes[p].parent), up+1 {
			for _, sel := range d.selectorsOf(p) {
				out = append(out, sel+" "+n.Data)
			}
		}
	}
	return out
}

// variantRule works out what the rows of one selector say; false where they are no variants.
func (s *studied) variantRule(sel string) (VariantPlaces, bool) {
	var rows []*goquery.Selection
	parent := (*goquery.Selection)(nil)
	ok := true
	s.d.selection().Find(sel).Each(func(_ int, row *goquery.Selection) {
		if parent != nil && row.Parent().Get(0) != parent.Get(0) || s.leadsAway(row) {
			ok = false
		}
		parent = row.Parent()
		rows = append(rows, row)
	})
	if !ok || len(rows) < 2 {
		return VariantPlaces{}, false
	}
	rule := VariantPlaces{Select: sel, Fields: map[string][]string{}, Options: map[string][]string{}}
	for _, place := range variantPlaces(rows[0]) {
		values, whole := valuesAt(rows, place)
		if !whole {
			continue
		}
		switch f := s.fieldAt(place, values); {
		case f < numFields:
			if rule.Fields[f.String()] == nil {
				rule.Fields[f.String()] = []string{place}
			}
		case len(rule.Options) < 3 && isOption(values):
			if name := optionName(place); rule.Options[name] == nil && !repeats(rows, rule.Options, values) {
				rule.Options[name] = []string{place}
			}
		}
	}
	if rule.Fields[fPrice.String()] == nil || !s.readsVariants(rule) {
		return VariantPlaces{}, false
	}
	return rule, s.tellsApart(rule, len(rows))
}

// tellsApart reports whether a rule gives each row options or a code of its own.
func (s *studied) tellsApart(rule VariantPlaces, rows int) bool {
	keys := map[string]bool{}
	for _, v := range s.d.profileVariants(rule) {
		var key strings.Builder
		key.WriteString(v.text(fSKU))
		for _, name := range slices.Sorted(maps.Keys(v.variant)) {
			key.WriteString("|" + v.variant[name])
		}
		keys[key.String()] = true
	}
	return len(keys) == rows
}

// leadsAway reports whether a row links to another page: then it is another product.
func (s *studied) leadsAway(row *goquery.Selection) bool {
	away := false
	row.Find("a[href]").AddSelection(row.Filter("a[href]")).Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		u, err := s.d.url.Parse(href)
		away = away || err == nil && (u.Host != s.d.url.Host || u.Path != s.d.url.Path)
	})
	return away
}

// variantPlaces lists where a row can hold a value: its own data attributes, and its elements by class.
func variantPlaces(row *goquery.Selection) []string {
	var out []string
	for _, a := range row.Get(0).Attr {
		if strings.HasPrefix(a.Key, "data-") && plainName(a.Key) || a.Key == "value" {
			out = append(out, "@"+a.Key)
		}
	}
	row.Find("[class], [itemprop]").Each(func(_ int, n *goquery.Selection) {
		if v, ok := n.Attr("itemprop"); ok && plainAttr(v) {
			out = append(out, `[itemprop="`+v+`"]`)
		}
		for c := range strings.FieldsSeq(n.AttrOr("class", "")) {
			if plainName(c) {
				out = append(out, "."+c)
			}
		}
	})
	return appendEach(nil, out)
}

func appendEach(to, more []string) []string {
	for _, s := range more {
		to = appendNew(to, s)
	}
	return to
}

// valuesAt reads a place in each row; whole is false where a row has nothing there.
func valuesAt(rows []*goquery.Selection, place string) (values []string, whole bool) {
	for _, row := range rows {
		v := selected(row, place)
		if v == "" || len(v) > maxPlaceText {
			return nil, false
		}
		values = append(values, v)
	}
	return values, true
}

// fieldAt says which field the values of a place are; numFields where none.
func (s *studied) fieldAt(place string, values []string) field {
	priced, stocked, differ := 0, 0, map[string]bool{}
	for _, v := range values {
		r := s.d.read(v, "")
		if r.num != "" && (r.cur != "" || strings.Contains(place, "price")) && len(v) <= maxOptionText {
			priced++
		}
		if availabilityWord(v) != "" {
			stocked++
		}
		differ[v] = true
	}
	lower := strings.ToLower(place)
	was := slices.ContainsFunc([]string{"old", "was", "list", "compare", "regular", "unit", "saving"}, func(w string) bool { return strings.Contains(lower, w) })
	coded := slices.ContainsFunc([]string{"sku", "code", "artikel", "article", "itemno", "item-no", "partno", "mpn"}, func(w string) bool { return strings.Contains(lower, w) })
	switch {
	case priced == len(values) && !was:
		return fPrice
	case stocked == len(values):
		return fAvailability
	case coded && len(differ) == len(values) && cleanSKU(values[0]) != "":
		return fSKU
	}
	return numFields
}

// isOption reports whether the values of a place can be the options of variants: short, not all alike, and no prices.
func isOption(values []string) bool {
	differ := map[string]bool{}
	for _, v := range values {
		if len(v) > maxOptionText || strings.ContainsAny(v, "€$£¥{}<>/") {
			return false
		}
		differ[v] = true
	}
	return len(differ) > 1
}

// repeats reports whether an option known already says the same in each row.
func repeats(rows []*goquery.Selection, options map[string][]string, values []string) bool {
	for _, places := range options {
		if have, _ := valuesAt(rows, places[0]); slices.Equal(have, values) {
			return true
		}
	}
	return false
}

// optionName names an option as its place does: data-size is "size".
func optionName(place string) string {
	name := strings.TrimPrefix(strings.TrimLeft(place, "@."), "data-")
	if v, ok := strings.CutPrefix(name, `[itemprop="`); ok {
		name = strings.TrimSuffix(v, `"]`)
	}
	for _, known := range []string{"color", "colour", "size", "farbe", "groesse", "material", "weight", "length", "volume", "flavour", "flavor", "taste"} {
		if strings.Contains(strings.ToLower(name), known) {
			return known
		}
	}
	if name == "value" {
		return "option"
	}
	return strings.ToLower(name)
}
