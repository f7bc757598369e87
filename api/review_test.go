package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"shelfwise/api"
)

// TestF19DecisionsAsTable: a table of decisions is kept but for its bad rows, and once more changes nothing.
func TestF19DecisionsAsTable(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	const table = "candidate_id,listing_id,decision\nC1,alpha|A2,confirmed\nC1,alpha|A2,perhaps\nnobody,alpha|A2,rejected\nC1,alpha|none,rejected\nC1\nC1,beta|B2,\n"
	var first string
	for range 2 {
		resp, body := ask(t, "POST", srv.URL+"/v1/matches/decisions", table, [2]string{"Content-Type", "text/csv"})
		var got api.Decided
		if err := json.Unmarshal([]byte(body), &got); err != nil || resp.StatusCode != http.StatusOK {
			t.Fatalf("POST = %d %s, %v", resp.StatusCode, body, err)
		}
		var lines []int
		for _, e := range got.Errors {
			lines = append(lines, e.Line)
		}
		if got.Kept != 1 || len(lines) != 4 || lines[0] != 3 || lines[3] != 6 {
			t.Errorf("%+v; want one kept and lines 3 to 6 left out", got)
		}
		_, confirmed := ask(t, "GET", srv.URL+"/v1/matches?decision=confirmed", "")
		if first == "" {
			first = confirmed
		}
		if confirmed != first || !strings.Contains(confirmed, "alpha|A2") {
			t.Errorf("confirmed matches: %s; want them as after the first time: %s", confirmed, first)
		}
	}
	for _, bad := range []string{"", "candidate_id,listing_id\nC1,x\n", "\xff\xfe"} {
		resp, body := ask(t, "POST", srv.URL+"/v1/matches/decisions", bad, [2]string{"Content-Type", "text/csv"})
		if resp.StatusCode < 400 || resp.StatusCode > 422 {
			t.Errorf("a table %q = %d %s; want a problem", bad, resp.StatusCode, body)
		}
		problemIn(t, resp, body)
	}
}

// TestF19DecisionsByForm: the page takes the same table and tells what became of it; the queue goes out as one.
func TestF19DecisionsByForm(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	resp, queue := ask(t, "GET", srv.URL+"/review.csv", "")
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/csv") || strings.Count(queue, "\n") != 3 {
		t.Fatalf("queue %q; want a header and two pairs", queue)
	}
	send := func(file string) (int, string) {
		body := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"d.csv\"\r\nContent-Type: text/csv\r\n\r\n" + file + "\r\n--x--\r\n"
		resp, page := ask(t, "POST", srv.URL+"/review/file", body, [2]string{"Content-Type", "multipart/form-data; boundary=x"})
		return resp.StatusCode, page
	}
	for _, tc := range []struct {
		name, file string
		status     int
		want       string
	}{
		{"nothing to read", "a,b\n", 422, "That file could not be read"},
		{"a bad row", "candidate_id,listing_id,decision\nC1,alpha|A2,so so\n", 200, "line 2"},
		{"the queue decided", strings.ReplaceAll(queue, ",\n", ",rejected\n"), 200, "2 decisions kept, 0 rows left out"},
		{"the queue again", strings.ReplaceAll(queue, ",\n", ",rejected\n"), 200, "2 decisions kept, 0 rows left out"},
	} {
		if status, page := send(tc.file); status != tc.status || !strings.Contains(page, tc.want) {
			t.Errorf("%s: %d; want %d and %q in the page", tc.name, status, tc.status, tc.want)
		}
	}
	if _, page := ask(t, "GET", srv.URL+"/review", ""); !strings.Contains(page, "Nothing waits for you") {
		t.Error("the decided queue still waits")
	}
	resp, _ = ask(t, "POST", srv.URL+"/review/compare", "", [2]string{"Content-Type", "application/x-www-form-urlencoded"})
	_, page := ask(t, "GET", srv.URL+"/review", "")
	if resp.StatusCode != http.StatusSeeOther || !strings.Contains(page, "decisions the model agrees with") {
		t.Errorf("comparing again = %d; want the agreement in the page", resp.StatusCode)
	}
}

// TestF19RelationOverTheAPI: a confirmation says as what, and API and pages show that the user decided; to take back what
// was never decided is refused.
func TestF19RelationOverTheAPI(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	for _, tc := range []struct {
		send   string
		status int
		want   []string
	}{
		{`{"candidate_id":"C1","listing_id":"beta|B2","decision":"confirmed"}`, 200, []string{`"relation":"comparable"`, `"confidence":1,`}},
		{`{"candidate_id":"C1","listing_id":"beta|B2","decision":"confirmed","relation":"same"}`, 200, []string{`"relation":"same"`, `"confidence":1,`, `"feature":"your decision","value":"same"`}},
		{`{"candidate_id":"C1","listing_id":"beta|B2","decision":"confirmed","relation":"alike"}`, 422, []string{"relation"}},
		{`{"candidate_id":"C1","listing_id":"beta|B2","decision":"review"}`, 200, []string{`"decision":"review"`, `"value":"taken back"`}},
		{`{"candidate_id":"C1","listing_id":"alpha|A1","decision":"review"}`, 422, []string{"nothing to take back"}},
	} {
		resp, body := ask(t, "POST", srv.URL+"/v1/matches", tc.send, [2]string{"Content-Type", "application/json"})
		for _, want := range tc.want {
			if resp.StatusCode != tc.status || !strings.Contains(body, want) {
				t.Errorf("%s = %d %s; want %d and %s", tc.send, resp.StatusCode, body, tc.status, want)
			}
		}
	}
	form := "candidate_id=C1&listing_id=beta%7CB2&decision=comparable"
	if resp, _ := ask(t, "POST", srv.URL+"/review", form, [2]string{"Content-Type", "application/x-www-form-urlencoded"}); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("the button Comparable = %d", resp.StatusCode)
	}
	if _, body := ask(t, "GET", srv.URL+"/v1/matches?decision=confirmed", ""); !strings.Contains(body, `"relation":"comparable"`) {
		t.Errorf("confirmed as comparable: %s", body)
	}
	if _, page := ask(t, "GET", srv.URL+"/listing?id=beta%7CB2", ""); !strings.Contains(page, "your decision: confirmed") {
		t.Error("the listing's page does not say that the user decided")
	}
}

// TestF20GuardsOnThePage: the candidate's page says how its market was found and how far a guard moved the median, and
// so does the API.
func TestF20GuardsOnThePage(t *testing.T) {
	t.Parallel()
	srv := serve(t, api.Options{})
	_, page := ask(t, "GET", srv.URL+"/candidates/C1", "")
	for _, want := range []string{"1 × an accessory, not the product: with them the median price would be 38.10", "without them it is 40.20", "2 same by gtin; 3 comparable by category"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	_, body := ask(t, "GET", srv.URL+"/v1/markets/C1", "")
	for _, want := range []string{`"guard":"accessory"`, `"median_with_guard":{"amount":"40.20"`, `"built":"2 same by gtin; 3 comparable`} {
		if !strings.Contains(body, want) {
			t.Errorf("the market lacks %s: %s", want, body)
		}
	}
}

// TestF19ReviewByKeyboard: Enter confirms the first pair, Tab and Enter rejects, and what was decided can be undone;
// no hand leaves the keyboard.
func TestF19ReviewByKeyboard(t *testing.T) {
	srv := serve(t, api.Options{})
	ctx := browser(t)
	waiting := chromedp.Evaluate[int](`document.querySelectorAll("article.review").length`)
	first := chromedp.Evaluate[string](`document.querySelector("article.review")?.getAttribute("aria-label") ?? ""`)
	focused := chromedp.Evaluate[string](`document.activeElement.textContent`)
	status := chromedp.Evaluate[string](`document.querySelector("[role=status]")?.textContent ?? ""`)
	says := func(what string) {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.WaitVisible(`[role="status"]`)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, ctx, status); !strings.Contains(got, what) {
			t.Errorf("after the key the page says %q; want %q", got, what)
		}
	}
	// until waits for what holds on the page that a key leads to, and not on the one that it leaves.
	until := func(what string) {
		t.Helper()
		for {
			if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](what)); err == nil && ok {
				return
			}
			if ctx.Err() != nil {
				t.Fatalf("it never holds: %s", what)
			}
		}
	}
	const onButton = `document.activeElement?.closest("article.review.now") != null`
	steps(t, ctx, chromedp.Navigate(srv.URL+"/review"), chromedp.WaitVisible("article.review.now"))
	until(onButton)
	if n, on := read(t, ctx, waiting), read(t, ctx, focused); n != 2 || !strings.HasPrefix(on, "Same product") {
		t.Fatalf("%d pairs, focus on %q; want two and the first button", n, on)
	}
	one := read(t, ctx, first)
	steps(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	until(fmt.Sprintf(`document.querySelector("article.review").getAttribute("aria-label") != %q && `, one) + onButton)
	if n, other := read(t, ctx, waiting), read(t, ctx, first); n != 2 || other == one {
		t.Errorf("after skipping %d pairs wait, the first is %q; want two and another than %q", n, other, one)
	}
	steps(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	says("rejected")
	until(onButton)
	steps(t, ctx, chromedp.KeyEvent(kb.Enter))
	if err := chromedp.Do(ctx, chromedp.WaitNotPresent("article.review")); err != nil {
		t.Fatal(err)
	}
	says("confirmed")
	steps(t, ctx, chromedp.Focus(`.undo button`), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible("article.review.now"))
	says("taken back")
	if n, again := read(t, ctx, waiting), read(t, ctx, first); n != 1 || again != one {
		t.Errorf("after the undo %d pairs wait, the first is %q; want one, %q", n, again, one)
	}
	keys := read(t, ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("[accesskey]")].map(e => e.accessKey).join("")`))
	if keys != "crs" {
		t.Errorf("letters for keys: %q; want c, r and s", keys)
	}
}
