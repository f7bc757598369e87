package scraper_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"shelfwise/scraper"
	"shelfwise/store/memory"
)

// issuesOf returns the issues of a report with a code.
func issuesOf(r scraper.SourceReport, code string) []scraper.Issue {
	var out []scraper.Issue
	for _, i := range r.Issues {
		if i.Code == code {
			out = append(out, i)
		}
	}
	return out
}

func plainPage(i int, class, price string) string {
	return fmt.Sprintf(`<html><head><title>Kettle %[1]d</title></head><body><h1>Kettle %[1]d</h1><p class="code">SKU: K%[1]d</p>
<div class="%[2]s">$%[3]s</div><button>Add to cart</button></body></html>`, i, class, price)
}

// TestF09SelectorMoved: when a site moves its price, the run that meets it first reports the drift, whether another way to
// the price is found or none; a price that is gone is not stored, and the last known one stays.
func TestF09SelectorMoved(t *testing.T) {
	for _, tc := range []struct {
		name   string
		edited func(i int) string
		now    string // by which the price is read then; "" none
		want   string
	}{
		{"elsewhere", func(i int) string { return plainPage(i, "cost", "21.00") }, "heuristic", "21.00 USD"},
		{"nowhere", func(i int) string {
			return strings.ReplaceAll(plainPage(i, "cost", ""), "$<", "Ask us for an offer<")
		}, "", "20.00 USD"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, s, st := newClock(), newShop(t), memory.New()
			s.stock(8, func(int) string { return "20.00" })
			for i := range 8 {
				s.html(fmt.Sprintf("/p/%d", i), plainPage(i, "price-now", "20.00"))
			}
			p := s.profile(t, "currency: USD\nproduct:\n  fields: {price: .price-now, title: h1}\n")
			col := s.collector(t, c, st, func(cfg *scraper.Config) { cfg.Hold = scraper.Limits{MinListings: 100} })
			if r := collect(t, col, "one", p); r.Listings != 8 || len(r.Drift) != 0 {
				t.Fatalf("first run: %+v", r)
			}
			for i := range 8 {
				s.html(fmt.Sprintf("/p/%d", i), tc.edited(i))
			}
			c.pass(24 * time.Hour)
			r := collect(t, col, "two", p)
			var found *scraper.Drift
			for i, d := range r.Drift {
				if d.Field == "price" {
					found = &r.Drift[i]
				}
			}
			if found == nil || found.Was != "profile" || found.Now != tc.now || found.Listings != 8 || found.Of != 8 || found.Example == "" {
				t.Errorf("drift = %+v; want price of 8 of 8, from profile to %q", r.Drift, tc.now)
			}
			if told := issuesOf(r, scraper.CodeDrift); len(told) == 0 || told[0].Advice == "" {
				t.Errorf("no issue %s with advice in %+v", scraper.CodeDrift, r.Issues)
			}
			for title, price := range prices(t, st) {
				if price != tc.want {
					t.Errorf("%s is stored at %s; want %s", title, price, tc.want)
				}
			}
		})
	}
}

// TestF01SourceConflict: where a shop's page and its second route differ by more than 1%, neither is stored and the run
// says so; up to 1% is rounding.
func TestF01SourceConflict(t *testing.T) {
	c, s, st := newClock(), newShop(t), memory.New()
	s.stock(4, func(int) string { return "100.00" })
	var variants []string
	for i, price := range []string{"100.00", "101.00", "101.50", "80.00"} {
		variants = append(variants, fmt.Sprintf(`{"id":%[1]d,"title":"Kettle %[1]d","handle":"k%[1]d","variants":[{"id":9%[1]d,"title":"Default Title","sku":"K%[1]d","price":"%[2]s"}]}`, i, price))
	}
	s.set("/products.json", answer(200, "application/json", `{"products":[`+strings.Join(variants, ",")+`]}`))
	p := s.profile(t, "currency: USD\ncheck:\n  kind: shopify\n  start: [\""+s.URL+"/products.json\"]\n")
	r := collect(t, s.collector(t, c, st, nil), "one", p)
	got := issuesOf(r, scraper.CodeConflict)
	if len(got) != 2 || got[0].Field != "price" || !strings.Contains(got[0].Reason, "100.00 USD") || !strings.Contains(got[0].Reason, "101.50 USD") || !strings.Contains(got[1].Reason, "80.00 USD") {
		t.Errorf("conflicts = %+v; want kettles 2 and 3, with both prices", got)
	}
	have := prices(t, st)
	if len(have) != 2 || have["Kettle 0"] != "100.00 USD" || have["Kettle 1"] != "100.00 USD" {
		t.Errorf("stored: %v; want kettles 0 and 1 as the pages show them", have)
	}
}

// TestF08RunQuarantine: a run in which a shop's prices move together, vanish, fall to nothing or collapse is held whole:
// nothing of it is stored until someone has looked and releases it. An ordinary change is stored.
func TestF08RunQuarantine(t *testing.T) {
	for _, tc := range []struct {
		name   string
		price  func(i int) string
		n      int
		reason string // "" stored
	}{
		{"ordinary", func(i int) string { return []string{"20.00", "21.00", "19.00", "25.00"}[i%4] }, 12, ""},
		{"all dearer", func(int) string { return "24.00" }, 12, "12 of 12 listings became dearer"},
		{"all cheaper", func(int) string { return "17.00" }, 12, "12 of 12 listings became cheaper"},
		{"cents taken for units", func(i int) string { return []string{"20.00", "0.20"}[i%2] }, 12, "6 of 12 listings lost four fifths"},
		{"gone", func(int) string { return "20.00" }, 4, "8 of 12 listings are not there any more"},
		{"without price", func(int) string { return "" }, 12, "12 of 12 listings have no price"},
		{"zero", func(int) string { return "0.00" }, 12, "12 of 12 listings have no price"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, s, st := newClock(), newShop(t), memory.New()
			s.stock(12, func(int) string { return "20.00" })
			p := s.profile(t, "")
			col := s.collector(t, c, st, nil)
			collect(t, col, "one", p)
			before := rows(t, st)
			s.stock(tc.n, tc.price)
			c.pass(24 * time.Hour)
			r := collect(t, col, "two", p)
			if held := strings.Join(r.Held, "; "); (tc.reason == "") != (held == "") || !strings.Contains(held, tc.reason) {
				t.Fatalf("held %q; want %q", held, tc.reason)
			}
			if tc.reason == "" {
				return
			}
			if n := rows(t, st); n != before {
				t.Errorf("%d rows after a held run; want %d", n, before)
			}
			for title, price := range prices(t, st) {
				if price != "20.00 USD" {
					t.Errorf("%s is at %s after a held run", title, price)
				}
			}
			asked := s.asked("")
			released, err := col.Release(t.Context(), "two", p)
			if err != nil || len(released.Sources) != 1 || len(released.Sources[0].Held) > 0 || s.asked("") != asked {
				t.Errorf("Release = %+v, %v, %d requests; want it stored from the kept pages", released.Sources, err, s.asked("")-asked)
			}
			if want := tc.price(0) + " USD"; strings.Contains(tc.reason, "became") && prices(t, st)["Kettle 0"] != want {
				t.Errorf("after the release kettle 0 is at %s; want %s", prices(t, st)["Kettle 0"], want)
			}
		})
	}
}
