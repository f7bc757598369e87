package extract

import (
	"slices"
	"strings"
	"testing"
)

// Test003PagingNextPage: the way to the next page of a list in the forms that shops have.
func Test003PagingNextPage(t *testing.T) {
	tiles := strings.Repeat(`<li><a href="/p/lamp-x"><img alt="Lamp x"><b>Lamp brass x</b></a> <span class=price>€12.50</span></li>`, 6)
	for _, tc := range []struct {
		name, url, html string
		want            string
	}{
		{"link element", "https://s.example/c", `<link rel="next" href="/c?page=2">`, "https://s.example/c?page=2"},
		{"rel on anchor", "https://s.example/c", `<a rel="nofollow next" href="?p=2">2</a>`, "https://s.example/c?p=2"},
		{"rel with script address", "https://s.example/c", `<a rel="next" href="javascript:;" data-href="/c?start=24">2</a>`, "https://s.example/c?start=24"},
		{"class of the item around", "https://s.example/c", `<ul><li class="pagination-next"><a href="/c/seite-2"><i></i></a></li></ul>`, "https://s.example/c/seite-2"},
		{"word and arrow", "https://s.example/c", `<a href="/c/2">Weiter »</a>`, "https://s.example/c/2"},
		{"aria label", "https://s.example/c", `<a aria-label="Next page" href="/c/2"><svg></svg></a>`, "https://s.example/c/2"},
		{"products that follow", "https://s.example/c", `<a class="b" href="/c?page=2">Produits suivants</a>`, "https://s.example/c?page=2"},
		{"arrow in a pager", "https://s.example/c", `<div class="pages">1 <a href="/c/2">2</a> <a href="/c/2">›</a></div>`, "https://s.example/c/2"},
		{"arrow of a carousel", "https://s.example/c", `<div><a href="/sale">›</a></div>`, ""},
		{"numbers in the query", "https://s.example/c?page=3&sort=x", `<a href="/c?sort=x&page=2">2</a><a href="/c?sort=x&page=4">4</a><a href="/c?sort=x&page=9">9</a>`, "https://s.example/c?sort=x&page=4"},
		{"numbers in the path", "https://s.example/c/page/2/", `<a href="/c/">1</a><a href="/c/page/3/">3</a><a href="/c/page/7/">7</a>`, "https://s.example/c/page/3/"},
		{"first page without number", "https://s.example/c.html", `<a href="/c.html?p=2">2</a><a href="/c.html?p=3">3</a>`, "https://s.example/c.html?p=2"},
		{"offset", "https://s.example/c?start=24", `<a href="/c?start=0">1</a><a href="/c?start=72">4</a><a href="/c?start=48">3</a>`, "https://s.example/c?start=48"},
		{"offset and size", "https://s.example/c", `<a href="/c?from=0&size=40">1</a><a href="/c?from=40&size=40"><i></i></a>`, "https://s.example/c?from=40&size=40"},
		{"row of numbers with opaque addresses", "https://s.example/c", `<div>1 <a href="/x;b">2</a> <a href="/x;c">3</a></div>`, "https://s.example/x;b"},
		{"load more with an address", "https://s.example/c", `<button data-url="/c?page=2">Load more</button>`, "https://s.example/c?page=2"},
		{"load more link", "https://s.example/c", `<a class="btn" href="/c?pagina=2">Mehr anzeigen</a>`, "https://s.example/c?pagina=2"},
		{"disabled", "https://s.example/c?page=2", `<a class="next disabled" href="/c?page=3">Next</a>`, "https://s.example/c?page=3"},
		{"last page", "https://s.example/c?page=9", `<a href="/c?page=8">8</a><a href="/c?limit=all" class="next">All</a>`, ""},
		{"other host", "https://s.example/c", `<a class="next" href="https://other.example/c?page=2">Next</a>`, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var want []string
			if tc.want != "" {
				want = []string{tc.want}
			}
			r := Extract(Page{URL: tc.url, Body: []byte(`<html><body><ul class="grid">` + tiles + `</ul>` + tc.html + `</body></html>`)}, Options{Kind: KindCategory})
			if !slices.Equal(r.NextPages, want) {
				t.Errorf("next = %q; want %q", r.NextPages, want)
			}
		})
	}
}

// TestF01TilesAreNoPages holds that a product whose address looks like a page's number is not the next page.
func TestF01TilesAreNoPages(t *testing.T) {
	t.Parallel()
	tiles := []Found{{URL: "https://shop.example/p/1"}, {URL: "https://shop.example/p/2"}}
	got := withoutTiles([]string{"https://shop.example/p/2", "https://shop.example/?page=2"}, tiles)
	if len(got) != 1 || got[0] != "https://shop.example/?page=2" {
		t.Errorf("next pages %q, want the page alone", got)
	}
}
