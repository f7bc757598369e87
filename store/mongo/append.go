package mongo

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"shelfwise/market"
	"shelfwise/store/history"
)

// Append implements market.ListingStore. Rows are written before the listings that point to them, so that a write cut
// short is completed by the same write again.
func (s *Store) Append(ctx context.Context, series ...market.Series) (market.Appended, error) {
	b, err := history.Prepare(series)
	if err != nil {
		return market.Appended{}, fmt.Errorf("append: %w", err)
	}
	a := appender{s: s, batch: b}
	if err := a.orphans(ctx); err != nil {
		return market.Appended{}, fmt.Errorf("append: %w", err)
	}
	for ids := range slices.Chunk(b.IDs, s.batch) {
		if err := a.part(ctx, ids); err != nil {
			return a.done, fmt.Errorf("append: %w", err)
		}
	}
	return a.done, errors.Join(a.conflicts...)
}

type appender struct {
	s         *Store
	batch     history.Batch
	done      market.Appended
	conflicts []error
}

// orphans refuses observations of listings that are neither given nor stored, before anything is written.
func (a *appender) orphans(ctx context.Context) error {
	for ids := range slices.Chunk(a.batch.Orphans, a.s.batch) {
		known, err := a.s.listingsByID(ctx, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if _, ok := known[id]; !ok {
				return fmt.Errorf("observation of unknown listing %s: %w", id, market.ErrInvalid)
			}
		}
	}
	return nil
}

// part appends one batch of listings.
func (a *appender) part(ctx context.Context, ids []market.ListingID) error {
	known, err := a.s.listingsByID(ctx, ids)
	if err != nil {
		return err
	}
	rows, err := a.rows(ctx, ids, known)
	if err != nil {
		return err
	}
	var added []market.Observation
	var moved, listings []mongo.WriteModel
	for _, id := range ids {
		j := history.Join(rows[id], a.batch.Readings[id])
		a.done.Observations += j.New
		a.done.Unchanged += j.Unchanged
		a.conflicts = append(a.conflicts, j.Conflicts...)
		added = append(added, j.Added...)
		for _, o := range j.Moved {
			moved = append(moved, mongo.NewUpdateOneModel().SetFilter(byID(rowID(id, o.ObservedAt.UnixMilli()))).
				SetUpdate(bson.D{{Key: "$set", Value: bson.D{{Key: "seen", Value: o.LastSeen.UnixMilli()}}}}))
		}
		doc, changed, err := a.describe(id, known, j)
		if err != nil {
			return err
		}
		if changed {
			listings = append(listings, mongo.NewReplaceOneModel().SetFilter(byID(string(id))).SetReplacement(doc).SetUpsert(true))
		}
	}
	if err := a.insert(ctx, added); err != nil {
		return err
	}
	if err := a.s.bulk(ctx, "observations", moved); err != nil {
		return err
	}
	return a.s.bulk(ctx, "listings", listings)
}

// describe is the listing's document after this append, and whether it differs from the stored one.
func (a *appender) describe(id market.ListingID, known map[market.ListingID]listingDoc, j history.Joined) (listingDoc, bool, error) {
	l := a.batch.Listings[id]
	old, stored := known[id]
	changed := true
	if stored {
		was, err := old.listing()
		if err != nil {
			return listingDoc{}, false, err
		}
		l = history.Describe(was, l)
		changed = !history.Equal(l, was)
	} else {
		a.done.Listings++
	}
	doc, err := toListing(l)
	doc.Newest = old.Newest
	if n := len(j.Rows); n > 0 {
		if at := j.Rows[n-1].ObservedAt.UnixMilli(); doc.Newest == nil || at > *doc.Newest {
			doc.Newest, changed = &at, true
		}
	}
	return doc, changed, err
}

// rows returns the stored rows that the readings may touch: the newest one where they come in order, all where a
// reading is late.
func (a *appender) rows(ctx context.Context, ids []market.ListingID, known map[market.ListingID]listingDoc) (map[market.ListingID][]market.Observation, error) {
	var newest, late bson.A
	for _, id := range ids {
		doc, ok := known[id]
		if !ok || len(a.batch.Readings[id]) == 0 {
			continue
		}
		in := doc.Newest == nil
		for _, o := range a.batch.Readings[id] {
			in = in || o.ObservedAt.UnixMilli() < *doc.Newest
		}
		if in {
			late = append(late, string(id))
		} else {
			newest = append(newest, rowID(id, *doc.Newest))
		}
	}
	out := map[market.ListingID][]market.Observation{}
	for field, in := range map[string]bson.A{"_id": newest, "listing": late} {
		if len(in) == 0 {
			continue
		}
		filter := bson.D{{Key: field, Value: bson.D{{Key: "$in", Value: in}}}}
		for o, err := range a.s.findRows(ctx, filter) {
			if err != nil {
				return nil, err
			}
			out[o.ListingID] = append(out[o.ListingID], o)
		}
	}
	return out, nil
}

// insert writes new rows. A row whose _id is stored already is another writer's, or this one's of before: the same
// content is success, another is a conflict.
func (a *appender) insert(ctx context.Context, rows []market.Observation) error {
	for part := range slices.Chunk(rows, a.s.batch) {
		docs := make([]observationDoc, len(part))
		for i, o := range part {
			d, err := toObservation(o)
			if err != nil {
				return err
			}
			docs[i] = d
		}
		_, err := a.s.db.Collection("observations").InsertMany(ctx, docs, options.InsertMany().SetOrdered(false))
		if err == nil {
			continue
		}
		twice, ok := duplicates(err)
		if !ok {
			return err
		}
		for _, i := range twice {
			if err := a.settle(ctx, part[i], docs[i].ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// settle compares a row with the stored one of the same _id.
func (a *appender) settle(ctx context.Context, o market.Observation, id string) error {
	var d observationDoc
	if err := a.s.db.Collection("observations").FindOne(ctx, byID(id)).Decode(&d); err != nil {
		return err
	}
	stored, err := d.observation()
	if err != nil {
		return err
	}
	a.done.Observations--
	if stored.SameContent(o) {
		a.done.Unchanged++
		return nil
	}
	a.conflicts = append(a.conflicts, fmt.Errorf("observation %s shows another content than the stored one: %w", id, market.ErrConflict))
	return nil
}

func byID(id string) bson.D { return bson.D{{Key: "_id", Value: id}} }

// bulk sends writes by _id in batches, unordered.
func (s *Store) bulk(ctx context.Context, collection string, writes []mongo.WriteModel) error {
	for part := range slices.Chunk(writes, s.batch) {
		if _, err := s.db.Collection(collection).BulkWrite(ctx, part, options.BulkWrite().SetOrdered(false)); err != nil {
			return fmt.Errorf("write %s: %w", collection, err)
		}
	}
	return nil
}
