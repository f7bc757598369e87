package scoring

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shelfwise/market"
)

// What is stated of a product and is no advantage: a service that is refused or left open, a thing that is lacking, a fault.

var (
	// A fault by any of these words, wherever they stand, but for what relieves it ("never breaks", "for fragile skin").
	faults = regexp.MustCompile(`(?:^|[^\p{L}])((?:ugly|fragile|flimsy|unreliable|defective|faulty|broken|damaged|scratched|dirty|smelly|stinks?|stinky|noisy|wobbly|wobbles|unstable|unsafe|outdated|obsolete|uncomfortable|inaccurate|useless|worthless|poor(?:ly)?|bad(?:ly)?|worse|worst|awful|terrible|horrible|` +
		`mediocre|inferior|cheaply made|shoddy|sloppy|brittle|leaks?|leaky|leaking|rusts|rusty|cracks|breaks|overheats|jams|fails|malfunctions?|falls? apart|wears? out|peels? off|hard to (?:clean|use|open|read)|difficult to (?:clean|use|open|read)|complicated|confusing|` +
		`short (?:battery life|lifespan|cable)|weak|dies (?:fast|early|quickly)|expensive to run|too (?:small|big|heavy|expensive|slow|loud|thin|short|long|hot|cold|tight|weak)|not (?:very )?(?:good|durable|waterproof|washable|safe|reliable|stable|included|recommended|suitable|tested|certified|approved|` +
		`original|genuine|new|repairable|replaceable|available|supported|compatible|rechargeable|adjustable|dishwasher\p{L}*|working|quiet|fast|strong|comfortable|accurate|beautiful|nice|sturdy|precise|easy|user\p{L}*)|(?:does not|doesn['’]t|do not|don['’]t|will not|won['’]t|cannot|can['’]t) (?:work|fit|last|hold|clean|close|stand|charge|` +
		`turn|include|come|support|heat|start|stop|be (?:repaired|washed|cleaned|replaced|opened|used|returned))|(?:no|without|lacks?|missing) (?:any |a |an |the )?(?:gifts?|extras?|bonus|manual|instructions?|support|service|charger|cable|batter(?:y|ies)|accessories|box|certificates?|` +
		`approval|delivery|spare parts|display|lid|timer|shut-?off|protection|help|quality|advantages?|benefits?|features?|stock|guarantees?)|` +
		`hässlich\p{L}*|zerbrechlich\p{L}*|bricht|unzuverlässig\p{L}*|defekt\p{L}*|kaputt\p{L}*|schlecht\p{L}*|undicht\p{L}*|rostet|minderwertig\p{L}*|unbequem\p{L}*|wackel\p{L}*|stinkt|moches?|laids?|laides?|casse|cassant\p{L}*|défectueu\p{L}*|mauvais\p{L}*|bruyante?s?|rouille|inconfortable\p{L}*|` +
		`feos?|feas?|frágil\p{L}*|ruidos[oa]s?|defectuos[oa]s?|mal[oa]s?|incómod\p{L}*|rotos?|rotas?|feios?|feias?|barulhent\p{L}*|ruim|brutt[oaie]|fragil[ei]|rumoros[oaie]|difettos\p{L}*|scomod\p{L}*|lelijk\p{L}*|breekbaar|lawaaierig\p{L}*|slecht\p{L}*|brzydk\p{L}*|kruch\p{L}*|głośn\p{L}*|wadliw\p{L}*|` +
		`уродлив\p{L}*|хрупк\p{L}*|шумн\p{L}*|ломается|ненадёжн\p{L}*|плох\p{L}*))(?:$|[^\p{L}])`)
	faultsApart = regexp.MustCompile(`丑|难看|易碎|易坏|容易坏|吵|质量差|不好用|不耐用|慢|うるさい|壊れやすい|遅い|醜い|不良|못생|시끄|깨지기|느린|고장`)
	relief      = regexp.MustCompile(`(?:^|[^\p{L}])(?:never|no|not|without|non|less|un\p{L}+|free of|resists?|resistant|prevents?|protects?|protection|protected|against|stops?|reduces?|avoids?|eliminates?|anti|for|fixes|repairs?|covers|even|nie|nicht|kein\p{L}*|ohne|gegen|für|jamais|pas|sans|contre|pour|` +
		`nunca|sin|contra|para|sem|non|senza|contro|per|nooit|niet|zonder|tegen|voor|nie|bez|przed|dla|не|без|против|для)(?:$|[^\p{L}])|n['’]t(?:$|[^\p{L}])|不|防|抗|没|無|ない`)
	lacking = regexp.MustCompile(`^(?:not|no|without|lacks?|missing|does|doesn|do|don|will|won|cannot|can)[^\p{L}]`)
	// A fault where it is all that is said, since the same word may praise ("slow cooker", "loud alarm").
	plainFaults = wordSet(`slow slowly loud loudly heavy cold dull cheap hot thin boring bland stiff sticky clumsy bulky dim blurry hard rough unpleasant weak langsam laut schwer teuer langweilig lent lente lents lourde lourd cher chère lento lenta pesado pesada caro cara
		lentos pesada pesante costoso langzaam luid zwaar duur wolny ciężki drogi медленный медленная громкий тяжёлый expensive dear overpriced noisy ugly fragile poor bad old used worn dated`)
	plainFill = wordSet(`and or but is it its very rather quite a bit too so somewhat really the this often always sometimes mostly easily in to at of und ist sehr zu oft et est très trop souvent y es muy demasiado e é muito molto troppo en erg i jest bardzo и очень when use fan motor charging delivery charge start response screen`)
)

// faulty returns the fault that a statement in lower case tells of the product, "" for none.
func faulty(text string) string {
	for _, clause := range clauses.Split(text, -1) {
		if m := faults.FindStringSubmatchIndex(clause); m != nil {
			word := clause[m[2]:m[3]]
			if lacking.MatchString(word) || !relief.MatchString(clause[:m[2]]) {
				return word
			}
		}
		if m := faultsApart.FindString(clause); m != "" && !relief.MatchString(clause) {
			return m
		}
		ws := tokens(clause)
		if anyOf(ws, plainFaults) && all(ws, plainFaults, plainFill, nil) {
			return strings.TrimSpace(clause)
		}
	}
	return ""
}

// refusing reports whether a statement in lower case refuses a service or leaves it open, and makes no promise.
func refusing(text string) bool {
	text = links.ReplaceAllString(text, " ")
	var all stance
	for _, p := range promises {
		s, _ := p.states(text, nil)
		all = all.or(s)
	}
	return (all.refused || all.open) && !all.made
}

// drawbacks tells why a statement is no advantage.
func drawbacks(text string) []string {
	low := strings.ToLower(text)
	if refusing(low) {
		return []string{fmt.Sprintf("no_advantage: %q promises nothing", text)}
	}
	if f := faulty(low); f != "" {
		return []string{fmt.Sprintf("no_advantage: %q in %q", f, text)}
	}
	if giftRefused.MatchString(low) {
		return []string{fmt.Sprintf("no_advantage: %q gives nothing", text)}
	}
	return nil
}

// ofAdvantages is the candidate with those statements and their proofs alone that may be told as advantages.
func ofAdvantages(c market.Candidate) market.Candidate {
	if !slices.ContainsFunc(c.Differentiators, func(d string) bool { return len(drawbacks(d)) > 0 }) {
		return c
	}
	var told, proofs []string
	for i, d := range c.Differentiators {
		if len(drawbacks(d)) > 0 {
			continue
		}
		told = append(told, d)
		if i < len(c.Proofs) {
			proofs = append(proofs, c.Proofs[i])
		}
	}
	if len(c.Proofs) > len(c.Differentiators) {
		proofs = append(proofs, c.Proofs[len(c.Differentiators):]...)
	}
	c.Differentiators, c.Proofs = told, proofs
	return c
}
