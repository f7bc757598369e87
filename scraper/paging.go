package scraper

import (
	"net/url"
	"strconv"
	"strings"

	"shelfwise/market"
	"shelfwise/scraper/fetch"
)

// shopifyStart turns a shop's or a collection's address into that of its products.json.
func shopifyStart(start string) string {
	return apiStart(start, ".json", "/products.json", "limit", "250")
}

// wooStart turns a shop's address into that of its Store API's products.
func wooStart(start string) string {
	return apiStart(start, "/products", "/wp-json/wc/store/v1/products", "per_page", "100")
}

// apiStart completes an address: the path, unless it has the suffix already, and the page size, unless one is given.
func apiStart(start, suffix, path, sizeKey, size string) string {
	u, err := url.Parse(start)
	if err != nil {
		return start // the profile was checked; an address that is none fails when it is asked for
	}
	if !strings.HasSuffix(u.Path, suffix) {
		u.Path = strings.TrimRight(u.Path, "/") + path
	}
	q := u.Query()
	if !q.Has(sizeKey) {
		q.Set(sizeKey, size)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// wooVariations returns the first page of a shop's variations, which the Store API leaves out of its products.
func wooVariations(job market.Job) []link {
	u, err := url.Parse(job.URL)
	if err != nil || u.Query().Get("type") != "" {
		return nil
	}
	q := u.Query()
	q.Set("type", "variation")
	q.Del("page")
	u.RawQuery = q.Encode()
	return []link{{kind: job.Kind, url: u.String()}}
}

// nextFeedPage returns the page after a page of a feed that had listings; feeds that are one file have none. The Woo
// Store API says how many there are; products.json ends with an empty page.
func nextFeedPage(kind string, job market.Job, page *fetch.Page) []link {
	if kind != KindShopify && kind != KindWoo {
		return nil
	}
	u, err := url.Parse(job.URL)
	if err != nil {
		return nil
	}
	q := u.Query()
	n, err := strconv.Atoi(q.Get("page"))
	if err != nil || n < 1 {
		n = 1
	}
	if total, err := strconv.Atoi(page.Header.Get("X-Wp-Totalpages")); err == nil && n >= total {
		return nil
	}
	q.Set("page", strconv.Itoa(n+1))
	u.RawQuery = q.Encode()
	return []link{{kind: job.Kind, url: u.String()}}
}
