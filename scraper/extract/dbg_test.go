package extract

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestDbg(t *testing.T) {
	b, err := os.ReadFile("/work/shared/data/pages/labels.jsonl")
	if err != nil {
		t.Skip()
	}
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		var l struct{ ID, File, URL, Kind string }
		json.Unmarshal([]byte(line), &l)
		body, _ := os.ReadFile("/work/shared/data/pages/" + l.File)
		d, err := newDocument(Page{URL: l.URL, Body: body})
		if err != nil {
			continue
		}
		e := d.gather()
		f := newTileFinder(d)
		ts := f.mainList()
		n := len(ts)
		first, inside := -1, false
		if n > 0 {
			first = int(d.nodes[ts[0].root].from)
		}
		top := e.topShown()
		var tp *spot
		for k := range e.prices {
			if e.prices[k].rejection == "" && e.prices[k].num != "" {
				tp = &e.prices[k]
				break
			}
		}
		if tp != nil {
			for _, x := range ts {
				if d.within(tp.node, x.root) {
					inside = true
				}
			}
		}
		fmt.Printf("DBG %-8s %-26s p=%.1f c=%.1f n=%d top=%.2f inside=%v title=%d first=%d buy=%v len=%d\n", l.Kind, l.ID, e.productSigns(), e.categorySigns(n), n, top, inside, e.titleAt(), first, e.buy.text, len(d.text))
	}
}
