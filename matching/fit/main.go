// Command fit learns the matching model from labelled data sets and writes it as Go code.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"shelfwise/matching"
)

func main() {
	data := flag.String("data", "../shared/data/matching", "folder of data sets")
	out := flag.String("out", "matching", "folder of the generated code")
	flag.Parse()
	dirs, _ := filepath.Glob(filepath.Join(*data, "*"))
	var sets []*prepared
	for _, dir := range dirs {
		d, err := load(dir)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		p := prepare(d)
		fmt.Printf("%s: %d × %d, %d pairs, blocking keeps %.4f of %d\n", d.name, len(d.left), len(d.right), len(p.pairs), p.recall(), d.positives)
		sets = append(sets, p)
	}
	for i, test := range sets {
		report(test, learn(without(sets, i)))
	}
	m := learn(sets)
	rounded(&m.First)
	rounded(&m.Second)
	if err := write(*out, m, nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, s := range sets {
		report(s, m)
	}
}

func report(test *prepared, m *matching.Model) {
	p := test.score(m)
	for _, from := range []float64{0.2, 0.3, 0.4, 0.5, 0.6, 0.7} {
		fmt.Printf("  %-14s at %.1f: %v\n", test.d.name, from, test.judge(test.t.Settle(p, from)))
	}
}
