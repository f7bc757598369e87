package matching

import (
	"slices"
	"strings"
)

// bundling is what a title says of things sold together and of its condition beyond bundleWords and usedWords, which
// the second model weighs too. The guards of markets and identifiers alone read it.
type bundling struct {
	bundle, used, parts []string
	joined              plain // by +
	with                plain // what a set comes with
}

// plain is a cut of a title into what is sold and what else; the second is "" where there is none.
type plain struct{ first, second phrase }

func bundlingOf(folded string, order []string) bundling {
	var b bundling
	for _, w := range order {
		switch {
		case moreBundleWord(w):
			b.bundle = append(b.bundle, w)
		case moreUsedWord(w):
			b.used = append(b.used, w)
		case morePart(w):
			b.parts = append(b.parts, w)
		}
	}
	b.used = append(b.used, phrasesIn(folded, brokenPhrases())...)
	for _, end := range []string{"for parts", "pour pieces", "para piezas", "per ricambi", "fur bastler", "an bastler"} {
		if strings.HasSuffix(folded, " "+end) {
			b.used = append(b.used, end)
		}
	}
	if !plainASCII(folded) {
		b.bundle = append(b.bundle, inside(folded, []string{"同梱", "抱き合わせ", "优惠装", "組合せ"})...)
		b.used = append(b.used, inside(folded, []string{"訳あり", "ジャンク品", "動作未確認", "故障品", "不良品", "拆机", "样机", "瑕疵", "尾货"})...)
		b.parts = append(b.parts, inside(folded, []string{"壁挂架", "挂架", "软管", "軟管", "充电座", "充电底座", "说明书", "ホース", "ノズル", "紙パック", "取扱説明書"})...)
		b.parts = append(b.parts, served(folded)...)
	}
	if left, right, ok := strings.Cut(folded, " + "); ok {
		b.joined = plain{newPhrase(parse(left).words), newPhrase(parse(upToMark(right)).words)}
	}
	if isSet(order, folded) {
		b.with = setWith(folded)
	}
	return b
}

// setWith cuts the title of a set at its last word for "with": "X im Set mit Y", "X con Y, lote". A set word within what
// comes after says that the set is of that.
func setWith(folded string) plain {
	at, size := -1, 0
	for _, w := range []string{" with ", " mit ", " avec ", " con ", " com ", " с ", " inkl. ", " incl. "} {
		if i := strings.LastIndex(folded, w); i > at {
			at, size = i, len(w)
		}
	}
	if at < 0 {
		return plain{}
	}
	second := parse(upToMark(folded[at+size:])).words
	if slices.ContainsFunc(second, setWord) {
		return plain{}
	}
	return plain{newPhrase(parse(folded[:at]).words), newPhrase(second)}
}

// served finds accessories that a Japanese or Chinese title calls compatible at its end ("互換バッテリー"): what stands
// there is what is sold.
func served(folded string) []string {
	var out []string
	for _, mark := range []string{"互換", "兼容", "対応"} {
		_, rest, ok := strings.Cut(folded, mark)
		if !ok {
			continue
		}
		for _, part := range accessoryScript {
			if strings.HasPrefix(rest, part) {
				out = append(out, part)
			}
		}
	}
	return out
}

func upToMark(s string) string {
	if i := strings.IndexAny(s, ",;|("); i > 0 {
		return s[:i]
	}
	return s
}

func moreBundleWord(w string) bool {
	switch w {
	case "sparpaket", "sparpack", "vorteilspaket", "vorteilsset", "kombipaket", "kombiset", "kombiangebot", "bundel", "paketpreis":
		return true
	}
	return false
}

func moreUsedWord(w string) bool {
	switch w {
	case "broken", "faulty", "defekt", "defekte", "defekter", "defektes", "bastler", "bastlergerat", "defectueux", "defectueuse", "averiado", "averiada",
		"guasto", "guasta", "неисправныи", "неисправна", "сломан", "сломанныи", "retourware", "gebrauchte", "gebrauchter", "gebrauchtes", "refurbed":
		return true
	}
	return false
}

// brokenPhrases say in more than a word that a thing does not work, or comes back from a customer.
func brokenPhrases() []string {
	return []string{
		"for parts or repair", "for parts only", "for repair", "parts only", "spares or repair", "spares or repairs", "spares/repairs", "not working",
		"open-box", "(open box", "ex display", "ex-display", "display model", "scratch and dent", "nicht funktionsfahig", "wie neu", "en panne", "hors service",
		"remis a neuf", "remise a neuf", "pour pieces detachees", "no funciona", "para despiece", "non funzionante", "come nuovo", "на запчасти", "не работает", "не рабочии",
	}
}

// morePart reports words that name a part or an addition where a title that names none of its kind is its product.
func morePart(w string) bool {
	switch w {
	case "housing", "faceplate", "housings", "bedienungsanleitung", "gebrauchsanweisung", "ladestation", "ladeschale", "gehause", "staubsaugerbeutel",
		"cepillos", "manguera", "tuyau", "schlauch", "шланг", "щетка", "щетки", "инструкция":
		return true
	}
	return false
}

// soldWith says what else a listing sells with the candidate, where its title joins a thing to the candidate's name
// by +, or calls itself a set with it. What only comes along (a filter, a warranty) is none.
func (w *wanted) soldWith(v *view) (string, bool) {
	if x, ok := w.sign(v.strict.bundle); ok {
		return x, true
	}
	if w.isSet || strings.Contains(w.text, " + ") {
		return "", false
	}
	for _, cut := range []plain{v.strict.joined, v.strict.with} {
		if len(cut.second.words) == 0 || !w.isNamed(cut.first) {
			continue
		}
		if x := w.thing(cut.second); x != "" {
			return "sold together with " + x, true
		}
	}
	return "", false
}

// isNamed reports that a phrase holds most of the candidate's own words.
func (w *wanted) isNamed(ph phrase) bool {
	return len(w.own) > 0 && 3*w.shared(ph) >= 2*len(w.own)
}

// thing returns the first word of a phrase that names a thing the candidate does not speak of; "" where the phrase
// holds an addition, a gift, a measure or a long talk.
func (w *wanted) thing(ph phrase) string {
	other := ""
	for _, x := range ph.words {
		switch {
		case partWord(x) || giftWord(x) || adapterWord(x):
			return ""
		case w.says(x) || setWord(x) || variantWords[x].name != "" || strings.Contains(x, ":") || hasDigit(x) || len(x) < 3 || sellerTalk(x):
		case other == "":
			other = x
		}
	}
	const most = 12 // words, and pairs of characters
	if len(ph.words) > most || slices.Contains(w.own, ph.stems[0]) {
		return ""
	}
	return other
}

func adapterWord(x string) bool {
	switch x {
	case "adaptador", "adattatore", "adaptateur", "переходник", "sd":
		return true
	}
	return false
}

// addition names a part of the candidate by the words of morePart: a title that speaks of the candidate, or of its
// brand or model, and is not priced as it is.
func (w *wanted) addition(it *item, v *view) (string, bool) {
	if w.isPart || w.isUsual(it) || v.link == linkWith {
		return "", false
	}
	x, ok := w.sign(v.strict.parts)
	if !ok || !w.near(v.head) && !w.near(v.tail) && !w.mentions(v.head.words) {
		return "", false
	}
	return x + " for such a product", true
}
