package matching

// guardCase is one listing looked at as an offer of one product: a guard must
// keep it out of that product's market, or must not. The titles were written by
// hand for these tests; none is from a data set.
type guardCase struct {
	lang, product, candidate string
	out                      bool
}

// accessoryCases says which listings are accessories of another thing.
func accessoryCases() []guardCase {
	return []guardCase{
		{"en", "Brooker Trail 5 running shoes", "Laces for Brooker Trail 5 running shoes", true},
		{"en", "Brooker Trail 5 shoe", "Brooker Trail 5 shoe laces", true},
		{"en", "Velta K200 kettle 1.7 l", "Replacement lid for Velta K200 kettle", true},
		{"en", "Nordia Pocket 3 camera", "Nordia Pocket 3 camera case", true},
		{"en", "Orbix S9 128GB black phone", "ORBIX S9 CASE BLACK NEW FAST SHIPPING", true},
		{"en", "Nordia Pocket 3 camera", "Nordia Pocket 3 camera head strap mount", true},
		{"en", "Velta Charge 4 speaker", "VELTA CHARGE 4 SPEAKER CARRYING CASE BEST PRICE", true},
		{"en", "Orbix S9 phone", "Orbix S9 phone black brand new sealed fast shipping", false},
		{"de", "Orbix S9 Smartphone", "ORBIX S9 SMARTPHONE HÜLLE SCHWARZ NEU", true},
		{"fr", "Orbix S9 téléphone", "Orbix S9 téléphone étui noir livraison gratuite", true},
		{"de", "Brooker Trail 5 Laufschuhe", "Schnürsenkel für Brooker Trail 5 Laufschuhe", true},
		{"de", "Velta K200 Wasserkocher", "Ersatzfilter für Velta K200 Wasserkocher", true},
		{"de", "Orbix S9 Smartphone", "Schutzhülle kompatibel mit Orbix S9 Smartphone", true},
		{"fr", "Orbix S9 téléphone 128 Go", "Coque pour Orbix S9 téléphone", true},
		{"fr", "Velta A30 aspirateur", "Sacs pour aspirateur Velta A30", true},
		{"es", "Orbix S9 teléfono móvil", "Funda para teléfono móvil Orbix S9", true},
		{"es", "Brooker Trail 5 zapatillas", "Cordones para zapatillas Brooker Trail 5", true},
		{"ru", "Смартфон Orbix S9", "Чехол для смартфона Orbix S9", true},
		{"ru", "Кроссовки Brooker Trail 5", "Шнурки для кроссовок Brooker Trail 5", true},
		{"ja", "Orbix S9 スマートフォン", "Orbix S9 スマートフォン用ケース", true},
		{"ja", "Orbix S9 スマートフォン", "Orbix S9 ケース", true},
		{"zh", "Orbix S9 手机", "Orbix S9 手机壳", true},
		{"zh", "Velta A30 吸尘器", "适用于 Velta A30 吸尘器 滤网", true},

		{"en", "Laces for Brooker running shoes 120 cm", "Laces for Brooker running shoes 120 cm black", false},
		{"en", "Nordia Pocket 3 camera", "Nordia Pocket 3 camera for beginners", false},
		{"en", "Brooker Trail 5 running shoes", "Brooker Trail 5 shoes for men", false},
		{"en", "Velta K200 kettle", "Velta K200 kettle with removable filter", false},
		{"de", "Brooker Trail 5 Laufschuhe", "Brooker Trail 5 Laufschuhe für Herren", false},
		{"de", "Schnürsenkel für Laufschuhe 120 cm", "Schnürsenkel für Laufschuhe, 120 cm, rund", false},
		{"de", "Velta K200 Wasserkocher", "Velta K200 Wasserkocher mit Kalkfilter", false},
		{"fr", "Coque pour Orbix S9", "Coque pour Orbix S9 noire", false},
		{"fr", "Brooker Trail 5 chaussures", "Brooker Trail 5 chaussures pour femme", false},
		{"es", "Brooker Trail 5 zapatillas", "Brooker Trail 5 zapatillas para hombre", false},
		{"es", "Funda para Orbix S9", "Funda para Orbix S9 negra", false},
		{"ru", "Кроссовки Brooker Trail 5", "Кроссовки Brooker Trail 5 для мужчин", false},
		{"ru", "Чехол для смартфона Orbix S9", "Чехол для смартфона Orbix S9 чёрный", false},
		{"ja", "Orbix S9 ケース", "Orbix S9 ケース 黒", false},
		{"ja", "Velta A30 掃除機", "Velta A30 掃除機 家庭用", false},
		{"zh", "Orbix S9 手机壳", "Orbix S9 手机壳 黑色", false},
		{"zh", "Orbix S9 手机", "Orbix S9 智能手机 128GB", false},

		// Thought of afterwards.
		{"fr", "Velta A30 aspirateur", "Velta A30 aspirateur sans sac", false},
		{"de", "Velta A30 Staubsauger", "Velta A30 Staubsauger ohne Beutel", false},
		{"en", "Orbix S9 phone cover", "Orbix S9 phone case", false},
		{"fr", "Velta K200 bouilloire", "Velta K200 bouilloire en verre", false},
	}
}

// bundleCases says which listings are several products sold as one.
func bundleCases() []guardCase {
	return []guardCase{
		{"en", "Velta K200 kettle", "Velta K200 kettle and T40 toaster bundle", true},
		{"en", "Velta K200 kettle", "Velta K200 kettle + Velta T40 toaster", true},
		{"de", "Velta K200 Wasserkocher", "Velta K200 Wasserkocher und Toaster Set", true},
		{"de", "Velta K200 Wasserkocher", "Set Velta K200 Wasserkocher + Toaster", true},
		{"fr", "Velta K200 bouilloire", "Lot Velta K200 bouilloire et grille-pain", true},
		{"fr", "Velta K200 bouilloire", "Pack bouilloire Velta K200 + grille-pain T40", true},
		{"es", "Velta K200 hervidor", "Pack hervidor Velta K200 y tostadora", true},
		{"ru", "Чайник Velta K200", "Набор чайник Velta K200 и тостер", true},
		{"ru", "Чайник Velta K200", "Чайник Velta K200 + тостер Velta T40", true},
		{"ja", "Velta K200 電気ケトル", "Velta K200 電気ケトル + トースター セット", true},
		{"zh", "Velta K200 电水壶", "Velta K200 电水壶 + 面包机 套装", true},

		{"en", "Harrow knife set 12 pieces", "Harrow 12-piece knife set with block", false},
		{"en", "Salt and pepper mill Grano 18 cm", "Grano salt and pepper mill 18 cm", false},
		{"en", "Grano salt and pepper mill set", "Grano salt and pepper mill set steel", false},
		{"en", "Nordia Sync app+ tablet C++ edition", "Nordia Sync app+ tablet", false},
		{"de", "Harrow Messerset 12-teilig", "Harrow Messer-Set, 12 Teile", false},
		{"de", "Harrow Topf und Pfannen Set", "Harrow Topf und Pfannen Set 6-teilig", false},
		{"fr", "Lot de 6 verres Clario", "Clario verres, lot de 6", false},
		{"es", "Juego de cuchillos Harrow 12 piezas", "Harrow juego de 12 cuchillos", false},
		{"ru", "Набор ножей Harrow 12 предметов", "Harrow набор ножей, 12 шт", false},
		{"ja", "Harrow 包丁セット 12点", "Harrow 包丁 12点セット", false},
		{"zh", "Harrow 刀具套装 12件", "Harrow 刀具 12件套装", false},
	}
}

// categoryCases says which category words name two kinds of thing (out).
func categoryCases() []guardCase {
	return []guardCase{
		{"de", "Wasserkocher", "Kocher", true},
		{"de", "Handschuhe", "Schuhe", true},
		{"de", "Waschmaschinen", "Kaffeemaschinen", true},
		{"ru", "чайники", "часы", true},
		{"fr", "bouilloires", "bouteilles", true},
		{"es", "hervidores", "herramientas", true},
		{"en", "kettles", "ketchup", true},
		{"ja", "電気ケトル", "電気毛布", true},
		{"zh", "手机", "手表", true},

		{"de", "Laufschuhe", "Schuhe", false},
		{"de", "Wasserkocher", "Wasserkochern", false},
		{"de", "Bürostühle", "Bürostuhl", false},
		{"ru", "чайник", "чайники", false},
		{"ru", "кроссовки", "кроссовок", false},
		{"ru", "электрические чайники", "электрический чайник", false},
		{"fr", "bouilloires", "bouilloire", false},
		{"fr", "manteaux", "manteau", false},
		{"es", "hervidores", "hervidor", false},
		{"es", "zapatillas", "zapatilla", false},
		{"en", "batteries", "battery", false},
		{"en", "running shoes", "running shoe", false},
		{"ja", "スニーカー", "スニーカー", false},
		{"zh", "电水壶", "电水壶", false},
	}
}
