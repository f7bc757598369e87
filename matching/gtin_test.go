package matching

import "testing"

func TestF18GTIN(t *testing.T) {
	for _, tc := range []struct {
		in, want string
		ok       bool
	}{
		{"5000157026071", "05000157026071", true},
		{"05000157026071", "05000157026071", true},
		{"4006381333931", "04006381333931", true},
		{"036000291452", "00036000291452", true},
		{"96385074", "00000096385074", true},
		{"5901234123457", "05901234123457", true},
		{"9780306406157", "09780306406157", true},
		{"978-0-306-40615-7", "09780306406157", true},
		{"EAN: 4006381333931", "04006381333931", true},
		{"GTIN-13 4006381333931", "04006381333931", true},
		{"ISBN 978-0-306-40615-7", "09780306406157", true},
		{"UPC 036000291452", "00036000291452", true},
		{"4006381333931.0", "04006381333931", true},
		{"４００６３８１３３３９３１", "04006381333931", true},
		{"4006381\u200b333931", "04006381333931", true},
		{"\ufeff4006381333931\u00a0", "04006381333931", true},
		{"36000291452", "00036000291452", true},
		{"36000291453", "", false},
		{"EAN", "", false},
		{"4.00638E+12", "", false},
		{"4006381333932", "", false},
		{"123", "", false},
		{"0000000000000", "", false},
		{"ABC6381333931", "", false},
		{"", "", false},
	} {
		got, reason, ok := GTIN14(tc.in)
		if got != tc.want || ok != tc.ok || ok == (reason != "") {
			t.Errorf("GTIN14(%q) = %q, %q, %v; want %q, %v", tc.in, got, reason, ok, tc.want, tc.ok)
		}
	}
}

func TestF18Restricted(t *testing.T) {
	withCheck := func(twelve string) string { return twelve + string(checkDigit("0"+twelve)) }
	for _, tc := range []struct {
		in   string
		want bool
	}{
		{withCheck("020000000012"), true}, {withCheck("041234567890"), true}, {withCheck("201234567890"), true}, {withCheck("291234567890"), true},
		{withCheck("981234567890"), true}, {withCheck("991234567890"), true},
		{"4006381333931", false}, {"036000291452", false}, {"9780306406157", false}, {"96385074", false},
	} {
		if _, reason, ok := GTIN14(tc.in); !ok {
			t.Fatalf("GTIN14(%q): %s", tc.in, reason)
		}
		if got := sharedGTIN(tc.in) == ""; got != tc.want {
			t.Errorf("%s restricted = %v; want %v", tc.in, got, tc.want)
		}
	}
}
