package scoring

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"shelfwise/market"
)

// How weights by stage are used (text 002-F).
const (
	StagesShown = "shown" // beside the score, and in the verdict, which they can only hold back; the default
	StagesRank  = "rank"  // also in the order of the list
	StagesOff   = "off"
)

// StageTerms say what the stage of a product changes in how it is weighed.
type StageTerms struct {
	Use     string             // "" is StagesShown
	Weights map[string]Weights // by stage: how many times its profile's weight a factor has; what is left out as by default
}

// DefaultStageWeights are ours, after text 002: what is launched has to be worth its price, since a first small group tells
// others; what grows has to draw; what is mature has to leave money; what declines is judged by what it leaves and by who
// else is still there. They are times the profile's weights, so that a buyer's own order of the factors stays in them.
func DefaultStageWeights() map[string]Weights {
	return map[string]Weights{
		StageLaunch:  {1.5, 1, 0.5, 1},
		StageGrowth:  {1, 1.5, 0.75, 1},
		StageMature:  {0.75, 1, 1.5, 1},
		StageDecline: {0.75, 0.5, 1.5, 1.5},
	}
}

// atStage returns the weights at a stage; false where the stage is not known or weights by stage are off.
func (p Profile) atStage(stage string, w Weights) (Weights, bool) {
	if p.Stages.Use == StagesOff {
		return w, false
	}
	times, ok := p.Stages.Weights[stage]
	if !ok {
		times, ok = DefaultStageWeights()[stage]
	}
	if !ok {
		return w, false
	}
	for f := range w {
		w[f] *= times[f]
	}
	out, err := w.normal()
	return out, err == nil
}

// stageScore is the score at the weights of the candidate's stage; false where there are none.
func (r *run) stageScore(k *candidateCase) (score float64, w Weights, ok bool) {
	if w, ok = r.profile.atStage(k.stage, r.weights); !ok {
		return math.NaN(), w, false
	}
	return w.of(&k.at), w, true
}

// holdBack bounds a verdict by the score at the weights of the stage: it can make none better, so that saying the stage
// never buys a go that the profile's own weights refuse.
func (r *run) holdBack(k *candidateCase, v market.Verdict, rule string) (market.Verdict, string) {
	score, _, ok := r.stageScore(k)
	score = shownScore(score)
	switch {
	case !ok:
	case score < trialScore && (v == market.Go || v == market.Trial):
		return market.Watch, fmt.Sprintf("score under %.0f at the weights of its stage (%s)", trialScore, k.stage)
	case score < goScore && v == market.Go:
		return market.Trial, fmt.Sprintf("score under %.0f at the weights of its stage (%s): worth a trial, not yet a launch", goScore, k.stage)
	}
	return v, rule
}

// stageView renders the score at the weights of the stage; nil where there are none.
func (r *run) stageView(k *candidateCase) *market.StageView {
	score, w, ok := r.stageScore(k)
	if !ok {
		return nil
	}
	v := &market.StageView{Stage: k.stage, Weights: map[string]float64{}, Scores: map[string]float64{}, Score: round(score, 4), Use: cmp.Or(r.profile.Stages.Use, StagesShown)}
	for f, name := range Factors() {
		v.Weights[string(name)], v.Scores[string(name)] = round(w[f], 6), round(w.shown(&k.at, f), 4)
	}
	return v
}

// stagesText is what a profile's file says of stages.
type stagesText struct {
	Use     string                        `yaml:"use"`
	Weights map[string]map[string]float64 `yaml:"weights"`
}

// into reads the terms; a factor that is left out keeps its weight (once).
func (t stagesText) into(out *StageTerms) error {
	if t.Use != "" {
		if !slices.Contains([]string{StagesShown, StagesRank, StagesOff}, t.Use) {
			return &market.FieldError{Field: "stages.use", Problem: fmt.Sprintf("%q is none of shown, rank, off", t.Use)}
		}
		out.Use = t.Use
	}
	known := DefaultStageWeights()
	for _, stage := range slices.Sorted(maps.Keys(t.Weights)) {
		if _, ok := known[stage]; !ok {
			return &market.FieldError{Field: "stages.weights." + stage, Problem: "is none of launch, growth, mature, decline"}
		}
		w := Weights{1, 1, 1, 1}
		factors := Factors()
		for _, name := range slices.Sorted(maps.Keys(t.Weights[stage])) {
			i := slices.Index(factors[:], Factor(name))
			if i < 0 {
				return &market.FieldError{Field: "stages.weights." + stage + "." + name, Problem: fmt.Sprintf("is none of %v", factors)}
			}
			w[i] = t.Weights[stage][name]
		}
		if _, err := w.normal(); err != nil {
			return fmt.Errorf("stages.weights.%s: %w", stage, err)
		}
		if out.Weights == nil {
			out.Weights = map[string]Weights{}
		}
		out.Weights[stage] = w
	}
	return nil
}
