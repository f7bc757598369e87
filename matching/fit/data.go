package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"

	"shelfwise/market/money"
	"shelfwise/matching"
)

// dataset is one folder: left.csv, right.csv and truth.csv (every true pair) or pairs.csv (labels of some pairs).
type dataset struct {
	name        string
	variant     string // what was changed, "" for the set as it is
	left, right []matching.Record
	truth       map[[2]string]bool // labelled pairs
	all         bool               // every pair not in truth is false
	positives   int
}

func (d dataset) label() string {
	if d.variant == "" {
		return d.name
	}
	return d.name + ", " + d.variant
}

func load(dir string) (dataset, error) {
	d := dataset{name: filepath.Base(dir), truth: map[[2]string]bool{}}
	var err error
	if d.left, err = records(filepath.Join(dir, "left.csv")); err != nil {
		return d, err
	}
	if d.right, err = records(filepath.Join(dir, "right.csv")); err != nil {
		return d, err
	}
	rows, err := table(filepath.Join(dir, "pairs.csv"))
	if os.IsNotExist(err) {
		d.all = true
		rows, err = table(filepath.Join(dir, "truth.csv"))
	}
	for _, r := range rows {
		d.truth[[2]string{r["left_id"], r["right_id"]}] = d.all || r["label"] == "1"
	}
	for _, same := range d.truth {
		if same {
			d.positives++
		}
	}
	return d, err
}

func records(path string) ([]matching.Record, error) {
	rows, err := table(path)
	out := make([]matching.Record, len(rows))
	for i, r := range rows {
		out[i] = matching.Record{ID: r["id"], Title: r["title"], Brand: r["brand"], MPN: r["mpn"], GTIN: r["gtin"], Category: r["category"], Description: r["description"]}
		if a, err := money.Decimal(r["price"], money.Currency(r["currency"])); err == nil {
			out[i].Price = a
		}
	}
	return out, err
}

func table(path string) ([]map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c := csv.NewReader(f)
	c.FieldsPerRecord = -1
	rows, err := c.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			if i < len(rows[0]) {
				m[rows[0][i]] = v
			}
		}
		out = append(out, m)
	}
	return out, nil
}
