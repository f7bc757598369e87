package fetch

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"
)

// TestF04Charsets: a robots.txt in another character set than UTF-8 forbids what it says.
func TestF04Charsets(t *testing.T) {
	const text = "User-agent: *\r\nDisallow: /größe\r\nDisallow: /closed\r\n"
	utf16 := func(e unicode.Endianness) string {
		out, err := unicode.UTF16(e, unicode.UseBOM).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, file := range map[string]string{
		"UTF-8": text, "UTF-8 with a mark": "\ufeff" + text, "UTF-16 LE": utf16(unicode.LittleEndian), "UTF-16 BE": utf16(unicode.BigEndian),
		"Windows-1252":  strings.NewReplacer("ö", "\xf6", "ß", "\xdf").Replace(text),
		"old line ends": strings.ReplaceAll(text, "\r\n", "\r"), "mixed line ends": strings.Replace(text, "\r\n", "\n\r\n\n", 1),
	} {
		f := ParseRobots([]byte(file), Token)
		for path, want := range map[string]bool{"/closed/1": false, "/gr%C3%B6%C3%9Fe/1": false, "/open": true} {
			if got, rule := f.Allowed(path); got != want {
				t.Errorf("%s: %s allowed = %v (%s); want %v", name, path, got, rule, want)
			}
		}
	}
	if ok, rule := ParseRobots([]byte("User-agent: *\nDisallow: /gr\xf6\xdfe"), Token).Allowed("/gr%F6%DFe/1"); ok {
		t.Errorf("an address in Windows-1252, as the rule is: allowed by %s", rule)
	}
}

// TestF05CrawlDelayForms: the pause that a robots.txt asks for, in the forms that people write.
func TestF05CrawlDelayForms(t *testing.T) {
	for line, want := range map[string]time.Duration{
		"Crawl-delay: 2": 2 * time.Second, "Crawl-delay: 1.5": 1500 * time.Millisecond, "crawl-delay:0.25": 250 * time.Millisecond,
		"Crawl-delay: .5": 500 * time.Millisecond, "Crawl-delay: 1,5": 1500 * time.Millisecond, "Crawl-delay: 2s": 2 * time.Second,
		"Crawl-delay: 10 seconds # please": 10 * time.Second, "Crawl-delay: 500 ms": 500 * time.Millisecond, "Crawl-delay: 1m": time.Minute,
		"Request-rate: 1/5": 5 * time.Second, "Request-rate: 30/1m": 2 * time.Second, "Request-rate: 1/10s 0600-0845": 10 * time.Second,
		"Crawl-delay: soon": 0, "Crawl-delay: -1": 0, "Crawl-delay: 1e300": 0, "Crawl-delay: NaN": 0, "Crawl-delay:": 0,
		"Request-rate: 0/5": 0, "Request-rate: many": 0, "Request-rate: 1": 0,
	} {
		f := ParseRobots([]byte("User-agent: *\n"+line+"\nDisallow: /closed"), Token)
		if got := f.CrawlDelay(); got != want {
			t.Errorf("%q: %v; want %v", line, got, want)
		}
		if ok, _ := f.Allowed("/closed"); ok {
			t.Errorf("%q: the rule behind it is lost", line)
		}
	}
}

// TestF04Forms: what servers send in place of a good robots.txt; a 429 without Retry-After means later, too.
func TestF04Forms(t *testing.T) {
	long := "User-agent: *\nDisallow: /first\n" + strings.Repeat("# a comment\n", 50_000) + "Disallow: /p/\n"
	for _, tc := range []struct {
		name   string
		robots http.HandlerFunc
		want   Outcome
	}{
		{"429 without Retry-After", handle(429, nil, ""), RateLimited},
		{"503 with Retry-After", handle(503, map[string]string{"Retry-After": "120"}, ""), RateLimited},
		{"a page in its place", handle(200, map[string]string{"Content-Type": "text/html"}, "<!DOCTYPE html><title>Home</title>"), OK},
		{"a rule behind 500 KiB", handle(200, nil, long), OK},
		{"moved", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.RawQuery == "" {
				http.Redirect(w, r, "/robots.txt?1", http.StatusMovedPermanently)
				return
			}
			w.Write([]byte("User-agent: *\nDisallow: /p/")) //nolint:errcheck // a test
		}, RobotsDisallowed},
		{"410", handle(410, nil, ""), OK},
		{"451", handle(451, nil, ""), OK},
		{"picture", handle(200, map[string]string{"Content-Type": "image/png"}, "x"), RobotsUnreachable},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := newFakeClock()
			mux := http.NewServeMux()
			mux.HandleFunc("/robots.txt", tc.robots)
			mux.HandleFunc("/p/1", handle(200, nil, "page"))
			s := newSite(t, c.clock(), mux)
			_, err := politeChain(t, c, 0, s).Fetch(t.Context(), s.URL+"/p/1")
			if OutcomeOf(err) != tc.want || (len(s.asked("/p/1")) == 1) != (tc.want == OK) {
				t.Errorf("Fetch = %v, the page asked for %d times; want %s", err, len(s.asked("/p/1")), tc.want)
			}
		})
	}
}
