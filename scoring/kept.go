package scoring

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"shelfwise/market"
	"shelfwise/market/money"
)

// The inputs of a ranking are kept once per ranking, in gzipped blocks of JSON of about blockSize bytes each, so that one
// candidate's inputs are read without the others'. The head holds the settings and the SHA-256 of every block; its own
// SHA-256 stands in the advice. So inputs that are not those of the advice, or not whole, are never taken for them.
const (
	keptFormat = "shelfwise-inputs/1"
	headName   = "head"
	blockSize  = 1 << 18
)

// keptHead is the part that is read first.
type keptHead struct {
	Format   string             `json:"format"`
	Settings exportInput        `json:"settings"` // without the lists, which are in blocks
	Blocks   map[string][]block `json:"blocks"`   // by kind
}

// block names the first item of a part and what the part holds.
type block struct {
	First  string `json:"first"`
	SHA256 string `json:"sha256"`
}

// keptCandidate is a candidate with what matching found for it.
type keptCandidate struct {
	Candidate market.Candidate   `json:"candidate"`
	Matches   []market.Match     `json:"matches,omitempty"`
	Excluded  []market.Exclusion `json:"excluded,omitempty"`
	Built     string             `json:"built,omitempty"`
}

// The kinds of blocks.
const (
	kindCandidates = "candidates"
	kindGuards     = "guards"
	kindSeries     = "series"
)

// KeepInputs returns all that Advise computes an advice from, as parts for market.AdviceStore, and the digest that finds them
// again. Error: market.ErrInvalid for what JSON cannot express, or where candidates or series are not in order of ID.
func KeepInputs(in Input) (parts []market.AdvicePart, digest string, err error) {
	zip, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil {
		return nil, "", err
	}
	k := &keeper{zip: zip}
	settings := exported(in, asOf(in))
	settings.Candidates, settings.Matches, settings.Excluded, settings.Built, settings.Guards, settings.Series = nil, nil, nil, nil, nil, nil
	head := keptHead{Format: keptFormat, Settings: settings, Blocks: map[string][]block{
		kindCandidates: cut(k, kindCandidates, withMatches(in), func(c keptCandidate) string { return c.Candidate.ID }),
		kindGuards:     cut(k, kindGuards, in.Guards, nil),
		kindSeries:     cut(k, kindSeries, in.Series, func(s market.Series) string { return string(s.Listing.ID) }),
	}}
	doc := k.encode(head)
	digest = k.add(headName, doc)
	if k.err != nil {
		return nil, "", fmt.Errorf("keep inputs: %w: %w", market.ErrInvalid, k.err)
	}
	return k.parts, digest, nil
}

func withMatches(in Input) []keptCandidate {
	matches := map[string][]market.Match{}
	for _, m := range in.Matches {
		matches[m.CandidateID] = append(matches[m.CandidateID], m)
	}
	out := make([]keptCandidate, len(in.Candidates))
	for i, c := range in.Candidates {
		out[i] = keptCandidate{c, matches[c.ID], in.Excluded[c.ID], in.Built[c.ID]}
	}
	return out
}

// keeper collects parts and the first error.
type keeper struct {
	zip   *gzip.Writer
	parts []market.AdvicePart
	err   error
}

func (k *keeper) encode(v any) []byte {
	doc, err := json.Marshal(v)
	k.err = cmp.Or(k.err, err)
	return doc
}

// add gzips a document under a name and returns the document's SHA-256.
func (k *keeper) add(name string, doc []byte) string {
	var out bytes.Buffer
	k.zip.Reset(&out)
	_, err := k.zip.Write(doc)
	k.err = cmp.Or(k.err, err, k.zip.Close())
	k.parts = append(k.parts, market.AdvicePart{Name: name, Doc: out.Bytes()})
	return fmt.Sprintf("%x", sha256.Sum256(doc))
}

// cut makes blocks of a list of values that stand in order of their id; without ids they are not looked for one by one.
func cut[T any](k *keeper, kind string, items []T, id func(T) string) []block {
	var out []block
	var first, last string
	doc := []byte{'['}
	flush := func() {
		if len(doc) == 1 {
			return
		}
		out = append(out, block{first, k.add(blockName(kind, len(out)), append(doc, ']'))})
		doc = doc[:1]
	}
	for i, x := range items {
		if id != nil {
			if i > 0 && id(x) <= last {
				k.err = cmp.Or(k.err, fmt.Errorf("%s %q after %q is not in order", kind, id(x), last))
			}
			last = id(x)
		}
		if len(doc) == 1 {
			first = last
		} else {
			doc = append(doc, ',')
		}
		if doc = append(doc, k.encode(x)...); len(doc) >= blockSize {
			flush()
		}
	}
	flush()
	return out
}

func blockName(kind string, i int) string { return fmt.Sprintf("%s/%08d", kind, i) }

// PartReader reads parts by name in any order; no name: all.
type PartReader func(names ...string) ([]market.AdvicePart, error)

// KeptInputs are the inputs of a ranking that were kept with it.
type KeptInputs struct {
	head keptHead
	read PartReader
}

// OpenInputs reads the head of kept inputs. Error: market.ErrNotFound where none are kept under that digest.
func OpenInputs(digest string, read PartReader) (*KeptInputs, error) {
	k := &KeptInputs{read: read}
	if err := k.load([]string{headName}, []string{digest}, func(doc []byte) error { return json.Unmarshal(doc, &k.head) }); err != nil {
		return nil, err
	}
	if k.head.Format != keptFormat {
		return nil, fmt.Errorf("inputs of another format, %q: %w", k.head.Format, market.ErrNotFound)
	}
	return k, nil
}

// load reads parts and checks them by their digests.
func (k *KeptInputs) load(names, digests []string, use func(doc []byte) error) error {
	if len(names) == 0 {
		return nil
	}
	parts, err := k.read(names...)
	if err != nil {
		return err
	}
	docs := make(map[string][]byte, len(parts))
	for _, p := range parts {
		docs[p.Name] = p.Doc
	}
	for i, name := range names {
		doc, err := unzip(docs[name])
		if err != nil || fmt.Sprintf("%x", sha256.Sum256(doc)) != digests[i] {
			return fmt.Errorf("part %s of the kept inputs: %w", name, market.ErrNotFound)
		}
		if err := use(doc); err != nil {
			return fmt.Errorf("part %s of the kept inputs: %w", name, err)
		}
	}
	return nil
}

func unzip(doc []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(doc))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// blocks decodes blocks of a kind in order: those in which one of the ids may stand, or all for nil.
func blocks[T any](k *KeptInputs, kind string, ids []string) ([]T, error) {
	all := k.head.Blocks[kind]
	wanted := make([]bool, len(all))
	for _, id := range ids {
		if i, found := slices.BinarySearchFunc(all, id, func(b block, id string) int { return cmp.Compare(b.First, id) }); found {
			wanted[i] = true
		} else if i > 0 {
			wanted[i-1] = true
		}
	}
	var names, digests []string
	for i, b := range all {
		if wanted[i] || ids == nil {
			names, digests = append(names, blockName(kind, i)), append(digests, b.SHA256)
		}
	}
	var out []T
	err := k.load(names, digests, func(doc []byte) error {
		var some []T
		if err := json.Unmarshal(doc, &some); err != nil {
			return err
		}
		out = append(out, some...)
		return nil
	})
	return out, err
}

// Input returns all of it. Advise makes the same advice of it as of the input that was kept.
func (k *KeptInputs) Input() (Input, error) {
	cands, err := blocks[keptCandidate](k, kindCandidates, nil)
	if err != nil {
		return Input{}, err
	}
	from := k.head.Settings
	if from.Guards, err = blocks[market.GuardEffect](k, kindGuards, nil); err != nil {
		return Input{}, err
	}
	if from.Series, err = blocks[market.Series](k, kindSeries, nil); err != nil {
		return Input{}, err
	}
	from.Excluded, from.Built = map[string][]market.Exclusion{}, map[string]string{}
	for _, c := range cands {
		from.Candidates, from.Matches = append(from.Candidates, c.Candidate), append(from.Matches, c.Matches...)
		if c.Excluded != nil {
			from.Excluded[c.Candidate.ID] = c.Excluded
		}
		if c.Built != "" {
			from.Built[c.Candidate.ID] = c.Built
		}
	}
	return from.input(), nil
}

// Candidate returns one candidate and its matches. Error: market.ErrNotFound.
func (k *KeptInputs) Candidate(id string) (market.Candidate, []market.Match, error) {
	some, err := blocks[keptCandidate](k, kindCandidates, []string{id})
	if err != nil {
		return market.Candidate{}, nil, err
	}
	for _, c := range some {
		if c.Candidate.ID == id {
			return c.Candidate, c.Matches, nil
		}
	}
	return market.Candidate{}, nil, fmt.Errorf("candidate %s in the kept inputs: %w", id, market.ErrNotFound)
}

// Series returns the series of listings; those that were not known then are not among them.
func (k *KeptInputs) Series(ids []market.ListingID) (map[market.ListingID]market.Series, error) {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
	}
	some, err := blocks[market.Series](k, kindSeries, names)
	out := make(map[market.ListingID]market.Series, len(ids))
	for _, s := range some {
		if slices.Contains(ids, s.Listing.ID) {
			out[s.Listing.ID] = s
		}
	}
	return out, err
}

// input turns it back into what Advise takes.
func (in exportInput) input() Input {
	rates := fixedRates{}
	for _, r := range in.Rates {
		rates[[2]money.Currency{r.From, r.To}] = [2]int64{r.Num, r.Den}
	}
	return Input{
		AsOf: in.AsOf, Seed: in.Seed, Profile: in.Profile, Candidates: in.Candidates, Series: in.Series, Matches: in.Matches,
		Excluded: in.Excluded, Built: in.Built, Guards: in.Guards, Fees: in.Fees, Rates: rates, Events: in.Events, Sales: in.Sales,
	}
}
