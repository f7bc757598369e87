package scoring

import "fmt"

// PointsFormula says how the value x of a driver becomes its score, held within 0 and 100; "" for a driver that has none. A
// share of 35% is 0.35; the natural logarithm is ln.
func PointsFormula(driver string) string {
	log := func(of string, width float64) string { return fmt.Sprintf("50 + 100·ln(%s) ÷ %.4g", of, width) }
	switch driver {
	case "wins":
		return log("x", width(0))
	case "value_for_money":
		return "50 + 100·x"
	case "accepted_premium":
		return "200·x"
	case "rating_bound":
		return "50·(x − 3)"
	case "time_saved":
		return "100·ln(minutes a use + 1) ÷ ln(121)"
	case "experience":
		return "34·x"
	case "market_size":
		return log(fmt.Sprintf("x ÷ (%d × the median listing's revenue)", usualOffers), width(1)*1.1)
	case "growth":
		return log("x", 2)
	case "assurance", "quality", "segment_fit", "aim_quality", "aim_open":
		return "x"
	case "aim_units":
		return "100·ln(x) ÷ ln(10,000)"
	case "brand":
		return "100·√x"
	case "function":
		return "20·x"
	case "gifts":
		return "100·x"
	case "margin":
		return log(fmt.Sprintf("x ÷ %.3g", usualMargin), width(2)*0.7)
	case "break_even":
		return "100·ln(x) ÷ ln(0.01)"
	case "payback":
		return "100·ln(x ÷ 24) ÷ ln(0.5 ÷ 24)"
	case "crowding":
		return log(fmt.Sprintf("%d ÷ (x + 1)", usualOffers), width(3)*2)
	case "concentration":
		return "100·ln(x ÷ 6000) ÷ ln(400 ÷ 6000)"
	case "review_barrier":
		return "100·ln((x + 1) ÷ 20000) ÷ ln(1 ÷ 20000)"
	case "newcomers":
		return "250·x"
	case "price_war":
		return "50 − 50·x"
	}
	return ""
}
