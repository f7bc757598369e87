package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"
)

// Outcome is how the asking for a page ended. Each kind of failure has its own, since a failure is never data: only
// OK and NotModified lead to observations.
type Outcome string

// The outcomes.
const (
	OK                Outcome = "ok"
	NotModified       Outcome = "not_modified"
	RobotsDisallowed  Outcome = "robots_disallowed"  // a rule of robots.txt forbids the path
	RobotsUnreachable Outcome = "robots_unreachable" // robots.txt cannot be had (5xx, network): all is forbidden
	NotFound          Outcome = "not_found"          // 404, 410
	SoftNotFound      Outcome = "soft_404"           // 200, but the page says that there is nothing
	RateLimited       Outcome = "rate_limited"       // 429, or 503 with Retry-After
	Blocked           Outcome = "blocked"            // 401, 403 and other refusals
	GeoBlocked        Outcome = "geo_blocked"        // 451, or a page that says it is shut for this country
	Captcha           Outcome = "captcha"            // the page asks to prove that one is a human
	LoginWall         Outcome = "login_wall"         // the page asks to log in
	ConsentWall       Outcome = "consent_wall"       // the page shows nothing until someone agrees (cookies, age, terms)
	Empty             Outcome = "empty"              // no body, or no text in it
	NeedsBrowser      Outcome = "needs_browser"      // a shell that only scripts fill
	NotHTML           Outcome = "not_html"           // an image, a PDF, JSON where a page was expected
	BadContent        Outcome = "bad_content"        // a feed that is not what its profile says
	TooLarge          Outcome = "too_large"          // beyond the body limit, compressed or not
	BadEncoding       Outcome = "bad_encoding"       // a compressed body that does not decompress
	Truncated         Outcome = "truncated"          // the body broke off
	Timeout           Outcome = "timeout"
	DNS               Outcome = "dns" // the host's name has no address
	TLS               Outcome = "tls" // no trustworthy connection
	Unreachable       Outcome = "unreachable"
	PrivateAddress    Outcome = "private_address" // loopback, private, link-local …: never asked
	ServerError       Outcome = "server_error"    // 5xx
	ClientError       Outcome = "client_error"    // other 4xx
	RedirectLoop      Outcome = "redirect_loop"   // too many redirects, or one without a target
	CrossHost         Outcome = "cross_host"      // a redirect to a host that the profile does not name
	ThirdParty        Outcome = "third_party"     // a page's own request to a host that the profile does not name: not asked
	Redirected        Outcome = "redirected"      // in counts by host: an answer that leads elsewhere
	BadURL            Outcome = "bad_url"
	NotArchived       Outcome = "not_archived" // replay: the archive has no such page
	Cancelled         Outcome = "cancelled"
)

// Error is a failure to get a page.
type Error struct {
	Outcome Outcome
	URL     string
	Status  int // HTTP status, 0 where there was no answer
	// RetryAfter is how long the host wants to be left alone; 0 where it did not say.
	RetryAfter time.Duration
	Wire       int64 // bytes of a body that came over the network all the same
	Err        error // the cause, nil where the outcome says all
}

// Error returns "fetch URL: outcome: cause".
func (e *Error) Error() string {
	s := "fetch " + e.URL + ": " + string(e.Outcome)
	if e.Status != 0 {
		s += fmt.Sprintf(" (status %d)", e.Status)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

func asError(err error) (*Error, bool) { return errors.AsType[*Error](err) }

// OutcomeOf returns the outcome of a Fetch from its error; OK for nil.
func OutcomeOf(err error) Outcome {
	if err == nil {
		return OK
	}
	if e, ok := asError(err); ok {
		return e.Outcome
	}
	return Unreachable
}

// Retryable reports whether asking again later may help. Refusals are not among them: they are reported, and
// nothing is done to get around them.
func (o Outcome) Retryable() bool {
	switch o {
	case ServerError, Timeout, Unreachable, RateLimited, DNS, Truncated:
		return true
	}
	return false
}

// Refusal reports whether the site does not want to be asked.
func (o Outcome) Refusal() bool {
	return o == Blocked || o == GeoBlocked || o == Captcha || o == LoginWall || o == ConsentWall
}

// networkOutcome tells the failures of a connection apart.
func networkOutcome(ctx context.Context, err error) Outcome {
	var dns *net.DNSError
	var private *PrivateAddressError
	switch {
	case errors.As(err, &private):
		return PrivateAddress
	case errors.Is(context.Cause(ctx), context.Canceled):
		return Cancelled
	case errors.As(err, &dns) && !dns.IsTimeout:
		return DNS
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), isTimeout(err):
		return Timeout
	case isTLS(err):
		return TLS
	}
	return Unreachable
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}
