package scoring

import "testing"

// TestF35NextFactNamesWhatIsMissing: of the costs per unit only those not given are asked for.
func TestF35NextFactNamesWhatIsMissing(t *testing.T) {
	for _, tc := range []struct {
		missing []string
		want    string
	}{
		{[]string{"fulfilment_cost"}, "fulfilment cost per unit (fulfilment_cost)"},
		{[]string{"inbound_freight", "duty_rate"}, "freight and duty cost per unit (inbound_freight, duty_rate)"},
		{[]string{"inbound_freight", "duty_rate", "fulfilment_cost"}, "freight, duty and fulfilment cost per unit (inbound_freight, duty_rate, fulfilment_cost)"},
	} {
		missing := map[string]bool{}
		for _, m := range tc.missing {
			missing[m] = true
		}
		if got := unitCosts(missing); got != tc.want {
			t.Errorf("%v: %q; want %q", tc.missing, got, tc.want)
		}
	}
}
