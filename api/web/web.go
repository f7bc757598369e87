package web

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"shelfwise/advisor"
	"shelfwise/market"
)

//go:embed templates assets
var files embed.FS

// policy lets a page load its own style sheet and images and send its forms home; nothing else, no script at all.
const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Options are the settings of the dashboard. Both are needed.
type Options struct {
	Logger *slog.Logger
	Now    func() time.Time
}

// dashboard is the handler of the pages.
type dashboard struct {
	advisor *advisor.Advisor
	store   market.Store
	o       Options
	pages   map[string]*template.Template
}

// New returns the handler of the dashboard. Writes rely on the caller to refuse those of other sites.
func New(a *advisor.Advisor, o Options) (http.Handler, error) {
	d := &dashboard{advisor: a, store: a.Store, o: o, pages: map[string]*template.Template{}}
	for _, name := range []string{"ranking", "candidate", "listings", "listing", "review", "outcomes", "hosts", "problem"} {
		t, err := template.New("").Funcs(functions()).ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("dashboard page %s: %w", name, err)
		}
		d.pages[name] = t
	}
	assets, err := fs.Sub(files, "assets")
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", d.page(d.ranking))
	mux.HandleFunc("GET /candidates/{id}", d.page(d.candidate))
	mux.HandleFunc("GET /listings", d.page(d.listings))
	mux.HandleFunc("GET /listing", d.page(d.listing))
	mux.HandleFunc("GET /review", d.page(d.review))
	mux.HandleFunc("POST /review", d.decide)
	mux.HandleFunc("GET /outcomes", d.page(d.outcomes))
	mux.HandleFunc("POST /outcomes", d.keepOutcome)
	mux.HandleFunc("GET /hosts", d.page(d.hosts))
	mux.HandleFunc("GET /review.csv", d.queueFile)
	mux.HandleFunc("POST /review/file", d.decideFile)
	mux.HandleFunc("POST /review/compare", d.compare)
	mux.Handle("GET /assets/", http.StripPrefix("/assets/", http.FileServerFS(assets)))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		d.problem(w, r, fmt.Errorf("page %s: %w", r.URL.Path, market.ErrNotFound))
	})
	return secured(mux), nil
}

// secured sets the policy of every page.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		next.ServeHTTP(w, r)
	})
}

// view is what a page shows inside the layout.
type view struct {
	Page    string // template
	Title   string
	Section string // of the navigation
	Waiting int    // matches to review
	AsOf    time.Time
	Model   string
	Now     time.Time
	Body    any
}

// page serves what a function finds out, or the problem it met.
func (d *dashboard) page(find func(*http.Request) (view, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := find(r)
		if err != nil {
			d.problem(w, r, err)
			return
		}
		d.render(w, r, http.StatusOK, v)
	}
}

// render writes a page only when it is complete.
func (d *dashboard) render(w http.ResponseWriter, r *http.Request, status int, v view) {
	v.Now = d.o.Now()
	if n, err := d.advisor.Waiting(r.Context()); err == nil {
		v.Waiting = n
	}
	var b bytes.Buffer
	if err := d.pages[v.Page].ExecuteTemplate(&b, "layout", v); err != nil {
		d.o.Logger.Error("page not rendered", "page", v.Page, "error", err)
		http.Error(w, "this page could not be made; the log says why", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the reader has gone where this fails
}

// problemView tells what went wrong and what to do.
type problemView struct{ Heading, Text string }

func (d *dashboard) problem(w http.ResponseWriter, r *http.Request, err error) {
	status, body := http.StatusInternalServerError, problemView{"Something went wrong here", "The log says what. Try again in a moment."}
	switch {
	case errors.Is(err, errNoAdvice):
		status, body = http.StatusNotFound, problemView{"Nothing has been ranked yet",
			"Collect or import listings, import candidates, then run: shelfwise rank. Or try: shelfwise demo."}
	case errors.Is(err, market.ErrNotFound):
		status, body = http.StatusNotFound, problemView{"There is nothing here", err.Error()}
	case errors.Is(err, market.ErrInvalid):
		status, body = http.StatusUnprocessableEntity, problemView{"That could not be read", err.Error()}
	default:
		d.o.Logger.Error("page failed", "path", r.URL.Path, "error", err)
	}
	d.render(w, r, status, view{Page: "problem", Title: body.Heading, Body: body})
}
