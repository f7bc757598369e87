package fetch

import (
	"net/url"
	"testing"
)

// TestF04OwnSite: which hosts a page in the browser may ask without being told so.
func TestF04OwnSite(t *testing.T) {
	for _, tc := range []struct {
		page, other string
		want        bool
	}{
		{"https://www.shop.example/p", "https://www.shop.example/api", true},
		{"https://www.shop.example/p", "https://api.shop.example/1", true},
		{"https://shop.co.uk/p", "https://cdn.shop.co.uk/app.js", true},
		{"https://shop.co.uk/p", "https://other.co.uk/app.js", false},
		{"https://a.myshopify.com/p", "https://b.myshopify.com/app.js", false},
		{"https://shop.example/p", "https://tracker.example.net/", false},
		{"https://bücher.example/p", "https://api.xn--bcher-kva.example/", true},
		{"http://127.0.0.1:8000/p", "http://127.0.0.1:8000/a", true},
		{"http://127.0.0.1:8000/p", "http://127.0.0.1:9000/a", false},
		{"http://127.0.0.1:8000/p", "http://localhost:8000/a", false},
		{"http://[::1]:8000/p", "http://[::1]:9000/a", false},
	} {
		page, err1 := url.Parse(tc.page)
		other, err2 := url.Parse(tc.other)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if got := ownSite(page, other); got != tc.want {
			t.Errorf("ownSite(%s, %s) = %v; want %v", tc.page, tc.other, got, tc.want)
		}
	}
}

// TestF04SameAddress: the spellings of one address, in which a browser asks for the page that it is handed.
func TestF04SameAddress(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"https://shop.example", "https://shop.example/", true},
		{"https://shop.example/p?q=it's a", "https://shop.example/p?q=it%27s%20a", true},
		{"https://shop.example/größe", "https://shop.example/gr%C3%B6%C3%9Fe#top", true},
		{"https://shop.example/p?id=1", "https://shop.example/p?id=2", false},
		{"https://shop.example/p", "http://shop.example/p", false},
		{"https://shop.example/p", "https://shop.example/P", false},
	} {
		a, err1 := url.Parse(tc.a)
		b, err2 := url.Parse(tc.b)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if got := sameAddress(a, b); got != tc.want {
			t.Errorf("sameAddress(%s, %s) = %v; want %v", tc.a, tc.b, got, tc.want)
		}
	}
}
