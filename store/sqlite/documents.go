package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"shelfwise/market"
	rule "shelfwise/store/history"
)

// PutCandidates implements market.CandidateStore.
func (s *Store) PutCandidates(ctx context.Context, cs ...market.Candidate) error {
	if err := rule.Candidates(cs); err != nil {
		return fmt.Errorf("put candidates: %w", err)
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		for _, c := range cs {
			doc, err := json.Marshal(c)
			if err != nil {
				return fmt.Errorf("put candidate %s: %w", c.ID, err)
			}
			_, err = tx.ExecContext(ctx, "INSERT INTO candidates (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
				c.ID, string(doc))
			if err != nil {
				return fmt.Errorf("put candidate %s: %w", c.ID, err)
			}
		}
		return nil
	})
}

// Candidate implements market.CandidateStore.
func (s *Store) Candidate(ctx context.Context, id string) (market.Candidate, error) {
	c, err := scanDoc[market.Candidate](s.read.QueryRowContext(ctx, "SELECT doc FROM candidates WHERE id = ?", id))
	return c, missing(err, "candidate", id)
}

// Candidates implements market.CandidateStore.
func (s *Store) Candidates(ctx context.Context) iter.Seq2[market.Candidate, error] {
	return each(ctx, s.read, "SELECT doc FROM candidates ORDER BY id", nil, func(rows *sql.Rows) (market.Candidate, error) {
		return scanDoc[market.Candidate](rows)
	})
}

func scanDoc[T any](s scanner) (T, error) {
	var out T
	var doc []byte
	if err := s.Scan(&doc); err != nil {
		return out, err
	}
	return out, json.Unmarshal(doc, &out)
}

// putMatch leaves a user's decision to another user's decision.
const putMatch = `INSERT INTO matches (candidate, listing, relation, confidence, decision, method, version, evidence)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (candidate, listing) DO UPDATE SET relation = excluded.relation, confidence = excluded.confidence,
		decision = excluded.decision, method = excluded.method, version = excluded.version, evidence = excluded.evidence
	WHERE decision NOT IN ('confirmed', 'rejected') OR excluded.decision IN ('confirmed', 'rejected')`

// PutMatches implements market.MatchStore.
func (s *Store) PutMatches(ctx context.Context, ms ...market.Match) error {
	if err := rule.Matches(ms); err != nil {
		return fmt.Errorf("put matches: %w", err)
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		put, err := tx.PrepareContext(ctx, putMatch)
		if err != nil {
			return err
		}
		defer put.Close()
		for _, m := range ms {
			evidence, err := object(m.Evidence, len(m.Evidence) == 0)
			if err != nil {
				return fmt.Errorf("put match of %s and %s: %w", m.CandidateID, m.ListingID, err)
			}
			_, err = put.ExecContext(ctx, m.CandidateID, string(m.ListingID), string(m.Relation), m.Confidence, string(m.Decision),
				m.Method, m.Version, evidence)
			if err != nil {
				return fmt.Errorf("put match of %s and %s: %w", m.CandidateID, m.ListingID, err)
			}
		}
		return nil
	})
}

// DropMatches implements market.MatchStore.
func (s *Store) DropMatches(ctx context.Context, ms ...market.Match) error {
	if len(ms) == 0 {
		return nil
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		drop, err := tx.PrepareContext(ctx, "DELETE FROM matches WHERE candidate = ? AND listing = ? AND decision = ?")
		if err != nil {
			return err
		}
		defer drop.Close()
		for _, m := range ms {
			if _, err := drop.ExecContext(ctx, m.CandidateID, string(m.ListingID), string(m.Decision)); err != nil {
				return fmt.Errorf("drop match of %s and %s: %w", m.CandidateID, m.ListingID, err)
			}
		}
		return nil
	})
}

// Matches implements market.MatchStore.
func (s *Store) Matches(ctx context.Context, candidateID string) iter.Seq2[market.Match, error] {
	w := where{}
	if candidateID != "" {
		w.and("candidate = ?", candidateID)
	}
	query := "SELECT candidate, listing, relation, confidence, decision, method, version, evidence FROM matches" + w.String() +
		" ORDER BY candidate, listing"
	return each(ctx, s.read, query, w.args, func(rows *sql.Rows) (market.Match, error) {
		var m market.Match
		var evidence string
		err := rows.Scan(&m.CandidateID, &m.ListingID, &m.Relation, &m.Confidence, &m.Decision, &m.Method, &m.Version, &evidence)
		if err == nil && evidence != "" {
			err = json.Unmarshal([]byte(evidence), &m.Evidence)
		}
		return m, err
	})
}

// CountMatches implements market.MatchStore.
func (s *Store) CountMatches(ctx context.Context, d market.Decision) (int, error) {
	var n int
	if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM matches WHERE decision = ?", d).Scan(&n); err != nil {
		return 0, fmt.Errorf("count matches: %w", err)
	}
	return n, nil
}

// PutAdvice implements market.AdviceStore.
func (s *Store) PutAdvice(ctx context.Context, a market.Advice) error {
	doc, err := rule.EncodeAdvice(a)
	if err != nil {
		return err
	}
	_, err = s.write.ExecContext(ctx, `INSERT INTO advice (as_of, doc, stamp) VALUES (?, ?, ?)
		ON CONFLICT (as_of) DO UPDATE SET doc = excluded.doc, stamp = excluded.stamp`, a.AsOf.UnixMilli(), string(doc), rule.Stamp(doc))
	if err != nil {
		return fmt.Errorf("put advice: %w", coded(err))
	}
	return nil
}

// Advice implements market.AdviceStore.
func (s *Store) Advice(ctx context.Context, asOf time.Time) (market.Advice, error) {
	a, err := scanDoc[market.Advice](s.newestAdvice(ctx, "doc", asOf))
	return a, missing(err, "advice", "as of the time asked")
}

// AdviceStamp implements market.AdviceStore.
func (s *Store) AdviceStamp(ctx context.Context, asOf time.Time) (string, error) {
	var at int64
	var stamp string
	err := s.newestAdvice(ctx, "as_of, stamp", asOf).Scan(&at, &stamp)
	return fmt.Sprintf("%d-%s", at, stamp), missing(err, "advice", "as of the time asked")
}

func (s *Store) newestAdvice(ctx context.Context, columns string, asOf time.Time) *sql.Row {
	w := where{}
	if !asOf.IsZero() {
		w.and("as_of <= ?", asOf.UnixMilli())
	}
	return s.read.QueryRowContext(ctx, "SELECT "+columns+" FROM advice"+w.String()+" ORDER BY as_of DESC LIMIT 1", w.args...)
}
