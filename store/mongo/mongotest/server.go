package mongotest

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Server returns the URL, ending in "/", of the MongoDB-compatible server of this test: the one that
// SHELFWISE_TEST_MONGO names, else FerretDB, built from its own module and started on loopback until the test ends.
// Without CI a machine on which it cannot be built leaves the test out, and says why.
func Server(t testing.TB) string {
	t.Helper()
	if url := os.Getenv("SHELFWISE_TEST_MONGO"); url != "" {
		return strings.TrimSuffix(url, "/") + "/"
	}
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), ferret(t), "-dir", t.TempDir()) // until its input ends
	stdin, err := cmd.StdinPipe()                                                                  // the server stops when this ends, also when the test dies
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = stdin.Close()
		_ = cmd.Wait()
	})
	sc := bufio.NewScanner(out)
	for sc.Scan() {
		if url, ok := strings.CutPrefix(sc.Text(), "listening "); ok {
			return url
		}
	}
	t.Fatalf("FerretDB ended before it listened: %v", sc.Err())
	return ""
}

// ferret builds the test server once and returns its path.
func ferret(t testing.TB) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	bin := filepath.Join(cache, "shelfwise-test", "ferretdb")
	if err := os.MkdirAll(filepath.Dir(bin), 0o750); err != nil {
		t.Fatal(err)
	}
	at, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.Dir}}", "shelfwise/store/mongo").Output()
	if err != nil {
		t.Fatalf("find store/mongo: %v", err)
	}
	module := filepath.Join(strings.TrimSpace(string(at)), "ferret")
	build := exec.CommandContext(t.Context(), "go", "build", "-C", module, "-buildvcs=false", "-tags", "ferretdb_no_postgresql", "-o", bin, ".") //nolint:gosec // a folder of this module
	if text, err := build.CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("build FerretDB: %v\n%s", err, text)
		}
		t.Skipf("no MongoDB: FerretDB cannot be built here (%v); name a server in SHELFWISE_TEST_MONGO", err)
	}
	return bin
}
