package scraper

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"shelfwise/market"
	"shelfwise/scraper/extract"
)

// Suggestion is a site profile proposed from saved pages, and how it agrees with what the general extractor reads.
type Suggestion struct {
	Profile *Profile            // parsed from Text
	Text    string              // YAML, with the agreement as comments
	Fields  []extract.Agreement // field by field
}

// SuggestProfile proposes a profile for the site of some saved pages. Pages that name no address (neither Page.URL nor a
// canonical link) make the start page unknown; the text then holds a place to fill in. It is market.ErrInvalid where
// nothing can be read from the pages.
func SuggestProfile(pages []extract.Page) (Suggestion, error) {
	got := extract.Suggest(pages)
	if len(got.Fields) == 0 {
		return Suggestion{}, fmt.Errorf("profile: nothing is for sale on these pages: %w", market.ErrInvalid)
	}
	s := Suggestion{Fields: got.Fields, Text: profileText(got)}
	p, err := ParseProfile("suggested.yaml", []byte(s.Text))
	if err != nil {
		return s, errors.Join(errors.New("profile: the suggested text does not parse"), err)
	}
	s.Profile = p
	return s, nil
}

// profileText writes a profile as YAML, its agreement first.
func profileText(got extract.Suggested) string {
	var b strings.Builder
	host := "shop.example"
	if len(got.Hosts) > 0 {
		host = got.Hosts[0]
	}
	b.WriteString("# Proposed from saved pages; check it, then collect with it. What each place reads against the general extractor:\n")
	for _, a := range got.Fields {
		where := a.Where
		if where == "" {
			where = "no place that agrees: left to the general extractor"
		}
		fmt.Fprintf(&b, "#   %-18s %4d of %-4d  %s\n", a.Field, a.Agree, a.Read, strings.ReplaceAll(where, "\n", " "))
	}
	name := strings.ReplaceAll(strings.TrimPrefix(host, "www."), ":", "-")
	fmt.Fprintf(&b, "name: %s\nkind: html\nstart:\n", strconv.Quote(name))
	starts := got.Lists
	if len(starts) == 0 || !strings.HasPrefix(starts[0], "http") {
		starts = []string{"https://" + host + "/"}
	}
	for _, u := range starts[:min(len(starts), 10)] {
		if strings.HasPrefix(u, "http") {
			fmt.Fprintf(&b, "  - %s\n", strconv.Quote(u))
		}
	}
	scalar(&b, "", "locale", got.Profile.Locale)
	scalar(&b, "", "country", got.Profile.Country)
	scalar(&b, "", "currency", got.Profile.Currency)
	fmt.Fprintf(&b, "pace: %v # between two requests to the site; a longer Crawl-delay of its robots.txt wins\n", DefaultPace)
	if got.Profile.Tile != "" || got.Profile.NextPage != "" {
		b.WriteString("category:\n")
		scalar(&b, "  ", "tile", got.Profile.Tile)
		places(&b, "  ", "fields", got.Profile.Tiles)
		scalar(&b, "  ", "next", got.Profile.NextPage)
	}
	v := got.Profile.Variants
	if len(got.Profile.Selectors)+len(got.Profile.JSONPaths) > 0 || v.Select != "" {
		b.WriteString("product:\n")
		places(&b, "  ", "fields", got.Profile.Selectors)
		places(&b, "  ", "json", got.Profile.JSONPaths)
		if v.Select != "" {
			b.WriteString("  variants:\n")
			scalar(&b, "    ", "select", v.Select)
			places(&b, "    ", "options", v.Options)
			places(&b, "    ", "fields", v.Fields)
		}
	}
	return b.String()
}

func scalar(b *strings.Builder, indent, key, value string) {
	if value != "" {
		fmt.Fprintf(b, "%s%s: %s\n", indent, key, strconv.Quote(value))
	}
}

func places(b *strings.Builder, indent, key string, fields map[string][]string) {
	if len(fields) == 0 {
		return
	}
	fmt.Fprintf(b, "%s%s:\n", indent, key)
	for _, f := range slices.Sorted(maps.Keys(fields)) {
		for _, where := range fields[f] {
			fmt.Fprintf(b, "%s  %s: %s\n", indent, f, strconv.Quote(where))
		}
	}
}
