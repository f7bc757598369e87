package matching_test

import (
	"testing"

	"shelfwise/matching"
)

// TestF20MatchAsksWhatIsPlainlyOther: between two catalogues an accessory for the other side's product, a pack of it and a
// refurbished one are asked about, never matched; a title that only names what it is for is matched.
func TestF20MatchAsksWhatIsPlainlyOther(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want string // "" for match, as the model has it
	}{
		{"Velta K200 kettle 1.7 l steel", "2 x Velta K200 kettle 1.7 l steel", "no"},
		{"Velta K200 kettle 1.7 l steel", "Pair of Velta K200 kettle 1.7 l steel", "no"},
		{"Velta K200 kettle 1.7 l steel", "Velta K200 kettle 1.7 l steel Doppelpack", "no"},
		{"Velta K200 kettle 1.7 l steel", "Velta K200 kettle 1.7 l steel refurbished", "no"},
		{"Nordia Pocket 3 camera", "Case for Nordia Pocket 3 camera", "no"},
		{"Nordia Pocket 3 Kamera", "Tasche für Nordia Pocket 3 Kamera", "no"},
		{"Nordia Pocket 3 appareil photo", "Housse pour Nordia Pocket 3 appareil photo", "no"},
		{"Камера Nordia Pocket 3", "Чехол для камера Nordia Pocket 3", "no"},
		{"Case for Nordia Pocket 3 camera", "Nordia Pocket 3 camera case", ""},
		{"Velta K200 kettle 1.7 l steel", "Velta K200 kettle 1.7 l steel for office", ""},
		{"Velta K200 kettle refurbished", "Velta K200 kettle, refurbished", ""},
	} {
		for _, x := range [][2]string{{tc.a, tc.b}, {tc.b, tc.a}} {
			got := ""
			for _, p := range matching.Pairs([]matching.Record{{ID: "a", Title: x[0]}}, []matching.Record{{ID: "b", Title: x[1]}}, matching.Options{}) {
				got = p.Decision
			}
			if (got == matching.DecisionMatch) != (tc.want == "") {
				t.Errorf("%q and %q: %q", x[0], x[1], got)
			}
		}
	}
}
