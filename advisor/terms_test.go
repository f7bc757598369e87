package advisor_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
)

// TestF14ExplainTellsTerms: the shipping and the pack that a rival's page stated come out as landed and unit price of the
// rival, in its row and in the evidence; a rival without them has neither.
func TestF14ExplainTellsTerms(t *testing.T) {
	a := filled(t)
	l, err := a.Store.Listing(t.Context(), "bravo|7")
	if err != nil {
		t.Fatal(err)
	}
	var o market.Observation
	for each, err := range a.Store.Observations(t.Context(), market.ObservationFilter{ListingID: l.ID}) {
		if err != nil {
			t.Fatal(err)
		}
		o = each
	}
	price := o.Offer.Price
	o.ObservedAt, o.LastSeen = o.Seen().Add(time.Hour), o.Seen().Add(time.Hour)
	o.Offer.Shipping, o.Offer.Pack = money.New(500, price.Currency()), market.Pack{Count: 1, Each: "500", Unit: "g", Confirmed: true}
	if _, err := a.Store.Append(t.Context(), market.Series{Listing: l, Observations: []market.Observation{o}}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Rank(t.Context(), o.ObservedAt); err != nil {
		t.Fatal(err)
	}
	ex, err := a.Explain(t.Context(), "c1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range ex.Recommendation.Market.Rivals {
		if r.ListingID != l.ID {
			if r.UnitPrice != nil || r.Landed.Known() {
				t.Errorf("%s: landed %s, unit price %+v, though its page states neither", r.ListingID, r.Landed, r.UnitPrice)
			}
			continue
		}
		landed, _ := r.Price.Add(o.Offer.Shipping)
		if u := r.UnitPrice; r.Landed != landed || u == nil || u.Per != "kg" || u.Price.Minor() != 2*r.Price.Minor() || u.Landed.Minor() != 2*landed.Minor() {
			t.Errorf("rival at %s: landed %s, unit price %+v", r.Price, r.Landed, r.UnitPrice)
		}
	}
	var page bytes.Buffer
	if err := advisor.WriteExplanation(&page, ex, true); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"with shipping; 500 g: ", " per kg (", "shipping ", "pack "} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page lacks %q:\n%s", want, page.String())
		}
	}
}
