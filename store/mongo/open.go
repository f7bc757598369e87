package mongo

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"shelfwise/market"
)

// Options are what a URL does not say.
type Options struct {
	Batch   int                   // writes per command; 0 is 500, or 40 on FerretDB 1, which hangs under more
	Logger  *slog.Logger          // told what the server lacks; nil: no one
	Monitor *event.CommandMonitor // sees every command; for tests
}

const (
	defaultBatch = 500
	ferretBatch  = 40
	leaseTTL     = 90 * 24 * time.Hour
	openTimeout  = 20 * time.Second
)

// Store is a market.Store and market.Jobs in a MongoDB database. Use Open.
type Store struct {
	client *mongo.Client
	db     *mongo.Database
	batch  int
	log    *slog.Logger
}

// Open connects to mongodb://HOST/DB, checks that the server answers, and creates the indexes. Error:
// market.ErrInvalid for a URL that names no database.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	name := database(url)
	if name == "" {
		return nil, fmt.Errorf("%w: the URL must end in the database's name, mongodb://HOST/DB", market.ErrInvalid)
	}
	set := options.Client().ApplyURI(url).SetServerSelectionTimeout(openTimeout).SetAppName("shelfwise")
	if o.Monitor != nil {
		set.SetMonitor(o.Monitor)
	}
	if err := set.Validate(); err != nil {
		return nil, fmt.Errorf("%w: %w", market.ErrInvalid, err)
	}
	client, err := mongo.Connect(set)
	if err != nil {
		return nil, err
	}
	s := &Store{client: client, db: client.Database(name), batch: o.Batch, log: o.Logger}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, client.Disconnect(context.WithoutCancel(ctx)))
	}
	return s, nil
}

// database is the path of a MongoDB URL.
func database(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	_, path, _ := strings.Cut(rest, "/")
	name, _, _ := strings.Cut(path, "?")
	return name
}

// Close disconnects from the server.
func (s *Store) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), openTimeout)
	defer cancel()
	return s.client.Disconnect(ctx)
}

// prepare finds out what the server is, then creates indexes and, where the server has them, validators and expiry.
func (s *Store) prepare(ctx context.Context) error {
	var info bson.M
	if err := s.db.RunCommand(ctx, bson.D{{Key: "buildInfo", Value: 1}}).Decode(&info); err != nil {
		return fmt.Errorf("ask the server for its version: %w", err)
	}
	if s.batch <= 0 {
		s.batch = defaultBatch
		for k := range info {
			if strings.HasPrefix(strings.ToLower(k), "ferretdb") {
				s.batch = ferretBatch
			}
		}
	}
	for _, x := range []struct {
		collection string
		keys       bson.D
	}{
		{"listings", bson.D{{Key: "source", Value: 1}, {Key: "_id", Value: 1}}},
		{"listings", bson.D{{Key: "category", Value: 1}, {Key: "_id", Value: 1}}},
		{"observations", bson.D{{Key: "listing", Value: 1}, {Key: "at", Value: 1}}},
		{"matches", bson.D{{Key: "candidate", Value: 1}, {Key: "listing", Value: 1}}},
		{"matches", bson.D{{Key: "decision", Value: 1}}},
		{"recommendations", bson.D{{Key: "advice", Value: 1}, {Key: "_id", Value: 1}}},
		{"advice_parts", bson.D{{Key: "advice", Value: 1}, {Key: "_id", Value: 1}}},
		{"jobs", bson.D{{Key: "run", Value: 1}, {Key: "outcome", Value: 1}, {Key: "id", Value: 1}}},
		{"jobs", bson.D{{Key: "source", Value: 1}, {Key: "kind", Value: 1}, {Key: "outcome", Value: 1}}},
		{"leases", bson.D{{Key: "job", Value: 1}, {Key: "n", Value: 1}}},
	} {
		if _, err := s.db.Collection(x.collection).Indexes().CreateOne(ctx, mongo.IndexModel{Keys: x.keys}); err != nil {
			return fmt.Errorf("index of %s: %w", x.collection, err)
		}
	}
	return s.extras(ctx)
}

// extras switches on what only a full MongoDB has. A server without it says so; that is a log line, not a failure.
func (s *Store) extras(ctx context.Context) error {
	_, err := s.db.Collection("leases").Indexes().CreateOne(ctx, mongo.IndexModel{
		Keys: bson.D{{Key: "taken", Value: 1}}, Options: options.Index().SetExpireAfterSeconds(int32(leaseTTL.Seconds())),
	})
	if err := s.optional("expiry of leases", err); err != nil {
		return err
	}
	for collection, required := range map[string]bson.A{
		"listings":     {"source", "title"},
		"observations": {"listing", "at", "seen"},
		"matches":      {"candidate", "listing", "decision"},
		"jobs":         {"run", "id", "outcome"},
	} {
		err := s.db.RunCommand(ctx, bson.D{
			{Key: "collMod", Value: collection},
			{Key: "validator", Value: bson.D{{Key: "$jsonSchema", Value: bson.D{{Key: "required", Value: required}}}}},
			{Key: "validationLevel", Value: "strict"},
		}).Err()
		if err := s.optional("validator of "+collection, err); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) optional(what string, err error) error {
	if err != nil && notOffered(err) {
		s.log.Info("server does not offer it", "what", what, "error", err.Error())
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
