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
