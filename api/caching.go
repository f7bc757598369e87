package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// held keeps an answer back until its entity tag is known. Answers are bounded by the paging, so holding is cheap.
type held struct {
	gin.ResponseWriter
	body   bytes.Buffer
	status int
}

// WriteHeader keeps the status.
func (h *held) WriteHeader(status int) { h.status = status }

// WriteHeaderNow does nothing: the header goes out with the body.
func (h *held) WriteHeaderNow() {}

// Write keeps the bytes.
func (h *held) Write(b []byte) (int, error) { return h.body.Write(b) }

// WriteString keeps the bytes.
func (h *held) WriteString(s string) (int, error) { return h.body.WriteString(s) }

// Written reports whether there is an answer.
func (h *held) Written() bool { return h.body.Len() > 0 }

// Status returns the status kept.
func (h *held) Status() int { return h.status }

// Size returns the length kept.
func (h *held) Size() int { return h.body.Len() }

// tagged gives every good answer to a GET under /v1 an entity tag, and 304 to who has it already (RFC 9110, 13.1.2).
func tagged(c *gin.Context) {
	if c.Request.Method != http.MethodGet || !strings.HasPrefix(c.Request.URL.Path, "/v1/") {
		c.Next()
		return
	}
	real := c.Writer
	h := &held{ResponseWriter: real, status: http.StatusOK}
	c.Writer = h
	// The writer goes back also when a handler panics, so that recovered can answer.
	defer func() { c.Writer = real }()
	c.Next()
	if h.status != http.StatusOK {
		real.WriteHeader(h.status)
		_, _ = real.Write(h.body.Bytes())
		return
	}
	sum := sha256.Sum256(h.body.Bytes())
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	header := real.Header()
	header.Set("ETag", tag)
	header.Set("Cache-Control", "no-cache")
	header.Add("Vary", "Accept, Authorization")
	if noneMatch(c.GetHeader("If-None-Match"), tag) {
		header.Del("Content-Type")
		real.WriteHeader(http.StatusNotModified)
		real.WriteHeaderNow()
		return
	}
	real.WriteHeader(http.StatusOK)
	_, _ = real.Write(h.body.Bytes())
}

// noneMatch compares weakly, as GET does.
func noneMatch(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == tag || part == "*" {
			return true
		}
	}
	return false
}
