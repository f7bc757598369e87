package mongo

import (
	"errors"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/mongo"

	"shelfwise/market"
)

// Codes of MongoDB's servers.
const (
	codeDuplicateKey   = 11000
	codeNotImplemented = 238
	codeNoSuchCommand  = 59
)

// duplicates returns the positions of the writes that met a stored _id; false where anything else went wrong.
func duplicates(err error) ([]int, bool) {
	bulk, ok := errors.AsType[mongo.BulkWriteException](err)
	if !ok || bulk.WriteConcernError != nil {
		return nil, false
	}
	var out []int
	for _, e := range bulk.WriteErrors {
		if e.Code != codeDuplicateKey {
			return nil, false
		}
		out = append(out, e.Index)
	}
	return out, len(out) > 0
}

// notOffered reports whether a server says that it does not know a command or option.
func notOffered(err error) bool {
	e, ok := errors.AsType[mongo.ServerError](err)
	return ok && (e.HasErrorCode(codeNotImplemented) || e.HasErrorCode(codeNoSuchCommand))
}

// missing turns the driver's "no documents" into market.ErrNotFound and names what was asked for.
func missing(err error, what, id string) error {
	if errors.Is(err, mongo.ErrNoDocuments) {
		return fmt.Errorf("%s %s: %w", what, id, market.ErrNotFound)
	}
	return fmt.Errorf("%s %s: %w", what, id, err)
}
