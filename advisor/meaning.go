package advisor

import (
	"fmt"
	"math"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"shelfwise/market"
	"shelfwise/market/money"
)

// The words of the model in the words of a buyer. What has no entry is shown as it is, with spaces for underscores, so
// that a new name is never lost.

func meaning(of map[string]string, name string) string {
	if m, ok := of[name]; ok {
		return m
	}
	return strings.ReplaceAll(name, "_", " ")
}

// VerdictMeans says what a verdict asks of a buyer.
func VerdictMeans(v market.Verdict) string {
	return meaning(map[string]string{
		string(market.Go): "take it into the range", string(market.Trial): "try a small lot first",
		string(market.Watch): "decide nothing yet, find out what is missing", string(market.Drop): "leave it",
	}, string(v))
}

func positionMeans(position string) string {
	return meaning(map[string]string{
		"value": "value: cheaper than usual for its quality", "parity": "parity: about the usual price for its quality",
		"premium": "premium: dearer than usual for its quality",
	}, position)
}

// StageMeans names a stage of a product's life.
func StageMeans(stage string) string {
	return meaning(map[string]string{"insufficient": "not known: too short a history of reviews"}, stage)
}

// stage says what the product's stage allows and what the score is at its weights.
func (p *page) stage(r market.Recommendation) {
	if len(r.Actions) > 0 {
		title := "What to do now"
		if r.Verdict != market.Go && r.Verdict != market.Trial && r.Stage != "decline" {
			title = "Not now, but what could be done were it sold"
		}
		p.list(fmt.Sprintf("%s (its stage: %s)", title, StageMeans(r.Stage)), r.Actions)
	}
	if v := r.StageView; v != nil {
		p.line("  at the weights of its stage (%s) the score is %.1f: %s", weightsLine(v.Weights), v.Score, stageUse(v.Use))
	}
}

// claimMeans says whether a claim may be made, and what proves it.
func claimMeans(c market.Claim) string {
	switch {
	case c.Held:
		return "do not say so before it has been looked at, see below"
	case c.Evidence == "needs_substantiation":
		return "do not say so yet, no evidence is given"
	}
	return "evidence " + c.Evidence
}

// weightsLine writes the weights of the factors in their order.
func weightsLine(by map[string]float64) string {
	var out []string
	for _, name := range factorOrder() {
		out = append(out, fmt.Sprintf("%s %.2f", name, by[name]))
	}
	return strings.Join(out, ", ")
}

func stageUse(use string) string {
	return meaning(map[string]string{"shown": "the verdict asks for it too, the ranking does not", "rank": "the ranking goes by it"}, use)
}

// GuardMeans says why a guard moved a price.
func GuardMeans(guard string) string {
	if by, ok := strings.CutPrefix(guard, "ceiling_"); ok {
		return "nothing above the ceiling can be defended (" + by + ")"
	}
	return meaning(map[string]string{
		"price_war_hold": "a price war is on: the price is held", "assurance": "weak guarantees: never the lowest price",
		"raise_when_alone": "already the cheapest of the same product: room to raise", "charm_ending": "an ending that buyers are used to",
		"map_minimum": "the maker's minimum advertised price", "fee_dead_zone": "out of a range in which a higher price leaves less, since the fee jumps",
		"floor": "never under the floor", "map": "the maker's advertised price",
	}, guard)
}

// inputMeans says which of the four inputs of a price set one (text 004-D).
func inputMeans(in market.PriceInput) string {
	if in == "" {
		return "" // kept before prices said so
	}
	return meaning(map[string]string{
		string(market.ByCosts): "your costs", string(market.ByCompetitors): "the competitors", string(market.ByConsumers): "what buyers pay",
		string(market.ByPositioning): "the place in the market",
	}, string(in)) + " – "
}

func costMeans(item string) string {
	return meaning(map[string]string{
		"tax": "tax in the price", "referral_fee": "fee of the sales channel", "payment_fee": "fee of the payment", "ads": "advertising",
		"returns": "returns", "unit_cost": "bought for", "inbound_freight": "freight to the warehouse", "duty": "duty", "packaging": "packaging",
		"fulfilment": "picking, packing and delivery", "storage": "storage", "shipping_charged": "paid by the buyer for shipping", "item_fee": "fixed fee of the sales channel",
		"returns_processing": "fee for taking returns in", "inbound_placement": "spreading over warehouses", "low_stock": "fee for low stock",
		"tax_on_fees": "tax on the fees, not paid back", "contribution": "left of one unit",
	}, item)
}

// DriverMeans names a driver of the score.
func DriverMeans(name string) string {
	return meaning(map[string]string{
		"wins": "sales against the average offer", "value_for_money": "value for money", "accepted_premium": "premium that buyers accept",
		"rating_bound": "rating, to be on the safe side", "time_saved": "time it saves", "experience": "pleasure of use", "quality": "quality", "brand": "known brand", "function": "functions", "gifts": "gifts", "market_size": "size of the market",
		"growth": "growth of the market", "assurance": "guarantees", "segment_fit": "fit to the segment", "aim_quality": "quality, which the profile looks for", "aim_units": "units a month, which the profile looks for",
		"aim_open": "an open field, which the profile looks for", "margin": "margin",
		"break_even": "sales needed to break even", "payback": "months until the stock is paid", "crowding": "number of rivals",
		"concentration": "power of the big sellers", "review_barrier": "reviews that rivals have", "newcomers": "newcomers",
		"price_war": "price war", "expected_profit": "expected profit, the rest of it", "carried": "carried over from value",
	}, name)
}

// count writes a number in groups of three digits, without decimals; under ten with one.
func count(f float64) string {
	if f != 0 && math.Abs(f) < 9.95 {
		return fmt.Sprintf("%.1f", f)
	}
	return message.NewPrinter(language.English).Sprintf("%.0f", math.Round(f))
}

// sum writes an amount in groups of three digits.
func sum(a money.Amount) string {
	if !a.Known() {
		return "not known"
	}
	whole, rest, _ := strings.Cut(a.Decimal(), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return sign + whole + after(".", rest) + " " + string(a.Currency())
}

// about writes an estimated amount without its smallest units.
func about(a money.Amount) string {
	if !a.Known() {
		return "not known"
	}
	return count(math.Round(a.Float())) + " " + string(a.Currency())
}

// DriverValue writes a driver's value with its unit, as a person would.
func DriverValue(d market.Driver) string {
	if d.Value == nil {
		return "not known"
	}
	v := *d.Value
	switch {
	case d.Name == "price_war" && v == 0:
		return "none seen"
	case d.Name == "price_war":
		return "going on"
	case d.Name == "break_even" && v >= 100, d.Name == "payback" && v >= 100:
		return "never"
	case strings.HasPrefix(d.Unit, "share"):
		return strings.TrimSpace(fmt.Sprintf("%.3g%% %s", 100*v, strings.TrimSpace(strings.TrimPrefix(d.Unit, "share"))))
	case v == 1:
		return "1 " + strings.TrimSuffix(d.Unit, "s")
	case math.Abs(v) >= 1000:
		return count(v) + " " + d.Unit
	}
	return fmt.Sprintf("%.3g %s", v, d.Unit)
}

// MethodMeans says how demand was estimated.
func MethodMeans(method string) string {
	return strings.NewReplacer(
		"pooled-logit", "buyers' choices among the offers seen, fitted over all categories together (pooled-logit)",
		"elasticity not_identified", "how units move with the price cannot be told from this market",
	).Replace(method)
}

// unitsMeans says what told the sales of a rival.
func unitsMeans(method string) string {
	return meaning(map[string]string{
		"badge": "its badge", "velocity": "its new reviews", "badge+velocity": "its badge and its new reviews", "reviews": "its number of reviews",
		"category": "what is usual in its category",
	}, method)
}

// ExclusionMeans completes "left out: 3, …".
func ExclusionMeans(reason string) string {
	return meaning(map[string]string{
		"no_rate": "in a currency without a known exchange rate", "currency_unknown": "in a currency without a known exchange rate",
		"own_offer": "your own", "match_in_review": "too doubtful to be used before you decide", "rejected": "rejected by you",
		"out_of_stock": "out of stock", "pack_size": "of another pack size", "size": "of another size", "used": "used, not new",
		"accessory": "an accessory, not the product", "bundle": "a bundle", "contradictory_identifier": "with identifiers that contradict each other",
		"pre_sale": "not sold yet", "stale": "not read for too long", "no_price": "without a price", "placeholder_price": "with a price that is none (0.01, 99999)",
		"decimal_slip": "with a lost or added decimal separator", "currency_slip": "priced in another currency's number",
		"outlier": "priced far from all others", "unconfirmed_jump": "with a last price far off that no second reading confirms",
		"source_quarantine": "of a source that moved as a whole; waits for a second reading", "disagreeing_prices": "with readings in two currencies",
	}, reason)
}
