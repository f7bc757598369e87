package market

import "strings"

// countKind is what the noun behind a number counts.
type countKind uint8

const (
	countBare      countKind = iota // no noun that is known
	countOther                      // a noun or unit that counts nothing that is sold: "cm", "GB", "W"
	countMeasure                    // grams or millilitres
	countDose                       // milligrams and the like: what one pill holds
	countContainer                  // packs, bottles, bags: each holds what else is told
	countPiece                      // "pcs", "шт", "個": pieces of whatever it is
	countGoods                      // the goods themselves: wipes, tablets, nappies
	countRoll                       // rolls: of something else, or the goods themselves
	countSheet                      // sheets, of a roll or of a ream
)

// countWords are the starts of nouns in the main shop languages; "=" before one asks for the whole word.
var countWords = []struct {
	kind  countKind
	words string
}{
	{countOther, "=cm =mm =m =km =in =inch =inches =zoll =pouces =pulgadas =pollici =ft =w =kw =watt =watts =вт =квт =v =volt =volts =в =a =ah =mah =ма =мач =hz =khz =mhz =ghz =гц =gb =tb =mb =go =to =гб =тб =мб =mp =мп =px =dpi =fps =rpm =bar =psi =lm =lumen =mbps =gbps =nm =k =p =gsm =den =qm =sqm =m2 =m3 =m² =m³ =кв =см =мм =м =дюйм =дюймов"},
	{countDose, "=mg =мг =µg =μg =mcg =мкг =ug =iu =ie =ui =ме =毫克"},
	{countContainer, "pack =pk =pks paket paquet pacote =pacchi =pac =pak pakk paczk opak balení balen upak упак =уп пачк пачек =box =boxes boîte =boite =boites schacht =caja =cajas scatol =caixa =caixas =karton =kartons =carton =cartons короб =bottle =bottles =flasche =flaschen bouteill botell bottigl garraf =fles =flessen butel láhv lahv бутыл =flaska =flaskor =can =cans =dosen =blik blikje canette =lata =latas lattin puszk plechov банк burk =jar =jars =tub =tubs =tin =tins =brik =briks =briques pouch =beutel =bag =bags sachet saszet sáčk пауч =case =cases =ream =reams =tube =tubes =tuben =set =sets =kit =kits =lot =lots =bundle =confezioni =tray =crate =crates şişe kutu =doos =dozen =ensemble multipack zestaw набор комплект 袋 箱 パック ケース 缶 瓶 盒 包 罐 食 セット 팩 병 캔 봉 박스"},
	{countGoods, "capsul cápsul =kapseln =kapsel kapsuł kapsl kapsyl gélul gelul softgel =tablets =tabletten =tabletter tabletk =tabletek tablete =tabletta таблет =tabl =табл =tabs капсул =капс compress comprim caplet pastill pastyl lozenge gummies dragee dragée драже lutschtabl filmtabl =caps geschirrspültab wipe =tücher feuchttüch lingett toallit salviett lenços doekje chustecz салфет mendil diaper =nappies =windeln couche pañal =fraldas pannolin =luiers pieluch pieluszk подгузник blöj teabag teebeutel =bolsitas bustin toreb пакетик zakjes tepås =pods =cialde dosette batteri =pilas =piles =pads tampon 錠 粒 カプセル 片 枚 抽 매 정 캡슐 胶囊"},
	{countPiece, "=pcs =pc =pieces =count =ct =cnt =stk stück =st =stck =szt =sztuk =sztuki =ks =kusů =kusy =шт штук =pezzi =pz =unidades =uds =ud =un =und =unid =unités =pièces =pces =stuks =styck =stykker =kpl =buc =adet =τεμ τεμάχ =бр 個 本 只 支 件 个 개"},
	{countRoll, "=roll =rolls =rolle =rollen rouleau =rollo =rollos =rotoli =rotolo =rolki =rolek =rolka рулон rullar =rullor rulli =rolo =rolos ロール 卷 롤"},
	{countSheet, "=sheets =blatt =feuille =feuilles =hojas =fogli =vel =vellen listk =листов =листа =ark strapp =folhas yaprak =arkusz"},
}

// packNouns is countWords as tables: whole words, and starts by their first two bytes.
type packNouns struct {
	whole  map[string]countKind
	starts map[string][]packStart
}

type packStart struct {
	text string
	kind countKind
}

// kindOf is what a word counts.
func (n *packNouns) kindOf(word string) countKind {
	if k, ok := n.whole[word]; ok {
		return k
	}
	if len(word) < 3 {
		return countBare
	}
	for _, s := range n.starts[word[:2]] {
		if strings.HasPrefix(word, s.text) {
			return s.kind
		}
	}
	return countBare
}

// nouns are countWords, and the word that is one tablet in some languages and a computer in others, as tables.
var nouns = newPackNouns()

func newPackNouns() *packNouns {
	n := &packNouns{whole: map[string]countKind{}, starts: map[string][]packStart{}}
	for _, row := range countWords {
		for word := range strings.FieldsSeq(row.words) {
			if whole, ok := strings.CutPrefix(word, "="); ok {
				n.whole[whole] = row.kind
				continue
			}
			n.starts[word[:2]] = append(n.starts[word[:2]], packStart{word, row.kind})
		}
	}
	return n
}

// wordSet makes a set of words that stand in one text.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// Words around a quantity.
var (
	// packLinks stand between a number of packs and what each holds; packOf between the word for a pack and their number.
	packLinks = wordSet("of à a de da di po по je mit with con com van cada each d zu av af")
	packOf    = wordSet("of de da di à von van com con mit av na из of: with")
	// directPacks name packs right before their number ("Pack 12", "Kit 3").
	directPacks = wordSet("pack kit lot pacote paquete paket multipack pak conf набор комплект zestaw caixa caja karton")
	// measureOf take a measure back: what goods bear, who they are for, what a pill or a serving holds.
	limitsBefore = wordSet("to bis jusqu hasta fino a até tot do до max maximum max. maks maksimal holds supports over under for für from ab capacity load belastbar für od od.")
	partBehind   = wordSet("per je pro por par al à protein proteins sugar sugars fat eiweiß carbs fiber fibre salt caffeine collagen sodium prot proteine proteína protéine protéines белка koffein")
	// numbered lead to a number that is a name or a size, no quantity.
	numbered = wordSet("omega vitamin vitamina vitamine size größe gr taille talla taglia maat rozmiar размер storlek no nr n nº № numer type typ level step stage étape stufe model series serie gen version")
	// packAdjectives may stand between a number and its noun.
	packAdjectives = wordSet("vegan vegane vegetarian veggie veg vegetable vegetal double mega jumbo family large big small xl xxl soft chewable effervescent coated film mini maxi extra super high quick individual wet baby moist disposable premium organic alkaline")
	// liquids are sold by fluid ounces where a name says "oz".
	liquids = wordSet("water waters soda seltzer juice lemonade cola beer beers")
)

// capacities (a point is a space) are parts of the names of goods whose measure is what they hold, bear or weigh, not how much is sold.
var capacities = strings.Fields(`backpack rucksack sac.à.dos mochila zaino rugzak plecak рюкзак ryggsäck batoh sırt.çanta リュック 背包 배낭
electric.kettle cordless.kettle jug.kettle tea.kettle wasserkocher bouilloire hervidor bollitore chaleira waterkoker czajnik чайник vattenkokare rychlovarn 電気ケトル 电热水壶 전기포트
washing.machine washer.dryer tumble.dryer waschmaschine wäschetrockner lave-linge sèche-linge lavadora secadora lavatrice.carica asciugatrice máquina.de.lavar wasmachine wasdroger pralka suszarka стиральная.машина tvättmaskin çamaşır.makine 洗濯機 洗衣机 세탁기
fridge refrigerator chest.freezer kühlschrank gefrierschrank gefriertruhe réfrigérateur congélateur frigo nevera congelador koelkast vriezer lodówk zamrażar холодильник kylskåp frysbox buzdolab 冷蔵庫 冰箱 냉장고
microwave mikrowelle micro-ondes microondas mikrofal микроволнов mikrodalga 電子レンジ toaster.oven electric.oven dutch.oven air.fryer airfryer deep.fryer heißluftfritteuse friteuse freidora friggitrice fritadeira frytkownic аэрогриль
rice.cooker slow.cooker pressure.cooker multicooker kochtopf stieltopf topfset cocotte saucepan stockpot olla.a.presión garnek кастрюл
thermos vacuum.flask water.bottle drinking.bottle steel.bottle sports.bottle trinkflasche thermoskanne isolierflasche gourde bouteille.isotherme cantimplora borraccia botella.térmica drinkfles термос butelka.termiczna 水筒 タンブラー 保温杯 텀블러 tumbler mug. travel.mug thermobecher kaffeebecher pappbecher paper.cup plastic.cup gobelet
gläser wine.glass wasserglas trinkgl verres bicchieri szklank kieliszk бокал стакан carafe karaffe pitcher decanter karaf aquarium acquario аквариум
trash.can trash.bag bin.liner bin.bag garbage.bag dustbin mülleimer müllbeutel poubelle papelera pattumiera prullenbak kosz.na мусор
suitcase koffer valise maleta.de valigia walizk чемодан duffel duffle tote.bag dry.bag cooler.bag kühlbox cool.box cooler.box glacière storage.box aufbewahrungsbox food.container storage.container lunch.box lunchbox frischhaltedose vorratsdose freezer.bag gefrierbeutel zip.bag zipper.bag
dumbbell kettlebell hantel haltères mancuerna manubri halterset hantle гантел гиря ダンベル barbell weight.plate ankle.weight resistance.band boxing.glove
vacuum.cleaner staubsauger aspirateur aspirador aspirapolvere stofzuiger odkurzacz пылесос blender standmixer stand.mixer licuadora dehumidifier humidifier luftentfeuchter luftbefeuchter déshumidificateur deumidificatore compressor kompressor compresseur
water.heater warmwasserspeicher бойлер водонагреватель chauffe-eau spray.bottle sprühflasche bucket eimer watering.can gießkanne planter pflanzkübel blumentopf schubkarre wheelbarrow kitchen.scale küchenwaage balance.de.cuisine luggage.scale весы pressure.washer car.seat kindersitz autositz coffee.maker kaffeemaschine ice.maker bread.maker`)

// holdsOrBears reports whether a name, in lower case, is one of goods whose measure is no amount that is sold.
func holdsOrBears(name string) bool {
	name = strings.ReplaceAll(name, " ", ".")
	for _, word := range capacities {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
