package fetch

import (
	"context"
	"net/http"
	"time"
)

// Page is one answer of a web server, or of the archive in its place.
type Page struct {
	URL      string // as asked for
	FinalURL string // where redirects ended; URL where there were none
	Status   int
	Header   http.Header
	Body     []byte // decompressed, in the page's own charset
	// FetchedAt is when the answer came; for a 304 the time of the asking, for a replay the time of the recording.
	FetchedAt time.Time
	Hash      string // SHA-256 of Body in hexadecimal, its key in the archive
	// NotModified says that the server answered 304: Body and Hash are those of the archive.
	NotModified bool
	// Robots is the rule of robots.txt under which the page was asked for ("Allow: /p/", "no rule", "no robots.txt").
	Robots string
	// Wire is how many bytes of the body came over the network; 0 for what came from the archive.
	Wire int64
	// Rendered says that Body is what the page's scripts made of it in the browser.
	Rendered bool
	// Withheld names the hosts that a page in the browser wanted things from and that its profile does not name.
	Withheld []string
}

// ContentType returns the Content-Type header.
func (p *Page) ContentType() string { return p.Header.Get("Content-Type") }

// Fetcher gets one page. Errors are *Error, so that every failure has an Outcome; a page is never returned with an
// error. Implementations are safe for concurrent use and end when ctx does.
//
// Politeness, robots.txt, redirects and archiving are Fetchers around a Fetcher; New puts them in order.
type Fetcher interface {
	Fetch(ctx context.Context, url string) (*Page, error)
}

// Func is a Fetcher made of a function.
type Func func(ctx context.Context, url string) (*Page, error)

// Fetch calls f.
func (f Func) Fetch(ctx context.Context, url string) (*Page, error) { return f(ctx, url) }

// Clock is the time that fetchers live by. Tests hand in a false one.
type Clock struct {
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
}

// Sleep waits for d or until ctx ends, whichever is first; it is the usual Clock.Sleep.
func Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
