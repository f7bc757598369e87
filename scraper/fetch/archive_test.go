package fetch

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
)

// TestF03Conditional: the second time the server is asked with the validators it gave; a 304 brings the kept page.
func TestF03Conditional(t *testing.T) {
	for name, dir := range map[string]string{"memory": "", "folder": t.TempDir()} {
		t.Run(name, func(t *testing.T) {
			c := newFakeClock()
			s := newSite(t, c.clock(), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("ETag", `"v1"`)
				w.Header().Set("Last-Modified", "Sun, 22 Nov 2026 11:00:00 GMT")
				w.Header().Set("Set-Cookie", "id=7")
				if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") == "Sun, 22 Nov 2026 11:00:00 GMT" {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				_, _ = w.Write([]byte("<p>19.99</p>"))
			}))
			a, err := OpenArchive(dir)
			if err != nil {
				t.Fatal(err)
			}
			h := NewHTTP(HTTPOptions{Guard: NewGuard(s.host()), Clock: c.clock(), Validators: a.Validators})
			defer h.Close()
			f := a.Keep(h, c.clock())
			first, err := f.Fetch(t.Context(), s.URL+"/p")
			if err != nil || first.NotModified {
				t.Fatalf("first Fetch = %+v, %v", first, err)
			}
			if err := c.clock().Sleep(t.Context(), time.Hour); err != nil {
				t.Fatal(err)
			}
			second, err := f.Fetch(t.Context(), s.URL+"/p")
			if err != nil || !second.NotModified || !bytes.Equal(second.Body, first.Body) || second.Hash != first.Hash {
				t.Fatalf("second Fetch = %+v, %v; want the kept page", second, err)
			}
			if got := second.FetchedAt.Sub(first.FetchedAt); got != time.Hour {
				t.Errorf("FetchedAt moved by %v; want 1h", got)
			}
			if second.ContentType() != "text/html; charset=utf-8" {
				t.Errorf("ContentType = %q; want the kept one", second.ContentType())
			}
			if log := s.asked("/p"); log[0].header.Get("If-None-Match") != "" || log[1].header.Get("If-None-Match") != `"v1"` {
				t.Errorf("If-None-Match: first %q, second %q", log[0].header.Get("If-None-Match"), log[1].header.Get("If-None-Match"))
			}
			replayed, err := a.Replay().Fetch(t.Context(), s.URL+"/p")
			if err != nil || !bytes.Equal(replayed.Body, first.Body) || !replayed.FetchedAt.Equal(second.FetchedAt) {
				t.Errorf("Replay = %+v, %v; want the kept page", replayed, err)
			}
			if e, err := a.Entry(s.URL + "/p"); err != nil || e.Header.Get("Set-Cookie") != "" {
				t.Errorf("Entry = %+v, %v; cookies are not kept", e, err)
			}
			if _, err := a.Replay().Fetch(t.Context(), s.URL+"/other"); OutcomeOf(err) != NotArchived {
				t.Errorf("Replay of an unknown page = %v; want %s", err, NotArchived)
			}
		})
	}
}

// TestF03DamagedArchive: a kept body that is damaged is asked for again, without conditions.
func TestF03DamagedArchive(t *testing.T) {
	c := newFakeClock()
	dir := t.TempDir()
	s := newSite(t, c.clock(), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte("body"))
	}))
	a, err := OpenArchive(dir)
	if err != nil {
		t.Fatal(err)
	}
	h := NewHTTP(HTTPOptions{Guard: NewGuard(s.host()), Clock: c.clock(), Validators: a.Validators})
	defer h.Close()
	f := a.Keep(h, c.clock())
	if _, err := f.Fetch(t.Context(), s.URL+"/p"); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, filepath.FromSlash(bodyName(Hash([]byte("body")))))
	if err := os.WriteFile(name, []byte("half a fi"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Body(Hash([]byte("body"))); !errors.Is(err, market.ErrNotFound) {
		t.Errorf("Body of a damaged file = %v; want %v", err, market.ErrNotFound)
	}
	page, err := f.Fetch(t.Context(), s.URL+"/p")
	if err != nil || page.NotModified || string(page.Body) != "body" {
		t.Errorf("Fetch = %+v, %v; want the page anew", page, err)
	}
	if body, err := a.Body(page.Hash); err != nil || string(body) != "body" {
		t.Errorf("Body = %q, %v; want it kept again", body, err)
	}
}

// TestF03Validators: conditions are sent for the address that gave the validators alone.
func TestF03Validators(t *testing.T) {
	a, err := OpenArchive("")
	if err != nil {
		t.Fatal(err)
	}
	p := &Page{URL: "https://a.example/old", FinalURL: "https://a.example/new", Body: []byte("x"), Hash: Hash([]byte("x")), Header: http.Header{"Etag": {`"1"`}}}
	if err := a.Put(p); err != nil {
		t.Fatal(err)
	}
	if h := a.Validators("https://a.example/old"); h != nil {
		t.Errorf("Validators of the redirecting address = %v; want none", h)
	}
	if h := a.Validators("https://a.example/new"); h.Get("If-None-Match") != `"1"` {
		t.Errorf("Validators of the final address = %v", h)
	}
}

// TestF04Audit: every asking is in the audit file with its outcome and the rule it was done under.
func TestF04Audit(t *testing.T) {
	c := newFakeClock()
	dir := t.TempDir()
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", handle(200, nil, "User-agent: *\nAllow: /p/\nDisallow: /closed"))
	mux.HandleFunc("/p/1", handle(200, nil, "page"))
	s := newSite(t, c.clock(), mux)
	a, err := OpenArchive(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := a.Keep(NewRedirects(politeChain(t, c, 0, s), nil), c.clock())
	for _, path := range []string{"/p/1", "/p/2", "/closed/1"} {
		_, _ = f.Fetch(t.Context(), s.URL+path) // the outcomes are what the file is read for
	}
	text, err := os.ReadFile(filepath.Join(dir, "audit", "2026-11-22.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range bytes.Lines(text) {
		var a Asked
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		got = append(got, a.URL[len(s.URL):]+" "+string(a.Outcome)+" "+a.Robots+a.Detail)
	}
	want := []string{"/p/1 ok Allow: /p/", "/p/2 not_found ", "/closed/1 robots_disallowed Disallow: /closed"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("audit file (-want +got):\n%s", d)
	}
}

func TestArchiveFolder(t *testing.T) {
	dir := t.TempDir()
	a, err := OpenArchive(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := OpenArchive(dir)
	if err != nil || a.ID() != b.ID() || a.ID() == "" {
		t.Errorf("two openings of a folder have the ids %q and %q, %v", a.ID(), b.ID(), err)
	}
	p := &Page{URL: "https://a.example/1", FinalURL: "https://a.example/1", Body: bytes.Repeat([]byte("kettle "), 1000), Header: http.Header{}}
	p.Hash = Hash(p.Body)
	if err := a.Put(p); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(bodyName(p.Hash)))); err != nil || info.Size() > 1000 {
		t.Errorf("a body of 7000 bytes is kept in %v, %v; want it compressed", info, err)
	}
	if left, err := os.ReadDir(filepath.Join(dir, "tmp")); err != nil || len(left) != 0 {
		t.Errorf("temporary files are left: %v, %v", left, err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenArchive(file); err == nil {
		t.Error("OpenArchive of a file succeeds")
	}
	for _, hash := range []string{"", "zz", "../../etc/passwd"} {
		if _, err := a.Body(hash); !errors.Is(err, market.ErrNotFound) {
			t.Errorf("Body(%q) = %v; want %v", hash, err, market.ErrNotFound)
		}
	}
}
