package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"shelfwise/api"
	"shelfwise/scoring"
)

// page reads a page of the dashboard.
func page(t *testing.T, url string, status int) (*goquery.Document, string) {
	t.Helper()
	resp, body := ask(t, "GET", url, "", [2]string{"Accept", "text/html"})
	if resp.StatusCode != status || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
		t.Fatalf("GET %s = %d %s; want %d and HTML", url, resp.StatusCode, resp.Header.Get("Content-Type"), status)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc, body
}

func TestF59Pages(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	trial := url.PathEscape("C2/blue & <new>")
	for name, path := range map[string]string{
		"ranking": "/", "ranking-filtered": "/?category=Electric+Kettles&verdict=trial", "candidate": "/candidates/C1",
		"candidate-without-price": "/candidates/" + trial, "candidate-without-market": "/candidates/C3", "listings": "/listings?source=beta",
		"listing": "/listing?id=" + url.QueryEscape(string(awkwardID)), "review": "/review?done=confirmed", "outcomes": "/outcomes", "hosts": "/hosts",
	} {
		t.Run(name, func(t *testing.T) {
			doc, body := page(t, srv.URL+path, http.StatusOK)
			// The version of the model that explains is not the sample's; pages must not change with it.
			golden(t, name+".html", []byte(strings.ReplaceAll(body, scoring.ModelVersion, "MODEL")))
			accessible(t, doc)
			if doc.Find("script, [onclick], [style], link[href^=http], img[src^=http]").Length() > 0 || strings.Contains(body, "<script>alert") {
				t.Error("page has scripts, inline styles or things from elsewhere")
			}
		})
	}
}

// accessible checks what a machine can of the rules that make a page usable by keyboard and screen reader.
func accessible(t *testing.T, doc *goquery.Document) {
	t.Helper()
	if doc.Find("html[lang]").Length() != 1 || doc.Find("h1").Length() != 1 || doc.Find("main#main").Length() != 1 || doc.Find("a.skip[href='#main']").Length() != 1 {
		t.Error("page needs a language, one h1, one main and a link to skip to it")
	}
	level := 1
	doc.Find("h1, h2, h3, h4").Each(func(_ int, h *goquery.Selection) {
		n := int(goquery.NodeName(h)[1] - '0')
		if n > level+1 {
			t.Errorf("heading %q jumps from level %d to %d", h.Text(), level, n)
		}
		level = n
	})
	doc.Find("select, input:not([type=hidden])").Each(func(_ int, f *goquery.Selection) {
		id, _ := f.Attr("id")
		if f.Closest("label").Length() == 0 && doc.Find("label[for='"+id+"']").Length() == 0 {
			t.Errorf("field %s has no label", f.AttrOr("name", "?"))
		}
	})
	doc.Find("svg:not([aria-hidden])").Each(func(_ int, s *goquery.Selection) {
		if s.AttrOr("role", "") != "img" || s.AttrOr("aria-label", "") == "" {
			t.Error("a drawing has no words for those who cannot see it")
		}
	})
	doc.Find("th").Each(func(_ int, th *goquery.Selection) {
		if th.AttrOr("scope", "") == "" {
			t.Errorf("table heading %q has no scope", th.Text())
		}
	})
	doc.Find(".scroll").Each(func(_ int, s *goquery.Selection) {
		if s.AttrOr("tabindex", "") != "0" || s.AttrOr("aria-label", "") == "" {
			t.Error("a part that scrolls cannot be reached by keyboard")
		}
	})
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		if id := s.AttrOr("id", ""); ids[id] {
			t.Errorf("id %q stands twice", id)
		} else {
			ids[id] = true
		}
	})
}

func TestF59LinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	seen, todo := map[string]bool{"/": true}, []string{"/"}
	for len(todo) > 0 {
		path := todo[0]
		todo = todo[1:]
		resp, body := ask(t, "GET", srv.URL+path, "")
		if resp.StatusCode != http.StatusOK {
			t.Errorf("GET %s = %d; a page links to it", path, resp.StatusCode)
			continue
		}
		if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
			continue
		}
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		doc.Find("a[href^='/'], link[href^='/']").Each(func(_ int, a *goquery.Selection) {
			if href := a.AttrOr("href", ""); !seen[href] {
				seen[href] = true
				todo = append(todo, href)
			}
		})
	}
	if len(seen) < 20 {
		t.Errorf("%d addresses found from the front page; want at least 20", len(seen))
	}
}

func TestF59TryAPrice(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	doc, _ := page(t, srv.URL+"/candidates/C1?price=39,99", http.StatusOK)
	if text := doc.Find(".tried, p.notice").Text(); text == "" {
		t.Error("a tried price has no answer")
	}
	doc, _ = page(t, srv.URL+"/candidates/C1?price=cheap", http.StatusOK)
	if text := doc.Find("p.notice").Text(); !strings.Contains(text, "could not be tried") {
		t.Errorf("a price that is none is answered by %q", text)
	}
}

func TestF59ReviewByForm(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	doc, _ := page(t, srv.URL+"/review", http.StatusOK)
	form := doc.Find("form.decide").First()
	values := url.Values{"decision": {"confirmed"}}
	form.Find("input[type=hidden]").Each(func(_ int, i *goquery.Selection) { values.Set(i.AttrOr("name", ""), i.AttrOr("value", "")) })
	resp, _ := ask(t, "POST", srv.URL+form.AttrOr("action", ""), values.Encode(), [2]string{"Content-Type", "application/x-www-form-urlencoded"})
	if resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("POST = %d; want 303", resp.StatusCode)
	}
	doc, _ = page(t, srv.URL+resp.Header.Get("Location"), http.StatusOK)
	if n := doc.Find("article.review").Length(); n != 1 || !strings.Contains(doc.Find("[role=status]").Text(), "confirmed") {
		t.Errorf("after a decision %d wait and the page says %q; want 1 and the decision", n, doc.Find("[role=status]").Text())
	}
	values.Set("decision", "maybe")
	resp, _ = ask(t, "POST", srv.URL+"/review", values.Encode(), [2]string{"Content-Type", "application/x-www-form-urlencoded"})
	if resp.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("POST of a decision that is none = %d; want 422", resp.StatusCode)
	}
}

func TestF59NothingRankedYet(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	doc, _ := page(t, srv.URL+"/?as_of=2020-01-01T00:00:00Z", http.StatusNotFound)
	if text := doc.Find("main").Text(); !strings.Contains(text, "Nothing has been ranked yet") || !strings.Contains(text, "shelfwise rank") {
		t.Errorf("page says %q; want what to do", text)
	}
	page(t, srv.URL+"/candidates/nobody", http.StatusNotFound)
	page(t, srv.URL+"/listing?id=nothing", http.StatusNotFound)
	page(t, srv.URL+"/?as_of=yesterday", http.StatusUnprocessableEntity)
}
