package matching

import (
	"cmp"
	"maps"
	"math"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"shelfwise/market"
	"shelfwise/market/money"
)

// Result is what Compare found.
type Result struct {
	Matches     []market.Match                // in order of candidate, then listing
	Excluded    map[string][]market.Exclusion // by candidate, in order of listing
	Quarantined []Quarantine                  // contradictory identifiers; never matched
	Built       map[string]string             // candidate → how its market was found
	Guards      []market.GuardEffect          // how far each guard moved a market's median price
	Agreement   Agreement
}

// Quarantine is a listing that shares an identifier with a candidate but contradicts it.
type Quarantine struct {
	CandidateID string           `json:"candidate_id"`
	ListingID   market.ListingID `json:"listing_id"`
	GTIN        string           `json:"gtin"`
	Reason      string           `json:"reason"` // brand, pack, bundle, condition, variant, size, model, title or accessory, with both values
}

// comparing is one run of Compare.
type comparing struct {
	*scored
	cands    []market.Candidate
	listings []market.Listing
	wants    []*wanted // by candidate
	decided  map[[2]string]market.Match
	shelves  *shelves
	words    *lookup
	bridges  map[string]map[string]bool // candidate's category key → listings' keys that mean the same
	same     []map[int]market.Match     // by candidate: listing → match
	barred   []map[int]string           // by candidate: listing → why it is no match
	said     []map[int]saying           // by candidate: what the model said of the listings that the user decided
	details  map[[2]int]string          // candidate, listing → what contradicts an equal identifier
	markets  []built
	found    [][]*substitute // by candidate: its market as it was looked at, in order of listing
	last     *comparing      // of like records, or nil
	out      Result
	o        Options
}

// Compare relates listings to candidates: which are the same product, and which are comparable. prices hold each
// listing's current price where known; they serve the guards. Decisions of the user among decided always win. The
// result does not depend on the order of the input.
func Compare(cands []market.Candidate, listings []market.Listing, prices map[market.ListingID]money.Amount, decided []market.Match, o Options) Result {
	return NewComparer().Compare(cands, listings, prices, decided, o)
}

// run makes the result of scored pairs and decisions. last is a comparing of the same records, or nil: markets that
// nothing new touches are taken from it.
func (x *comparing) run(last *comparing) Result {
	x.out = Result{Excluded: map[string][]market.Exclusion{}, Built: map[string]string{}}
	x.last = last
	x.shelves, x.words = shelve(x.keys), x.lookup()
	x.wants = make([]*wanted, len(x.cands))
	for i := range x.cands {
		x.wants[i] = x.want(i)
	}
	x.findSame()
	x.learnBridges()
	x.markets, x.found = make([]built, len(x.cands)), make([][]*substitute, len(x.cands))
	bridged := last != nil && x.scored == last.scored && reflect.DeepEqual(x.bridges, last.bridges)
	parallel(len(x.cands), func(i int) {
		if bridged && sameWords(x.cands[i], last.cands[i]) && reflect.DeepEqual(x.same[i], last.same[i]) && maps.Equal(x.barred[i], last.barred[i]) {
			x.markets[i], x.found[i] = last.markets[i], last.found[i]
			return
		}
		x.markets[i] = x.build(i)
	})
	x.last = nil
	x.writeMatches()
	x.agree()
	for i, m := range x.markets {
		id := x.cands[i].ID
		if len(m.excluded) > 0 {
			x.out.Excluded[id] = m.excluded
		}
		x.out.Guards = append(x.out.Guards, m.guards...)
		x.out.Built[id] = m.how
	}
	return x.out
}

// writeMatches fills the matches of the result.
func (x *comparing) writeMatches() {
	n := 0
	for _, m := range x.markets {
		n += len(m.rivals)
	}
	if n == 0 {
		return
	}
	x.out.Matches = make([]market.Match, n)
	from := make([]int, len(x.markets))
	for i := len(x.markets) - 1; i >= 0; i-- {
		n -= len(x.markets[i].rivals)
		from[i] = n
	}
	parallel(len(x.markets), func(i int) {
		to := x.out.Matches[from[i]:]
		for k, r := range x.markets[i].rivals {
			if r.found == nil {
				to[k] = x.markets[i].same[r.at]
			} else {
				to[k] = r.found.match(x.cands[i].ID, x.listings[r.at].ID)
			}
		}
	})
}

// parallel runs f for 0 … n-1 on all processors and waits; unlike each, for few and long pieces of work.
func parallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

// titleWithVariant adds the options of a variant that its title does not name.
func titleWithVariant(l market.Listing) string {
	if len(l.Variant) == 0 {
		return l.Title
	}
	var t strings.Builder
	t.WriteString(l.Title)
	for _, k := range sortedKeys(l.Variant) {
		t.WriteString(" " + l.Variant[k])
	}
	return t.String()
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// rival is a listing of a candidate's market; found is nil where it is the same product.
type rival struct {
	at    int
	found *substitute
}

// built is the market of one candidate.
type built struct {
	rivals   []rival // in order of listing
	excluded []market.Exclusion
	guards   []market.GuardEffect
	would    map[int]bool // of the listings that the user decided on, those that it would hold without that
	how      string
	same     map[int]market.Match // by listing, after a look at the prices
}

// build makes the market of candidate i: the same product's offers, then comparable ones, less what the guards and
// the user left out.
func (x *comparing) build(i int) built {
	c, w := &x.cands[i], x.wants[i]
	found, how := x.comparables(i, w)
	w.median, w.currency, w.priced = x.median(found)
	excluded := map[int]market.Exclusion{}
	for at, reason := range x.barred[i] {
		excluded[at] = market.Exclusion{ListingID: x.listings[at].ID, Reason: reason, Detail: x.details[[2]int{i, at}]}
	}
	would := x.wouldUse(i, w, found)
	same := x.lookAgain(i, w, excluded)
	near := make([]*substitute, 0, len(found))
	for _, f := range found {
		l := &x.listings[f.at]
		if _, out := excluded[f.at]; out && x.final(i, f.at) {
			continue
		}
		if _, same := same[f.at]; same {
			continue
		}
		if w.judge(f); f.out {
			excluded[f.at] = market.Exclusion{ListingID: l.ID, Reason: f.reason, Detail: f.detail}
			continue
		}
		near = append(near, f)
	}
	near = x.nearest(near)
	rivals := make([]rival, 0, len(near)+len(same))
	for _, f := range near {
		rivals = append(rivals, rival{f.at, f})
	}
	for at := range same {
		rivals = append(rivals, rival{at, nil})
	}
	slices.SortFunc(rivals, func(a, b rival) int { return cmp.Compare(a.at, b.at) })
	inside := make([]int, 0, len(rivals))
	out := built{rivals: rivals, would: would, how: describe(same, how, len(near)), same: same}
	for _, r := range rivals {
		inside = append(inside, r.at)
		delete(excluded, r.at)
	}
	for _, at := range sortedInts(excluded) {
		out.excluded = append(out.excluded, excluded[at])
	}
	out.guards = x.effects(c.ID, w, inside, excluded)
	slices.SortFunc(found, func(a, b *substitute) int { return cmp.Compare(a.at, b.at) })
	for _, f := range found {
		f.was = f.at
	}
	x.found[i] = found
	return out
}

// final: the user's word and a contradictory identifier keep a listing out of the whole market, while one that a
// guard kept from being the same product is looked at again.
func (x *comparing) final(i, at int) bool {
	r := x.barred[i][at]
	return r == ReasonRejected || r == ReasonIdentifier
}

// nearest keeps the most alike where a market has more comparables than the options allow.
func (x *comparing) nearest(near []*substitute) []*substitute {
	most := x.o.MaxComparables
	if most <= 0 {
		most = 2000
	}
	if len(near) <= most {
		return near
	}
	slices.SortFunc(near, func(a, b *substitute) int {
		return cmp.Or(cmp.Compare(b.confidence, a.confidence), cmp.Compare(a.at, b.at))
	})
	return near[:most]
}

func sortedInts[V any](m map[int]V) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (x *comparing) want(i int) *wanted {
	c, it := &x.cands[i], x.task.items[0][i]
	if k := x.wasCandidate(i); k >= 0 && x.last.wants[k].it == it && sameWords(*c, x.last.cands[k]) {
		w := *x.last.wants[k]
		w.median, w.currency, w.before = math.NaN(), "", x.last.found[k]
		return &w
	}
	return wantedFor(it, c.Category, c.Keywords)
}

// wantedFor prepares a record for the guards.
func wantedFor(it *item, category string, keywords []string) *wanted {
	var text strings.Builder
	text.WriteString(it.folded + " " + Fold(category))
	for _, k := range keywords {
		text.WriteString(" " + Fold(k))
	}
	w := &wanted{it: it, product: productWords(it, category, keywords), text: text.String(), median: math.NaN(), grams: it.seen().grams}
	w.stems = newPhrase(w.product).stems
	v := it.seen()
	w.own, w.isSet, w.isPart = ownWords(it.order), v.isSet, len(v.parts)+len(v.partScript) > 0
	for _, part := range slices.Concat(v.anyParts, v.partScript) {
		w.kinds[partKind(part)] = true
	}
	return w
}

// median is the usual price among found listings that no accessory word touches, in the currency that most show.
func (x *comparing) median(found []*substitute) (float64, string, int) {
	count := map[money.Currency]int{}
	var last money.Currency
	n := 0 // of last, not yet counted
	for _, f := range found {
		if f.currency == "" {
			continue
		}
		if f.currency != last {
			count[last] += n
			last, n = f.currency, 0
		}
		n++
	}
	count[last] += n
	best := money.Currency("")
	for c, n := range count {
		if n > count[best] || n == count[best] && c < best {
			best = c
		}
	}
	prices := make([]float64, 0, len(found))
	for _, f := range found {
		if f.price > 0 && f.plain && f.currency == best {
			prices = append(prices, f.price)
		}
	}
	return medianOf(prices), string(best), len(prices)
}

func medianOf(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	slices.Sort(v)
	if n := len(v); n%2 == 0 {
		return (v[n/2-1] + v[n/2]) / 2
	}
	return v[len(v)/2]
}
