package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"shelfwise/market/yamltext"
)

// setting is one row of the table of settings.
type setting struct {
	name, usage string
	env         string
	secret      bool
	fallback    string // the default
	value       string
	origin      string // flag, environment, file, default
}

// settings is the one table of settings. Precedence: flag, environment, file, default.
type settings struct {
	rows []*setting
	file string
}

// newSettings registers a flag for each setting.
func newSettings(flags *pflag.FlagSet, getenv func(string) string) *settings {
	data := dataDir(getenv)
	s := &settings{rows: []*setting{
		{name: "store", env: "SHELFWISE_STORE", usage: "where the market is kept: sqlite:PATH, mongodb://…/DB or memory:",
			fallback: "sqlite:" + filepath.Join(data, "shelfwise.db")},
		{name: "contact", env: "SHELFWISE_CONTACT", usage: "address or URL in the User-Agent by which a site's owner reaches you"},
		{name: "archive", env: "SHELFWISE_ARCHIVE", usage: "folder of the raw pages",
			fallback: filepath.Join(data, "pages")},
		{name: "sites", env: "SHELFWISE_SITES", usage: "folder of the site profiles (*.yaml)",
			fallback: filepath.Join(data, "sites")},
		{name: "allow-loopback", env: "SHELFWISE_ALLOW_LOOPBACK",
			usage: "HOST:PORT[,…] on this machine that may be collected from; every other address that is not public is refused"},
		{name: "rates", env: "SHELFWISE_RATES", usage: "CSV of exchange rates: date,from,to,rate"},
		{name: "events", env: "SHELFWISE_EVENTS", usage: "CSV of sales events: name,from,to; readings within are no baseline"},
		{name: "sales", env: "SHELFWISE_SALES", usage: "CSV of own sales by month, which tell the season: month,candidate_id,category,units"},
		{name: "fees", env: "SHELFWISE_FEES", usage: "YAML of fee tables"},
		{name: "profile", env: "SHELFWISE_PROFILE", usage: "way of choosing: default, new-line, price-fighter, premium-brand, cash-limited, fast-turn, or a YAML file of your own", fallback: "default"},
		{name: "api-key", env: "SHELFWISE_API_KEY", usage: "key that the API asks for; needed to serve beyond loopback", secret: true},
		{name: "log-level", env: "SHELFWISE_LOG_LEVEL", usage: "debug, info, warn or error", fallback: "warn"},
	}}
	flags.StringVar(&s.file, "config", "", "YAML file of settings (names as the flags)")
	for _, r := range s.rows {
		note := ""
		if r.env != "" {
			note = " (env " + r.env + ")"
		}
		flags.StringVar(&r.value, r.name, "", r.usage+note)
	}
	return s
}

// dataDir is the folder of the user's data: $XDG_DATA_HOME or ~/.local/share, else the working folder.
func dataDir(getenv func(string) string) string {
	if d := getenv("XDG_DATA_HOME"); d != "" {
		return filepath.Join(d, "shelfwise")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return filepath.Join(home, ".local", "share", "shelfwise")
}

// resolve fills every setting from the first of flag, environment, file, default that gives it.
func (s *settings) resolve(flags *pflag.FlagSet, getenv func(string) string) error {
	fromFile, err := s.read()
	if err != nil {
		return err
	}
	for _, r := range s.rows {
		switch {
		case flags.Changed(r.name):
			r.origin = "flag"
		case getenv(r.env) != "":
			r.value, r.origin = getenv(r.env), "environment"
		case fromFile[r.name] != "":
			r.value, r.origin = fromFile[r.name], "file"
		default:
			r.value, r.origin = r.fallback, "default"
		}
	}
	return nil
}

// read loads the settings file; an unknown key is an error that shows its line.
func (s *settings) read() (map[string]string, error) {
	if s.file == "" {
		return map[string]string{}, nil
	}
	text, err := os.ReadFile(s.file)
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	var got map[string]any
	if err := yamltext.Decode(text, &got); err != nil {
		return nil, fmt.Errorf("settings %s: %s", s.file, yamltext.Message(err))
	}
	out := map[string]string{}
	for k, v := range got {
		if s.row(k) == nil {
			line, col := position(string(text), k)
			return nil, fmt.Errorf("settings %s:%d:%d: unknown setting %q; known: %s", s.file, line, col, k, strings.Join(s.names(), ", "))
		}
		out[k] = fmt.Sprint(v)
	}
	return out, nil
}

// position finds the line and column of a top-level key.
func position(text, key string) (line, col int) {
	for i, l := range strings.Split(text, "\n") {
		if t := strings.TrimLeft(l, " \"'"); strings.HasPrefix(t, key) {
			return i + 1, len(l) - len(t) + 1
		}
	}
	return 1, 1
}

func (s *settings) row(name string) *setting {
	for _, r := range s.rows {
		if r.name == name {
			return r
		}
	}
	return nil
}

func (s *settings) names() []string {
	out := make([]string, len(s.rows))
	for i, r := range s.rows {
		out[i] = r.name
	}
	return out
}

// get returns a setting's value; asking for one that is not in the table is a programmer's mistake.
func (s *settings) get(name string) string { return s.row(name).value }
