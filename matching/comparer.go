package matching

import (
	"cmp"
	"reflect"
	"slices"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Comparer compares again and again as a store grows. It remembers what it read and scored: where nothing has changed
// the last result stands; where only decisions, keywords or the like have, no pair is scored again; where listings
// arrive, leave or change, only their pairs are.
//
// The weight of a word depends on how many records have it, and would move with every listing. So weights, and which
// sides hold each product once, are those of the last whole comparing: the first one, and each one after which the
// texts that came or went since make up RefreshShare. A result therefore depends on the records of the last whole
// comparing and on those of now, not on the steps between; Options.Whole, or a new Comparer, gives what Compare gives.
// What one decision leaves to another (who is matched with whom, quarantine, the user's decisions) is always taken
// anew over all records. It is not safe for concurrent use.
type Comparer struct {
	texts  *texts
	census census
	last   *comparing
	how    Reuse
}

// RefreshShare is the share of texts that may come or go before the weights of words are taken anew.
const RefreshShare = 0.1

// Reuse says how much of the comparing before could be used again.
type Reuse struct {
	Result bool // nothing has changed
	Scores bool // no record has changed
	Whole  bool // weights and all scores were taken anew
	Pairs  int  // pairs that were measured and scored
	Texts  int  // different texts of records that were read before, where the comparing is whole
	Read   int  // and those read now; both 0 for so many records that none is remembered
}

// scored is the pairs of two sides with their probabilities, and what belongs to the records.
type scored struct {
	task        *Task
	left, right []Record
	p           []float64
	keys        []string // category keys of the listings
}

// NewComparer returns a Comparer that knows nothing yet.
func NewComparer() *Comparer { return &Comparer{texts: newTexts()} }

// Reused says what the last Compare could use of the one before.
func (c *Comparer) Reused() Reuse { return c.how }

// Compare is the function of the same name. The result is shared with later calls and must not be changed.
func (c *Comparer) Compare(cands []market.Candidate, listings []market.Listing, prices map[market.ListingID]money.Amount, decided []market.Match, o Options) Result {
	x := &comparing{cands: slices.Clone(cands), listings: slices.Clone(listings), o: o, decided: map[[2]string]market.Match{}, bridges: map[string]map[string]bool{}}
	slices.SortFunc(x.cands, func(a, b market.Candidate) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(x.listings, func(a, b market.Listing) int { return cmp.Compare(a.ID, b.ID) })
	for _, m := range decided {
		if counts(m) {
			x.decided[[2]string{m.CandidateID, string(m.ListingID)}] = m
		}
	}
	s := records(x.cands, x.listings, prices, x.o.Packs)
	last := c.last
	if last != nil && (o.Whole || o.MaxComparables != last.o.MaxComparables) {
		last = nil
	}
	if c.how = (Reuse{}); last != nil && slices.Equal(s.left, last.left) && slices.Equal(s.right, last.right) {
		s, c.how.Scores = last.scored, true
		c.how.Result = slices.EqualFunc(x.cands, last.cands, sameWords) && reflect.DeepEqual(x.decided, last.decided)
	} else {
		last = c.score(s, last)
	}
	if c.how.Result {
		return last.out
	}
	x.scored, c.last = s, x
	return x.run(last)
}

// score scores the pairs of s: what is new beside last, or everything. It returns last where that was of use.
func (c *Comparer) score(s *scored, last *comparing) *comparing {
	s.readKeys()
	m := Shipped()
	if last != nil && c.census.goesOn(s) {
		s.task = last.task.next(s.left, s.right)
		c.how.Pairs = len(s.task.fresh)
	} else {
		last = nil
		c.texts.next()
		s.task = newTask(s.left, s.right, m, false, c.texts)
		s.task.ScoreFirst(&m.First)
		c.how = Reuse{Whole: true, Pairs: len(s.task.pairs), Read: c.texts.fresh, Texts: len(c.texts.now) - c.texts.fresh}
		c.census = census{}
		c.census.take(s)
	}
	s.p = s.task.ScoreSecond(&m.Second)
	return last
}

// census is the texts that the weights of words were taken from.
type census map[censusKey]bool

type censusKey struct {
	side int
	id   string
	textKey
}

// each calls f with the key of every record.
func (c census) each(s *scored, f func(censusKey)) {
	for side, records := range [2][]Record{s.left, s.right} {
		for i := range records {
			r := &records[i]
			f(censusKey{side, r.ID, textKey{r.Title, r.Brand, r.MPN}})
		}
	}
}

func (c census) take(s *scored) { c.each(s, func(k censusKey) { c[k] = true }) }

// goesOn reports whether the texts of s are so much those of the census that its weights may stand. So many records
// that no text is remembered are always compared whole.
func (c census) goesOn(s *scored) bool {
	if len(s.left)+len(s.right) > textsUpTo {
		return false
	}
	came, stayed := 0, 0
	c.each(s, func(k censusKey) {
		if c[k] {
			stayed++
		} else {
			came++
		}
	})
	return float64(came+len(c)-stayed) <= RefreshShare*float64(len(c))
}

// sameWords: of what comparing reads of a candidate, only its keywords are not in its record.
func sameWords(a, b market.Candidate) bool { return slices.Equal(a.Keywords, b.Keywords) }

func records(cands []market.Candidate, listings []market.Listing, prices map[market.ListingID]money.Amount, packs map[market.ListingID]int) *scored {
	s := &scored{left: make([]Record, len(cands)), right: make([]Record, len(listings)), keys: make([]string, len(listings))}
	for i, c := range cands {
		s.left[i] = Record{ID: c.ID, Title: c.Title, Brand: c.Brand, MPN: c.MPN, GTIN: c.GTIN, Category: c.Category, Price: c.ListPrice}
	}
	for i, l := range listings {
		s.right[i] = Record{ID: string(l.ID), Title: titleWithVariant(l), Brand: l.Brand, MPN: l.MPN, GTIN: l.GTIN, Category: l.Category, Price: prices[l.ID], Pack: packs[l.ID]}
	}
	return s
}

func (s *scored) readKeys() {
	known := map[string]string{}
	for i, r := range s.right {
		key, ok := known[r.Category]
		if !ok {
			key = categoryKey(r.Category)
			known[r.Category] = key
		}
		s.keys[i] = key
	}
}
