package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"shelfwise/market"
)

// Archive keeps raw pages: each body once, gzip-compressed under its SHA-256; per URL an entry with what the newest
// answer said; per day a log of everything that was asked (the audit file). Writes are atomic, so that a process that
// is killed leaves whole files; what is read is checked against its hash.
//
//	pages/ab/cdef….gz     body
//	index/ab/cdef….json   Entry by SHA-256 of the URL
//	audit/2026-11-22.jsonl
type Archive struct {
	files files
	id    string
}

// Entry is what the archive knows about the newest answer of a URL.
type Entry struct {
	URL       string      `json:"url"`
	FinalURL  string      `json:"final_url"`
	FetchedAt time.Time   `json:"fetched_at"` // when this body was last confirmed, by a 200 or a 304
	Hash      string      `json:"hash"`
	Size      int         `json:"size"`
	Robots    string      `json:"robots,omitempty"`
	Header    http.Header `json:"header,omitempty"`
	Rendered  bool        `json:"rendered,omitempty"` // see Page
}

// Asked is one line of the audit file.
type Asked struct {
	At      time.Time `json:"at"`
	URL     string    `json:"url"`
	Outcome Outcome   `json:"outcome"`
	Hash    string    `json:"hash,omitempty"`
	Robots  string    `json:"robots,omitempty"`
	Detail  string    `json:"detail,omitempty"`
}

// OpenArchive opens or creates the archive in a folder. An empty folder name gives one in memory.
func OpenArchive(dir string) (*Archive, error) {
	if dir == "" {
		return &Archive{files: newMemoryFiles(), id: randomID()}, nil
	}
	f, err := newDirFiles(dir)
	if err != nil {
		return nil, fmt.Errorf("open archive %s: %w", dir, err)
	}
	if !f.exists("id") {
		if err := f.write("id", []byte(randomID())); err != nil {
			return nil, fmt.Errorf("open archive %s: %w", dir, err)
		}
	}
	id, err := f.read("id")
	if err != nil {
		return nil, fmt.Errorf("open archive %s: %w", dir, err)
	}
	return &Archive{files: f, id: string(id)}, nil
}

func randomID() string {
	b := make([]byte, 8)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// ID tells this archive from others for good.
func (a *Archive) ID() string { return a.id }

// keptHeaders are the headers that a page is kept with: validators, what extraction and paging read, no cookies.
var keptHeaders = []string{
	"Content-Type", "Content-Language", "Etag", "Last-Modified", "Cache-Control", "Date", "Link",
	"X-Wp-Total", "X-Wp-Totalpages",
}

func bodyName(hash string) string { return "pages/" + hash[:2] + "/" + hash[2:] + ".gz" }

func entryName(url string) string {
	sum := sha256.Sum256([]byte(url))
	h := hex.EncodeToString(sum[:])
	return "index/" + h[:2] + "/" + h[2:] + ".json"
}

// Put keeps a page under its URL and its final URL.
func (a *Archive) Put(p *Page) error {
	if !a.files.exists(bodyName(p.Hash)) {
		var z bytes.Buffer
		w, err := gzip.NewWriterLevel(&z, gzip.BestSpeed)
		if err != nil {
			return err
		}
		if _, err := w.Write(p.Body); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		if err := a.files.write(bodyName(p.Hash), z.Bytes()); err != nil {
			return err
		}
	}
	e := Entry{
		URL: p.URL, FinalURL: p.FinalURL, FetchedAt: p.FetchedAt, Hash: p.Hash, Size: len(p.Body), Robots: p.Robots, Rendered: p.Rendered,
		Header: http.Header{},
	}
	for _, k := range keptHeaders {
		if v := p.Header.Values(k); len(v) > 0 {
			e.Header[k] = v
		}
	}
	return a.putEntry(e)
}

func (a *Archive) putEntry(e Entry) error {
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if e.FinalURL != e.URL {
		if err := a.files.write(entryName(e.FinalURL), text); err != nil {
			return err
		}
	}
	return a.files.write(entryName(e.URL), text)
}

// Entry returns what is known about a URL, or market.ErrNotFound.
func (a *Archive) Entry(url string) (Entry, error) {
	var e Entry
	text, err := a.files.read(entryName(url))
	if err == nil {
		err = json.Unmarshal(text, &e)
	}
	if err != nil || len(e.Hash) != 2*sha256.Size {
		return Entry{}, fmt.Errorf("archive has no %s: %w", url, market.ErrNotFound)
	}
	return e, nil
}

// Body returns the bytes with the hash, or market.ErrNotFound; a damaged file counts as not there.
func (a *Archive) Body(hash string) ([]byte, error) {
	missing := fmt.Errorf("archive has no page %s: %w", hash, market.ErrNotFound)
	if len(hash) != 2*sha256.Size {
		return nil, missing
	}
	z, err := a.files.read(bodyName(hash))
	if err != nil {
		return nil, missing
	}
	r, err := gzip.NewReader(bytes.NewReader(z))
	if err != nil {
		return nil, missing
	}
	body, err := io.ReadAll(io.LimitReader(r, maxArchived))
	if err != nil || Hash(body) != hash {
		return nil, missing
	}
	return body, nil
}

// maxArchived bounds what is read back; no page larger than the body limit of a feed was ever written.
const maxArchived = 1 << 30

// Validators returns the conditional headers for a URL whose body the archive holds, else nil.
func (a *Archive) Validators(url string) http.Header {
	e, err := a.Entry(url)
	if err != nil || e.FinalURL != url || !a.files.exists(bodyName(e.Hash)) {
		return nil
	}
	h := http.Header{}
	if v := e.Header.Get("Etag"); v != "" {
		h.Set("If-None-Match", v)
	}
	if v := e.Header.Get("Last-Modified"); v != "" {
		h.Set("If-Modified-Since", v)
	}
	return h
}

// Keep returns a Fetcher that asks next and keeps what it brings; after a 304 the page is the archive's, with
// NotModified set. Failures go to the audit file alone.
func (a *Archive) Keep(next Fetcher, clock Clock) Fetcher {
	return Func(func(ctx context.Context, url string) (*Page, error) {
		page, err := next.Fetch(ctx, url)
		if err == nil && page.NotModified {
			if page, err = a.revive(page); err != nil {
				// The kept body is damaged and gone by now, so that this time no condition is sent.
				page, err = next.Fetch(ctx, url)
			}
		}
		if auditErr := a.audit(url, page, err, clock.Now()); auditErr != nil && err == nil {
			return nil, &Error{Outcome: Unreachable, URL: url, Err: fmt.Errorf("keep the page: %w", auditErr)}
		}
		if err != nil {
			return nil, err
		}
		if !page.NotModified {
			if err := a.Put(page); err != nil {
				return nil, &Error{Outcome: Unreachable, URL: url, Err: fmt.Errorf("keep the page: %w", err)}
			}
		}
		return page, nil
	})
}

// revive fills a 304 with the kept body and moves the entry's time on.
func (a *Archive) revive(p *Page) (*Page, error) {
	e, err := a.Entry(p.FinalURL)
	if err != nil {
		return nil, err
	}
	body, err := a.Body(e.Hash)
	if err != nil {
		return nil, errors.Join(err, a.files.remove(bodyName(e.Hash)))
	}
	out := *p
	out.Body, out.Hash, out.Header = body, e.Hash, e.Header
	e.URL, e.FetchedAt, e.Robots = p.URL, p.FetchedAt, p.Robots
	return &out, a.putEntry(e)
}

func (a *Archive) audit(url string, p *Page, err error, now time.Time) error {
	line := Asked{At: now.UTC(), URL: url, Outcome: OutcomeOf(err)}
	if err != nil {
		if e, ok := errors.AsType[*Error](err); ok && e.Err != nil {
			line.Detail = e.Err.Error()
		}
	} else {
		line.Hash, line.Robots = p.Hash, p.Robots
		if p.NotModified {
			line.Outcome = NotModified
		}
	}
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	return a.files.append("audit/"+line.At.Format(time.DateOnly)+".jsonl", append(text, '\n'))
}

// Replay returns a Fetcher that knows only what the archive holds: pages can be read again without the network.
func (a *Archive) Replay() Fetcher {
	return Func(func(_ context.Context, url string) (*Page, error) {
		p, err := a.Page(url)
		if err != nil {
			return nil, &Error{Outcome: NotArchived, URL: url, Err: err}
		}
		return p, nil
	})
}

// Page returns the newest page kept for a URL, or market.ErrNotFound.
func (a *Archive) Page(url string) (*Page, error) {
	e, err := a.Entry(url)
	if err != nil {
		return nil, err
	}
	body, err := a.Body(e.Hash)
	if err != nil {
		return nil, err
	}
	return &Page{
		URL: url, FinalURL: e.FinalURL, Status: http.StatusOK, Header: e.Header, Body: body, FetchedAt: e.FetchedAt,
		Hash: e.Hash, Robots: e.Robots, Rendered: e.Rendered,
	}, nil
}
