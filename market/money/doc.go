// Package money holds exact amounts: int64 minor units of an ISO 4217 currency, and rates in millionths.
//
// It is the lowest floor of the flow: every price that a page shows, a store keeps or an answer prints is an
// [Amount], and no price is ever a float64. It also reads price texts as pages write them ("1.299,00 €",
// "¥12.8", "Was $120 Now $60"), refusing rather than guessing.
//
//   - amount.go: Amount, its arithmetic and JSON
//   - rate.go: Rate and rounding
//   - currency.go, iso4217.go: currency codes and their decimals
//   - price.go: Parse, a price text to a number and a currency; its steps are scan.go (find the numbers),
//     attach.go and classify.go (what each of them is), number.go (which mark is the decimal one), choose.go
//   - symbols.go, words.go, regions.go: the signs, words and places those steps know; evidence.go: CurrencyOf
//   - count.go: ParseCount, ParseRating
//   - convert.go: Converter, Rates, exact conversion
package money
