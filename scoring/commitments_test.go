package scoring_test

import (
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// honest are commitments as shops write them; each opens the after-sales gate.
const honest = `30-day returns|2 year warranty|two-year warranty|lifetime warranty|money-back guarantee|30-day money back guarantee|free returns|returns accepted|returns accepted within 30 days|warranty included|12 months warranty|1-year limited warranty|
we offer a 30-day return policy|60-day return window|full refund within 14 days|90 days free exchange|5-year manufacturer's warranty|all products come with a 2-year warranty|satisfaction guaranteed|free return shipping|comes with a 3 year warranty|10-year warranty on the motor|
covered by a 2-year warranty|hassle-free returns|easy 30-day returns|14 days to return it|you have 30 days to return it|no-questions-asked refund|refund within 30 days of purchase|1 yr warranty|2-year international warranty|returns: 30 days|warranty: 24 months|we accept returns|full refund if you are not satisfied|
steel body and 2-year warranty|100% money back guarantee|free 60 day returns, no restocking fee|2 Jahre Garantie|zwei Jahre Herstellergarantie|30 Tage Rückgaberecht|kostenlose Rücksendung|Geld-zurück-Garantie|lebenslange Garantie|100 Tage Umtausch|14 Tage Widerrufsrecht|24 Monate Gewährleistung|5 Jahre Garantie auf den Motor|
garantie 2 ans|retours gratuits|satisfait ou remboursé|retour sous 30 jours|garantie constructeur de 3 ans|garantía de 2 años|devoluciones gratis|devolución gratuita|30 días de devolución|garantia de 12 meses|devolução grátis|garantia de 1 ano|garanzia di 2 anni|reso gratuito|reso entro 30 giorni|
2 jaar garantie|gratis retourneren|30 dagen retourrecht|2 lata gwarancji|gwarancja 24 miesiące|darmowy zwrot|30 dni na zwrot|záruka 2 roky|2 års garanti|fri retur|30 dagars öppet köp|гарантия 2 года|бесплатный возврат|возврат в течение 30 дней|2 yıl garanti|ücretsiz iade|garansi resmi 1 tahun|bảo hành 12 tháng|đổi trả trong 7 ngày|
七天无理由退货|两年质保|1年保修|终身保修|免费退换|包退|1年保証|返品無料|30日間返金保証|1년 보증|무료 반품|7일 이내 환불 가능`

// hollow mention the words of a promise and make none.
const hollow = `return rate under 2%|low return rate (1.2%)|high return rate of 30% last year|warranty ended in 2024|extended warranty available for purchase|warranty must be bought separately|warranty card missing|competitors give a warranty|customers return to buy more|
all sales are final, returns only at our option|buyers must pay for returns and we keep the deposit, returns refused|buyers seldom return it|warranty of the motor is the maker's business|customers rarely ask for a refund|warranty only for business buyers abroad|the seller gives neither warranty or refund|refunds? no|
warranty: no|warranty|returns|guarantee|refund|return|return policy|warranty terms|returns department|warranty claims take 90 days|refund disputes|warranty expired|2-year warranty expired|2 year warranty (expired)|2-year warranty, expired|2-year warranty, sold separately|30-day returns, at our option|
warranty can be purchased|2-year warranty for an extra fee|2-year warranty for 20 euros|2-year warranty: $20|5% returns in 30 days|returns fell by half in 30 days|few returns in 2 years|30 days of returns data|returns within 30 days were 4%|warranty cost 2% of sales|1 in 50 is returned within 30 days|
other brands give a 2-year warranty|our rivals offer free returns|Ninja offers a 2-year warranty|the previous owner's 2-year warranty|former 2-year warranty|the old model had a 2-year warranty|2-year warranty planned|2-year warranty from next year|we hope to offer free returns|free returns soon|free returns were stopped|
free returns for members|free returns until 2023|free returns abandoned|free returns suspended|free returns are too dear|warranty seal broken|warranty sticker included|warranty booklet included|return label missing|returns counter|return trip included|return ticket|return journey included|returns to sender|many happy returns|
returned goods sold as new|customer returns, untested|sold as a customer return|grade B returns|30 days old return|returns stock|warranty void|warranty void if opened|warranty disputed|warranty doubtful|warranty fraud|warranty not transferable|warranty handled by nobody|lost 2-year warranty|2-year warranty lapsed|
2-year warranty left with the first owner|was 2-year warranty|who needs a 2-year warranty|almost 2-year warranty|like a 2-year warranty|imagine a 2-year warranty|quality that makes a warranty needless|so good you will not need the warranty|refund policy unclear|refund at seller's discretion|refunds in store credit after review|
looks like a guarantee|guaranteed fun|best returns on your money|returns on investment of 30 days|exchange rate of 30 days|heat exchange|key exchange in 2 days|Retourenquote unter 2 %|niedrige Retourenquote|Garantie abgelaufen|Garantiekarte fehlt|Garantie gegen Aufpreis|Garantieverlängerung kaufbar|Kunden kommen retour|
Wettbewerber geben 2 Jahre Garantie|Garantie war 2 Jahre|garantie expirée|garantie en option|taux de retour de 2 %|les concurrents offrent une garantie|garantía caducada|tasa de devolución baja|los rivales dan garantía de 2 años|garantia vencida|taxa de devolução baixa|garanzia scaduta|tasso di reso basso|garantie verlopen|
retourpercentage laag|gwarancja wygasła|niski wskaźnik zwrotów|гарантия истекла|низкий процент возвратов|konkurent daje 2 lata gwarancji|退货率低|低退款率|保修已过期|保修另购|竞品质保两年|保証期限切れ|返品率2%|반품률 2%|보증 만료|no returns|no warranty|returns refused|no refunds|keine Rückgabe|sans garantie|sin garantía|senza garanzia|
0 days returns|returns are impossible|no gift returns|2-year warranty once existed|2-year warranty in theory|free returns? ask|warranty for 2 of the 9 parts|return flow valve 2 years old|warranty 2024|refund of the deposit in 30 days|warranty repair took 2 years|the warranty of others, 2 years`

func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '\n' })
}

// Test000DCommitments: a promise opens the gate where it is stated as a commitment, in the languages of the shops; what only
// mentions its words is told as not understood, does not open the gate and earns nothing.
func Test000DCommitments(t *testing.T) {
	if a, b := len(list(honest)), len(list(hollow)); a < 60 || b < 100 {
		t.Errorf("%d promises and %d that are none", a, b)
	}
	in := small()
	in.Profile = scoring.DefaultProfile()
	for i, text := range append(list(honest), list(hollow)...) {
		want := i < len(list(honest))
		r := with(t, in, func(c *market.Candidate) { c.Differentiators = []string{"steel", text} })
		at := slices.IndexFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == scoring.GateAfterSales })
		d := driver(t, r, "attractiveness", "assurance")
		if (at < 0) != want || !want && (*d.Value > 40 || r.Verdict == market.Go) || want && *d.Value <= 40 {
			t.Errorf("%q: want %v; gate failed %v, assurance %v (%s)", text, want, at >= 0, *d.Value, d.Why)
		}
	}
	r := with(t, in, func(c *market.Candidate) { c.Differentiators = []string{"steel", "return rate under 2%"} })
	const told = `not read as a promise: ["return rate under 2%"]`
	if d := driver(t, r, "attractiveness", "assurance"); !strings.Contains(d.Why, told) || !slices.ContainsFunc(r.GatesFailed, func(g market.GateFailure) bool { return strings.Contains(g.ToPass, told) }) {
		t.Errorf("%q; gates %+v", d.Why, r.GatesFailed)
	}
}

// Test000ASellersStatement: authorised is who says so of the seller, not what is like it.
func Test000ASellersStatement(t *testing.T) {
	for text, want := range map[string]float64{
		"authorised dealer": 60, "authorized reseller": 60, "we are an authorised dealer": 60, "official store": 60, "official flagship store": 60, "Originalware vom Hersteller": 60, "autorisierter Fachhändler": 60, "offizieller Händler": 60, "revendeur agréé": 60,
		"distribuidor oficial": 60, "tienda oficial": 60, "loja oficial": 60, "rivenditore autorizzato": 60, "officiële dealer": 60, "autoryzowany sprzedawca": 60, "официальный дилер": 60, "官方旗舰店": 60, "正規販売店": 60, "공식 판매점": 60, "genuine goods from the manufacturer": 60,
		"looks like the official one": 40, "looks like the official store": 40, "as sold in official stores": 40, "not an authorised dealer": 40, "official colours": 40, "official": 40, "flagship design": 40, "better than the official store": 40, "formerly an authorised dealer": 40,
		"authorised dealer from next year": 40, "compatible with official parts": 40, "genuine leather": 40, "unauthorised dealer": 40, "authorised dealers hate it": 40, "no official store": 40, "original goods from a dealer": 40,
	} {
		r := with(t, small(), func(c *market.Candidate) { c.Differentiators = []string{text} })
		if d := driver(t, r, "attractiveness", "assurance"); *d.Value != want {
			t.Errorf("%q: assurance %v (%s); want %v", text, *d.Value, d.Why, want)
		}
	}
}

// FuzzCommitments: whatever is stated, a claim that is held back is not told as what sets the product apart, and nothing of it
// stands in the public text.
func FuzzCommitments(f *testing.F) {
	for _, text := range append(list(honest), list(hollow)...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := market.Candidate{Title: text, Brand: "Kinsa", Differentiators: []string{text}, Proofs: []string{text}}
		n := scoring.Narrate(c, "premium", scoring.Telling{Rivals: []string{"Quorbo"}, Market: scoring.NewNameBook([]string{text, "Zelmato"})})
		if len(n.Claims) != 1 {
			t.Fatalf("%d claims of one", len(n.Claims))
		}
		if n.Claims[0].Held && n.Public != "Made for those who notice the difference." && n.Public != "See what it offers." && n.Public != "Here it is." {
			t.Fatalf("held back and printed: %q", n.Public)
		}
		if n.Claims[0].Held && slices.Contains(n.Alone, n.Claims[0].Text) {
			t.Fatalf("%q is held back and told as what sets it apart", text)
		}
	})
}
