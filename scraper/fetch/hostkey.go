package fetch

import (
	"net/url"
	"strings"
)

// HostKey names the server that a URL is asked from, the unit of politeness: the host in lower case, with the port
// where it is not the scheme's usual one.
func HostKey(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
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
