package scoring_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"shelfwise/market"
	"shelfwise/scoring"
)

// Test002FSameNumbersOtherStage: the same numbers at another stage get other advice: what declines is not taken into the
// range, what is launched is tried first. The word counts in any case; an unknown one says nothing.
func Test002FSameNumbersOtherStage(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Profile.Gates.AfterSales = false
	for i, c := range in.Candidates {
		was := find(t, advise(t, in), c.ID)
		if was.Verdict != market.Go {
			continue
		}
		for stage, want := range map[string]market.Verdict{
			"": market.Go, "growth": market.Go, "mature": market.Go, "launch": market.Trial, "LAUNCH": market.Trial, "Decline": market.Watch, "lunch": market.Go,
		} {
			now := find(t, advise(t, change(in, i, func(c *market.Candidate) { c.Stage = stage })), c.ID)
			if now.Verdict != want || *now.Score != *was.Score {
				t.Errorf("stage %q: %s (%s), score %v; want %s, score %v", stage, now.Verdict, now.VerdictRule, *now.Score, want, *was.Score)
			}
		}
		return
	}
	t.Fatal("no candidate is a go")
}

// Test002FStageWeights: at another stage the same numbers are weighed another way, in the order that the text gives, and may
// do other things; the ranking and its scores stay at one set of weights unless the profile asks for the stage's.
func Test002FStageWeights(t *testing.T) {
	in := small()
	in.Profile = scoring.DefaultProfile()
	in.Profile.Gates.AfterSales = false
	plain := advise(t, in)
	id := plain.Recommendations[0].CandidateID
	at := slices.IndexFunc(in.Candidates, func(c market.Candidate) bool { return c.ID == id })
	scores, actions := map[float64]string{}, map[string]string{}
	for _, stage := range []string{"launch", "growth", "mature", "decline"} {
		a := advise(t, change(in, at, func(c *market.Candidate) { c.Stage = stage }))
		r := find(t, a, id)
		v := r.StageView
		if v == nil || v.Stage != stage || *r.Score != *plain.Recommendations[0].Score || r.Rank != 1 {
			t.Fatalf("%s: view %+v, score %v, rank %d; want the ranking as it was", stage, v, *r.Score, r.Rank)
		}
		score, sum := 0.0, 0.0
		for name, w := range v.Weights {
			score += w * v.Scores[name]
			sum += w
		}
		if math.Abs(sum-1) > 1e-5 {
			t.Errorf("%s: weights sum to %v", stage, sum)
		}
		if math.Abs(score-v.Score) > 0.01 {
			t.Errorf("%s: score %v of weights %v; want %v", stage, v.Score, v.Weights, score)
		}
		did := strings.Join(r.Actions, "; ")
		if other := scores[v.Score] + actions[did]; other != "" {
			t.Errorf("%s and %s have the same score %v or actions %q", stage, other, v.Score, did)
		}
		scores[v.Score], actions[did] = stage, stage
		whole, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if stage == "launch" && strings.Contains(strings.ToLower(string(whole)), "scale ads") {
			t.Errorf("a launch is told to scale ads: %s", whole)
		}
	}
	w := func(stage, factor string) float64 {
		return find(t, advise(t, change(in, at, func(c *market.Candidate) { c.Stage = stage })), id).StageView.Weights[factor]
	}
	if !(w("launch", "value") > w("growth", "value") && w("growth", "attractiveness") > w("launch", "attractiveness") && w("mature", "cost") > w("growth", "cost") &&
		w("decline", "competition") > w("mature", "competition")) {
		t.Error("the stages do not weigh what the text says they should")
	}
}

// Test002FStageTerms: a profile changes the weights of a stage, lets them order the list, or puts them off; they hold a
// verdict back and never raise it.
func Test002FStageTerms(t *testing.T) {
	in := synthetic(30, 900)
	in.Profile = scoring.DefaultProfile()
	in.Profile.Gates.AfterSales = false
	for i := range in.Candidates {
		in.Candidates[i].Stage = []string{"launch", "growth", "mature", "decline"}[i%4]
	}
	order := map[market.Verdict]int{market.Drop: 0, market.Watch: 1, market.Trial: 2, market.Go: 3}
	shown := advise(t, in)
	use := func(text string) market.Advice {
		p, err := scoring.ParseProfile("p", []byte("gates: {after_sales: false}\nstages: "+text))
		if err != nil {
			t.Fatal(err)
		}
		x := in
		x.Profile = p
		return advise(t, x)
	}
	off := use("{use: off}")
	if a, b := ids(shown, ""), ids(off, ""); !slices.Equal(a, b) {
		t.Errorf("shown orders %v, off %v; want one order", a, b)
	}
	for _, r := range off.Recommendations {
		if with := find(t, shown, r.CandidateID); r.StageView != nil || order[with.Verdict] > order[r.Verdict] {
			t.Errorf("%s: off %s with the view %+v, shown %s", r.CandidateID, r.Verdict, r.StageView, with.Verdict)
		}
	}
	ranked := use("{use: rank, weights: {launch: {competition: 9, value: 0}}}")
	if slices.Equal(ids(ranked, ""), ids(shown, "")) {
		t.Error("the weights of the stages order nothing")
	}
	for i, r := range ranked.Recommendations[1:] {
		if before := ranked.Recommendations[i]; before.StageView.Score < r.StageView.Score-1e-4 {
			t.Errorf("%s with %v stands over %s with %v", before.CandidateID, before.StageView.Score, r.CandidateID, r.StageView.Score)
		}
		if r.Stage == "launch" && r.StageView.Weights["value"] != 0 {
			t.Errorf("%s: weights %v; want the profile's own for a launch", r.CandidateID, r.StageView.Weights)
		}
	}
	for text, says := range map[string]string{
		"stages: {use: always}": "stages.use", "stages: {weights: {lunch: {value: 1}}}": "stages.weights.lunch", "stages: {weights: {launch: {luck: 1}}}": "stages.weights.launch.luck",
		"stages: {weights: {launch: {value: -1}}}": "stages.weights.launch", "stages: {weights: {launch: {value: 0, attractiveness: 0, cost: 0, competition: 0}}}": "stages.weights.launch",
	} {
		if _, err := scoring.ParseProfile("p", []byte(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v; want it to name %s", text, err, says)
		}
	}
}
