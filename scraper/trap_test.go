package scraper_test

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"
	"time"

	"shelfwise/scraper"
	"shelfwise/store/memory"
)

// TestF08Traps: lists that lead in a circle, or on and on with nothing new, cost a bounded number of requests, the report
// names them, and what is for sale is found all the same.
func TestF08Traps(t *testing.T) {
	tiles := func(from, to int) string {
		out := "<ul>"
		for i := from; i < to; i++ {
			out += fmt.Sprintf(`<li class="card"><a class="to" href="/p/%d">Kettle %d</a> <b>$20.00</b></li>`, i, i)
		}
		return out + "</ul>"
	}
	list := func(body string) string {
		return `<html><title>Kettles</title><body><h1>Kettles</h1>` + body + `</body></html>`
	}
	number := func(r *http.Request, key string) int {
		n, err := strconv.Atoi(r.URL.Query().Get(key))
		if err != nil {
			return 1
		}
		return n
	}
	for _, tc := range []struct {
		name  string
		list  func(r *http.Request) string
		most  int // requests for lists
		told  bool
		rules string
	}{
		{"next in a circle", func(r *http.Request) string {
			n := number(r, "page")
			return tiles(4*(n-1), 4*n) + fmt.Sprintf(`<a class="next" rel="next" href="/c?page=%d">Next</a>`, n%3+1)
		}, 4, false, "category: {next: a.next}\n"},
		{"the last page for ever", func(r *http.Request) string {
			n := number(r, "page")
			return tiles(4*(min(n, 3)-1), 4*min(n, 3)) + fmt.Sprintf(`<a class="next" rel="next" href="/c?page=%d">Next</a>`, n+1)
		}, 30, true, "category: {next: a.next}\n"},
		{"a calendar", func(r *http.Request) string {
			day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, number(r, "n"))
			links := ""
			for d := range 5 {
				at := day.AddDate(0, 0, d)
				links += fmt.Sprintf(`<a class="day" href="/c?date=%s&n=%d">%s</a>`, at.Format(time.DateOnly), number(r, "n")+d, at.Format(time.DateOnly))
			}
			return tiles(0, 12) + links
		}, 30, true, "category: {links: a.day}\n"},
		{"a session in every link", func(r *http.Request) string {
			return tiles(0, 12) + fmt.Sprintf(`<a class="more" href="/c?sid=%x">all kettles</a>`, 1000+number(r, "n"))
		}, 4, false, "category: {links: a.more}\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, s, st := newClock(), newShop(t), memory.New()
			s.stock(12, func(int) string { return "20.00" })
			lists := 0
			s.set("/c", func(w http.ResponseWriter, r *http.Request) {
				lists++ // one request in flight per host
				answer(200, "text/html", list(tc.list(r)))(w, r)
			})
			r := collect(t, s.collector(t, c, st, nil), "one", s.profile(t, tc.rules))
			if r.Listings != 12 || lists > tc.most || r.Open != 0 {
				t.Errorf("%d listings, %d lists asked for, %d open; want 12 and at most %d lists: %v", r.Listings, lists, r.Open, tc.most, r.Issues)
			}
			told := issuesOf(r, scraper.CodeTrap)
			if (len(told) == 1) != tc.told || tc.told && told[0].Advice == "" {
				t.Errorf("issues %+v; want told: %v", told, tc.told)
			}
		})
	}
}
