package advisor

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"shelfwise/market"
	"shelfwise/scraper/feed"
)

// reviewColumns are the columns of a review file. The last is for the person: confirmed, rejected, review to take a decision back, or nothing yet.
func reviewColumns() []string {
	return []string{"candidate_id", "listing_id", "candidate", "listing", "source", "url", "confidence", "method", "evidence", "relation", "decision"}
}

// WriteReviewCSV writes the review queue as a table whose last column is left for the decisions.
func WriteReviewCSV(w io.Writer, items []ReviewItem) error {
	out := csv.NewWriter(w)
	if err := out.Write(reviewColumns()); err != nil {
		return err
	}
	for _, it := range items {
		why := make([]string, len(it.Match.Evidence))
		for i, e := range it.Match.Evidence {
			why[i] = fmt.Sprintf("%s %s (%+.2f)", e.Feature, e.Value, e.Contribution)
		}
		row := []string{
			guardID(it.Match.CandidateID), guardID(string(it.Match.ListingID)), it.Candidate.Title, it.Listing.Title, it.Listing.Source, it.Listing.URL,
			strconv.FormatFloat(it.Match.Confidence, 'f', 4, 64), it.Match.Method, strings.Join(why, "; "), string(it.Match.Relation), "",
		}
		for i := range row[2:] {
			row[i+2] = feed.GuardCell(row[i+2])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// guardID guards an id so that readID gets it back whatever it begins with.
func guardID(id string) string {
	if bare := strings.TrimLeft(id, "'"); feed.GuardCell(bare) != bare {
		return "'" + id
	}
	return id
}

// readID takes the guard of an id off, whether or not the spreadsheet has kept it.
func readID(cell string) string {
	if bare := strings.TrimLeft(cell, "'"); feed.GuardCell(bare) != bare {
		return strings.TrimPrefix(cell, "'")
	}
	return cell
}

// Decision is a person's word on a pair: confirmed, rejected, or review to take it back. Relation is what is confirmed;
// "" is that of the stored match, and the same product where none is stored.
type Decision struct {
	Line        int // of the file, from 1; 0: of none
	CandidateID string
	ListingID   market.ListingID
	Decision    market.Decision
	Relation    market.Relation
}

// ReadDecisions reads a review file: rows without a decision are left out, bad rows are reported and left out, and so is a row that
// contradicts an earlier one of its pair.
// Spreadsheets save it with other delimiters than they opened: commas, semicolons, tabs and bars are told by the header.
func ReadDecisions(r io.Reader) (decided []Decision, bad []market.RowError, err error) {
	in, head, err := feed.Table(r)
	if errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("%w: the file is empty; want %s", market.ErrInvalid, strings.Join(reviewColumns(), ","))
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", market.ErrInvalid, err)
	}
	c, l, d := slices.Index(head, "candidate_id"), slices.Index(head, "listing_id"), slices.Index(head, "decision")
	if c < 0 || l < 0 || d < 0 {
		return nil, nil, &market.RowError{Line: 1, Reason: "the header needs candidate_id, listing_id and decision; it has " + strings.Join(head, ", ")}
	}
	rel := slices.Index(head, "relation")
	said := map[[2]string]int{} // position of the first decision on a pair
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return decided, bad, nil
		}
		if broken := (*csv.ParseError)(nil); errors.As(err, &broken) {
			bad = append(bad, market.RowError{Line: broken.StartLine, Reason: broken.Err.Error()})
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		line, _ := in.FieldPos(0)
		if len(row) <= max(c, l, d) {
			bad = append(bad, market.RowError{Line: line, Reason: "the row is shorter than the header"})
			continue
		}
		switch word := market.Decision(strings.TrimSpace(strings.ToLower(row[d]))); {
		case word == "":
		case word != market.Confirmed && word != market.Rejected && word != market.Review:
			bad = append(bad, market.RowError{Line: line, Field: "decision", Reason: fmt.Sprintf("%q: must be confirmed, rejected, review (takes a decision back) or empty", row[d])})
		case row[c] == "" || row[l] == "":
			bad = append(bad, market.RowError{Line: line, Reason: "candidate_id and listing_id are needed"})
		default:
			now := Decision{Line: line, CandidateID: readID(row[c]), ListingID: market.ListingID(readID(row[l])), Decision: word}
			if word == market.Confirmed && rel >= 0 && rel < len(row) {
				now.Relation = market.Relation(strings.TrimSpace(strings.ToLower(row[rel])))
			}
			pair := [2]string{now.CandidateID, string(now.ListingID)}
			first, twice := said[pair]
			switch {
			case twice && (decided[first].Decision != word || decided[first].Relation != now.Relation):
				bad = append(bad, market.RowError{Line: line, Field: "decision", Value: row[d], Reason: fmt.Sprintf("contradicts line %d, which stands", decided[first].Line)})
			case !twice:
				said[pair] = len(decided)
				decided = append(decided, now)
			}
		}
	}
}
