package api

import (
	"crypto/subtle"
	"net"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// allowed lets through who has the key. Where there is no key the server is on loopback, and a request must name a
// loopback host: a page on the web that has its name point at 127.0.0.1 (DNS rebinding) cannot.
func (s *service) allowed(c *gin.Context) {
	switch path := c.Request.URL.Path; {
	case path == "/healthz" || path == "/readyz":
	case s.o.Key == "":
		host := c.Request.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		if !loopback(host) {
			s.abort(c, http.StatusForbidden, "without a key only requests to localhost are answered")
			return
		}
	case !s.hasKey(c.Request):
		c.Header("WWW-Authenticate", `Basic realm="shelfwise", charset="UTF-8"`)
		c.Writer.Header().Add("WWW-Authenticate", `Bearer realm="shelfwise"`)
		s.abort(c, http.StatusUnauthorized, "a key is needed: Authorization: Bearer KEY")
		return
	}
	c.Next()
}

func (s *service) hasKey(r *http.Request) bool {
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		_, given, ok = r.BasicAuth()
	}
	want, got := hashed(s.o.Key), hashed(strings.TrimSpace(given))
	return ok && subtle.ConstantTimeCompare(want[:], got[:]) == 1
}

// sameOrigin refuses writes that a page of another site sends through a visitor's browser.
func (s *service) sameOrigin(c *gin.Context) {
	if err := http.NewCrossOriginProtection().Check(c.Request); err != nil {
		s.abort(c, http.StatusForbidden, "a write must come from this site's own pages or from no page at all")
		return
	}
	c.Next()
}
