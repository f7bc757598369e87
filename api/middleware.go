package api

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/gin-gonic/gin"
)

type contextKey int

const requestIDKey contextKey = iota

// requestIDHeader carries the request's id, ours or the caller's.
const requestIDHeader = "X-Request-ID"

func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey).(string)
	return id
}

// identify gives every request an id, logs its end, and sets the headers that every answer has.
func (s *service) identify(c *gin.Context) {
	id := c.GetHeader(requestIDHeader)
	if !plainID(id) {
		id = rand.Text()
	}
	c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), requestIDKey, id))
	h := c.Writer.Header()
	h.Set(requestIDHeader, id)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	began := s.o.Now()
	c.Next()
	s.o.Logger.Info("request answered", "method", c.Request.Method, "path", c.Request.URL.Path, "status", c.Writer.Status(),
		"bytes", max(0, c.Writer.Size()), "took", s.o.Now().Sub(began), "request_id", id)
}

// plainID accepts a caller's id that is safe to log and to repeat.
func plainID(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	return strings.Trim(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

// recovered turns a panic into a problem; the stack goes to the log.
func (s *service) recovered(c *gin.Context) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if v == http.ErrAbortHandler { //nolint:errorlint // a panic value, not an error that was returned
			panic(v)
		}
		s.o.Logger.Error("handler panicked", "panic", fmt.Sprint(v), "stack", string(debug.Stack()), "request_id", requestID(c.Request.Context()))
		s.abort(c, http.StatusInternalServerError, internalDetail)
	}()
	c.Next()
}

// limited bounds the time and the body of a request.
func (s *service) limited(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.o.Timeout)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	if c.Request.ContentLength > s.o.MaxBody {
		s.abort(c, http.StatusRequestEntityTooLarge, fmt.Sprintf("a body has at most %d bytes here", s.o.MaxBody))
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, s.o.MaxBody)
	c.Next()
}

// plainAccept lets only the operations that have a table form be asked for CSV.
func plainAccept(c *gin.Context) {
	table := c.Request.Method == http.MethodGet && (c.FullPath() == recommendationsPath || c.FullPath() == matchesPath)
	if !table && strings.Contains(c.GetHeader("Accept"), "text/csv") {
		c.Request.Header.Set("Accept", "application/json")
	}
	c.Next()
}
