package fetch

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Renderer is a Fetcher that asks for more than the page it is asked for: a browser, in which a page's scripts ask for
// things of their own.
type Renderer interface {
	Fetcher
	// Under returns a Fetcher of the same browser under rules for all that it asks for.
	Under(r Rules) Fetcher
}

// Rules hold for each request of a Renderer: those for pages, and those that pages make by themselves.
type Rules struct {
	// Around puts robots.txt, pace and turns around what asks; nil: none are kept.
	Around func(next Fetcher) Fetcher
	// MayAsk names further hosts that a page's own requests may go to; nil: those of the page's own site alone.
	MayAsk func(u *url.URL) bool
}

// ownSite reports whether a page may ask a URL without being told so: its own host, and the hosts under the name that
// the page's owner registered (api.shop.example for www.shop.example). Of addresses each is its own site.
func ownSite(page, other *url.URL) bool {
	if HostKey(page) == HostKey(other) {
		return true
	}
	if _, err := netip.ParseAddr(page.Hostname()); err == nil {
		return false
	}
	a, err1 := publicsuffix.EffectiveTLDPlusOne(asciiHost(page))
	b, err2 := publicsuffix.EffectiveTLDPlusOne(asciiHost(other))
	return err1 == nil && err2 == nil && a == b
}

// sameAddress reports whether two URLs are one but for their fragments and for what a browser escapes otherwise than Go.
func sameAddress(a, b *url.URL) bool {
	plain := func(s string) string {
		if out, err := url.QueryUnescape(s); err == nil {
			return out
		}
		return s
	}
	return a.Scheme == b.Scheme && HostKey(a) == HostKey(b) && strings.TrimSuffix(a.Path, "/") == strings.TrimSuffix(b.Path, "/") &&
		plain(a.RawQuery) == plain(b.RawQuery)
}

// asciiHost is the host of HostKey without its port.
func asciiHost(u *url.URL) string {
	bare := url.URL{Scheme: u.Scheme, Host: u.Host}
	if key, err := url.Parse("//" + HostKey(&bare)); err == nil {
		return key.Hostname()
	}
	return u.Hostname()
}
