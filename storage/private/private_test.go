package private_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"

	"vakhta/storage/private"
)

// ownerEnv makes the test binary a desk that owns the server in the named folder until it is killed.
const ownerEnv = "PRIVATE_TEST_OWNER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(ownerEnv); dir != "" {
		if _, err := private.Start(context.Background(), private.Config{Dir: dir}); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("owns it")
		select {}
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		if dir, err := ready(); err == nil {
			_ = os.RemoveAll(dir)
		}
		os.Exit(code)
	}))
}

func TestDataIsKeptBetweenRuns(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	s := start(t, dir)
	run(t, s.URL(), `create table kept (word text)`, `insert into kept values ('вахта')`)
	stop(t, s)

	s = start(t, dir)
	defer stop(t, s)
	if got := ask[string](t, s.URL(), `select upper(word) from kept`); got != "ВАХТА" {
		t.Errorf("after a second start the table holds %q, want ВАХТА in capitals", got)
	}
	if got := ask[string](t, s.URL(), `show listen_addresses`); got != "" {
		t.Errorf("listen_addresses = %q, want none: the server is for us alone", got)
	}
}

func TestTheSecondOwnerIsRefusedAndToldWhoHasIt(t *testing.T) {
	t.Parallel()
	dir := usedDir(t)
	s := start(t, dir)
	defer stop(t, s)
	_, err := private.Start(t.Context(), private.Config{Dir: dir})
	if !errors.Is(err, private.ErrOwned) {
		t.Fatalf("second Start: %v, want ErrOwned", err)
	}
	if pid := strconv.Itoa(os.Getpid()); !strings.Contains(err.Error(), "process "+pid) {
		t.Errorf("the error %q does not name process %s", err, pid)
	}
}

func TestAKilledServerIsStartedAgain(t *testing.T) {
	t.Parallel()
	dir := usedDir(t)
	s := start(t, dir)
	defer stop(t, s)
	run(t, s.URL(), `create table kept as select 1 as n`)
	killed := postmaster(t, dir)
	if err := syscall.Kill(killed, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the restarted server answers", func() error {
		conn, err := pgx.Connect(t.Context(), s.URL())
		if err != nil {
			return err
		}
		defer func() { _ = conn.Close(context.Background()) }()
		var n int
		return conn.QueryRow(t.Context(), `select n from kept`).Scan(&n)
	})
	if now := postmaster(t, dir); now == killed {
		t.Errorf("process %d was killed and yet is the server", now)
	}
}

func TestAKilledOwnerIsSucceeded(t *testing.T) {
	t.Parallel()
	dir := usedDir(t)
	owner := exec.CommandContext(t.Context(), os.Args[0])
	owner.Env = append(os.Environ(), ownerEnv+"="+dir)
	out, err := owner.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, len("owns it"))
	if _, err := out.Read(said); err != nil || string(said) != "owns it" {
		t.Fatalf("the owner said %q, %v", said, err)
	}
	if err := owner.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = owner.Wait() // it was killed, so it fails

	s := start(t, dir)
	defer stop(t, s)
	if got := ask[int](t, s.URL(), `select 1`); got != 1 {
		t.Errorf("select 1 = %d", got)
	}
}

func TestAnOrphanedServerIsReplaced(t *testing.T) {
	t.Parallel()
	dir := usedDir(t)
	data := filepath.Join(dir, "postgres")
	bin, err := private.Programs(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	asOwner(t, data, filepath.Join(bin, "pg_ctl"), "start", "-w", "-D", data, "-l", filepath.Join(data, "log"),
		"-o", "-c listen_addresses= -c unix_socket_directories="+data)
	orphan := postmaster(t, dir)

	s := start(t, dir)
	defer stop(t, s)
	if now := postmaster(t, dir); now == orphan {
		t.Errorf("process %d, the orphan, still has the data", orphan)
	}
}

func TestAPidThatNowBelongsToAnotherProcessIsNoObstacle(t *testing.T) {
	t.Parallel()
	dir := usedDir(t)
	data := filepath.Join(dir, "postgres")
	stranger := command(t, data, "sleep", "60")
	if err := stranger.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stranger.Process.Kill(); _ = stranger.Wait() }()
	stale := fmt.Sprintf("%d\n%s\n1700000000\n5432\n%s\n\n", stranger.Process.Pid, data, data)
	asOwner(t, data, "sh", "-c", `printf '%s' "$1" >postmaster.pid && chmod 600 postmaster.pid`, "sh", stale)
	s := start(t, dir)
	defer stop(t, s)
	if err := syscall.Kill(stranger.Process.Pid, 0); err != nil {
		t.Errorf("the other process was harmed: %v", err)
	}
}

func TestALongPathPutsTheSocketElsewhere(t *testing.T) {
	t.Parallel()
	used := usedDir(t)
	dir := filepath.Join(used, strings.Repeat("long", 25))
	if err := errors.Join(
		os.Mkdir(dir, 0o755),
		os.Rename(filepath.Join(used, "postgres"), filepath.Join(dir, "postgres")),
	); err != nil {
		t.Fatal(err)
	}
	s := start(t, dir)
	defer stop(t, s)
	if got := ask[int](t, s.URL(), `select 1`); got != 1 {
		t.Errorf("select 1 = %d", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "socket")); err == nil {
		t.Errorf("%s has a socket folder, and its path is too long for one", dir)
	}
}

func TestAServerThatIsNotUpYetIsNoTrouble(t *testing.T) {
	t.Parallel()
	var said bytes.Buffer
	log := slog.New(slog.NewTextHandler(&said, &slog.HandlerOptions{Level: slog.LevelWarn}))
	s, err := private.Start(t.Context(), private.Config{Dir: usedDir(t), Log: log, Settings: []string{"fsync=off"}})
	if err != nil {
		t.Fatal(err)
	}
	stop(t, s)
	if strings.Contains(said.String(), "starting up") {
		t.Errorf("an ordinary start warns:\n%s", &said)
	}
}
