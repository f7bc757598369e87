package mongo

import (
	"context"
	"iter"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"shelfwise/market"
)

// Listing implements market.ListingStore.
func (s *Store) Listing(ctx context.Context, id market.ListingID) (market.Listing, error) {
	var d listingDoc
	if err := s.db.Collection("listings").FindOne(ctx, byID(string(id))).Decode(&d); err != nil {
		return market.Listing{}, missing(err, "listing", string(id))
	}
	return d.listing()
}

// Listings implements market.ListingStore.
func (s *Store) Listings(ctx context.Context, f market.ListingFilter) iter.Seq2[market.Listing, error] {
	filter := bson.D{}
	if f.Source != "" {
		filter = append(filter, bson.E{Key: "source", Value: f.Source})
	}
	if f.Category != "" {
		filter = append(filter, bson.E{Key: "category", Value: f.Category})
	}
	if f.After != "" {
		filter = append(filter, bson.E{Key: "_id", Value: bson.D{{Key: "$gt", Value: string(f.After)}}})
	}
	o := options.Find().SetSort(ascending("_id"))
	if f.Limit > 0 {
		o.SetLimit(int64(f.Limit))
	}
	return find(ctx, s, "listings", filter, o, listingDoc.listing)
}

// Observations implements market.ListingStore.
func (s *Store) Observations(ctx context.Context, f market.ObservationFilter) iter.Seq2[market.Observation, error] {
	filter := bson.D{}
	if f.ListingID != "" {
		filter = append(filter, bson.E{Key: "listing", Value: string(f.ListingID)})
	}
	span := bson.D{}
	if !f.Since.IsZero() {
		span = append(span, bson.E{Key: "$gte", Value: ceilMillis(f.Since)})
	}
	if !f.Until.IsZero() {
		span = append(span, bson.E{Key: "$lt", Value: ceilMillis(f.Until)})
	}
	if len(span) > 0 {
		filter = append(filter, bson.E{Key: "at", Value: span})
	}
	if f.Source != "" {
		return s.rowsOfSource(ctx, f, filter)
	}
	return s.findRows(ctx, filter)
}

// rowsOfSource reads the rows of one source's listings, a batch of listings at a time: rows do not name their source.
func (s *Store) rowsOfSource(ctx context.Context, f market.ObservationFilter, filter bson.D) iter.Seq2[market.Observation, error] {
	return func(yield func(market.Observation, error) bool) {
		var ids []string
		for l, err := range s.Listings(ctx, market.ListingFilter{Source: f.Source}) {
			if err != nil {
				yield(market.Observation{}, err)
				return
			}
			if f.ListingID == "" || l.ID == f.ListingID {
				ids = append(ids, string(l.ID))
			}
		}
		for part := range slices.Chunk(ids, defaultBatch) {
			in := append(slices.Clone(filter), bson.E{Key: "listing", Value: bson.D{{Key: "$in", Value: part}}})
			if f.ListingID != "" {
				in = filter
			}
			for o, err := range s.findRows(ctx, in) {
				if !yield(o, err) || err != nil {
					return
				}
			}
		}
	}
}

func (s *Store) findRows(ctx context.Context, filter bson.D) iter.Seq2[market.Observation, error] {
	return find(ctx, s, "observations", filter, options.Find().SetSort(ascending("listing", "at")), observationDoc.observation)
}

// listingsByID reads listings of a batch by their ids; those not stored are absent.
func (s *Store) listingsByID(ctx context.Context, ids []market.ListingID) (map[market.ListingID]listingDoc, error) {
	in := make(bson.A, len(ids))
	for i, id := range ids {
		in[i] = string(id)
	}
	out := make(map[market.ListingID]listingDoc, len(ids))
	filter := bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: in}}}}
	same := func(d listingDoc) (listingDoc, error) { return d, nil }
	for d, err := range find(ctx, s, "listings", filter, options.Find(), same) {
		if err != nil {
			return nil, err
		}
		out[market.ListingID(d.ID)] = d
	}
	return out, nil
}

func ascending(keys ...string) bson.D {
	out := make(bson.D, len(keys))
	for i, k := range keys {
		out[i] = bson.E{Key: k, Value: 1}
	}
	return out
}

// find yields the documents that pass a filter, each turned into a value; an error is the last element.
func find[D, T any](ctx context.Context, s *Store, collection string, filter bson.D, o *options.FindOptionsBuilder, turn func(D) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		cur, err := s.db.Collection(collection).Find(ctx, filter, o)
		if err != nil {
			yield(zero, err)
			return
		}
		defer cur.Close(context.WithoutCancel(ctx)) //nolint:errcheck // nothing is lost with a cursor
		for cur.Next(ctx) {
			if err := ctx.Err(); err != nil {
				yield(zero, err)
				return
			}
			var d D
			if err := cur.Decode(&d); err != nil {
				yield(zero, err)
				return
			}
			v, err := turn(d)
			if !yield(v, err) || err != nil {
				return
			}
		}
		if err := cur.Err(); err != nil {
			yield(zero, err)
		}
	}
}
