package main

import (
	"bytes"
	"context"
	"io"
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
