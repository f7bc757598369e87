package scoring

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// lintRule finds what a lawyer should look at in one kind of words. Texts with none of the needles are not looked at closer.
type lintRule struct {
	flag    string
	needles []string
	re      *regexp.Regexp
}

// newLintRule makes a rule of words and phrases ("_" is a space, "*" any more letters), of literals of scripts without spaces,
// and of patterns, which hold one of the needles given with them.
func newLintRule(flag, words, unspaced, needles string, patterns ...string) lintRule {
	r := lintRule{flag: flag, needles: append(strings.Fields(strings.ReplaceAll(needles, "_", " ")), strings.Fields(unspaced)...)}
	for w := range strings.FieldsSeq(words) {
		w = strings.ReplaceAll(w, "_", " ")
		stem, more := strings.CutSuffix(w, "*")
		r.needles = append(r.needles, stem)
		pattern := regexp.QuoteMeta(stem)
		if more {
			pattern += `\p{L}*`
		}
		patterns = append(patterns, pattern)
	}
	among := `(?:^|[^\p{L}])((?:` + strings.Join(patterns, "|") + `))(?:$|[^\p{L}])`
	if unspaced != "" {
		among += "|(" + strings.Join(strings.Fields(unspaced), "|") + ")"
	} else {
		among += "|($.)"
	}
	r.re = regexp.MustCompile(among)
	return r
}

// lintRules are the words and patterns of comparison, denigration, health claims and superlatives in the languages of the
// shops that are read, in lower case. "No plane is lower than ours" attacks; "buy one and get one" does not.
var lintRules = [...]lintRule{
	newLintRule("comparative", `beats outperforms a_diferencia_de im_gegensatz_zu in_tegenstelling_tot w_przeciwieństwie_do в_отличие_от contrairement_au contrairement_aux ao_contrário_d* a_differenza_d*
		anders_als_andere anders_als_die`, `秒杀 碾压 吊打 完胜 타사보다 경쟁사보다 不像其他 不像别`,
		`than as_good as_cheap as_fast as_strong comes_close can_match superior unlike als so_gut que qu' qu’ di de do rispetto dan niż od än лучше дешевле быстрее хуже надёжнее надежнее daha 比 より 他社 他店 競合 ライバル`,
		`(?:no|not a|none) [^.;]*(?:(?:lower|cheaper|better|faster|less|worse) [^.;]*than|as (?:good|cheap|fast|strong) as|comes close|can match)`,
		`(?:better|cheaper|faster|stronger|safer|worse) than`, `superior to`,
		`(?:\p{L}+er|(?:more|less) \p{L}+) than (?:any|all|others?|the (?:others?|rest|competition|leading)|most|ordinary|conventional|theirs|them)`,
		`unlike (?:the |all |our )?(?:others?|them|those|competit\p{L}+|rivals?|ordinary)`, `than (?:the |our )?(?:competition|competitors?|rivals?)`,
		`(?:besser|billiger|günstiger|schneller|stärker|sicherer|leiser|haltbarer|schlechter|niedriger) als`, `kein\p{L}* [^.;]*(?:besser|billiger|günstiger|niedriger|schneller|so gut)[^.;]*(?:als|wie)`,
		`(?:meilleure?s?|moins ch(?:er|ère)s?|pire) qu(?:e|['’]\p{L}*)`, `(?:plus|moins) \p{L}+ que (?:les|la|tous|nos|vos)`, `aucune? [^.;]*(?:plus|aussi|moins|meilleure?)[^.;]* que`,
		`(?:mejor(?:es)?|peor(?:es)?|(?:más|menos) \p{L}+) que`, `ning[uú]n\p{L}* [^.;]*que`, `(?:melhor(?:es)?|pior(?:es)?|(?:mais|menos) \p{L}+) (?:do )?que`,
		`(?:miglior[ei]?|peggior[ei]?|(?:più|meno) \p{L}+) (?:di|dei|degli|delle|della|del|rispetto)`, `(?:beter|goedkoper|sneller|sterker|veiliger|slechter) dan`,
		`(?:lepsz|tańsz|szybsz|gorsz|mocniejsz)\p{L}* (?:niż|od)`, `(?:bättre|billigare|snabbare|sämre) än`, `(?:лучше|дешевле|быстрее|хуже|надёжнее|надежнее),? (?:чем|других|остальных|конкурентов)`,
		`\p{L}+ daha (?:iyi|ucuz|hızlı)`,
		`.*比(?:其他|其它|别人|别家|人家|同行|竞品|对手|某).{0,8}[好强低快].*`, `.*比.{0,10}便宜.*`, `.*没有.{0,8}比.{0,12}[低好快强].*`, `.*(?:他社|他店|競合|ライバル).{0,8}(?:より|と違).*`, `.*より(?:も)?(?:安い|優れ|良い|速い).*`),
	newLintRule("others_named", `rival rivals competitor* competition competing other_brands other_brand other_sellers other_seller other_shops other_stores other_makers other_manufacturers other_companies other_suppliers other_retailers
		others elsewhere big_brand big_brands name_brand name_brands big_name big_names leading_brand leading_brands famous_brand famous_brands well-known_brand* top_brand top_brands known_brands premium_brands expensive_brands
		popular_brand popular_brands market_leader* brand_leader* major_brand* another_brand no_other_brand any_other_brand rest_of_the_market the_rest imports imported_ones cheap_imports the_famous_one the_expensive_one* the_original_one the_big_one* the_big_players
		the_usual_suspects cheap_ones cheaper_ones ordinary_ones conventional_ones no-name* copycat* imitator* clones lookalike* look-alikes
		konkurrenz* wettbewerb* mitbewerb* andere_marken andere_marke anderen_marken anderer_marken andere_hersteller anderen_herstellern andere_anbieter anderer_anbieter andere_händler andere_shops anderswo markenführer* marktführer* importware billigimport* der_berühmte die_berühmte große_marken große_marke bekannte_marken die_anderen
		concurrents concurrente* concurrence autres_marques autre_marque autres_vendeurs autres_fabricants grandes_marques grande_marque marques_connues marque_connue ailleurs importations les_autres competidor* competencia otras_marcas otra_marca otros_vendedores otros_fabricantes
		grandes_marcas gran_marca marca_famosa marcas_famosas importaciones los_demás los_otros rivales concorren* concorrência outras_marcas outra_marca outros_vendedores marcas_famosas rivais importados altre_marche altri_marchi altro_marchio altri_venditori grandi_marche grandi_marchi
		marca_famosa rivali gli_altri concurrenten concurrentie andere_merken andere_merk andere_verkopers grote_merken bekende_merken elders konkurencj* konkurent* innych_marek inne_marki inni_sprzedawcy znane_marki konkurrent* andra_märken andre_mærker
		конкурент* других_брендов другие_бренды других_марок других_продавцов известных_брендов rakip* diğer_markalar pesaing* merek_lain đối_thủ hãng_khác`,
		`竞争对手 竞品 同行 别家 其他品牌 其它品牌 别的品牌 其他卖家 大牌 知名品牌 进口货 他社 他店 競合 ライバル 他のブランド 有名ブランド 경쟁사 타사 다른_브랜드 유명_브랜드`, ``),
	newLintRule("price_claim", `half_the_price half_price fraction_of_the_price fraction_of_the_cost cheaper less_expensive costs_less lower_priced price_leader price-leader unbeaten_price* best_deal best_value lowest_cost lowest_prices low-price_leader
		price_beater costs_a_fraction zum_halben_preis halber_preis preisführer* preisbrecher* billiger günstiger moitié_prix moins_cher moins_chère mitad_de_precio mitad_del_precio más_barato más_barata metade_do_preço mais_barato mais_barata
		metà_prezzo più_economico più_conveniente halve_prijs goedkoper połowę_ceny tańsz* дешевле`, `半价 更便宜 半額 より安い 반값 더_싼`,
		`price`, `(?:half|third|quarter|double|twice) (?:of )?(?:the|what) [^.;]*(?:price|cost|charge|pay)\p{L}*`, `\d+ ?% (?:off|less|cheaper|lower)[^.;]* price\p{L}*`),
	newLintRule("denigrating", `waste_money waste_your_money waste_of_money wasting_money wasted_money money_wasted overcharg* overprice* rip_you_off rips_you_off ripped_off throw_away_your beware avoid_cheap throw_out_your don't_waste don’t_waste stop_buying stop_paying stop_wasting
		tired_of_cheap sick_of_cheap plastic_toys mere_toys only_toys sell_toys low_quality poor_quality bad_quality second-rate third-rate sell_you_lies lie_to_you cheats dishonest greedy forget_the_cheap forget_cheap forget_your_old
		ditch_your_old geldverschwendung geld_verschwend* verschwend* abzock* vorsicht_vor vergessen_sie_die billigschrott argent_gaspillé gaspill* jeter_l'argent méfiez-vous surtaxé* malgastar* tirar_el_dinero cuidado_con desperdici* sprecare sprec* soldi_buttati
		geldverspilling verspil* wyrzucone_pieniądze strata_pieniędzy marnow* переплачива* деньги_на_ветер не_переплач*`, `浪费钱 别浪费 智商税 坑钱 無駄遣い 돈_낭비`, `they those`,
		`(?:they|those) [^.;]*(?:break|fall apart|fail|rust|leak|crack|wear out|rip|lie)s?`),
	newLintRule("health_claim", `cancer* diabet* arthrit* asthma* cholesterol blood_sugar blood_glucose glucose blood_pressure hypertension migraine* insomnia depression anxiety eczema psoriasis dermatitis acne allerg* virus viruses antiviral* anti-viral
		bacteria bacterial antibacterial anti-bacterial antimicrobial* germs germ-free disinfect* sterili* covid* coronavirus influenza flu infection* inflammat* anti-inflammatory tumor* tumour* dementia alzheimer* parkinson* risk_of_stroke heart_disease heart_attack
		blood_circulation osteopor* rheuma* obesity fertility pregnan* toxin* hormone* libido erectile painkiller* pain-free painless aches headache* backache* symptom* disease* illness* ailment* disorder* sickness patient* doctor* physician* dermatolog* pediatrician*
		paediatrician* fda fda-approved ce_approved ce-approved ce_medical medical-grade medical_grade hospital* pharma* clinical clinic slimming fat_burn* fat-burn* burns_fat burn_fat metabolism boosts_immunity anti-aging anti-ageing wrinkle* healthier good_for_your_health
		healing cleanse_your_body purif*_the_body miracle blood_flow lactose_intoleran* cured curing preventing relieving reliever heartburn digestion gut_health immunity immune cholester* hyperten*
		krebs* blutzucker* blutdruck* bluthochdruck cholesterin* viren bakterien keime keimfrei desinfi* entzünd* arthros* migräne schlaflosigkeit krankheit* heilkraft heilmittel gesundheit* wechseljahr* asthma ärzt* arzt* apotheke* douleur* cancer* diabète* diabétique* cholestérol
		glycémie tension_artérielle bactéri* germes microbes arthrose maladie* médecin* guéri* dolor dolores cáncer colesterol glucosa azúcar_en_sangre presión_arterial bacterias gérmenes infecci* inflamaci* artritis enfermedad* curan dor dores câncer diabetes pressão_arterial açúcar_no_sangue
		bactérias doença* infecç* dolore dolori tumore tumori glicemia pressione_sanguigna colesterolo batteri germi infezion* malatti* pijn* kanker suikerziekte bloeddruk* bloedsuiker* bacteriën virussen ziekte* ból bólu bóle raka cukrzyc* nadciśnieni* ciśnienie_krwi wirus* bakteri* chorob* zapale* smärt* diabetiker
		боль боли болей рака диабет* вирус* бактери* холестерин* артериальн* аллерг* болезн* воспален* антибактер* ağrı* kanser şeker_hastalığı tansiyon hastalık* diabetes kanker nyeri tekanan_darah ung_thư tiểu_đường huyết_áp`,
		`血糖 血压 血圧 血脂 胆固醇 糖尿病 癌 病毒 细菌 杀菌 殺菌 抗菌 除菌 疼痛 过敏 发炎 关节炎 失眠 コレステロール ウイルス 細菌 痛み アレルギー 病気 혈당 혈압 콜레스테롤 당뇨 바이러스 세균 살균 항균 통증 알레르기`,
		`schmerz pain cure detox kill bacteri virus germ approved certified heart`,
		`(?:back|neck|knee|joint|muscle|foot|heel|chronic|period|nerve|tooth|menstrual|shoulder|hip|chest|your|the|of|against|reliev\p{L}*|reduc\p{L}*|eas\p{L}*|for|no|less|stops?|without|end|ends|from|with)[ -]pains?`,
		`\p{L}*schmerz\p{L}*`, `detoxif\p{L}*`, `kills? [^.;]*%`, `(?:medical(?:ly)?|fda|clinically|doctor)[ -](?:approved|certified|tested|proven|recommended)`, `good for (?:your |the )?(?:heart|skin|joints?|back|liver|kidneys?|gut|health|eyes|lungs)`),
	newLintRule("superlative", `in_the_world on_earth on_the_planet in_the_universe of_all_time best best-in-class best-selling bestseller best-seller bestselling second_to_none like_no_other unrivalled unrivaled unmatched unequalled unparalleled unsurpassed
		world-class world-leading world_leading leading_in ultimate nothing_beats record_low top-rated no_1 number_1 the_only_one
		der_welt auf_der_welt auf_dem_markt der_beste die_beste das_beste besten allerbeste* einzigartig* unerreicht* unübertroffen* konkurrenzlos* führend* du_monde au_monde du_marché sans_égal inégalé* del_mundo del_mercado sin_igual insuperable* inigualable* do_mundo
		do_mercado sem_igual del_mundo al_mondo del_mondo del_mercato senza_pari insuperabil* ter_wereld op_de_markt ongeëvenaard* na_świecie na_rynku w_świecie в_мире на_рынке лучш* непревзойд* dünyanın_en en_iyi en_ucuz terbaik termurah tốt_nhất rẻ_nhất`,
		`全球最 世界最 天下第一 史上最 一番 業界最 세계 최저 최강`, `est most`,
		`(?:the|our|world['’]s|market['’]s|europe['’]s|ever) (?:\p{L}+est|most \p{L}+)`, `(?:(?:low|fast|strong|quiet|safe|light|great|fine|tough|high|small|sharp|smart|clean)e?st|most \p{L}+) (?:in|on|ever|of|anywhere|around)`),
	newLintRule("denigrating", `junk rubbish rip-off* ripoff* scam scams scammer* fake fakes counterfeit* knock-off* knockoff* inferior harmful dangerous crap* garbage trash* worthless shoddy overpriced useless
		copycat* liar* lousy pathetic cheap_copy cheap_copies cheap_imitation* cheap_plastic don't_buy don’t_buy do_not_buy don't_trust don't_fall_for
		schrott müll abzocke* betrug betrüger* fälschung* plagiat* minderwertig* schädlich* gefährlich* ramsch billigkopie* überteuert* wertlos* finger_weg
		camelote arnaque* escroc* contrefaçon* inférieur inférieure inférieurs inférieures nocif nocive nocifs nocives dangereu* pacotille bidon basura estafa* timo falsific* dañin* peligros* porquería chatarra
		lixo fraude perigos* porcaria spazzatura truff* contraffatt* scadent* pericolos* robaccia rommel oplicht* namaak nep gevaarlijk* troep
		śmieci* oszust* podróbk* tandet* badziew* szkodliw* niebezpieczn* skräp bluff мусор* хлам обман* мошенни* подделк* фальшив* опасн*`,
		`垃圾 骗子 骗人 坑人 坑爹 假货 山寨 劣质 有害 危险 黑心 次品 仿品 不靠谱 ゴミ ガラクタ 詐欺 偽物 ニセモノ 粗悪 劣悪 危険 ぼったくり 쓰레기 사기꾼 짝퉁 가짜 저질`, ``),
	newLintRule("health_claim", `cure cures heal heals healing treat treats prevent prevents relieve relieves remedy remedies therap* anticancer anti-cancer medical medically medicinal clinically immun* detox* pain_relief weight_loss lose_weight
		lower_blood_pressure lowers_blood_pressure lowers_cholesterol doctor_recommended
		heilt heilend* heilung lindert schmerzlindernd* vorbeugend* medizinisch* klinisch* entgift* abnehmen guérit guérison soigne soulage prévient thérap* médica* cliniquement détox* maigrir
		cura curativ* alivia previene terap* médic* medica medico medicinal* clínicamente clinicamente inmun* adelgaz* guarisce allevia dimagr* previne emagrec* geneest genezend* medisch* afvallen
		leczy leczn* uzdrawia łagodzi zapobiega medyczn* odchudza* лечит лечебн* исцеля* медицинск* терап* похуде*`,
		`治疗 治愈 疗效 药用 抗癌 防癌 降血压 降血糖 减肥 排毒 免疫 医用 消炎 止痛 治療 治る 治す 効能 医療 痩せ デトックス 치료 완치 의료 면역`, ``),
	newLintRule("superlative", `number_one no.1 no._1 #1 nr.1 nr._1 nr_1 n°1 n°_1 n.º_1 №1 №_1 the_best_in best_in_the_world best_on_the_market world's_best world’s_best unbeatable guaranteed_results lowest_price best_price cheapest
		nummer_eins weltbeste* bester_preis günstigste* billigste* unschlagbar* numéro_un numéro_1 le_meilleur la_meilleure le_moins_cher meilleur_prix imbattable* número_uno el_mejor la_mejor el_más_barato la_más_barata
		mejor_precio imbatible il_migliore la_migliore prezzo_più_basso imbattibil* o_melhor a_melhor melhor_preço imbatível de_beste goedkoopste laagste_prijs najlepsz* najtańsz* bezkonkurencyjn* номер_один самый_лучш* самый_деш* самая_лучш*`,
		`最好 最佳 最低价 最便宜 第一 顶级 极品 国家级 全网最 最高 世界一 日本一 最安 최고 최저가`, ``),
}

// Lint returns what in a text a lawyer should look at: comparison with others, attack, health claims, superlatives.
func Lint(text string) []string {
	out := []string{}
	low := strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, p := range lintRules {
		if !slices.ContainsFunc(p.needles, func(n string) bool { return strings.Contains(low, n) }) {
			continue
		}
		if m := p.re.FindStringSubmatch(low); m != nil {
			out = append(out, fmt.Sprintf("%s: %q", p.flag, m[1]+m[2]))
		}
	}
	return out
}
