package advisor

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

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

// PageCount is how many pages of a source ended with an outcome, over every run; "" counts those still to be asked for.
type PageCount struct {
	Source  string
	Outcome string
	Pages   int64
}

// Others stands for the sources beyond those that PageCounts names.
const Others = "(others)"

// PageCounts says how the pages of each source ended, over every run, in order of source and outcome. It names at most most
// sources, those with the most pages; the rest are one, Others.
func (a *Advisor) PageCounts(ctx context.Context, most int) ([]PageCount, error) {
	if a.Jobs == nil {
		return nil, nil
	}
	count, total := map[PageCount]int64{}, map[string]int64{}
	for c, err := range a.Jobs.JobCounts(ctx) {
		if err != nil {
			return nil, fmt.Errorf("count pages: %w", err)
		}
		if scraper.IsPage(c.Kind) {
			count[PageCount{Source: c.Source, Outcome: c.Outcome}] += c.Jobs
			total[c.Source] += c.Jobs
		}
	}
	names := slices.SortedFunc(maps.Keys(total), func(x, y string) int { return cmp.Or(cmp.Compare(total[y], total[x]), cmp.Compare(x, y)) })
	named := map[string]bool{}
	for _, name := range names[:min(most, len(names))] {
		named[name] = true
	}
	sum := map[PageCount]int64{}
	for c, n := range count {
		if !named[c.Source] {
			c.Source = Others
		}
		sum[c] += n
	}
	var out []PageCount
	for c, n := range sum {
		c.Pages = n
		out = append(out, c)
	}
	slices.SortFunc(out, func(x, y PageCount) int {
		return cmp.Or(cmp.Compare(x.Source, y.Source), cmp.Compare(x.Outcome, y.Outcome))
	})
	return out, nil
}
