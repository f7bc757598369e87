package bench_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"shelfwise/fixtures"
	"shelfwise/scraper/extract"
)

// bundledPages fetches pages of the bundled shops: front pages, and what they link to.
func bundledPages(b *testing.B) [][]byte {
	b.Helper()
	shops, err := fixtures.Start(context.Background(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer shops.Close()
	var pages [][]byte
	for _, start := range shops.URLs() {
		queue, seen := []string{start}, map[string]bool{start: true}
		for got := 0; len(queue) > 0 && got < 25; got++ {
			url := queue[0]
			queue = queue[1:]
			body, err := get(url)
			if err != nil || !bytes.Contains(body, []byte("<html")) {
				continue
			}
			pages = append(pages, body)
			doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
			if err != nil {
				b.Fatal(err)
			}
			doc.Find("a[href^='/']").Each(func(_ int, s *goquery.Selection) {
				next := start[:len(start)-1] + s.AttrOr("href", "")
				if !seen[next] {
					seen[next], queue = true, append(queue, next)
				}
			})
		}
	}
	return pages
}

func get(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// sharedPages are the labelled real pages beside the checkout, none where they are absent.
func sharedPages(b *testing.B) [][]byte {
	b.Helper()
	names, err := filepath.Glob("../../shared/data/pages/*.html")
	if err != nil {
		b.Fatal(err)
	}
	var pages [][]byte
	for i, name := range names {
		if i%8 != 0 { // every eighth is enough
			continue
		}
		body, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, body)
	}
	return pages
}

func BenchmarkExtract(b *testing.B) {
	for _, set := range []struct {
		name  string
		pages func(*testing.B) [][]byte
	}{{"bundled", bundledPages}, {"real", sharedPages}} {
		b.Run(set.name, func(b *testing.B) {
			pages := set.pages(b)
			if len(pages) == 0 {
				b.Skip("no pages")
			}
			size := 0
			for _, p := range pages {
				size += len(p)
			}
			b.Logf("%d pages of %d KB on average", len(pages), size/len(pages)/1024)
			listings := 0
			versus(b, side{"shelfwise", func() error {
				for _, p := range pages {
					listings += len(extract.Extract(extract.Page{Body: p, ContentType: "text/html"}, extract.Options{}).Listings)
				}
				return nil
			}}, side{"goquery-parse-only", func() error {
				for _, p := range pages {
					if _, err := goquery.NewDocumentFromReader(bytes.NewReader(p)); err != nil {
						return err
					}
				}
				return nil
			}})
			if listings == 0 {
				b.Error("no listing was found")
			}
		})
	}
}
