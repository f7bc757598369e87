package fetch

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// HostKey names the server that a URL is asked from, the unit of politeness: the host in lower case, with the port
// where it is not the scheme's usual one. Spellings that reach one server have one key: an international name and its
// "xn--" form, a name with the root's final dot, an IPv6 address long and short or with an IPv4 one inside.
func HostKey(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if addr, err := netip.ParseAddr(host); err == nil {
		host = addr.Unmap().String()
	} else if ascii, err := idna.Lookup.ToASCII(strings.TrimRight(host, ".")); err == nil {
		host = ascii
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		host += ":" + p
	}
	return host
}

func trimWWW(host string) string { return strings.TrimPrefix(host, "www.") }

// hostOf is HostKey of a URL in text; a text that is no URL is its own key.
func hostOf(rawURL string) string {
	u, err := url.Parse(rawURL)
	if err != nil || u.Host == "" {
		return rawURL
	}
	return HostKey(u)
}
