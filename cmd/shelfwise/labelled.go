package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"shelfwise/market"
	"shelfwise/matching"
	"shelfwise/scraper/feed"
)

// matchLabelled prints precision, recall and review share at each threshold for pairs whose truth is known. What cannot
// be said, such as recall without a true pair, is a dash.
func (a *app) matchLabelled(ctx context.Context, left, right []matching.Record, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("match: %w", err)
	}
	defer func() { _ = f.Close() }() // only read
	in, err := readLabels(f)
	if err != nil {
		return fmt.Errorf("match %s: %w", name, err)
	}
	labels, bad := in.known(left, right)
	a.sayRows(name, bad)
	if len(labels) == 0 {
		return fmt.Errorf("match %s: %w: no row labels a pair of the two files", name, market.ErrInvalid)
	}
	same := 0
	for _, l := range labels {
		if l.Same {
			same++
		}
	}
	if same == 0 {
		fmt.Fprintf(a.stderr, "%s: no pair is labelled the same, so recall cannot be said\n", name)
	} else if same == len(labels) && !in.complete {
		fmt.Fprintf(a.stderr, "%s: no pair is labelled different, so precision says nothing; leave the label column out where all other pairs are different\n", name)
	}
	levels, err := untilStopped(ctx, func() []matching.Level {
		return matching.Labelled(left, right, labels, in.complete, matching.Options{})
	})
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "THRESHOLD\tPRECISION\tRECALL\tF1\tREVIEW SHARE\tRIGHT\tWRONG\tMISSED")
	for _, l := range levels {
		at := "shipped"
		if l.Threshold > 0 {
			at = fmt.Sprintf("%.1f", l.Threshold)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%.3f\t%d\t%d\t%d\n", at, share(l.Precision, l.Right+l.Wrong > 0), share(l.Recall, same > 0), share(l.F1, same > 0),
			l.Review, l.Right, l.Wrong, l.Missed)
	}
	return t.Flush()
}

func share(f float64, known bool) string {
	if !known {
		return "–"
	}
	return fmt.Sprintf("%.3f", f)
}

// labelled is a file of labels: its good rows with their lines, and the others.
type labelled struct {
	labels   []matching.Label
	lines    []int
	bad      []market.RowError
	complete bool // without a label column every pair that is not listed is different
}

// readLabels reads left_id,right_id and, where given, label (1 the same, 0 not; true, yes and false, no too), between
// commas, semicolons, tabs or bars. Rows that cannot be read are left out and returned.
func readLabels(r io.Reader) (labelled, error) {
	in, head, err := feed.Table(r)
	if errors.Is(err, io.EOF) {
		return labelled{}, fmt.Errorf("%w: the file is empty; want left_id,right_id[,label]", market.ErrInvalid)
	}
	if err != nil {
		return labelled{}, fmt.Errorf("%w: %w", market.ErrInvalid, err)
	}
	l, m, same := slices.Index(head, "left_id"), slices.Index(head, "right_id"), slices.Index(head, "label")
	if l < 0 || m < 0 {
		return labelled{}, &market.RowError{Line: 1, Reason: "the header needs left_id and right_id; it has " + strings.Join(head, ", ")}
	}
	out := labelled{complete: same < 0}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if broken := (*csv.ParseError)(nil); errors.As(err, &broken) {
			out.bad = append(out.bad, market.RowError{Line: broken.StartLine, Reason: broken.Err.Error()})
			continue
		}
		if err != nil {
			return out, err
		}
		line, _ := in.FieldPos(0)
		if len(row) <= max(l, m, same) {
			out.bad = append(out.bad, market.RowError{Line: line, Reason: "the row is shorter than the header"})
			continue
		}
		label := matching.Label{Left: row[l], Right: row[m], Same: true}
		if same >= 0 {
			switch word := strings.ToLower(strings.TrimSpace(row[same])); word {
			case "1", "true", "yes":
			case "0", "false", "no":
				label.Same = false
			default:
				out.bad = append(out.bad, market.RowError{Line: line, Field: "label", Value: row[same], Reason: fmt.Sprintf("%q: must be 1 or 0", row[same])})
				continue
			}
		}
		out.labels, out.lines = append(out.labels, label), append(out.lines, line)
	}
}

// known returns the labels whose records are in the two files, and all rows that are left out in order of line.
func (in labelled) known(left, right []matching.Record) ([]matching.Label, []market.RowError) {
	have := [2]map[string]bool{{}, {}}
	for i, side := range [][]matching.Record{left, right} {
		for _, r := range side {
			have[i][r.ID] = true
		}
	}
	labels, bad := []matching.Label{}, slices.Clone(in.bad)
	said := map[[2]string]int{} // position of the first label of a pair
	for i, l := range in.labels {
		first, twice := said[[2]string{l.Left, l.Right}]
		switch {
		case twice && in.labels[first].Same != l.Same:
			bad = append(bad, market.RowError{Line: in.lines[i], Field: "label", Reason: fmt.Sprintf("contradicts line %d, which stands", in.lines[first])})
		case twice:
		case !have[0][l.Left]:
			bad = append(bad, market.RowError{Line: in.lines[i], Field: "left_id", Value: l.Left, Reason: fmt.Sprintf("%q is not in the left file", l.Left)})
		case !have[1][l.Right]:
			bad = append(bad, market.RowError{Line: in.lines[i], Field: "right_id", Value: l.Right, Reason: fmt.Sprintf("%q is not in the right file", l.Right)})
		default:
			said[[2]string{l.Left, l.Right}] = i
			labels = append(labels, l)
		}
	}
	slices.SortStableFunc(bad, func(a, b market.RowError) int { return a.Line - b.Line })
	return labels, bad
}
