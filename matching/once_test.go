package matching_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"shelfwise/matching"
)

// titled writes n products, each once, as one of two shops does, or now as one and now as the other.
func titled(r *rand.Rand, n int, shop func() int) []matching.Record {
	var out []matching.Record
	for i := range n {
		kind := []string{"kettle", "lamp", "drill", "toaster"}[i%4]
		title := fmt.Sprintf("Korrin %s K%d black stainless", kind, 1000+7*i)
		if shop() == 1 {
			title = fmt.Sprintf("buy the %s K%d by Korrin, free delivery, in stock", kind, 1000+7*i)
		}
		out = append(out, matching.Record{ID: fmt.Sprint(r.Int64()), Title: title})
	}
	return out
}

// TestF19SidesOfOnePool: two shops title in two ways, and hold each product once; offers of one pool do not tell their
// side, and where they repeat products, so do the sides.
func TestF19SidesOfOnePool(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	either := func() int { return r.IntN(2) }
	first, second := func() int { return 0 }, func() int { return 1 }
	pool := func() []matching.Record { return append(titled(r, 80, either), titled(r, 80, either)...) }
	m := matching.Shipped()
	for _, tc := range []struct {
		name        string
		left, right []matching.Record
		alike, once func(float64) bool
	}{
		{"two shops", titled(r, 120, first), titled(r, 120, second), func(a float64) bool { return a > 0.8 }, func(o float64) bool { return o == 1 }},
		{"one pool of several offers", pool(), pool(), func(a float64) bool { return a < 0.6 }, func(o float64) bool { return o < 0.2 }},
	} {
		task := matching.NewTask(tc.left, tc.right, m)
		task.ScoreFirst(&m.First)
		if !tc.alike(task.Alike) {
			t.Errorf("%s: sides tell apart %.2f", tc.name, task.Alike)
		}
		for side, once := range task.Once() {
			if !tc.once(once) {
				t.Errorf("%s: side %d holds each product once by %.2f (repeated %.2f)", tc.name, side, once, task.Share[side])
			}
		}
		swapped := matching.NewTask(tc.right, tc.left, m)
		swapped.ScoreFirst(&m.First)
		if d := swapped.Alike - task.Alike; d > 1e-9 || d < -1e-9 {
			t.Errorf("%s: %.6f, with the sides swapped %.6f", tc.name, task.Alike, swapped.Alike)
		}
	}
}

// TestF20TitlesApart: what the second model is told of two titles, whichever comes first.
func TestF20TitlesApart(t *testing.T) {
	for _, tc := range []struct {
		a, b                   string
		serves, together, used bool
		named                  bool
		otherPack              bool
	}{
		{"Orbix S9 phone 128 GB", "Case for Orbix S9 phone", true, false, false, true, false},
		{"Orbix S9 phone 128 GB black", "ORBIX S9 PHONE 128GB REFURBISHED", false, false, true, true, false},
		{"Orbix S9 phone 128 GB", "Orbix S9 phone 128 GB bundle", false, true, false, true, false},
		{"Orbix S9 phone 128 GB", "orbix s9 smart phone 128GB", false, false, false, true, false},
		{"Cosmi Print Perfect Cards DVD", "Cosmi iMusicTools (PC) 2000", false, false, false, false, false},
		{"Windows XP Home Edition SP2 OEM", "OEM 3pk XP Home Edition SP2", false, false, false, true, true},
		{"Velta granola honey 500 g", "Velta granola honey 500 g pack of 6", false, false, false, true, true},
		{"Brenna castle puzzle 1000 pieces", "Brenna castle puzzle", false, false, false, true, false},
	} {
		for _, pair := range [][2]string{{tc.a, tc.b}, {tc.b, tc.a}} {
			serves, together, used, named := matching.Apart(pair[0], pair[1])
			if serves != tc.serves || together != tc.together || used != tc.used || named != tc.named {
				t.Errorf("%q: accessory %v, bundle %v, used %v, named %v", pair, serves, together, used, named)
			}
			if got := matching.OtherPack(pair[0], pair[1]); got != tc.otherPack {
				t.Errorf("%q: another pack %v", pair, got)
			}
		}
	}
}

// TestF19QueueIsBounded: in two collections of offers of a few lines much is doubtful, but a person is asked about the
// best three pairs of a record at most; matches stay as they are, and the order of rows is nothing.
func TestF19QueueIsBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	pool := func(side string, n int) []matching.Record {
		out := make([]matching.Record, n)
		for i := range out {
			words := []string{[]string{"Korrin", "Velmar", ""}[r.IntN(3)], "lens", fmt.Sprint([]int{24, 35, 50, 70, 85}[r.IntN(5)], "mm"), []string{"f1.4", "f1.8", "f2.8", ""}[r.IntN(4)],
				[]string{"for Nikon", "for Canon", "autofocus", "wide", ""}[r.IntN(5)], []string{"new", "offer", "free delivery", "in stock"}[r.IntN(4)]}
			r.Shuffle(len(words), func(a, b int) { words[a], words[b] = words[b], words[a] })
			out[i] = matching.Record{ID: fmt.Sprint(side, i), Title: strings.Join(words, " ")}
		}
		return out
	}
	left, right := pool("l", 150), pool("r", 300)
	m := matching.Shipped()
	task := matching.NewTask(left, right, m)
	task.ScoreFirst(&m.First)
	p := task.ScoreSecond(&m.Second)
	settled := task.Settle(p, m.Review)
	doubtful, sure := 0, 0
	for _, i := range settled {
		if task.Reaches(i, p[i], m.Match) {
			sure++
		} else {
			doubtful++
		}
	}
	got := matching.Pairs(left, right, matching.Options{})
	asked, matched, by := 0, 0, map[string]int{}
	for _, x := range got {
		if x.Decision == matching.DecisionMatch {
			matched++
			continue
		}
		asked++
		for _, id := range []string{x.Left, x.Right} {
			if by[id]++; by[id] > 3 {
				t.Errorf("%s is in review more than three times", id)
			}
		}
	}
	if doubtful <= 3*len(left) || asked == 0 || asked > 3*len(left) || matched != sure {
		t.Errorf("of %d doubtful pairs %d are asked about, of %d sure ones %d matched; want few of many, and all", doubtful, asked, sure, matched)
	}
	r.Shuffle(len(left), func(i, k int) { left[i], left[k] = left[k], left[i] })
	r.Shuffle(len(right), func(i, k int) { right[i], right[k] = right[k], right[i] })
	again := matching.Pairs(left, right, matching.Options{})
	in := map[[2]string]string{}
	for _, x := range got {
		in[[2]string{x.Left, x.Right}] = x.Decision
	}
	for _, x := range again {
		if in[[2]string{x.Left, x.Right}] != x.Decision {
			t.Errorf("%s, %s: %s, and %q before the rows moved", x.Left, x.Right, x.Decision, in[[2]string{x.Left, x.Right}])
		}
	}
	if len(again) != len(got) {
		t.Errorf("%d pairs, and %d after the rows moved", len(got), len(again))
	}
}
