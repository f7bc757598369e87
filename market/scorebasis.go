package market

import "shelfwise/market/money"

// ScoreBasis is what the score of a recommendation with a known demand is worked out from, in the candidate's currency: the
// profit that the score counts, and the usual one it is held against. With u the usual profit of a month and p the counted
// one, ProfitPoints are 50 + 100/14·(asinh(10·p/u) − asinh(10)), held within 0 and 100; with StatedPoints on top they are
// what the four factors sum to under the default weights.
type ScoreBasis struct {
	Units      float64        `json:"units_counted"`       // a month
	UnitsWhy   string         `json:"units_why,omitempty"` // why fewer are counted than are expected
	LeftOfOne  float64        `json:"left_of_one_counted"` // contribution of a unit, what is not given at its worst
	AtWorst    []WaterfallRow `json:"at_worst,omitempty"`  // what that takes beyond the waterfall's contribution, by row
	Fixed      money.Amount   `json:"fixed_cost_counted"`  // a month
	Profit     money.Amount   `json:"profit_counted"`      // Units × LeftOfOne − Fixed
	Worst      money.Amount   `json:"profit_at_worst"`     // at which the score interval ends below
	Best       money.Amount   `json:"profit_at_best"`      // at this price with what is missing at its best; the interval reaches at least there, farther where that would lead to another price or more can be stated
	Revenue    money.Amount   `json:"median_revenue"`      // a month, of the median listing of all seen
	UsualShare float64        `json:"usual_share"`         // of that revenue which a product usually leaves
	Usual      money.Amount   `json:"usual_profit"`        // Revenue × UsualShare: scores 50
	Points     float64        `json:"profit_points"`       // of the score, 0–100
	Stated     float64        `json:"stated_points"`       // of the score, for what the user states of the product
}
