package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"
)

// What only looks like the product's own: a button that chooses a size, a price for several pieces, a number behind a sign.

// maxChoices bounds the buttons that are looked at beside one.
const maxChoices = 40

// oneChoice reports whether a button that says that something is gone is one of at least three side by side, of which
// half or more say nothing of the kind: they choose a size or colour.
func (d *document) oneChoice(i int) bool {
	if d.nodes[i].DataAtom != atom.Button {
		return false
	}
	one, two := d.above(i)
	for _, level := range []bool{false, true} {
		around, buttons, silent := one, 1, 0
		if level {
			around = two
		}
		for k := around + 1; around >= 0 && k < min(int(d.nodes[around].end), around+4*maxChoices) && buttons < maxChoices; k++ {
			n := &d.nodes[k]
			if n.DataAtom != atom.Button || k == i || n.to-n.from > 40 {
				continue
			}
			if p, pp := d.above(k); !level && p != one || level && (p == one || pp != two) {
				continue
			}
			buttons++
			if text := d.oneLine(k); text != "" && stockWords.match(strings.ToLower(text)) == 0 {
				silent++
			}
		}
		if buttons >= 3 && 2*silent >= buttons {
			return true
		}
	}
	return false
}

// above returns the element around a node and the one around that, -1 where there is none.
func (d *document) above(i int) (one, two int) {
	one, two = int(d.nodes[i].parent), -1
	if one >= 0 {
		two = int(d.nodes[one].parent)
	}
	return one, two
}

// bundled reports whether the words right before a number say that it pays for several pieces: "2 for $5", "3 für 10 €".
func bundled(before string) bool {
	before = before[max(0, len(before)-16):]
	before = strings.TrimRight(before, " \n")
	return before != "" && before[len(before)-1] > '9' && strings.ContainsAny(before, "123456789") && bundleWords.MatchString(before)
}

var bundleWords = regexp.MustCompile(`(?i)(?:^|[^\d.,\pL])(?:[2-9]|1\d) ?(?:pcs |stk\.? |st\.? |szt\.? |ks |шт\.? )?(?:for|för|für|pour|por|per|voor|za|за|til)$`)

// hashCode is the code behind a number sign that is all the text of a small element right behind the title: "#014-2217-8".
func (e *evidence) hashCode() (string, fact) {
	if e.head.node < 0 {
		return "", fact{}
	}
	for i := e.head.node + 1; i < min(len(e.d.nodes), e.head.node+maxSpans); i++ {
		n := &e.d.nodes[i]
		if int(n.from) > e.titleAt()+spanReach {
			break
		}
		if n.to-n.from < 6 || n.to-n.from > 24 || n.flags&(inRelated|inChrome|inCart|inReview|inHidden) != 0 || e.d.text[n.from] != '#' {
			continue
		}
		if code := strings.TrimSpace(e.d.oneLine(i)[1:]); isCode(code) && len(code) >= 5 {
			return code, fact{code, e.d.path(i)}
		}
	}
	return "", fact{}
}
