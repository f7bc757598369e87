package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shelfwise/market"
)

// finding is one check of the doctor.
type finding struct {
	what, result, todo string
	bad                bool
}

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use: "doctor", Short: "Checks configuration, store, clock, disk and robots identity; says what to do", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			findings := []finding{a.checkStore(cmd), a.checkClock(), a.checkDisk(), a.checkContact(), a.checkSites(), a.checkFile("rates"), a.checkFile("fees")}
			bad := 0
			for _, f := range findings {
				mark := "ok  "
				if f.bad {
					mark = "FAIL"
					bad++
				} else if f.todo != "" {
					mark = "note"
				}
				fmt.Fprintf(a.stdout, "%s  %s: %s\n", mark, f.what, f.result)
				if f.todo != "" {
					fmt.Fprintf(a.stdout, "      → %s\n", f.todo)
				}
			}
			if bad > 0 {
				return fmt.Errorf("doctor: %d of %d checks failed", bad, len(findings))
			}
			return nil
		},
	}
}

func (a *app) checkStore(cmd *cobra.Command) finding {
	url := a.settings.get("store")
	f := finding{what: "store", result: masked(url)}
	adv, done, err := a.open(cmd.Context(), url)
	if err != nil {
		return finding{what: "store", result: err.Error(), todo: "check --store; sqlite:PATH needs a folder you may write to", bad: true}
	}
	defer func() { _ = done() }() // nothing is written after what was checked
	n := 0
	for _, err := range adv.Store.Listings(cmd.Context(), market.ListingFilter{Limit: 1}) {
		if err != nil {
			return finding{what: "store", result: err.Error(), todo: "the store opens but cannot be read", bad: true}
		}
		n++
	}
	if n == 0 {
		f.todo = "no listings yet: `shelfwise import listings FILE` or `shelfwise collect`"
		return f
	}
	advice, err := adv.Store.Advice(cmd.Context(), time.Time{})
	switch {
	case errors.Is(err, market.ErrNotFound):
		f.todo = "nothing ranked yet: `shelfwise rank`"
	case err != nil:
		return finding{what: "store", result: err.Error(), bad: true}
	default:
		f.result += fmt.Sprintf(", last ranked %s", advice.AsOf.Format(time.RFC3339))
	}
	return f
}

func (a *app) checkClock() finding {
	now := a.now().UTC()
	if now.Year() < 2025 {
		return finding{what: "clock", result: now.Format(time.RFC3339), todo: "set the clock: prices are kept by time", bad: true}
	}
	return finding{what: "clock", result: now.Format(time.RFC3339)}
}

func (a *app) checkDisk() finding {
	dir := a.settings.get("archive")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return finding{what: "disk", result: err.Error(), todo: "choose a folder you may write to with --archive", bad: true}
	}
	f, err := os.CreateTemp(dir, "doctor-*")
	if err != nil {
		return finding{what: "disk", result: err.Error(), todo: "choose a folder you may write to with --archive", bad: true}
	}
	_, err = f.Write(make([]byte, 1<<20))
	err = errors.Join(err, f.Close(), os.Remove(f.Name()))
	if err != nil {
		return finding{what: "disk", result: err.Error(), todo: "free some space for the raw pages", bad: true}
	}
	return finding{what: "disk", result: dir + " can be written to"}
}

func (a *app) checkContact() finding {
	c := a.settings.get("contact")
	if c == "" {
		return finding{what: "robots identity", result: "no contact", todo: "set --contact (SHELFWISE_CONTACT): collect refuses to run without one"}
	}
	if !strings.Contains(c, "@") && !strings.Contains(c, "://") {
		return finding{what: "robots identity", result: c, todo: "a contact is an e-mail address or a URL", bad: true}
	}
	return finding{what: "robots identity", result: c}
}

func (a *app) checkSites() finding {
	dir := a.settings.get("sites")
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil || len(files) == 0 {
		return finding{what: "site profiles", result: "none in " + dir, todo: "write NAME.yaml there to collect from a site; see README"}
	}
	ps, err := readProfiles(dir, nil)
	if err != nil {
		return finding{what: "site profiles", result: err.Error(), todo: "`shelfwise profile check FILE` shows line and column", bad: true}
	}
	return finding{what: "site profiles", result: fmt.Sprintf("%d in %s", len(ps), dir)}
}

func (a *app) checkFile(setting string) finding {
	path := a.settings.get(setting)
	if path == "" {
		return finding{what: setting, result: "not set"}
	}
	var err error
	if setting == "rates" {
		_, err = readRates(path)
	} else {
		_, err = readFees(path)
	}
	if err != nil {
		return finding{what: setting, result: err.Error(), bad: true}
	}
	return finding{what: setting, result: path}
}
