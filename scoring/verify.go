package scoring

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"shelfwise/market"
)

// Difference is the first field in which a recomputed recommendation differs from the exported one.
type Difference struct{ Field, Exported, Recomputed string }

// Error names the field and both values.
func (d *Difference) Error() string {
	return fmt.Sprintf("%s: exported %s, recomputed %s", d.Field, d.Exported, d.Recomputed)
}

// Verify recomputes an exported recommendation from the inputs in the export. Nil means that every field agrees and every
// part of the inputs has its digest.
// Errors: *Difference, also for a name that an export does not have or writes otherwise; market.ErrInvalid for what is no
// export, gives a name twice or was made by another version of the model.
func Verify(exported []byte) error {
	var e export
	if err := json.Unmarshal(exported, &e); err != nil {
		return fmt.Errorf("read export: %w: %w", market.ErrInvalid, err)
	}
	whole, err := plain(exported)
	if err != nil {
		return fmt.Errorf("read export: %w: %w", market.ErrInvalid, err)
	}
	switch {
	case e.Format != exportFormat:
		return &market.FieldError{Field: "format", Problem: fmt.Sprintf("%q is not %s: write the file with explain CANDIDATE --export", e.Format, exportFormat)}
	case e.ModelVersion != ModelVersion:
		return &market.FieldError{Field: "model_version", Problem: fmt.Sprintf("exported by %s, this is %s", e.ModelVersion, ModelVersion)}
	}
	if err := e.exact(whole); err != nil {
		return err
	}
	advice, err := Advise(e.Input.input())
	if err != nil {
		return err
	}
	for _, rec := range advice.Recommendations {
		if rec.CandidateID == e.CandidateID {
			if err := compare(e.Recommendation, rec); err != nil {
				return err
			}
			return e.undisturbed()
		}
	}
	return &market.FieldError{Field: "candidate_id", Problem: fmt.Sprintf("%q is not among the exported candidates", e.CandidateID)}
}

// exact compares an export with what was read of it, so that no name is passed over: one that is unknown, or known in other
// letters.
func (e export) exact(whole any) error {
	read, err := json.Marshal(e)
	if err != nil {
		return err
	}
	again, err := plain(read)
	if err != nil {
		return err
	}
	if d := differ("", whole, again); d != nil {
		return d
	}
	return nil
}

// undisturbed compares the digests of the inputs with those in the export.
func (e export) undisturbed() error {
	now, err := e.Input.digests()
	if err != nil {
		return err
	}
	names := maps.Clone(now)
	maps.Copy(names, e.Digests)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if now[name] != e.Digests[name] {
			return &Difference{Field: "input." + name, Exported: "SHA-256 " + cmp.Or(e.Digests[name], "missing"), Recomputed: "SHA-256 " + cmp.Or(now[name], "missing")}
		}
	}
	return nil
}

// compare walks both as JSON, in order of the field names.
func compare(exported json.RawMessage, rec market.Recommendation) error {
	again, err := json.Marshal(rec)
	if err != nil {
		return err
	}
	a, err := plain(exported)
	if err != nil {
		return fmt.Errorf("recommendation: %w: %w", market.ErrInvalid, err)
	}
	b, err := plain(again)
	if err != nil {
		return err
	}
	if d := differ("", a, b); d != nil {
		return d
	}
	return nil
}

// plain decodes one JSON document. It refuses a name that is given twice in one object, of which readers would see only one.
func plain(data []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	return value(dec, "")
}

// value decodes the next value, which stands at a path.
func value(dec *json.Decoder, path string) (any, error) {
	t, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		return object(dec, path)
	case json.Delim('['):
		out := []any{}
		for dec.More() {
			v, err := value(dec, fmt.Sprintf("%s[%d]", path, len(out)))
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		_, err := dec.Token()
		return out, err
	}
	return t, nil
}

func object(dec *json.Decoder, path string) (any, error) {
	out := map[string]any{}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, err
		}
		name, ok := t.(string)
		if !ok {
			return nil, fmt.Errorf("%s: %v is no name", path, t)
		}
		at := join(path, name)
		if _, twice := out[name]; twice {
			return nil, &market.FieldError{Field: at, Problem: "is given twice"}
		}
		if out[name], err = value(dec, at); err != nil {
			return nil, err
		}
	}
	_, err := dec.Token()
	return out, err
}

// absent stands for a name that one of two objects lacks, which null is not.
type absent struct{}

func differ(path string, a, b any) *Difference {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			break
		}
		names := map[string]bool{}
		for k := range x {
			names[k] = true
		}
		for k := range y {
			names[k] = true
		}
		for _, k := range slices.Sorted(maps.Keys(names)) {
			if d := differ(join(path, k), member(x, k), member(y, k)); d != nil {
				return d
			}
		}
		return nil
	case []any:
		y, ok := b.([]any)
		if !ok {
			break
		}
		for i := range min(len(x), len(y)) {
			if d := differ(fmt.Sprintf("%s[%d]", path, i), x[i], y[i]); d != nil {
				return d
			}
		}
		if len(x) == len(y) {
			return nil
		}
		path = fmt.Sprintf("%s: number of entries", path)
		a, b = len(x), len(y)
	default:
		if a == b {
			return nil
		}
	}
	return &Difference{Field: path, Exported: brief(a), Recomputed: brief(b)}
}

func member(of map[string]any, name string) any {
	if v, ok := of[name]; ok {
		return v
	}
	return absent{}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// brief renders a value for a message.
func brief(v any) string {
	if v == (absent{}) {
		return "nothing"
	}
	b, err := json.Marshal(v)
	if err != nil {
		return "?"
	}
	if len(b) > 120 {
		return string(b[:120]) + "…"
	}
	return string(b)
}
