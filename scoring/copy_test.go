package scoring_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"shelfwise/market"
	"shelfwise/scoring"
)

// Test001FDisguisesInAllPublicText: neither the text nor the title for buyers names a rival, whatever the case, spaces,
// invisible signs, accents and look-alike letters in which it is written.
func Test001FDisguisesInAllPublicText(t *testing.T) {
	disguises := map[rune][]string{
		'a': {"А", "α", "ａ", "ā", "@", "4", "ᴀ", "𝒶"}, 'b': {"В", "β", "8", "𝕓"}, 'c': {"С", "ϲ", "ç", "ⓒ"}, 'd': {"ԁ", "𝐝"}, 'e': {"Е", "ε", "3", "€", "ë", "ｅ"},
		'h': {"Н", "һ"}, 'i': {"І", "ι", "1", "l", "|", "!", "ı", "í"}, 'k': {"К", "κ"}, 'l': {"I", "1", "ӏ", "|"}, 'm': {"М", "rn", "ｍ"}, 'n': {"п", "ñ", "𝗇"},
		'o': {"О", "ο", "0", "ø", "օ"}, 'p': {"Р", "ρ"}, 'r': {"г", "ř"}, 's': {"Ѕ", "5", "$", "ş"}, 't': {"Т", "τ", "7", "+"}, 'u': {"υ", "ü"}, 'v': {"ν", "ѵ"}, 'x': {"Х", "χ"}, 'y': {"У", "γ"},
	}
	gaps := []string{"", "", "", " ", "-", ".", "\u200b", "\u00ad", "_", "·"}
	rapid.Check(t, func(t *rapid.T) {
		brand := rapid.SampledFrom([]string{"Norvik", "Ocelo", "Blue Ocean", "Marex", "Kubita", "LG", "3M", "Ion", "Barnes"}).Draw(t, "brand")
		short := len([]rune(brand)) < 4
		var b strings.Builder
		for _, r := range strings.ToLower(brand) {
			d := disguises[r]
			switch {
			case r == ' ':
				continue
			case short || d == nil || rapid.Bool().Draw(t, "plain"):
				b.WriteRune(rapid.SampledFrom([]rune{r, unicode.ToUpper(r)}).Draw(t, "case"))
			default:
				b.WriteString(rapid.SampledFrom(d).Draw(t, "letter"))
			}
			b.WriteString(rapid.SampledFrom(gaps).Draw(t, "gap"))
		}
		name := b.String() + "s"
		if short {
			name = b.String()
		}
		if strings.Contains(name, "rn") && strings.ContainsAny(name, " -._·\u200b\u00ad") {
			name = strings.NewReplacer(" ", "", "-", "", ".", "", "_", "", "·", "", "\u200b", "", "\u00ad", "").Replace(name) // a pair of letters is drawn as one where it stands together
		}
		c := market.Candidate{Title: "Filter bag for " + name, Differentiators: []string{"light", "fits " + name + " too", "quiet"}, Proofs: []string{"p", "q", "r"}}
		n := scoring.Narrate(c, rapid.SampledFrom([]string{"premium", "value", "parity"}).Draw(t, "stance"), scoring.Telling{Rivals: []string{brand}})
		if strings.Contains(n.Public, "fits") || strings.Contains(n.PublicTitle, name) || len(n.Flags) == 0 {
			t.Fatalf("%s as %q: public %q and %q, flags %v", brand, name, n.PublicTitle, n.Public, n.Flags)
		}
	})
}

// Test001FWordsThatAreNoNames: a short name is not seen in words that hold its letters, and one in a script without spaces is.
func Test001FWordsThatAreNoNames(t *testing.T) {
	for _, tc := range []struct {
		text, name string
		want       bool
	}{
		{"a smooth surface", "Ace", false}, {"in any position", "Ion", false}, {"em aço inox", "3M", false}, {"a 3M film", "3m", true}, {"maximum load", "Max", false},
		{"比小米更好用", "小米", true}, {"acmestyle", "Acme", true}, {"AcmeKettle", "acme", true}, {"the new MegaMart's", "Mega Mart", true}, {"Great!", "Great", true}, {"", "Acme", false},
		{"x", "x", false}, {"ＡＣＭＥ", "Acme", true}, {"A c m e", "Acme", true}, {"not Acrne", "Acme", true},
	} {
		if got := len(scoring.Names(tc.text, []string{tc.name})) > 0; got != tc.want {
			t.Errorf("%q in %q: %v", tc.name, tc.text, got)
		}
	}
}

// Test001FTitleForBuyers: the title keeps what says what the product is and loses what it is said to be for.
func Test001FTitleForBuyers(t *testing.T) {
	for title, want := range map[string]string{
		"Filter bag for Acme V8": "Filter bag", "Filterbeutel, passend zu Acme V8": "Filterbeutel", "Acme-style kettle": "", "Kettle (like A.c.m.e), 1.7 l": "Kettle, 1.7 l", "Plain kettle": "Plain kettle",
	} {
		if n := scoring.Narrate(market.Candidate{Title: title}, "parity", scoring.Telling{Rivals: []string{"Acme"}}); n.PublicTitle != want {
			t.Errorf("%q: %q; want %q", title, n.PublicTitle, want)
		}
	}
}

// Test001GLintOfLanguages: attacks, comparisons, health claims and superlatives are flagged in the languages of the shops, what
// only praises the product itself is not.
func Test001GLintOfLanguages(t *testing.T) {
	for flag, texts := range map[string][]string{
		"comparative": {
			"better than Acme", "worse than the rest", "lighter than other kettles", "unlike the competition", "kein Flugzeug ist niedriger als XX", "besser als andere", "anders als andere Kessel",
			"meilleur que les autres", "moins cher qu'ailleurs", "aucun avion n'est plus bas que XX", "más barato que otros", "ningún avión es más bajo que XX", "melhor do que os outros", "migliore degli altri",
			"più economico di altri", "goedkoper dan anderen", "tańszy niż inne", "bättre än andra", "лучше, чем у других", "没有飞机比XX更低", "比同行便宜", "吊打同款", "他社より静か", "타사보다 조용한",
		},
		"denigrating": {
			"others sell junk", "cheap knock-offs elsewhere", "don't buy their overpriced rubbish", "der Schrott der anderen", "Abzocke", "minderwertige Ware", "finie la camelote", "une arnaque", "basura de otros", "una estafa",
			"que lixo", "una truffa", "robaccia", "rommel", "oplichterij", "podróbki", "tandetny", "мошенники", "подделка", "别家都是垃圾", "山寨货", "他のはゴミ", "짝퉁",
		},
		"health_claim": {
			"cures acne", "heals joints", "lindert Schmerzen", "medizinische Wirkung", "guérit l'acné", "soulage la douleur", "cura el acné", "médicamente probado", "guarisce", "geneest", "leczy trądzik", "лечит суставы", "治疗失眠", "減肥 减肥", "治る",
		},
		"superlative": {"the cheapest", "world’s best kettle", "Nummer eins", "unschlagbarer Preis", "le meilleur", "el mejor", "o melhor preço", "il migliore", "de beste", "najlepszy", "номер один", "全网最低", "世界一"},
	} {
		for _, text := range texts {
			if got := scoring.Lint(text); !slices.ContainsFunc(got, func(f string) bool { return strings.HasPrefix(f, flag+": ") }) {
				t.Errorf("%q: %v; want %s", text, got, flag)
			}
		}
	}
	for _, good := range []string{
		"Buy XX and get the plane", "Kaufen Sie XX und Sie bekommen das Flugzeug dazu", "Achetez XX, l'avion est offert", "Compra XX y llévate el avión", "买XX送飞机", "quiet at night", "leise bei Nacht", "no plastic inside",
		"kein Plastik", "more than 200 uses", "not only steel", "als Geschenk verpackt", "treated wood", "secure lid", "curado a mano en roble", "比例1:1", "第2代", "XXを買うと飛行機がもらえる",
	} {
		if got := scoring.Lint(good); len(got) != 0 {
			t.Errorf("%q is flagged: %v", good, got)
		}
	}
}

// Test001DProofsInWords: a proof is known by its words in any spelling and language; what is not among them is missing.
func Test001DProofsInWords(t *testing.T) {
	for _, tc := range []struct {
		proofs []string
		want   int
	}{
		{nil, 4}, {[]string{"authorization letter", "supplier agreement 2026", "customs declaration", "picture of the farm"}, 0},
		{[]string{"Autorisierung des Herstellers", "Liefervertrag", "Zollbescheid", "Fotos vom Hof"}, 0}, {[]string{"授权书", "采购合同", "报关单", "实拍"}, 0}, {[]string{"lab report", "supply list"}, 4},
	} {
		if n := scoring.Narrate(market.Candidate{Proofs: tc.proofs}, "value", scoring.Telling{}); len(n.Missing) != tc.want {
			t.Errorf("%v: missing %v; want %d", tc.proofs, n.Missing, tc.want)
		}
	}
}
