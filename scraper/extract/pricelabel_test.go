package extract

import "testing"

// TestPriceLabels: what the words around a number say it is, as whole words and in several languages.
func TestPriceLabels(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          uint32
	}{
		{"Price:", "", labelNow},
		{"List Price:", "", labelWas},
		{"Starting Price ", "", labelUsed},
		{"Prix de l'offre :", "", labelNow},
		{"Please retry ", "", 0}, // holds "lease"
		{"Seamless top ", "", 0}, // holds "less "
		{"Prix conseillé ", "", labelWas},
		{"Statt ", "", labelWas},
		{"Washing machine ", "", 0},
		{"Underwear set ", "", 0},
		{"Carton box ", "", 0},
		{"Was: ", "", labelWas},
		{"Sie sparen ", "", labelSaving},
		{"De: ", "", labelWas},
		{"Por: ", "", labelNow},
		{"12x de ", "", labelInstalment},
		{"Mitgliederrabatt ", "", labelSaving},
		{"Старая цена ", "", labelWas},
		{"原价", "", labelWas},
		{"Your maximum bid ", "", labelOther},
		{"3 Used from ", "", labelUsed},
		{"New from ", "", labelUsed},
		{"", " & FREE Shipping", 0},
		{"", " free delivery", 0},
		{"+ ", " shipping", labelShipping},
		{"", " /month", labelInstalment},
		{"", " / kg", labelUnit},
		{"Free shipping on orders over ", "", labelShipping},
		{"Only ", " off", labelNow},
	} {
		text := "x\n" + c.before + "$20.00" + c.after + "\ny"
		s := spot{from: 2 + len(c.before), to: 2 + len(c.before) + len("$20.00")}
		if got := (&document{text: text}).labelOf(&s, ""); got != c.want {
			t.Errorf("%q $20.00 %q: %b, want %b", c.before, c.after, got, c.want)
		}
	}
}
