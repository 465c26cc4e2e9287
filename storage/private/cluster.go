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

// make creates the data directory unless it is there. It is built beside its place and renamed when whole, so a
// killed first start leaves no half-made cluster where a real one is looked for.
func (c cluster) make(ctx context.Context) error {
	if _, err := os.Stat(c.dir); err == nil {
		return nil
	}
	site := c.dir + ".new"
	if err := os.RemoveAll(site); err != nil { // what a killed first start left: it never held anyone's data
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

// ctype is the locale that tells lower from upper case in every script; plain C knows ASCII only.
func ctype() string {
	if runtime.GOOS == "darwin" {
		return "UTF-8"
	}
	return "C.UTF-8"
}

// clearWay sees to the postmaster.pid that a killed owner or server left. We hold the lock, so no living owner exists:
// a server that still runs is an orphan and is stopped. A pid that by now belongs to some other process would make
// PostgreSQL refuse to start; it is replaced by our own, which PostgreSQL takes for a stale one, being its parent's.
// The file is never removed: its last lines let PostgreSQL see whether workers of the old server still live.
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
	pid, _ := strconv.Atoi(strings.TrimSpace(first)) // 0 for what is no number
	if pid <= 0 || !alive(pid) {
		return nil // PostgreSQL deals with it by itself
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
			return nil // it went by itself before pg_ctl came
		}
		failed = fmt.Errorf("stop the server that a killed owner left: %w\n%s", err, bytes.TrimSpace(out))
	}
	return failed
}

// commandLine is how a process was called, empty when it can't be told. A postmaster keeps its -D DIR there.
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
