package demand_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"shelfwise/market/money"
)

// shape is a kind of listings file: what a listing sells and what it shows of itself.
type shape struct {
	name  string
	rows  int
	files int
	row   func(rng *rand.Rand, i int) sold
	least float64 // rank correlation that must be reached over the review count's
	tied  bool    // so many share a figure that an interval of four fifths holds more
}

func lognormal(rng *rand.Rand, mean, sd float64) float64 {
	return math.Exp(mean + sd*rng.NormFloat64())
}

func anyTitle(rng *rand.Rand, words string) string {
	all := strings.Fields(words)
	var out []string
	for range 4 {
		out = append(out, all[rng.IntN(len(all))])
	}
	return strings.Join(out, " ")
}

// plain is a listing whose reviews follow its units with an error of noise on the log scale.
func plain(rng *rand.Rand, i int, noise float64) sold {
	units := math.Floor(lognormal(rng, 5, 1.3)) + 1
	s := newSold(strconv.Itoa(i), "s", anyTitle(rng, "red blue lamp desk led usb pro max home mini soft warm"), fmt.Sprint("brand", rng.IntN(20)), int64(units))
	s.obs().Offer.Price = money.FromFloat(lognormal(rng, 3, 0.8), "USD")
	s.rated(fmt.Sprintf("%.1f", 3.5+1.4*rng.Float64()), strconv.Itoa(int(units*lognormal(rng, 0, noise))))
	return s
}

func shapes() []shape {
	family := sold{}
	left := 0
	return []shape{
		{"few rows", 30, 8, func(rng *rand.Rand, i int) sold { return plain(rng, i, 1.5) }, -0.02, false},
		{"a hundred rows", 100, 6, func(rng *rand.Rand, i int) sold { return plain(rng, i, 1.5) }, -0.02, false},
		{"reviews that say nothing", 500, 3, func(rng *rand.Rand, i int) sold { return plain(rng, i, 9) }, -0.02, false},
		{"no ratings", 300, 3, func(rng *rand.Rand, i int) sold {
			s := plain(rng, i, 1)
			s.obs().Rating, s.obs().Offer.Price = nil, money.Amount{}
			return s
		}, -0.02, false},
		{"heavy ties", 400, 3, func(rng *rand.Rand, i int) sold {
			s := plain(rng, i, 1)
			k := rng.IntN(3)
			s.units = []int64{10, 50, 100}[k]
			s.rated("4.0", strconv.Itoa(rng.IntN(2+k)))
			return s
		}, -0.02, true},
		{"outliers", 400, 3, func(rng *rand.Rand, i int) sold {
			s := plain(rng, i, 0.7)
			switch rng.IntN(20) {
			case 0:
				s.units *= 10_000
			case 1:
				s.rated("4.0", "9999999")
			}
			return s
		}, 0, false},
		{"one source, reviews that rise and fall with units", 400, 2, func(rng *rand.Rand, i int) sold {
			s := plain(rng, i, 1)
			x := 8 * rng.Float64()
			s.units = int64(math.Exp(5+1.5*math.Sin(x/8*math.Pi)+0.5*rng.NormFloat64())) + 1
			s.rated("4.0", strconv.Itoa(int(math.Exp(x))))
			return s
		}, 0.3, false},
		{"variants that show the badge and the reviews of all", 600, 2, func(rng *rand.Rand, i int) sold {
			if left == 0 {
				left, family = 1+rng.IntN(6), plain(rng, i, 1)
			}
			left--
			s := plain(rng, i, 1)
			s.units, s.series.Listing.Brand = family.units, family.series.Listing.Brand
			s.series.Listing.Title = family.series.Listing.Title + " " + []string{"s", "m", "l", "xl", "xxl", "xs"}[left]
			s.obs().ReviewCount, s.obs().Rating = family.obs().ReviewCount, family.obs().Rating
			return s
		}, 0, false},
		{"counts shown up to a hundred", 600, 3, func(rng *rand.Rand, i int) sold {
			s := plain(rng, i, 0.7)
			s.rated(fmt.Sprintf("%.1f", 3.5+1.4*rng.Float64()), strconv.Itoa(min(100, int(0.5*float64(s.units)*lognormal(rng, 0, 0.7)))))
			return s
		}, -0.005, false},
		{"counts shown from five on", 700, 3, func(rng *rand.Rand, i int) sold {
			s := plain(rng, i, 1)
			n := int(0.05 * float64(s.units) * lognormal(rng, 0, 0.8))
			s.obs().Rating, s.obs().ReviewCount = nil, nil
			if n >= 5 {
				s.rated("4.1", strconv.Itoa(n))
			}
			return s
		}, -0.005, false},
		{"half of the counts missing, by chance or as there are none", 600, 3, func(rng *rand.Rand, i int) sold {
			s := plain(rng, i, 1)
			n := int(float64(s.units) * lognormal(rng, -4, 0.8))
			s.obs().Rating, s.obs().ReviewCount = nil, nil
			if n > 0 && rng.IntN(4) > 0 {
				s.rated("4.1", strconv.Itoa(n))
			}
			return s
		}, 0, false},
		{"two thirds sold nothing", 600, 3, func(rng *rand.Rand, i int) sold {
			s := plain(rng, i, 1)
			if s.units = 0; rng.IntN(3) == 0 {
				s.units = int64(lognormal(rng, 1.5, 1.2))
			}
			s.rated("4.1", strconv.Itoa(int(0.5*float64(s.units)+0.6*rng.ExpFloat64())))
			return s
		}, -0.005, true},
		{"titles without spaces", 300, 2, func(rng *rand.Rand, i int) sold {
			s := plain(rng, i, 0.8)
			s.series.Listing.Title = strings.ReplaceAll(anyTitle(rng, "红色 蓝色 台灯 书桌 手机 电脑 花园 厨房"), " ", "")
			return s
		}, -0.02, false},
	}
}

// TestF25Shapes holds the promises of an estimate on files of many kinds: never much under the review count alone, and the
// probability of the top tenth no worse than the base rate, by more than chance.
func TestF25Shapes(t *testing.T) {
	for _, sh := range shapes() {
		t.Run(sh.name, func(t *testing.T) {
			var gain, brier, base, coverage float64
			for file := range sh.files {
				rng := rand.New(rand.NewPCG(uint64(file), 77))
				all := make([]sold, sh.rows)
				for i := range all {
					all[i] = sh.row(rng, i)
				}
				const folds = 2
				own := 0.0
				for f := range uint64(folds) {
					h := hide(all, 30, f)
					own += (h.skill - h.count) / folds
					brier, base = brier+h.brier, base+h.base
					coverage += h.coverage / folds / float64(sh.files)
				}
				if own < -0.02 {
					t.Errorf("file %d: rank correlation %.3f under the review count's", file, -own)
				}
				gain += own / float64(sh.files)
			}
			t.Logf("gain %+.3f, Brier %.4f of the base rate's, coverage %.2f", gain, brier/base, coverage)
			if gain < sh.least {
				t.Errorf("rank correlation %+.3f over the review count's; want %+.2f", gain, sh.least)
			}
			if brier > 1.01*base {
				t.Errorf("Brier score %.4f times the base rate's", brier/base)
			}
			if coverage < 0.7 || coverage > 0.9 && !sh.tied {
				t.Errorf("p10–p90 hold %.2f of the hidden units; want 0.7–0.9", coverage)
			}
		})
	}
}
