package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"shelfwise/market"
)

// keyHeader names a request, so that sent again it is not done again
// (draft-ietf-httpapi-idempotency-key-header-07).
const keyHeader = "Idempotency-Key"

const maxKey = 255

// once answers a POST that carries a key which was seen before with the answer of then. Another request under the same
// key is 422, one that is still under way 409, a missing key 400 where the operation needs one. Answers that blame this
// server are not kept: to try again is then right.
func (s *service) once(c *gin.Context) {
	if c.Request.Method != http.MethodPost || !strings.HasPrefix(c.Request.URL.Path, "/v1/") {
		c.Next()
		return
	}
	key := strings.Trim(c.GetHeader(keyHeader), `"`)
	switch {
	case key == "" && c.FullPath() == rankingsPath:
		s.abort(c, http.StatusBadRequest, "this address needs an "+keyHeader+" header: any text, the same again when the request is sent again")
		return
	case key == "":
		c.Next()
		return
	case len(key) > maxKey || strings.ContainsFunc(key, func(r rune) bool { return r < ' ' || r > '~' }):
		s.abort(c, http.StatusBadRequest, keyHeader+" takes up to 255 printable ASCII characters")
		return
	case s.advisor.Keys == nil:
		s.abort(c, http.StatusNotImplemented, "this server keeps no idempotency keys")
		return
	}
	body, err := io.ReadAll(c.Request.Body)
	if err != nil {
		s.abort(c, http.StatusRequestEntityTooLarge, "the body is too large, or broke off")
		return
	}
	c.Request.Body = io.NopCloser(bytes.NewReader(body))
	name := sha256.Sum256([]byte(c.Request.URL.RequestURI() + "\n" + string(body)))
	request := market.Answered{Request: hex.EncodeToString(name[:]), At: s.o.Now().UTC()}
	kept, taken, err := s.advisor.Keys.TakeKey(c.Request.Context(), key, request)
	switch {
	case err != nil:
		s.o.Logger.Error("idempotency key", "error", err, "request_id", requestID(c.Request.Context()))
		s.abort(c, http.StatusInternalServerError, internalDetail)
	case taken:
		s.firstTime(c, key, request)
	case kept.Request != request.Request:
		s.abort(c, http.StatusUnprocessableEntity, "this "+keyHeader+" belongs to another request")
	case kept.Status == 0:
		c.Header("Retry-After", "1")
		s.abort(c, http.StatusConflict, "the request with this "+keyHeader+" is still under way")
	default:
		c.Abort()
		c.Header("Idempotency-Replayed", "true")
		if kept.Location != "" {
			c.Header("Location", kept.Location)
		}
		c.Data(kept.Status, kept.ContentType, kept.Body)
	}
}

// firstTime does the request and keeps its answer; a key whose request failed here is given up.
func (s *service) firstTime(c *gin.Context, key string, done market.Answered) {
	real := c.Writer
	h := &held{ResponseWriter: real, status: http.StatusOK}
	c.Writer = h
	defer func() {
		c.Writer = real
		if done.Status == 0 || done.Status >= http.StatusInternalServerError {
			done = market.Answered{}
		}
		if err := s.advisor.Keys.PutAnswer(context.WithoutCancel(c.Request.Context()), key, done); err != nil {
			s.o.Logger.Error("idempotency key", "error", err, "request_id", requestID(c.Request.Context()))
		}
	}()
	c.Next()
	done.Status, done.ContentType, done.Body = h.status, real.Header().Get("Content-Type"), h.body.Bytes()
	done.Location = real.Header().Get("Location")
	real.WriteHeader(h.status)
	_, _ = real.Write(h.body.Bytes())
}
