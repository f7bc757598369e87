package demand

import (
	"fmt"
)

// Week is one period of a product's own sales history.
type Week struct {
	Units    float64
	Price    float64
	Rivals   float64 // price index of the rivals (their geometric mean price); 0 unknown
	Promoted bool    // featured or on display
}

// OwnElasticity is what a sales history says of the change of ln units per change of ln price.
type OwnElasticity struct {
	Identified bool
	Mean, SD   float64 // of the posterior, which allows no positive elasticity
	Interval   [2]float64
	Cross      float64 // to the rivals' index
	Promotion  float64 // ln units more in a promoted period
	// MorePrices is how many more different prices are needed before the answer is identified; 0 where it is.
	MorePrices int
	Reason     string
}

// The prior of a sales history's regression: own −2.6 and cross 0.5 with variance 1 (meta-analyses: Bijmolt and others
// 2005; Auer and Papies 2019 for the sign of the cross effect), promotion 0.5 with variance 0.25. One product in five
// may lie further from the usual own elasticity.
const (
	historySlope, historySlopeVar = -2.6, 1.0
	historyCross, historyCrossVar = 0.5, 1.0
	historyPromo, historyPromoVar = 0.5, 0.25
	historyLevelVar               = 25.0
	farSlopeVar, farShare         = 4.0, 0.2
	minHistoryPrices              = 3 // different prices, by a percent or more
	minHistoryWeeks               = 6
	minHistorySales               = 3 // periods with sales: fewer show no answer to any price
	// slowUnits is the mean of weekly units up to which a week without sales is a week of bad luck; over it the product
	// was not there.
	slowUnits = 10.0
)

// HistoryElasticity estimates the own-price elasticity from a product's sales history by Bayesian regression of ln
// units on ln price, ln of the rivals' index and promotion, where demand may drift from period to period for reasons that
// none of them shows. Periods without a price, or with one whose decimal mark slipped, are left out, and those without sales where
// the product usually sells.
// Under three different prices, six periods or three with sales it is not identified and the answer is the prior, said to be so.
func HistoryElasticity(weeks []Week) OwnElasticity {
	h, distinct := newHistoryRows(weeks)
	e := OwnElasticity{Identified: true}
	switch {
	case distinct < minHistoryPrices:
		e.Identified, e.MorePrices = false, minHistoryPrices-distinct
		e.Reason = fmt.Sprintf("not_identified: %d different prices of %d needed", distinct, minHistoryPrices)
	case len(h.y) < minHistoryWeeks:
		e.Identified = false
		e.Reason = fmt.Sprintf("not_identified: %d periods of %d needed", len(h.y), minHistoryWeeks)
	case h.sales < minHistorySales:
		e.Identified = false
		e.Reason = fmt.Sprintf("not_identified: %d periods with sales of %d needed", h.sales, minHistorySales)
	}
	p := h.posterior()
	if h.counted { // counts of few sales stray by chance, around what the first turn expects
		h.expect(p.mean)
		p = h.posterior()
	}
	e.Cross, e.Promotion = p.mean[2], p.mean[3]
	e.Mean, e.SD = p.moments()
	e.Interval = [2]float64{p.quantile(0.1), p.quantile(0.9)}
	return e
}
