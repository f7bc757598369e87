package scraper

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"shelfwise/market"
	"shelfwise/scraper/extract"
	"shelfwise/scraper/feed"
	"shelfwise/scraper/fetch"
)

// startJobs are the pages that a source's run begins with.
func (p *Profile) startJobs() []link {
	var out []link
	for _, u := range p.Start {
		out = append(out, startLink(p.Kind, u, jobFeed))
	}
	for _, u := range p.Sitemaps {
		out = append(out, link{kind: jobSitemap, url: u})
	}
	if p.Check != nil {
		for _, u := range p.Check.Start {
			out = append(out, startLink(p.Check.Kind, u, jobCheck))
		}
	}
	return out
}

func startLink(kind, start, feedJob string) link {
	switch kind {
	case KindHTML:
		if feedJob == jobFeed {
			return link{kind: jobCategory, url: start}
		}
	case KindShopify:
		return link{kind: feedJob, url: shopifyStart(start)}
	case KindWoo:
		return link{kind: feedJob, url: wooStart(start)}
	}
	return link{kind: feedJob, url: start}
}

// startURLs are all URLs that the profile itself names.
func (p *Profile) startURLs() []string {
	var out []string
	for _, l := range p.startJobs() {
		out = append(out, l.url)
	}
	return out
}

// read takes from a page what it has: listings into the stage, and links for further jobs. The error is an *fetch.Error
// where the page is not what it should be.
func (s *sourceRun) read(job market.Job, page *fetch.Page) ([]link, error) {
	switch job.Kind {
	case jobSitemap:
		return s.readSitemap(page)
	case jobFeed:
		return s.readFeed(job, page, s.p.Kind)
	case jobCheck:
		return s.readFeed(job, page, s.p.Check.Kind)
	}
	return s.readHTML(job, page)
}

func (s *sourceRun) readHTML(job market.Job, page *fetch.Page) ([]link, error) {
	if err := fetch.Classify(page, fetch.WantPage); err != nil {
		return nil, err
	}
	if job.Kind == jobProduct && sentHome(page) {
		return nil, &fetch.Error{Outcome: fetch.SoftNotFound, URL: job.URL, Err: errors.New("the address leads to the front page")}
	}
	kind := extract.KindProduct
	if job.Kind == jobCategory {
		kind = extract.KindCategory
	}
	var doc *goquery.Document
	options := extract.Options{Kind: kind, Profile: s.p.Extraction()}
	if job.Kind == jobCategory && len(s.p.Links.Select)+len(s.p.Category.Links) > 0 {
		options.Visit = func(parsed *goquery.Document) { doc = parsed }
	}
	source := extract.Page{URL: page.FinalURL, Body: page.Body, ContentType: page.ContentType(), Hash: page.Hash}
	result := extract.Extract(source, options)
	as := job.Kind
	if as == jobCategory && !s.p.follow() && (len(result.Listings) == 0 || s.p.Category.Tile == "" && slices.Contains(s.p.Start, job.URL)) {
		// A start may be one product's page, whose tiles are only what it recommends.
		product := extract.Extract(source, extract.Options{Profile: s.p.Extraction()})
		if product.Kind == extract.KindProduct && (len(result.Listings) == 0 || markedUp(product)) {
			result, as = product, jobProduct
		}
	}
	var links []link
	if job.Kind == jobCategory {
		links = s.links(page, doc, result)
	}
	if job.Kind == jobCategory && s.p.follow() {
		if len(links) == 0 && len(result.Listings) == 0 {
			return nil, &fetch.Error{Outcome: NoListing, URL: job.URL, Err: errors.New("no tile and no link to follow was found")}
		}
		return s.barren(job, links, false), nil
	}
	found, issues := extract.Normalise(result, s.p.Name, page.FetchedAt, provenance(page))
	for _, i := range issues {
		s.report.issue(Issue{URL: job.URL, Field: i.Field, Text: i.Text, Reason: i.Reason})
	}
	had := s.stage.len()
	s.stage.add(found, as, &s.report)
	if job.Kind == jobCategory {
		links = s.barren(job, links, s.stage.len() > had)
	}
	if len(found) == 0 && len(links) == 0 {
		return nil, &fetch.Error{Outcome: NoListing, URL: job.URL, Err: errors.New(why(result, issues))}
	}
	return links, nil
}

// markedUp reports whether the page's own markup gives the price of its product: then it is no list, whatever tiles it shows.
func markedUp(r extract.Result) bool {
	if len(r.Listings) == 0 || r.Listings[0].Price == nil {
		return false
	}
	switch r.Listings[0].Evidence["price"].By {
	case "json-ld", "microdata", "rdfa", "meta":
		return true
	}
	return false
}

// why says in one line why a page gave no listing.
func why(r extract.Result, more []extract.Issue) string {
	for _, i := range append(r.Issues, more...) {
		return "no listing was found: " + strings.TrimSpace(i.Field+" "+i.Reason)
	}
	return "no listing was found"
}

func provenance(p *fetch.Page) market.Provenance {
	return market.Provenance{PageURL: p.FinalURL, PageHash: p.Hash, FetchedAt: p.FetchedAt, Robots: p.Robots}
}

// sentHome reports whether a deep address was redirected to the front page, as shops do with products that are gone.
func sentHome(p *fetch.Page) bool {
	from, err1 := url.Parse(p.URL)
	to, err2 := url.Parse(p.FinalURL)
	return err1 == nil && err2 == nil && strings.Trim(to.Path, "/") == "" && to.RawQuery == "" &&
		strings.Trim(from.Path, "/") != ""
}

// readFeed reads a page of a feed and finds the next.
func (s *sourceRun) readFeed(job market.Job, page *fetch.Page, kind string) ([]link, error) {
	want := fetch.WantText
	if kind == KindShopify || kind == KindWoo {
		want = fetch.WantJSON
	}
	if err := fetch.Classify(page, want); err != nil {
		return nil, err
	}
	var layout feed.Layout
	found, rowErrors, err := feed.Listings(bytes.NewReader(page.Body), formatOf(kind, page), feed.Options{
		Source: s.p.Name, Currency: s.p.Currency, BaseURL: page.FinalURL, ObservedAt: page.FetchedAt,
		Extractor: kind, Layout: &layout,
	})
	if layout.Foreign() {
		if s.report.Layouts == nil {
			s.report.Layouts = map[string]*feed.Layout{}
		}
		s.report.Layouts[job.URL] = &layout
	}
	if err != nil {
		return nil, &fetch.Error{Outcome: fetch.BadContent, URL: job.URL, Err: err}
	}
	var links []link
	for _, e := range rowErrors {
		if kind == KindWoo && e.Field == feed.WooRange {
			links = wooVariations(job)
		}
		s.report.issue(Issue{URL: job.URL, Field: e.Field, Text: e.Value, Reason: e.Error()})
	}
	for i := range found {
		for j := range found[i].Observations {
			p := provenance(page)
			p.Fields = found[i].Observations[j].Provenance.Fields
			found[i].Observations[j].Provenance = p
		}
	}
	s.stage.add(found, job.Kind, &s.report)
	if len(found) == 0 {
		if len(rowErrors) > 0 {
			return nil, &fetch.Error{Outcome: NoListing, URL: job.URL, Err: fmt.Errorf("none of %d rows can be read", len(rowErrors))}
		}
		return nil, nil // the page after the last
	}
	if s.repeats(page) {
		return nil, nil
	}
	return append(links, nextFeedPage(kind, job, page)...), nil
}

// repeats reports whether the run has seen this very body under another address: a shop that ignores the page number.
func (s *sourceRun) repeats(p *fetch.Page) bool {
	if url, ok := s.bodies[p.Hash]; ok && url != p.URL {
		return true
	}
	s.bodies[p.Hash] = p.URL
	return false
}

func formatOf(kind string, p *fetch.Page) feed.Format {
	switch kind {
	case KindShopify:
		return feed.Shopify
	case KindWoo:
		return feed.Woo
	case KindCSV:
		return feed.CSV
	}
	name := p.FinalURL
	if u, err := url.Parse(name); err == nil {
		name = u.Path
	}
	return feed.Detect(name, p.Body[:min(len(p.Body), 4096)])
}
