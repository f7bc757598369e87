package scoring

import (
	"math"
	"slices"

	"shelfwise/market"
)

// statements is what a candidate's differentiators and proofs say, read once for all who ask.
type statements struct {
	assurance        float64 // points; unknown where nothing is stated
	how              string
	weak             bool     // service is spoken of and too little promised
	advantages       []string // differentiators that may be told as such
	proofs           []string // of these
	functions, gifts float64
	service          stance   // of returns and warranty
	unread           []string // mention a promise and are not read as one
}

func readStatements(c market.Candidate) statements {
	s := statements{assurance: math.NaN(), how: noPromise, functions: math.NaN(), gifts: math.NaN()}
	if len(c.Differentiators) == 0 && len(c.Proofs) == 0 {
		return s
	}
	if texts := said(c); len(texts) > 0 {
		kinds, unread := services(words(c.Brand), texts)
		s.assurance, s.how = assurance(c, kinds, unread)
		s.weak = !math.IsNaN(s.assurance) && s.assurance < usualAssurance && slices.ContainsFunc(texts, ofService)
		s.service, s.unread = kinds[0].or(kinds[1].stance), unread
	}
	told := ofAdvantages(c)
	s.advantages, s.proofs = told.Differentiators, told.Proofs
	s.functions, s.gifts = statedOf(c)
	return s
}
