package scoring

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"shelfwise/market"
)

// promise is one kind of assurance that buyers count (text 000-A), with the points that it adds to the neutral 40.
type promise struct {
	points float64
	rank   bool // says what the seller is, not what it does
	words  []string
}

// promises lists the kinds: the first two are what the after-sales gate asks for.
var promises = [...]promise{
	{20, false, []string{"warranty", "guarantee", "garanti", "garantía", "garanzi", "gewährleistung", "gwarancj", "záruk", "гаранти", "garansi", "bảo hành", "保修", "质保", "保固", "保証", "보증"}},
	{15, false, []string{"return", "refund", "money-back", "money back", "rückgabe", "rücksendung", "umtausch", "geld zurück", "retour", "remboursement", "devoluci",
		"devoluç", "reembols", "rimbors", "reso ", "resi ", "zwrot", "vrácení", "возврат", "iade ", "đổi trả", "öppet köp", "returrätt", " retur ", "widerruf", "exchange", "geld terug", "remboursé", "rimborsat", "pengembalian", "交換", "교환", "退货", "退款", "退换", "包退", "返品", "返金", "환불", "반품"}},
	{20, true, []string{"authorised", "authorized", "official", "flagship", "autorisiert", "autoris", "autoriz", "autoryz", "offiziel", "officiel", "officiël", "oficial", "oficjal", "ufficial", "agréé", "erkend", "auktoriserad", "официальн", "авторизован", "yetkili", "resmi ", "originalware", "genuine", "from the manufacturer", "certified dealer", "授权", "旗舰", "正規", "公式", "공식"}},
	{5, false, []string{"customer service", "after-sales", "after sales", "repair", "customer support", "technical support", "kundendienst", "客服", "售后"}},
}

// What a text says around a promise: that it is refused, that a "no" refuses something else ("no-questions-asked returns"),
// or that the word is about another thing ("return valve", "guaranteed lowest price").
var (
	clauses = regexp.MustCompile(`[\n;,.!?|，。；！？、]|\s(?:but|aber|mais|pero|mas|maar|ale|но)\s|但`)
	links   = regexp.MustCompile(`(?:https?://|www\.)\S+|\S+\.(?:pdf|jpe?g|png|webp|docx?|xlsx?)\b`)
	refusal = regexp.MustCompile(`(?:^|[^\p{L}])(?:no|not|never|none|nil|non|without|zero|neither|nor|cannot|n/a|exclud\p{L}*|refus\p{L}*|den(?:y|ies|ied)|declin\p{L}*|` +
		`reject\p{L}*|void|disclaim\p{L}*|waive[ds]?|lack(?:s|ing)?|unavailable|impossible|` +
		`kein\p{L}*|nicht|ohne|nie|niemals|weder|ausgeschlossen|ausgenommen|entfällt|unmöglich|pas|aucun\p{L}*|sans|ni|jamais|exclu\p{L}*|` +
		`sin|ning[uú]n\p{L}*|nunca|sem|não|nao|nenhum\p{L}*|senza|nessun\p{L}*|mai|geen|zonder|niet|nooit|uitgesloten|` +
		`bez|nie|brak|żadn\p{L}*|nelze|ingen|inga|utan|inte|ikke|uden|uten|без|нет|не|yok|değil|tidak|tanpa|tiada|không|expired|ej|niemożliw\p{L}*)(?:$|[^\p{L}])|n['’]t(?:$|[^\p{L}])|[无無不没沒未非]|なし|ない|できません|対象外|없|불가|않`)
	nothing = regexp.MustCompile(`(?:^|[^\d.,])0+\s*[-–]?\s*(?:$|d(?:ays?)?\b|weeks?|months?|y(?:ea)?rs?\b|tage?|monate?|jahre?|jours?|mois|ans?\b|d[ií]as?\b|mes\b|meses|a[nñ]os?\b|giorni|mesi|anni|dagen|` +
		`maanden|jaar|dni|miesi|天|日|个月|年|か月|개월|일|년)`) // 0 days
	leftOpen = regexp.MustCompile(`(?:^|[^\p{L}])(?:ask|asking|contact|enquire|inquire|consult|unknown|unclear|unsure|tbd|tba|tbc|to be (?:confirmed|announced|determined|agreed)|(?:up)?on request|by request|may|might|discretion|` +
		`optional|sold separately|can be (?:purchased|bought|added)|pending|negotiable|auf anfrage|anfragen|unbekannt|unklar|fraglich|sur demande|inconnue?|bajo petición|a consultar|consultar|sob consulta|` +
		`su richiesta|op aanvraag|onbekend|na zapytanie|по запросу|sorunuz|hubungi)(?:[^\p{L}]|$)|询问|咨询|联系|未知|待定|要相談|要確認|お問い合わせ|문의`)
	asked   = regexp.MustCompile(`[?？]`)
	negated = regexp.MustCompile(`(?:un|non|in|out of|ausschluss der)[\s-]?$`) // unauthorised, non-returnable
	ifs     = regexp.MustCompile(`(?:^|[^\p{L}])(?:if|when|in case|wenn|falls|sofern|si|se|jeśli|если)(?:$|[^\p{L}])|如果|若`)
	idioms  = regexp.MustCompile(`\b(?:no|zero|without(?: any)?)[\s-](?:(?:extra|additional|hidden|restocking|return|shipping|further|giving|any|an?|fixed|set)[\s-])*` +
		`(?:questions?(?:[\s-]asked)?|hassles?|fuss|quibbles?|worry|worries|problems?|risk|nonsense|strings|costs?|charges?|fees?|postage|time[\s-]limit|limit|end|expiry|` +
		`receipt|reasons?|matter|ifs|buts|paperwork|obligation|doubt|excuses?|catch|deductible|original packaging)|\bnot (?:only|just|(?:\w+ )?(?:happy|satisfied|pleased)|limited)|` +
		`\b(?:never|not|n't) expires?|ohne (?:wenn und aber|angabe|risiko|kosten|begründung|aufpreis|zusatzkosten|mehrkosten|versandkosten|fragen)|` +
		`keine (?:fragen|versandkosten|kosten|rücksendekosten)|nicht (?:zufrieden|gefällt)|sans (?:frais|condition|risque|motif|justifi\p{L}*|engagement|question)|` +
		`sin (?:coste|costo|cargo|preguntas|riesgo|motivo)|sem (?:custo|perguntas|risco|motivo)|senza (?:costi|spese|domande|rischi|motiv)|` +
		`zonder (?:kosten|reden|opgaaf|gedoe|risico)|bez (?:podania|kosztów|ryzyka|opłat)|без (?:лишних|вопросов|объяснения|доплат)|[无無](?:理由|条件|條件|忧|憂|需|料)|不(?:满意|滿意|收费|收費|问|問)`)
	otherThings = regexp.MustCompile(`\b(?:tax|vat|deposit|in|quick|auto|spring|diminishing|carriage) (?:returns?|refunds?)|\breturns? (?:to (?:its|their|nature|form|shape|the (?:original|shape)|original|base|dock|home|zero|position|soil)\b|` +
		`on (?:investment|equity)|(?:key|valve|spring|line|pipe|flow|air|address|trip|ticket|flight|journey|hose|oil|filter|port|jet)s?\b)|\breturned (?:goods|items?|stock|products?|units?)|\breturning\b|` +
		`\breturnable (?:bottle|glass|crate|keg|packaging|container|deposit)|` +
		`\b(?:price|price[\s-]match|lowest[\s-]price|delivery|arrival|freshness|fit|authenticity|stock|on[\s-]time)[\s-]guarantee|\bguarantees? (?:of (?:origin|delivery|authenticity|quality)|an?\b|the\b|that\b|perfect|best|great)|` +
		`\p{L}*(?:preis|prijs|echtheits)[\s-]?garantie|garantie (?:d[ue] (?:meilleur )?prix|d['’]authenticité)|garant[ií]a d[eo] (?:mejor |melhor )?(?:precio|preço|autentici\p{L}*)|` +
		`\bde retour\b|\bretour (?:d['’]|au |en )|\bzwrotn\p{L}*|\brepair (?:kit|cream|mask|serum|tape|paste|tool|shampoo|balm|patch)\p{L}*|\bofficial(?:ly)? (?:size|weight|rules?|ball|licen[cs]ed)`)
	// "Guaranteed" alone praises; with what or for how long it promises.
	praises  = regexp.MustCompile(`\b(?:guaranteed|garantiert|garantito|garantizad[oa]|garantid[oa])\b`)
	promised = regexp.MustCompile(`(?:satisfaction|money[\s-]back|refund|return)s? guaranteed|guaranteed (?:for |returns?|refunds?|\d|one|two|three|four|five|ten|life)|garantiert (?:für )?\d`)
)

// stance is what a text says of a promise: makes it, refuses it, leaves it open, or mentions it in a way that is not read as a
// promise.
type stance struct{ made, refused, open, unread bool }

func (s stance) spoken() bool { return s.made || s.refused || s.open || s.unread }

func (s stance) or(t stance) stance {
	return stance{s.made || t.made, s.refused || t.refused, s.open || t.open, s.unread || t.unread}
}

// states reports what a statement in lower case says of one kind of promise by which word. A clause that refuses it makes none,
// also where the refusal stands apart from the word; what is said under an "if" is a condition and refuses nothing; "ask the
// seller" and "on request" leave it open; what else is no commitment is not read as a promise (see commits).
func (p *promise) states(statement string, brand []string) (s stance, word string) {
	if !slices.ContainsFunc(p.words, func(w string) bool { return strings.Contains(statement+" ", w) }) {
		return s, ""
	}
	taken := revokes.MatchString(idioms.ReplaceAllString(statement, " "))
	for _, clause := range clauses.Split(asked.ReplaceAllString(statement, " unknown?"), -1) {
		if !promised.MatchString(clause) {
			clause = praises.ReplaceAllString(clause, " ")
		}
		clause = " " + otherThings.ReplaceAllString(clause, " ") + " "
		for _, w := range p.words {
			for from := 0; ; {
				i := strings.Index(clause[from:], w)
				if i < 0 {
					break
				}
				at := from + i
				from = at + len(w)
				switch {
				case leftOpen.MatchString(idioms.ReplaceAllString(clause, " ")):
					s.open = true
				case refused(clause[:at], clause[from:]):
					s.refused = s.refused || !limiting.MatchString(clause) || !s.made
				case !taken && p.holds(clause, brand):
					s.made = true
				default:
					s.unread = true
				}
				if word == "" || s.made {
					word = strings.TrimSpace(w)
				}
			}
		}
	}
	return s, word
}

// holds reports whether a clause makes a promise of this kind.
func (p *promise) holds(clause string, brand []string) bool {
	if p.rank {
		return vouches(clause, brand)
	}
	return commits(clause, brand)
}

// refused reports whether what stands before or after a promise refuses it.
func refused(before, after string) bool {
	if negated.MatchString(before) {
		return true
	}
	before, after = idioms.ReplaceAllString(before, " "), idioms.ReplaceAllString(after, " ")
	if all := ifs.FindAllStringIndex(before, -1); len(all) > 0 {
		before = before[:all[len(all)-1][0]]
	}
	if at := ifs.FindStringIndex(after); at != nil {
		after = after[:at[0]]
	}
	return refusal.MatchString(before) || refusal.MatchString(after) || nothing.MatchString(before) || nothing.MatchString(strings.TrimRight(after, " "))
}

// said is all that a candidate states of itself, in lower case. Where a proof is to be found states nothing.
func said(c market.Candidate) []string {
	out := make([]string, 0, len(c.Differentiators)+len(c.Proofs))
	for _, text := range slices.Concat(c.Differentiators, c.Proofs) {
		_, text = market.Tagged(strings.ToLower(text))
		if text = strings.TrimSpace(links.ReplaceAllString(text, " ")); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// service is what a candidate says of one kind of promise in all its statements.
type service struct {
	stance
	words [3]string // by which word it is made, refused, left open
}

// services reads all statements; unread are those that mention a promise and are not read as one. A promise that is refused
// elsewhere is none, unless the refusal only limits it.
func services(brand []string, said []string) (kinds [4]service, unread []string) {
	for _, text := range said {
		var here stance
		for i, p := range promises {
			s, word := p.states(text, brand)
			here = here.or(s)
			limits := s.refused && !s.made && limiting.MatchString(text)
			for j, is := range []bool{s.made, s.refused, s.open} {
				if is && kinds[i].words[j] == "" {
					kinds[i].words[j] = word
				}
			}
			if limits {
				s.refused = false
				s.unread = true
			}
			kinds[i].stance = kinds[i].or(s)
		}
		if here.unread && !here.made && !here.refused && !here.open {
			unread = append(unread, text)
		}
	}
	for i := range kinds {
		kinds[i].made = kinds[i].made && !kinds[i].refused
	}
	return kinds, unread
}

const noPromise = "no after-sales promise, warranty or authorisation is stated"

// assurance scores what services read of a candidate that states something. Unknown where that is only proofs that speak
// of no promise.
func assurance(c market.Candidate, kinds [4]service, unread []string) (points float64, how string) {
	points = 40
	var found, refused, left []string
	for i, p := range promises {
		switch k := kinds[i]; {
		case k.made:
			points += p.points
			found = append(found, k.words[0])
		case k.words[1] != "":
			refused = append(refused, k.words[1])
		case k.open:
			left = append(left, k.words[2])
		}
	}
	also := ""
	if len(unread) > 0 {
		also = "; " + notRead(unread)
	}
	switch {
	case len(found) > 0:
		return points, "stated: " + strings.Join(found, ", ") + also
	case len(refused) > 0:
		return points, "stated that there is none: " + strings.Join(refused, ", ") + also
	case len(left) > 0:
		return points, "left open, nothing promised: " + strings.Join(left, ", ") + also
	case len(unread) > 0:
		return points, notRead(unread)
	case len(c.Differentiators) == 0:
		return math.NaN(), "proofs are given, but no after-sales promise, warranty or authorisation is stated"
	}
	return points, "promises are stated, but no warranty, returns or authorisation among them"
}

// notRead names statements that mention a promise of service and make none that is understood.
func notRead(texts []string) string {
	return fmt.Sprintf("not read as a promise: %q", texts)
}

// ofService reports whether a statement in lower case is about service, not about what the product does.
func ofService(text string) bool {
	text = links.ReplaceAllString(text, " ")
	return slices.ContainsFunc(promises[:], func(p promise) bool { s, _ := p.states(text, nil); return s.spoken() })
}

// gift finds a thing that comes for nothing: "a free charger", "with free case". "Free returns", "free of lead" and
// "BPA free lid" give nothing away.
var gift = regexp.MustCompile(`(?i)(?:^|(?:\b(?:an?|with|plus|and|incl\.?|includes|including|get|one|two|three)|[+&:\d])\s+)free\s+(\p{L}+)`)

// What is said of gifts and gives none: none, one that is paid for or could be bought, and what is only fit to be given.
var (
	giftRefused = regexp.MustCompile(`(?:^|[^\p{L}])(?:no|not|never|without|kein\p{L}*|ohne|pas de|sans|aucun|sin|ning[uú]n|sem|senza|nessun|geen|zonder|bez|без|нет)\s(?:[\p{L}-]+\s){0,2}(?:free )?(?:gifts?|bonus\p{L}*|geschenke?|cadeaux?|regalos?|подар\p{L}*|prezent\p{L}*)|(?:gifts?|bonus) (?:not|no longer|are not|is not|excluded)|[无無不没](?:附)?赠`)
	giftPaid    = regexp.MustCompile(`(?:^|[^\p{L}])(?:costs?|extra|fees?|charges?|paid|pay|price|priced|buy|bought|purchase|purchased|sold|optional|available|surcharge|option|gegen|aufpreis|kostet|kostenpflichtig|supplément|payante?|en option|coste|cuesta|pago|a pagamento|costo|betaling|płatn\p{L}*|платн\p{L}*)(?:[^\p{L}]|$)|[$€£¥]|\d+ ?(?:usd|eur|gbp|dollars?|euros?)`)
	giftFit     = regexp.MustCompile(`gift (?:ideas?|cards?|vouchers? accepted|for|to|tags?)|(?:an?|the|as|great|perfect|ideal|lovely|nice|good|best) (?:\p{L}+ )?gifts?\s*$|gifts? (?:of nature|horse)|gifted|giftable|gift-?ready|als geschenk|geschenkidee|idée cadeau|idea regalo`)
	giftGiven   = regexp.MustCompile(`(?:with|plus|includ\p{L}*|free|comes|get) (?:\p{L}+ ){0,2}gifts?|gifts? includ`)
)

// ofGift reports whether a statement in lower case is about a gift that comes with the product.
func ofGift(text string) bool {
	switch {
	case giftRefused.MatchString(text) || giftPaid.MatchString(text):
		return false
	case slices.ContainsFunc([]string{"gift", "bonus", "gratis", "geschenk", "cadeau", "regalo", "赠"}, func(w string) bool { return strings.Contains(text, w) }):
		return (giftGiven.MatchString(text) || !giftFit.MatchString(text)) && !ofService(text)
	}
	m := gift.FindStringSubmatch(strings.TrimSpace(text))
	return m != nil && !slices.Contains([]string{"of", "from", "shipping", "delivery", "postage", "exchange", "exchanges", "standing", "trial", "choice"}, m[1]) && !ofService(text)
}

// aboutGift reports a statement that speaks of gifts, given or not: no function of the product.
func aboutGift(text string) bool {
	return giftRefused.MatchString(text) || strings.Contains(text, "gift") && giftPaid.MatchString(text)
}

// statedOf counts the attributes that say what a product does, and whether a gift comes with it (text 003-C): what is
// neither a promise of service nor a gift, no fault, and not said already. Unknown where nothing is stated.
func statedOf(c market.Candidate) (functions, gifts float64) {
	if len(c.Differentiators) == 0 {
		return math.NaN(), math.NaN()
	}
	var said [][]string
	for _, d := range c.Differentiators {
		tag, text := market.Tagged(strings.ToLower(d))
		ws := words(text)
		switch {
		case ofGift(text):
			gifts = 1
		case ofService(text) || aboutGift(text) || faulty(text) != "" || tag != "" && tag != "functional":
		case len(ws) == 0 || !slices.ContainsFunc(said, func(o []string) bool { return hasAll(o, ws) || hasAll(ws, o) }):
			said = append(said, ws)
			functions++
		}
	}
	return functions, gifts
}
