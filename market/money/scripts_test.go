package money_test

import (
	"testing"

	"shelfwise/market/money"
)

// TestF10ManyScripts reads price texts of many places and refuses what is no price, without any hint. What stands
// under "none" and "ambiguous" must give no number: a wrong one would be stored as a price.
func TestF10ManyScripts(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		in     string
		status money.Status
		number string
		cur    money.Currency
	}{
		{"1e9 EUR", "ambiguous", "", "EUR"},
		{"Rs. 1,23,456.00", "ok", "123456.00", ""},
		{"1,234", "ambiguous", "", ""},
		{"3.350", "ambiguous", "", ""},
		{"1.234.123 €", "ok", "1234123", "EUR"},
		{"12,12€", "ok", "12.12", "EUR"},
		{"1 099,00 €", "ok", "1099.00", "EUR"},
		{"CHF 1'049,95", "ok", "1049.95", "CHF"},
		{"1,600.00", "ok", "1600.00", ""},
		{"R$ 2.720,00", "ok", "2720.00", "BRL"},
		{"423.923 KD", "ok", "423.923", "KWD"},
		{"3,500円", "ok", "3500", "JPY"},
		{"¥ 1200", "ambiguous", "", ""},
		{"2 pairs from $349", "ok", "349", ""},
		{"Was $120.00 Now $60.00", "ok", "60.00", ""},
		{"Adv $17, DoS $19", "ambiguous", "", ""},
		{"Free shipping over $50", "none", "", ""},
		{"Save $200", "none", "", ""},
		{"$49/mo", "none", "", ""},
		{"0,00 €", "none", "", "EUR"},
		{"1,235€ 99", "ok", "1235.99", "EUR"},
		{"39,800円送料無料", "ok", "39800", "JPY"},
		{"29元 包邮", "ok", "29", "CNY"},
		{"满99元包邮", "none", "", "CNY"},
		{"5,000円以上送料無料", "none", "", "JPY"},
		{"1,990円相当戻ってくる", "none", "", "JPY"},
		{"44 dB", "none", "", ""},
		{"από 389,00 €", "ok", "389.00", "EUR"},
		{"από 100,00 € τώρα 80,00 €", "ok", "80.00", "EUR"},
		{"١٬٢٣٤٫٥٦ ر.س", "ok", "1234.56", "SAR"},
		{"۱٬۲۳۴٬۰۰۰ تومان", "ok", "1234000", ""},
		{"۱۲۳۴۵۶ ریال", "ok", "123456", "IRR"},
		{"１２，３４５円", "ok", "12345", "JPY"},
		{"￥１，２３４", "ambiguous", "", ""},
		{"CHF 1’234.50", "ok", "1234.50", "CHF"},
		{"Fr. 1'299.–", "ok", "1299", "CHF"},
		{"1 234,56 €", "ok", "1234.56", "EUR"},
		{"1 234,56 €", "ok", "1234.56", "EUR"},
		{"1 234 567 ₽", "ok", "1234567", "RUB"},
		{"Rp 1.234.567", "ok", "1234567", "IDR"},
		{"Rp1.234.567,00", "ok", "1234567.00", "IDR"},
		{"1.234,- kr", "ok", "1234", ""},
		{"1 234:- ", "ok", "1234", ""},
		{"499:-", "ok", "499", ""},
		{"₹1,23,456/-", "ok", "123456", "INR"},
		{"₹ 1,23,456", "ok", "123456", "INR"},
		{"USD 1.2k", "ok", "1200", "USD"},
		{"1.5 million USD", "ok", "1500000", "USD"},
		{"£1,234.56 inc VAT", "ok", "1234.56", "GBP"},
		{"ab 12,99 €", "ok", "12.99", "EUR"},
		{"12–15 €", "range", "12", "EUR"},
		{"$12 - $15", "range", "12", ""},
		{"12,99 € - 15,99 €", "range", "12.99", "EUR"},
		{"2026-11-27", "none", "", ""},
		{"27.11.2026", "none", "", ""},
		{"11/27/2026", "none", "", ""},
		{"+49 30 1234567", "none", "", ""},
		{"(555) 123-4567", "none", "", ""},
		{"50%", "none", "", ""},
		{"-20%", "none", "", ""},
		{"500 ml", "none", "", ""},
		{"500 ml 12,99 €", "ok", "12.99", "EUR"},
		{"3 x 4,99 €", "none", "", "EUR"},
		{"2 for $5", "none", "", ""},
		{"$19⁹⁹", "ok", "19.99", ""},
		{"19⁹⁹ €", "ok", "19.99", "EUR"},
		{"$ 19 99", "ok", "19.99", ""},
		{"19.99.", "ok", "19.99", ""},
		{"€ 12.-", "ok", "12", "EUR"},
		{"€12,-", "ok", "12", "EUR"},
		{"12,- €", "ok", "12", "EUR"},
		{"12.50-", "ok", "12.50", ""},
		{"US$ 1,234.50", "ok", "1234.50", "USD"},
		{"A$ 99", "ok", "99", "AUD"},
		{"C$1,299", "ok", "1299", "CAD"},
		{"HK$ 1,299.00", "ok", "1299.00", "HKD"},
		{"NT$1,299", "ok", "1299", "TWD"},
		{"S$ 12.90", "ok", "12.90", "SGD"},
		{"1,299 元", "ok", "1299", "CNY"},
		{"1.2万元", "ok", "12000", "CNY"},
		{"￥1.2万", "ambiguous", "", ""},
		{"3万円", "ok", "30000", "JPY"},
		{"1億円", "ok", "100000000", "JPY"},
		{"1,00,000 INR", "ok", "100000", "INR"},
		{"Rs 999", "ok", "999", ""},
		{"PKR 1,23,456", "ok", "123456", "PKR"},
		{"LKR 12,500.00", "ok", "12500.00", "LKR"},
		{"රු 12,500.00", "ok", "12500.00", "LKR"},
		{"৳1,234", "ok", "1234", "BDT"},
		{"฿1,290", "ok", "1290", "THB"},
		{"1.290.000₫", "ok", "1290000", "VND"},
		{"1.290.000 đ", "ok", "1290000", "VND"},
		{"1,290,000 VND", "ok", "1290000", "VND"},
		{"₩12,000", "ok", "12000", "KRW"},
		{"12,000원", "ok", "12000", "KRW"},
		{"12만원", "ok", "120000", "KRW"},
		{"zł 1 234,56", "ok", "1234.56", "PLN"},
		{"1234,56 zł", "ok", "1234.56", "PLN"},
		{"1 234,56 Kč", "ok", "1234.56", "CZK"},
		{"12 345 Ft", "ok", "12345", "HUF"},
		{"1.234,56 lei", "ok", "1234.56", "RON"},
		{"1.234,56 лв", "ok", "1234.56", "BGN"},
		{"1234 грн", "ok", "1234", "UAH"},
		{"₺1.234,56", "ok", "1234.56", "TRY"},
		{"1.234,56 TL", "ok", "1234.56", "TRY"},
		{"₪ 1,234.50", "ok", "1234.50", "ILS"},
		{"1,234.50 AED", "ok", "1234.50", "AED"},
		{"د.إ 1,234.50", "ok", "1234.50", "AED"},
		{"£12.5", "ok", "12.5", "GBP"},
		{"12.345,6 €", "ok", "12345.6", "EUR"},
		{"12.3456 €", "ok", "12.3456", "EUR"},
		{"1.234.56 €", "ambiguous", "", "EUR"},
		{"1,234,56", "ambiguous", "", ""},
		{"12,34,567.00", "ok", "1234567.00", ""},
		{"$1,2345", "ok", "1.2345", ""},
		{"$.99", "ok", "0.99", ""},
		{"99¢", "ok", "99", ""},
		{"50p", "ok", "50", ""},
		{"€0,99", "ok", "0.99", "EUR"},
		{"free", "ok", "0", ""},
		{"Gratis", "ok", "0", ""},
		{"Call for price", "none", "", ""},
		{"Price on request", "none", "", ""},
		{"N/A", "none", "", ""},
		{"-", "none", "", ""},
		{"$", "none", "", ""},
		{"€", "none", "", "EUR"},
		{"from $12.99", "ok", "12.99", ""},
		{"Up to $50 off", "none", "", ""},
		{"$10 off", "none", "", ""},
		{"You save $5.00 (20%)", "none", "", ""},
		{"RRP £99.99", "ok", "99.99", "GBP"},
		{"MSRP: $1,299.00", "ok", "1299.00", ""},
		{"VAT 20%", "none", "", ""},
		{"incl. 19% MwSt. 12,99 €", "ok", "12.99", "EUR"},
		{"12,99 € / Stück", "ok", "12.99", "EUR"},
		{"12,99 €/kg", "ok", "12.99", "EUR"},
		{"(1 kg = 25,98 €)", "ok", "25.98", "EUR"},
		{"per month $49.99", "none", "", ""},
		{"49,99 €/Monat", "none", "", "EUR"},
		{"24 x 12,99 €", "none", "", "EUR"},
		{"Only 3 left at $19.99", "ok", "19.99", ""},
		{"4.5 out of 5", "none", "", ""},
		{"(1,204)", "none", "", ""},
		{"SKU 12345", "none", "", ""},
		{"iPhone 15", "none", "", ""},
		{"10 - 20 Uhr", "none", "", ""},
		{"$1,234.5678", "ok", "1234.5678", ""},
		{"1234567890123456789 EUR", "ok", "1234567890123456789", "EUR"},
		{"EUR 99999999999999999999", "ok", "99999999999999999999", "EUR"},
		{"$1.2M", "ok", "1200000", ""},
		{"€ 3 Mio.", "ok", "3000000", "EUR"},
		{"1.234 Mio €", "ok", "1234000000", "EUR"},
		{"1,5 Mio. €", "ok", "1500000", "EUR"},
		{"5 lakh", "none", "", ""},
		{"₹5 lakh", "ok", "500000", "INR"},
		{"Rs 2.5 crore", "ok", "25000000", ""},
		{"12 99 €", "ambiguous", "", "EUR"},
		{"EUR 12 99", "ok", "12.99", "EUR"},
		{"1 234", "ok", "1234", ""},
		{"1 23 €", "ambiguous", "", "EUR"},
		{"$ 1 234.00", "ok", "1234.00", ""},
		{"$12.99USD", "ok", "12.99", "USD"},
		{"USD $12.99", "ok", "12.99", "USD"},
		{"12.99 USD / 11.99 EUR", "ambiguous", "", "USD"},
		{"$12.99 (€11.99)", "ok", "12.99", ""},
		{"10€ + 5€ shipping", "ok", "10", "EUR"},
		{"$5.99 shipping", "none", "", ""},
		{"deposit $100", "none", "", ""},
		{"12x R$ 99,90 sem juros", "none", "", "BRL"},
		{"R$ 1.198,80 ou 12x R$ 99,90", "ok", "1198.80", "BRL"},
		{"Q 1,234.50", "ok", "1234.50", "GTQ"},
		{"S/ 1,234.50", "ok", "1234.50", "PEN"},
		{"$ 1.234.567", "ok", "1234567", ""},
		{"COP 1.234.567", "ok", "1234567", "COP"},
		{"MX$ 1,234.50", "ok", "1234.50", "MXN"},
		{"ARS 12.345,67", "ok", "12345.67", "ARS"},
		{"1.234.567 Gs.", "ok", "1234567", "PYG"},
		{"1 234 567 XAF", "ok", "1234567", "XAF"},
		{"2,500 FCFA", "ok", "2500", ""},
		{"R 1 234,56", "ok", "1234.56", "ZAR"},
		{"R1,234.56", "ok", "1234.56", "ZAR"},
		{"KSh 1,500", "ok", "1500", "KES"},
		{"₦12,500.00", "ok", "12500.00", "NGN"},
		{"GH₵ 1,234.00", "ok", "1234.00", "GHS"},
		{"E£ 1,234.00", "ok", "1234.00", "EGP"},
		{"ج.م 1,234", "ok", "1234", "EGP"},
		{"KD 12.500", "ok", "12.500", "KWD"},
		{"BD 1.250", "ok", "1.250", "BHD"},
		{"12.500 د.ك", "ok", "12.500", "KWD"},
		{"O.R. 12.500", "none", "", ""},
		{"JD 12.500", "ok", "12.500", "JOD"},
		{"DT 12,500", "ok", "12.500", "TND"},
		{"MAD 1.234,00", "ok", "1234.00", "MAD"},
		{"1 234,00 DH", "ok", "1234.00", ""},
	} {
		got := money.Parse(tc.in, money.Hint{})
		number := got.Number
		if got.Status != money.StatusOK && got.Status != money.StatusRange {
			number = ""
		}
		if got.Status != tc.status || number != tc.number || got.Currency != tc.cur {
			t.Errorf("Parse(%q) = %s %q %s (%s); want %s %q %s", tc.in, got.Status, number, got.Currency, got.Reason, tc.status, tc.number, tc.cur)
		}
	}
}

// TestF10HintsDecide: what the text leaves open, the page's currency or locale decides, and nothing else.
func TestF10HintsDecide(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		in     string
		hint   money.Hint
		status money.Status
		number string
		cur    money.Currency
	}{
		{"1,234", money.Hint{Locale: "en-US"}, "ok", "1234", "USD"},
		{"1,234", money.Hint{Locale: "de-DE"}, "ambiguous", "", "EUR"},
		{"1,234", money.Hint{Currency: "USD"}, "ok", "1234", "USD"},
		{"3.350", money.Hint{Locale: "de-DE"}, "ok", "3350", "EUR"},
		{"Rs. 1,23,456.00", money.Hint{Country: "IN"}, "ok", "123456.00", "INR"},
		{"Rs. 1,23,456.00", money.Hint{Locale: "ur-PK"}, "ok", "123456.00", "PKR"},
		{"Rs. 1,23,456.00", money.Hint{Currency: "LKR"}, "ok", "123456.00", "LKR"},
		{"99¢", money.Hint{Currency: "USD"}, "ok", "0.99", "USD"},
		{"5 ¢", money.Hint{Country: "CA"}, "ok", "0.05", "CAD"},
		{"¥1,200", money.Hint{Locale: "ja-JP"}, "ok", "1200", "JPY"},
		{"120 Dh", money.Hint{Country: "MA"}, "ok", "120", "MAD"},
		{"1e9 EUR", money.Hint{Locale: "de"}, "ambiguous", "", "EUR"},
	} {
		got := money.Parse(tc.in, tc.hint)
		number := got.Number
		if got.Status != money.StatusOK {
			number = ""
		}
		if got.Status != tc.status || number != tc.number || got.Currency != tc.cur {
			t.Errorf("Parse(%q, %+v) = %s %q %s (%s); want %s %q %s", tc.in, tc.hint, got.Status, number, got.Currency, got.Reason, tc.status, tc.number, tc.cur)
		}
	}
}
