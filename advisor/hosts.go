package advisor

import (
	"context"
	"time"

	"shelfwise/market"
	"shelfwise/scraper"
)

// HostUse is what one host was asked for over some days, by all runs and processes that share the store.
type HostUse struct {
	Host     string `json:"host" doc:"Host, with the port where it is not the usual one"`
	Requests int    `json:"requests" doc:"That went out, robots.txt, redirects and a page's own included"`
	Bytes    int64  `json:"bytes" doc:"Of bodies, as they came over the network"`
	// Outcomes are fetch.Outcome by name; robots_disallowed, robots_unreachable and third_party count what was not asked.
	Outcomes map[string]int `json:"outcomes" doc:"How requests ended, and beside them what was not asked for: robots_disallowed, robots_unreachable, third_party"`
	Waited   float64        `json:"waited_seconds" doc:"How long requests waited for the host's turn: pace, Crawl-delay, Retry-After"`
	Answered float64        `json:"answered_seconds" doc:"How long the host took to answer, over all requests"`
	Pace     float64        `json:"pace_seconds" doc:"Longest pause kept after a request; Retry-After not counted"`
}

// MaxHostDays is the most days that Hosts looks back.
const MaxHostDays = 90

// Hosts says what each host was asked for in the last days, today included, in order of host. Error: market.ErrInvalid for
// days outside 1 to MaxHostDays.
func (a *Advisor) Hosts(ctx context.Context, days int) ([]HostUse, error) {
	if days < 1 || days > MaxHostDays {
		return nil, &market.FieldError{Field: "days", Problem: "must be between 1 and 90"}
	}
	out := []HostUse{}
	if a.Jobs == nil {
		return out, nil
	}
	all, err := scraper.Hosts(ctx, a.Jobs, a.Now(), days)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(all); {
		sum := all[i].HostCount
		for i++; i < len(all) && all[i].Host == sum.Host; i++ {
			sum = sum.Plus(all[i].HostCount)
		}
		use := HostUse{
			Host: sum.Host, Requests: sum.Requests, Bytes: sum.Bytes, Outcomes: map[string]int{},
			Waited: seconds(sum.WaitedMS), Answered: seconds(sum.AnsweredMS), Pace: seconds(sum.PaceMS),
		}
		for o, n := range sum.Outcomes {
			use.Outcomes[string(o)] = n
		}
		out = append(out, use)
	}
	return out, nil
}

func seconds(ms int64) float64 { return (time.Duration(ms) * time.Millisecond).Seconds() }
