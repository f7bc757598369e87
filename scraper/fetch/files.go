package fetch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
)

// files is the little that the archive needs of a file system. Names are slash-separated.
type files interface {
	exists(name string) bool
	read(name string) ([]byte, error)
	write(name string, data []byte) error  // atomic: readers see the old file or the whole new one
	append(name string, line []byte) error // one write of a whole line
	remove(name string) error
}

// dirFiles keeps files in a folder.
type dirFiles struct {
	dir string
	tmp atomic.Int64
}

func newDirFiles(dir string) (*dirFiles, error) {
	if err := os.MkdirAll(filepath.Join(dir, "tmp"), 0o755); err != nil {
		return nil, err
	}
	return &dirFiles{dir: dir}, nil
}

func (d *dirFiles) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

func (d *dirFiles) exists(name string) bool {
	_, err := os.Stat(d.path(name))
	return err == nil
}

func (d *dirFiles) read(name string) ([]byte, error) { return os.ReadFile(d.path(name)) }

// write goes through a temporary file, named for the process and a count so that no two writers share one.
func (d *dirFiles) write(name string, data []byte) error {
	tmp := d.path("tmp/" + strconv.Itoa(os.Getpid()) + "-" + strconv.FormatInt(d.tmp.Add(1), 10))
	if err := os.WriteFile(tmp, data, 0o644); err != nil {
		return err
	}
	to := d.path(name)
	err := os.Rename(tmp, to)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(filepath.Dir(to), 0o755); err == nil {
			err = os.Rename(tmp, to)
		}
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	return nil
}

func (d *dirFiles) append(name string, line []byte) error {
	to := d.path(name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(line)
	return errors.Join(err, f.Close())
}

func (d *dirFiles) remove(name string) error { return os.Remove(d.path(name)) }

// memoryFiles keeps files in memory, for runs that need not survive the process.
type memoryFiles struct {
	mu    sync.RWMutex // guards files
	files map[string][]byte
}

func newMemoryFiles() *memoryFiles { return &memoryFiles{files: map[string][]byte{}} }

func (m *memoryFiles) exists(name string) bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	_, ok := m.files[name]
	return ok
}

func (m *memoryFiles) read(name string) ([]byte, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	data, ok := m.files[name]
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	return slices.Clone(data), nil
}

func (m *memoryFiles) write(name string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = slices.Clone(data)
	return nil
}

func (m *memoryFiles) append(name string, line []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = append(m.files[name], line...)
	return nil
}

func (m *memoryFiles) remove(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.files, name)
	return nil
}
