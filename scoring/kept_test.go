package scoring_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/market"
	"shelfwise/scoring"
)

// fromParts reads parts as a store does, and counts them.
func fromParts(parts []market.AdvicePart, read *int) scoring.PartReader {
	return func(names ...string) ([]market.AdvicePart, error) {
		var out []market.AdvicePart
		for _, p := range parts {
			if len(names) == 0 || slices.Contains(names, p.Name) {
				out = append(out, p)
				*read++
			}
		}
		return out, nil
	}
}

// TestF47KeptInputs: inputs that were kept give the advice again, to the byte; one candidate's are read without the others';
// and what is not whole, or not in order, is refused.
func TestF47KeptInputs(t *testing.T) {
	in := synthetic(150, 1500)
	slices.SortFunc(in.Candidates, func(a, b market.Candidate) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(in.Series, func(a, b market.Series) int { return strings.Compare(string(a.Listing.ID), string(b.Listing.ID)) })
	slices.SortStableFunc(in.Matches, func(a, b market.Match) int { return strings.Compare(a.CandidateID, b.CandidateID) })
	id := in.Candidates[7].ID
	in.Excluded = map[string][]market.Exclusion{id: {{ListingID: "x", Reason: "accessory"}}}
	in.Built = map[string]string{id: "by category"}
	in.Guards = []market.GuardEffect{{CandidateID: id, Guard: "accessory", Excluded: 1}}
	parts, digest, err := scoring.KeepInputs(in)
	if err != nil {
		t.Fatal(err)
	}
	again, second, err := scoring.KeepInputs(in)
	if err != nil || second != digest || !cmp.Equal(parts, again) {
		t.Errorf("kept twice: %v, digests %s and %s; want the same bytes", err, digest, second)
	}
	read := 0
	kept, err := scoring.OpenInputs(digest, fromParts(parts, &read))
	if err != nil {
		t.Fatal(err)
	}
	got, err := kept.Input()
	if err != nil {
		t.Fatal(err)
	}
	want, err := scoring.Export(in, id)
	if err != nil {
		t.Fatal(err)
	}
	export, err := scoring.Export(got, id)
	if err != nil || string(export) != string(want) {
		t.Errorf("the kept inputs (%v) give another export:\n%s", err, cmp.Diff(string(want), string(export)))
	}
	if len(parts) < 5 {
		t.Fatalf("%d parts; want several, for what follows", len(parts))
	}
	for i := 0; i < len(in.Candidates); i += 7 {
		c := in.Candidates[i]
		read = 0
		one, matches, err := kept.Candidate(c.ID)
		if err != nil || !cmp.Equal(asText(t, one), asText(t, c)) || read != 1 {
			t.Fatalf("candidate %s = %+v, %v, from %d parts; want it from one", c.ID, one, err, read)
		}
		for _, m := range matches {
			if m.CandidateID != c.ID {
				t.Fatalf("candidate %s has a match of %s", c.ID, m.CandidateID)
			}
		}
	}
	for i := 0; i < len(in.Series); i += 97 {
		s := in.Series[i]
		some, err := kept.Series([]market.ListingID{s.Listing.ID, "not there"})
		if err != nil || len(some) != 1 || !cmp.Equal(asText(t, some[s.Listing.ID]), asText(t, s)) {
			t.Fatalf("series %s = %+v, %v", s.Listing.ID, some, err)
		}
	}
	if none, err := kept.Series(nil); err != nil || len(none) > 0 {
		t.Errorf("no series = %d, %v; want none", len(none), err)
	}
	for _, nobody := range []string{"", "~", in.Candidates[0].ID + "+"} {
		if _, _, err := kept.Candidate(nobody); !errors.Is(err, market.ErrNotFound) {
			t.Errorf("candidate %q: %v; want ErrNotFound", nobody, err)
		}
	}
	if _, err := scoring.OpenInputs(digest[1:]+"0", fromParts(parts, &read)); !errors.Is(err, market.ErrNotFound) {
		t.Errorf("inputs under another digest: %v; want ErrNotFound", err)
	}
	for i := range parts {
		for name, spoiled := range map[string][]market.AdvicePart{"lost": slices.Delete(slices.Clone(parts), i, i+1), "another's": swapped(parts, i)} {
			if err := readAll(digest, fromParts(spoiled, &read)); !errors.Is(err, market.ErrNotFound) {
				t.Errorf("part %s %s: %v; want ErrNotFound", parts[i].Name, name, err)
			}
		}
	}
	slices.Reverse(in.Candidates)
	if _, _, err := scoring.KeepInputs(in); !errors.Is(err, market.ErrInvalid) {
		t.Errorf("candidates out of order: %v; want ErrInvalid", err)
	}
}

func readAll(digest string, from scoring.PartReader) error {
	kept, err := scoring.OpenInputs(digest, from)
	if err != nil {
		return err
	}
	_, err = kept.Input()
	return err
}

// swapped gives a part what the next one holds.
func swapped(parts []market.AdvicePart, i int) []market.AdvicePart {
	out := slices.Clone(parts)
	out[i].Doc = parts[(i+1)%len(parts)].Doc
	return out
}

func asText(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
