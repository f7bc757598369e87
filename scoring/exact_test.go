package scoring_test

import (
	"slices"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// TestF16PricesAsRead: a rival priced in the candidate's own currency is shown to the cent as it was read, though the run
// compares in another currency, and conversions are exact.
func TestF16PricesAsRead(t *testing.T) {
	in := small()
	rates, err := money.NewRates(0, money.DatedRate{Base: "EUR", Quote: "USD", On: in.AsOf.Add(-time.Hour), Value: "1.0837"})
	if err != nil {
		t.Fatal(err)
	}
	in.Rates = rates
	in = change(in, 0, func(c *market.Candidate) {
		c.Currency = "EUR"
		for _, a := range []*money.Amount{&c.Cost.UnitCost, &c.Cost.InboundFreight, &c.Cost.Packaging, &c.Cost.Fulfilment, &c.Cost.Storage, &c.Cost.ReturnCost, &c.Cost.FixedCost} {
			if a.Known() {
				*a = money.New(a.Minor(), "EUR")
			}
		}
	})
	of := map[market.ListingID]bool{}
	for _, m := range in.Matches {
		of[m.ListingID] = of[m.ListingID] || m.CandidateID == in.Candidates[0].ID
	}
	read := map[market.ListingID]money.Amount{}
	in.Series = slices.Clone(in.Series)
	for i, s := range in.Series {
		if !of[s.Listing.ID] || i%2 == 0 {
			continue
		}
		obs := slices.Clone(s.Observations)
		for j := range obs {
			obs[j].Offer.Price = money.New(obs[j].Offer.Price.Minor(), "EUR")
		}
		in.Series[i].Observations = obs
		read[s.Listing.ID] = obs[len(obs)-1].Offer.Price
	}
	r := find(t, advise(t, in), in.Candidates[0].ID)
	same, converted := 0, 0
	for _, v := range r.Market.Rivals {
		if want, ok := read[v.ListingID]; ok {
			if same++; v.Price != want || v.Offered.Known() {
				t.Errorf("%s: %s (offered %s); want %s as read", v.ListingID, v.Price, v.Offered, want)
			}
			continue
		}
		converted++
		if want := v.Offered.Convert("EUR", 10_000, 10_837, money.HalfEven); v.Price != want {
			t.Errorf("%s: %s from %s; want %s", v.ListingID, v.Price, v.Offered, want)
		}
	}
	if same == 0 || converted == 0 {
		t.Fatalf("%d as read, %d converted", same, converted)
	}
}
