package advisor

import (
	"context"
	"errors"
	"fmt"

	"shelfwise/market"
	"shelfwise/scraper"
)

// Collect runs the collector over the profiles and stores what they show. A run that was stopped is taken up again
// under the same name. The error is that of the run itself; what single pages lacked is in the report.
func (a *Advisor) Collect(ctx context.Context, cfg scraper.Config, run string, profiles ...*scraper.Profile) (scraper.Report, error) {
	return a.collecting(ctx, cfg, run, profiles, (*scraper.Collector).Collect)
}

// Release stores what a held run found, after a person has looked at it; it asks for no page.
func (a *Advisor) Release(ctx context.Context, cfg scraper.Config, run string, profiles ...*scraper.Profile) (scraper.Report, error) {
	return a.collecting(ctx, cfg, run, profiles, (*scraper.Collector).Release)
}

// collectorDo is one of the things that a Collector does with a run.
type collectorDo func(c *scraper.Collector, ctx context.Context, run string, profiles ...*scraper.Profile) (scraper.Report, error)

func (a *Advisor) collecting(ctx context.Context, cfg scraper.Config, run string, profiles []*scraper.Profile, do collectorDo) (scraper.Report, error) {
	if a.Jobs == nil {
		return scraper.Report{}, errors.Join(market.ErrInvalid, errors.New("this store hands out no collection work"))
	}
	c, err := scraper.New(cfg, a.Jobs, a.Store)
	if err != nil {
		return scraper.Report{}, err
	}
	defer c.Close()
	report, err := do(c, ctx, run, profiles...)
	a.forget()
	if err != nil {
		return report, fmt.Errorf("collect %s: %w", run, err)
	}
	return report, nil
}
