package storetest

import (
	"bytes"
	"testing"
	"time"

	"shelfwise/market"
)

func part(name, doc string) market.AdvicePart { return market.AdvicePart{Name: name, Doc: []byte(doc)} }

// testParts: the parts of an advice come back to the byte, by name, and those of another time or of an older write never.
func testParts(t *testing.T, s Store) {
	ctx := t.Context()
	same(t, "parts before Put", all(t, s.AdviceParts(ctx, at(2))), nil)
	head, one, two := part("head", "\x1f\x8b\x00 \xff\xfe"), part("c00000001", "{}"), part("s00000002", "x")
	big := market.AdvicePart{Name: "s00000010", Doc: bytes.Repeat([]byte{0, 255, 7}, 1<<20)}
	for range 2 { // the same write twice leaves the same state
		if err := s.PutAdviceParts(ctx, at(2), head, big, two, one); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.PutAdviceParts(ctx, at(3), part("head", "of another")); err != nil {
		t.Fatal(err)
	}
	same(t, "all parts", all(t, s.AdviceParts(ctx, at(2))), []market.AdvicePart{one, head, two, big})
	same(t, "parts by name", all(t, s.AdviceParts(ctx, at(2), "s00000002", "nobody", "head")), []market.AdvicePart{head, two})
	same(t, "parts of another time", all(t, s.AdviceParts(ctx, at(4))), nil)
	if err := s.PutAdviceParts(ctx, at(2), part("head", "again"), part("c00000001", "other")); err != nil {
		t.Fatal(err)
	}
	want := []market.AdvicePart{part("c00000001", "other"), part("head", "again")}
	same(t, "parts replaced", all(t, s.AdviceParts(ctx, at(2))), want)
	same(t, "parts of the other", all(t, s.AdviceParts(ctx, at(3))), []market.AdvicePart{part("head", "of another")})

	wantErr(t, "parts without a time", s.PutAdviceParts(ctx, time.Time{}, head), market.ErrInvalid)
	wantErr(t, "a part without a name", s.PutAdviceParts(ctx, at(2), part("", "x")), market.ErrInvalid)
	wantErr(t, "a part without content", s.PutAdviceParts(ctx, at(2), part("head", "")), market.ErrInvalid)
	wantErr(t, "a name twice", s.PutAdviceParts(ctx, at(2), head, head), market.ErrInvalid)
	same(t, "parts after what was refused", all(t, s.AdviceParts(ctx, at(2))), want)
}
