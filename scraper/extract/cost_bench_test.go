//go:build unix

package extract_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"shelfwise/fixtures/shared"
	"shelfwise/scraper/extract"
)

// BenchmarkCost measures what extraction adds to parsing (issue 3, point 10): each round parses and extracts
// every page in turn, and processor time is counted, so that other load hits both alike. added/parse is
// (extraction - goquery) / goquery.
func BenchmarkCost(b *testing.B) {
	for _, kind := range []string{"", extract.KindProduct, extract.KindCategory, extract.KindOther} {
		b.Run("real/"+kind, func(b *testing.B) {
			dir := shared.Path(b, "data", "pages")
			var pages []extract.Page
			for _, l := range labels(b, dir) {
				if kind != "" && l.Kind != kind {
					continue
				}
				body, err := os.ReadFile(filepath.Join(dir, l.File))
				if err != nil {
					b.Fatal(err)
				}
				pages = append(pages, extract.Page{URL: l.URL, Body: body})
			}
			cost(b, pages)
		})
	}
	b.Run("product", func(b *testing.B) { cost(b, []extract.Page{generatedProduct(300)}) })
	b.Run("category", func(b *testing.B) { cost(b, []extract.Page{generatedCategory(120)}) })
}

func cost(b *testing.B, pages []extract.Page) {
	var parse, whole time.Duration
	size := 0
	for range b.N {
		for _, p := range pages {
			size += len(p.Body)
			start := spent(b)
			if _, err := goquery.NewDocumentFromReader(bytes.NewReader(p.Body)); err != nil {
				b.Fatal(err)
			}
			middle := spent(b)
			extract.Extract(p, extract.Options{})
			parse, whole = parse+middle-start, whole+spent(b)-middle
		}
	}
	b.SetBytes(int64(size / b.N))
	b.ReportMetric(float64(whole-parse)/float64(parse), "added/parse")
}

// spent is the processor time that this process has used, of all threads.
func spent(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// generatedProduct is a product page with JSON-LD, a long text and n recommended products.
func generatedProduct(n int) extract.Page {
	var s strings.Builder
	s.WriteString(`<html lang="en"><head><title>Oak desk 120 cm | Shop</title><script type="application/ld+json">{"@type":"Product","name":"Oak desk 120 cm",
"sku":"D-120","offers":{"@type":"Offer","price":"249.00","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script></head>
<body><nav><ul>`)
	for i := range n {
		fmt.Fprintf(&s, `<li class="menu-item level-%d"><a href="/c/%d">Category %d</a></li>`, i%3, i, i)
	}
	s.WriteString(`</ul></nav><main><h1 class="product-title">Oak desk 120 cm</h1><p class="price">€249.00</p><button>Add to cart</button><div class="description">`)
	for i := range n {
		fmt.Fprintf(&s, "<p>Paragraph %d tells of the wood, of the %d screws and of how the desk is put together.</p>\n", i, i)
	}
	s.WriteString(`</div></main><section class="related">`)
	for i := range n / 10 {
		fmt.Fprintf(&s, `<div class="card"><a href="/p/%d"><img src="/i/%d.jpg" alt="Chair %d"></a><h3>Chair number %d</h3><span class="price">€%d.99</span></div>`, i, i, i, i, i+20)
	}
	s.WriteString(`</section></body></html>`)
	return extract.Page{URL: "https://shop.example/p/oak-desk", Body: []byte(s.String())}
}

// generatedCategory is a page of n tiles without structured data.
func generatedCategory(n int) extract.Page {
	var s strings.Builder
	s.WriteString(`<html lang="en"><head><title>Lamps | Shop</title></head><body><h1>Lamps</h1><ul class="grid">`)
	for i := range n {
		fmt.Fprintf(&s, `<li class="tile"><a href="/p/%d"><img src="/i/%d.jpg" alt="Lamp %d"></a><h2 class="name"><a href="/p/%d">Lamp model %d brass</a></h2>
<div class="rating" title="4.%d out of 5 stars">(%d)</div><del>$%d.00</del> <span class="price">$%d.99</span><button>Add to cart</button></li>`, i, i, i, i, i, i%10, 3*i, i+40, i+20)
	}
	s.WriteString(`</ul><a rel="next" href="?page=2">Next</a></body></html>`)
	return extract.Page{URL: "https://shop.example/c/lamps", Body: []byte(s.String())}
}
