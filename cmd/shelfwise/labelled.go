package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"

	"shelfwise/market"
	"shelfwise/matching"
)

// matchLabelled prints precision, recall and review share at each threshold for pairs whose truth is known.
func (a *app) matchLabelled(left, right []matching.Record, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("match: %w", err)
	}
	defer func() { _ = f.Close() }() // only read
	labels, complete, err := readLabels(f)
	if err != nil {
		return fmt.Errorf("match %s: %w", name, err)
	}
	t := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "THRESHOLD\tPRECISION\tRECALL\tF1\tREVIEW SHARE\tRIGHT\tWRONG\tMISSED")
	for _, l := range matching.Labelled(left, right, labels, complete, matching.Options{}) {
		at := "shipped"
		if l.Threshold > 0 {
			at = fmt.Sprintf("%.1f", l.Threshold)
		}
		fmt.Fprintf(t, "%s\t%.3f\t%.3f\t%.3f\t%.3f\t%d\t%d\t%d\n", at, l.Precision, l.Recall, l.F1, l.Review, l.Right, l.Wrong, l.Missed)
	}
	return t.Flush()
}

// readLabels reads left_id,right_id and, where given, label (1 the same, 0 not). Without labels every row is a true
// pair and every other pair is taken to be different: complete.
func readLabels(r io.Reader) (labels []matching.Label, complete bool, err error) {
	in := csv.NewReader(r)
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, false, fmt.Errorf("%w: the file is empty; want left_id,right_id[,label]", market.ErrInvalid)
	}
	if err != nil {
		return nil, false, err
	}
	l, m, same := slices.Index(head, "left_id"), slices.Index(head, "right_id"), slices.Index(head, "label")
	if l < 0 || m < 0 {
		return nil, false, &market.RowError{Line: 1, Reason: "the header needs left_id and right_id"}
	}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return labels, same < 0, nil
		}
		if err != nil {
			return nil, false, err
		}
		labels = append(labels, matching.Label{Left: row[l], Right: row[m], Same: same < 0 || row[same] == "1"})
	}
}
