package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"
	"time"

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
// Answers that rest on the newest ranking alone are kept, prepared, until that ranking is another.
func (s *service) tagged(c *gin.Context) {
	if c.Request.Method != http.MethodGet || !strings.HasPrefix(c.Request.URL.Path, "/v1/") {
		c.Next()
		return
	}
	stamp, key := s.preparable(c)
	if a, ok := s.prepared.get(stamp, key); ok {
		c.Abort()
		a.send(c)
		return
	}
	real := c.Writer
	h := &held{ResponseWriter: real, status: http.StatusOK}
	c.Writer = h
	// The writer goes back also when a handler panics, so that recovered can answer.
	defer func() { c.Writer = real }()
	c.Next()
	c.Writer = real
	if h.status != http.StatusOK {
		real.WriteHeader(h.status)
		_, _ = real.Write(h.body.Bytes())
		return
	}
	sum := sha256.Sum256(h.body.Bytes())
	a := answer{
		tag: `"` + hex.EncodeToString(sum[:12]) + `"`, contentType: real.Header().Get("Content-Type"), link: real.Header().Get("Link"),
		body: h.body.Bytes(),
	}
	s.prepared.put(stamp, key, a)
	a.send(c)
}

// preparable returns the stamp of the newest ranking and what tells requests about it apart; "" where the answer rests
// on more than that ranking, or there is none.
func (s *service) preparable(c *gin.Context) (stamp, key string) {
	switch c.FullPath() {
	case recommendationsPath, recommendationsPath + "/:id":
	default:
		return "", ""
	}
	for name := range c.Request.URL.Query() {
		switch name {
		case "category", "verdict", "limit": // these select; any other may ask for more than the newest ranking
		default:
			return "", ""
		}
	}
	stamp, err := s.store.AdviceStamp(c.Request.Context(), time.Time{})
	if err != nil {
		return "", "" // the operation says what is wrong
	}
	return stamp, c.Request.URL.EscapedPath() + "?" + c.Request.URL.RawQuery + " " + c.GetHeader("Accept")
}

// answer is a good answer, ready to be sent.
type answer struct {
	tag, contentType, link string
	body                   []byte
}

func (a answer) send(c *gin.Context) {
	header := c.Writer.Header()
	header.Set("ETag", a.tag)
	header.Set("Cache-Control", "no-cache")
	header.Add("Vary", "Accept, Authorization")
	if a.link != "" {
		header.Set("Link", a.link)
	}
	if noneMatch(c.GetHeader("If-None-Match"), a.tag) {
		header.Del("Content-Type")
		c.Writer.WriteHeader(http.StatusNotModified)
		c.Writer.WriteHeaderNow()
		return
	}
	header.Set("Content-Type", a.contentType)
	c.Writer.WriteHeader(http.StatusOK)
	_, _ = c.Writer.Write(a.body)
}

// answers keeps prepared answers about one ranking, up to maxPrepared bytes of them.
type answers struct {
	mu    sync.Mutex
	stamp string
	size  int
	known map[string]answer
}

const maxPrepared = 32 << 20

func (p *answers) get(stamp, key string) (answer, bool) {
	if key == "" {
		return answer{}, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stamp != stamp {
		return answer{}, false
	}
	a, ok := p.known[key]
	return a, ok
}

func (p *answers) put(stamp, key string, a answer) {
	size := len(key) + len(a.body)
	if key == "" || size > maxPrepared/8 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stamp != stamp || p.size+size > maxPrepared {
		p.stamp, p.size, p.known = stamp, 0, map[string]answer{}
	}
	p.known[key] = a
	p.size += size
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
