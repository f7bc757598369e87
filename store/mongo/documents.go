package mongo

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"shelfwise/market"
	"shelfwise/store/history"
)

// jsonDoc is a value that is kept and read whole, as JSON.
type jsonDoc struct {
	ID  string `bson:"_id"`
	Doc string `bson:"doc"`
}

// PutCandidates implements market.CandidateStore.
func (s *Store) PutCandidates(ctx context.Context, cs ...market.Candidate) error {
	if err := history.Candidates(cs); err != nil {
		return fmt.Errorf("put candidates: %w", err)
	}
	last := map[string]int{}
	for i, c := range cs {
		last[c.ID] = i
	}
	var writes []mongo.WriteModel
	for i, c := range cs {
		if last[c.ID] != i {
			continue // unordered writes of one _id would race: the last one counts
		}
		doc, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("put candidate %s: %w", c.ID, err)
		}
		writes = append(writes, replace(c.ID, jsonDoc{c.ID, string(doc)}))
	}
	return s.bulk(ctx, "candidates", writes)
}

func replace(id, doc any) mongo.WriteModel {
	return mongo.NewReplaceOneModel().SetFilter(bson.D{{Key: "_id", Value: id}}).SetReplacement(doc).SetUpsert(true)
}

func decode[T any](d jsonDoc) (T, error) {
	var out T
	return out, json.Unmarshal([]byte(d.Doc), &out)
}

// Candidate implements market.CandidateStore.
func (s *Store) Candidate(ctx context.Context, id string) (market.Candidate, error) {
	var d jsonDoc
	if err := s.db.Collection("candidates").FindOne(ctx, byID(id)).Decode(&d); err != nil {
		return market.Candidate{}, missing(err, "candidate", id)
	}
	return decode[market.Candidate](d)
}

// Candidates implements market.CandidateStore.
func (s *Store) Candidates(ctx context.Context) iter.Seq2[market.Candidate, error] {
	return find(ctx, s, "candidates", bson.D{}, options.Find().SetSort(ascending("_id")), decodeCandidate)
}

func decodeCandidate(d jsonDoc) (market.Candidate, error) { return decode[market.Candidate](d) }

// matchDoc is a match as stored.
type matchDoc struct {
	ID         string  `bson:"_id"`
	Candidate  string  `bson:"candidate"`
	Listing    string  `bson:"listing"`
	Relation   string  `bson:"relation"`
	Confidence float64 `bson:"confidence"`
	Decision   string  `bson:"decision"`
	Method     string  `bson:"method"`
	Version    string  `bson:"version"`
	Evidence   string  `bson:"evidence,omitempty"` // JSON
}

// pairID joins two ids so that no two pairs are alike.
func pairID(a, b string) string { return fmt.Sprintf("%d:%s/%s", len(a), a, b) }

func toMatch(m market.Match) (matchDoc, error) {
	d := matchDoc{
		ID: pairID(m.CandidateID, string(m.ListingID)), Candidate: m.CandidateID, Listing: string(m.ListingID), Relation: string(m.Relation),
		Confidence: m.Confidence, Decision: string(m.Decision), Method: m.Method, Version: m.Version,
	}
	if len(m.Evidence) == 0 {
		return d, nil
	}
	text, err := json.Marshal(m.Evidence)
	d.Evidence = string(text)
	return d, err
}

func (d matchDoc) match() (market.Match, error) {
	m := market.Match{
		CandidateID: d.Candidate, ListingID: market.ListingID(d.Listing), Relation: market.Relation(d.Relation),
		Confidence: d.Confidence, Decision: market.Decision(d.Decision), Method: d.Method, Version: d.Version,
	}
	if d.Evidence == "" {
		return m, nil
	}
	return m, json.Unmarshal([]byte(d.Evidence), &m.Evidence)
}

// PutMatches implements market.MatchStore. What is stored already and does not change is not written again.
func (s *Store) PutMatches(ctx context.Context, ms ...market.Match) error {
	if err := history.Matches(ms); err != nil {
		return fmt.Errorf("put matches: %w", err)
	}
	for part := range slices.Chunk(ms, s.batch) {
		if err := s.putMatches(ctx, part); err != nil {
			return fmt.Errorf("put matches: %w", err)
		}
	}
	return nil
}

func (s *Store) putMatches(ctx context.Context, part []market.Match) error {
	want := map[string]matchDoc{}
	var order []string
	var in bson.A
	for _, m := range part {
		d, err := toMatch(m)
		if err != nil {
			return err
		}
		old, twice := want[d.ID]
		if twice && byUser(old) && !byUser(d) {
			continue
		}
		if !twice {
			order, in = append(order, d.ID), append(in, d.ID)
		}
		want[d.ID] = d
	}
	stored := map[string]matchDoc{}
	same := func(d matchDoc) (matchDoc, error) { return d, nil }
	for d, err := range find(ctx, s, "matches", bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: in}}}}, options.Find(), same) {
		if err != nil {
			return err
		}
		stored[d.ID] = d
	}
	var writes []mongo.WriteModel
	var fresh []matchDoc // inserted: a document that a user wrote meanwhile stays
	for _, id := range order {
		old, known := stored[id]
		if known && (old == want[id] || byUser(old) && !byUser(want[id])) {
			continue
		}
		switch d := want[id]; {
		case byUser(d):
			writes = append(writes, replace(id, d))
		case known:
			writes = append(writes, mongo.NewReplaceOneModel().SetFilter(undecided(id)).SetReplacement(d))
		default:
			fresh = append(fresh, d)
		}
	}
	if err := insertNew(ctx, s.db.Collection("matches"), fresh); err != nil {
		return err
	}
	return s.bulk(ctx, "matches", writes)
}

// DropMatches implements market.MatchStore.
func (s *Store) DropMatches(ctx context.Context, ms ...market.Match) error {
	writes := make([]mongo.WriteModel, len(ms))
	for i, m := range ms {
		filter := append(byID(pairID(m.CandidateID, string(m.ListingID))), bson.E{Key: "decision", Value: string(m.Decision)})
		writes[i] = mongo.NewDeleteOneModel().SetFilter(filter)
	}
	return s.bulk(ctx, "matches", writes)
}

// undecided is the filter of a match that no user has decided. The server compares as it writes, so that a user who
// decided after the match was read is still heard.
func undecided(id string) bson.D {
	users := bson.A{string(market.Confirmed), string(market.Rejected)}
	return append(byID(id), bson.E{Key: "decision", Value: bson.D{{Key: "$nin", Value: users}}})
}

func byUser(d matchDoc) bool { return history.ByUser(market.Decision(d.Decision)) }

// Matches implements market.MatchStore.
func (s *Store) Matches(ctx context.Context, candidateID string) iter.Seq2[market.Match, error] {
	filter := bson.D{}
	if candidateID != "" {
		filter = bson.D{{Key: "candidate", Value: candidateID}}
	}
	return find(ctx, s, "matches", filter, options.Find().SetSort(ascending("candidate", "listing")), matchDoc.match)
}

// adviceDoc is the head of an advice. Its recommendations are documents of their own, for a document is bounded.
type adviceDoc struct {
	ID    int64  `bson:"_id"` // AsOf in milliseconds
	Head  string `bson:"head"`
	Count int64  `bson:"count"`
	Stamp string `bson:"stamp,omitempty"`
}

type recommendationDoc struct {
	ID     string `bson:"_id"`
	Advice int64  `bson:"advice"`
	Doc    string `bson:"doc"`
}

// CountMatches implements market.MatchStore.
func (s *Store) CountMatches(ctx context.Context, d market.Decision) (int, error) {
	n := 0
	id := func(m matchDoc) (string, error) { return m.ID, nil }
	only := options.Find().SetProjection(bson.D{{Key: "_id", Value: 1}})
	for _, err := range find(ctx, s, "matches", bson.D{{Key: "decision", Value: string(d)}}, only, id) {
		if err != nil {
			return 0, fmt.Errorf("count matches: %w", err)
		}
		n++
	}
	return n, nil
}

// PutAdvice implements market.AdviceStore. The head is written last: a reader finds the advice when it is whole.
func (s *Store) PutAdvice(ctx context.Context, a market.Advice) error {
	whole, err := history.EncodeAdvice(a)
	if err != nil {
		return err
	}
	ms := a.AsOf.UnixMilli()
	writes := make([]mongo.WriteModel, len(a.Recommendations))
	for i, r := range a.Recommendations {
		doc, err := json.Marshal(r)
		if err != nil {
			return fmt.Errorf("put advice: %w", err)
		}
		id := fmt.Sprintf("%d/%08d", ms, i)
		writes[i] = replace(id, recommendationDoc{id, ms, string(doc)})
	}
	if err := s.bulk(ctx, "recommendations", writes); err != nil {
		return fmt.Errorf("put advice: %w", err)
	}
	count := int64(len(a.Recommendations))
	if a.Recommendations == nil {
		count = -1
	}
	a.Recommendations = nil
	head, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("put advice: %w", err)
	}
	if err := s.bulk(ctx, "advice", []mongo.WriteModel{replace(ms, adviceDoc{ms, string(head), count, history.Stamp(whole)})}); err != nil {
		return fmt.Errorf("put advice: %w", err)
	}
	return nil
}

// Advice implements market.AdviceStore.
func (s *Store) Advice(ctx context.Context, asOf time.Time) (market.Advice, error) {
	d, err := s.adviceHead(ctx, asOf)
	if err != nil {
		return market.Advice{}, err
	}
	var a market.Advice
	if err := json.Unmarshal([]byte(d.Head), &a); err != nil {
		return a, fmt.Errorf("advice: %w", err)
	}
	if d.Count < 0 {
		return a, nil
	}
	a.Recommendations = make([]market.Recommendation, 0, d.Count)
	o := options.Find().SetSort(ascending("_id")).SetLimit(max(1, d.Count)) // an older, longer advice may have left more
	turn := func(r recommendationDoc) (market.Recommendation, error) {
		return decode[market.Recommendation](jsonDoc{Doc: r.Doc})
	}
	for r, err := range find(ctx, s, "recommendations", bson.D{{Key: "advice", Value: d.ID}}, o, turn) {
		if err != nil {
			return a, fmt.Errorf("advice: %w", err)
		}
		if int64(len(a.Recommendations)) < d.Count {
			a.Recommendations = append(a.Recommendations, r)
		}
	}
	return a, nil
}

// AdviceStamp implements market.AdviceStore.
func (s *Store) AdviceStamp(ctx context.Context, asOf time.Time) (string, error) {
	d, err := s.adviceHead(ctx, asOf)
	return fmt.Sprintf("%d-%s", d.ID, d.Stamp), err
}

func (s *Store) adviceHead(ctx context.Context, asOf time.Time) (adviceDoc, error) {
	filter := bson.D{}
	if !asOf.IsZero() {
		filter = bson.D{{Key: "_id", Value: bson.D{{Key: "$lte", Value: asOf.UnixMilli()}}}}
	}
	var d adviceDoc
	newest := options.FindOne().SetSort(bson.D{{Key: "_id", Value: -1}})
	if err := s.db.Collection("advice").FindOne(ctx, filter, newest).Decode(&d); err != nil {
		return d, missing(err, "advice", "as of the time asked")
	}
	return d, nil
}
