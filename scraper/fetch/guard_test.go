package fetch

import (
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"testing"
)

// TestF07Addresses: every kind of address that is not public is told.
func TestF07Addresses(t *testing.T) {
	for addr, refused := range map[string]bool{
		"127.0.0.1": true, "127.8.8.8": true, "0.0.0.0": true, "10.0.0.1": true, "172.16.0.1": true, "172.31.255.255": true,
		"192.168.1.1": true, "100.64.0.1": true, "100.127.255.255": true, "169.254.169.254": true, "192.0.0.192": true,
		"198.18.0.1": true, "198.51.100.7": true, "203.0.113.9": true, "224.0.0.1": true, "239.1.1.1": true,
		"240.0.0.1": true, "255.255.255.255": true, "::1": true, "::": true, "fe80::1": true, "fe80::1%eth0": true, "fec0::1": true,
		"fc00::1": true, "fd12:3456::1": true, "fd00:ec2::254": true, "ff02::1": true, "::ffff:127.0.0.1": true,
		"::ffff:10.1.2.3": true, "::127.0.0.1": true, "64:ff9b::7f00:1": true, "64:ff9b:1::1": true, "2002:7f00:1::": true,
		"2001:db8::1": true, "2001::1": true, "100::1": true, "4000::1": true,

		"8.8.8.8": false, "1.1.1.1": false, "172.15.0.1": false, "172.32.0.1": false, "100.63.255.255": false, "100.128.0.1": false,
		"192.169.0.1": false, "2606:4700:4700::1111": false, "2a00:1450::1": false, "64:ff9b::808:808": false, "::ffff:8.8.8.8": false,
	} {
		if why := private(netip.MustParseAddr(addr)); (why != "") != refused {
			t.Errorf("private(%s) = %q; want refused %v", addr, why, refused)
		}
	}
}

// TestF07Dial: the guard looks at the address that is dialled, not at the name; a redirect does not get past it.
func TestF07Dial(t *testing.T) {
	clock := newFakeClock().clock()
	inner := newSite(t, clock, handle(200, nil, "secret"))
	u, err := url.Parse(inner.URL)
	if err != nil {
		t.Fatal(err)
	}
	outer := newSite(t, clock, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, inner.URL+"/latest/meta-data/", http.StatusFound)
	}))
	h := httpFor(t, clock, outer) // may ask outer alone
	all := NewRedirects(h, func(_, _ *url.URL) bool { return true })
	for name, target := range map[string]string{
		"loopback by address": inner.URL + "/",
		"loopback by name":    "http://localhost:" + u.Port() + "/", // what a rebinding name looks like at dial time
		"IPv6 loopback":       "http://[::1]:" + u.Port() + "/",
		"mapped loopback":     "http://[::ffff:127.0.0.1]:" + u.Port() + "/",
		"after a redirect":    outer.URL + "/",
		"metadata":            "http://169.254.169.254/latest/meta-data/",
		"decimal address":     "http://2130706433:" + u.Port() + "/",
	} {
		_, err := all.Fetch(t.Context(), target)
		var private *PrivateAddressError
		switch o := OutcomeOf(err); {
		case o == DNS && name == "decimal address": // resolvers differ about it; either way nothing is asked
		case o != PrivateAddress || !errors.As(err, &private) || private.Address == "":
			t.Errorf("%s: Fetch(%s) = %v; want %s with the address", name, target, err, PrivateAddress)
		}
	}
	if n := len(inner.log); n != 0 {
		t.Errorf("the inner server was asked %d times; want 0", n)
	}
	if n := len(outer.asked("/")); n != 1 {
		t.Errorf("the allowed server was asked %d times; want 1", n)
	}
}

// TestF07AllowListIsLiteral: a foreign name that resolves to an allowed address is refused all the same.
func TestF07AllowListIsLiteral(t *testing.T) {
	clock := newFakeClock().clock()
	s := newSite(t, clock, handle(200, nil, "ok"))
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	h := httpFor(t, clock, s)
	if _, err := h.Fetch(t.Context(), s.URL); err != nil {
		t.Errorf("Fetch of the allowed address = %v", err)
	}
	if _, err := h.Fetch(t.Context(), "http://localhost:"+u.Port()); OutcomeOf(err) != PrivateAddress {
		t.Errorf("Fetch by another name = %v; want %s", err, PrivateAddress)
	}
}

func TestRedirects(t *testing.T) {
	clock := newFakeClock().clock()
	s := newSite(t, clock, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		to := map[string]string{
			"/old": "/new", "/loop": "/loop2", "/loop2": "/loop", "/self": "/self", "/nowhere": "", "/scheme": "file:///etc/passwd",
			"/other": "http://other.example/", "/www": "/new#part", "/r1": "/r2", "/r2": "/r3", "/r3": "/r4", "/r4": "/r5", "/r5": "/r6", "/r6": "/r7", "/r7": "/new",
		}
		if loc, ok := to[r.URL.Path]; ok {
			w.Header().Set("Location", loc)
			w.WriteHeader(http.StatusMovedPermanently)
			return
		}
		_, _ = w.Write([]byte("here"))
	}))
	f := NewRedirects(httpFor(t, clock, s), nil)
	page, err := f.Fetch(t.Context(), s.URL+"/old")
	if err != nil || page.URL != s.URL+"/old" || page.FinalURL != s.URL+"/new" || string(page.Body) != "here" {
		t.Errorf("Fetch(/old) = %+v, %v; want the page at /new", page, err)
	}
	for path, want := range map[string]Outcome{
		"/loop": RedirectLoop, "/self": RedirectLoop, "/nowhere": RedirectLoop, "/scheme": RedirectLoop, "/other": CrossHost,
		"/r1": RedirectLoop, "/r3": OK, "/www": OK,
	} {
		if _, err := f.Fetch(t.Context(), s.URL+path); OutcomeOf(err) != want {
			t.Errorf("Fetch(%s) = %v; want %s", path, err, want)
		}
	}
}
