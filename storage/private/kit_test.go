package private_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/storage/private"
)

// ready returns a data directory that a server has created, for tests that begin there: creating one takes seconds.
var ready = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "private-test-")
	if err != nil {
		return "", err
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return "", err
	}
	s, err := private.Start(context.Background(), private.Config{Dir: dir, Settings: []string{"fsync=off"}})
	if err != nil {
		return "", err
	}
	return dir, s.Close(context.Background())
})

// usedDir returns a copy of it.
func usedDir(t *testing.T) string {
	t.Helper()
	from, err := ready()
	if err != nil {
		t.Fatal(err)
	}
	dir := dataDir(t)
	if out, err := exec.CommandContext(t.Context(), "cp", "-a", from+"/.", dir).CombinedOutput(); err != nil {
		t.Fatalf("copy %s: %v\n%s", from, err, out)
	}
	return dir
}

// dataDir returns a folder that an unprivileged server can reach. Only the owner can enter the parent of t.TempDir.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "private-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func start(t *testing.T, dir string) *private.Server {
	t.Helper()
	s, err := private.Start(t.Context(), private.Config{Dir: dir, Settings: []string{"fsync=off"}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func stop(t *testing.T, s *private.Server) {
	t.Helper()
	if err := s.Close(context.Background()); err != nil {
		t.Errorf("Close: %v", err)
	}
}

func run(t *testing.T, url string, statements ...string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	for _, s := range statements {
		if _, err := conn.Exec(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func ask[T any](t *testing.T, url, query string) (got T) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	if err := conn.QueryRow(t.Context(), query).Scan(&got); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return got
}

// postmaster returns the id of the process that uses the data.
func postmaster(t *testing.T, dir string) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "postgres", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

// eventually repeats try until it succeeds: a server that is starting gives no signal to wait for.
func eventually(t *testing.T, what string, try func() error) {
	t.Helper()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	deadline := time.After(30 * time.Second)
	for {
		err := try()
		if err == nil {
			return
		}
		select {
		case <-again.C:
		case <-deadline:
			t.Fatalf("%s: not within 30 s: %v", what, err)
		}
	}
}

func command(t *testing.T, data, name string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = data
	if os.Geteuid() == 0 {
		uid, gid, err := private.AsOwner(data)
		if err != nil {
			t.Fatal(err)
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: gid}}
	}
	return cmd
}

func asOwner(t *testing.T, data, name string, args ...string) {
	t.Helper()
	if err := command(t, data, name, args...).Run(); err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
}
