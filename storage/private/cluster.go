package private

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// cluster is the data directory, the programs that fit it and the user who owns it.
type cluster struct {
	dir  string
	from installation
	as   user
}

// make creates the data directory if it does not exist. It is built under another name and renamed when complete, so
// that a killed first start does not leave half a cluster in its place.
func (c cluster) make(ctx context.Context) error {
	if _, err := os.Stat(c.dir); err == nil {
		return nil
	}
	site := c.dir + ".new"
	if err := os.RemoveAll(site); err != nil { // left by a killed first start; it never held anyone's data
		return err
	}
	if err := c.as.mkdir(site); err != nil {
		return err
	}
	cmd := c.command(ctx, "initdb", "-D", site, "-U", role, "--auth-local=trust", "--auth-host=reject",
		"--encoding=UTF8", "--lc-collate=C", "--lc-ctype="+ctype(), "--lc-messages=C", "--data-checksums")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, bytes.TrimSpace(out))
	}
	return os.Rename(site, c.dir)
}

// ctype returns the locale by which lower and upper case are known in every script; plain C knows ASCII only.
func ctype() string {
	if runtime.GOOS == "darwin" {
		return "UTF-8"
	}
	return "C.UTF-8"
}

// clearWay handles the postmaster.pid that a killed owner or server left. We hold the lock, so no owner lives: a
// server that still runs is an orphan and is stopped. If the pid now belongs to some other process, PostgreSQL would
// refuse to start, so it is replaced by our own, which PostgreSQL ignores because we are its parent. The file is
// never removed: from its last lines PostgreSQL sees whether workers of the old server still live.
func (c cluster) clearWay(ctx context.Context) error {
	path := filepath.Join(c.dir, "postmaster.pid")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	pid, _ := strconv.Atoi(strings.TrimSpace(first)) // 0 if it is no number
	if pid <= 0 || !alive(pid) {
		return nil // PostgreSQL handles it itself
	}
	if strings.Contains(commandLine(ctx, pid), c.dir) {
		return c.stopOrphan(ctx)
	}
	return os.WriteFile(path, []byte(strconv.Itoa(os.Getpid())+"\n"+rest), 0o600)
}

func (c cluster) stopOrphan(ctx context.Context) error {
	var failed error
	for _, mode := range []string{"fast", "immediate"} {
		out, err := c.command(ctx, "pg_ctl", "stop", "-D", c.dir, "-m", mode, "-w", "-t", "15").CombinedOutput()
		if err == nil || ctx.Err() != nil {
			return ctx.Err()
		}
		if _, err := os.Stat(filepath.Join(c.dir, "postmaster.pid")); errors.Is(err, fs.ErrNotExist) {
			return nil // it ended before pg_ctl came
		}
		failed = fmt.Errorf("stop the server that a killed owner left: %w\n%s", err, bytes.TrimSpace(out))
	}
	return failed
}

// commandLine returns how a process was called, "" if unknown. A postmaster has its -D DIR there.
func commandLine(ctx context.Context, pid int) string {
	if text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline")); err == nil {
		return string(bytes.ReplaceAll(text, []byte{0}, []byte{' '}))
	}
	out, err := exec.CommandContext(ctx, "ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return ""
	}
	return string(out)
}
