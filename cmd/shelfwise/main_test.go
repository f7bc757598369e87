package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"go.uber.org/goleak"
)

// at is the clock of the tests.
var at = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	testscript.Main(leakChecked{m}, map[string]func(){
		"shelfwise": func() {
			a := &app{
				stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv,
				now: func() time.Time { return at },
			}
			os.Exit(a.run(context.Background(), os.Args[1:]))
		},
	})
}

// leakChecked fails the run when a goroutine outlives the tests.
type leakChecked struct{ m *testing.M }

func (l leakChecked) Run() int {
	code := l.m.Run()
	if code == 0 {
		if err := goleak.Find(); err != nil {
			os.Stderr.WriteString(err.Error() + "\n")
			return 1
		}
	}
	return code
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
			return nil
		},
	})
}

// call runs one command line in-process with an empty environment.
func call(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	home := t.TempDir()
	a := &app{
		stdin: strings.NewReader(stdin), stdout: &out, stderr: &errs,
		getenv: func(k string) string {
			if k == "XDG_DATA_HOME" || k == "HOME" {
				return home
			}
			return ""
		},
		now: func() time.Time { return at },
	}
	code = a.run(t.Context(), args)
	return out.String(), errs.String(), code
}

func TestExitCodes(t *testing.T) {
	for _, tc := range []struct {
		name string
		args []string
		want int
		says string
	}{
		{"help", []string{"--help"}, exitOK, ""},
		{"unknown command", []string{"sell"}, exitUsage, `unknown command "sell"`},
		{"unknown flag", []string{"rank", "--fast"}, exitUsage, "unknown flag: --fast"},
		{"missing argument", []string{"price"}, exitUsage, "accepts 1 arg"},
		{"missing subcommand", []string{"import"}, exitUsage, "candidates, listings, rates"},
		{"unknown subcommand", []string{"review", "maybe"}, exitUsage, `"maybe"`},
		{"missing required flag", []string{"simulate", "c1", "--store", "memory:"}, exitUsage, `price range-position`},
		{"flags that exclude each other", []string{"collect", "--due", "--run", "x"}, exitUsage, "due"},
		{"missing flag", []string{"match", "--left", "a.csv"}, exitUsage, "--right"},
		{"wrong value", []string{"advise", "--candidates", "a", "--listings", "b", "--format", "pdf"}, exitUsage, `"pdf"`},
		{"wrong time", []string{"rank", "--store", "memory:", "--as-of", "yesterday"}, exitUsage, "yesterday"},
		{"wrong weights profile", []string{"rank", "--store", "memory:", "--profile", "greedy"}, exitUsage, "greedy"},
		{"no such file", []string{"import", "candidates", "none.csv", "--store", "memory:"}, exitFailed, "none.csv"},
		{"nothing ranked", []string{"price", "c1", "--store", "memory:"}, exitFailed, "run `rank` first"},
		{"open to the world without a key", []string{"serve", "--store", "memory:", "--addr", "0.0.0.0:0"}, exitFailed, "--api-key"},
		{"unknown store", []string{"rank", "--store", "redis://x"}, exitFailed, "redis"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, stderr, code := call(t, "", tc.args...)
			if code != tc.want || !strings.Contains(stderr, tc.says) {
				t.Errorf("shelfwise %s = %d, %q; want %d and %q", strings.Join(tc.args, " "), code, stderr, tc.want, tc.says)
			}
			if code != exitOK && strings.Count(stderr, "\n") != 1 {
				t.Errorf("shelfwise %s: the error takes %d lines, want one: %q", strings.Join(tc.args, " "), strings.Count(stderr, "\n"), stderr)
			}
		})
	}
}

func TestPriceTextsWithASign(t *testing.T) {
	out, stderr, code := call(t, "", "parse-price", "-5 €", "--locale", "de", "-20 %", "3.350 €")
	if lines := strings.Split(strings.TrimSpace(out), "\n"); code != exitOK || len(lines) != 3 ||
		!strings.Contains(lines[0], `"text":"-5 €","amount":null`) || !strings.Contains(lines[2], `"amount":"3350"`) {
		t.Errorf("parse-price = %d, %s%s", code, out, stderr)
	}
}

func TestUnknownDemandIsNoNumber(t *testing.T) {
	file := filepath.Join(t.TempDir(), "l.jsonl")
	line := `{"source":"a","url":"https://a.example/1","title":"Kettle","price":"12","currency":"EUR","observed_at":"2026-11-20T06:00:00Z"}`
	if err := os.WriteFile(file, []byte(line+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for format, want := range map[string]string{"csv": "https://a.example/1,,,,none,low,\n", "json": `"units_p50":null`} {
		if out, stderr, code := call(t, "", "demand", "--listings", file, "--format", format); code != exitOK || !strings.Contains(out, want) {
			t.Errorf("demand --format %s = %d, %s%s; want %s", format, code, out, stderr, want)
		}
	}
}
