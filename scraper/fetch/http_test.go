package fetch

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func gzipped(t *testing.T, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflated(t *testing.T, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestF08Outcomes: each kind of failure has its own outcome, told from a real server's answer.
func TestF08Outcomes(t *testing.T) {
	page := "<html><title>Kettle</title><body>a page</body></html>"
	send := func(status int, header map[string]string, body []byte) http.HandlerFunc {
		return handle(status, header, string(body))
	}
	bomb := gzipped(t, bytes.Repeat([]byte{'0'}, 64<<20))
	for _, tc := range []struct {
		name    string
		handler http.HandlerFunc
		want    Outcome
	}{
		{"page", send(200, map[string]string{"Content-Type": "text/html"}, []byte(page)), OK},
		{"gzip", send(200, map[string]string{"Content-Encoding": "gzip"}, gzipped(t, []byte(page))), OK},
		{"deflate", send(200, map[string]string{"Content-Encoding": "deflate"}, deflated(t, []byte(page))), OK},
		{"not found", send(404, nil, nil), NotFound},
		{"gone", send(410, nil, nil), NotFound},
		{"forbidden", send(403, nil, []byte("no")), Blocked},
		{"unauthorized", send(401, nil, nil), Blocked},
		{"legal", send(451, nil, nil), GeoBlocked},
		{"country with 403", send(403, map[string]string{"Content-Type": "text/html"}, []byte("<h1>This shop is not available in your country</h1>")), GeoBlocked},
		{"PDF", send(200, map[string]string{"Content-Type": "application/pdf"}, []byte("%PDF-1.7")), NotHTML},
		{"timeout said by the server", send(408, nil, nil), Timeout},
		{"captcha with 403", send(403, map[string]string{"Content-Type": "text/html"},
			[]byte("<title>Just a moment...</title><script>window._cf_chl_opt={}</script>")), Captcha},
		{"captcha with 503", send(503, map[string]string{"Content-Type": "text/html"}, []byte("<title>Robot Check</title>")), Captcha},
		{"too many", send(429, map[string]string{"Retry-After": "7"}, nil), RateLimited},
		{"busy with Retry-After", send(503, map[string]string{"Retry-After": "7"}, nil), RateLimited},
		{"broken", send(500, nil, nil), ServerError},
		{"bad gateway", send(502, nil, nil), ServerError},
		{"other refusal", send(418, nil, nil), ClientError},
		{"no content", send(204, nil, nil), Empty},
		{"image", send(200, map[string]string{"Content-Type": "image/png"}, []byte("\x89PNG\r\n\x1a\n")), NotHTML},
		{"too large", send(200, map[string]string{"Content-Type": "text/html"}, bytes.Repeat([]byte("a"), MaxBody)), TooLarge},
		{"gzip bomb", send(200, map[string]string{"Content-Encoding": "gzip"}, bomb), TooLarge},
		{"gzip in gzip bomb", send(200, map[string]string{"Content-Encoding": "gzip, gzip"}, gzipped(t, bomb)), TooLarge},
		{"many layers", send(200, map[string]string{"Content-Encoding": "gzip, gzip, gzip"}, nil), BadEncoding},
		{"not gzip", send(200, map[string]string{"Content-Encoding": "gzip"}, []byte(page)), BadEncoding},
		{"cut gzip", send(200, map[string]string{"Content-Encoding": "gzip"}, gzipped(t, []byte(page))[:30]), BadEncoding},
		{"unknown encoding", send(200, map[string]string{"Content-Encoding": "br"}, []byte(page)), BadEncoding},
		{"cut off", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte(page))
		}, Truncated},
		{"hangs up", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, Unreachable},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			clock := newFakeClock().clock()
			s := newSite(t, clock, tc.handler)
			got, err := httpFor(t, clock, s).Fetch(t.Context(), s.URL+"/p/1")
			if OutcomeOf(err) != tc.want {
				t.Fatalf("Fetch = %v; want outcome %s", err, tc.want)
			}
			if err == nil && (string(got.Body) != page || got.Hash != Hash([]byte(page)) || got.FetchedAt.IsZero()) {
				t.Errorf("Fetch = %q, hash %s, at %v; want the page", got.Body, got.Hash, got.FetchedAt)
			}
			if err != nil && got != nil {
				t.Error("Fetch returned a page with an error")
			}
		})
	}
}

func TestF08Timeout(t *testing.T) {
	clock := newFakeClock().clock()
	release := make(chan struct{})
	s := newSite(t, clock, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer close(release)
	h := NewHTTP(HTTPOptions{Guard: NewGuard(s.host()), Clock: clock, Timeout: 50 * time.Millisecond})
	defer h.Close()
	if _, err := h.Fetch(t.Context(), s.URL); OutcomeOf(err) != Timeout {
		t.Errorf("Fetch = %v; want %s", err, Timeout)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.Fetch(ctx, s.URL); OutcomeOf(err) != Cancelled {
		t.Errorf("Fetch with an ended context = %v; want %s", err, Cancelled)
	}
}

func TestF08NoServer(t *testing.T) {
	clock := newFakeClock().clock()
	s := httptest.NewServer(http.NotFoundHandler())
	host := strings.TrimPrefix(s.URL, "http://")
	s.Close()
	h := NewHTTP(HTTPOptions{Guard: NewGuard(host), Clock: clock})
	defer h.Close()
	if _, err := h.Fetch(t.Context(), "http://"+host+"/"); OutcomeOf(err) != Unreachable {
		t.Errorf("Fetch = %v; want %s", err, Unreachable)
	}
	tls := httptest.NewTLSServer(http.NotFoundHandler())
	defer tls.Close()
	h2 := NewHTTP(HTTPOptions{Guard: NewGuard(strings.TrimPrefix(tls.URL, "https://")), Clock: clock})
	defer h2.Close()
	if _, err := h2.Fetch(t.Context(), tls.URL); OutcomeOf(err) != TLS {
		t.Errorf("Fetch of a server with its own certificate = %v; want %s", err, TLS)
	}
	for _, bad := range []string{"", "ftp://a.example/", "/p/1", "http://", "http://user:pw@a.example/", "http://%zz/", "javascript:alert(1)"} {
		_, err := h.Fetch(t.Context(), bad)
		if OutcomeOf(err) != BadURL {
			t.Errorf("Fetch(%q) = %v; want %s", bad, err, BadURL)
		}
		if err != nil && strings.Contains(err.Error(), "pw") {
			t.Errorf("the error shows the password: %v", err)
		}
	}
}

// TestF06Identity: the server sees who asks, and nothing asks without a contact unless told to.
func TestF06Identity(t *testing.T) {
	for _, tc := range []struct {
		id   Identity
		want string
	}{
		{Identity{Product: "Shelfwise/1.2", Contact: "https://example.org/bot"}, "Shelfwise/1.2 (+https://example.org/bot)"},
		{Identity{Contact: "bot@example.org"}, "Shelfwise/dev (+bot@example.org)"},
		{Identity{Product: "Shelfwise/1.2", Anonymous: true}, "Shelfwise/1.2"},
		{Identity{Product: "Shelfwise/1.2"}, ""},
		{Identity{Contact: "me"}, ""},
		{Identity{Contact: "https://a.example/\r\nX-Evil: 1"}, ""},
	} {
		got, err := tc.id.UserAgent()
		if got != tc.want || (err != nil) != (tc.want == "") {
			t.Errorf("UserAgent(%+v) = %q, %v; want %q", tc.id, got, err, tc.want)
		}
	}
	clock := newFakeClock().clock()
	s := newSite(t, clock, handle(200, nil, "ok"))
	if _, err := httpFor(t, clock, s).Fetch(t.Context(), s.URL+"/"); err != nil {
		t.Fatal(err)
	}
	if got := s.asked("/")[0].header.Get("User-Agent"); got != "Shelfwise/test (+mailto:a@example.org)" {
		t.Errorf("User-Agent = %q", got)
	}
}
