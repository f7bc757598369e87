package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"shelfwise/market"
	rule "shelfwise/store/history"
)

const (
	jobColumns = "run, id, source, url, kind, outcome, detail, attempts, not_before, leased_by, lease_until"
	jobWidth   = 11

	// claimJob finds and leases in one statement, under the write lock: no two workers can find the same job.
	claimJob = `UPDATE jobs SET leased_by = ?, lease_until = ? WHERE run = ?3 AND id = (
		SELECT id FROM jobs WHERE run = ?3 AND outcome = '' AND ifnull(not_before, 0) <= ?4
			AND (leased_by = '' OR ifnull(lease_until, 0) <= ?4)
		ORDER BY id LIMIT 1)
		RETURNING ` + jobColumns
)

// AddJobs implements market.Jobs.
func (s *Store) AddJobs(ctx context.Context, jobs ...market.Job) error {
	if err := rule.Jobs(jobs); err != nil {
		return fmt.Errorf("add jobs: %w", err)
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		add, err := tx.PrepareContext(ctx, "INSERT INTO jobs ("+jobColumns+") VALUES ("+marks(jobWidth)+") ON CONFLICT (run, id) DO NOTHING")
		if err != nil {
			return err
		}
		defer add.Close()
		for _, j := range jobs {
			_, err := add.ExecContext(ctx, j.Run, j.ID, j.Source, j.URL, j.Kind, j.Outcome, j.Detail, j.Attempts,
				millis(j.NotBefore), j.LeasedBy, millis(j.LeaseUntil))
			if err != nil {
				return fmt.Errorf("add job %s: %w", j.ID, err)
			}
		}
		return nil
	})
}

// ClaimJob implements market.Jobs.
func (s *Store) ClaimJob(ctx context.Context, run, worker string, now time.Time, lease time.Duration) (market.Job, error) {
	j, err := scanJob(s.write.QueryRowContext(ctx, claimJob, worker, now.Add(lease).UnixMilli(), run, now.UnixMilli()))
	return j, missing(err, "claim a job of", run)
}

// FinishJob implements market.Jobs.
func (s *Store) FinishJob(ctx context.Context, worker string, in market.Job) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		stored, err := scanJob(tx.QueryRowContext(ctx, "SELECT "+jobColumns+" FROM jobs WHERE run = ? AND id = ?", in.Run, in.ID))
		if err != nil {
			return missing(err, "finish job", in.ID)
		}
		j, err := rule.Finish(stored, worker, in)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE jobs SET outcome = ?, detail = ?, attempts = ?, not_before = ?, leased_by = '', lease_until = NULL
			WHERE run = ? AND id = ?`, j.Outcome, j.Detail, j.Attempts, millis(j.NotBefore), j.Run, j.ID)
		return err
	})
}

// RunJobs implements market.Jobs.
func (s *Store) RunJobs(ctx context.Context, run string) iter.Seq2[market.Job, error] {
	return each(ctx, s.read, "SELECT "+jobColumns+" FROM jobs WHERE run = ? ORDER BY id", []any{run},
		func(rows *sql.Rows) (market.Job, error) { return scanJob(rows) })
}

func scanJob(s scanner) (market.Job, error) {
	var j market.Job
	var notBefore, until sql.NullInt64
	err := s.Scan(&j.Run, &j.ID, &j.Source, &j.URL, &j.Kind, &j.Outcome, &j.Detail, &j.Attempts, &notBefore, &j.LeasedBy, &until)
	if errors.Is(err, sql.ErrNoRows) {
		return market.Job{}, err
	}
	j.NotBefore, j.LeaseUntil = moment(notBefore), moment(until)
	return j, err
}

// JobCounts implements market.Jobs.
func (s *Store) JobCounts(ctx context.Context) iter.Seq2[market.JobCount, error] {
	return each(ctx, s.read, "SELECT source, kind, outcome, count(*) FROM jobs GROUP BY source, kind, outcome ORDER BY source, kind, outcome", nil,
		func(rows *sql.Rows) (market.JobCount, error) {
			var c market.JobCount
			err := rows.Scan(&c.Source, &c.Kind, &c.Outcome, &c.Jobs)
			return c, err
		})
}
