package matching

import (
	"testing"

	"pgregory.net/rapid"
)

func TestStem(t *testing.T) {
	for _, tc := range []struct{ one, many string }{
		{"battery", "batteries"}, {"box", "boxes"}, {"watch", "watches"}, {"kettle", "kettles"}, {"batterie", "batterien"}, {"schuh", "schuhe"},
		{"tasche", "taschen"}, {"manteau", "manteaux"}, {"bouilloire", "bouilloires"}, {"camion", "camiones"}, {"чаиник", "чаиники"}, {"носок", "носки"},
		{"альбом", "альбомов"}, {"сумка", "сумками"},
	} {
		if a, b := stem(tc.one), stem(tc.many); a != b {
			t.Errorf("%s → %s, %s → %s", tc.one, a, tc.many, b)
		}
	}
	for _, tc := range [][2]string{{"plan", "planes"}, {"glass", "glas"}, {"чаиник", "чаи"}} {
		if a, b := stem(tc[0]), stem(tc[1]); a == b {
			t.Errorf("%s and %s are both %s", tc[0], tc[1], a)
		}
	}
}

// TestStemOfStem: a stem is its own stem, so that keys may be stemmed again.
func TestStemOfStem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := Fold(rapid.StringMatching(`[a-zéüа-я]{0,14}(s|es|ies|en|ern|eaux|ами|ок|ов)?`).Draw(t, "w"))
		if s := stem(w); stem(s) != s || s == "" && w != "" {
			t.Fatalf("%q → %q → %q", w, s, stem(s))
		}
	})
}
