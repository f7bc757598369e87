package mongo

import (
	"context"
	"fmt"
	"iter"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"shelfwise/market"
	"shelfwise/store/history"
)

// outcomeDoc is an outcome as stored.
type outcomeDoc struct {
	ID        string `bson:"_id"`
	Candidate string `bson:"candidate"`
	At        int64  `bson:"at"` // milliseconds
	Doc       string `bson:"doc"`
}

// PutOutcomes implements market.OutcomeStore.
func (s *Store) PutOutcomes(ctx context.Context, outcomes ...market.Outcome) error {
	kept, err := history.Outcomes(outcomes)
	if err != nil {
		return fmt.Errorf("put outcomes: %w", err)
	}
	writes := make([]mongo.WriteModel, len(kept))
	for i, o := range kept {
		id := fmt.Sprintf("%s/%d", o.CandidateID, o.AdoptedAt)
		writes[i] = replace(id, outcomeDoc{id, o.CandidateID, o.AdoptedAt, string(o.Doc)})
	}
	if err := s.bulk(ctx, "outcomes", writes); err != nil {
		return fmt.Errorf("put outcomes: %w", err)
	}
	return nil
}

// Outcomes implements market.OutcomeStore.
func (s *Store) Outcomes(ctx context.Context) iter.Seq2[market.Outcome, error] {
	return find(ctx, s, "outcomes", bson.D{}, options.Find().SetSort(ascending("candidate", "at")),
		func(d outcomeDoc) (market.Outcome, error) { return decode[market.Outcome](jsonDoc{Doc: d.Doc}) })
}
