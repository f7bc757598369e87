package advisor_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"shelfwise/advisor"
)

// Test001HDataSheet: the page for whoever decides about shelf space holds n, the days and the sources, and names no rival.
func Test001HDataSheet(t *testing.T) {
	a := filled(t)
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	ex, err := a.Explain(t.Context(), "c1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := advisor.WriteDataSheet(&out, ex); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	for _, part := range []string{"Kettle 1.7 l", "as of 2026-11-20", "Rests on n = 3 offers, read from 2026-11-13 to 2026-11-20", "source alpha", "source bravo", "How it will be judged: "} {
		if !strings.Contains(page, part) {
			t.Errorf("the data sheet lacks %q:\n%s", part, page)
		}
	}
	for _, rival := range []string{"Boil", "Steam"} {
		if strings.Contains(page, rival) {
			t.Errorf("the data sheet names %q:\n%s", rival, page)
		}
	}
}

// Test001HNoPersonalData: the data sheet has the claims with their proofs, without whoever signed them, and without a claim
// that names a rival; the text for buyers names none either, also where the product's own title does.
func Test001HNoPersonalData(t *testing.T) {
	a := filled(t)
	table := "candidate_id,title,category,currency,unit_cost,referral_fee_rate,quality_score,differentiators,proofs\n" +
		`c1,"Kettle 1.7 l, as sold at Bravo",kettle,EUR,9.50,0.15,55,steel|like STEAM|two-year warranty,"contract with Mr John Smith, john.smith@example.org, tel. +49 30 1234567|p|warranty of May 2026"` + "\n"
	if rep, err := a.ImportCandidates(t.Context(), "c.csv", strings.NewReader(table), false); err != nil || len(rep.Errors) > 0 {
		t.Fatal(rep, err)
	}
	if _, err := a.Rank(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	ex, err := a.Explain(t.Context(), "c1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var sheet, public bytes.Buffer
	if err := errors.Join(advisor.WriteDataSheet(&sheet, ex), advisor.WritePublic(&public, ex)); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"steel", "two-year warranty", "warranty of May 2026", "Rests on n = "} {
		if !strings.Contains(sheet.String(), part) {
			t.Errorf("the data sheet lacks %q:\n%s", part, &sheet)
		}
	}
	for _, part := range []string{"Smith", "example.org", "1234567", "STEAM", "Steam", "Bravo"} {
		if strings.Contains(sheet.String(), part) || strings.Contains(public.String(), part) {
			t.Errorf("%q is told:\n%s\n%s", part, &sheet, &public)
		}
	}
	if !strings.Contains(public.String(), "Kettle 1.7 l\n") || !strings.Contains(public.String(), "steel") {
		t.Errorf("text for buyers: %s", &public)
	}
}
