package bench_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"shelfwise/advisor"
	"shelfwise/api"
	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/store/memory"
)

// BenchmarkRecommendations asks for the same page of a ranking, a hundred times a round. The peer is the limit: bare Gin
// that writes the same bytes, prepared.
func BenchmarkRecommendations(b *testing.B) {
	st := memory.New()
	if err := st.PutAdvice(b.Context(), advice(200)); err != nil {
		b.Fatal(err)
	}
	a, err := advisor.New(advisor.Options{Store: st, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	h, err := api.New(a, api.Options{Logger: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	const path = "/v1/recommendations?limit=50"
	first := httptest.NewRecorder()
	h.ServeHTTP(first, ask(path))
	if first.Code != http.StatusOK {
		b.Fatalf("GET %s = %d", path, first.Code)
	}
	body := first.Body.Bytes()
	gin.SetMode(gin.ReleaseMode)
	bare := gin.New()
	bare.GET("/v1/recommendations", func(c *gin.Context) { c.Data(http.StatusOK, "application/json", body) })
	b.Logf("%d KB an answer", len(body)/1024)
	hundred := func(h http.Handler) func() error {
		return func() error {
			for range 100 {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, ask(path))
				if w.Code != http.StatusOK || w.Body.Len() != len(body) {
					return fmt.Errorf("status %d, %d bytes", w.Code, w.Body.Len())
				}
			}
			return nil
		}
	}
	versus(b, side{"shelfwise", hundred(h)}, side{"bare-gin-prepared", hundred(bare)})
}

func ask(path string) *http.Request {
	r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, path, http.NoBody)
	r.Host = "localhost"
	return r
}

func advice(n int) market.Advice {
	out := market.Advice{AsOf: monday, ModelVersion: "bench"}
	for i := range n {
		r := market.Recommendation{
			CandidateID: fmt.Sprintf("c%04d", i), Title: fmt.Sprintf("Kettle %d", i), Category: "kettle", Rank: i + 1, Verdict: market.Go,
			Score: new(80 - float64(i)/10), Reasons: []string{"It sells at a price that leaves a margin.", "Rivals ask more."},
			GatesFailed: []market.GateFailure{}, Unknown: []string{}, Warnings: []market.Warning{},
			Price: market.PriceAdvice{Recommended: money.New(int64(1999+i), "EUR"), Position: "parity"},
		}
		for j := range 10 {
			r.Market.Rivals = append(r.Market.Rivals, market.Rival{ListingID: market.ListingID(fmt.Sprintf("a|%d", j)), Title: "Rival kettle", Price: money.New(2099, "EUR")})
		}
		out.Recommendations = append(out.Recommendations, r)
	}
	return out
}
