package advisor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/scoring"
)

// keep stores an advice with what it was computed from. The advice is written last: it names its inputs by their digest, so
// that inputs of another ranking are never taken for its own.
func (a *Advisor) keep(ctx context.Context, in scoring.Input, advice *market.Advice) error {
	parts, digest, err := scoring.KeepInputs(in)
	if err != nil {
		return err
	}
	advice.InputDigest = digest
	if err := a.Store.PutAdviceParts(ctx, advice.AsOf, parts...); err != nil {
		return fmt.Errorf("keep inputs: %w", err)
	}
	if err := a.Store.PutAdvice(ctx, *advice); err != nil {
		return fmt.Errorf("keep advice: %w", err)
	}
	return nil
}

// inputs opens what an advice was computed from. Error: market.ErrNotFound where that was not kept with it.
func (a *Advisor) inputs(ctx context.Context, advice market.Advice) (*scoring.KeptInputs, error) {
	if advice.InputDigest == "" {
		return nil, fmt.Errorf("inputs of the advice as of %s: %w: a version that did not keep them made it", stamp(advice.AsOf), market.ErrNotFound)
	}
	kept, err := scoring.OpenInputs(advice.InputDigest, func(names ...string) ([]market.AdvicePart, error) {
		var out []market.AdvicePart
		for p, err := range a.Store.AdviceParts(ctx, advice.AsOf, names...) {
			if err != nil {
				return nil, err
			}
			out = append(out, p)
		}
		return out, nil
	})
	if err != nil {
		return nil, fmt.Errorf("inputs of the advice as of %s: %w", stamp(advice.AsOf), err)
	}
	return kept, nil
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// Export returns a kept recommendation with all inputs it was computed from, as JSON that Verify recomputes offline. It is
// the recommendation that was ranked, whatever has happened to the store and the settings since.
// Errors: market.ErrNotFound where nothing has been ranked or the candidate was not in it; market.ErrConflict where the
// recommendation cannot be computed again, since its inputs were not kept with it or another version of the model made it.
func (a *Advisor) Export(ctx context.Context, id string, asOf time.Time) ([]byte, error) {
	rec, advice, err := a.ranked(ctx, id, asOf)
	if err != nil {
		return nil, err
	}
	if advice.ModelVersion != scoring.ModelVersion {
		return nil, fmt.Errorf("%w: the advice as of %s was made by %s, this is %s: run `rank` again",
			market.ErrConflict, stamp(advice.AsOf), advice.ModelVersion, scoring.ModelVersion)
	}
	var in scoring.Input
	kept, err := a.inputs(ctx, advice)
	if err == nil {
		in, err = kept.Input()
	}
	if errors.Is(err, market.ErrNotFound) {
		return nil, fmt.Errorf("%w: %s: run `rank` again", market.ErrConflict, err.Error())
	}
	if err != nil {
		return nil, err
	}
	out, err := scoring.ExportKept(in, rec)
	if d, ok := errors.AsType[*scoring.Difference](err); ok {
		return nil, fmt.Errorf("%w: the advice as of %s does not follow from its inputs in this version (%s: kept %s, recomputed %s): run `rank` again",
			market.ErrConflict, stamp(advice.AsOf), d.Field, d.Exported, d.Recomputed)
	}
	return out, err
}

// basedOn fills in the candidate, its matches and the rivals' numbers as the advice used them, and what has changed since.
// Where the inputs were not kept they are those of the store of now, and it says so.
func (a *Advisor) basedOn(ctx context.Context, ex *Explanation, advice market.Advice) error {
	err := a.basedOnKept(ctx, ex, advice)
	if errors.Is(err, market.ErrNotFound) {
		ex.Since = []string{"the inputs of this advice were not kept with it: what is shown as such is what the store holds now, which may be something else; rank again to keep them"}
		return a.basedOnStore(ctx, ex)
	}
	if err != nil {
		return err
	}
	return a.since(ctx, ex)
}

func (a *Advisor) basedOnKept(ctx context.Context, ex *Explanation, advice market.Advice) error {
	kept, err := a.inputs(ctx, advice)
	if err != nil {
		return err
	}
	candidate, matches, err := kept.Candidate(ex.Recommendation.CandidateID)
	if err != nil {
		return err
	}
	rivals := ex.Recommendation.Market.Rivals
	ids := make([]market.ListingID, len(rivals))
	for i, r := range rivals {
		ids[i] = r.ListingID
	}
	series, err := kept.Series(ids)
	if err != nil {
		return err
	}
	ex.Candidate, ex.Matches = candidate, matches
	for _, r := range rivals {
		if s, ok := series[r.ListingID]; ok {
			last, _ := s.Latest()
			ex.Evidence = append(ex.Evidence, evidenceOf(r, last)...)
		}
	}
	return a.lateReadings(ctx, ex, series)
}

// lateReadings tells of how many rivals the store now has other readings from before the ranking than the ranking had.
func (a *Advisor) lateReadings(ctx context.Context, ex *Explanation, series map[market.ListingID]market.Series) error {
	late := 0
	for _, r := range ex.Recommendation.Market.Rivals {
		n := 0
		for _, err := range a.Store.Observations(ctx, market.ObservationFilter{ListingID: r.ListingID, Until: ex.AsOf.Add(time.Nanosecond)}) {
			if err != nil {
				return fmt.Errorf("observations of %q: %w", r.ListingID, err)
			}
			n++
		}
		if n != len(series[r.ListingID].Observations) {
			late++
		}
	}
	if late > 0 {
		ex.Since = append(ex.Since, fmt.Sprintf("readings from before this ranking came to the store after it, which this advice does not count; rivals that have such: %d; rank again for advice on them", late))
	}
	return nil
}

// since tells what the store holds of the candidate now that the advice did not count.
func (a *Advisor) since(ctx context.Context, ex *Explanation) error {
	id := ex.Candidate.ID
	now, err := a.Store.Candidate(ctx, id)
	if err != nil && !errors.Is(err, market.ErrNotFound) {
		return fmt.Errorf("candidate %q: %w", id, err)
	}
	if err == nil {
		changed, err := edits(ex.Candidate, now)
		if err != nil {
			return err
		}
		if len(changed) > 0 {
			ex.Since = append(ex.Since, "the candidate was changed, which this advice does not count: "+strings.Join(changed, "; ")+"; rank again for advice on it")
		}
	}
	was := make(map[market.ListingID]market.Match, len(ex.Matches))
	for _, m := range ex.Matches {
		was[m.ListingID] = m
	}
	decided := 0
	for m, err := range a.Store.Matches(ctx, id) {
		if err != nil {
			return fmt.Errorf("matches of %q: %w", id, err)
		}
		if old, ok := was[m.ListingID]; ok && byUser(m.Decision) && (old.Decision != m.Decision || old.Relation != m.Relation) {
			decided++
		}
	}
	if decided > 0 {
		ex.Since = append(ex.Since, fmt.Sprintf("decided by you on its matches, which this advice does not count: %d; rank again for advice on them", decided))
	}
	return nil
}

// basedOnStore is basedOn for an advice without inputs.
func (a *Advisor) basedOnStore(ctx context.Context, ex *Explanation) error {
	id := ex.Recommendation.CandidateID
	var err error
	if ex.Candidate, err = a.Store.Candidate(ctx, id); err != nil {
		return fmt.Errorf("candidate %q: %w", id, err)
	}
	for m, err := range a.Store.Matches(ctx, id) {
		if err != nil {
			return fmt.Errorf("matches of %q: %w", id, err)
		}
		ex.Matches = append(ex.Matches, m)
	}
	for _, r := range ex.Recommendation.Market.Rivals {
		last, err := a.latest(ctx, r.ListingID, ex.AsOf)
		if err != nil {
			return err
		}
		ex.Evidence = append(ex.Evidence, evidenceOf(r, last)...)
	}
	return nil
}

// edits lists the fields in which two states of a candidate differ, with both values.
func edits(was, now market.Candidate) ([]string, error) {
	old, err := fields(was)
	if err != nil {
		return nil, err
	}
	fresh, err := fields(now)
	if err != nil {
		return nil, err
	}
	names := maps.Clone(old)
	maps.Copy(names, fresh)
	var out []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if o, f := old[name], fresh[name]; o != f {
			out = append(out, fmt.Sprintf("%s was %s, is %s", name, given(o), given(f)))
		}
	}
	return out, nil
}

func given(value string) string {
	if value == "" {
		return "not given"
	}
	return value
}

// fields are the JSON values of a candidate by name, those of its cost sheet each by itself; an amount of money reads as text.
func fields(c market.Candidate) (map[string]string, error) {
	out := map[string]string{}
	var top, cost map[string]json.RawMessage
	for _, x := range []struct {
		v    any
		into *map[string]json.RawMessage
	}{{c, &top}, {c.Cost, &cost}} {
		doc, err := json.Marshal(x.v)
		if err == nil {
			err = json.Unmarshal(doc, x.into)
		}
		if err != nil {
			return nil, fmt.Errorf("candidate %q: %w", c.ID, err)
		}
	}
	delete(top, "cost")
	maps.Copy(top, cost)
	for name, doc := range top {
		var amount struct{ Amount, Currency string }
		if json.Unmarshal(doc, &amount) == nil && amount.Amount != "" {
			out[name] = amount.Amount + " " + amount.Currency
		} else if text := strings.Trim(string(doc), `"`); text != "null" {
			out[name] = text
		}
	}
	return out, nil
}
