package extract

import (
	"strings"
	"testing"
)

func TestDocumentText(t *testing.T) {
	d, err := newDocument(Page{URL: "https://shop.example.co.uk/p", Body: []byte(`<html lang=en><title> A  b </title><body>
<nav>Home</nav><h1>Blue   <b>chair</b></h1><p><span>12</span><sup>99</sup> EUR</p><del>20</del><script>var x</script>`)})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.TrimSpace(d.text), "Home\nBlue chair\n1299 EUR\n20"; got != want {
		t.Errorf("text = %q; want %q", got, want)
	}
	if d.title != "A b" || d.country != "GB" || d.lang != "en" {
		t.Errorf("title, country, lang = %q, %q, %q", d.title, d.country, d.lang)
	}
	if got := d.textOf(d.heads[0]); got != "Blue chair" {
		t.Errorf("h1 = %q", got)
	}
}
