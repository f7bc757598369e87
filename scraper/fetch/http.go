package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The limits of one request.
const (
	// MaxBody is the size from which on a page is too large, measured after decompression.
	MaxBody = 20_000_000
	// DefaultTimeout bounds one request from dialling to the last byte.
	DefaultTimeout = 30 * time.Second

	maxHeader  = 1 << 20
	maxErrBody = 64 << 10 // of a refusal's page, enough to see whether it asks for a captcha
)

// HTTP is the Fetcher that asks the web. It follows no redirect (Redirects does), keeps no cookie, sends no
// credentials, uses no proxy, and says who it is.
type HTTP struct {
	client    *http.Client
	userAgent string
	maxBody   int64
	clock     Clock
	// validators gives the conditional headers for a URL; nil where there is no archive.
	validators func(url string) http.Header
}

// HTTPOptions configures NewHTTP.
type HTTPOptions struct {
	UserAgent  string
	Guard      *Guard // nil: NewGuard()
	Clock      Clock
	Timeout    time.Duration // 0: DefaultTimeout
	MaxBody    int64         // 0: MaxBody
	Validators func(url string) http.Header
}

// NewHTTP returns a Fetcher over real HTTP. Close it when done.
func NewHTTP(o HTTPOptions) *HTTP {
	if o.Guard == nil {
		o.Guard = NewGuard()
	}
	if o.Timeout == 0 {
		o.Timeout = DefaultTimeout
	}
	if o.MaxBody == 0 {
		o.MaxBody = MaxBody
	}
	transport := &http.Transport{
		DialContext:           o.Guard.DialContext,
		Proxy:                 nil, // a proxy would dial in our place, past the guard
		DisableCompression:    true,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          64,
		MaxIdleConnsPerHost:   1,
		IdleConnTimeout:       30 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: o.Timeout,

		MaxResponseHeaderBytes: maxHeader,
	}
	return &HTTP{
		client: &http.Client{
			Transport:     transport,
			Timeout:       o.Timeout,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		userAgent: o.UserAgent, maxBody: o.MaxBody, clock: o.Clock, validators: o.Validators,
	}
}

// Close releases idle connections.
func (h *HTTP) Close() { h.client.CloseIdleConnections() }

// Fetch asks for one URL. A redirect is returned as the page it is.
func (h *HTTP) Fetch(ctx context.Context, rawURL string) (*Page, error) {
	if err := checkURL(rawURL); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, rawURL, http.NoBody)
	if err != nil {
		return nil, &Error{Outcome: BadURL, URL: rawURL, Err: err}
	}
	req.Header.Set("User-Agent", h.userAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/json;q=0.9,application/xml;q=0.9,text/csv;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip, deflate")
	if h.validators != nil {
		maps.Copy(req.Header, h.validators(rawURL))
	}
	resp, err := h.client.Do(req)
	if err != nil {
		return nil, &Error{Outcome: networkOutcome(ctx, err), URL: rawURL, Err: withoutURL(err)}
	}
	defer resp.Body.Close() //nolint:errcheck // a body that was read or given up on has nothing more to say
	page := &Page{
		URL: rawURL, FinalURL: rawURL, Status: resp.StatusCode, Header: resp.Header, FetchedAt: h.clock.Now().UTC(),
		NotModified: resp.StatusCode == http.StatusNotModified,
	}
	if err := h.refused(page, resp); err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return page, nil // redirects and 304 have no body worth reading
	}
	wire := &counter{r: resp.Body}
	page.Body, err = readBody(wire, resp.Header.Get("Content-Encoding"), h.maxBody)
	if page.Wire = wire.n; err != nil {
		return nil, bodyError(ctx, rawURL, wire.n, err)
	}
	page.Hash = Hash(page.Body)
	return page, nil
}

// Hash returns the key of a body in the archive: its SHA-256 in hexadecimal.
func Hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

func checkURL(rawURL string) error {
	u, err := url.Parse(rawURL)
	switch {
	case err != nil:
		return &Error{Outcome: BadURL, URL: rawURL, Err: err}
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return &Error{Outcome: BadURL, URL: rawURL, Err: errors.New("not an absolute http or https URL")}
	case u.User != nil:
		return &Error{Outcome: BadURL, URL: u.Redacted(), Err: errors.New("a URL with a user name is not asked for")}
	}
	return nil
}

// refused turns the statuses that bring no page into errors.
func (h *HTTP) refused(p *Page, resp *http.Response) error {
	e := &Error{URL: p.URL, Status: p.Status, RetryAfter: RetryAfter(resp.Header, p.FetchedAt)}
	switch s := p.Status; {
	case s == http.StatusOK, s == http.StatusNotModified, isRedirect(s):
		if s == http.StatusOK && isMedia(p.ContentType()) {
			e.Outcome, e.Err = NotHTML, fmt.Errorf("content type %s", p.ContentType())
			return e
		}
		return nil
	case s == http.StatusNotFound, s == http.StatusGone:
		e.Outcome = NotFound
	case s == http.StatusTooManyRequests, s == http.StatusServiceUnavailable && e.RetryAfter > 0:
		e.Outcome = RateLimited
	case s == http.StatusUnavailableForLegalReasons:
		e.Outcome = GeoBlocked
	case s == http.StatusUnauthorized, s == http.StatusForbidden, s == http.StatusProxyAuthRequired:
		e.Outcome = Blocked
	case s == http.StatusNoContent, s == http.StatusResetContent:
		e.Outcome = Empty
	case s >= 500:
		e.Outcome = ServerError
	case s == http.StatusRequestTimeout:
		e.Outcome = Timeout
	default:
		e.Outcome = ClientError
	}
	if e.Outcome == Blocked || e.Outcome == RateLimited || s503(p.Status) {
		body, _ := readBody(resp.Body, resp.Header.Get("Content-Encoding"), maxErrBody)
		if wall := refusalWall(body); wall != OK {
			e.Outcome = wall
		}
	}
	return e
}

func s503(status int) bool { return status == http.StatusServiceUnavailable }

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect,
		http.StatusPermanentRedirect:
		return true
	}
	return false
}

// isMedia reports whether a content type can hold neither a page nor a feed, so that its body need not be read.
func isMedia(contentType string) bool {
	main, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(contentType)), "/")
	switch main {
	case "image", "video", "audio", "font", "model":
		return !strings.Contains(strings.ToLower(contentType), "svg")
	}
	return strings.HasPrefix(strings.ToLower(contentType), "application/pdf")
}

func bodyError(ctx context.Context, rawURL string, wire int64, err error) error {
	e := &Error{URL: rawURL, Status: http.StatusOK, Wire: wire, Err: err}
	switch {
	case errors.Is(err, errTooLarge), errors.Is(err, errBomb):
		e.Outcome = TooLarge
	case errors.Is(err, errEncoding):
		e.Outcome = BadEncoding
	case errors.Is(err, io.ErrUnexpectedEOF) && ctx.Err() == nil:
		e.Outcome = Truncated
	default:
		e.Outcome = networkOutcome(ctx, err)
	}
	return e
}

// withoutURL takes the URL out of http.Client's error, since Error names it itself.
func withoutURL(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}
