package matching

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shelfwise/fixtures/shared"
)

// TestReferenceText: the classical Jaro–Winkler values and the model numbers of real titles, from the shared reference.
func TestReferenceText(t *testing.T) {
	var ref struct {
		JaroWinkler []struct {
			A, B string
			JW   float64
		} `json:"jaro_winkler"`
		Models []struct {
			Text   string
			Tokens []string
		} `json:"model_tokens"`
	}
	shared.JSON(t, &ref, "data", "reference", "text_matching.json")
	if len(ref.JaroWinkler) == 0 || len(ref.Models) == 0 {
		t.Fatal("the reference is empty")
	}
	for _, c := range ref.JaroWinkler {
		if got := JaroWinkler(c.A, c.B); math.Abs(got-c.JW) > 1e-9 {
			t.Errorf("JaroWinkler(%s, %s) = %v; want %v", c.A, c.B, got, c.JW)
		}
	}
	for _, c := range ref.Models {
		got := slices.Sorted(slices.Values(parse(Fold(c.Text)).models))
		if diff := cmp.Diff(slices.Sorted(slices.Values(c.Tokens)), got); diff != "" {
			t.Errorf("models of %q (-want +got):\n%s", c.Text, diff)
		}
	}
}
