package mongo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"shelfwise/market"
	"shelfwise/store/history"
)

// keyDoc is an idempotency key as stored.
type keyDoc struct {
	ID       string `bson:"_id"`
	Request  string `bson:"request"`
	Status   int64  `bson:"status"`
	Type     string `bson:"type"`
	Location string `bson:"location,omitempty"`
	Body     []byte `bson:"body,omitempty"`
	Taken    int64  `bson:"taken"` // milliseconds, 0 once given up
}

func toKey(key string, a market.Answered) keyDoc {
	d := keyDoc{ID: key, Request: a.Request, Status: int64(a.Status), Type: a.ContentType, Location: a.Location, Body: a.Body}
	if !a.At.IsZero() {
		d.Taken = a.At.UnixMilli()
	}
	return d
}

func (d keyDoc) answered() market.Answered {
	a := market.Answered{Request: d.Request, Status: int(d.Status), ContentType: d.Type, Location: d.Location, Body: d.Body}
	if d.Taken != 0 {
		a.At = time.UnixMilli(d.Taken).UTC()
	}
	return a
}

// TakeKey implements market.KeyStore. A key is taken by inserting its unique id, and taken over by replacing the very
// document that was read, so that of two who try one succeeds.
func (s *Store) TakeKey(ctx context.Context, key string, in market.Answered) (market.Answered, bool, error) {
	if err := history.Key(key); err != nil {
		return in, false, err
	}
	in.At = history.Time(in.At)
	c := s.db.Collection("keys")
	_, err := c.InsertOne(ctx, toKey(key, in))
	if err == nil {
		return in, true, nil
	}
	if !mongo.IsDuplicateKeyError(err) {
		return in, false, fmt.Errorf("take key: %w", err)
	}
	var old keyDoc
	if err := c.FindOne(ctx, byID(key)).Decode(&old); err != nil {
		return in, false, fmt.Errorf("take key: %w", err)
	}
	if kept := old.answered(); !history.KeyFree(kept, in.At) {
		return kept, false, nil
	}
	same := append(byID(key), bson.E{Key: "taken", Value: old.Taken}, bson.E{Key: "status", Value: old.Status})
	res, err := c.ReplaceOne(ctx, same, toKey(key, in))
	if err != nil {
		return in, false, fmt.Errorf("take key: %w", err)
	}
	if res.MatchedCount == 0 {
		return in, false, fmt.Errorf("take key: %w", errors.Join(market.ErrConflict, errors.New("another took it at this moment")))
	}
	return in, true, nil
}

// PutAnswer implements market.KeyStore.
func (s *Store) PutAnswer(ctx context.Context, key string, in market.Answered) error {
	if err := history.Key(key); err != nil {
		return err
	}
	in.At = history.Time(in.At)
	if _, err := s.db.Collection("keys").ReplaceOne(ctx, byID(key), toKey(key, in), options.Replace().SetUpsert(true)); err != nil {
		return fmt.Errorf("put answer: %w", err)
	}
	return nil
}
