package extract_test

import (
	"runtime"
	"strings"
	"testing"

	"shelfwise/scraper/extract"
)

// hostile are pages that make a reader work: each repeats what one of its parts looks for.
var hostile = map[string]struct{ head, part, tail string }{
	"deep nesting":       {"<h1>x</h1>", "<div class=price>", ""},
	"prices":             {"<h1>x</h1>", "<p class=price>$1,234.56</p>", ""},
	"struck prices":      {"<h1>x</h1><div class=old-price>", "<span class=price>$12.34</span> ", "</div>"},
	"bare prices":        {"<h1>x</h1>", "<b class=price>12</b>\n", ""},
	"one line of prices": {"<h1>x</h1><p>", "save $1 of $2 ", ""},
	"headings":           {"", "<h1>garden lamp</h1><h2>lamp</h2>", ""},
	"labels":             {"<h1>x</h1>", "<p>SKU: A1234 | EAN: 4006381333931 brand: x</p>", ""},
	"colons":             {"<h1>x</h1>", "<p>a: b: c: d: e: item: f: g: h</p>", ""},
	"buttons":            {"<h1>x</h1>", "<button disabled>add to cart</button>", ""},
	"links":              {"<h1>x</h1>", "<a href=/brand/x>x</a>", ""},
	"tiles":              {"<h1>x</h1><ul>", "<li><a href=/p/1><img>Lamp</a><b>12,99 €</b></li>", "</ul>"},
	"json-ld":            {`<h1>x</h1><script type="application/ld+json">[`, `{"@type":"Product","name":"x","offers":{"price":1}},`, "]</script>"},
	"nested json":        {`<h1>x</h1><script>var price=`, `{"product":[`, "</script>"},
	"braces":             {`<h1>x</h1><script>var price=`, `{"a":{'`, "</script>"},
	"microdata":          {"<h1>x</h1>", `<i itemscope itemtype="http://schema.org/Product"><b itemprop=name>x</b></i>`, ""},
	"open microdata":     {"<h1>x</h1>", `<i itemscope itemtype="http://schema.org/Product" itemprop=offers>`, ""},
	"data attributes":    {"<h1>x</h1>", `<i data-product='{"price":1,"sku":"a","name":"garden lamp with a shade"}'></i>`, ""},
	"ratings":            {"<h1>x</h1>", "<i class=rating>4.5 out of 5 (12 reviews)</i>", ""},
	"spaces":             {"<h1>x</h1><p>", " \u00a0\t\n", "</p>"},
	"class names":        {"<h1>x</h1>", `<i class="price price-old related review stock sku brand title">`, ""},
	"options":            {"<h1>x</h1><select>", "<option>x $12.00</option>", "</select>"},
}

func hostilePage(head, part, tail string, size int) extract.Page {
	body := "<html><head><title>garden lamp</title></head><body>" + head + strings.Repeat(part, size/len(part)) + tail
	return extract.Page{URL: "https://shop.example.com/p/garden-lamp-12345", Body: []byte(body)}
}

// TestF17HostilePagesTakeLinearMemory: twice the page takes about twice the memory, counted, whatever the page repeats;
// the caps on what is looked at may make it less.
func TestF17HostilePagesTakeLinearMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some 20 MB of pages")
	}
	for name, h := range hostile {
		t.Run(name, func(t *testing.T) {
			const size = 300 << 10
			small := allocated(hostilePage(h.head, h.part, h.tail, size))
			large := allocated(hostilePage(h.head, h.part, h.tail, 2*size))
			if large > 3*small || large > 300*2*size {
				t.Errorf("%d bytes of memory for a page of %d, %d for twice that", small, size, large)
			}
		})
	}
}

// TestF17FiveMegabytes: a page of 5 MB that holds every hostile part is read to its end.
func TestF17FiveMegabytes(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a page of 5 MB")
	}
	var b strings.Builder
	b.WriteString("<html><head><title>garden lamp</title></head><body><h1>Garden lamp</h1><p class=price>$24.50</p><button>Add to cart</button>")
	for b.Len() < 5<<20 {
		for _, name := range []string{"prices", "struck prices", "labels", "buttons", "tiles", "microdata", "ratings", "class names", "braces", "headings"} {
			b.WriteString(hostile[name].head + strings.Repeat(hostile[name].part, 300) + hostile[name].tail)
		}
	}
	if got := allocated(extract.Page{URL: "https://shop.example.com/p/1", Body: []byte(b.String())}); got > 300*uint64(b.Len()) {
		t.Errorf("%d bytes of memory for a page of %d", got, b.Len())
	}
}

// allocated is how many bytes Extract allocates for a page.
func allocated(p extract.Page) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	extract.Extract(p, extract.Options{})
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
