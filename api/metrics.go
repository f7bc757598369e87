package api

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"shelfwise/advisor"
	"shelfwise/market"
)

// mostSources bounds the series of the pages: sources × two dozen outcomes.
const mostSources = 200

// metrics are the numbers of /metrics: of requests, counted as they come, and of the market, read when asked.
type metrics struct {
	s        *service
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	listings *prometheus.Desc
	oldest   *prometheus.Desc
	verdicts *prometheus.Desc
	advice   *prometheus.Desc
	waiting  *prometheus.Desc
	pages    *prometheus.Desc
	asked    *prometheus.Desc
	bytes    *prometheus.Desc
	waited   *prometheus.Desc
}

func newMetrics(s *service) (*metrics, error) {
	m := &metrics{
		s: s,
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "shelfwise_http_requests_total", Help: "Requests answered, by route and status.",
		}, []string{"method", "route", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "shelfwise_http_request_seconds", Help: "Time to answer, by route.",
			Buckets: []float64{.001, .005, .02, .05, .2, 1, 5, 30},
		}, []string{"route"}),
		listings: prometheus.NewDesc("shelfwise_listings", "Listings kept, by source.", []string{"source"}, nil),
		oldest:   prometheus.NewDesc("shelfwise_listing_age_seconds", "Age of the newest reading of each source.", []string{"source"}, nil),
		verdicts: prometheus.NewDesc("shelfwise_recommendations", "Recommendations of the newest advice, by verdict.", []string{"verdict"}, nil),
		advice:   prometheus.NewDesc("shelfwise_advice_age_seconds", "Age of the newest advice.", nil, nil),
		waiting:  prometheus.NewDesc("shelfwise_matches_to_review", "Doubtful matches that wait for a person.", nil, nil),
		pages:    prometheus.NewDesc("shelfwise_pages", "Pages that sites were asked for, over every run, by source (one site each) and outcome; open: still to be asked for.", []string{"source", "outcome"}, nil),
	}
	m.asked = prometheus.NewDesc("shelfwise_host_outcomes", "How requests to each host ended today (UTC), by outcome; robots_disallowed, robots_unreachable and third_party were not asked for.", []string{"host", "outcome"}, nil)
	m.bytes = prometheus.NewDesc("shelfwise_host_bytes", "Bytes of bodies that each host sent today (UTC).", []string{"host"}, nil)
	m.waited = prometheus.NewDesc("shelfwise_host_wait_seconds", "How long requests to each host waited for their turn today (UTC).", []string{"host"}, nil)
	for _, c := range []prometheus.Collector{m.requests, m.took, m, collectors.NewGoCollector()} {
		if err := s.o.Metrics.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.s.o.Metrics, promhttp.HandlerOpts{Registry: m.s.o.Metrics})
}

// observe counts a request under its route, never under its path: ids would make a series each.
func (m *metrics) observe(c *gin.Context) {
	began := m.s.o.Now()
	c.Next()
	route := c.FullPath()
	if route == "" {
		route = "dashboard"
	}
	m.requests.WithLabelValues(c.Request.Method, route, strconv.Itoa(c.Writer.Status())).Inc()
	m.took.WithLabelValues(route).Observe(m.s.o.Now().Sub(began).Seconds())
}

// Describe is part of prometheus.Collector.
func (m *metrics) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{m.listings, m.oldest, m.verdicts, m.advice, m.waiting, m.pages, m.asked, m.bytes, m.waited} {
		ch <- d
	}
}

// Collect is part of prometheus.Collector. What the store does not answer in time is left out of this reading.
func (m *metrics) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	now := m.s.o.Now()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	count, newest := map[string]int{}, map[string]time.Time{}
	for l, err := range m.s.store.Listings(ctx, market.ListingFilter{}) {
		if err != nil {
			m.s.o.Logger.Warn("metrics incomplete", "error", err)
			return
		}
		count[l.Source]++
		if l.LastSeen.After(newest[l.Source]) {
			newest[l.Source] = l.LastSeen
		}
	}
	for source, n := range count {
		gauge(m.listings, float64(n), source)
		if at := newest[source]; !at.IsZero() {
			gauge(m.oldest, now.Sub(at).Seconds(), source)
		}
	}
	if pages, err := m.s.advisor.PageCounts(ctx, mostSources); err == nil {
		for _, p := range pages {
			gauge(m.pages, float64(p.Pages), p.Source, cmp.Or(p.Outcome, "open"))
		}
	} else {
		m.s.o.Logger.Warn("metrics incomplete", "error", err)
	}
	m.hosts(ctx, gauge)
	if n, err := m.s.advisor.Waiting(ctx); err == nil {
		gauge(m.waiting, float64(n))
	}
	a, err := m.s.store.Advice(ctx, time.Time{})
	if err != nil {
		return
	}
	gauge(m.advice, now.Sub(a.AsOf).Seconds())
	verdicts := map[market.Verdict]int{market.Go: 0, market.Trial: 0, market.Watch: 0, market.Drop: 0}
	for _, r := range a.Recommendations {
		verdicts[r.Verdict]++
	}
	for v, n := range verdicts {
		gauge(m.verdicts, float64(n), string(v))
	}
}

// hosts gives the numbers of the hosts asked most today; of the others nothing, so that the series stay few.
func (m *metrics) hosts(ctx context.Context, gauge func(d *prometheus.Desc, v float64, labels ...string)) {
	hosts, err := m.s.advisor.Hosts(ctx, 1)
	if err != nil {
		m.s.o.Logger.Warn("metrics incomplete", "error", err)
		return
	}
	slices.SortStableFunc(hosts, func(a, b advisor.HostUse) int { return cmp.Compare(b.Requests, a.Requests) })
	for _, h := range hosts[:min(len(hosts), mostSources)] {
		for o, n := range h.Outcomes {
			gauge(m.asked, float64(n), h.Host, o)
		}
		gauge(m.bytes, float64(h.Bytes), h.Host)
		gauge(m.waited, h.Waited, h.Host)
	}
}
