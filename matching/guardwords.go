package matching

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The words below serve the guards alone; the model's features do not read them. Folded, read only.

// morePartWord reports words that name parts and additions as accessoryWords do.
func morePartWord(x string) bool {
	switch x {
	case "lace", "laces", "shoelace", "shoelaces", "insole", "insoles", "strings", "schnursenkel", "einlegesohle",
		"einlegesohlen", "sohlen", "beutel", "staubbeutel", "schutzglas", "tragetasche", "lacets", "lacet",
		"semelle", "semelles", "sac", "sacs", "etuis", "coques", "housses", "filtres", "cables",
		"chargeurs", "cordones", "plantilla", "plantillas", "fundas", "carcasas", "bolsas", "filtros", "correas",
		"cargadores", "шнурки", "стельки", "стелька", "мешок", "мешки", "пылесборник", "пылесборники", "фильтры",
		"ремешки", "кабели", "крышки", "ремень", "panzerglas", "displayglas", "displayschutz", "kohlebursten", "escobilla",
		"escobillas", "portabrocas", "maletin", "recharges", "recarga", "recargas", "ricarica", "ricariche":
		return true
	}
	return spareCompound(x)
}

// spareCompound reports German words for a spare part or a refill: "Ersatzkanne", "Nachfüllbeutel".
func spareCompound(x string) bool {
	return strings.HasPrefix(x, "ersatz") || strings.HasPrefix(x, "nachfull")
}

// partPhrases name an addition in two words of which neither does so alone.
func partPhrases() []string {
	return []string{"tempered glass", "verre trempe", "cristal templado", "vidrio templado", "vetro temperato"}
}

// refillWord reports words that name a refill in the first place of a title, in languages that put the thing sold first.
func refillWord(x string) bool {
	switch x {
	case "recharge", "recharges", "recarga", "recargas", "ricarica", "ricariche":
		return true
	}
	return false
}

// refillScript are refills in scripts without spaces.
func refillScript() []string {
	return []string{"詰め替え", "詰替", "补充装", "替换装", "補充包"}
}

// strongPart reports words that only parts and supplies carry.
func strongPart(x string) bool {
	return strongParts[x] || spareCompound(x) || slices.Contains(refillScript(), x)
}

// usedPhrases say in more than a word, or beside usedWords, that a thing is not new.
func usedPhrases() []string {
	return []string{
		"б/у", "b-ware", "b ware", "pre-owned", "pre owned", "second hand", "segunda mano", "como nuevo", "ex demo", "ex-demo",
		"vorfuhrgerat", "ausstellungsstuck", "rucklaufer", "reconditionnee", "reacondicionada", "ricondizionata", "восстановленная",
		"восстановленное", "подержанныи", "уцененныи",
	}
}

func moreUsedScript() []string {
	return []string{"リファービッシュ", "展示品", "官翻", "9成新", "95新", "99新"}
}

// phrasesIn returns the phrases that stand in a folded title as whole words.
func phrasesIn(folded string, phrases []string) []string {
	var out []string
	for _, p := range phrases {
		if i := strings.Index(folded, p); i >= 0 {
			before, _ := utf8.DecodeLastRuneInString(folded[:i])
			after, _ := utf8.DecodeRuneInString(folded[i+len(p):])
			if (i == 0 || !wordRune(before)) && (i+len(p) == len(folded) || !wordRune(after)) {
				out = append(out, p)
			}
		}
	}
	return out
}

// vaguePart reports accessory words that name a whole product as often: where they stand last they say nothing.
func vaguePart(x string) bool {
	switch x {
	case "kit", "part", "parts", "lens", "remote", "head", "heads", "adapter", "adapters", "adaptor", "mount", "support", "band", "protection", "manual":
		return true
	}
	return false
}

// partEnds end German compounds that name a part or an addition.
func partEnds() []string {
	return []string{"hulle", "schutzfolie", "filter", "senkel", "akku", "deckel", "halterung", "ladegerat", "netzteil", "kabel"}
}

// leadingPart reports words that name an accessory in the first place of a title, in languages that put the thing sold first.
func leadingPart(x string) bool {
	switch x {
	case "hulle", "schutzhulle", "handyhulle", "panzerglas", "schutzfolie", "displayschutzfolie", "coque", "coques", "housse", "housses", "etui", "sacs", "lacets", "semelles", "sangle", "funda",
		"fundas", "carcasa", "carcasas", "correa", "cordones", "plantillas", "custodia", "чехол", "чехлы", "пленка",
		"ремешок", "шнурки", "стельки", "зарядка", "кабель", "крышка":
		return true
	}
	return false
}

// partKind returns which kind of accessory a word names, the same for all words of one kind; 0 for none of these.
func partKind(x string) int {
	switch x {
	case "case", "cases", "cover", "covers", "sleeve", "pouch", "skin", "hulle", "schutzhulle", "tasche", "etui",
		"coque", "housse", "funda", "carcasa", "custodia", "hoes", "hoesje", "чехол", "чехлы", "ケース", "カバー", "保护套",
		"保护壳", "手机壳", "保護套":
		return 1
	case "charger", "chargers", "ladegerat", "chargeur", "cargador", "caricatore", "oplader", "зарядка",
		"зарядное", "充電器", "充电器":
		return 2
	case "cable", "cables", "cord", "kabel", "ladekabel", "кабель", "ケーブル", "充电线", "数据线":
		return 3
	case "filter", "filters", "ersatzfilter", "filtre", "filtres", "filtro", "filtros", "фильтр", "фильтры",
		"フィルター", "滤芯", "滤网":
		return 4
	case "battery", "batteries", "akku", "ersatzakku", "batterie", "bateria", "batteria", "аккумулятор",
		"батарея", "バッテリー":
		return 5
	case "strap", "straps", "band", "bands", "armband", "sangle", "correa", "ремешок", "ストラップ", "表带":
		return 6
	case "lace", "laces", "shoelace", "shoelaces", "schnursenkel", "lacet", "lacets", "cordones", "шнурки":
		return 7
	case "film", "protector", "protectors", "schutzfolie", "folie", "schutzglas", "пленка", "стекло", "フィルム",
		"贴膜", "钢化膜":
		return 8
	case "stand", "holder", "mount", "halter", "halterung", "stander", "support", "soporte", "держатель",
		"подставка", "スタンド", "ホルダー", "支架":
		return 9
	}
	return 0
}

// sellerTalk reports words that sellers put around a title and that name nothing.
func sellerTalk(x string) bool {
	switch x {
	case "new", "brand", "sealed", "genuine", "original", "warranty", "fast", "free", "shipping", "delivery", "postage", "hot", "deal", "best",
		"price", "top", "seller", "quality", "high", "stock", "look", "neu", "versand", "kostenloser", "schneller", "garantie",
		"neuf", "livraison", "gratuite", "nuevo", "envio", "gratis", "oferta", "новый", "новая", "гарантия", "доставка":
		return true
	}
	return false
}

// setWord reports words that say that several things are one article; setScript the same in scripts without spaces.
func setWord(x string) bool {
	switch x {
	case "set", "sets", "lot", "lote", "pack", "juego", "набор", "комплект", "kombi", "conjunto", "coffret":
		return true
	}
	return false
}

func setScript() []string { return []string{"セット", "套装", "套裝"} }

// joiners stand between two things that are sold as one.
func joiners() []string {
	return []string{" + ", " & ", " and ", " und ", " et ", " y ", " e ", " и "}
}

// giftWord reports words that name what comes along with a product and is none.
func giftWord(x string) bool {
	switch x {
	case "warranty", "garantie", "garantia", "garanzia", "гарантия", "free", "gratis", "shipping", "versand",
		"livraison", "envio", "доставка", "подарок", "gift", "bluetooth", "wifi", "cellular":
		return true
	}
	return false
}
