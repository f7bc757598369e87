package mongo

import (
	"context"
	"fmt"
	"iter"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"shelfwise/market/money"
	"shelfwise/store/history"
)

// rateDoc is a dated rate as stored: its _id orders by pair, then time, so that it needs no other index.
type rateDoc struct {
	ID    string `bson:"_id"`
	Base  string `bson:"base"`
	Quote string `bson:"quote"`
	Since int64  `bson:"since"` // milliseconds
	Value string `bson:"value"`
}

// PutRates implements market.RateStore.
func (s *Store) PutRates(ctx context.Context, rates ...money.DatedRate) error {
	rates, err := history.Rates(rates)
	if err != nil {
		return fmt.Errorf("put rates: %w", err)
	}
	writes := make([]mongo.WriteModel, len(rates))
	for i, r := range rates {
		d := rateDoc{Base: string(r.Base), Quote: string(r.Quote), Since: r.On.UnixMilli(), Value: r.Value}
		d.ID = fmt.Sprintf("%s/%s/%015d", d.Base, d.Quote, d.Since)
		writes[i] = replace(d.ID, d)
	}
	if err := s.bulk(ctx, "rates", writes); err != nil {
		return fmt.Errorf("put rates: %w", err)
	}
	return nil
}

// Rates implements market.RateStore.
func (s *Store) Rates(ctx context.Context) iter.Seq2[money.DatedRate, error] {
	return find(ctx, s, "rates", bson.D{}, options.Find().SetSort(ascending("_id")), func(d rateDoc) (money.DatedRate, error) {
		return money.DatedRate{
			Base: money.Currency(d.Base), Quote: money.Currency(d.Quote), On: time.UnixMilli(d.Since).UTC(), Value: d.Value,
		}, nil
	})
}
