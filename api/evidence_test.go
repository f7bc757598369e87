package api_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shelfwise/api"
	"shelfwise/market"
)

// TestF11HistoryCarriesEvidence: every reading of a listing's history names, for each number, who read it where on which
// page, and the page's hash, time and rule of robots.txt; the newest is also under the listing itself.
func TestF11HistoryCarriesEvidence(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	_, body := ask(t, "GET", srv.URL+"/v1/listings/"+escaped("alpha|A1")+"/history", "")
	var history struct{ Items []market.Observation }
	if err := json.Unmarshal([]byte(body), &history); err != nil || len(history.Items) != 9 {
		t.Fatalf("history: %d readings, %v; want 9", len(history.Items), err)
	}
	_, body = ask(t, "GET", srv.URL+"/v1/listings/"+escaped("alpha|A1"), "")
	var one struct{ Latest market.Observation }
	if err := json.Unmarshal([]byte(body), &one); err != nil {
		t.Fatal(err)
	}
	hashes := map[string]bool{}
	for _, o := range append(history.Items, one.Latest) {
		p := o.Provenance
		hashes[p.PageHash] = true
		if p.PageURL == "" || len(p.PageHash) != 64 || p.FetchedAt.IsZero() || p.Robots == "" {
			t.Errorf("reading of %v: page %q, hash %q, fetched %v, robots %q", o.ObservedAt, p.PageURL, p.PageHash, p.FetchedAt, p.Robots)
		}
		for _, field := range []string{"price", "rating", "review_count"} {
			if e := p.Fields[field]; e.By == "" || e.Path == "" || e.Text == "" {
				t.Errorf("reading of %v: evidence of %s is %+v", o.ObservedAt, field, e)
			}
		}
		if got := p.Fields["price"].Text; got != o.Offer.Price.Decimal() {
			t.Errorf("reading of %v: the page said %q, stored is %s", o.ObservedAt, got, o.Offer.Price)
		}
	}
	if len(hashes) != 9 {
		t.Errorf("%d pages for 9 readings", len(hashes))
	}
}

// TestF11ListingPageShowsEvidence: the dashboard shows for the newest reading what the API gives.
func TestF11ListingPageShowsEvidence(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	doc, _ := page(t, srv.URL+"/listing?id="+url.QueryEscape("alpha|A1"), http.StatusOK)
	table := doc.Find("table.evidence")
	for _, want := range []string{"json-ld", "offers.price", "microdata", "aggregateRating.ratingValue", "div.reviews > span", "(120)"} {
		if !strings.Contains(table.Text(), want) {
			t.Errorf("the evidence lacks %q: %s", want, table.Text())
		}
	}
	if under := table.Closest("section").Find("p.meta").Text(); !strings.Contains(under, "allow: no rule for /p/") || !strings.Contains(under, "hash") || !strings.Contains(under, "fetched 2026-11-23") {
		t.Errorf("under the evidence stands %q; want hash, time and robots rule", under)
	}
}

// TestF14ReadingsTellUnitAndLandedPrice: API and dashboard tell what an offer comes to with shipping and per litre; of an
// offer without them nothing is said.
func TestF14ReadingsTellUnitAndLandedPrice(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	for id, known := range map[string]bool{"beta|B1": true, "alpha|A1": false} {
		_, body := ask(t, "GET", srv.URL+"/v1/listings/"+escaped(id)+"/history", "")
		var history struct{ Items []api.Reading }
		if err := json.Unmarshal([]byte(body), &history); err != nil || len(history.Items) != 9 {
			t.Fatalf("history of %s: %d readings, %v; want 9", id, len(history.Items), err)
		}
		for _, o := range history.Items {
			if (o.UnitPrice != nil) != known || o.Landed.Known() != known {
				t.Errorf("%s: unit price %+v, landed %s", id, o.UnitPrice, o.Landed)
				continue
			}
			if known && (o.UnitPrice.Per != "l" || o.UnitPrice.Price != o.Offer.Pack.PerUnit(o.Offer.Price) || o.UnitPrice.Landed != o.Offer.Pack.PerUnit(o.Landed)) {
				t.Errorf("%s: unit price %+v of %+v", id, o.UnitPrice, o.Offer)
			}
		}
		doc, _ := page(t, srv.URL+"/listing?id="+url.QueryEscape(id), http.StatusOK)
		if text := doc.Find("div.summary").Text(); strings.Contains(text, "2 x 850 ml") != known || strings.Contains(text, "with shipping") != known {
			t.Errorf("the page of %s says %q", id, text)
		}
	}
}
