package scraper

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"shelfwise/scraper/extract"
	"shelfwise/scraper/fetch"
)

// maxLinks bounds the links taken from one page.
const maxLinks = 5000

// links returns the pages that a category page leads to: its next pages, further categories, and the products, by the
// profile's rules or else by the tiles found. doc is the page as extraction parsed it; nil: it is no HTML, or the profile
// has no rules.
func (s *sourceRun) links(page *fetch.Page, doc *goquery.Document, found extract.Result) []link {
	base, err := url.Parse(page.FinalURL)
	if err != nil {
		return nil
	}
	out := collection{base: base, seen: map[link]bool{}}
	for _, next := range found.NextPages {
		out.add(jobCategory, next, s.p.mayAsk)
	}
	rules := s.p.Links.Select
	if doc != nil {
		if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
			if u, err := base.Parse(href); err == nil {
				out.base = u
			}
		}
		out.sel(doc, jobCategory, s.p.Category.Links, s.p.isCategory)
		if s.p.follow() {
			out.sel(doc, jobProduct, rules, s.p.isProduct)
		}
	}
	if s.p.follow() && len(rules) == 0 {
		for _, tile := range found.Listings {
			out.add(jobProduct, tile.URL, s.p.isProduct)
		}
	}
	return out.links
}

// collection gathers links once each, in page order.
type collection struct {
	base  *url.URL
	seen  map[link]bool
	links []link
	most  int // 0: maxLinks
}

func (c *collection) sel(doc *goquery.Document, kind string, selectors []string, ok func(*url.URL) bool) {
	for _, sel := range selectors {
		doc.Find(sel).Each(func(_ int, n *goquery.Selection) {
			href, has := n.Attr("href")
			if !has {
				href, has = n.Find("a[href]").First().Attr("href")
			}
			if has {
				c.add(kind, href, ok)
			}
		})
	}
}

func (c *collection) add(kind, href string, ok func(*url.URL) bool) {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") || len(c.links) >= cmp.Or(c.most, maxLinks) {
		return
	}
	u, err := c.base.Parse(href)
	if err != nil || u.User != nil {
		return
	}
	clean(u)
	l := link{kind: kind, url: u.String()}
	if c.seen[l] || !ok(u) {
		return
	}
	c.seen[l] = true
	c.links = append(c.links, l)
}

// clean takes from a URL what makes one page look like several: the fragment and the marks of campaigns.
func clean(u *url.URL) {
	u.Fragment, u.RawFragment = "", ""
	u.Host = strings.ToLower(u.Host)
	if u.RawQuery == "" {
		return
	}
	var kept []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, _, _ := strings.Cut(part, "=")
		switch key = strings.ToLower(key); {
		case strings.HasPrefix(key, "utm_"), key == "gclid", key == "fbclid", key == "msclkid":
		default:
			kept = append(kept, part)
		}
	}
	u.RawQuery = strings.Join(kept, "&")
}
