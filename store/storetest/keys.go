package storetest

import (
	"sync"
	"testing"
	"time"

	"shelfwise/market"
)

func testKeys(t *testing.T, s Store) {
	ctx, begun := t.Context(), at(3)
	take := func(key, request string, now time.Time) (market.Answered, bool) {
		t.Helper()
		got, taken, err := s.TakeKey(ctx, key, market.Answered{Request: request, At: now})
		if err != nil {
			t.Fatalf("TakeKey(%s): %v", key, err)
		}
		return got, taken
	}
	if _, taken := take("a", "r1", begun); !taken {
		t.Error("a new key is not taken")
	}
	if got, taken := take("a", "r1", begun.Add(time.Second)); taken || got.Status != 0 || got.Request != "r1" || !got.At.Equal(begun) {
		t.Errorf("a key under way = %+v, taken %v; want the open request", got, taken)
	}
	done := market.Answered{Request: "r1", Status: 200, ContentType: "application/json", Location: "/x", Body: []byte("{\"n\":1}\n"), At: begun}
	for range 2 {
		if err := s.PutAnswer(ctx, "a", done); err != nil {
			t.Fatal(err)
		}
	}
	got, taken := take("a", "r2", begun.Add(23*time.Hour))
	if taken {
		t.Error("an answered key is taken")
	}
	same(t, "kept answer", got, done)
	if _, taken := take("a", "r2", begun.Add(25*time.Hour)); !taken {
		t.Error("the key of an old answer is not taken")
	}
	take("b", "r1", begun)
	if _, taken := take("b", "r1", begun.Add(3*time.Minute)); !taken {
		t.Error("a key whose request was left unanswered is not taken over")
	}
	if err := s.PutAnswer(ctx, "b", market.Answered{}); err != nil {
		t.Fatal(err)
	}
	if _, taken := take("b", "r9", begun.Add(4*time.Minute)); !taken {
		t.Error("a key that was given up is not taken")
	}
	_, _, err := s.TakeKey(ctx, "", market.Answered{At: begun})
	wantErr(t, "TakeKey without a key", err, market.ErrInvalid)
	wantErr(t, "PutAnswer without a key", s.PutAnswer(ctx, "", done), market.ErrInvalid)
}

// testKeyTakenOnce: of many who take a key at once, one has it.
func testKeyTakenOnce(t *testing.T, s Store) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	won := 0
	for range 4 {
		wg.Go(func() {
			_, taken, err := s.TakeKey(t.Context(), "k", market.Answered{Request: "r", At: at(3)})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Errorf("TakeKey: %v", err)
			}
			if taken {
				won++
			}
		})
	}
	wg.Wait()
	if won != 1 {
		t.Errorf("%d took the same key; want 1", won)
	}
}
