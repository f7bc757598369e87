package matching

import (
	"math"
	"slices"
	"strings"

	"shelfwise/market/money"
)

// Record is a product as one side describes it. Only ID and Title are needed; "" and the zero amount are unknown.
type Record struct {
	ID, Title, Brand, MPN, GTIN, Category, Description string
	Price                                              money.Amount
	Pack                                               int // units sold together, where stated; 0: as the title says
}

// maxText bounds how much of a description is read, in bytes; what follows is boilerplate and costs time.
const maxText = 1200

// term is a word or gram with its weight.
type term struct {
	id uint32
	w  float32
}

// item is a record prepared for comparing.
type item struct {
	rec         *Record
	folded      string    // title
	words       []term    // distinct words of the title (with brand and MPN), by id; weights of unit length
	idfs        []float64 // of words, in their order
	order       []string  // distinct words in order
	mass        float64   // of words: sum of idf
	full        []term    // words of title and description
	grams       []term    // character trigrams of the title
	models      []string
	parts       []string
	numbers     []string
	quantities  []quantity
	pack        int
	squash      string   // title, brand and MPN
	squashAll   string   // with the description
	brand       string   // folded, alias resolved; "" unknown
	*fields              // what the brand and the category say
	makerIDs    []uint32 // of the words that name the maker
	colours     []string
	figures     []string // numbers and measures of the description
	brandKnown  bool     // brand is given as a field, not guessed
	gtin        string
	gtins       []string // identifiers found in field or text
	variants    map[string]string
	accessories map[string]bool
	price       float64 // NaN unknown
	currency    money.Currency
	hasText     bool  // has a description
	slimmed     bool  // see slim
	text        *text // what was read, where it is remembered
}

// corpus counts in how many records a word and a gram occur, over both sides.
type corpus struct {
	vocab  map[string]uint32
	df     []uint32
	gramDF []uint32
	n      int
	fields map[fieldKey]*fields
	kindDF map[string]int // in how many records' categories a word is
	brands map[string]int // brand fields seen, for guessing a brand in a title
	texts  *texts         // remembers what was read; nil: nothing is remembered
	frozen bool           // counts no further records: weights stay
}

const gramBits = 18

func newCorpus() *corpus {
	return &corpus{vocab: map[string]uint32{}, gramDF: make([]uint32, 1<<gramBits), brands: map[string]int{}, fields: map[fieldKey]*fields{}, kindDF: map[string]int{}}
}

func clip(s string) string {
	if len(s) > maxText {
		return s[:maxText]
	}
	return s
}

// titleOf returns the folded text that stands for the product: the title, with brand and MPN where it lacks them.
func titleOf(r *Record) string {
	title, _ := CutTitle(r.Title)
	t := Fold(title)
	if r.Brand != "" {
		if b := Fold(clip(r.Brand)); !strings.Contains(t, b) {
			t = b + " " + t
		}
	}
	if r.MPN != "" {
		if m := Fold(clip(r.MPN)); m != "" && !strings.Contains(squash(t), squash(m)) {
			t += " " + m
		}
	}
	return t
}

// add counts one record, whose words have been read, unless the corpus is frozen, and returns the ids of its distinct title words, for the index.
func (c *corpus) add(r *Record, t *text) []uint32 {
	ids := make([]uint32, 0, len(t.parsed.words))
	if c.frozen {
		for _, w := range t.parsed.words {
			ids = append(ids, c.id(w))
		}
		slices.Sort(ids)
		return slices.Compact(ids)
	}
	for _, w := range t.parsed.words {
		id, ok := c.vocab[w]
		if !ok {
			id = uint32(len(c.df))
			c.vocab[strings.Clone(w)] = id
			c.df = append(c.df, 0)
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for _, id := range ids {
		c.df[id]++
	}
	for _, g := range t.grams {
		c.gramDF[g.id]++
	}
	f := c.field(r)
	c.fields[fieldKey{r.Brand, r.Category}] = f
	if f.brand != "" {
		c.brands[f.brand]++
	}
	for _, w := range f.kinds {
		c.kindDF[w]++
	}
	c.n++
	return ids
}

func (c *corpus) idf(id uint32) float64 {
	if id >= unseen {
		return math.Log(1 + float64(c.n)/0.5)
	}
	return math.Log(1 + float64(c.n)/(0.5+float64(c.df[id])))
}

// maxIDF is the weight of a word that one record has, to bring weights of sets of different sizes to one scale.
func (c *corpus) maxIDF() float64 { return math.Log(1 + float64(c.n)/1.5) }

// item prepares a record for comparing within this corpus.
func (c *corpus) item(r *Record) *item {
	t := c.text(r)
	it := &item{rec: r, folded: t.folded, price: r.Price.Float(), currency: r.Price.Currency()}
	if c.texts != nil {
		it.text = t
	}
	p := t.parsed
	it.models, it.parts, it.numbers, it.quantities, it.pack = uniq(p.models), uniq(slices.Concat(p.parts, p.models)), uniq(p.numbers), p.quantities, p.pack
	if r.Pack > 0 {
		it.pack = r.Pack
	}
	it.squash = squash(it.folded)
	it.squashAll = it.squash
	it.words = c.weigh(p.words)
	it.idfs = make([]float64, len(it.words))
	for i, t := range it.words {
		it.idfs[i] = c.idf(t.id)
		it.mass += it.idfs[i]
	}
	it.order = t.order
	it.full = it.words
	if r.Description != "" {
		d := Fold(clip(r.Description))
		it.squashAll += " " + squash(d)
		said := parse(d)
		it.full = c.weigh(append(slices.Clone(p.words), said.words...))
		it.figures = figuresIn(d, &said)
		it.hasText = true
	}
	it.grams = slices.Clone(t.grams)
	for i := range it.grams {
		it.grams[i].w = float32((1 + math.Log(float64(it.grams[i].w))) * math.Log(1+float64(c.n)/(0.5+float64(c.gramDF[it.grams[i].id]))))
	}
	unitLen(it.grams)
	it.brand, it.brandKnown = c.brandIn(r, it.order)
	it.fields = c.field(r)
	it.makerIDs, it.colours = c.makerIDs(it), coloursIn(it.order)
	it.gtin = sharedGTIN(r.GTIN)
	it.gtins = gtinsIn(r, it.models)
	it.variants = variantsOf(it.order, it.folded)
	it.accessories = accessoriesIn(it.order, it.folded)
	return it
}

// gtinsIn collects the identifiers of the field and of the numbers in the text that can be one.
func gtinsIn(r *Record, models []string) []string {
	var out []string
	if g := sharedGTIN(r.GTIN); g != "" {
		out = append(out, g)
	}
	for _, m := range models {
		if len(m) >= 12 && isNumber(m) {
			if g := sharedGTIN(m); g != "" {
				out = append(out, g)
			}
		}
	}
	return uniq(out)
}

// accessoriesIn lists the accessory words of a title, wherever they stand.
func accessoriesIn(words []string, folded string) map[string]bool {
	var out map[string]bool
	put := func(w string) {
		if out == nil {
			out = map[string]bool{}
		}
		out[w] = true
	}
	for _, w := range words {
		if accessoryWords[w] {
			put(strings.TrimSuffix(w, "s"))
		}
	}
	if !plainASCII(folded) {
		for _, w := range accessoryScript {
			if strings.Contains(folded, w) {
				put(w)
			}
		}
	}
	return out
}
