package matching

import (
	"strings"
	"testing"

	"shelfwise/market"
)

// TestF18Contradictions: one identifier on two titles that cannot be one product is quarantined with the reason, and
// titles that only say it in other words are merged.
func TestF18Contradictions(t *testing.T) {
	const gtin = "4006381333931"
	for _, tc := range []struct{ a, b, want string }{
		{"Velta Mixer T5", "2 x Velta Mixer T5", "pack"},
		{"Velta Mixer T5", "3x Velta Mixer T5", "pack"},
		{"Velta Mixer T5", "Velta Mixer T5 x2", "pack"},
		{"Velta Mixer T5", "Pair of Velta Mixer T5", "pack"},
		{"Velta Mixer T5", "Velta Mixer T5 Doppelpack", "pack"},
		{"Velta mixeur T5", "Velta mixeur T5 pack duo", "pack"},
		{"Velta 搅拌机 T5", "Velta 搅拌机 T5 两件装", "pack"},
		{"Velta ミキサー T5", "Velta ミキサー T5 3台セット", "pack"},
		{"Velta Mixer T5", "Velta Mixer T5 bundle with jars", "bundle"},
		{"Velta Mixer T5", "Velta Mixer T5 + milk frother", "bundle"},
		{"Velta Mixer T5", "Velta Mixer T5 refurbished", "condition"},
		{"Velta Mixer T5", "Velta Mixer T5 defekt", "condition"},
		{"Lumo monitor 24 inch", "Lumo monitor 27 inch", "size"},
		{"Lumo USB cable 1 m", "Lumo USB cable 3 m", "size"},
		{"Lumo fan heater 1500 W", "Lumo fan heater 2500 W", "size"},
		{"Lumo power bank 10000 mAh", "Lumo power bank 20000 mAh", "size"},
		{"Brooker Trail shoe size 41", "Brooker Trail shoe size 43", "size"},
		{"Brooker shirt Größe S", "Brooker shirt Größe XL", "size"},
		{"Brooker shirt blue XL", "Brooker shirt blue XXL", "variant"},
		{"Brooker shirt blue XXL", "Brooker shirt blue 3XL", "size"},
		{"Halden HX310 drill", "Halden HX320 drill", "model"},
		{"Nordia Pocket Mark II camera", "Nordia Pocket Mark III camera", "model"},
		{"Velta Turbo Mixer", "Cotton bath towel set", "title"},

		{"Velta Mixer T5", "Velta Mixer T5", ""},
		{"Velta Mixer T5", "Mixer Velta T5 500 W black, new", ""},
		{"Lumo monitor 27 inch", "Lumo Monitor 68,6 cm (27 Zoll)", ""},
		{"Lumo monitor 27 inch", "Lumo Monitor 69 cm", ""},
		{"Lumo USB cable 2 m", "Lumo USB cable 6.6 ft", ""},
		{"Lumo SSD 1 TB", "Lumo SSD 1000 GB", ""},
		{"EVO memory card 8 GB", "EVO memory card 8192 MB", ""},
		{"Velta TV/DVD combo 19 inch", "Velta TV with DVD player 19 inch", ""},
		{"Brooker Trail shoe size 42", "Brooker Trail shoe UK 8 EU 42", ""},
		{"Brooker Trail running shoes", "Pair of Brooker Trail running shoes", ""},
		{"Lupo 2x magnifier lamp", "2x Magnifier lamp Lupo", ""},
		{"Velta Wasserkocher Edelstahl", "Velta kettle stainless steel", ""},
		{"Velta Wasserkocher", "Velta electric jug", ""},
		{"Velta bouilloire inox", "Velta kettle cordless", ""},
		{"Фен Velta Дуо", "Velta hair dryer Duo", ""},
	} {
		for _, x := range [][2]string{{tc.a, tc.b}, {tc.b, tc.a}} {
			res := Compare([]market.Candidate{{ID: "c", Title: x[0], GTIN: gtin}}, []market.Listing{{ID: "l", Source: "s", Title: x[1], GTIN: gtin}}, nil, nil, Options{})
			got := ""
			if len(res.Quarantined) == 1 {
				got = strings.SplitN(res.Quarantined[0].Reason, ":", 2)[0]
			}
			if got != tc.want || got != "" && len(res.Matches) > 0 {
				t.Errorf("%q and %q: quarantined %v, %d matches; want %q", x[0], x[1], res.Quarantined, len(res.Matches), tc.want)
			}
		}
	}
}

// TestF18PartNumbersOfOneSeries: equal identifiers with two part numbers of one series are quarantined; two shops' own
// numbers are not.
func TestF18PartNumbersOfOneSeries(t *testing.T) {
	const gtin = "4006381333931"
	for _, tc := range []struct {
		a, b string
		want int
	}{{"HX310", "HX320", 1}, {"HX310", "HX310", 0}, {"HX310", "998-1234", 0}, {"HX310", "", 0}} {
		res := Compare([]market.Candidate{{ID: "c", Title: "Halden drill", MPN: tc.a, GTIN: gtin}}, []market.Listing{{ID: "l", Source: "s", Title: "Halden drill", MPN: tc.b, GTIN: gtin}}, nil, nil, Options{})
		if len(res.Quarantined) != tc.want {
			t.Errorf("%q and %q: quarantined %v; want %d", tc.a, tc.b, res.Quarantined, tc.want)
		}
	}
}
