package scoring_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scoring"
)

// tiny is a market of one candidate and ten rivals with everything that an advice can rest on: a quick one to verify many
// times.
func tiny(t *testing.T) scoring.Input {
	t.Helper()
	in := synthetic(1, 12)
	c := &in.Candidates[0]
	lead, moq := 20, int64(100)
	c.Differentiators, c.Proofs = []string{"experience: quiet", "two-year warranty"}, []string{"test report", "terms"}
	c.Stage, c.LeadTimeDays, c.Cost.MOQ = "launch", &lead, &moq
	c.Cost.Tiers = []market.CostTier{{From: 500, UnitCost: money.New(c.Cost.UnitCost.Minor()*9/10, "USD")}}
	in.Matches[0].Relation = market.Same
	in.Profile = scoring.DefaultProfile()
	in.Profile.ValueOfHour = money.MustDecimal("18", "USD")
	in.Events = []scoring.Event{{Name: "fair", From: in.AsOf.AddDate(0, 0, 60), To: in.AsOf.AddDate(0, 0, 61)}}
	in.Sales = []scoring.Sale{{Month: in.AsOf, Category: c.Category, Units: 4}}
	in.Excluded = map[string][]market.Exclusion{c.ID: {{ListingID: "x", Reason: "accessory"}}}
	in.Built = map[string]string{c.ID: "by category"}
	return in
}

// leaves visits every value of a decoded JSON document that holds no further values, with its path and a setter.
func leaves(path string, v any, set func(any), visit func(path string, v any, set func(any))) {
	switch x := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(x))
		for k := range x {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			p := k
			if path != "" {
				p = path + "." + k
			}
			leaves(p, x[k], func(n any) { x[k] = n }, visit)
		}
	case []any:
		for i := range x {
			leaves(fmt.Sprintf("%s[%d]", path, i), x[i], func(n any) { x[i] = n }, visit)
		}
	default:
		visit(path, v, set)
	}
}

// TestF47VerifyNamesEveryField: whichever single value of an exported recommendation is forged, verify names its field.
func TestF47VerifyNamesEveryField(t *testing.T) {
	in := tiny(t)
	b, err := scoring.Export(in, in.Candidates[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := scoring.Verify(b); err != nil {
		t.Fatalf("untouched: %v", err)
	}
	var doc map[string]any
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	fields := 0
	leaves("", doc["recommendation"], nil, func(path string, v any, set func(any)) {
		if fields++; testing.Short() && fields%8 != 0 {
			return
		}
		set(forgery(v, "not null"))
		forged, _ := json.Marshal(doc)
		set(v)
		var d *scoring.Difference
		if err := scoring.Verify(forged); !errors.As(err, &d) || d.Field != path {
			t.Errorf("forged %s: verify says %v", path, err)
		}
	})
	if fields < 200 {
		t.Errorf("%d fields forged; want the whole recommendation", fields)
	}
}

// forgery is another value of the kind of v, and instead where v is null.
func forgery(v, instead any) any {
	switch x := v.(type) {
	case string:
		return x + "~"
	case float64:
		return x + 1
	case bool:
		return !x
	}
	return instead
}

// TestF47VerifySeesEveryForgedLeaf: whichever single value of an export is forged, also one that the recommendation does not
// hang on, verify does not pass; a mere other layout of the same JSON does.
func TestF47VerifySeesEveryForgedLeaf(t *testing.T) {
	in := tiny(t)
	in.Rates = fixed{"EUR": {11, 10}}
	b, err := scoring.Export(in, in.Candidates[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	indented, _ := json.MarshalIndent(doc, "", "\t")
	if err := scoring.Verify(indented); err != nil {
		t.Errorf("another layout: %v", err)
	}
	whole := map[string]any{}
	if err := json.Unmarshal(b, &whole); err != nil {
		t.Fatal(err)
	}
	fields, passed := 0, 0
	leaves("", map[string]any{"input": whole["input"], "digests": whole["digests"]}, nil, func(path string, v any, set func(any)) {
		fields++
		if fields%7 != 0 && fields > 300 { // every one of the first, a sample of the many readings alike
			return
		}
		set(forgery(v, 1))
		forged, _ := json.Marshal(whole)
		set(v)
		if scoring.Verify(forged) == nil {
			passed++
			t.Errorf("forged %s passes", path)
		}
	})
	if fields < 300 || passed > 0 {
		t.Errorf("%d leaves, %d forgeries pass", fields, passed)
	}
}

// fixed is a converter of one rate to the dollar.
type fixed map[money.Currency][2]int64

func (f fixed) Rate(from, to money.Currency, _ time.Time) (num, den int64, err error) {
	if r, ok := f[from]; ok && to == "USD" {
		return r[0], r[1], nil
	}
	return 0, 0, market.ErrNotFound
}

// TestF47VerifySeesForgedInputs: a recommendation does not agree with inputs that were changed after it was made.
func TestF47VerifySeesForgedInputs(t *testing.T) {
	in := tiny(t)
	b, err := scoring.Export(in, in.Candidates[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	for name, forge := range map[string]func(input map[string]any){
		"a rival's price": func(i map[string]any) {
			obs := i["series"].([]any)[0].(map[string]any)["observations"].([]any)
			obs[len(obs)-1].(map[string]any)["offer"].(map[string]any)["price"].(map[string]any)["amount"] = "1.23"
		},
		"the unit cost": func(i map[string]any) {
			i["candidates"].([]any)[0].(map[string]any)["cost"].(map[string]any)["unit_cost"].(map[string]any)["amount"] = "0.50"
		},
		"a match":      func(i map[string]any) { i["matches"].([]any)[0].(map[string]any)["decision"] = "rejected" },
		"the weights":  func(i map[string]any) { i["profile"].(map[string]any)["Weights"] = []any{0.1, 0.1, 0.1, 0.7} },
		"the calendar": func(i map[string]any) { i["events"].([]any)[0].(map[string]any)["Name"] = "ball" },
		"the time":     func(i map[string]any) { i["as_of"] = "2027-05-01T00:00:00Z" },
	} {
		var doc map[string]any
		if err := json.Unmarshal(b, &doc); err != nil {
			t.Fatal(err)
		}
		forge(doc["input"].(map[string]any))
		forged, _ := json.Marshal(doc)
		var d *scoring.Difference
		if err := scoring.Verify(forged); !errors.As(err, &d) || d.Field == "" || !strings.Contains(err.Error(), "recomputed") {
			t.Errorf("%s forged: verify says %v; want the first field that differs", name, err)
		}
	}
}

// TestF47VerifyNamesStrayFields: a name that is unknown, written in other letters or given twice is refused by its path, in
// the recommendation and in its inputs, and so is anything after the end.
func TestF47VerifyNamesStrayFields(t *testing.T) {
	in := tiny(t)
	b, err := scoring.Export(in, in.Candidates[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for name, x := range map[string]struct{ old, new, want string }{
		"unknown in the recommendation":          {`"recommendation":{`, `"recommendation":{"bonus":7,`, "bonus"},
		"unknown and null":                       {`"recommendation":{`, `"recommendation":{"bonus":null,`, "bonus"},
		"another case in the recommendation":     {`"score_interval":`, `"Score_Interval":`, "Score_Interval"},
		"both cases in the recommendation":       {`"score_interval":`, `"SCORE_INTERVAL":[1,2],"score_interval":`, "SCORE_INTERVAL"},
		"twice in the recommendation":            {`"score_interval":`, `"score_interval":[1,2],"score_interval":`, "recommendation.score_interval"},
		"unknown in the inputs":                  {`"input":{`, `"input":{"note":"x",`, "input.note"},
		"another case in the inputs":             {`"input":{"as_of"`, `"input":{"AS_OF"`, "input.AS_OF"},
		"both cases in the inputs":               {`"input":{`, `"input":{"Seed":1,`, "input.Seed"},
		"twice in the inputs":                    {`"input":{`, `"input":{"seed":0,`, "input.seed"},
		"unknown in a candidate":                 {`"unit_cost":{`, `"unit_kost":{},"unit_cost":{`, "unit_kost"},
		"unknown at the top":                     {`{"format"`, `{"comment":"","format"`, "comment"},
		"twice at the top":                       {`{"format"`, `{"format":"other","format"`, "format"},
		"a second document":                      {"", "", "after top-level value"},
		"a digest of a part that does not exist": {`"digests":{`, `"digests":{"zzz":"00",`, "zzz"},
	} {
		forged := strings.Replace(text, x.old, x.new, 1)
		if x.old == "" {
			forged = text + " {}"
		}
		if forged == text {
			t.Fatalf("%s: nothing replaced", name)
		}
		err := scoring.Verify([]byte(forged))
		if err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: verify says %v; want it to name %s", name, err, x.want)
		}
	}
	if err := scoring.Verify([]byte(text + "\n")); err != nil {
		t.Errorf("a line's end: %v", err)
	}
}
