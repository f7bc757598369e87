package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

const (
	// optionsReach is how far behind the title, and before it, controls are still the product's, in bytes of the text.
	optionsReach = 8000
	// maxOptionGroups bounds the lists of options, maxShown the combinations of their options.
	maxOptionGroups, maxShown = 4, 60
	// maxOptionNodes bounds the elements that are looked at for swatches.
	maxOptionNodes = 300
)

// optionGroup is one list of options: the sizes, the colors.
type optionGroup struct {
	name    string
	node    int
	options []option
}

// shownVariants lists the variants that a page lets choose by its controls: lists, radio buttons, swatches and links to
// pages of their own.
func (e *evidence) shownVariants() []Found {
	d := e.d
	if len(d.selects) == 0 && len(d.radios) == 0 && len(d.choices) == 0 {
		return nil
	}
	groups := e.optionGroups()
	var linked, plain []optionGroup
	total := 1
	for _, g := range groups {
		if g.leadsAway(e.found.URL) {
			linked = append(linked, g)
			continue
		}
		plain = append(plain, g)
		total *= len(g.options)
	}
	if total > maxShown {
		d.issues = append(d.issues, Issue{Field: fieldVariants, Text: strconv.Itoa(total), Reason: "more combinations of options than are listed one by one"})
		plain = nil
	}
	var out []Found
	for _, g := range linked {
		for _, o := range g.options {
			out = append(out, e.shownVariant([]optionGroup{g}, []option{o}))
		}
	}
	if len(plain) == 0 {
		return several(out)
	}
	picked := make([]int, len(plain))
	for range total {
		combination := make([]option, len(plain))
		for k, g := range plain {
			combination[k] = g.options[picked[k]]
		}
		out = append(out, e.shownVariant(plain, combination))
		for k := len(plain) - 1; k >= 0; k-- {
			if picked[k]++; picked[k] < len(plain[k].options) {
				break
			}
			picked[k] = 0
		}
	}
	return several(out)
}

// several is a list of variants, nil where it has but one.
func several(list []Found) []Found {
	if len(list) < 2 {
		return nil
	}
	return list[:min(len(list), maxVariants)]
}

// leadsAway reports whether options are links to pages of their own.
func (g *optionGroup) leadsAway(page string) bool {
	for _, o := range g.options {
		if o.url != "" && trimQuery(o.url) != trimQuery(page) {
			return true
		}
	}
	return false
}

// optionGroups finds the lists of options near the title.
func (e *evidence) optionGroups() []optionGroup {
	var out []optionGroup
	labels := e.d.labelsFor()
	for _, i := range e.d.selects[:min(len(e.d.selects), maxOptionNodes)] {
		out = e.withGroup(out, e.selectGroup(i, labels))
	}
	for _, g := range e.radioGroups(labels) {
		out = e.withGroup(out, g)
	}
	for _, i := range e.d.choices[:min(len(e.d.choices), maxOptionNodes)] {
		if e.nearTitle(i) {
			out = e.withGroup(out, e.swatchGroup(i))
		}
	}
	slices.SortStableFunc(out, func(a, b optionGroup) int { return cmp.Compare(a.node, b.node) })
	return out
}

// withGroup adds a list of options, unless it is one that is known already: many pages have a list for the keyboard
// behind their swatches. Of two such, the one that tells more is kept.
func (e *evidence) withGroup(list []optionGroup, g optionGroup) []optionGroup {
	if len(g.options) < 2 {
		return list
	}
	for k := range list {
		if list[k].alike(g) {
			if g.tells() > list[k].tells() {
				list[k] = g
			}
			return list
		}
	}
	if len(list) >= maxOptionGroups {
		return list
	}
	return append(list, g)
}

// alike reports whether two lists share half of their options.
func (g *optionGroup) alike(other optionGroup) bool {
	have, hit := map[string]bool{}, 0
	for _, o := range g.options {
		have[strings.ToLower(o.value)] = true
	}
	for _, o := range other.options {
		if have[strings.ToLower(o.value)] {
			hit++
		}
	}
	return 2*hit >= min(len(g.options), len(other.options))
}

// tells counts what is known of a list's options.
func (g *optionGroup) tells() int {
	n := len(g.options)
	for _, o := range g.options {
		n += 2 * len(o.data)
	}
	return n
}

// nearTitle reports whether a control stands where the page's product is chosen.
func (e *evidence) nearTitle(i int) bool {
	n := &e.d.nodes[i]
	start, _ := e.d.productSpan(e.head)
	return n.flags&(inRelated|inChrome|inReview|inCart) == 0 && int(n.from) >= start-optionsReach/4 && int(n.from) <= start+optionsReach
}

// labelsFor are the labels of the page by the id of what they label.
func (d *document) labelsFor() map[string]int {
	out := map[string]int{}
	for _, i := range d.fieldLabels {
		if id := attr(d.nodes[i].Node, "for"); id != "" {
			if _, known := out[id]; !known {
				out[id] = i
			}
		}
	}
	return out
}

// controlNames are the names of a control, the one that people read first.
func (d *document) controlNames(i int, labels map[string]int) []string {
	n := &d.nodes[i]
	var out []string
	if l, ok := labels[attr(n.Node, "id")]; ok && attr(n.Node, "id") != "" {
		out = append(out, d.oneLine(l))
	}
	for _, key := range []string{"aria-label", "data-attribute-name", "data-attribute_name", "data-option-name", "title", "name", "id"} {
		out = append(out, attr(n.Node, key))
	}
	for p, up := int(n.parent), 0; p >= 0 && up < 3; p, up = int(d.nodes[p].parent), up+1 {
		if before := strings.TrimSpace(d.text[d.nodes[p].from:n.from]); before != "" {
			line := before[strings.LastIndexByte(before, '\n')+1:]
			if len(line) <= maxOptionText {
				out = slices.Insert(out, 0, line)
			}
			break
		}
		out = append(out, attr(d.nodes[p].Node, "aria-label"), attr(d.nodes[p].Node, "class"))
	}
	return out
}

// groupName picks the name of a list of options and says what it is a list of.
func groupName(names []string) (name string, what uint32) {
	for _, n := range names {
		if n == "" || len(n) > 80 {
			continue
		}
		m := namedBy(n)
		if m == 0 {
			continue
		}
		if what == 0 {
			name = optionTitle(n)
		}
		what |= m
		if m&optNot == 0 {
			break
		}
	}
	return firstOf(name, "option"), what
}

// selectGroup reads a list ("select").
func (e *evidence) selectGroup(i int, labels map[string]int) optionGroup {
	d := e.d
	if !e.nearTitle(i) {
		return optionGroup{}
	}
	name, what := groupName(d.controlNames(i, labels))
	g := optionGroup{name: name, node: i}
	if what&optNot != 0 {
		return optionGroup{}
	}
	for k := i + 1; k < int(d.nodes[i].end) && len(g.options) <= maxShown; k++ {
		n := &d.nodes[k]
		if n.DataAtom != atom.Option {
			continue
		}
		text := firstOf(d.oneLine(k), joined(attr(n.Node, "label")))
		if placeholder(text) || hasAttr(n.Node, "value") && attr(n.Node, "value") == "" {
			continue
		}
		g.options = append(g.options, e.optionOf(k, text))
	}
	return e.checked(g, what)
}

// radioGroups reads the radio buttons near the title, by their name.
func (e *evidence) radioGroups(labels map[string]int) []optionGroup {
	d := e.d
	at := map[string]int{}
	var out []optionGroup
	var what []uint32
	for _, i := range d.radios[:min(len(d.radios), maxOptionNodes)] {
		name := attr(d.nodes[i].Node, "name")
		if !e.nearTitle(i) || name == "" {
			continue
		}
		k, known := at[name]
		if !known {
			title, w := groupName(append(d.groupNames(i), name))
			k = len(out)
			at[name] = k
			out, what = append(out, optionGroup{name: title, node: i}), append(what, w)
		}
		label := e.controlOf(i, labels)
		o := e.optionOf(i, d.seenLine(label))
		if label != i {
			n := d.nodes[label].Node
			for a := range n.Attr {
				e.optionAttr(&o, n.Attr[a].Key, strings.TrimSpace(n.Attr[a].Val))
			}
			if o.stock == "" && switchedOff(n) {
				o.stock = "OutOfStock"
			}
			o.value = firstOf(o.value, named(n))
		}
		if o.value == "" || o.value == "on" {
			o.value = joined(attr(d.nodes[i].Node, "value"))
		}
		if len(out[k].options) <= maxShown {
			out[k].options = append(out[k].options, o)
		}
	}
	for k := range out {
		if what[k]&optNot != 0 {
			out[k] = optionGroup{}
			continue
		}
		out[k] = e.checked(out[k], what[k])
	}
	return out
}

// groupNames are the names of the set that a radio button stands in: the legend, label or line above it.
func (d *document) groupNames(i int) []string {
	var out []string
	for p, up := int(d.nodes[i].parent), 0; p >= 0 && up < 5; p, up = int(d.nodes[p].parent), up+1 {
		n := &d.nodes[p]
		if label := attr(n.Node, "aria-label"); label != "" {
			out = append(out, label)
		}
		if n.DataAtom == atom.Fieldset || up > 0 && n.DataAtom == atom.Div {
			text := strings.TrimSpace(d.text[n.from:n.to])
			if line, _, _ := strings.Cut(text, "\n"); line != "" && len(line) <= maxOptionText && namedBy(line) != 0 {
				out = append(out, line)
			}
		}
		if n.DataAtom == atom.Fieldset {
			break
		}
	}
	return out
}

// checked is a list of options where it is one of variants: its name says so, or its options have prices or codes of
// their own; and they are no numbers of pieces and no ways to sort, send or pay.
func (e *evidence) checked(g optionGroup, what uint32) optionGroup {
	if len(g.options) < 2 || len(g.options) > maxShown {
		return optionGroup{}
	}
	values, numbers, told := map[string]bool{}, true, false
	for _, o := range g.options {
		key := strings.ToLower(o.value)
		if o.value == "" || len(o.value) > 2*maxOptionText || values[key] || stockWords.match(key)&sayBuy != 0 || otherLists.match(strings.ToLower(o.text)) != 0 {
			return optionGroup{}
		}
		values[key] = true
		numbers = numbers && digitRun(o.value) == len(o.value)
		told = told || o.price != "" || o.extra != "" || o.sku != "" || o.gtin != ""
	}
	if what&(optColor|optSize|optOther) == 0 && (!told || numbers) || numbers && what&(optColor|optSize) == 0 && !told {
		return optionGroup{}
	}
	return g
}
