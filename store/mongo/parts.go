package mongo

import (
	"context"
	"fmt"
	"iter"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"shelfwise/market"
	"shelfwise/store/history"
)

// partDoc is a part of what an advice was computed from.
type partDoc struct {
	ID     string `bson:"_id"`
	Advice int64  `bson:"advice"`
	Name   string `bson:"name"`
	Doc    []byte `bson:"doc"`
}

func partID(asOf time.Time, name string) string { return fmt.Sprintf("%d/%s", asOf.UnixMilli(), name) }

// PutAdviceParts implements market.AdviceStore. Who reads meanwhile may find parts of both; the digests in them tell.
func (s *Store) PutAdviceParts(ctx context.Context, asOf time.Time, parts ...market.AdvicePart) error {
	if err := history.Parts(asOf, parts); err != nil {
		return err
	}
	if _, err := s.db.Collection("advice_parts").DeleteMany(ctx, bson.D{{Key: "advice", Value: asOf.UnixMilli()}}); err != nil {
		return fmt.Errorf("put parts of advice: %w", err)
	}
	for _, p := range parts { // each by itself: together they may be more than a command holds
		id := partID(asOf, p.Name)
		if err := s.bulk(ctx, "advice_parts", []mongo.WriteModel{replace(id, partDoc{id, asOf.UnixMilli(), p.Name, p.Doc})}); err != nil {
			return fmt.Errorf("put parts of advice: %w", err)
		}
	}
	return nil
}

// AdviceParts implements market.AdviceStore.
func (s *Store) AdviceParts(ctx context.Context, asOf time.Time, names ...string) iter.Seq2[market.AdvicePart, error] {
	filter := bson.D{{Key: "advice", Value: asOf.UnixMilli()}}
	if len(names) > 0 {
		ids := make(bson.A, len(names))
		for i, n := range names {
			ids[i] = partID(asOf, n)
		}
		filter = bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: ids}}}}
	}
	turn := func(d partDoc) (market.AdvicePart, error) { return market.AdvicePart{Name: d.Name, Doc: d.Doc}, nil }
	return find(ctx, s, "advice_parts", filter, options.Find().SetSort(ascending("_id")), turn)
}
