package backtest

// Scenario names a kind of market.
type Scenario string

// The kinds. The first four are those that a release is judged by; the others have other forms of demand or show less,
// so that no method is fitted to one form only.
const (
	Plain    Scenario = "plain"    // shoppers alike (logit), clean data
	Mixed    Scenario = "mixed"    // shoppers differ in how they mind the price (mixed logit)
	War      Scenario = "war"      // in a third of the categories sellers undercut each other
	Dirty    Scenario = "dirty"    // mixed, with lost decimals, placeholders, merged reviews, missing prices, pre-orders
	Segments Scenario = "segments" // bargain hunters and quality seekers
	Bounds   Scenario = "bounds"   // each shopper has a highest price (semi-log demand)
	Nested   Scenario = "nested"   // two shelves that are closer to themselves than to each other (nested logit)
	Constant Scenario = "constant" // constant elasticity: rivals do not matter
	Thin     Scenario = "thin"     // few offers in a category
	Abroad   Scenario = "abroad"   // half of the offers are priced in other currencies
	Noisy    Scenario = "noisy"    // ratings and scores say little, reviews come in bursts
	Hidden   Scenario = "hidden"   // no badge anywhere
	Unlike   Scenario = "unlike"   // shops differ in what they sell, how many buyers review and who shows badges
	Liked    Scenario = "liked"    // sellers know what buyers like and nobody measures, and ask more for it
	Undated  Scenario = "undated"  // badges name no period: at some shops they count a month, at others all sales
)

// Scenarios lists the kinds.
func Scenarios() []Scenario {
	return []Scenario{Plain, Mixed, War, Dirty, Segments, Bounds, Nested, Constant, Thin, Abroad, Noisy, Hidden, Unlike, Liked, Undated}
}

// Judged are the kinds that a release is judged by.
func Judged() []Scenario { return []Scenario{Plain, Mixed, War, Dirty} }

// kind is what sets a scenario's markets apart.
type kind struct {
	slopeSD   float64 // spread of the price slope among shoppers
	segments  bool
	bounded   bool
	nesting   float64 // how much closer the offers of a shelf are to each other, 0 to 1
	constant  bool
	war       bool
	dirt      float64 // chance of each kind of dirt on one reading
	merges    float64 // chance that a listing takes over another's reviews for good
	few, many int     // offers in a category
	badges    float64 // share of listings with a badge
	abroad    float64 // share of listings in other currencies
	starNoise float64 // standard deviation of one review's stars
	misjudge  float64 // error of the buyer's judgement, in standard deviations of quality
	unlike    bool
	taste     float64 // how far liking strays among the offers
	liked     float64 // ln price that sellers ask for a unit of taste
	undated   bool
	bursts    float64 // how far the reviews of a week stray, on the log scale
}

// kindOf returns the settings of a scenario.
func kindOf(s Scenario) kind {
	k := kind{taste: tasteSD, few: 15, many: 50, badges: 0.4, starNoise: 0.9, misjudge: 0.3, bursts: 0.1}
	switch s {
	case Mixed:
		k.slopeSD = 0.5
	case War:
		k.war = true
	case Dirty:
		k.slopeSD, k.dirt, k.merges = 0.5, 0.01, 0.02
	case Segments:
		k.segments = true
	case Bounds:
		k.bounded = true
	case Nested:
		k.nesting = 0.4
	case Constant:
		k.constant = true
	case Thin:
		k.few, k.many = 4, 10
	case Abroad:
		k.abroad = 0.5
	case Noisy:
		k.starNoise, k.misjudge, k.bursts = 2, 0.45, 0.8
	case Hidden:
		k.badges = 0
	case Unlike:
		k.unlike = true
	case Liked:
		k.liked, k.taste = 0.3, 0.4
	case Undated:
		k.undated = true
	}
	return k
}
