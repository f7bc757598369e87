package extract

import (
	"net/url"
	"strings"
)

// locate settles the page's address, language and country from what the page and its address say.
func (d *document) locate() {
	page, err := url.Parse(strings.TrimSpace(d.page.URL))
	if err != nil {
		page = &url.URL{}
	}
	for _, i := range d.links {
		if attr(d.nodes[i].Node, "rel") == "canonical" && page.Host == "" {
			if u, err := url.Parse(attr(d.nodes[i].Node, "href")); err == nil {
				page = u
			}
		}
	}
	if d.url == nil || d.url.Host == "" {
		d.url = page
	} else if page.Host != "" {
		d.url = page.ResolveReference(d.url)
	}
	if d.lang == "" {
		d.lang = firstOf(d.metas["content-language"], d.metas["og:locale"], d.metas["language"])
	}
	d.lang = strings.TrimSpace(strings.ReplaceAll(strings.Split(d.lang, ",")[0], "_", "-"))
	d.country = country(page, d.lang)
	if d.country == "" {
		d.country = country(&url.URL{}, strings.ReplaceAll(d.metas["og:locale"], "_", "-"))
	}
}

// country reads the country from a domain ("shop.co.uk"), a path or host label ("/en-us/", "ar-sa.shop.com") or,
// last, a language tag with a region.
func country(u *url.URL, lang string) string {
	labels := strings.Split(strings.ToLower(u.Hostname()), ".")
	if last := labels[len(labels)-1]; len(labels) > 1 && len(last) == 2 && !genericCC[last] {
		return ccCountry(last)
	}
	for _, part := range append(strings.Split(strings.ToLower(u.Path), "/"), labels[0]) {
		if r := regionOf(part); r != "" {
			return r
		}
	}
	return regionOf(strings.ToLower(lang))
}

// regionOf reads "en-us" or "en_us" as US, and "" for what is no such pair.
func regionOf(s string) string {
	s = strings.ReplaceAll(s, "_", "-")
	if i := strings.LastIndexByte(s, '-'); i >= 2 && i <= 7 && len(s)-i == 3 && isLower(s[i+1:]) && isLower(s[:2]) {
		return ccCountry(s[i+1:])
	}
	return ""
}

func ccCountry(cc string) string {
	if cc == "uk" {
		return "GB"
	}
	return strings.ToUpper(cc)
}

func isLower(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

// genericCC are country domains that the world uses for other things.
var genericCC = map[string]bool{"io": true, "co": true, "tv": true, "me": true, "ai": true, "cc": true, "ly": true, "to": true, "fm": true, "gg": true, "eu": true}

// firstOf returns the first string that is not empty.
func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
