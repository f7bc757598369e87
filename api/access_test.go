package api_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"shelfwise/api"
)

const testKey = "k7Qm2xV9pL4sT8wZ"

func TestF60Keys(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{Key: testKey})
	for _, tc := range []struct {
		name, path string
		header     [2]string
		status     int
	}{
		{"no key", "/v1/candidates", [2]string{"X-None", "1"}, 401},
		{"wrong key", "/v1/candidates", [2]string{"Authorization", "Bearer " + testKey + "x"}, 401},
		{"empty key", "/v1/candidates", [2]string{"Authorization", "Bearer "}, 401},
		{"key", "/v1/candidates", [2]string{"Authorization", "Bearer " + testKey}, 200},
		{"browser", "/", [2]string{"Authorization", "Basic dXNlcjprN1FtMnhWOXBMNHNUOHda"}, 200},
		{"browser without", "/", [2]string{"Accept", "text/html"}, 401},
		{"metrics without", "/metrics", [2]string{"X-None", "1"}, 401},
		{"health without", "/healthz", [2]string{"X-None", "1"}, 200},
		{"ready without", "/readyz", [2]string{"X-None", "1"}, 200},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp, body := ask(t, "GET", srv.URL+tc.path, "", tc.header)
			if resp.StatusCode != tc.status {
				t.Fatalf("GET %s = %d; want %d", tc.path, resp.StatusCode, tc.status)
			}
			if tc.status == http.StatusUnauthorized {
				problemIn(t, resp, body)
				if resp.Header.Get("WWW-Authenticate") == "" {
					t.Error("401 without WWW-Authenticate")
				}
			}
		})
	}
}

func TestF60WithoutAKeyOnlyLocalhost(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "127.0.0.1:1": 200, "[::1]:8080": 200, "evil.example": 403, "127.0.0.1.evil.example": 403,
	} {
		if resp, _ := ask(t, "GET", srv.URL+"/v1/candidates", "", [2]string{"Host", host}); resp.StatusCode != want {
			t.Errorf("Host: %s = %d; want %d", host, resp.StatusCode, want)
		}
	}
}

func TestF60WritesOfOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	form := "candidate_id=C1&listing_id=alpha%7CA1&decision=rejected"
	for _, tc := range []struct {
		name   string
		header [2]string
		status int
	}{
		{"other site", [2]string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"other origin", [2]string{"Origin", "https://evil.example"}, 403},
		{"own page", [2]string{"Sec-Fetch-Site", "same-origin"}, 303},
		{"own origin", [2]string{"Origin", srv.URL}, 303},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp, _ := ask(t, "POST", srv.URL+"/review", form, tc.header, [2]string{"Content-Type", "application/x-www-form-urlencoded"})
			if resp.StatusCode != tc.status {
				t.Errorf("POST /review = %d; want %d", resp.StatusCode, tc.status)
			}
		})
	}
}

func TestF60CheckBind(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		addr, key string
		ok        bool
	}{
		{"127.0.0.1:8080", "", true}, {"localhost:8080", "", true}, {"[::1]:8080", "", true}, {"127.0.0.1:8080", testKey, true},
		{"0.0.0.0:8080", testKey, true}, {"0.0.0.0:8080", "", false}, {":8080", "", false}, {"192.0.2.7:80", "short", false},
		{"0.0.0.0:8080", "password12345678", false}, {"0.0.0.0:8080", "1234567890123456", false}, {"127.0.0.1", "", false},
	} {
		if err := api.CheckBind(tc.addr, tc.key); (err == nil) != tc.ok {
			t.Errorf("CheckBind(%q, %q) = %v; want ok %v", tc.addr, tc.key, err, tc.ok)
		}
	}
}

func TestF60Headers(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	for path, policy := range map[string]string{"/": "style-src 'self'", "/v1/candidates": "default-src 'none'"} {
		resp, _ := ask(t, "GET", srv.URL+path, "", [2]string{"X-Request-ID", "bad id, with spaces"})
		h := resp.Header
		if got := h.Get("Content-Security-Policy"); !strings.Contains(got, policy) || strings.Contains(got, "unsafe") || strings.Contains(got, "script") {
			t.Errorf("%s: policy %q; want %s, nothing unsafe, no script", path, got, policy)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Frame-Options") != "DENY" || len(h.Get("X-Request-ID")) < 20 {
			t.Errorf("%s: headers %v", path, h)
		}
	}
}

func TestNewNeedsItsOptions(t *testing.T) {
	t.Parallel()
	if _, err := api.New(nil, api.Options{Logger: slog.New(slog.DiscardHandler), Now: sampleNow}); err == nil {
		t.Error("New without an advisor gave no error")
	}
	if _, err := api.New(sampleAdvisor(t), api.Options{}); err == nil {
		t.Error("New without a logger gave no error")
	}
}
