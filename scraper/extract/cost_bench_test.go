//go:build unix

package extract_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"shelfwise/fixtures/shared"
	"shelfwise/scraper/extract"
)

// BenchmarkCost measures what extraction adds to parsing (issue 3, point 10). Page by page, goquery's parse and the whole of
// Extract take turns, in as many rounds as -benchtime says (5x: five), and processor time is counted, so that other load hits
// both alike. Each begins with a collected heap, so that each pays for its own garbage and for none of the other's.
// added/parse is (extraction - goquery) / goquery, of the sums over the pages: of each page and side the least time counts,
// since all that other load adds is noise. median is the same of the median times.
func BenchmarkCost(b *testing.B) {
	dir := shared.Path(b, "data", "pages")
	for _, kind := range []string{"", extract.KindProduct, extract.KindCategory, extract.KindOther} {
		b.Run("real/"+kind, func(b *testing.B) {
			var c costs
			for _, l := range labels(b, dir) {
				if kind != "" && l.Kind != kind {
					continue
				}
				body, err := os.ReadFile(filepath.Join(dir, l.File))
				if err != nil {
					b.Fatal(err)
				}
				c.measure(b, extract.Page{URL: l.URL, Body: body})
			}
			c.report(b)
		})
	}
	for name, page := range map[string]extract.Page{"product": generatedProduct(300), "category": generatedCategory(120)} {
		b.Run(name, func(b *testing.B) {
			var c costs
			c.measure(b, page)
			c.report(b)
		})
	}
}

// costs are sums over pages.
type costs struct {
	least, median sides
	size          int64 // bytes
}

// sides are the times of goquery's parse and of Extract.
type sides struct{ parse, whole time.Duration }

func (s sides) added() float64 { return float64(s.whole-s.parse) / float64(s.parse) }

// measure adds a page.
func (c *costs) measure(b *testing.B, p extract.Page) {
	parse, whole := make([]time.Duration, b.N), make([]time.Duration, b.N)
	for i := range b.N {
		parse[i] = spent(b, func() {
			if _, err := goquery.NewDocumentFromReader(bytes.NewReader(p.Body)); err != nil {
				b.Fatal(err)
			}
		})
		whole[i] = spent(b, func() { extract.Extract(p, extract.Options{}) })
	}
	slices.Sort(parse)
	slices.Sort(whole)
	c.least = sides{c.least.parse + parse[0], c.least.whole + whole[0]}
	c.median = sides{c.median.parse + parse[b.N/2], c.median.whole + whole[b.N/2]}
	c.size += int64(len(p.Body))
}

func (c *costs) report(b *testing.B) {
	b.SetBytes(c.size)
	b.ReportMetric(c.least.added(), "added/parse")
	b.ReportMetric(c.median.added(), "median")
}

// spent is the processor time of all threads of this process that a call takes, from a collected heap on.
func spent(b *testing.B, call func()) time.Duration {
	b.Helper()
	runtime.GC()
	start := processorTime(b)
	call()
	return processorTime(b) - start
}

func processorTime(b *testing.B) time.Duration {
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
