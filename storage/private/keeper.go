package private

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"
)

const (
	// attempts limits the tries until the first answer. After that the keeper never gives up, because the desk needs
	// its store.
	attempts = 5
	// firstPause doubles from try to try up to lastPause: workers of a killed server need a moment to end.
	firstPause = 100 * time.Millisecond
	lastPause  = 5 * time.Second
	// patience is how long a clean stop may take; the whole desk has ten seconds.
	patience = 8 * time.Second
)

// keeper runs the server's process and restarts it when it ends by itself.
type keeper struct {
	cluster  cluster
	socket   string
	settings []string
	log      *slog.Logger
	answered atomic.Bool // the server has answered its owner
	atEnd    func() error
}

// keep returns when ctx ends and the process has stopped, or when the server cannot be started at all.
//
// It locks its thread: Linux counts the thread that started a process as its parent, and stops the server when that
// thread ends, so that a killed desk takes its server along.
func (k *keeper) keep(ctx context.Context) (err error) {
	runtime.LockOSThread()
	defer func() {
		if e := k.atEnd(); err == nil {
			err = e
		}
	}()
	pause := firstPause
	for try := 1; ; try++ {
		tail := &logLines{log: k.log}
		err := k.once(ctx, tail)
		if ctx.Err() != nil {
			return nil
		}
		if !k.answered.Load() && try == attempts {
			return fmt.Errorf("PostgreSQL does not start: %w\n%s", err, tail)
		}
		k.log.WarnContext(ctx, "PostgreSQL ended by itself and is started again", "error", err, "pause", pause)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
		pause = min(2*pause, lastPause)
	}
}

// once starts the process and waits for its end.
func (k *keeper) once(ctx context.Context, tail *logLines) error {
	if err := k.cluster.clearWay(ctx); err != nil {
		return err
	}
	args := []string{"-D", k.cluster.dir, "-c", "unix_socket_directories=" + k.socket}
	for _, s := range append(modest(), k.settings...) {
		args = append(args, "-c", s)
	}
	cmd := k.cluster.command(ctx, "postgres", args...)
	cmd.Stderr = tail
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // a fast shutdown, in PostgreSQL's terms
	cmd.WaitDelay = patience
	cmd.SysProcAttr = diesWithUs(cmd.SysProcAttr)
	cmd.SysProcAttr.Setpgid = true // an interrupt from the keyboard goes only to the desk, which stops its server last
	if err := cmd.Start(); err != nil {
		return err
	}
	k.log.InfoContext(ctx, "PostgreSQL started", "version", k.cluster.from.major, "pid", cmd.Process.Pid, "data", k.cluster.dir)
	return cmd.Wait()
}

// command returns a program of the installation, run as the cluster's user, without environment variables that could
// change what it does.
func (c cluster) command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(c.from.bin, program), args...)
	cmd.Dir = filepath.Dir(c.dir)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "TZ=UTC", "LC_ALL=C"}
	cmd.SysProcAttr = c.as.attributes()
	return cmd
}

// modest returns the settings of a small server: little memory, no network, no replicas, and a log without statements
// or row contents, because those contain people's words.
func modest() []string {
	return []string{
		"listen_addresses=", "unix_socket_permissions=0700", "port=5432",
		"shared_buffers=32MB", "max_connections=60", "work_mem=4MB", "maintenance_work_mem=32MB", "huge_pages=off",
		"wal_level=minimal", "max_wal_senders=0", "min_wal_size=64MB", "max_wal_size=256MB",
		"jit=off", "max_parallel_workers_per_gather=0", "autovacuum_max_workers=2",
		"timezone=UTC", "log_timezone=UTC", "log_line_prefix=", "logging_collector=off", "log_destination=stderr",
		"log_min_error_statement=panic", "log_error_verbosity=terse", "log_checkpoints=off",
	}
}
