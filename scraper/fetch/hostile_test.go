package fetch

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestF05HostKey: every spelling that reaches one server waits for the same turn.
func TestF05HostKey(t *testing.T) {
	for _, same := range [][]string{
		{"http://shop.example/", "http://SHOP.example/a", "http://shop.example:80/", "https://shop.example:443/", "http://shop.example./"},
		{"http://bücher.example/", "http://xn--bcher-kva.example/", "http://BÜCHER.example/", "http://bücher.example./"},
		{"http://[2001:db8::1]/", "http://[2001:DB8:0:0:0:0:0:1]/", "http://[2001:db8::1]:80/"},
		{"http://192.0.2.1/", "http://[::ffff:192.0.2.1]/"},
		{"http://shop.example:8080/", "http://Shop.example.:8080/x"},
	} {
		for _, raw := range same {
			if got, want := hostOf(raw), hostOf(same[0]); got != want {
				t.Errorf("%s has the key %q; want that of %s, %q", raw, got, same[0], want)
			}
		}
	}
	for _, pair := range [][2]string{{"http://a.example/", "http://b.example/"}, {"http://a.example/", "http://a.example:8080/"}, {"http://[2001:db8::1]/", "http://[2001:db8::2]/"}} {
		if hostOf(pair[0]) == hostOf(pair[1]) {
			t.Errorf("%s and %s have one key, %q", pair[0], pair[1], hostOf(pair[0]))
		}
	}
}

// FuzzHostKey: no host makes HostKey panic, and the key of a key is itself.
func FuzzHostKey(f *testing.F) {
	for _, s := range []string{"shop.example.", "bücher.example", "[::ffff:1.2.3.4]:80", "[fe80::1%25eth0]", "xn--a", "a..b", "..", "a..", "％41.example"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, host string) {
		u, err := url.Parse("http://" + host + "/")
		if err != nil {
			return
		}
		key := HostKey(u)
		if again, err := url.Parse("http://" + key + "/"); err == nil && HostKey(again) != key && !strings.Contains(key, "%") {
			t.Errorf("%q has the key %q, whose key is %q", host, key, HostKey(again))
		}
	})
}

// TestF08HostileServers: a server that answers with endless or broken things costs bounded time and memory, and each has an
// outcome.
func TestF08HostileServers(t *testing.T) {
	raw := func(answer func(net.Conn)) string {
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
				go func() {
					defer c.Close()
					buf := make([]byte, 4096)
					if _, err := c.Read(buf); err == nil {
						answer(c)
					}
				}()
			}
		}()
		return l.Addr().String()
	}
	endless := func(head, piece string) func(net.Conn) {
		return func(c net.Conn) {
			_, err := c.Write([]byte(head))
			for err == nil {
				_, err = c.Write([]byte(piece))
			}
		}
	}
	once := func(text string) func(net.Conn) { return func(c net.Conn) { c.Write([]byte(text)) } } //nolint:errcheck // the client may be gone
	stall := func(text string) func(net.Conn) {
		return func(c net.Conn) {
			c.Write([]byte(text))      //nolint:errcheck // the client may be gone
			c.Read(make([]byte, 4096)) //nolint:errcheck // until the client hangs up
		}
	}
	for _, tc := range []struct {
		name   string
		answer func(net.Conn)
		want   Outcome
	}{
		{"endless headers", endless("HTTP/1.1 200 OK\r\n", strings.Repeat("X-A: "+strings.Repeat("a", 1000)+"\r\n", 50)), Unreachable},
		{"one endless header", endless("HTTP/1.1 200 OK\r\nX-A: ", strings.Repeat("a", 64<<10)), Unreachable},
		{"endless body", endless("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", strings.Repeat("<p>", 20<<10)), TooLarge},
		{"endless chunks", endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", fmt.Sprintf("%x\r\n%s\r\n", 60<<10, strings.Repeat("a", 60<<10))), TooLarge},
		{"endless interim answers", endless("", strings.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 200)), Unreachable},
		{"no HTTP", once("SSH-2.0-OpenSSH_9.6\r\n"), Unreachable},
		{"body cut off", once("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>half"), Truncated},
		{"two lengths", once("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), Unreachable},
		{"stops after the status", stall("HTTP/1.1 200 OK\r\n"), Timeout},
		{"stops in the body", stall("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>"), Timeout},
		{"redirect into credentials", once("HTTP/1.1 302 Found\r\nLocation: http://user:secret@127.0.0.1/\r\nContent-Length: 0\r\n\r\n"), BadURL},
		{"redirect to a file", once("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"), RedirectLoop},
		{"redirect to itself", once("HTTP/1.1 302 Found\r\nLocation: /p#again\r\nContent-Length: 0\r\n\r\n"), RedirectLoop},
		{"redirect inside", once("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nContent-Length: 0\r\n\r\n"), PrivateAddress},
	} {
		t.Run(tc.name, func(t *testing.T) {
			addr := raw(tc.answer)
			h := NewHTTP(HTTPOptions{UserAgent: "test", Guard: NewGuard(addr), Clock: Clock{Now: time.Now, Sleep: Sleep}, Timeout: 2 * time.Second})
			t.Cleanup(h.Close)
			_, err := NewRedirects(h, anyHost).Fetch(t.Context(), "http://"+addr+"/p")
			if got := OutcomeOf(err); got != tc.want {
				t.Errorf("outcome %s (%v); want %s", got, err, tc.want)
			}
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Errorf("the error tells a password: %v", err)
			}
		})
	}
}

// TestF04SpellingsShareRobots: a host under another spelling is the same host for robots.txt, and its file is asked for once.
func TestF04SpellingsShareRobots(t *testing.T) {
	c := newFakeClock()
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", handle(200, nil, "User-agent: *\nDisallow: /closed"))
	mux.HandleFunc("/", handle(200, nil, "page"))
	s := newSite(t, c.clock(), mux)
	f := politeChain(t, c, 0, s)
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	for _, host := range []string{"127.0.0.1", "[::ffff:127.0.0.1]"} {
		if _, err := f.Fetch(t.Context(), "http://"+host+port+"/closed/1"); OutcomeOf(err) != RobotsDisallowed {
			t.Errorf("%s: %v; want %s", host, err, RobotsDisallowed)
		}
	}
	if n := len(s.asked("/robots.txt")); n != 1 {
		t.Errorf("robots.txt was asked for %d times; want once", n)
	}
}
