package api

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"

	"shelfwise/market"
)

// cursor is where the next page begins. It carries the time of the advice that the first page was of, so that a
// ranking made between two pages does not mix with it. To callers it is opaque.
type cursor struct {
	AsOf  time.Time `json:"t,omitzero"`
	Rank  int       `json:"r,omitempty"`
	After string    `json:"a,omitempty"` // the last id
}

func (c cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		return "" // times of this era, numbers and strings marshal
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func parseCursor(s string) (cursor, error) {
	var c cursor
	if s == "" {
		return c, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil {
		p := newProblem(http.StatusUnprocessableEntity, "the cursor is not one that this server gave")
		p.Errors = []ProblemField{{Parameter: "cursor", Detail: "take it unchanged from next"}}
		return cursor{}, p
	}
	return c, nil
}

// after is the listing id that the page begins after.
func (c cursor) after() market.ListingID { return market.ListingID(c.After) }
