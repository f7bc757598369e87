package main

import (
	"hash/fnv"
	"regexp"
	"strings"

	"shelfwise/market/money"
	"shelfwise/matching"
)

// variants makes further sets of one, so that the model sees more forms of data than the sets at hand: without the
// columns that many files lack, without model numbers (as clothes and groceries are sold), with most partners missing,
// and with few records on each side, as where only given pairs are asked for.
func variants(d dataset) []dataset {
	out := []dataset{d}
	if hasColumns(d) {
		out = append(out, renamed(d, "bare", bare))
	}
	out = append(out, renamed(d, "codeless", codeless), sparse(d))
	if d.all {
		out = append(out, given(d))
	}
	return out
}

func hasColumns(d dataset) bool {
	for _, r := range d.left {
		if r.Description != "" || r.Brand != "" || r.Price.Known() {
			return true
		}
	}
	return false
}

// renamed applies a change to every record.
func renamed(d dataset, name string, change func(matching.Record) matching.Record) dataset {
	d.variant = name
	d.left, d.right = changed(d.left, change), changed(d.right, change)
	return d
}

func changed(in []matching.Record, change func(matching.Record) matching.Record) []matching.Record {
	out := make([]matching.Record, len(in))
	for i, r := range in {
		out[i] = change(r)
	}
	return out
}

func bare(r matching.Record) matching.Record {
	r.Description, r.Brand, r.Category, r.MPN, r.GTIN, r.Price = "", "", "", "", "", money.Amount{}
	return r
}

var measured = regexp.MustCompile(`^[0-9.,]+[a-z"]{1,4}$`)

// codeless drops the words of a title that can be model numbers, and the other columns.
func codeless(r matching.Record) matching.Record {
	r = bare(r)
	var keep []string
	for w := range strings.FieldsSeq(r.Title) {
		if !codeLike(matching.Fold(w)) {
			keep = append(keep, w)
		}
	}
	r.Title = strings.Join(keep, " ")
	return r
}

func codeLike(w string) bool {
	letters, digits := 0, 0
	for _, c := range w {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'a' && c <= 'z':
			letters++
		}
	}
	switch {
	case letters == 0:
		return digits >= 5
	case measured.MatchString(w):
		return false
	}
	return digits > 0 && letters+digits >= 4
}

// sparse removes six in ten of the partners on the right, so that most records of the left have none.
func sparse(d dataset) dataset {
	d.variant = "sparse"
	gone := map[string]bool{}
	for k, same := range d.truth {
		if same && hashed(k[1], "sparse")%10 < 6 {
			gone[k[1]] = true
		}
	}
	return d.only(func(string) bool { return true }, func(id string) bool { return !gone[id] })
}

// given keeps a quarter of the left and what looks most like it on the right.
func given(d dataset) dataset {
	d.variant = "given"
	x := matching.NewIndex()
	x.Add(d.right...)
	keep := map[string]bool{}
	for _, r := range d.left {
		if hashed(r.ID, "given")%4 == 0 {
			for _, at := range x.Candidates(r, 5) {
				keep[d.right[at].ID] = true
			}
		}
	}
	return d.only(func(id string) bool { return hashed(id, "given")%4 == 0 }, func(id string) bool { return keep[id] })
}

// only keeps some records of each side, and the labels of what is kept.
func (d dataset) only(left, right func(id string) bool) dataset {
	keep := func(in []matching.Record, ok func(string) bool) (out []matching.Record) {
		for _, r := range in {
			if ok(r.ID) {
				out = append(out, r)
			}
		}
		return out
	}
	truth := d.truth
	d.left, d.right, d.truth, d.positives = keep(d.left, left), keep(d.right, right), map[[2]string]bool{}, 0
	for k, same := range truth {
		if left(k[0]) && right(k[1]) {
			d.truth[k] = same
			if same {
				d.positives++
			}
		}
	}
	return d
}

func hashed(s, salt string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(salt + s))
	x := h.Sum64()
	return x ^ x>>29
}
