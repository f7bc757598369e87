//go:build browser

package fetch

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
)

const (
	// maxErrands is how many things a page may ask for by itself.
	maxErrands = 150
	// maxSame is how often a page may ask for the same thing: scripts that poll never end.
	maxSame = 3
	// maxErrandBody bounds what a page's script may send (a query of its shop's API).
	maxErrandBody = 1 << 20
)

// visit is one page being rendered, and what it asks for meanwhile: its errands. Each goes out under the visit's rules.
type visit struct {
	ctx    context.Context //nolint:containedctx // of the page's Fetch; requests of the browser end with it
	url    string          // of the page, without a final slash
	site   *url.URL
	page   *Page
	rules  Rules
	errand errandFunc

	mu       sync.Mutex // guards the rest
	pending  int
	asked    int
	times    map[[sha256.Size]byte]int
	withheld map[string]bool
	failed   map[string]error // by address: why it was not let out, or how it ended
}

func newVisit(ctx context.Context, page *Page, site *url.URL, rules Rules, errand errandFunc) *visit {
	return &visit{
		ctx: ctx, url: strings.TrimSuffix(site.String(), "/"), site: site, page: page, rules: rules, errand: errand,
		times: map[[sha256.Size]byte]int{}, withheld: map[string]bool{}, failed: map[string]error{},
	}
}

// errandFunc makes a request of the browser's, inside what around puts around it.
type errandFunc func(ctx context.Context, r *http.Request, body string, around func(Fetcher) Fetcher) (*Page, error)

// moved is where the page's scripts led to, "" where they stayed. Where they led may not be seen, the error says why.
func (v *visit) moved(location string) (string, error) {
	to, err := url.Parse(location)
	if err != nil {
		return "", &Error{Outcome: BadURL, URL: v.url, Err: err}
	}
	if sameAddress(to, v.site) {
		return "", nil
	}
	v.mu.Lock()
	err = v.failed[withoutFragment(to)]
	v.mu.Unlock()
	if err != nil {
		return "", err
	}
	if to.Scheme != "http" && to.Scheme != "https" {
		return "", &Error{Outcome: Unreachable, URL: v.url, Err: errors.New("the page led the browser to " + location)}
	}
	return withoutFragment(to), nil
}

func withoutFragment(u *url.URL) string {
	bare := *u
	bare.Fragment, bare.RawFragment = "", ""
	return bare.String()
}

func (v *visit) fail(address string, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.failed[address] = err
}

func (r Rules) around(next Fetcher) Fetcher {
	if r.Around == nil {
		return next
	}
	return r.Around(next)
}

// state says how many errands are under way and how many were let out.
func (v *visit) state() (pending, asked int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.pending, v.asked
}

// hosts names the hosts that the page was not let out to.
func (v *visit) hosts() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Sorted(maps.Keys(v.withheld))
}

// is reports whether a request is the one for the page itself.
func (v *visit) is(r *http.Request) bool {
	return r.Method == http.MethodGet && sameAddress(r.URL, v.site)
}

// run does an errand for the browser, or answers in its place what is not needed.
func (v *visit) run(w http.ResponseWriter, r *http.Request) {
	switch needOf(r) {
	case needStyle: // scripts wait until it is there; nobody looks at it
		w.Header().Set("Content-Type", "text/css")
		return
	case needNothing:
		refuse(w, http.StatusForbidden)
		return
	case needAnswer:
	}
	if !fromPage(r) { // the browser's own: its updates, its lists
		refuse(w, http.StatusForbidden)
		return
	}
	if !ownSite(v.site, r.URL) && (v.rules.MayAsk == nil || !v.rules.MayAsk(r.URL)) {
		v.mu.Lock()
		v.withheld[HostKey(r.URL)] = true
		v.mu.Unlock()
		ledgerOf(v.ctx).unasked(r.URL.String(), ThirdParty)
		v.fail(r.URL.String(), &Error{Outcome: CrossHost, URL: v.url, Err: errors.New("the page's script leads to " + r.URL.Host + ", a host that is not the source's")})
		refuse(w, http.StatusForbidden)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxErrandBody+1))
	if err != nil || len(body) > maxErrandBody || !v.begin(r, body) {
		refuse(w, http.StatusForbidden)
		return
	}
	defer v.end()
	ctx, cancel := context.WithCancel(v.ctx)
	defer cancel()
	defer context.AfterFunc(r.Context(), cancel)()
	page, err := v.errand(ctx, r, string(body), v.rules.around)
	if err != nil {
		v.fail(r.URL.String(), err)
		status := http.StatusBadGateway
		if e, ok := asError(err); ok && e.Status >= 400 {
			status = e.Status
		}
		refuse(w, status)
		return
	}
	maps.Copy(w.Header(), page.Header)
	w.WriteHeader(page.Status)
	w.Write(page.Body) //nolint:errcheck // the browser went away
}

func refuse(w http.ResponseWriter, status int) { http.Error(w, "refused", status) }

// begin counts an errand, and refuses it where the page has had its share.
func (v *visit) begin(r *http.Request, body []byte) bool {
	same := sha256.Sum256([]byte(r.Method + " " + r.URL.String() + "\n" + string(body)))
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.asked >= maxErrands || v.times[same] >= maxSame {
		return false
	}
	v.asked++
	v.times[same]++
	v.pending++
	return true
}

func (v *visit) end() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.pending--
}

// fromPage reports whether a page, a frame or a worker asks, and not the browser for itself: who asks for it is named by one
// of three headers, of which a page's policy can take away the first alone.
func fromPage(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return r.Header.Get("Referer") != "" || r.Header.Get("Origin") != "" || site != "" && site != "none"
}

// need is what a page's text needs of a request.
type need int

const (
	needAnswer  need = iota
	needStyle        // that it be answered, with whatever
	needNothing      // nothing: pictures, fonts, films, streams, and what is sent without an answer that can be read
)

// needOf tells by what the browser says of a request's use (Fetch Metadata; over HTTPS and on loopback), by what it accepts
// and by the name of what it asks for.
func needOf(r *http.Request) need {
	accept := r.Header.Get("Accept")
	switch r.Header.Get("Sec-Fetch-Dest") {
	case "image", "font", "audio", "video", "track", "embed", "object", "report", "manifest":
		return needNothing
	case "style", "xslt":
		return needStyle
	case "empty":
		if r.Header.Get("Sec-Fetch-Mode") == "no-cors" {
			return needNothing
		}
	case "":
		if strings.HasPrefix(accept, "text/css") {
			return needStyle
		}
		if strings.HasPrefix(accept, "image/") || isMediaName(r.URL.Path) {
			return needNothing
		}
	}
	if strings.HasPrefix(accept, "text/event-stream") || r.Header.Get("Ping-To") != "" || r.Header.Get("Upgrade") != "" {
		return needNothing
	}
	return needAnswer
}

func isMediaName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".bmp", ".woff", ".woff2", ".ttf", ".otf", ".eot",
		".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".mov":
		return true
	}
	return false
}
