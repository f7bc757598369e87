package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestF44ElasticityCommand: a history with many prices gives an elasticity with its interval, one with a single price says
// how many more it needs and prints no number.
func TestF44ElasticityCommand(t *testing.T) {
	var b strings.Builder
	b.WriteString("product,week,units,price,promoted\n")
	for w := range 30 {
		p := 10 - 0.5*float64(w%7)
		fmt.Fprintf(&b, "kettle,2026-0%d-%02d,%.0f,%.2f,\n", 1+w/10, 1+w%10, 4e6*math.Pow(p, -3), p)
		fmt.Fprintf(&b, "lamp,2026-0%d-%02d,%d,9.99,\n", 1+w/10, 1+w%10, 50+w%3)
	}
	b.WriteString("kettle,2026-05-01,many,9,\n")
	file := filepath.Join(t.TempDir(), "h.csv")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, errs, code := call(t, "", "elasticity", file)
	if code != exitOK || !strings.Contains(out, "kettle") || !strings.Contains(out, "-2.9%") || !strings.Contains(out, "not_identified: 1 different prices of 3 needed") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	if !strings.Contains(errs, "line 62") {
		t.Errorf("errors %q; want the row that cannot be read", errs)
	}
	out, _, _ = call(t, "", "elasticity", file, "--format", "json")
	if !strings.Contains(out, `{"product":"lamp","weeks":30,"identified":false,"elasticity":null,"p10":null,"p90":null,"more_prices_needed":2`) {
		t.Errorf("JSON %s", out)
	}
	if _, _, code := call(t, "", "elasticity", file, "--format", "xml"); code != exitUsage {
		t.Errorf("exit %d for an unknown format", code)
	}
}
