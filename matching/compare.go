package matching

import (
	"cmp"
	"math"
	"slices"
	"strings"

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
	Reason      string           `json:"reason"` // brand, pack, variant, accessory, with both values
}

// Agreement says how often the user's decisions and the model's are the same.
type Agreement struct {
	Decided int `json:"decided"`
	Agreed  int `json:"agreed"`
}

// comparing is one run of Compare.
type comparing struct {
	cands    []market.Candidate
	listings []market.Listing
	task     *Task
	p        []float64
	decided  map[[2]string]market.Match
	keys     []string // category keys of the listings
	shelves  *shelves
	bridges  map[string]map[string]bool // candidate's category key → listings' keys that mean the same
	same     []map[int]market.Match     // by candidate: listing → match
	barred   []map[int]string           // by candidate: listing → why it is no match
	out      Result
	o        Options
}

// Compare relates listings to candidates: which are the same product, and which are comparable. prices hold each
// listing's current price where known; they serve the guards. Decisions of the user among decided always win. The
// result does not depend on the order of the input.
func Compare(cands []market.Candidate, listings []market.Listing, prices map[market.ListingID]money.Amount, decided []market.Match, o Options) Result {
	x := &comparing{cands: slices.Clone(cands), listings: slices.Clone(listings), o: o, decided: map[[2]string]market.Match{}, bridges: map[string]map[string]bool{}}
	slices.SortFunc(x.cands, func(a, b market.Candidate) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(x.listings, func(a, b market.Listing) int { return cmp.Compare(a.ID, b.ID) })
	for _, m := range decided {
		if m.Decision == market.Confirmed || m.Decision == market.Rejected {
			x.decided[[2]string{m.CandidateID, string(m.ListingID)}] = m
		}
	}
	left, right := make([]Record, len(x.cands)), make([]Record, len(x.listings))
	for i, c := range x.cands {
		left[i] = Record{ID: c.ID, Title: c.Title, Brand: c.Brand, MPN: c.MPN, GTIN: c.GTIN, Category: c.Category, Price: c.ListPrice}
	}
	for i, l := range x.listings {
		right[i] = Record{ID: string(l.ID), Title: titleWithVariant(l), Brand: l.Brand, MPN: l.MPN, GTIN: l.GTIN, Category: l.Category, Price: prices[l.ID], Pack: o.Packs[l.ID]}
		x.keys = append(x.keys, categoryKey(l.Category))
	}
	m := Shipped()
	x.task = NewTask(left, right, m)
	x.task.ScoreFirst(&m.First)
	x.p = x.task.ScoreSecond(&m.Second)
	x.out = Result{Excluded: map[string][]market.Exclusion{}, Built: map[string]string{}}
	x.shelves = shelve(x.task.items[1], x.keys)
	x.findSame()
	x.learnBridges()
	for i := range x.cands {
		x.build(i)
	}
	return x.out
}

// titleWithVariant adds the options of a variant that its title does not name.
func titleWithVariant(l market.Listing) string {
	var t strings.Builder
	t.WriteString(l.Title)
	for _, k := range sortedKeys(l.Variant) {
		t.WriteString(" " + l.Variant[k])
	}
	return t.String()
}

func sortedKeys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// rival is a listing of a candidate's market.
type rival struct {
	at    int
	match market.Match
}

// build makes the market of candidate i: the same product's offers, then comparable ones, less what the guards and
// the user left out.
func (x *comparing) build(i int) {
	c := &x.cands[i]
	w := x.want(i)
	found, how := x.comparables(i, w)
	w.median, w.currency = x.median(found, w)
	excluded := map[int]market.Exclusion{}
	for at, reason := range x.barred[i] {
		excluded[at] = market.Exclusion{ListingID: x.listings[at].ID, Reason: reason}
	}
	rivals := make([]rival, 0, len(found))
	for _, f := range found {
		l := &x.listings[f.at]
		if _, out := excluded[f.at]; out && x.final(i, f.at) {
			continue
		}
		if _, same := x.same[i][f.at]; same {
			continue
		}
		if reason, detail, out := w.exclude(x.task.items[1][f.at]); out {
			excluded[f.at] = market.Exclusion{ListingID: l.ID, Reason: reason, Detail: detail}
			continue
		}
		rivals = append(rivals, rival{f.at, f.match(c.ID, l.ID)})
	}
	rivals = x.nearest(rivals)
	comparables := len(rivals)
	for at, m := range x.same[i] {
		rivals = append(rivals, rival{at, m})
	}
	slices.SortFunc(rivals, func(a, b rival) int { return cmp.Compare(a.at, b.at) })
	inside := make([]int, 0, len(rivals))
	for _, r := range rivals {
		x.out.Matches = append(x.out.Matches, r.match)
		inside = append(inside, r.at)
		delete(excluded, r.at)
	}
	for _, at := range sortedInts(excluded) {
		x.out.Excluded[c.ID] = append(x.out.Excluded[c.ID], excluded[at])
	}
	x.out.Guards = append(x.out.Guards, x.effects(c.ID, w, inside, excluded)...)
	x.out.Built[c.ID] = x.describe(i, how, comparables)
}

// final: the user's word and a contradictory identifier keep a listing out of the whole market, while one that a
// guard kept from being the same product is looked at again.
func (x *comparing) final(i, at int) bool {
	r := x.barred[i][at]
	return r == ReasonRejected || r == ReasonIdentifier
}

// nearest keeps the most alike where a market has more comparables than the options allow.
func (x *comparing) nearest(rivals []rival) []rival {
	most := x.o.MaxComparables
	if most <= 0 {
		most = 2000
	}
	if len(rivals) <= most {
		return rivals
	}
	slices.SortFunc(rivals, func(a, b rival) int {
		return cmp.Or(cmp.Compare(b.match.Confidence, a.match.Confidence), cmp.Compare(a.at, b.at))
	})
	return rivals[:most]
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
	var text strings.Builder
	text.WriteString(it.folded + " " + Fold(c.Category))
	for _, k := range c.Keywords {
		text.WriteString(" " + Fold(k))
	}
	return &wanted{it: it, product: productWords(it, c.Category, c.Keywords), text: text.String(), median: math.NaN()}
}

// median is the usual price among found listings that no accessory word touches, in the currency that most show.
func (x *comparing) median(found []substitute, w *wanted) (float64, string) {
	count := map[string]int{}
	for _, f := range found {
		if p := x.task.right[f.at].Price; p.Known() {
			count[string(p.Currency())]++
		}
	}
	best := ""
	for c, n := range count {
		if n > count[best] || n == count[best] && c < best {
			best = c
		}
	}
	var prices []float64
	for _, f := range found {
		it := x.task.items[1][f.at]
		if it.price > 0 && string(it.rec.Price.Currency()) == best && w.firstOf(it.order, it.folded) == "" {
			prices = append(prices, it.price)
		}
	}
	return medianOf(prices), best
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
