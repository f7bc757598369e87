package fetch

import "testing"

// FuzzClassify: whatever the body, it has an outcome and a reason, and looking at it changes nothing in it.
func FuzzClassify(f *testing.F) {
	for _, w := range walls {
		f.Add([]byte(w.body), w.to)
	}
	f.Fuzz(func(t *testing.T, body []byte, to string) {
		before := string(body)
		p := &Page{URL: "https://shop.example/p/1", FinalURL: "https://shop.example" + to, Status: 200, Body: body}
		for _, want := range []Want{WantPage, WantJSON, WantText} {
			err := Classify(p, want)
			if e, ok := asError(err); err != nil && (!ok || e.Outcome == "" || e.Outcome == OK || e.Err == nil) {
				t.Errorf("%s: %v; want an outcome with a reason", want, err)
			}
		}
		if string(body) != before {
			t.Error("the body was changed")
		}
	})
}
