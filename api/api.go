package api

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"

	"shelfwise/advisor"
	"shelfwise/api/web"
	"shelfwise/market"
)

// Options are the settings of the API. Logger and Now are needed, the rest has defaults.
type Options struct {
	Logger *slog.Logger
	Now    func() time.Time
	// Key is asked of every request but the probes, as a bearer token or as the password of basic authentication
	// (any user name), which lets a browser in. Without a key only requests that name a loopback host are answered.
	Key string
	// Version is shown in the OpenAPI document; "" is "dev".
	Version string
	// Metrics collects the numbers of /metrics; nil is a registry of its own.
	Metrics *prometheus.Registry
	// MaxBody bounds a request's body in bytes; 0 is 1 MiB.
	MaxBody int64
	// Timeout bounds the work on one request; 0 is 30 s.
	Timeout time.Duration
}

func (o Options) withDefaults() Options {
	if o.Version == "" {
		o.Version = "dev"
	}
	if o.Metrics == nil {
		o.Metrics = prometheus.NewRegistry()
	}
	if o.MaxBody == 0 {
		o.MaxBody = 1 << 20
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	return o
}

// service is what the operations share.
type service struct {
	advisor *advisor.Advisor
	store   market.Store
	o       Options

	prepared answers
}

// New returns the handler of the API and the dashboard over an advisor, or market.ErrInvalid where a needed option
// is missing.
func New(a *advisor.Advisor, o Options) (http.Handler, error) {
	if a == nil || o.Logger == nil || o.Now == nil {
		return nil, errors.Join(market.ErrInvalid, errors.New("api needs an advisor, a logger and a clock"))
	}
	s := &service{advisor: a, store: a.Store, o: o.withDefaults()}
	m, err := newMetrics(s)
	if err != nil {
		return nil, err
	}
	pages, err := web.New(a, web.Options{Logger: o.Logger, Now: o.Now})
	if err != nil {
		return nil, err
	}
	r := newRouter()
	if err := r.SetTrustedProxies(nil); err != nil {
		return nil, err
	}
	r.Use(s.identify, m.observe, s.recovered, s.limited, s.allowed, s.sameOrigin, s.once, s.tagged, plainAccept)
	s.register(humagin.New(r, s.config()))
	r.GET("/metrics", gin.WrapH(m.handler()))
	r.NoRoute(func(c *gin.Context) { s.elsewhere(c, pages) })
	r.NoMethod(func(c *gin.Context) {
		s.abort(c, http.StatusMethodNotAllowed, "this address does not take "+c.Request.Method)
	})
	return r, nil
}

// newRouter is Gin without its defaults: no logger of its own, no guessing of addresses, ids with slashes escaped.
func newRouter() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.RedirectTrailingSlash = false
	r.UseRawPath = true
	r.UnescapePathValues = true
	return r
}

// config is the frame of the OpenAPI document.
func (s *service) config() huma.Config {
	c := huma.DefaultConfig("Shelfwise", s.o.Version)
	c.Info.Description = "What to sell next and at which price: rankings, price corridors, and what they rest on."
	c.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil
	c.Formats = map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat, "text/csv": csvFormat()}
	c.DefaultFormat = "application/json"
	c.Transformers = []huma.Transformer{describeProblem}
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"bearer": {Type: "http", Scheme: "bearer", Description: "The key that the server was started with; none on loopback."},
	}
	c.Security = []map[string][]string{{}, {"bearer": {}}}
	aliasTypes(c.Components.Schemas)
	return c
}

// register lists every operation, in one place.
func (s *service) register(api huma.API) {
	s.recommendationOps(api)
	s.rankingOps(api)
	s.candidateOps(api)
	s.listingOps(api)
	s.matchOps(api)
	s.outcomeOps(api)
	s.hostOps(api)
	s.healthOps(api)
	allowNull(api.OpenAPI().Components.Schemas)
}

// operation registers a handler whose errors are put through the table of problem.go.
func operation[I, O any](s *service, api huma.API, op huma.Operation, handle func(context.Context, *I) (*O, error)) {
	op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusUnauthorized, http.StatusInternalServerError)
	op.Middlewares = append(op.Middlewares, func(ctx huma.Context, next func(huma.Context)) {
		if unknown := unknownParameters(ctx); len(unknown) > 0 {
			_ = huma.WriteErr(api, ctx, http.StatusUnprocessableEntity, "validation failed", unknown...) // the caller went away
			return
		}
		next(ctx)
	})
	huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}

// unknownParameters objects to query parameters that an operation does not have: one that is spelt wrong would be ignored,
// and the answer taken for what was asked.
func unknownParameters(ctx huma.Context) []error {
	address := ctx.URL()
	query := address.Query()
	var names []string
	for _, p := range ctx.Operation().Parameters {
		if p.In == "query" {
			names = append(names, p.Name)
		}
	}
	var out []error
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if slices.Contains(names, name) {
			continue
		}
		allowed := "none is known here"
		if len(names) > 0 {
			allowed = "want one of " + strings.Join(names, ", ")
		}
		out = append(out, &huma.ErrorDetail{Message: "unknown query parameter; " + allowed, Location: "query." + name, Value: query.Get(name)})
	}
	return out
}

// elsewhere answers what no operation does: the dashboard, or a problem for programs.
func (s *service) elsewhere(c *gin.Context, pages http.Handler) {
	if wantsProblem(c.Request) {
		s.abort(c, http.StatusNotFound, "there is nothing at "+c.Request.URL.Path)
		return
	}
	c.Status(http.StatusOK) // Gin has set 404 for a route that it does not know
	pages.ServeHTTP(c.Writer, c.Request)
}
