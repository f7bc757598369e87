package scoring_test

import (
	"slices"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// Test000DRefusedPromises: who says that there are no returns promises none, whatever words it takes; the gate stays shut
// and assurance stands no higher than where only other things are stated.
func Test000DRefusedPromises(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	for text, want := range map[string]bool{
		"60 day returns": true, "no-questions-asked returns": true, "no hassle, 30 days money back": true, "zwei Jahre Herstellergarantie": true,
		"七天无理由退货": true, "warranty: two years": true, "refunds are paid within a week": true, "no returns; two-year warranty": true,
		"no returns": false, "No returns accepted": false, "without warranty": false, "without any warranty": false, "non-returnable": false,
		"returns not accepted": false, "warranty: none": false, "ohne Garantie": false, "keine Rückgabe": false, "sans garantie": false, "不支持退货": false,
		"无保修": false, "sold as is, no refunds": false, "returns: no": false, "steel": false,
		"we do not accept returns": false, "Returns are never accepted": false, "items can't be returned": false, "this cannot be refunded": false,
		"warranty excluded": false, "excludes any warranty": false, "no returns and no warranty": false, "no returns but a two-year warranty": true,
		"wir nehmen keine Retouren": false, "Umtausch ausgeschlossen": false, "retours non acceptés": false, "aucun retour possible": false, "pas de garantie": false,
		"no se aceptan devoluciones": false, "sin garantía": false, "si accettano resi entro 14 giorni": true, "non si accettano resi ": false, "bez gwarancji": false,
		"返品不可": false, "返品無料": true, "保証なし": false, "非质量问题不退款": false, "无忧退换": true, "без гарантии": false, "гарантия 2 года": true, "환불 불가": false,
		"return within 30 days if you are not happy": true, "returns without giving a reason": true, "returns at no extra cost": true, "Rückgabe ohne Angabe von Gründen": true,
		"retours sans frais": true, "can be returned within 30 days": true, "if it does not fit, free returns": true, "lifetime warranty that does not expire": true,
		"guaranteed lowest price": false, "price guarantee": false, "Tiefpreisgarantie": false, "garantiert frisch": false, "guarantees a tight seal": false,
		"satisfaction guaranteed": true, "guaranteed for 5 years": true, "returns to its original shape": false, "non-return valve": false, "tax return software": false,
		"0-day returns": false, "warranty: 0": false, "100 days returns": true, "brak gwarancji": false, "ingen garanti": false, "iade yok": false,
		"không bảo hành": false, "保証なし ": false, "보증 없음": false, "reso gratuito": true, "2 års garanti": true, "bảo hành 12 tháng": true, "1年保証": true, "1년 보증": true,
		"no returns or refunds": false, "out of warranty": false, "warranty and returns excluded": false,
		"return key": false, "returning customers love it": false, "returnable bottle": false,
	} {
		r := with(t, in, func(c *market.Candidate) { c.Differentiators = []string{"steel", text} })
		failed := slices.ContainsFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == scoring.GateAfterSales })
		if failed == want || failed && r.Verdict == market.Go {
			t.Errorf("%q: gate failed %v, verdict %s", text, failed, r.Verdict)
		}
		if d := driver(t, r, "attractiveness", "assurance"); !want && *d.Value > 40 || want && *d.Value <= 40 {
			t.Errorf("%q: assurance %v (%s)", text, *d.Value, d.Why)
		}
	}
}

// Test000DOpenPromises: a promise that is left open is none, and the gate asks for it as for what is not known.
func Test000DOpenPromises(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	for _, text := range []string{"warranty: ask seller", "returns on request", "warranty unknown", "Garantie?", "optional warranty", "returns at the seller's discretion", "garantie sur demande"} {
		r := with(t, in, func(c *market.Candidate) { c.Differentiators = []string{"steel", text} })
		if !slices.ContainsFunc(r.GatesFailed, func(g market.GateFailure) bool { return g.Gate == scoring.GateAfterSales && g.Unknown }) || r.Verdict == market.Go {
			t.Errorf("%q: %s, gates %+v", text, r.Verdict, r.GatesFailed)
		}
		if d := driver(t, r, "attractiveness", "assurance"); *d.Value > 40 {
			t.Errorf("%q: assurance %v (%s)", text, *d.Value, d.Why)
		}
	}
}

// Test000ALookalikePromises: words that only look like a promise add no assurance.
func Test000ALookalikePromises(t *testing.T) {
	for _, text := range []string{"unauthorised import", "lumbar support", "official size and weight", "table service for six", "repair cream", "guaranteed fresh"} {
		r := with(t, small(), func(c *market.Candidate) { c.Differentiators = []string{text} })
		if d := driver(t, r, "attractiveness", "assurance"); *d.Value != 40 {
			t.Errorf("%q: assurance %v (%s)", text, *d.Value, d.Why)
		}
	}
}

// Test000DProofWithoutClaim: where a proof is to be found promises nothing, whatever its address says, and a proof without a
// claim is no reason to score higher.
func Test000DProofWithoutClaim(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	plain := with(t, in, func(c *market.Candidate) { c.Differentiators, c.Proofs = nil, nil })
	for _, proof := range []string{"https://example.org/lab.pdf", "https://example.org/30-day-returns-warranty", "www.example.org/returns", "warranty.pdf", "supply contract of May"} {
		r := with(t, in, func(c *market.Candidate) { c.Differentiators, c.Proofs = nil, []string{proof} })
		if *r.Score > *plain.Score || r.Verdict == market.Go || driver(t, r, "attractiveness", "assurance").Known {
			t.Errorf("%q: score %v (%s); without it %v", proof, *r.Score, r.Verdict, *plain.Score)
		}
	}
	if r := with(t, in, func(c *market.Candidate) { c.Proofs = []string{"the maker's two-year warranty, on file"} }); !driver(t, r, "attractiveness", "assurance").Known {
		t.Error("a proof that speaks of a warranty is not heard")
	}
}

// Test003CGiftsAndFunctions: a free return is no gift, a warranty is no function.
func Test003CGiftsAndFunctions(t *testing.T) {
	for text, want := range map[string][2]float64{ // functions, gifts
		"60 day free returns": {0, 0}, "free shipping": {1, 0}, "BPA free lid": {1, 0}, "free of lead": {1, 0}, "two-year warranty": {0, 0},
		"a free charger": {0, 1}, "Free case": {0, 1}, "comes with free cleaning cloth": {0, 1}, "gift box": {0, 1}, "psychological: a gift box": {0, 1}, "steel": {1, 0},
	} {
		r := with(t, small(), func(c *market.Candidate) { c.Differentiators = []string{text} })
		f, g := driver(t, r, "attractiveness", "function"), driver(t, r, "attractiveness", "gifts")
		if *f.Value != want[0] || *g.Value != want[1] {
			t.Errorf("%q: %v functions, %v gifts; want %v", text, *f.Value, *g.Value, want)
		}
	}
}
