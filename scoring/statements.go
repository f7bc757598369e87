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
	if len(c.Differentiators) == 0 && len(c.Proofs) == 0 {
		return statements{assurance: math.NaN(), how: noPromise, functions: math.NaN(), gifts: math.NaN()}
	}
	var s statements
	s.assurance, s.how = assurance(c)
	s.weak = !math.IsNaN(s.assurance) && s.assurance < usualAssurance && slices.ContainsFunc(said(c), ofService)
	told := ofAdvantages(c)
	s.advantages, s.proofs = told.Differentiators, told.Proofs
	s.functions, s.gifts = statedOf(c)
	s.service, s.unread = afterSales(c)
	return s
}
