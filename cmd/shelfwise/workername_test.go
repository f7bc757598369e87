package main

import (
	"os"
	"os/exec"
	"testing"
)

// TestF01WorkerGone: a process that has ended on this machine is known to be gone, no other is.
func TestF01WorkerGone(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^$") //nolint:gosec // the test binary itself
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	ended := workerName(cmd.Process.Pid)
	for worker, want := range map[string]bool{
		ended: true, workerName(os.Getpid()): false, workerName(os.Getppid()): false, "other" + ended: false, "worker-0a1b": false, "": false,
	} {
		if got := workerGone(worker); got != want {
			t.Errorf("workerGone(%q) = %v; want %v", worker, got, want)
		}
	}
}
