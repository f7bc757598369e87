package extract_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"shelfwise/fixtures/shared"
	"shelfwise/scraper/extract"
)

var (
	verbose = flag.Bool("missed", false, "list what was missed on the labelled pages")
	half    = flag.Int("half", -1, "only the labelled pages of the sites whose hash is 0 or 1 modulo 2")
	only    = flag.String("field", "", "with -missed: only this field")
)

// label is one labelled page.
type label struct {
	ID, File, URL, Site, Kind string
	Truth                     map[string]any
}

func labels(t testing.TB, dir string) []label {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "labels.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []label
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var l label
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		h := fnv.New32a()
		h.Write([]byte(l.Site))
		if *half < 0 || int(h.Sum32()>>3)%2 == *half {
			out = append(out, l)
		}
	}
	return out
}

// extractAll runs Extract over the pages, two at a time.
func extractAll(t testing.TB, dir string, list []label) []extract.Result {
	t.Helper()
	out := make([]extract.Result, len(list))
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Go(func() {
			for i := w; i < len(list); i += 2 {
				body, err := os.ReadFile(filepath.Join(dir, list[i].File))
				if err != nil {
					t.Error(err)
					return
				}
				out[i] = extract.Extract(extract.Page{URL: list[i].URL, Body: body}, extract.Options{})
			}
		})
	}
	wg.Wait()
	return out
}

var judged = []string{"name", "price", "currency", "list_price", "availability", "brand", "rating", "review_count", "gtin", "sku"}

// TestLabelledPages holds the extractor to what it reaches on real product pages, and to inventing nothing.
func TestLabelledPages(t *testing.T) {
	dir := shared.Path(t, "data", "pages")
	list := labels(t, dir)
	results := extractAll(t, dir, list)
	sums := map[string]*tally{}
	for _, f := range judged {
		sums[f] = &tally{}
	}
	invented := 0
	for i, l := range list {
		priced := slices.ContainsFunc(results[i].Listings, func(f extract.Found) bool { return f.Price != nil })
		if l.Kind == "other" && priced {
			invented++
			miss(l, "other", "", results[i].Kind)
		}
		if l.Kind == "product" {
			var g extract.Found
			if len(results[i].Listings) > 0 {
				g = results[i].Listings[0]
			}
			judge(l, g, sums)
		}
	}
	all := &tally{}
	for _, f := range judged {
		s := sums[f]
		t.Logf("%-14s P %.3f R %.3f F1 %.3f n %d", f, s.p(), s.r(), s.f1(), s.tp+s.fn)
		all.tp, all.fp, all.fn = all.tp+s.tp, all.fp+s.fp, all.fn+s.fn
	}
	t.Logf("overall P %.3f R %.3f F1 %.3f; invented prices %d", all.p(), all.r(), all.f1(), invented)
	if *half >= 0 {
		return
	}
	for f, least := range minimums {
		if f == "overall" && all.f1() < least || f != "overall" && sums[f].f1() < least {
			t.Errorf("F1 of %s is under %.3f", f, least)
		}
	}
	if invented > mostInvented {
		t.Errorf("a price was given on %d pages of no shop", invented)
	}
}

func judge(l label, g extract.Found, sums map[string]*tally) {
	for _, f := range judged {
		want, have := l.answers(f), given(g, f)
		if len(want) == 0 {
			if v, labelled := l.Truth[f]; labelled && v == nil && have != "" {
				sums[f].fp++
				miss(l, f, "none", have)
			}
			continue
		}
		switch {
		case have == "":
			sums[f].fn++
		case slices.ContainsFunc(want, func(w string) bool { return same(f, w, have) }):
			sums[f].tp++
			continue
		default:
			sums[f].fp++
			sums[f].fn++
		}
		miss(l, f, strings.Join(want, " | "), have)
	}
}

func miss(l label, f, want, have string) {
	if *verbose && (*only == "" || *only == f) {
		fmt.Printf("%-28s %-13s want %.70q got %.70q\n", l.ID, f, want, have)
	}
}

type tally struct{ tp, fp, fn int }

func (t *tally) p() float64  { return float64(t.tp) / float64(max(1, t.tp+t.fp)) }
func (t *tally) r() float64  { return float64(t.tp) / float64(max(1, t.tp+t.fn)) }
func (t *tally) f1() float64 { return 2 * t.p() * t.r() / max(1e-9, t.p()+t.r()) }

// answers lists the right answers for a field.
func (l label) answers(name string) []string {
	var out []string
	for _, key := range []string{name, name + "_alt"} {
		switch v := l.Truth[key].(type) {
		case nil:
		case []any:
			for _, x := range v {
				out = append(out, fmt.Sprint(plain(x)))
			}
		default:
			out = append(out, fmt.Sprint(plain(v)))
		}
	}
	return out
}

func plain(x any) any {
	if f, ok := x.(float64); ok {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return x
}
