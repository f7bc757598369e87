package fetch

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/temoto/robotstxt"
)

// TestF04Rules holds the cases of RFC 9309: sections 2.2.1 (groups), 2.2.2 and 2.2.3 (matching), 5.1 and 5.2 (examples).
func TestF04Rules(t *testing.T) {
	for _, tc := range []struct {
		name, file, path string
		allowed          bool
		rule             string
	}{
		{"empty file", "", "/p", true, "no rule"},
		{"no group for us", "User-agent: other\nDisallow: /", "/p", true, "no rule"},
		{"star group", "User-agent: *\nDisallow: /p", "/p/1", false, "Disallow: /p"},
		{"our group beats star", "User-agent: *\nDisallow: /\n\nUser-agent: shelfwise\nAllow: /p", "/x", true, "no rule"},
		{"our group in any case", "user-agent: SHELFWISE\ndisallow: /p", "/p", false, "Disallow: /p"},
		{"version after the token", "User-agent: Shelfwise/2.0\nDisallow: /p", "/p", false, "Disallow: /p"},
		{"a prefix is another token", "User-agent: shelf\nDisallow: /", "/p", true, "no rule"},
		{"a longer token is another", "User-agent: shelfwise-images\nDisallow: /", "/p", true, "no rule"},
		{"several agents, one group", "User-agent: a\nUser-agent: shelfwise\nDisallow: /p", "/p", false, "Disallow: /p"},
		{"groups of one token are one", "User-agent: shelfwise\nDisallow: /a\n\nUser-agent: b\nDisallow: /\n\nUser-agent: shelfwise\nDisallow: /p", "/p", false, "Disallow: /p"},
		{"blank lines do not end a group", "User-agent: *\n\nDisallow: /p", "/p", false, "Disallow: /p"},
		{"sitemap does not end a group", "User-agent: *\nSitemap: https://a.example/s.xml\nDisallow: /p", "/p", false, "Disallow: /p"},
		{"rules before any group", "Disallow: /\nUser-agent: *\nDisallow: /p", "/x", true, "no rule"},
		{"longest match", "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", false, "Disallow: /example/page/disallowed.gif"},
		{"longest match, allow", "User-agent: *\nDisallow: /p\nAllow: /p/open", "/p/open/1", true, "Allow: /p/open"},
		{"tie goes to allow", "User-agent: *\nDisallow: /p\nAllow: /p", "/p", true, "Allow: /p"},
		{"tie goes to allow, other order", "User-agent: *\nAllow: /p\nDisallow: /p", "/p", true, "Allow: /p"},
		{"star", "User-agent: *\nDisallow: *.gif$", "/a/b.gif", false, "Disallow: *.gif$"},
		{"star, not at the end", "User-agent: *\nDisallow: *.gif$", "/a/b.gif?x", true, "no rule"},
		{"star in the middle", "User-agent: *\nDisallow: /a/*/c", "/a/x/y/c", false, "Disallow: /a/*/c"},
		{"star is anchored at the start", "User-agent: *\nDisallow: /foo*bar", "/x/foobar", true, "no rule"},
		{"end", "User-agent: *\nDisallow: /p$", "/p/1", true, "no rule"},
		{"end that fits", "User-agent: *\nDisallow: /p$", "/p", false, "Disallow: /p$"},
		{"dollar in the middle is a letter", "User-agent: *\nDisallow: /a$b", "/a$b/c", false, "Disallow: /a$b"},
		{"query", "User-agent: *\nDisallow: /*?sort=", "/c/kettles?sort=price", false, "Disallow: /*?sort="},
		{"paths have case", "User-agent: *\nDisallow: /P", "/p", true, "no rule"},
		{"encoded letters", "User-agent: *\nDisallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false, "Disallow: /foo/bar/%62%61%7A"},
		{"raw UTF-8 in the rule", "User-agent: *\nDisallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", false, "Disallow: /foo/bar/ツ"},
		{"lower-case escapes", "User-agent: *\nDisallow: /foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", false, "Disallow: /foo/bar/%E3%83%84"},
		{"reserved characters in a query", "User-agent: *\nDisallow: /foo/bar?baz=http://foo.bar", "/foo/bar?baz=http%3A%2F%2Ffoo.bar", false, "Disallow: /foo/bar?baz=http://foo.bar"},
		{"encoded slash in a path is another", "User-agent: *\nDisallow: /a/b", "/a%2Fb", true, "no rule"},
		{"empty disallow", "User-agent: *\nDisallow:", "/p", true, "no rule"},
		{"disallow all", "User-agent: *\nDisallow: /", "/p", false, "Disallow: /"},
		{"robots.txt itself", "User-agent: *\nDisallow: /", "/robots.txt", true, "robots.txt itself"},
		{"comment", "User-agent: * # all\nDisallow: /p # not this", "/p", false, "Disallow: /p"},
		{"byte order mark and CR", "\ufeffUser-agent: *\rDisallow: /p\r", "/p", false, "Disallow: /p"},
		{"no slash", "User-agent: *\nDisallow: p", "/p", false, "Disallow: p"},
		{"no colon", "User-agent: *\nDisallow /p", "/p", false, "Disallow: /p"},
		{"junk between", "User-agent: *\n<html>\n::::\nDisallow: /p", "/p", false, "Disallow: /p"},
		{"broken delay", "User-agent: *\nCrawl-delay: soon\nDisallow: /p", "/p", false, "Disallow: /p"},
		{"delay is of its group", "User-agent: *\nCrawl-delay: 5\n\nUser-agent: other\nDisallow: /", "/p", true, "no rule"},
		{"encoded dollar is the character", "User-agent: *\nDisallow: /foo-%24", "/foo-$", false, "Disallow: /foo-%24"},
		{"encoded dollar, encoded path", "User-agent: *\nDisallow: /foo-%24", "/foo-%24", false, "Disallow: /foo-%24"},
		{"encoded star is the character", "User-agent: *\nDisallow: /file-%2A.html", "/file-*.html", false, "Disallow: /file-%2A.html"},
		{"encoded star is no other", "User-agent: *\nDisallow: /file-%2A.html", "/file-a.html", true, "no rule"},
		{"star takes a star", "User-agent: *\nDisallow: /file-*.html", "/file-*.html", false, "Disallow: /file-*.html"},
		{"two dollars", "User-agent: *\nDisallow: /p$$", "/p$", false, "Disallow: /p$$"},
		{"CR LF and spaces", "User-agent: *\r\n\r\nDisallow :  /p  \r\n", "/p", false, "Disallow: /p"},
		{"empty path", "User-agent: *\nDisallow: /$", "", false, "Disallow: /$"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			allowed, rule := ParseRobots([]byte(tc.file), Token).Allowed(tc.path)
			if allowed != tc.allowed || rule != tc.rule {
				t.Errorf("Allowed(%q) = %v, %q; want %v, %q", tc.path, allowed, rule, tc.allowed, tc.rule)
			}
		})
	}
}

func TestF04Size(t *testing.T) {
	filler := strings.Repeat("# a comment of thirty-one bytes\n", maxRobots/32)
	early := ParseRobots([]byte("User-agent: *\nDisallow: /early\n"+filler+"Disallow: /late\n"), Token)
	if ok, _ := early.Allowed("/early"); ok {
		t.Error("a rule within the first 500 KiB does not count")
	}
	if ok, _ := early.Allowed("/late"); !ok {
		t.Error("a rule beyond 500 KiB counts")
	}
	cut := ParseRobots([]byte("User-agent: *\nDisallow: /"+strings.Repeat("x", maxRobots)), Token)
	if ok, rule := cut.Allowed("/"); !ok {
		t.Errorf("a line cut at 500 KiB counts as %q", rule)
	}
}

func TestF04DelayAndSitemaps(t *testing.T) {
	f := ParseRobots([]byte("User-agent: *\nCrawl-delay: 2.5\nSitemap: https://a.example/1.xml\nUser-agent: x\nCrawl-delay: 9\nsitemap: https://a.example/2.xml"), Token)
	if f.CrawlDelay() != 2500*time.Millisecond {
		t.Errorf("CrawlDelay = %v; want 2.5s", f.CrawlDelay())
	}
	if d := cmp.Diff([]string{"https://a.example/1.xml", "https://a.example/2.xml"}, f.Sitemaps()); d != "" {
		t.Errorf("Sitemaps (-want +got):\n%s", d)
	}
	for _, bad := range []string{"-1", "NaN", "Inf", "1e300", "x"} {
		if d := ParseRobots([]byte("User-agent: *\nCrawl-delay: "+bad), Token).CrawlDelay(); d != 0 {
			t.Errorf("Crawl-delay %s = %v; want 0", bad, d)
		}
	}
}

// TestF04AgainstTemoto compares with temoto/robotstxt on plain files, where no rule has a star, an escape or a tie: there
// both follow the RFC.
func TestF04AgainstTemoto(t *testing.T) {
	paths := []string{"/", "/a", "/a/b", "/a/b/c", "/ab", "/b", "/b/a", "/c?x=1"}
	for i := range 2000 {
		var b strings.Builder
		agents := []string{"*", "shelfwise", "other"}
		for g := range 1 + i%3 {
			fmt.Fprintf(&b, "User-agent: %s\n", agents[(i/3+g)%3])
			for r := range 1 + i%4 {
				kind := "Disallow"
				if (i>>r+g)%3 == 0 {
					kind = "Allow"
				}
				fmt.Fprintf(&b, "%s: %s\n", kind, paths[(i*7+r*3+g)%len(paths)])
			}
			b.WriteByte('\n')
		}
		theirs, err := robotstxt.FromString(b.String())
		if err != nil {
			t.Fatalf("%v\n%s", err, &b)
		}
		ours := ParseRobots([]byte(b.String()), Token)
		for _, p := range paths {
			got, rule := ours.Allowed(p)
			if want := theirs.TestAgent(p, "shelfwise"); got != want && !tied(ours, p) {
				t.Fatalf("Allowed(%s) = %v by %q; theirs %v\n%s", p, got, rule, want, &b)
			}
		}
	}
}

// tied reports whether an Allow and a Disallow of equal length match, where theirs takes the first.
func tied(f *RobotsFile, path string) bool {
	longest, kinds := -1, map[bool]bool{}
	for _, r := range f.rules {
		if !r.matches(path) || r.octets < longest {
			continue
		}
		if r.octets > longest {
			longest, kinds = r.octets, map[bool]bool{}
		}
		kinds[r.allow] = true
	}
	return len(kinds) == 2
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /*?sort=\nAllow: /p$\nCrawl-delay: 1"), "/c?sort=1")
	f.Add([]byte("User-agent: Shelfwise\nDisallow: *a*b*c*d$"), "/aabbccdd")
	f.Add([]byte("\xef\xbb\xbfUser-agent *\rDisallow: %zz%41"), "/%zzA")
	f.Fuzz(func(t *testing.T, file []byte, path string) {
		if len(path) > 300 || len(file) > 10_000 {
			return
		}
		r := ParseRobots(file, Token)
		allowed, rule := r.Allowed(path)
		if rule == "" {
			t.Errorf("Allowed(%q) names no rule", path)
		}
		if !allowed && !bytes.Contains(bytes.ToLower(file), []byte("dis")) && !bytes.Contains(bytes.ToLower(file), []byte("dia")) {
			t.Errorf("Allowed(%q) = false without any Disallow", path)
		}
		if n := normalisePath(path); normalisePath(n) != n && !strings.Contains(path, "%") {
			t.Errorf("normalisePath(%q) = %q, again %q", path, n, normalisePath(n))
		}
		if r.CrawlDelay() < 0 {
			t.Errorf("CrawlDelay = %v", r.CrawlDelay())
		}
	})
}
