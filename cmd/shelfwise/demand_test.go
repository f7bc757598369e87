package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/scoring/demand"
)

// listed is one line of a listings file with its units kept apart.
type listed struct {
	line  map[string]any
	units int64
	count float64 // reviews, -1 unknown
}

func newListed(id, title, price, currency string, units int64) listed {
	return listed{line: map[string]any{
		"source": "s", "url": "https://shop.example/" + id, "title": title, "price": price, "currency": currency,
		"observed_at": "2025-08-21T00:00:00Z",
	}, units: units, count: -1}
}

func (l *listed) rated(rating, count string) {
	if v, err := strconv.ParseFloat(rating, 64); err == nil {
		l.line["rating"] = v
	}
	if v, err := strconv.ParseFloat(count, 64); err == nil {
		l.line["review_count"], l.count = int64(v), v
	}
}

func wishListed(t *testing.T) (out []listed) {
	seen := map[string]bool{}
	for _, r := range shared.Rows(t, "data", "demand", "wish-summer-2020", "summer-products-with-rating-and-performance_2020-08.csv") {
		n, err := strconv.ParseInt(r["units_sold"], 10, 64)
		if err != nil || seen[r["product_id"]] {
			continue
		}
		seen[r["product_id"]] = true
		l := newListed(r["product_id"], r["title_orig"], r["price"], "EUR", n)
		l.rated(r["rating"], r["rating_count"])
		out = append(out, l)
	}
	return out
}

func amazonListed(t *testing.T) (out []listed) {
	bought := regexp.MustCompile(`^(\d+)(K?)\+ bought`)
	seen := map[string]bool{}
	for i, r := range shared.Rows(t, "data", "demand", "amazon-sales-2025-sample", "amazon_products_sales_data_cleaned.csv") {
		m := bought.FindStringSubmatch(r["bought_in_last_month"])
		if m == nil || m[1] == "500" || seen[r["title"]] { // the uploader filled gaps with "500+"
			continue
		}
		seen[r["title"]] = true
		n, _ := strconv.ParseInt(m[1], 10, 64)
		if m[2] == "K" {
			n *= 1000
		}
		l := newListed(strconv.Itoa(i), r["title"], r["current/discounted_price"], "USD", n)
		l.rated(r["rating"], r["number_of_reviews"])
		out = append(out, l)
	}
	return out
}

func ebayListed(t *testing.T) (out []listed) {
	for _, file := range []string{"mens", "womens"} {
		for i, r := range shared.Rows(t, "data", "demand", "ebay-perfumes-2024", "ebay_"+file+"_perfume.csv") {
			if n, err := strconv.ParseInt(r["sold"], 10, 64); err == nil {
				l := newListed(file+strconv.Itoa(i), r["title"], r["price"], "USD", n)
				l.line["brand"], l.line["category"] = r["brand"], r["type"]
				out = append(out, l)
			}
		}
	}
	return out
}

// TestF25DemandCommand runs the command itself on real markets with the units of half of the listings left out.
func TestF25DemandCommand(t *testing.T) {
	for _, tc := range []struct {
		name   string
		read   func(*testing.T) []listed
		window int
		least  float64
	}{
		{"wish-summer-2020", wishListed, 0, 0.94}, {"amazon-sales-2025", amazonListed, 30, 0.62}, {"ebay-perfumes", ebayListed, 0, 0.50},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			all := tc.read(t)
			var skill, count float64
			const folds = 5
			for f := range uint64(folds) {
				s, c := hiddenSkill(t, all, tc.window, f)
				skill, count = skill+s/folds, count+c/folds
			}
			t.Logf("%d listings: rank correlation %.3f, of the review count alone %.3f", len(all), skill, count)
			if skill < tc.least || skill < count-0.02 {
				t.Errorf("rank correlation %.3f; want at least %.3f and the review count's %.3f less 0.02", skill, tc.least, count)
			}
		})
	}
}

func hiddenSkill(t *testing.T, all []listed, window int, fold uint64) (skill, count float64) {
	t.Helper()
	rng := rand.New(rand.NewPCG(fold, 5))
	hidden := map[string]listed{}
	var b strings.Builder
	for k, i := range rng.Perm(len(all)) {
		line := maps.Clone(all[i].line)
		if 2*k < len(all) {
			line["units_sold"] = all[i].units
			if window > 0 {
				line["units_sold_window_days"] = window
			}
		} else {
			hidden[line["url"].(string)] = all[i]
		}
		text, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(text, '\n'))
	}
	file := filepath.Join(t.TempDir(), "listings.jsonl")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, errs, code := call(t, "", "demand", "--listings", file)
	if code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var truth, est, counts []float64
	for _, r := range rows[1:] {
		l, ok := hidden[r[0]]
		if !ok {
			continue
		}
		v, err := strconv.ParseFloat(r[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		truth, est, counts = append(truth, float64(l.units)), append(est, v), append(counts, l.count)
	}
	if len(truth) != len(hidden) {
		t.Fatalf("%d of %d hidden listings answered", len(truth), len(hidden))
	}
	skill, count = demand.Spearman(est, truth), demand.Spearman(counts, truth)
	if count != count { // no reviews at all: a constant orders nothing
		count = 0
	}
	return skill, count
}

// TestF25DemandOfARawFile: a file as someone collected it, with prices that name no currency, counts as pages show them and
// addresses without a host, is estimated whole.
func TestF25DemandOfARawFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("product_title,stars,number_of_reviews,bought_in_last_month,price,product_url,note\n")
	for i := range 60 {
		badge := ""
		if i%2 == 0 {
			badge = strconv.Itoa(i/10*100+50) + "+ bought in past month"
		}
		fmt.Fprintf(&b, "Lamp %d,%d.5 out of 5 stars,\"1,%03d\",%s,$%d.99,/dp/%d,\"cheap, and bright\"\n", i, 3+i%2, 10*i, badge, 10+i%7, i)
	}
	file := filepath.Join(t.TempDir(), "raw.csv")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, errs, code := call(t, "", "demand", "--listings", file)
	if code != exitOK || errs != "" {
		t.Fatalf("exit %d: %s", code, errs)
	}
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) != 61 {
		t.Fatalf("%d rows, %v; want a header and 60", len(rows), err)
	}
	methods := map[string]int{}
	for _, r := range rows[1:] {
		methods[r[4]]++
	}
	if methods[demand.MethodBadge] != 30 || methods[demand.MethodReviews]+methods[demand.MethodModel] != 30 {
		t.Errorf("methods %v; want 30 badges, 30 from reviews", methods)
	}
}
