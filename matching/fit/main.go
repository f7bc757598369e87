package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"shelfwise/matching"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("fit", flag.ContinueOnError)
	data := fs.String("data", "../shared/data/matching", "folder of data sets, each a folder with left.csv, right.csv and truth.csv or pairs.csv")
	out := fs.String("out", "", "folder for the generated code; empty prints the tables only")
	if err := fs.Parse(args); err != nil {
		return err
	}
	dirs, err := filepath.Glob(filepath.Join(*data, "*", "left.csv"))
	if err != nil || len(dirs) < 3 {
		return fmt.Errorf("%s: need three data sets or more, found %d", *data, len(dirs))
	}
	var sets []*prepared
	for _, dir := range dirs {
		d, err := load(filepath.Dir(dir))
		if err != nil {
			return err
		}
		sets = append(sets, prepare(d))
	}
	record := append([]string{"Fitted on:"}, describe(sets)...)
	record = append(record, "", "Fitted on the others, scored on the set left out:")
	for i, test := range sets {
		record = append(record, row(test, learn(without(sets, i))))
	}
	m := learn(sets)
	record = append(record, "", "Shipped model, on the sets it was fitted on:")
	for _, s := range sets {
		record = append(record, row(s, m))
	}
	fmt.Fprintln(stdout, strings.Join(record, "\n"))
	if *out == "" {
		return nil
	}
	return write(*out, m, record)
}

func describe(sets []*prepared) []string {
	var out []string
	for _, s := range sets {
		out = append(out, fmt.Sprintf("  %-14s %d × %d records, %d true pairs; blocking leaves %d pairs and keeps %.4f of the true ones",
			s.d.name, len(s.d.left), len(s.d.right), s.d.positives, len(s.pairs), s.recall()))
	}
	return out
}

func row(test *prepared, m *matching.Model) string {
	p := test.score(m)
	all, coded := test.judge(test.t.Settle(p, m.Match))
	return fmt.Sprintf("  %-14s %v; with a model number or identifier: %v", test.d.name, all, coded)
}
