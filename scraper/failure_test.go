package scraper_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/scraper/fetch"
	"shelfwise/store/memory"
)

// TestF08FailureIsNotData: each kind of failure has an outcome of its own, stores nothing, and leaves the last known price
// with its age growing; the other pages of the run are stored.
func TestF08FailureIsNotData(t *testing.T) {
	page := func(body string) http.HandlerFunc { return answer(200, "text/html", body) }
	for _, tc := range []struct {
		name string
		now  http.HandlerFunc
		want fetch.Outcome
	}{
		{"forbidden", answer(403, "text/html", "<h1>Forbidden</h1>"), fetch.Blocked},
		{"captcha", page(`<html><head><title>Robot check</title></head><body><h1>Are you a robot?</h1><div class="g-recaptcha" id="captcha"></div><p>Enter the characters you see: 19.90</p></body></html>`), fetch.Captcha},
		{"soft 404", page(`<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>But look at these, from $9.99</p></body></html>`), fetch.SoftNotFound},
		{"login wall", page(`<html><head><title>Sign in</title></head><body><h1>Sign in</h1><form>Name <input name="u"> Password <input type="password"></form></body></html>`), fetch.LoginWall},
		{"empty", page(""), fetch.Empty},
		{"blank", page("<html><head></head><body></body></html>"), fetch.Empty},
		{"scripts alone", page(`<html><body><div id="root"></div><script src="/app.js"></script></body></html>`), fetch.NeedsBrowser},
		{"wrong type", answer(200, "application/json", `{"price":"1.00"}`), fetch.NotHTML},
		{"picture", answer(200, "text/html", "\x89PNG\r\n\x1a\n1.00"), fetch.NotHTML},
		{"gone", answer(404, "text/html", "<p>$1.00</p>"), fetch.NotFound},
		{"truncated", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100000")
			_, _ = w.Write([]byte(productPage(0, "1.00")))
		}, fetch.Truncated},
		{"down", answer(500, "text/html", "<p>$1.00</p>"), fetch.ServerError},
		{"sent home", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) }, fetch.SoftNotFound},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, s, st := newClock(), newShop(t), memory.New()
			s.stock(8, func(int) string { return "20.00" })
			s.html("/", productPage(9, "5.00"))
			p := s.profile(t, "")
			col := s.collector(t, c, st, nil)
			if r := collect(t, col, "one", p); r.Listings != 8 {
				t.Fatalf("first run: %+v", r)
			}
			c.pass(24 * time.Hour)
			s.set("/p/0", tc.now)
			r := collect(t, col, "two", p)
			if r.Pages[tc.want] != 1 || len(r.Held) > 0 || r.Listings != 7 {
				t.Errorf("pages %v, held %v, %d listings; want one %s and 7 listings: %v", r.Pages, r.Held, r.Listings, tc.want, r.Issues)
			}
			named := false
			for _, i := range r.Issues {
				named = named || i.Outcome == tc.want && strings.HasSuffix(i.URL, "/p/0") && i.Reason != ""
			}
			if !named {
				t.Errorf("issues %+v; want %s of /p/0 with a reason", r.Issues, tc.want)
			}
			if have := prices(t, st); len(have) != 8 || have["Kettle 0"] != "20.00 USD" {
				t.Errorf("stored: %v; want the last known price of each", have)
			}
			if zero, one := lastSeen(t, st, "Kettle 0"), lastSeen(t, st, "Kettle 1"); one.Sub(zero) < 20*time.Hour {
				t.Errorf("last seen %v and %v; want the failed one to age", zero, one)
			}
		})
	}
}

func lastSeen(t *testing.T, st *memory.Store, title string) (at time.Time) {
	t.Helper()
	for l, err := range st.Listings(t.Context(), market.ListingFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if l.Title == title {
			at = l.LastSeen
		}
	}
	return at
}
