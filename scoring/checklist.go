package scoring

// Slot is one step of the explosive-product checklist (003-M).
type Slot struct {
	Number   int    `json:"number"`
	Step     string `json:"step"` // "not in source" where the text lost it
	Evidence string `json:"evidence,omitempty"`
	Owner    string `json:"owner,omitempty"`
	Done     bool   `json:"done"`
	Next     string `json:"next,omitempty"`
}

// lost marks a slot whose text the source does not hold.
const lost = "not in source"

// ExplosiveChecklist returns the twelve slots of the text; the readable ones filled, the lost ones marked, none made up.
func ExplosiveChecklist() []Slot {
	steps := [12]string{
		"understand what buyers need", "raise the product's value", "make the page attractive", "write the title", "buy precise traffic",
		lost, "sell related products beside it", "rank for keywords", lost, "analyse where visitors come from",
		"keep traffic and sales slightly above peers", "repeat for more products",
	}
	out := make([]Slot, len(steps))
	for i, s := range steps {
		out[i] = Slot{Number: i + 1, Step: s}
		if s != lost {
			out[i].Next = "name an owner and the evidence that it is done"
		}
	}
	return out
}
