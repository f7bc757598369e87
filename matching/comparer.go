package matching

import (
	"cmp"
	"reflect"
	"slices"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Comparer compares again and again as a store grows, and gives each time, to the byte, what Compare would give. It
// remembers what it read and scored: where nothing has changed the last result stands; where only decisions, keywords
// or the like have, no pair is scored again; else texts that stay are not read again. All scores are taken anew when a
// listing arrives, since the weight of a word depends on how many have it. It is not safe for concurrent use.
type Comparer struct {
	texts *texts
	last  *comparing
	how   Reuse
}

// Reuse says how much of the comparing before could be used again.
type Reuse struct {
	Result bool // nothing has changed
	Scores bool // no record has changed
	Texts  int  // different texts of records that were read before
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
		if m.Decision == market.Confirmed || m.Decision == market.Rejected {
			x.decided[[2]string{m.CandidateID, string(m.ListingID)}] = m
		}
	}
	s := records(x.cands, x.listings, prices, x.o.Packs)
	last := c.last
	if last != nil && (o.MaxComparables != last.o.MaxComparables || !slices.Equal(s.left, last.left) || !slices.Equal(s.right, last.right)) {
		last = nil
	}
	if c.how = (Reuse{}); last == nil {
		s.score(c.texts)
		c.how.Read, c.how.Texts = c.texts.fresh, len(c.texts.now)-c.texts.fresh
		c.texts.next()
	} else {
		s, c.how.Scores = last.scored, true
		c.how.Result = slices.EqualFunc(x.cands, last.cands, sameWords) && reflect.DeepEqual(x.decided, last.decided)
	}
	if c.how.Result {
		return last.out
	}
	x.scored, c.last = s, x
	return x.run(last)
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

func (s *scored) score(mem *texts) {
	known := map[string]string{}
	for i, r := range s.right {
		key, ok := known[r.Category]
		if !ok {
			key = categoryKey(r.Category)
			known[r.Category] = key
		}
		s.keys[i] = key
	}
	m := Shipped()
	s.task = newTask(s.left, s.right, m, false, mem)
	s.task.ScoreFirst(&m.First)
	s.p = s.task.ScoreSecond(&m.Second)
}
