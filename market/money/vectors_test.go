package money_test

import (
	"testing"

	"shelfwise/market/money"
)

// TestW1PriceVectors holds the wrong numbers that price trackers were seen to take.
func TestW1PriceVectors(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		in     string
		hint   money.Hint
		status money.Status
		number string
		cur    money.Currency
		kind   string
	}{
		{"3.350", money.Hint{}, "ambiguous", "", "", ""},
		{"3.350", money.Hint{Locale: "de"}, "ok", "3350", "EUR", "price"},
		{"3.350", money.Hint{Locale: "en-US"}, "ambiguous", "", "USD", ""},
		{"3.350", money.Hint{Locale: "en"}, "ok", "3.350", "", "price"},
		{"1.234.123 €", money.Hint{}, "ok", "1234123", "EUR", "price"},
		{"12,12€", money.Hint{}, "ok", "12.12", "EUR", "price"},
		{"1\u00a0099,00 €", money.Hint{}, "ok", "1099.00", "EUR", "price"},
		{"1\u202f099,00 €", money.Hint{}, "ok", "1099.00", "EUR", "price"},
		{"CHF 1'049,95", money.Hint{}, "ok", "1049.95", "CHF", "price"},
		{"1,600.00", money.Hint{}, "ok", "1600.00", "", "price"},
		{"R$ 2.720,00", money.Hint{}, "ok", "2720.00", "BRL", "price"},
		{"423.923 KD", money.Hint{}, "ok", "423.923", "KWD", "price"},
		{"3,500円", money.Hint{}, "ok", "3500", "JPY", "price"},
		{"¥1200", money.Hint{}, "ambiguous", "1200", "", "price"},
		{"¥12.8", money.Hint{}, "ok", "12.8", "CNY", "price"},
		{"¥1,200", money.Hint{Locale: "ja"}, "ok", "1200", "JPY", "price"},
		{"¥1,200", money.Hint{Country: "CN"}, "ok", "1200", "CNY", "price"},
		{"2 pairs from $349", money.Hint{}, "ok", "349", "", "from"},
		{"Was $120.00 Now $60.00", money.Hint{}, "ok", "60.00", "", "sale"},
		{"Was $120 Now $60", money.Hint{}, "ok", "60", "", "sale"},
		{"Adv $17, DoS $19", money.Hint{}, "ambiguous", "", "", ""},
		{"Free shipping over $50", money.Hint{}, "none", "", "", "threshold"},
		{"Save $200", money.Hint{}, "none", "", "", "saving"},
		{"$49/mo", money.Hint{}, "none", "", "", "instalment"},
		{"0,00 €", money.Hint{}, "none", "0.00", "EUR", "price"},
		{"Free!", money.Hint{}, "ok", "0", "", "free"},
		{"1,235€ 99", money.Hint{}, "ok", "1235.99", "EUR", "price"},
		{"€12–€15", money.Hint{}, "range", "12", "EUR", "from"},
		{"€99-€10", money.Hint{}, "ambiguous", "", "EUR", ""},
		{"€99 -€10", money.Hint{}, "ok", "99", "EUR", "price"},
		{"£ 12 . 99", money.Hint{}, "ok", "12.99", "GBP", "price"},
		{"$1,234 .56", money.Hint{}, "ok", "1234.56", "", "price"},
		{"sizes 12 , 24 €5", money.Hint{}, "ok", "5", "EUR", "price"},
		{"4 €99", money.Hint{}, "ambiguous", "", "EUR", ""},
		{"12 $5", money.Hint{}, "ok", "5", "", "price"},
		{"1 x $20.00", money.Hint{}, "ok", "20.00", "", "price"},
		{"3 x $20.00", money.Hint{}, "none", "", "", "instalment"},
		{"5 zł 99 gr", money.Hint{}, "ok", "5.99", "PLN", "price"},
		{"12 грн 50 коп.", money.Hint{}, "ok", "12.50", "UAH", "price"},
		{"$1O.99", money.Hint{}, "ambiguous", "", "", ""},
		{"5l 4,99 €", money.Hint{}, "ok", "4.99", "EUR", "price"},
		{"Bs. 120", money.Hint{Country: "BO"}, "ok", "120", "BOB", "price"},
		{"Tk. 1200", money.Hint{}, "ok", "1200", "BDT", "price"},
		{"5.89 €", money.Hint{}, "ok", "5.89", "EUR", "price"},
		{"17.192.127,00 €", money.Hint{}, "ok", "17192127.00", "EUR", "price"},
		{"17 € 19 € 21 € 27 €", money.Hint{}, "ambiguous", "", "EUR", ""},
		{"12.05.2023", money.Hint{}, "none", "", "", ""},
		{"2023-05-12", money.Hint{}, "none", "", "", ""},
		{"iPhone 15", money.Hint{}, "none", "", "", ""},
		{"(1,204)", money.Hint{}, "none", "", "", ""},
		{"₹1,23,456.00", money.Hint{}, "ok", "123456.00", "INR", "price"},
		{"1.2万円", money.Hint{}, "ok", "12000", "JPY", "price"},
		{"3万5000元", money.Hint{}, "ok", "35000", "CNY", "price"},
		{"１２，８００円", money.Hint{}, "ok", "12800", "JPY", "price"},
		{"١٬٢٣٤٫٥٠ ر.س", money.Hint{}, "ok", "1234.50", "SAR", "price"},
		{"₩12,000", money.Hint{}, "ok", "12000", "KRW", "price"},
		{"12,000원", money.Hint{}, "ok", "12000", "KRW", "price"},
		{"$19⁹⁹", money.Hint{Locale: "en-US"}, "ok", "19.99", "USD", "price"},
		{"19,99 €/kg", money.Hint{}, "ok", "19.99", "EUR", "unit_price"},
		{"4,99 € (19,96 €/kg)", money.Hint{}, "ok", "4.99", "EUR", "price"},
		{"3x de R$30,00", money.Hint{}, "none", "", "", "instalment"},
		{"R$60,00 até 2x de R$30,00", money.Hint{}, "ok", "60.00", "BRL", "price"},
		{"De R$ 120,00 por R$ 99,90", money.Hint{}, "ok", "99.90", "BRL", "sale"},
		{"statt 129,00 € jetzt 99,00 €", money.Hint{}, "ok", "99.00", "EUR", "sale"},
		{"UVP 129,00 € 99,00 €", money.Hint{}, "ok", "99.00", "EUR", "sale"},
		{"$60.00 (was $120.00)", money.Hint{Country: "US"}, "ok", "60.00", "USD", "sale"},
		{"£6.95 - £9.95", money.Hint{}, "range", "6.95", "GBP", "from"},
		{"$10-20", money.Hint{Country: "CA"}, "range", "10", "CAD", "from"},
		{"ab 12,50 €", money.Hint{}, "ok", "12.50", "EUR", "from"},
		{"da 10 €", money.Hint{}, "ok", "10", "EUR", "from"},
		{"199 kr", money.Hint{}, "ok", "199", "", "price"},
		{"199 kr", money.Hint{Locale: "sv-SE"}, "ok", "199", "SEK", "price"},
		{"199:-", money.Hint{Country: "SE"}, "ok", "199", "SEK", "price"},
		{"1 299:- kr", money.Hint{Country: "NO"}, "ok", "1299", "NOK", "price"},
		{"$1.299", money.Hint{}, "ambiguous", "", "", ""},
		{"$ 1.299", money.Hint{Country: "CL"}, "ok", "1299", "CLP", "price"},
		{"1.299 €", money.Hint{}, "ok", "1299", "EUR", "price"},
		{"Rp 1,5 jt", money.Hint{}, "ok", "1500000", "IDR", "price"},
		{"-20%", money.Hint{}, "none", "", "", ""},
		{"$20 off", money.Hint{}, "none", "", "", "saving"},
		{"-5,00 €", money.Hint{}, "none", "", "", "saving"},
		{"ab 2 Pack. 11.25 CHF", money.Hint{}, "none", "", "", "multi_buy"},
		{"Under Armour shoes $20", money.Hint{}, "ok", "20", "", "price"},
		{"Under $25", money.Hint{}, "none", "", "", "threshold"},
		{"zwischen 9,99 und 19,99 €", money.Hint{}, "range", "9.99", "EUR", "from"},
		{"9,99 – 19,99 €", money.Hint{}, "range", "9.99", "EUR", "from"},
		{"₹1,299 ₹2,499 48% off", money.Hint{}, "ok", "1299", "INR", "sale"},
		{"$35.00 $50.00 You save $15.00", money.Hint{}, "ok", "35.00", "", "sale"},
		{"(3,63 €/100 g)", money.Hint{}, "ok", "3.63", "EUR", "unit_price"},
		{"100 g = 2,50 €", money.Hint{}, "ok", "2.50", "EUR", "unit_price"},
		{"Price $12 (excl. GST $11)", money.Hint{}, "ok", "12", "", "price"},
		{"US $12.99", money.Hint{}, "ok", "12.99", "USD", "price"},
		{"amd.by: 525,00", money.Hint{}, "ok", "525.00", "", "price"},
		{"1338 g", money.Hint{}, "ok", "1338", "", "price"},
		{"Top 100", money.Hint{}, "none", "", "", ""},
		{"3 for 2", money.Hint{}, "none", "", "", ""},
		{"2만 5천원", money.Hint{}, "ok", "25000", "KRW", "price"},
		{"Le prix initial était : 50,00 €. Le prix actuel est : 35,00 €.", money.Hint{}, "ok", "35.00", "EUR", "sale"},
		{"2 for $10", money.Hint{}, "none", "", "", "multi_buy"},
		{"+ $5.99 shipping", money.Hint{}, "none", "", "", "shipping"},
		{"€12,34 + € 3,95 verzendkosten", money.Hint{}, "ok", "12.34", "EUR", "price"},
		{"4 interest-free payments of $12.50", money.Hint{}, "none", "", "", "instalment"},
		{"券后¥99.9", money.Hint{}, "ok", "99.9", "CNY", "sale"},
		{"原价¥199 现价¥99.5", money.Hint{}, "ok", "99.5", "CNY", "sale"},
	} {
		got := money.Parse(tc.in, tc.hint)
		if got.Status != tc.status || got.Number != tc.number || tc.cur != "" && got.Currency != tc.cur || tc.kind != "" && got.Kind != tc.kind {
			t.Errorf("Parse(%q, %+v) = %s %q %s %s (%s); want %s %q %s %s", tc.in, tc.hint, got.Status, got.Number, got.Currency, got.Kind, got.Reason, tc.status, tc.number, tc.cur, tc.kind)
		}
	}
}

// TestF15Counts reads the forms of review counts and units-sold badges.
func TestF15Counts(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		in   string
		want money.Count
		ok   bool
	}{
		{"1.2k", money.Count{N: 1200}, true},
		{"1.2万", money.Count{N: 12000}, true},
		{"1,2rb terjual", money.Count{N: 1200}, true},
		{"12 345", money.Count{N: 12345}, true},
		{"(4)", money.Count{N: 4}, true},
		{"4.6 out of 5 (1,204)", money.Count{N: 1204}, true},
		{"1.2万+", money.Count{N: 12000, AtLeast: true}, true},
		{"6,881 sold", money.Count{N: 6881}, true},
		{"50+ bought in past month", money.Count{N: 50, AtLeast: true, WindowDays: 30}, true},
		{"10K+ bought in past month", money.Count{N: 10000, AtLeast: true, WindowDays: 30}, true},
		{"月销 1.2万+", money.Count{N: 12000, AtLeast: true, WindowDays: 30}, true},
		{"近30天售出 500+", money.Count{N: 500, AtLeast: true, WindowDays: 30}, true},
		{"1.204 Bewertungen", money.Count{N: 1204}, true},
		{"+5mil vendidos", money.Count{N: 5000, AtLeast: true}, true},
		{"Đã bán 1,2k", money.Count{N: 1200}, true},
		{"2,3 тыс. отзывов", money.Count{N: 2300}, true},
		{"No reviews yet", money.Count{}, false},
		{"4.6", money.Count{}, false},
		{"4,5/5 (87)", money.Count{N: 87}, true},
	} {
		got, ok := money.ParseCount(tc.in)
		if ok != tc.ok || got != tc.want {
			t.Errorf("ParseCount(%q) = %+v, %v; want %+v, %v", tc.in, got, ok, tc.want, tc.ok)
		}
	}
}

// TestF15Ratings reads ratings on any scale.
func TestF15Ratings(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		in           string
		value, scale float64
		ok           bool
	}{
		{"4.6 out of 5", 4.6, 5, true},
		{"92%", 92, 100, true},
		{"4,5/5", 4.5, 5, true},
		{"4,6 von 5 Sternen", 4.6, 5, true},
		{"Rated 4.50 out of 5", 4.5, 5, true},
		{"★★★★☆", 4, 5, true},
		{"5つ星のうち4.3", 4.3, 5, true},
		{"8.7/10", 8.7, 10, true},
		{"4.6 (1,204)", 4.6, 5, true},
		{"4.6", 4.6, 5, true},
		{"no rating", 0, 0, false},
		{"1,204", 0, 0, false},
	} {
		v, s, ok := money.ParseRating(tc.in)
		if ok != tc.ok || v != tc.value || s != tc.scale {
			t.Errorf("ParseRating(%q) = %v, %v, %v; want %v, %v, %v", tc.in, v, s, ok, tc.value, tc.scale, tc.ok)
		}
	}
}
