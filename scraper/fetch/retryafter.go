package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// maxRetryAfter caps what a server may ask for, so that a broken header does not stop a source for years.
const maxRetryAfter = 24 * time.Hour

// RetryAfter reads a Retry-After header (RFC 9110, 10.2.3) in both forms, seconds and HTTP-date, as the time to wait
// from now on. It is 0 where there is none, where it cannot be read and where the date is past.
func RetryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0
	}
	if s, err := strconv.ParseInt(v, 10, 64); err == nil {
		return min(max(time.Duration(min(s, int64(maxRetryAfter/time.Second)))*time.Second, 0), maxRetryAfter)
	}
	t, err := http.ParseTime(v)
	if err != nil {
		return 0
	}
	d := t.Sub(now)
	// The date is the server's clock. Where its Date header shows that it differs a little from ours, the longer
	// wait is taken; a Date that is far off says nothing.
	if date, err := http.ParseTime(h.Get("Date")); err == nil && date.Sub(now).Abs() < time.Hour {
		d = max(d, t.Sub(date))
	}
	return min(max(d, 0), maxRetryAfter)
}

// Backoff returns how long to wait after the nth failure in a row (1 is the first) of a page: exponential from one
// second, at most five minutes, spread by jitter so that workers do not come back together.
func Backoff(n int) time.Duration {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.Multiplier, b.MaxInterval = time.Second, 2, 5*time.Minute
	d := b.NextBackOff()
	for range min(n, 20) - 1 {
		d = b.NextBackOff()
	}
	return d
}
