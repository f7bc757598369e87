package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"shelfwise/market"
	"shelfwise/market/money"
)

// ListingPage is a part of the listings, by id.
type ListingPage struct {
	Items []ListingItem `json:"items"`
	Next  string        `json:"next,omitempty" doc:"Cursor of the next page; absent on the last"`
}

// ListingItem is a listing with what it showed last.
type ListingItem struct {
	Listing market.Listing `json:"listing"`
	Latest  *Reading       `json:"latest" doc:"null where nothing was seen until as_of"`
}

// Reading is an observation with what follows from it.
type Reading struct {
	market.Observation
	Landed    money.Amount      `json:"landed,omitzero" doc:"Price with shipping; absent where either is unknown"`
	UnitPrice *market.UnitPrice `json:"unit_price,omitempty" doc:"Price per kilogram, litre or piece; absent where the pack is not known for sure"`
}

func reading(o market.Observation) Reading {
	return Reading{Observation: o, Landed: o.Offer.Landed(), UnitPrice: o.Offer.UnitPrice()}
}

// ListingHistory is what a listing showed, oldest first.
type ListingHistory struct {
	Listing market.Listing `json:"listing"`
	Items   []Reading      `json:"items"`
}

type listingsIn struct {
	PageParams
	AsOfParam
	Source   string `query:"source" maxLength:"200" doc:"Only this source"`
	Category string `query:"category" maxLength:"200" doc:"Only this category"`
	ID       string `query:"id" maxLength:"4000" doc:"Only this listing; the way for ids that a path cannot carry"`
}

type listingsOut struct{ Body ListingPage }

type listingIn struct {
	ID string `path:"id" maxLength:"4000" doc:"Listing id, percent-encoded: / is %2F and | is %7C"`
	AsOfParam
}

type listingOut struct{ Body ListingItem }

type historyIn struct {
	ID string `path:"id" maxLength:"4000" doc:"Listing id, percent-encoded: / is %2F and | is %7C"`
	AsOfParam
	Since time.Time `query:"since" doc:"Only observations from this time on (RFC 3339)"`
}

type historyOut struct{ Body ListingHistory }

func (s *service) listingOps(api huma.API) {
	errs := []int{http.StatusNotFound, http.StatusUnprocessableEntity}
	operation(s, api, huma.Operation{
		OperationID: "list-listings", Method: http.MethodGet, Path: "/v1/listings", Tags: []string{"Listings"},
		Summary: "What competitors show", Errors: errs,
	}, s.listings)
	operation(s, api, huma.Operation{
		OperationID: "get-listing", Method: http.MethodGet, Path: "/v1/listings/{id}", Tags: []string{"Listings"},
		Summary: "One listing with what it showed last and where that was read", Errors: errs,
	}, s.listing)
	operation(s, api, huma.Operation{
		OperationID: "get-listing-history", Method: http.MethodGet, Path: "/v1/listings/{id}/history", Tags: []string{"Listings"},
		Summary: "Every observation of a listing, oldest first", Errors: errs,
	}, s.history)
}

func (s *service) listings(ctx context.Context, in *listingsIn) (*listingsOut, error) {
	if in.ID != "" {
		item, err := s.item(ctx, market.ListingID(in.ID), in.AsOf)
		if err != nil {
			return nil, err
		}
		return &listingsOut{ListingPage{Items: []ListingItem{item}}}, nil
	}
	cur, err := parseCursor(in.Cursor)
	if err != nil {
		return nil, err
	}
	filter := market.ListingFilter{Source: in.Source, Category: in.Category, After: cur.after(), Limit: in.Limit + 1}
	page := ListingPage{Items: []ListingItem{}}
	for l, err := range s.store.Listings(ctx, filter) {
		if err != nil {
			return nil, err
		}
		if len(page.Items) == in.Limit {
			page.Next = cursor{After: string(page.Items[in.Limit-1].Listing.ID)}.String()
			break
		}
		latest, err := s.latest(ctx, l.ID, in.AsOf)
		if err != nil {
			return nil, err
		}
		page.Items = append(page.Items, ListingItem{Listing: l, Latest: latest})
	}
	return &listingsOut{page}, nil
}

func (s *service) listing(ctx context.Context, in *listingIn) (*listingOut, error) {
	item, err := s.item(ctx, market.ListingID(in.ID), in.AsOf)
	if err != nil {
		return nil, err
	}
	return &listingOut{item}, nil
}

func (s *service) item(ctx context.Context, id market.ListingID, asOf time.Time) (ListingItem, error) {
	l, err := s.store.Listing(ctx, id)
	if err != nil {
		return ListingItem{}, err
	}
	latest, err := s.latest(ctx, id, asOf)
	return ListingItem{Listing: l, Latest: latest}, err
}

// latest is the newest observation not after asOf (zero: of all), nil where there is none.
func (s *service) latest(ctx context.Context, id market.ListingID, asOf time.Time) (*Reading, error) {
	all, err := s.observations(ctx, market.ObservationFilter{ListingID: id, Until: until(asOf)})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	last := reading(all[len(all)-1])
	return &last, nil
}

func (s *service) history(ctx context.Context, in *historyIn) (*historyOut, error) {
	l, err := s.store.Listing(ctx, market.ListingID(in.ID))
	if err != nil {
		return nil, err
	}
	all, err := s.observations(ctx, market.ObservationFilter{ListingID: l.ID, Since: in.Since, Until: until(in.AsOf)})
	if err != nil {
		return nil, err
	}
	items := make([]Reading, len(all))
	for i, o := range all {
		items[i] = reading(o)
	}
	return &historyOut{ListingHistory{Listing: l, Items: items}}, nil
}

func (s *service) observations(ctx context.Context, f market.ObservationFilter) ([]market.Observation, error) {
	out := []market.Observation{}
	for o, err := range s.store.Observations(ctx, f) {
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// until makes an inclusive time the exclusive bound of a filter; zero stays open.
func until(asOf time.Time) time.Time {
	if asOf.IsZero() {
		return asOf
	}
	return asOf.Add(time.Nanosecond)
}
