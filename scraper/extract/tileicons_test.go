package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"shelfwise/scraper/extract"
)

// TestF19RatingsThatAListTells: five alike icons are full where others of the list are not, icons lie on top of each other,
// and a lone number with one decimal at one place of most tiles is their rating; sizes are none.
func TestF19RatingsThatAListTells(t *testing.T) {
	stars := func(full int, on, off string) string {
		return `<div class="rating">` + strings.Repeat(on, full) + strings.Repeat(off, 5-full) + `</div>`
	}
	const on, off = `<i class="icon--star"></i>`, `<i class="icon--star-empty"></i>`
	const stackOn, stackOff = `<span class="fa fa-stack"><i class="fa fa-star fa-stack-2x"></i><i class="fa fa-star-o fa-stack-2x"></i></span>`, `<span class="fa fa-stack"><i class="fa fa-star-o fa-stack-2x"></i></span>`
	for _, c := range []struct {
		name    string
		extras  [4]string
		ratings [4]float64 // 0: none
		count   int64      // of the first tile
	}{
		{"alike icons among others", [4]string{stars(5, on, off), stars(4, on, off), stars(3, on, off), ""}, [4]float64{5, 4, 3, 0}, 0},
		{"alike icons everywhere", [4]string{stars(5, on, off), stars(5, on, off), stars(5, on, off), ""}, [4]float64{}, 0},
		{"icons on top of each other", [4]string{stars(3, stackOn, stackOff), stars(4, stackOn, stackOff), "", ""}, [4]float64{3, 4, 0, 0}, 0},
		{"lone numbers", [4]string{`<div><i></i><b>4.8</b></div>`, `<div><i></i><b>4,1</b></div>`, `<div><i></i><b>5.0</b></div>`, ""}, [4]float64{4.8, 4.1, 5, 0}, 0},
		{"lone sizes", [4]string{`<div><b>1.5</b></div>`, `<div><b>4.5</b></div>`, `<div><b>2.5</b></div>`, ""}, [4]float64{}, 0},
		{"sizes with a unit", [4]string{`<div><b>3.5</b> kg</div>`, `<div><b>4.5</b> kg</div>`, `<div><b>4.2</b> kg</div>`, ""}, [4]float64{}, 0},
		{"a count in parentheses on its own line", [4]string{`<span class="sr">4.8 out of 5 stars</span><div><span>4.8</span><svg></svg></div><p>(93)</p>`, "", "", ""}, [4]float64{4.8, 0, 0, 0}, 93},
		{"a count that runs into the rating", [4]string{`<span>16</span><span>4.0 out of 5 Stars. 16 reviews</span>`, "", "", ""}, [4]float64{4, 0, 0, 0}, 16},
		{"a number that its attribute calls the grade", [4]string{`<div class="grade-stars" data-grade="4"></div>`, "", "", ""}, [4]float64{4, 0, 0, 0}, 0},
		{"a scale is no count", [4]string{`<div class="ratings"><span class="sr-only">4 out of 5 Customer Rating</span></div>`, "", "", ""}, [4]float64{4, 0, 0, 0}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			for i, extra := range c.extras {
				fmt.Fprintf(&b, `<li><a href="/p/%d"><img alt=""><h3>Kettle number %d</h3></a>%s<b class="price">$%d.90</b></li>`, i, i, extra, 20+i)
			}
			r := extract.Extract(extract.Page{URL: "https://s.example/all", Body: []byte(`<html lang="en"><body><h1>All</h1><p>6 results</p><ul>` + b.String() + `</ul></body></html>`)}, extract.Options{})
			if len(r.Listings) != len(c.extras) {
				t.Fatalf("kind %s, %d listings", r.Kind, len(r.Listings))
			}
			for i, want := range c.ratings {
				got := 0.0
				if v := r.Listings[i].Rating; v != nil {
					got = *v
				}
				if got != want {
					t.Errorf("tile %d: rating %v, want %v", i, got, want)
				}
			}
			if n := r.Listings[0].ReviewCount; c.count > 0 && (n == nil || *n != c.count) || c.count == 0 && n != nil {
				t.Errorf("review count %v, want %d", n, c.count)
			}
		})
	}
}
