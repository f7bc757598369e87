package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/url"
)

// MaxRedirects is how many redirects are followed for one page.
const MaxRedirects = 5

// Redirects is a Fetcher that follows redirects. Every hop goes through next, so that robots.txt, pace and the
// address guard hold for each, and leads to an allowed host or nowhere.
type Redirects struct {
	next Fetcher
	// allow decides about a hop to another host; nil allows those that only add or drop "www." or change the scheme.
	allow func(from, to *url.URL) bool
}

// NewRedirects returns a Redirects around next. allow decides about hops to another host than the last one's; hops
// that only add or drop "www." are always taken.
func NewRedirects(next Fetcher, allow func(from, to *url.URL) bool) *Redirects {
	return &Redirects{next: next, allow: allow}
}

// Fetch returns the page at the end of the redirects, with URL as asked for and FinalURL where it was found.
func (r *Redirects) Fetch(ctx context.Context, rawURL string) (*Page, error) {
	at := rawURL
	seen := map[string]bool{}
	for range MaxRedirects + 1 {
		seen[at] = true
		page, err := r.next.Fetch(ctx, at)
		if err != nil {
			return nil, err
		}
		if !isRedirect(page.Status) {
			if page.URL = rawURL; page.FinalURL == "" {
				page.FinalURL = at
			}
			return page, nil
		}
		to, err := r.target(page, at)
		if err != nil {
			return nil, err
		}
		if seen[to] {
			return nil, &Error{Outcome: RedirectLoop, URL: rawURL, Err: fmt.Errorf("%s redirects back to %s", at, to)}
		}
		at = to
	}
	return nil, &Error{Outcome: RedirectLoop, URL: rawURL, Err: fmt.Errorf("more than %d redirects", MaxRedirects)}
}

func (r *Redirects) target(page *Page, at string) (string, error) {
	location := page.Header.Get("Location")
	from, err := url.Parse(at)
	if err != nil {
		return "", &Error{Outcome: BadURL, URL: at, Err: err}
	}
	to, err := from.Parse(location)
	switch {
	case location == "":
		err = errors.New("a redirect without a Location")
	case err == nil && to.Scheme != "http" && to.Scheme != "https":
		err = fmt.Errorf("redirect to the scheme %q", to.Scheme)
	}
	if err != nil {
		return "", &Error{Outcome: RedirectLoop, URL: at, Status: page.Status, Err: err}
	}
	to.Fragment = ""
	if !sameSite(from, to) && (r.allow == nil || !r.allow(from, to)) {
		return "", &Error{
			Outcome: CrossHost, URL: at, Status: page.Status,
			Err: fmt.Errorf("redirect to %s, a host that is not the source's", to.Host),
		}
	}
	return to.String(), nil
}

// sameSite reports whether two URLs are of one host but for a leading "www.".
func sameSite(a, b *url.URL) bool {
	return trimWWW(HostKey(a)) == trimWWW(HostKey(b))
}

// anyHost lets a redirect lead anywhere; the guard still sees the address.
func anyHost(_, _ *url.URL) bool { return true }
