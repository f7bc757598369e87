package matching

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func vectors(t *rapid.T, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = rapid.Float32Range(-1, 3).Draw(t, "x")
	}
	return v
}

// TestF19Contributions: what the features add, and the rest, sum to the score, whatever the features are.
func TestF19Contributions(t *testing.T) {
	t.Parallel()
	m := Shipped()
	rapid.Check(t, func(t *rapid.T) {
		v := vectors(t, secondFeatures)
		for _, f := range []*Forest{&m.First, &m.Second} {
			by, rest := f.Contributions(v)
			for _, c := range by {
				rest += c
			}
			if want := f.Score(v); math.Abs(rest-want) > 1e-9 {
				t.Errorf("contributions sum to %v; score %v", rest, want)
			}
		}
	})
}

// TestF19Monotone: more of what speaks for a match never lowers the score, and more of what speaks against it never
// raises it.
func TestF19Monotone(t *testing.T) {
	t.Parallel()
	m, rising := Shipped(), Rising()
	rapid.Check(t, func(t *rapid.T) {
		v := vectors(t, secondFeatures)
		f := rapid.IntRange(0, secondFeatures-1).Draw(t, "feature")
		if rising[f] == 0 {
			return
		}
		before := m.Second.Score(v)
		v[f] += rapid.Float32Range(0, 2).Draw(t, "more")
		if after := m.Second.Score(v); float64(rising[f])*(after-before) < -1e-9 {
			t.Errorf("feature %d raised moves the score from %v to %v", f, before, after)
		}
	})
}

// TestF19FeaturesSymmetric: a pair measures the same from both sides, and a record agrees with itself.
func TestF19FeaturesSymmetric(t *testing.T) {
	t.Parallel()
	words := []string{"sony", "canon", "canno", "bottle", "flasche", "black", "white", "dsc-rx100", "dscrx100/b", "60d", "7d", "i7", "500 ml", "0,5 l", "16gb", "pro", "case", "for", "2-pack", "保温杯", "2007", "ii", "4006381333931"}
	rapid.Check(t, func(t *rapid.T) {
		c := newCorpus()
		var items []*item
		var recs []Record
		for range 3 {
			title := ""
			for _, w := range rapid.SliceOfN(rapid.SampledFrom(words), 1, 7).Draw(t, "title") {
				title += w + " "
			}
			recs = append(recs, Record{Title: title, Brand: rapid.SampledFrom([]string{"", "Sony", "Canon"}).Draw(t, "brand")})
		}
		for i := range recs {
			c.add(&recs[i], readText(&recs[i]))
		}
		for i := range recs {
			items = append(items, c.item(&recs[i]))
		}
		if a, b := c.compare(items[0], items[1]), c.compare(items[1], items[0]); a != b {
			t.Errorf("%q and %q measure %v one way and %v the other", recs[0].Title, recs[1].Title, a, b)
		}
		self := c.compare(items[2], items[2])
		for _, f := range []int{fModelConflict, fModelClash, fNumberClash, fQuantityClash, fVariantClash, fDigitClash, fMissingMore} {
			if self[f] > 0 && (f != fModelClash || len(items[2].models) > 0) {
				t.Errorf("%q differs from itself in feature %d: %v", recs[2].Title, f, self[f])
			}
		}
	})
}

// TestF19ShortCodes: words with digits too short for a model number tell siblings apart.
func TestF19ShortCodes(t *testing.T) {
	t.Parallel()
	c := newCorpus()
	recs := []Record{{Title: "Canon EOS 60D body"}, {Title: "Canon EOS 7D body"}, {Title: "EOS-60D by Canon, body only"}}
	for i := range recs {
		c.add(&recs[i], readText(&recs[i]))
	}
	a, sibling, same := c.item(&recs[0]), c.item(&recs[1]), c.item(&recs[2])
	if v := c.compare(a, sibling); v[fDigitClash] == 0 || v[fDigitShared] != 0 {
		t.Errorf("60D against 7D: clash %v, shared %v; want a clash and nothing shared", v[fDigitClash], v[fDigitShared])
	}
	if v := c.compare(a, same); v[fDigitClash] != 0 {
		t.Errorf("60D against 60D: clash %v; want none", v[fDigitClash])
	}
}
