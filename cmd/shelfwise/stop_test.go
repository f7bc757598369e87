package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestStopWhileReading: a command that waits for input ends when it is told to stop, with exit code 1 and one line, and what
// it printed before stands.
func TestStopWhileReading(t *testing.T) {
	for _, args := range [][]string{{"extract", "-"}, {"parse-price"}, {"profile", "suggest", "-"}} {
		t.Run(args[0], func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			in, keyboard := io.Pipe()
			defer keyboard.Close() //nolint:errcheck // a pipe in memory
			var out, errs bytes.Buffer
			a := &app{stdin: in, stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: func() time.Time { return at }}
			go func() {
				io.WriteString(keyboard, "12,00 €\n") //nolint:errcheck // a pipe in memory
				cancel()
			}()
			if code := a.run(ctx, args); code != exitFailed {
				t.Errorf("exit code %d; want %d", code, exitFailed)
			}
			if got := strings.TrimSpace(errs.String()); got != "shelfwise: stopped" {
				t.Errorf("standard error: %q", got)
			}
			if args[0] == "parse-price" && strings.Count(out.String(), "\n") > 1 {
				t.Errorf("standard output: %q", out.String())
			}
		})
	}
}

// TestStopWhileExtracting: a page that takes long does not hold the command back.
func TestStopWhileExtracting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	a := &app{stdin: strings.NewReader("<h1>Kettle</h1>"), stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: func() time.Time { return at }}
	if code := a.run(ctx, []string{"extract", "-"}); code != exitFailed || out.Len() > 0 || !strings.Contains(errs.String(), "stopped") {
		t.Errorf("exit code %d, standard output %q, standard error %q", code, out.String(), errs.String())
	}
}

// TestF19StopWhileMatching: matching two files ends when it is told to stop, with nothing printed; long titles are told once.
func TestF19StopWhileMatching(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	name := filepath.Join(t.TempDir(), "side.csv")
	long := strings.Repeat("kettle steel ", 40)
	if err := os.WriteFile(name, []byte("id,title\n1,"+long+"\n2,"+long+"blue\n3,Lamp\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: func() time.Time { return at }}
	if code := a.run(ctx, []string{"match", "--left", name, "--right", name}); code != exitFailed || out.Len() > 0 || !strings.HasSuffix(errs.String(), "shelfwise: stopped\n") {
		t.Errorf("exit code %d, standard output %q, standard error %q", code, out.String(), errs.String())
	}
	if got := strings.Count(errs.String(), "side.csv: 2 titles are longer than 64 words"); got != 2 {
		t.Errorf("long titles told %d times; want once for each file:\n%s", got, errs.String())
	}
}
