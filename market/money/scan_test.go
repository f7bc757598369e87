package money

import "testing"

// TestF10MayRaise holds the quick look for raised digits against all that normalise replaces.
func TestF10MayRaise(t *testing.T) {
	for _, r := range "⁰¹²³⁴⁵⁶⁷⁸⁹" {
		for _, s := range []string{"1" + string(r), string(r) + "€", "€ 12" + string(r) + string(r)} {
			if !mayRaise(s) {
				t.Errorf("mayRaise(%q) is false", s)
			}
		}
	}
	for _, s := range []string{"", "1", "€ 12,90", "12 zł", "12\u00a0kr"} {
		if mayRaise(s) {
			t.Errorf("mayRaise(%q) is true", s)
		}
	}
}
