// Command shelfwise advises a retailer what to sell next and at which price.
//
// It is the top of the flow: the only reader of flags, environment, settings files and the clock. Each command is
// one file and one row in the table of app.go; the work is done by package advisor and below.
//
//   - main.go, app.go: start, exit codes, the table of commands
//   - settings.go: the one table of settings (flag, environment, file, default)
//   - workername.go: this process in leases
//   - session.go: store, clock and logger of a command
//   - demo.go, collect.go, worker.go, serve.go: commands that use the network
//   - extract.go, parseprice.go, match.go, demand.go, advise.go, verify.go, backtest.go: stateless commands
//   - imports.go, rank.go, watch.go, review.go, outcome.go, politeness.go: commands over the store
//   - shop.go, channels.go, elasticity.go, fees.go: visitors, search words, the checklist, own sales, fee tables; choice.go: a way of choosing by flags
//   - doctor.go, config.go: looking at the installation
//   - output.go: JSON and tables
package main
