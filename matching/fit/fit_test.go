package main

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/matching"
)

// folder writes three small made-up data sets, one with given pairs.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for k, name := range []string{"bottles", "lamps", "watches"} {
		var left, right, truth strings.Builder
		left.WriteString("id,title,brand,price,currency\n")
		right.WriteString("id,title,brand,price,currency\n")
		truth.WriteString("left_id,right_id,label\n")
		if k < 2 {
			truth.Reset()
			truth.WriteString("left_id,right_id\n")
		}
		for i := range 40 {
			code := fmt.Sprintf("%c%c-%d", 'A'+rune(i%26), 'B'+rune(k), 1000+13*i)
			fmt.Fprintf(&left, "l%d,%s %s %s %d ml,Acme,%d.00,EUR\n", i, []string{"Steel", "Oak", "Gold"}[i%3], name, code, 100+i%5*50, 20+i)
			fmt.Fprintf(&right, "r%d,Acme %s %s %s,,%d.50,EUR\n", i, code, name, []string{"steel", "oak", "gold"}[i%3], 20+i)
			if k < 2 {
				fmt.Fprintf(&truth, "l%d,r%d\n", i, i)
			} else {
				fmt.Fprintf(&truth, "l%d,r%d,1\nl%d,r%d,0\n", i, i, i, (i+3)%40)
			}
		}
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		file := "truth.csv"
		if k == 2 {
			file = "pairs.csv"
		}
		for f, text := range map[string]string{"left.csv": left.String(), "right.csv": right.String(), file: truth.String()} {
			if err := os.WriteFile(filepath.Join(dir, name, f), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// TestF19FitIsDeterministic: the same folders give the same bytes, which are Go code with the record of what each set
// scored when it was left out.
func TestF19FitIsDeterministic(t *testing.T) {
	data := folder(t)
	var files [2][2][]byte
	for k := range files {
		out := t.TempDir()
		var printed bytes.Buffer
		if err := run([]string{"-data", data, "-out", out, "-trees", "4", "-families", "12"}, &printed); err != nil {
			t.Fatal(err)
		}
		for i, name := range []string{"weights_first.go", "weights_second.go"} {
			code, err := os.ReadFile(filepath.Join(out, name))
			if err != nil {
				t.Fatal(err)
			}
			files[k][i] = code
			if _, err := parser.ParseFile(token.NewFileSet(), name, code, parser.AllErrors); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			for _, want := range []string{"DO NOT EDIT", "scored on the set left out", "lamps", "watches, sparse", "bottles, given", "invented, food", "invented, media"} {
				if !bytes.Contains(code, []byte(want)) {
					t.Errorf("%s lacks %q", name, want)
				}
			}
		}
	}
	if diff := cmp.Diff(files[0], files[1]); diff != "" {
		t.Errorf("a second run gives other bytes:\n%s", diff)
	}
}

func TestFitNeedsSets(t *testing.T) {
	for _, args := range [][]string{{"-data", t.TempDir()}, {"-nothing"}} {
		if err := run(args, &bytes.Buffer{}); err == nil {
			t.Errorf("run(%v) reports nothing", args)
		}
	}
}

// TestVariants: each variant drops what it says and keeps the truth of what stays.
func TestVariants(t *testing.T) {
	d, err := load(filepath.Join(folder(t), "lamps"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, v := range variants(d) {
		seen[v.variant] = true
		left, right := map[string]matching.Record{}, map[string]matching.Record{}
		for _, r := range v.left {
			left[r.ID] = r
		}
		for _, r := range v.right {
			right[r.ID] = r
		}
		for k := range v.truth {
			if left[k[0]].ID == "" || right[k[1]].ID == "" {
				t.Errorf("%s: truth %v names a record that is gone", v.label(), k)
			}
		}
		r := v.left[0]
		switch v.variant {
		case "bare":
			if r.Brand != "" || r.Price.Known() || !strings.Contains(r.Title, "-1") {
				t.Errorf("bare: %+v", r)
			}
		case "codeless":
			if strings.Contains(r.Title, "-1") || !strings.Contains(r.Title, "ml") {
				t.Errorf("codeless: %q; want the size kept and the code gone", r.Title)
			}
		case "sparse":
			if len(v.right) >= len(d.right) || len(v.left) != len(d.left) || v.positives != len(v.right) {
				t.Errorf("sparse: %d × %d with %d true pairs", len(v.left), len(v.right), v.positives)
			}
		case "given":
			if len(v.left) >= len(d.left) {
				t.Errorf("given: %d left records", len(v.left))
			}
		}
	}
	if len(seen) != 5 {
		t.Errorf("variants %v; want five", seen)
	}
}

// TestLine: the line finds a known relation, and a weight of the wrong sign stays at zero.
func TestLine(t *testing.T) {
	var ex []example
	for i := range 400 {
		x, noise := float32(i%20)/10-1, float32(i*7%13)/13
		ex = append(ex, example{[]float32{x, noise}, x > 0, 1})
	}
	free, bound := line(ex, []int{0, 0}, 0.01), line(ex, []int{-1, 0}, 0.01)
	if free.Weights[0] < 1 || math.Abs(free.Weights[1]) > 0.3 {
		t.Errorf("weights %v; want the first large and the second near zero", free.Weights)
	}
	if bound.Weights[0] != 0 {
		t.Errorf("weight %v; want zero for a feature that may only speak against", bound.Weights[0])
	}
	if p := free.Score([]float32{0.8, 0.5}); p < 1 {
		t.Errorf("score of a clear case %v", p)
	}
}

// TestBoostLearnsSteps: trees find that one feature counts only without the other, within the signs.
func TestBoostLearnsSteps(t *testing.T) {
	var ex []example
	for i := range 400 {
		a, b := float32(i%2), float32(i/2%2)
		ex = append(ex, example{[]float32{a, b}, a > b, 1})
	}
	s := settings{trees: 30, depth: 2, rate: 0.3, minWeight: 0.5, ridge: 1, share: 1, rising: []int{0, 0}}
	f := boost(ex, s)
	if f.Score([]float32{1, 0}) < 1 || f.Score([]float32{1, 1}) > -1 {
		t.Errorf("scores %v and %v; want the first likely only without the second", f.Score([]float32{1, 0}), f.Score([]float32{1, 1}))
	}
	s.rising = []int{1, 1}
	f = boost(ex, s)
	if f.Score([]float32{1, 1}) < f.Score([]float32{1, 0})-1e-9 {
		t.Error("a rising feature lowers the score")
	}
}
