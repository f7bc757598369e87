package mongo

import (
	"context"
	"errors"
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

// jobDoc is a job as stored; who holds it stands in its newest lease.
type jobDoc struct {
	ID        string `bson:"_id"`
	Run       string `bson:"run"`
	Job       string `bson:"id"`
	Source    string `bson:"source"`
	URL       string `bson:"url"`
	Kind      string `bson:"kind"`
	Outcome   string `bson:"outcome"`
	Detail    string `bson:"detail"`
	Attempts  int64  `bson:"attempts"`
	NotBefore int64  `bson:"not_before"`
}

// leaseDoc is one lease of a job. Its _id counts up, so that of two workers who want the same lease one meets a
// duplicate key. Only its owner changes it.
type leaseDoc struct {
	ID     string    `bson:"_id"`
	Job    string    `bson:"job"`
	Run    string    `bson:"run"`
	N      int64     `bson:"n"`
	Worker string    `bson:"worker"` // "" given back
	Until  int64     `bson:"until"`
	Taken  time.Time `bson:"taken"` // for the expiry of old leases
}

func toJob(j market.Job) jobDoc {
	d := jobDoc{
		ID: pairID(j.Run, j.ID), Run: j.Run, Job: j.ID, Source: j.Source, URL: j.URL, Kind: j.Kind, Outcome: j.Outcome,
		Detail: j.Detail, Attempts: int64(j.Attempts),
	}
	if !j.NotBefore.IsZero() {
		d.NotBefore = j.NotBefore.UnixMilli()
	}
	return d
}

func (d jobDoc) job(l leaseDoc) market.Job {
	j := market.Job{
		ID: d.Job, Run: d.Run, Source: d.Source, URL: d.URL, Kind: d.Kind, Outcome: d.Outcome, Detail: d.Detail,
		Attempts: int(d.Attempts),
	}
	if d.NotBefore != 0 {
		j.NotBefore = time.UnixMilli(d.NotBefore).UTC()
	}
	if l.Worker != "" {
		j.LeasedBy, j.LeaseUntil = l.Worker, time.UnixMilli(l.Until).UTC()
	}
	return j
}

// AddJobs implements market.Jobs.
func (s *Store) AddJobs(ctx context.Context, jobs ...market.Job) error {
	if err := history.Jobs(jobs); err != nil {
		return fmt.Errorf("add jobs: %w", err)
	}
	for part := range slices.Chunk(jobs, s.batch) {
		var docs []jobDoc
		var leases []leaseDoc
		for _, j := range part {
			d := toJob(j)
			docs = append(docs, d)
			if j.LeasedBy != "" {
				leases = append(leases, lease(d, 1, j.LeasedBy, j.LeaseUntil, j.LeaseUntil))
			}
		}
		if err := insertNew(ctx, s.db.Collection("jobs"), docs); err != nil {
			return fmt.Errorf("add jobs: %w", err)
		}
		if err := insertNew(ctx, s.db.Collection("leases"), leases); err != nil {
			return fmt.Errorf("add jobs: %w", err)
		}
	}
	return nil
}

// insertNew inserts documents; those whose _id is stored stay as they are.
func insertNew[T any](ctx context.Context, c *mongo.Collection, docs []T) error {
	if len(docs) == 0 {
		return nil
	}
	_, err := c.InsertMany(ctx, docs, options.InsertMany().SetOrdered(false))
	if _, ok := duplicates(err); ok {
		return nil
	}
	return err
}

func lease(d jobDoc, n int64, worker string, until, taken time.Time) leaseDoc {
	return leaseDoc{ID: fmt.Sprintf("%s#%d", d.ID, n), Job: d.ID, Run: d.Run, N: n, Worker: worker, Until: until.UnixMilli(), Taken: taken}
}

// ClaimJob implements market.Jobs.
func (s *Store) ClaimJob(ctx context.Context, run, worker string, now time.Time, length time.Duration) (market.Job, error) {
	after := ""
	for {
		jobs, err := s.open(ctx, run, after, now)
		if err != nil {
			return market.Job{}, fmt.Errorf("claim a job of %s: %w", run, err)
		}
		if len(jobs) == 0 {
			return market.Job{}, fmt.Errorf("claim a job of %s: %w", run, market.ErrNotFound)
		}
		held, err := s.newest(ctx, jobs)
		if err != nil {
			return market.Job{}, fmt.Errorf("claim a job of %s: %w", run, err)
		}
		for _, d := range jobs {
			old := held[d.ID]
			if old.Worker != "" && old.Until > now.UnixMilli() {
				continue
			}
			l := lease(d, old.N+1, worker, now.Add(length), now)
			_, err := s.db.Collection("leases").InsertOne(ctx, l)
			if mongo.IsDuplicateKeyError(err) {
				continue // another worker was faster
			}
			if err != nil {
				return market.Job{}, fmt.Errorf("lease job %s: %w", d.Job, err)
			}
			j, err := s.taken(ctx, d, l, now)
			if errors.Is(err, market.ErrNotFound) {
				continue // done or put off since it was found: the next one may be open
			}
			return j, err
		}
		after = jobs[len(jobs)-1].Job
	}
}

// taken reads the job again: it may have been finished, or put off, between being found and being leased. Then the
// lease goes back, with ErrNotFound.
func (s *Store) taken(ctx context.Context, d jobDoc, l leaseDoc, now time.Time) (market.Job, error) {
	var again jobDoc
	if err := s.db.Collection("jobs").FindOne(ctx, byID(d.ID)).Decode(&again); err != nil {
		return market.Job{}, missing(err, "job", d.Job)
	}
	if again.Outcome == "" && again.NotBefore <= now.UnixMilli() {
		return again.job(l), nil
	}
	if err := s.giveBack(ctx, l); err != nil {
		return market.Job{}, err
	}
	return market.Job{}, fmt.Errorf("job %s is no longer open: %w", d.Job, market.ErrNotFound)
}

// open returns the next open jobs of a run in order of id.
func (s *Store) open(ctx context.Context, run, after string, now time.Time) ([]jobDoc, error) {
	filter := bson.D{
		{Key: "run", Value: run},
		{Key: "outcome", Value: ""},
		{Key: "id", Value: bson.D{{Key: "$gt", Value: after}}},
		{Key: "not_before", Value: bson.D{{Key: "$lte", Value: now.UnixMilli()}}},
	}
	var out []jobDoc
	same := func(d jobDoc) (jobDoc, error) { return d, nil }
	for d, err := range find(ctx, s, "jobs", filter, options.Find().SetSort(ascending("id")).SetLimit(int64(s.batch)), same) {
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// newest returns the newest lease of each job that has one.
func (s *Store) newest(ctx context.Context, jobs []jobDoc) (map[string]leaseDoc, error) {
	in := make(bson.A, len(jobs))
	for i, d := range jobs {
		in[i] = d.ID
	}
	out := map[string]leaseDoc{}
	same := func(l leaseDoc) (leaseDoc, error) { return l, nil }
	filter := bson.D{{Key: "job", Value: bson.D{{Key: "$in", Value: in}}}}
	for l, err := range find(ctx, s, "leases", filter, options.Find(), same) {
		if err != nil {
			return nil, err
		}
		if l.N > out[l.Job].N {
			out[l.Job] = l
		}
	}
	return out, nil
}

// FinishJob implements market.Jobs.
func (s *Store) FinishJob(ctx context.Context, worker string, in market.Job) error {
	var d jobDoc
	if err := s.db.Collection("jobs").FindOne(ctx, byID(pairID(in.Run, in.ID))).Decode(&d); err != nil {
		return missing(err, "finish job", in.ID)
	}
	held, err := s.newest(ctx, []jobDoc{d})
	if err != nil {
		return fmt.Errorf("finish job %s: %w", in.ID, err)
	}
	l := held[d.ID]
	j, err := history.Finish(d.job(l), worker, in)
	if err != nil {
		return err
	}
	done := toJob(j)
	if done != d {
		set := bson.D{
			{Key: "outcome", Value: done.Outcome}, {Key: "detail", Value: done.Detail},
			{Key: "attempts", Value: done.Attempts}, {Key: "not_before", Value: done.NotBefore},
		}
		if _, err := s.db.Collection("jobs").UpdateOne(ctx, byID(d.ID), bson.D{{Key: "$set", Value: set}}); err != nil {
			return fmt.Errorf("finish job %s: %w", in.ID, err)
		}
	}
	return s.giveBack(ctx, l)
}

// giveBack ends a lease; its document stays, so that the next one's number is higher.
func (s *Store) giveBack(ctx context.Context, l leaseDoc) error {
	if l.ID == "" || l.Worker == "" {
		return nil
	}
	set := bson.D{{Key: "$set", Value: bson.D{{Key: "worker", Value: ""}, {Key: "until", Value: int64(0)}}}}
	if _, err := s.db.Collection("leases").UpdateOne(ctx, byID(l.ID), set); err != nil {
		return fmt.Errorf("give back lease %s: %w", l.ID, err)
	}
	if l.N%keptLeases != 0 {
		return nil
	}
	old := bson.D{{Key: "job", Value: l.Job}, {Key: "n", Value: bson.D{{Key: "$lt", Value: l.N - keptLeases}}}}
	if _, err := s.db.Collection("leases").DeleteMany(ctx, old); err != nil {
		return fmt.Errorf("drop old leases of %s: %w", l.Job, err)
	}
	return nil
}

// keptLeases is how many leases of one job stay: of a job that is leased and put back for ever, a host's turn, the old ones
// go. A worker would have to sleep through as many leases to take one that is gone; finishing it is then a conflict.
const keptLeases = 50

// RunJobs implements market.Jobs.
func (s *Store) RunJobs(ctx context.Context, run string) iter.Seq2[market.Job, error] {
	return func(yield func(market.Job, error) bool) {
		held := map[string]leaseDoc{}
		filter := bson.D{{Key: "run", Value: run}}
		same := func(l leaseDoc) (leaseDoc, error) { return l, nil }
		for l, err := range find(ctx, s, "leases", filter, options.Find(), same) {
			if err != nil {
				yield(market.Job{}, err)
				return
			}
			if l.N > held[l.Job].N {
				held[l.Job] = l
			}
		}
		turn := func(d jobDoc) (market.Job, error) { return d.job(held[d.ID]), nil }
		for j, err := range find(ctx, s, "jobs", filter, options.Find().SetSort(ascending("id")), turn) {
			if !yield(j, err) {
				return
			}
		}
	}
}

// JobCounts implements market.Jobs.
func (s *Store) JobCounts(ctx context.Context) iter.Seq2[market.JobCount, error] {
	return func(yield func(market.JobCount, error) bool) {
		out, err := s.jobCounts(ctx)
		if err != nil {
			yield(market.JobCount{}, fmt.Errorf("count jobs: %w", err))
			return
		}
		for _, c := range out {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// jobCounts are few: sources × kinds × outcomes.
func (s *Store) jobCounts(ctx context.Context) ([]market.JobCount, error) {
	group := bson.D{{Key: "$group", Value: bson.D{
		{Key: "_id", Value: bson.D{{Key: "source", Value: "$source"}, {Key: "kind", Value: "$kind"}, {Key: "outcome", Value: "$outcome"}}},
		{Key: "jobs", Value: bson.D{{Key: "$sum", Value: 1}}},
	}}}
	cursor, err := s.db.Collection("jobs").Aggregate(ctx, bson.A{group})
	if err != nil {
		return nil, err
	}
	var docs []struct {
		Key struct {
			Source  string `bson:"source"`
			Kind    string `bson:"kind"`
			Outcome string `bson:"outcome"`
		} `bson:"_id"`
		Jobs int64 `bson:"jobs"`
	}
	if err := cursor.All(ctx, &docs); err != nil {
		return nil, err
	}
	out := make([]market.JobCount, len(docs))
	for i, d := range docs {
		out[i] = market.JobCount{Source: d.Key.Source, Kind: d.Key.Kind, Outcome: d.Key.Outcome, Jobs: d.Jobs}
	}
	slices.SortFunc(out, history.CompareCounts)
	return out, nil
}
