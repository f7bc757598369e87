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
	families := fs.Int("families", inventedFamilies, "families of products in each invented catalogue")
	trees := fs.Int("trees", defaultTrees, "trees of each forest of a bag")
	if err := fs.Parse(args); err != nil {
		return err
	}
	sets, err := readAll(*data)
	if err != nil {
		return err
	}
	real := bases(sets)
	for _, d := range invented(*families) {
		p := prepare(d)
		p.weight = inventedWeight
		sets = append(sets, p)
	}
	l := learner{s: grown(*trees), firsts: map[string]matching.Forest{}}
	record := append([]string{"Fitted on:"}, describe(sets)...)
	record = append(record, "", "Fitted on the other sets with their variants and the invented catalogues, scored on the set left out and its variants:")
	for _, name := range real {
		m := l.learn(without(sets, name))
		for _, test := range only(sets, name) {
			record = append(record, row(test, m))
		}
	}
	m := l.learn(sets)
	record = append(record, "", "Shipped model, on the sets it was fitted on:")
	for _, s := range sets {
		if s.d.variant == "" { // an invented catalogue has its trade there
			record = append(record, row(s, m))
		}
	}
	fmt.Fprintln(stdout, strings.Join(record, "\n"))
	if *out == "" {
		return nil
	}
	return write(*out, m, record)
}

// readAll reads and prepares every data set of a folder, with its variants.
func readAll(folder string) ([]*prepared, error) {
	dirs, err := filepath.Glob(filepath.Join(folder, "*", "left.csv"))
	if err != nil || len(dirs) < 3 {
		return nil, fmt.Errorf("%s: need three data sets or more, found %d", folder, len(dirs))
	}
	var sets []*prepared
	for _, dir := range dirs {
		d, err := load(filepath.Dir(dir))
		if err != nil {
			return nil, err
		}
		all := variants(d)
		for i, v := range all {
			p := prepare(v)
			if p.weight = ownWeight; i > 0 {
				p.weight = (1 - ownWeight) / float64(len(all)-1)
			}
			sets = append(sets, p)
		}
	}
	return sets, nil
}

func describe(sets []*prepared) []string {
	var out []string
	for _, s := range sets {
		out = append(out, fmt.Sprintf("  %-24s %d × %d records, %d true pairs; blocking leaves %d pairs and keeps %.4f of the true ones",
			s.d.label(), len(s.d.left), len(s.d.right), s.d.positives, len(s.pairs), s.recall()))
	}
	return out
}

// row says what a model scores on a set, and which share of each side's records seems to be repeated on it.
func row(test *prepared, m *matching.Model) string {
	p := test.score(m)
	all, coded := test.judge(test.t.Settle(p, m.Match))
	return fmt.Sprintf("  %-24s %v; with a model number or identifier: %v; repeated %.2f, %.2f", test.d.label(), all, coded, test.t.Share[0], test.t.Share[1])
}
