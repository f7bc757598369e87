package scraper

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"shelfwise/scraper/fetch"
)

const (
	// maxSitemap is the most that a sitemap may hold once decompressed (sitemaps.org).
	maxSitemap = 50 << 20
	// maxSitemapLinks is the most entries of one sitemap (sitemaps.org).
	maxSitemapLinks = 50_000
	// fewEntries is the number of entries under which nothing is said of a sitemap's times.
	fewEntries = 20
)

// readSitemap takes the product pages and further sitemaps from a sitemap (sitemaps.org), compressed or not. Of a sitemap
// that breaks off or is too long the good part is kept, and an issue says so.
func (s *sourceRun) readSitemap(page *fetch.Page) ([]link, error) {
	bad := func(err error) error { return &fetch.Error{Outcome: fetch.BadContent, URL: page.URL, Err: err} }
	base, err := url.Parse(page.FinalURL)
	if err != nil {
		return nil, bad(err)
	}
	if base.Path == "/robots.txt" {
		return s.namedSitemaps(base, page), nil
	}
	var body io.Reader = bytes.NewReader(page.Body)
	if bytes.HasPrefix(page.Body, []byte{0x1f, 0x8b}) {
		if body, err = gzip.NewReader(body); err != nil {
			return nil, bad(err)
		}
	}
	sized := &io.LimitedReader{R: body, N: maxSitemap}
	m := sitemap{s: s, out: collection{base: base, seen: map[link]bool{}, most: maxSitemapLinks}, kind: jobProduct, ok: s.p.isProduct}
	err = m.read(sized)
	switch {
	case sized.N <= 0:
		err = fmt.Errorf("only its first %d MB are read", maxSitemap>>20)
	case err == nil && m.entries > maxSitemapLinks:
		err = fmt.Errorf("only %d of its %d entries are read", maxSitemapLinks, m.entries)
	}
	if err != nil && len(m.out.links) == 0 {
		return nil, bad(err)
	}
	if err != nil {
		s.report.issue(Issue{URL: page.URL, Reason: "sitemap: " + err.Error()})
	}
	m.judgeTimes(page)
	return m.out.links, nil
}

// namedSitemaps are those that a robots.txt names in its Sitemap lines (RFC 9309, 2.2.4), on hosts that the profile names.
func (s *sourceRun) namedSitemaps(base *url.URL, page *fetch.Page) []link {
	out := collection{base: base, seen: map[link]bool{}}
	for _, u := range fetch.ParseRobots(page.Body, "").Sitemaps() {
		out.add(jobSitemap, u, s.p.mayAsk)
	}
	if len(out.links) == 0 {
		s.report.issue(Issue{URL: page.URL, Reason: "robots.txt names no sitemap of the profile's hosts"})
	}
	return out.links
}

// sitemap is a sitemap being read.
type sitemap struct {
	s    *sourceRun
	out  collection
	kind string // of what it lists
	ok   func(*url.URL) bool

	path         []string // of open elements
	loc, lastmod string   // of the entry being read
	entries      int
	timed, fresh int // entries with a lastmod; entries whose lastmod is of the day before the reading
}

func (m *sitemap) read(r io.Reader) error {
	d := xml.NewDecoder(r)
	d.Strict, d.CharsetReader = false, charset.NewReaderLabel
	var text strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			m.entry() // its address may have been read whole
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "sitemapindex" {
				m.kind, m.ok = jobSitemap, m.s.p.mayAsk
			}
			m.path = append(m.path, t.Name.Local)
			text.Reset()
		case xml.CharData:
			if text.Len() < 1<<16 {
				text.Write(t)
			}
		case xml.EndElement:
			m.end(strings.TrimSpace(text.String()))
			text.Reset()
		}
	}
}

// end takes the text of the element that ends. Only an entry's own count: an image in it has an address of its own.
func (m *sitemap) end(text string) {
	n := len(m.path)
	if n == 0 {
		return
	}
	name, parent := m.path[n-1], ""
	if n > 1 {
		parent = m.path[n-2]
	}
	m.path = m.path[:n-1]
	entry := parent == "url" || parent == "sitemap"
	switch {
	case name == "url" || name == "sitemap":
		m.entry()
	case entry && name == "loc" && m.loc == "":
		m.loc = text
	case entry && name == "lastmod":
		m.lastmod = text
	}
}

// entry takes the entry that was read.
func (m *sitemap) entry() {
	loc, changed := m.loc, lastmod(m.lastmod)
	m.loc, m.lastmod = "", ""
	if loc == "" {
		return
	}
	m.entries++
	now := m.s.c.cfg.Now()
	if !changed.IsZero() {
		m.timed++
		if now.Sub(changed) < 24*time.Hour {
			m.fresh++
		}
	}
	before := len(m.out.links)
	m.out.add(m.kind, loc, m.ok)
	if len(m.out.links) > before && m.kind == jobProduct {
		l := &m.out.links[before]
		l.kept = m.s.unchanged(l.url, changed, now)
	}
}

// judgeTimes says so where a profile trusts the times of a sitemap that are no times of change: all of them new.
func (m *sitemap) judgeTimes(page *fetch.Page) {
	if m.s.p.TrustLastmod > 0 && m.kind == jobProduct && m.entries >= fewEntries && m.fresh*20 >= m.entries*19 {
		m.s.report.issue(Issue{Code: CodeLastmod, URL: page.URL, Reason: fmt.Sprintf(
			"%d of %d entries say that they changed within a day of this reading: the times are the sitemap's own, no request is saved by them", m.fresh, m.entries)})
	}
}

// unchanged returns the kept page, as pageDetail names it, that stands for a page which the sitemap says has not changed
// since it was read; "" where it has to be asked for. A page is never left unread for longer than the profile trusts.
func (s *sourceRun) unchanged(address string, changed, now time.Time) string {
	trust := time.Duration(s.p.TrustLastmod)
	if trust <= 0 || changed.IsZero() || changed.After(now) {
		return ""
	}
	e, err := s.c.archive.Entry(address)
	if err != nil || !e.FetchedAt.After(changed) || now.Sub(e.FetchedAt) >= trust {
		return ""
	}
	if _, err := s.c.archive.Body(e.Hash); err != nil {
		return ""
	}
	return pageDetail(&fetch.Page{Hash: e.Hash, FetchedAt: e.FetchedAt})
}

// lastmod reads a time of a sitemap (a W3C date and time) as the latest moment that it can mean: a day ends last twelve
// hours west of Greenwich. Zero where it names no day.
func lastmod(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			if !strings.Contains(layout, "Z") {
				t = t.Add(12 * time.Hour)
			}
			return t
		}
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t.Add(36 * time.Hour)
	}
	return time.Time{}
}
