package scraper

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"shelfwise/market"
	"shelfwise/scraper/fetch"
)

// CodeTrap is the code of an issue: list pages that lead to ever more list pages with nothing new on them.
const CodeTrap = "paging_trap"

// barrenPages is how many list pages of one shape in a row may bring nothing new before no more of them are asked for:
// calendars, filters of filters, a shop that answers every page number with the last page.
const barrenPages = 25

// shapeOf is what list pages of one kind have in common: the address without its numbers and without the values of its
// query.
func shapeOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	var b strings.Builder
	b.WriteString(u.Host)
	inNumber := false
	for _, r := range u.Path {
		if r >= '0' && r <= '9' {
			if !inNumber {
				b.WriteByte('#')
			}
			inNumber = true
			continue
		}
		inNumber = false
		b.WriteRune(r)
	}
	if keys := slices.Sorted(maps.Keys(u.Query())); len(keys) > 0 {
		b.WriteString("?" + strings.Join(keys, "&"))
	}
	return b.String()
}

// barren notes what a list page brought, and takes out the links to list pages of which too many brought nothing new.
func (s *sourceRun) barren(job market.Job, links []link, more bool) []link {
	for _, l := range links {
		more = more || l.kind == jobProduct && !s.known[jobID(l)]
	}
	shape := shapeOf(job.URL)
	s.fruitless[shape]++
	if more {
		s.fruitless[shape] = 0
	}
	return slices.DeleteFunc(links, func(l link) bool {
		return l.kind == jobCategory && !s.known[jobID(l)] && s.trapped(l.url) != nil
	})
}

// trapped returns the error of a list page that is not asked for, nil where it may be.
func (s *sourceRun) trapped(address string) error {
	shape := shapeOf(address)
	if s.fruitless[shape] < barrenPages {
		return nil
	}
	why := fmt.Sprintf("%d list pages in a row like %s brought nothing new", barrenPages, shape)
	if !s.told[shape] {
		s.told[shape] = true
		s.report.issue(Issue{
			Code: CodeTrap, URL: address, Reason: why + ": no more of them are asked for",
			Advice: "where they do hold products, give the profile what leads to them (category.match, category.next) or a sitemap",
		})
	}
	return &fetch.Error{Outcome: NotAsked, URL: address, Err: errors.New(why)}
}
