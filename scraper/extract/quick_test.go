package extract

import "testing"

// TestMayBegin: a quick test never refuses what the words would show to begin alike.
func TestMayBegin(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		text, words string
		want        bool
	}{
		{"Acme", "acme lamp", true}, {"acme", "Acme", false}, {"Bolt", "acme", false}, {"9 lamps", "9", true}, {"7 lamps", "9", false},
		{"«Acme»", "acme", true}, {"Ärger", "ärger", true}, {"", "acme", true}, {"Acme", "", true}, {" Acme", "acme", true},
	} {
		if got := mayBegin(tc.text, tc.words); got != tc.want {
			t.Errorf("mayBegin(%q, %q) = %v; want %v", tc.text, tc.words, got, tc.want)
		}
	}
}

// TestParted: a line tells which marks may part it, two spaces and not one among them.
func TestParted(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]int{"": 0, "a b": 0, "a  b": markSpace, "a | b": 1, "a • b": 2, "a · b": 4, "a, b/c;d": 1<<3 | 1<<5 | 1<<6, "a: b": partsColon, "a： b": partsColon, "#1": partsColon} {
		if got := parted(line); got != want {
			t.Errorf("parted(%q) = %b; want %b", line, got, want)
		}
	}
}
