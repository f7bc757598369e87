package matching

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestFold(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"Kaffeemühle Größe L", "kaffeemuhle grosse l"},
		{"Caf&eacute; &amp; Cr&egrave;me", "cafe & creme"},
		{`"Canon EOS"@en-US body`, `"canon eos" body`},
		{"ＡＢＣ－１２３", "abc-123"},
		{"ﾊﾟﾅｿﾆｯｸ", "パナソニック"},
		{"Чёрный  ЧАЙ", "черныи чаи"},
		{"Sony® Bravia™", "sony bravia"},
		{"ガス", "ガス"},
	} {
		if got := Fold(tc.in); got != tc.want {
			t.Errorf("Fold(%q) = %q; want %q", tc.in, got, tc.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Kaffeemühle 1.299,00 €", `"x"@en`, "&amp;amp;lt;", "500毫升装", "ﾊﾟ", "\xff\xfe", "İıß", "2 x 500 ml (x2)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 500 {
			return
		}
		got := Fold(s)
		if !utf8.ValidString(got) {
			t.Errorf("Fold(%q) is not valid UTF-8", s)
		}
		p := parse(got)
		if p.pack < 0 || p.pack > 200 {
			t.Errorf("pack of %q = %d", s, p.pack)
		}
		it := newCorpus()
		r := Record{ID: "a", Title: s}
		it.add(&r, readText(&r))
		x := it.item(&r)
		if v := it.compare(x, x); v[fModelConflict] != 0 || v[fQuantityClash] != 0 || v[fVariantClash] != 0 {
			t.Errorf("%q contradicts itself: %v", s, v)
		}
	})
}

func TestF20PackCounts(t *testing.T) {
	for _, tc := range []struct {
		in   string
		want int
	}{
		{"Water bottle 500 ml", 0}, {"Water bottle 2-pack", 2}, {"Water Bottle, Pack of 3", 3}, {"Trinkflasche 2er Pack", 2}, {"Trinkflasche 4er-Set", 4},
		{"Lot de 3 gourdes", 3}, {"Paquete de 2 botellas", 2}, {"Бутылка 2 шт.", 2}, {"набор из 3 бутылок", 3}, {"保温杯 2个装", 2}, {"水筒 3本セット", 3}, {"6 x 330 ml cola", 6},
		{"Twin pack toothbrush", 2}, {"Toothbrush (x2)", 2}, {"Earbuds X469", 0}, {"Fujifilm X10", 0}, {"iPad 2", 0}, {"24 count batteries", 24}, {"Set of 5 pans", 5}, {"5 Stück Lampe", 5},
		{"12-piece knife set", 0}, {"Monitor 1920 x 1080", 0}, {"Web Easy 9 PC", 0}, {"Socket set 12 pc", 12},
	} {
		if got := parse(Fold(tc.in)).pack; got != tc.want {
			t.Errorf("pack of %q = %d; want %d", tc.in, got, tc.want)
		}
	}
}

func TestQuantities(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"16 GB", "data:1.6e+04"}, {"16GB", "data:1.6e+04"}, {"16 Go", "data:1.6e+04"}, {"16 ГБ", "data:1.6e+04"},
		{"Orbix S9 256G", "data:2.56e+05"}, {"tea 250 g", "mass:250"}, {"0,5 l", "volume:500"}, {"500ml", "volume:500"}, {"50 cl", "volume:500"}, {"500毫升", "volume:500"}, {"500 мл", "volume:500"}, {"500毫升装", "volume:500"},
		{"24\"", "length:609.6"}, {"24 Zoll", "length:609.6"}, {"24 inch", "length:609.6"}, {"24インチ", "length:609.6"}, {"24英寸", "length:609.6"}, {"24 дюйма", "length:609.6"},
		{"1,5 kg", "mass:1500"}, {"1500 g", "mass:1500"}, {"SATA 6Gb/s", "rate:6000"}, {"8 fl oz", "volume:236.6"},
	} {
		var got string
		if qs := parse(Fold(tc.in)).quantities; len(qs) > 0 {
			got = qs[0].String()
		}
		if got != tc.want {
			t.Errorf("quantity of %q = %q; want %q", tc.in, got, tc.want)
		}
	}
}

func TestModelNumbers(t *testing.T) {
	for _, tc := range []struct {
		in   string
		want []string
	}{
		{"sony pink cyber-shot 7.2 megapixel digital camera dscw120p", []string{"dscw120p"}},
		{"Sony DSC-RX100/B", []string{"dscrx100b"}},
		{"Klipsch KS-7502-THX", []string{"ks7502thx"}},
		{"wd my book 2tb usb 3.0 wdbfjk0020hbk-nesn", []string{"wdbfjk0020hbknesn"}},
		{"logitech mx-620 910-000239", []string{"mx620", "910000239"}},
		{"Office 2007", nil}, {"memory 16GB", nil}, {"mac os 10.4.7", nil},
	} {
		if diff := cmp.Diff(tc.want, parse(Fold(tc.in)).models); diff != "" {
			t.Errorf("models of %q (-want +got):\n%s", tc.in, diff)
		}
	}
}

func TestJaroWinkler(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want float64
	}{{"MARTHA", "MARHTA", 0.9611111111111111}, {"DIXON", "DICKSONX", 0.8133333333333332}, {"DWAYNE", "DUANE", 0.84}, {"abc", "xyz", 0}, {"", "", 1}} {
		if got := JaroWinkler(tc.a, tc.b); got < tc.want-1e-12 || got > tc.want+1e-12 {
			t.Errorf("JaroWinkler(%s, %s) = %v; want %v", tc.a, tc.b, got, tc.want)
		}
	}
}

// TestF19CutTitle: of a title that never ends so much is compared as names it, whole words and characters, in scripts
// without spaces too.
func TestF19CutTitle(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, title string
		words       int
		cut         bool
	}{
		{"as it is", "Acme Kettle 1.7 l", 5, false},
		{"64 words", strings.TrimSpace(strings.Repeat("ab ", 64)), 64, false},
		{"65 words", strings.Repeat("ab ", 64) + "cd", 64, true},
		{"without spaces between", strings.Repeat("a1,", 400), 64, true},
		{"one run of a script", strings.Repeat("保温杯", 300), 1, true},
		{"broken text", strings.Repeat("\xff\xfe", 600), 0, true},
		{"nothing", "", 0, false},
	} {
		got, cut := CutTitle(tc.title)
		words := len(strings.FieldsFunc(got, func(r rune) bool { return !wordRune(r) }))
		if cut != tc.cut || words != tc.words || !strings.HasPrefix(tc.title, got) || utf8.RuneCountInString(got) > TitleRunes || !cut && got != tc.title {
			t.Errorf("%s: %d words, cut %v, %q; want %d, %v", tc.name, words, cut, got, tc.words, tc.cut)
		}
	}
}
