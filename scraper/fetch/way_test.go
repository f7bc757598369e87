package fetch

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestF08TLS: a connection that cannot be trusted is told as such, with what is wrong with it; nothing is sent over it.
func TestF08TLS(t *testing.T) {
	now := time.Now()
	for _, tc := range []struct {
		name        string
		from, until time.Time
		host        string
		trusted     bool
		version     uint16
		says        string // "" the page comes
	}{
		{"good", now.Add(-time.Hour), now.Add(time.Hour), "127.0.0.1", true, 0, ""},
		{"self-signed", now.Add(-time.Hour), now.Add(time.Hour), "127.0.0.1", false, 0, "unknown authority"},
		{"expired", now.Add(-48 * time.Hour), now.Add(-24 * time.Hour), "127.0.0.1", true, 0, "expired"},
		{"not yet valid", now.Add(24 * time.Hour), now.Add(48 * time.Hour), "127.0.0.1", true, 0, "not yet valid"},
		{"another host's", now.Add(-time.Hour), now.Add(time.Hour), "192.0.2.7", true, 0, "192.0.2.7"},
		{"too old a version", now.Add(-time.Hour), now.Add(time.Hour), "127.0.0.1", true, tls.VersionTLS10, "version"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			asked := 0
			s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
			s.Config.ErrorLog = log.New(io.Discard, "", 0)
			cert, root := certificate(t, tc.from, tc.until, tc.host)
			s.TLS = &tls.Config{Certificates: []tls.Certificate{cert}, MaxVersion: tc.version, MinVersion: tls.VersionTLS10} //nolint:gosec // an old server is what is tested
			s.StartTLS()
			defer s.Close()
			h := NewHTTP(HTTPOptions{Guard: NewGuard(strings.TrimPrefix(s.URL, "https://")), Clock: Clock{Now: time.Now, Sleep: Sleep}})
			defer h.Close()
			if tc.trusted {
				pool := x509.NewCertPool()
				pool.AddCert(root)
				h.client.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
			}
			_, err := h.Fetch(t.Context(), s.URL+"/")
			if tc.says == "" {
				if err != nil || asked != 1 {
					t.Errorf("Fetch = %v, asked %d times; want the page", err, asked)
				}
				return
			}
			if OutcomeOf(err) != TLS || !strings.Contains(err.Error(), tc.says) || asked != 0 {
				t.Errorf("Fetch = %v, asked %d times; want %s that names %q", err, asked, TLS, tc.says)
			}
		})
	}
}

// certificate returns a self-signed certificate for a host.
func certificate(t *testing.T, from, until time.Time, host string) (tls.Certificate, *x509.Certificate) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, NotBefore: from, NotAfter: until, IsCA: true,
		BasicConstraintsValid: true, IPAddresses: []net.IP{net.ParseIP(host)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	root, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, root
}

// TestF08Phases: wherever on the way a request ends, it has the outcome of that place.
func TestF08Phases(t *testing.T) {
	silent := func(t *testing.T) string { // a server that takes connections and says nothing
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		return l.Addr().String()
	}
	reset := func(t *testing.T) string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		go func() {
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				c.(*net.TCPConn).SetLinger(0) //nolint:errcheck // the test fails if it does
				c.Close()                     //nolint:errcheck // that is the reset
			}
		}()
		return l.Addr().String()
	}
	for _, tc := range []struct {
		name, scheme string
		server       func(*testing.T) string
		want         Outcome
	}{
		{"the handshake takes for ever", "https", silent, Timeout},
		{"the answer takes for ever", "http", silent, Timeout},
		{"the connection is reset", "http", reset, Unreachable},
		{"the handshake is reset", "https", reset, Unreachable},
	} {
		t.Run(tc.name, func(t *testing.T) {
			addr := tc.server(t)
			h := NewHTTP(HTTPOptions{Guard: NewGuard(addr), Clock: Clock{Now: time.Now, Sleep: Sleep}, Timeout: 100 * time.Millisecond})
			defer h.Close()
			if _, err := h.Fetch(t.Context(), tc.scheme+"://"+addr+"/"); OutcomeOf(err) != tc.want {
				t.Errorf("Fetch = %v; want %s", err, tc.want)
			}
		})
	}
	for _, tc := range []struct {
		err  error
		want Outcome
	}{
		{&net.DNSError{Err: "no such host", Name: "shop.invalid", IsNotFound: true}, DNS},
		{&net.DNSError{Err: "server misbehaving", Name: "shop.invalid", IsTemporary: true}, DNS},
		{&net.DNSError{Err: "i/o timeout", Name: "shop.invalid", IsTimeout: true}, Timeout},
		{&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, Unreachable},
		{&net.OpError{Op: "dial", Err: syscall.EHOSTUNREACH}, Unreachable},
		{tls.AlertError(40), TLS},
		{tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, TLS},
		{context.DeadlineExceeded, Timeout},
		{&PrivateAddressError{Address: "10.0.0.1:80", Why: "private network"}, PrivateAddress},
		{io.ErrUnexpectedEOF, Unreachable},
		{errors.New("anything"), Unreachable},
	} {
		if got := networkOutcome(t.Context(), tc.err); got != tc.want {
			t.Errorf("%v: %s; want %s", tc.err, got, tc.want)
		}
	}
}
