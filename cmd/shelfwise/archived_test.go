package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestF08ExtractArchived: what collect kept is read again after the shop is gone.
func TestF08ExtractArchived(t *testing.T) {
	shop := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch r.URL.Path {
		case "/":
			_, _ = w.Write([]byte(`<html><head><title>Shop</title></head><body><h1>Shop</h1><p>Our goods:</p><a class="to" href="/kettles">Kettle</a></body></html>`))
			return
		case "/kettles":
		default:
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(`<html><head><title>Kettle</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Kettle",
"sku":"K1","offers":{"price":"19.50","priceCurrency":"EUR"}}</script></head><body><h1>Kettle</h1><p>19,50 €</p></body></html>`))
	}))
	dir := t.TempDir()
	site := "name: shop\nstart: [\"" + shop.URL + "/\"]\npace: 0\nproduct_links: {select: a.to}\n"
	if err := os.WriteFile(filepath.Join(dir, "shop.yaml"), []byte(site), 0o600); err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(dir, "pages")
	out, stderr, code := call(t, "", "collect", "--store", "memory:", "--sites", dir, "--archive", archive, "--contact", "https://example.org/bot",
		"--allow-loopback", strings.TrimPrefix(shop.URL, "http://"))
	if code != exitOK {
		t.Fatalf("collect = %d, %s %s", code, out, stderr)
	}
	shop.Close()
	out, stderr, code = call(t, "", "extract", "--archive", archive, "--kind", "product", "--archived", shop.URL+"/kettles")
	if code != exitOK || strings.Count(out, "\n") != 1 || !strings.Contains(out, `"amount":"19.5`) || !strings.Contains(out, `"file":"`+shop.URL) {
		t.Errorf("extract --archived = %d, %s %s", code, out, stderr)
	}
	_, stderr, code = call(t, "", "extract", "--archive", archive, "--archived", shop.URL+"/other")
	if code != exitFailed || !strings.Contains(stderr, "/other") || !strings.Contains(stderr, "kept") {
		t.Errorf("extract of a page that was never kept = %d, %s", code, stderr)
	}
	_, stderr, code = call(t, "", "extract", "--archive", filepath.Join(dir, "none"), "--archived", shop.URL)
	if code != exitFailed || !strings.Contains(stderr, "--archive") {
		t.Errorf("extract without an archive = %d, %s", code, stderr)
	}
	if _, err := os.Stat(filepath.Join(dir, "none")); err == nil {
		t.Error("extract made a folder")
	}
}
