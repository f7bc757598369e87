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

// TestF44RowsOfOneWeek: rows of one product and week are one week, a price of 0 is an error of its row, and a history
// without sales identifies nothing.
func TestF44RowsOfOneWeek(t *testing.T) {
	var b strings.Builder
	b.WriteString("product,week,units,price\n")
	for k := range 30 {
		fmt.Fprintf(&b, "kettle,%d,%d,%d\n", 1+k%6, 3+k, 10+k%5)
		fmt.Fprintf(&b, "lamp,%d,0,%d\n", 1+k, 10+k)
	}
	b.WriteString("lamp,40,3,0\n")
	file := filepath.Join(t.TempDir(), "h.csv")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, errs, _ := call(t, "", "elasticity", file, "--format", "json")
	if !strings.Contains(out, `{"product":"kettle","weeks":6,`) {
		t.Errorf("%s; want the kettle's thirty rows as six weeks", out)
	}
	if !strings.Contains(out, `{"product":"lamp","weeks":30,"identified":false,"elasticity":null`) || !strings.Contains(out, "0 periods with sales of 3 needed") {
		t.Errorf("%s; want nothing identified without sales", out)
	}
	if !strings.Contains(errs, "line 62") || !strings.Contains(errs, "price of 0") {
		t.Errorf("errors %q; want the price of 0", errs)
	}
}
