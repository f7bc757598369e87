package matching

import "strings"

// The word lists are folded as Fold does and read only. Languages: English, German, French, Spanish, Italian, Dutch,
// Portuguese, Russian, Chinese, Japanese. Words of scripts without spaces are looked for inside the text.

// stop says that a word carries nothing: articles, prepositions and the shop talk around a title.
func stop(w string) bool { return stopWords[w] }

var stopWords = set("the a an and or of for with by in on at to from your you new buy null only best price prices wholesale " +
	"und mit fur von der die das ein eine im zum zur et avec pour de du des le la les un une au aux en sur con para el los las y o del " +
	"per di il lo e i da do dos voor met van het een op и с для в на из от s t amp www com co uk html page shop store online sale prijzen prezzo prix precio preis")

// accessoryWords name parts and additions rather than the product itself, when they are the head of a title.
var accessoryWords = set("case cases cover covers sleeve pouch skin holster bumper protector protectors film strap straps band bands mount mounts holder " +
	"stand dock cradle bracket adapter adapters adaptor charger chargers cable cables cord battery batteries replacement refill refills spare filter filters " +
	"liner liners lid gasket nozzle brush brushes bag bags tip tips eartip eartips cushion cushions pads pad remote tripod grip lens hood accessory accessories kit part parts manual " +
	"blade blades belt hose wrap decal sticker basket tray rack attachment attachments cartridge cartridges toner ink pump pumps head heads " +
	"hulle schutzhulle tasche etui schutzfolie folie halter halterung stander ladegerat ladekabel kabel netzteil akku ersatz ersatzteil ersatzfilter ersatzakku zubehor " +
	"armband deckel einsatz aufsatz beutel dichtung burste bursten nachfullpack einlage ersatzbursten aufsteckbursten filterset wandhalterung " +
	"coque etui housse protection support chargeur cable batterie rechange remplacement filtre accessoire accessoires sangle couvercle recharge joint brosse brossettes " +
	"funda carcasa protector soporte cargador bateria repuesto repuestos recambio recambios filtro accesorio accesorios correa tapa cepillo cabezales bolsa " +
	"custodia cover caricatore batteria ricambio ricambi filtro accessorio hoes hoesje oplader vervanging " +
	"чехол чехлы кеися кеис пленка стекло ремешок держатель подставка зарядка зарядное кабель аккумулятор батарея сменныи сменная сменные фильтр аксессуар аксессуары насадка насадки крышка запчасть запасная адаптер")

var accessoryScript = []string{"保护套", "保护壳", "手机壳", "保護套", "收纳包", "收纳盒", "贴膜", "钢化膜", "耳机套", "耳塞套", "表带", "支架", "充电器", "充电线", "数据线", "滤芯", "滤网", "替换", "配件", "刷头", "垫纸", "盖子", "硅胶套", "備件", "备件", "专用刷", "过滤棉",
	"ケース", "カバー", "フィルム", "ストラップ", "充電器", "ケーブル", "交換用", "替え", "フィルター", "アクセサリ", "部品", "バッテリー", "替刃", "イヤーピース", "スタンド", "ホルダー"}

// forWords lead to the product that an accessory is for; withWords to what a product comes with or lacks.
var (
	forWords  = set("for fits fit fur passend pour para per voor для к")
	withWords = set("with w including includes incl inkl inklusive mit avec con met с plus featuring without ohne sans sin senza zonder sem без")
	forPhrase = []string{"compatible with", "compatible for", "works with", "suitable for", "designed for", "replacement for", "kompatibel mit", "geeignet fur", "passend fur", "passend zu",
		"compatible avec", "compatibles avec", "convient pour", "adapte a", "compatible con", "compatibles con", "apto para", "compatibile con", "geschikt voor", "compatibel met", "совместим с", "совместимыи с", "совместимо с", "совместимые с", "совместимая с", "подходит для", "подходит к"}
	forScript = []string{"适用于", "適用於", "适用", "兼容", "适配", "専用", "专用", "対応", "互換", "用の", "向け"}
)

// bundleWords say that several products are sold as one; bundlePhrase the same in more words.
var (
	bundleWords  = set("bundle bundles combo sparset bundel комбо vorteilspack kombipack doppelpack")
	bundleScript = []string{"套餐", "组合装", "組合", "礼盒", "大礼包", "福袋", "まとめ買い"}
)

// usedWords say that the thing is not new.
var (
	usedWords  = set("used refurbished renewed refurb reconditioned preowned gebraucht generaluberholt refurbed occasion reconditionne usado reacondicionado usato ricondizionato б/у бу восстановленныи tweedehands")
	usedScript = []string{"二手", "翻新", "中古", "整備済"}
)

// variantWords map a word to the attribute it sets; two values of one attribute make two variants.
var variantWords = tableOfVariants()

type attribute struct{ name, value string }

func tableOfVariants() map[string]attribute {
	t := map[string]attribute{}
	for _, row := range []string{
		"color black schwarz schwarze noir noire negro negra nero zwart черныи черная preto", "color white weiss weisse blanc blanche blanco blanca bianco wit белыи белая branco",
		"color silver silber argent plata argento серебристыи", "color red rot rote rouge rojo roja rosso красныи красная vermelho",
		"color blue blau blaue bleu bleue azul blu blauw синии голубои navy", "color green grun grune vert verte verde groen зеленыи",
		"color gray grey grau graue gris grigio grijs серыи graphite anthrazit", "color pink rosa rose розовыи", "color gold golden oro золотои dorado", "color purple violet lila morado фиолетовыи",
		"color brown braun marron коричневыи", "color yellow gelb jaune amarillo желтыи", "color orange naranja оранжевыи", "color beige ivory cream", "color titanium", "color burgundy", "color stainless edelstahl inox",
		"platform mac macintosh osx macos", "platform windows win pc", "platform linux", "platform xbox", "platform ps2", "platform ps3", "platform ps4", "platform ps5", "platform wii", "platform nintendo",
		"edition pro professional", "edition standard std", "edition deluxe dlx", "edition premium", "edition home", "edition ultimate", "edition enterprise", "edition basic", "edition express", "edition lite", "edition elite", "edition plus", "edition mini", "edition max", "edition studio", "edition premier", "edition gold", "edition platinum", "edition essentials",
		"licence upgrade upg upgr", "licence academic student education edu school teacher", "licence full retail", "licence oem", "licence renewal",
		"gender men mens gents gentlemen herren homme hombre uomo мужские мужскои", "gender women womens wmns wmn ladies lady damen femme mujer donna женские женскои", "gender kids kinder enfant ninos boys girls junior juniors toddler infant детские youth",
		"size small", "size medium", "size large", "size xl", "size xxl",
	} {
		words := strings.Fields(row)
		for _, w := range words[2:] {
			t[w] = attribute{words[0], words[1]}
		}
		t[words[1]] = attribute{words[0], words[1]}
	}
	return t
}

var variantScript = []struct {
	text string
	attribute
}{
	{"黑色", attribute{"color", "black"}}, {"白色", attribute{"color", "white"}}, {"红色", attribute{"color", "red"}}, {"蓝色", attribute{"color", "blue"}},
	{"绿色", attribute{"color", "green"}}, {"灰色", attribute{"color", "gray"}}, {"粉色", attribute{"color", "pink"}}, {"银色", attribute{"color", "silver"}}, {"金色", attribute{"color", "gold"}}, {"紫色", attribute{"color", "purple"}},
	{"ブラック", attribute{"color", "black"}}, {"ホワイト", attribute{"color", "white"}}, {"レッド", attribute{"color", "red"}}, {"ブルー", attribute{"color", "blue"}}, {"シルバー", attribute{"color", "silver"}}, {"グレー", attribute{"color", "gray"}}, {"ピンク", attribute{"color", "pink"}},
	{"黒", attribute{"color", "black"}}, {"白", attribute{"color", "white"}},
}

// variantsOf lists the attributes that words and the unspaced scripts of the text set, one value each.
func variantsOf(words []string, folded string) map[string]string {
	var out map[string]string
	put := func(a attribute) {
		if out == nil {
			out = map[string]string{}
		}
		if old, ok := out[a.name]; ok && old != a.value {
			a.value = "several"
		}
		out[a.name] = a.value
	}
	for _, w := range words {
		if a, ok := variantWords[w]; ok {
			put(a)
		}
	}
	if !plainASCII(folded) {
		for _, v := range variantScript {
			if strings.Contains(folded, v.text) && (len(v.text) > 3 || out["color"] == "") {
				put(v.attribute)
			}
		}
	}
	return out
}

// brandAliases folds the several names of one maker to one; the first word of a two-word name is enough where the
// name is rare. Words not listed are their own brand.
var brandAliases = map[string]string{
	"hewlett": "hp", "packard": "hp", "hewlettpackard": "hp", "hpe": "hp", "wd": "westerndigital", "western": "westerndigital", "eos": "canon",
	"logitec": "logitech", "msft": "microsoft", "goog": "google", "lge": "lg", "xiaomi": "xiaomi", "小米": "xiaomi", "华为": "huawei", "三星": "samsung", "索尼": "sony", "ソニー": "sony",
	"飞利浦": "philips", "松下": "panasonic", "パナソニック": "panasonic", "苹果": "apple", "アップル": "apple", "联想": "lenovo", "佳能": "canon", "キヤノン": "canon", "尼康": "nikon", "ニコン": "nikon", "самсунг": "samsung",
	"сяоми": "xiaomi", "филипс": "philips", "сони": "sony", "бош": "bosch", "博世": "bosch", "罗技": "logitech", "ロジクール": "logitech", "西门子": "siemens", "海尔": "haier", "美的": "midea",
}

// knownBrands are makers common enough in shops to be read out of a title without a brand field.
var knownBrands = set("hp dell lenovo asus acer apple samsung sony lg panasonic philips toshiba sharp canon nikon olympus fujifilm pentax kodak leica gopro garmin tomtom " +
	"logitech microsoft google amazon intel amd nvidia corsair kingston sandisk seagate westerndigital crucial transcend lexar pny adata verbatim netgear linksys tplink dlink cisco belkin " +
	"epson brother xerox lexmark ricoh bose jbl yamaha denon onkyo pioneer kenwood klipsch sennheiser shure jabra plantronics skullcandy beats anker aukey xiaomi huawei honor oppo oneplus nokia motorola htc zte realme " +
	"bosch siemens miele whirlpool electrolux frigidaire kitchenaid cuisinart dyson shark bissell hoover irobot roborock ecovacs eufy braun oral tefal krups delonghi gaggia moulinex rowenta severin midea haier joyoung " +
	"makita dewalt milwaukee ryobi stanley manfrotto lowepro targus speck otterbox spigen tripp apc startech msi gigabyte asrock evga zotac benq viewsonic aoc iiyama eizo avermedia " +
	"nike adidas puma reebok asics converse vans skechers timberland newbalance casio seiko citizen fossil timex tissot omega rolex invicta bulova swatch suunto polar fitbit " +
	"adobe symantec mcafee intuit corel roxio nuance kaspersky sega nintendo activision ubisoft encore broderbund weber")
