package demand_test

import (
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"shelfwise/fixtures/shared"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring/demand"
)

type sold struct {
	series market.Series
	units  int64
}

func newSold(id, source, title, brand string, units int64) sold {
	l := market.Listing{ID: market.ListingID(source + "|" + id), Source: source, URL: "https://shop.example/" + id, Title: title, Brand: brand}
	o := market.Observation{ListingID: l.ID, ObservedAt: time.Date(2025, 8, 21, 0, 0, 0, 0, time.UTC)}
	return sold{market.Series{Listing: l, Observations: []market.Observation{o}}, units}
}

func (s *sold) obs() *market.Observation { return &s.series.Observations[0] }

func (s *sold) price(text string, c money.Currency) {
	if a, err := money.Decimal(text, c); err == nil {
		s.obs().Offer.Price = a
	}
}

func (s *sold) rated(rating, count string) {
	if v, err := strconv.ParseFloat(rating, 64); err == nil {
		s.obs().Rating = &v
	}
	if v, err := strconv.ParseFloat(count, 64); err == nil {
		n := int64(v)
		s.obs().ReviewCount = &n
	}
}

func wish(t *testing.T) []sold {
	seen := map[string]bool{}
	var out []sold
	for _, r := range shared.Rows(t, "data", "demand", "wish-summer-2020", "summer-products-with-rating-and-performance_2020-08.csv") {
		n, err := strconv.ParseInt(r["units_sold"], 10, 64)
		if err != nil || seen[r["product_id"]] {
			continue
		}
		seen[r["product_id"]] = true
		s := newSold(r["product_id"], "wish", r["title_orig"], "", n)
		s.price(r["price"], "EUR")
		s.obs().Offer.ListPrice, _ = money.Decimal(r["retail_price"], "EUR")
		s.obs().Offer.Seller = r["merchant_name"]
		s.rated(r["rating"], r["rating_count"])
		out = append(out, s)
	}
	return out
}

func amazon(t *testing.T) []sold {
	bought := regexp.MustCompile(`^(\d+)(K?)\+ bought`)
	seen := map[string]bool{}
	var out []sold
	for _, r := range shared.Rows(t, "data", "demand", "amazon-sales-2025-sample", "amazon_products_sales_data_cleaned.csv") {
		m := bought.FindStringSubmatch(r["bought_in_last_month"])
		// The uploader filled gaps in the units with "500+".
		if m == nil || m[1] == "500" || seen[r["title"]] {
			continue
		}
		seen[r["title"]] = true
		n, _ := strconv.ParseInt(m[1], 10, 64)
		if m[2] == "K" {
			n *= 1000
		}
		s := newSold(r["product_url"], "amazon", r["title"], "", n)
		s.price(r["current/discounted_price"], "USD")
		s.obs().Offer.ListPrice, _ = money.Decimal(r["listed_price"], "USD")
		s.rated(r["rating"], r["number_of_reviews"])
		out = append(out, s)
	}
	return out
}

func ebay(t *testing.T) []sold {
	var out []sold
	for _, file := range []string{"mens", "womens"} {
		for i, r := range shared.Rows(t, "data", "demand", "ebay-perfumes-2024", "ebay_"+file+"_perfume.csv") {
			n, err := strconv.ParseInt(r["sold"], 10, 64)
			if err != nil {
				continue
			}
			s := newSold(file+strconv.Itoa(i), "ebay", r["title"], r["brand"], n)
			s.series.Listing.Category = r["type"]
			s.price(r["price"], "USD")
			out = append(out, s)
		}
	}
	return out
}

type hidden struct {
	skill, count float64 // rank correlation with the hidden units, of the estimate and of the review count alone
	brier, base  float64 // of the probability of the top tenth, and of its base rate
	coverage     float64
	methods      map[string]int
}

// middle is the factor from a badge's figure, the lower end of a bucket, to the bucket's middle on the log scale. Figures
// that are no steps of a ladder but counts stand for themselves.
func middle(all []sold, units int64) float64 {
	steps := map[int64]bool{}
	next := int64(math.MaxInt64)
	for _, s := range all {
		steps[s.units] = true
		if s.units > units {
			next = min(next, s.units)
		}
	}
	if len(steps) > 30 || units == 0 {
		return 1
	}
	if next == math.MaxInt64 {
		next = 2 * units
	}
	return math.Sqrt(float64(next) / float64(units))
}

// topDecile is the top decile as the reference's baselines take it: the figure that a share nearest to a tenth reaches.
func topDecile(figures []float64) (threshold, share float64) {
	sorted := slices.Sorted(slices.Values(figures))
	n := float64(len(sorted))
	for i, f := range sorted {
		if reach := (n - float64(i)) / n; (i == 0 || f > sorted[i-1]) && (i == 0 || math.Abs(reach-0.1) < math.Abs(share-0.1)) {
			threshold, share = f, reach
		}
	}
	return threshold, share
}

// hide hides the units of half of the listings and compares the estimates with them.
func hide(all []sold, window int, seed uint64) hidden {
	rng := rand.New(rand.NewPCG(seed, 1))
	show := make([]bool, len(all))
	for k, i := range rng.Perm(len(all)) {
		show[i] = 2*k < len(all)
	}
	series := make([]market.Series, len(all))
	for i, s := range all {
		series[i] = s.series
		if show[i] {
			o := s.series.Observations[0]
			o.UnitsSold = &market.UnitsSold{AtLeast: s.units, WindowDays: window}
			series[i].Observations = []market.Observation{o}
		}
	}
	var truth, est, count, best []float64
	h := hidden{methods: map[string]int{}}
	inside := 0
	for i, r := range demand.Estimate(series, time.Time{}) {
		if show[i] {
			continue
		}
		u := float64(all[i].units)
		if window == 0 {
			u /= 18 // cumulative units over the usual age of a listing
		}
		truth, est = append(truth, u), append(est, r.Units.P50)
		n, ok := series[i].Observations[0].Reviews()
		if !ok {
			n = -1
		}
		count = append(count, float64(n))
		p := 0.1 // too few listings show units to teach it
		if r.BestSeller != nil {
			p = *r.BestSeller
		}
		best = append(best, p)
		h.methods[r.Method]++
		if mid := u * middle(all, all[i].units); mid >= r.Units.P10 && mid <= r.Units.P90 {
			inside++
		}
	}
	h.skill, h.count = demand.Spearman(est, truth), demand.Spearman(count, truth)
	h.coverage = float64(inside) / float64(len(truth))
	cut, share := topDecile(truth)
	top := make([]bool, len(truth))
	for i, u := range truth {
		top[i] = u >= cut
	}
	h.brier, h.base = demand.Brier(best, top), share*(1-share)
	return h
}

// TestF25HiddenUnits hides units on half of the listings of real markets, five times over.
func TestF25HiddenUnits(t *testing.T) {
	for _, tc := range []struct {
		name   string
		read   func(*testing.T) []sold
		window int
		least  float64
	}{
		{"wish-summer-2020", wish, 0, 0.94},
		{"amazon-sales-2025", amazon, 30, 0.62},
		{"ebay-perfumes", ebay, 0, 0.50},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			all := tc.read(t)
			var skill, count, brier, base, coverage float64
			const folds = 5
			for f := range folds {
				h := hide(all, tc.window, uint64(f))
				t.Logf("fold %d: %.3f (count alone %.3f), Brier %.4f (base %.4f), coverage %.2f, %v", f, h.skill, h.count, h.brier, h.base, h.coverage, h.methods)
				skill, count, brier, base = skill+h.skill/folds, count+h.count/folds, brier+h.brier/folds, base+h.base/folds
				coverage += h.coverage / folds
			}
			t.Logf("%d listings: %.3f (count alone %.3f), Brier %.4f (base %.4f), coverage %.2f", len(all), skill, count, brier, base, coverage)
			if skill < tc.least || skill < count-0.02 {
				t.Errorf("rank correlation %.3f; want at least %.2f and the count's %.3f less 0.02", skill, tc.least, count)
			}
			if brier >= base {
				t.Errorf("Brier score %.4f; want under the base rate's %.4f", brier, base)
			}
			if math.Abs(coverage-0.8) > 0.1 {
				t.Errorf("p10–p90 hold %.2f of the hidden units; want 0.7–0.9", coverage)
			}
		})
	}
}

// TestReferenceBaselines ties the sets as read here to the measured baselines: the same listings, the same top decile, the
// same rank correlation of the review count alone.
func TestReferenceBaselines(t *testing.T) {
	var ref struct {
		Datasets map[string]struct {
			N         int
			Threshold float64
			Share     float64                    `json:"pos_share"`
			Count     struct{ Spearman float64 } `json:"review_count"`
		}
	}
	shared.JSON(t, &ref, "data", "reference", "baselines_demand.json")
	for name, read := range map[string]func(*testing.T) []sold{
		"wish-summer-2020": wish, "amazon-2025-electronics": amazon, "ebay-perfumes": ebay,
	} {
		want, all := ref.Datasets[name], read(t)
		if len(all) != want.N {
			t.Errorf("%s: %d listings; want %d", name, len(all), want.N)
		}
		var counts, units []float64
		for _, s := range all {
			if n, ok := s.series.Observations[0].Reviews(); ok {
				counts, units = append(counts, float64(n)), append(units, float64(s.units))
			}
		}
		sold := make([]float64, len(all))
		for i, s := range all {
			sold[i] = float64(s.units)
		}
		if threshold, share := topDecile(sold); threshold != want.Threshold || math.Abs(share-want.Share) > 0.001 {
			t.Errorf("%s: top decile from %v units, %.3f of all; want %v, %.3f", name, threshold, share, want.Threshold, want.Share)
		}
		if len(counts) > 0 && math.Abs(demand.Spearman(counts, units)-want.Count.Spearman) > 0.001 {
			t.Errorf("%s: rank correlation of the review count %.4f; want %.3f", name, demand.Spearman(counts, units), want.Count.Spearman)
		}
	}
}

// TestF25WorthlessFigures: where brand, price and title say nothing, the estimate keeps to the review count.
func TestF25WorthlessFigures(t *testing.T) {
	words := []string{"red", "blue", "lamp", "desk", "led", "usb", "pro", "max", "home", "mini", "soft", "warm"}
	for _, n := range []int{60, 200} {
		for _, noise := range []float64{0.5, 1.5, 4} {
			diff := 0.0
			const repeats = 4
			for rep := range uint64(repeats) {
				rng := rand.New(rand.NewPCG(rep, uint64(n)))
				all := make([]sold, n)
				for i := range all {
					units := math.Exp(5 + 1.5*rng.NormFloat64())
					title := words[rng.IntN(12)] + " " + words[rng.IntN(12)] + " " + words[rng.IntN(12)]
					all[i] = newSold(strconv.Itoa(i), "s", title, "brand"+strconv.Itoa(rng.IntN(20)), int64(units)+1)
					all[i].obs().Offer.Price = money.FromFloat(math.Exp(3+rng.NormFloat64()), "USD")
					all[i].rated("4.2", strconv.Itoa(int(units*math.Exp(noise*rng.NormFloat64()))))
				}
				h := hide(all, 30, rep)
				diff += (h.skill - h.count) / repeats
			}
			if diff < -0.02 {
				t.Errorf("%d listings, noise %v: rank correlation %.3f under the review count's", n, noise, -diff)
			}
		}
	}
}

// TestF25FewShown: with a dozen known listings the others keep the order of their review counts, the width is honest, and
// the probability of the top tenth is worth more than its share.
func TestF25FewShown(t *testing.T) {
	inside, n, brier, base := 0.0, 0.0, 0.0, 0.0
	for rep := range uint64(40) {
		rng := rand.New(rand.NewPCG(rep, 3))
		all := make([]sold, 24)
		for i := range all {
			units := math.Exp(5 + 1.2*rng.NormFloat64())
			all[i] = newSold(strconv.Itoa(i), "s", "lamp", "", int64(units)+1)
			all[i].rated("4.2", strconv.Itoa(int(units*math.Exp(rng.NormFloat64()))))
		}
		h := hide(all, 30, rep)
		if h.skill < h.count-1e-9 {
			t.Errorf("repeat %d: rank correlation %.3f under the review count's %.3f", rep, h.skill, h.count)
		}
		if h.methods[demand.MethodReviews] != 12 {
			t.Errorf("repeat %d: methods %v; want reviews", rep, h.methods)
		}
		inside, n, brier, base = inside+h.coverage, n+1, brier+h.brier, base+h.base
	}
	if brier >= base {
		t.Errorf("Brier score %.4f; want under the base rate's %.4f", brier/n, base/n)
	}
	if c := inside / n; c < 0.7 || c > 0.9 {
		t.Errorf("p10–p90 hold %.2f of the hidden units; want 0.7–0.9", c)
	}
}
