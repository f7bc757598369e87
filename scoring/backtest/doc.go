// Package backtest judges the advice by money: it makes markets whose demand it knows, asks for advice as any user
// would, and measures how much of the best possible profit a buyer earns who takes the top of the ranking at the
// advised prices, beside what plain rules would earn.
//
// It stands beside scoring and is used by the command of the same name and by tests. The markets are its own invention
// (several forms of demand), so a change of method shows its effect; it
// must not be the only thing that a method is fitted to.
//
//   - kind.go: the kinds of market and what sets them apart
//   - world.go: the shoppers and offers of a market and its true profit
//   - show.go, soil.go: what a market shows in public: prices, ratings, reviews, badges; and the dirt on them
//   - measure.go: Run and its Result
package backtest
