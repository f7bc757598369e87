package scraper

import (
	"time"

	"shelfwise/market"
	"shelfwise/scraper/extract"
)

// htmlReader reads pages: extract turns a page into what it shows, normalise turns that into market values.
type htmlReader struct {
	extract   func(extract.Page, extract.Options) extract.Result
	normalise func(extract.Result, string, time.Time, market.Provenance) ([]market.Series, []extract.Issue)
}
