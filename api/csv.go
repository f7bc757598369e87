package api

import (
	"errors"
	"io"

	"github.com/danielgtaylor/huma/v2"

	"shelfwise/advisor"
)

// csvFormat writes the answers that have a table form; problems stay JSON.
func csvFormat() huma.Format {
	return huma.Format{
		Marshal: func(w io.Writer, v any) error {
			switch page := v.(type) {
			case RecommendationPage:
				return advisor.WriteCSV(w, page.advice())
			case MatchPage:
				return advisor.WriteReviewCSV(w, page.Items)
			default:
				return huma.DefaultJSONFormat.Marshal(w, v)
			}
		},
		Unmarshal: func([]byte, any) error { return errors.New("text/csv is not read here") },
	}
}
