package matching

import "testing"

// TestF19Aspects: what is measured of one aspect of two records.
func TestF19Aspects(t *testing.T) {
	for _, tc := range []struct {
		name    string
		a, b    Record
		feature int
		want    float32
	}{
		{"colours agree in part", Record{Title: "runner black/white"}, Record{Title: "runner black"}, fColour, 1},
		{"other colours", Record{Title: "runner black/white"}, Record{Title: "runner navy olive"}, fColour, 0},
		{"shades", Record{Title: "runner navy"}, Record{Title: "runner turquoise"}, fColour, 0},
		{"one colour is not said", Record{Title: "runner black"}, Record{Title: "runner"}, fColour, unknownShare},
		{"colours in two languages", Record{Title: "Schuh schwarz"}, Record{Title: "shoe black"}, fColour, 1},
		{"style codes of one mould", Record{Title: "runner 537384-111"}, Record{Title: "runner 537384-112"}, fMould, 1},
		{"one style code in two spellings", Record{Title: "runner 537384-111"}, Record{Title: "runner 537384111"}, fMould, 0},
		{"one style code in two words", Record{Title: "runner 537384-111"}, Record{Title: "runner 537384 111"}, fMould, 0},
		{"a maker's number and a shop's", Record{Title: "camera DSC-W830B"}, Record{Title: "camera 4571203"}, fMould, 0},
		{"a code on one side", Record{Title: "runner 537384-111"}, Record{Title: "runner"}, fMould, 0},
		{"playing times agree", Record{Title: "song", Description: "an album; 3:38"}, Record{Title: "song", Description: "3:38"}, fFigures, 1},
		{"strengths differ", Record{Title: "ale", Description: "5.20 %"}, Record{Title: "ale", Description: "6.2%"}, fFigures, 0},
		{"strengths agree", Record{Title: "ale", Description: "5.20 %"}, Record{Title: "ale", Description: "ABV 5.2%"}, fFigures, 1},
		{"no figures", Record{Title: "ale", Description: "5.20 %"}, Record{Title: "ale", Description: "bitter"}, fFigures, unknownShare},
		{"one kind", Record{Title: "x", Category: "Headphones"}, Record{Title: "x", Category: "audio > headphone"}, fKind, 1},
		{"other kinds", Record{Title: "x", Category: "Barley Wine"}, Record{Title: "x", Category: "American IPA"}, fKind, 0},
		{"a kind is not known", Record{Title: "x", Category: "Barley Wine"}, Record{Title: "x"}, fKind, unknownShare},
		{"only the maker is shared", Record{Title: "porter", Brand: "Old Mill Brewing"}, Record{Title: "Old Mill stout", Brand: "Old Mill"}, fNamed, 0},
		{"all but the maker is shared", Record{Title: "Acme washer", Brand: "Acme"}, Record{Title: "washer"}, fNamed, 1},
		{"nothing but makers", Record{Title: "Acme", Brand: "Acme"}, Record{Title: "Acme"}, fNamed, unknownShare},
	} {
		c := newCorpus()
		for _, r := range []*Record{&tc.a, &tc.b} {
			c.add(r, c.text(r))
		}
		a, b := c.item(&tc.a), c.item(&tc.b)
		if got := c.compare(a, b)[tc.feature]; got != tc.want {
			t.Errorf("%s: %s is %v; want %v", tc.name, featureNames[tc.feature], got, tc.want)
		}
		if c.compare(a, b) != c.compare(b, a) {
			t.Errorf("%s: the sides matter", tc.name)
		}
	}
}

// TestF19Sizes: the size that a shoe is offered in is one word, and none of the numbers that name a model.
func TestF19Sizes(t *testing.T) {
	for title, want := range map[string]string{
		"runner 90 uk 8.5":      "size:8.5",
		"runner 90 size: 10":    "size:10",
		"runner 90 eu 42":       "size:42",
		"runner 90 grosse 42":   "size:42",
		"plug uk 230 v 90":      "",
		"adapter us 3 port 90":  "",
		"watch us 90 a1b2":      "",
		"windows 90 uk":         "",
		"size 8x12 frame no 90": "",
	} {
		p, got := parse(title), ""
		for _, w := range p.words {
			if len(w) > 5 && w[:5] == "size:" {
				got = w
			}
		}
		if got != want || len(p.numbers) > 0 && want != "" && len(p.numbers) != 1 {
			t.Errorf("%q: size %q, numbers %v; want %q and 90 alone", title, got, p.numbers, want)
		}
	}
}
