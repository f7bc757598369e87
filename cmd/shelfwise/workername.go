package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// machineName tells this machine, and where it is Linux this start of it and this container, from all others.
func machineName() string {
	host, _ := os.Hostname()
	boot, _ := os.ReadFile("/proc/sys/kernel/random/boot_id")
	pids, _ := os.Readlink("/proc/self/ns/pid")
	sum := sha256.Sum256([]byte(host + "\n" + string(boot) + "\n" + pids))
	return hex.EncodeToString(sum[:6])
}

// workerName is a process's name in leases: the machine, the process, and a part of its own.
func workerName(pid int) string {
	own := make([]byte, 4)
	_, _ = rand.Read(own) // never fails
	return machineName() + "-" + strconv.Itoa(pid) + "-" + hex.EncodeToString(own)
}

// workerGone reports whether the process that a workerName names has ended. Of other machines nothing is known; a process
// whose number another one has by now counts as alive, and its leases run out.
func workerGone(worker string) bool {
	machine, rest, ok := strings.Cut(worker, "-")
	number, _, _ := strings.Cut(rest, "-")
	pid, err := strconv.Atoi(number)
	if !ok || err != nil || pid <= 0 || pid == os.Getpid() || machine != machineName() {
		return false
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return true
	}
	err = p.Signal(syscall.Signal(0))
	return errors.Is(err, os.ErrProcessDone) || errors.Is(err, syscall.ESRCH)
}
