package testservers

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"syscall"
	"time"

	"github.com/redis/go-redis/v9"

	"vakhta/storage/private"
)

// redisServer is a redis-server on a loopback port.
type redisServer struct {
	url  string
	kill context.CancelFunc
	done chan struct{} // closed when the process has ended
	err  error         // how it ended; set before done is closed
}

// startRedis tries a few ports, because a free one may be taken before the server uses it.
func startRedis(ctx context.Context, dir string) (*redisServer, error) {
	program, err := redisProgram()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	var failed error
	for range 3 {
		port, err := freePort(ctx)
		if err != nil {
			return nil, err
		}
		s := launchRedis(ctx, program, dir, port)
		if failed = s.ready(ctx); failed == nil {
			return s, nil
		}
		s.stop()
	}
	return nil, fmt.Errorf("start %s: %w", program, failed)
}

func redisProgram() (string, error) {
	for _, name := range []string{"redis-server", "valkey-server"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("the tests need a Redis; install it with: " + private.InstallLine("redis"))
}

func freePort(ctx context.Context) (string, error) {
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, errors.Join(err, l.Close())
}

// launchRedis starts a server without persistence, in its own process group: an interrupt from the keyboard goes to
// the tests, and the server is stopped after them.
func launchRedis(ctx context.Context, program, dir, port string) *redisServer {
	life, kill := context.WithCancel(context.WithoutCancel(ctx))
	s := &redisServer{url: "redis://127.0.0.1:" + port + "/0", kill: kill, done: make(chan struct{})}
	cmd := exec.CommandContext(life, program, "--bind", "127.0.0.1", "--port", port, "--dir", dir,
		"--save", "", "--appendonly", "no", "--loglevel", "warning")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	go func() {
		defer close(s.done)
		s.err = cmd.Run()
	}()
	return s
}

// ready repeats a ping until the server answers.
func (s *redisServer) ready(ctx context.Context) error {
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for {
		if err := ping(ctx, s.url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-s.done:
			return fmt.Errorf("it ended: %w", s.err)
		case <-again.C:
		}
	}
}

func ping(ctx context.Context, url string) error {
	at, err := redis.ParseURL(url)
	if err != nil {
		return err
	}
	client := redis.NewClient(at)
	defer func() { _ = client.Close() }()
	return client.Ping(ctx).Err()
}

func (s *redisServer) stop() {
	s.kill()
	<-s.done
}
