package matching_test

import (
	"testing"

	"shelfwise/matching"
)

// TestF19TellingWords: among siblings, what all of them say tells nothing, and a word that one lacks and its rival has
// speaks against, the shop's own words do not.
func TestF19TellingWords(t *testing.T) {
	left := []matching.Record{{ID: "l1", Title: "Acme herbal tea lemon"}, {ID: "l2", Title: "Acme herbal tea mint"}, {ID: "l3", Title: "Acme herbal tea ginger"}}
	right := []matching.Record{{ID: "r1", Title: "tasty Acme tea lemon herbal"}, {ID: "r2", Title: "fresh Acme tea mint herbal"}}
	m := matching.Shipped()
	task := matching.NewTask(left, right, m)
	task.ScoreFirst(&m.First)
	seen := 0
	for i, p := range task.Pairs() {
		v := task.SecondFeatures(i)
		claimed, telling := v[matching.ClaimedLess], v[matching.LocalMore]
		switch p {
		case [2]int{0, 0}, [2]int{1, 1}:
			seen++
			if claimed != 0 || telling != 1 {
				t.Errorf("pair %v: telling words shared %v, claimed by a rival %v; want 1 and 0", p, telling, claimed)
			}
		case [2]int{0, 1}, [2]int{1, 0}:
			seen++
			if claimed <= 0 || telling > 0.7 {
				t.Errorf("pair %v: telling words shared %v, claimed by a rival %v; want a conflict", p, telling, claimed)
			}
		}
	}
	if seen != 4 {
		t.Fatalf("saw %d of four pairs", seen)
	}
}

func TestF19BrandsAlike(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want float32
	}{
		{"Margaret Clark", "Clark, Margaret", 1},
		{"M. Clark", "Margaret Clark", 1},
		{"Margaret J. Clark", "Margaret Clark", 0.8},
		{"Creek Valley Brewing Company", "Creek Valley Brewery", 1},
		{"Margaret Clark", "James Clark", -0.5},
		{"Nordia", "Velmo", -1},
		{"", "Velmo", 0},
	} {
		for _, p := range [][2]string{{tc.a, tc.b}, {tc.b, tc.a}} {
			if got := matching.BrandsAlike(p[0], p[1]); got != tc.want {
				t.Errorf("brands %q and %q: %v; want %v", p[0], p[1], got, tc.want)
			}
		}
	}
}

// TestF19OneShop: siblings of one shop's line are no repeated offers of one product.
func TestF19OneShop(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"Acme herbal tea lemon", "Acme herbal tea mint", true},
		{"Acme herbal tea lemon", "Acme herbal tea lemon", false},
		{"Acme herbal tea lemon", "lemon tea Acme herbal", false},
		{"Acme herbal tea lemon", "Acme herbal tea lemon fresh", false},
	} {
		if got := matching.OneShop(tc.a, tc.b); got != tc.want {
			t.Errorf("one shop %q, %q = %v; want %v", tc.a, tc.b, got, tc.want)
		}
	}
}
