// Command withservers runs a command while the test servers are up, with their addresses in its environment:
//
//	go run ./internal/withservers go test ./...
//
// With -install it installs what the tests need and this machine lacks, and says so; arguments such as postgresql
// choose what. With -background, as the test kits call it, it serves the test binaries of this user and ends when
// none is left.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"vakhta/internal/testservers"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	err := serve(ctx, os.Args[1:])
	stop()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		os.Exit(max(1, exit.ExitCode())) // the command has printed what was wrong
	case err != nil:
		fmt.Fprintln(os.Stderr, "withservers:", err)
		os.Exit(1)
	}
}

func serve(ctx context.Context, args []string) error {
	switch {
	case len(args) == 0:
		return errors.New("no command to run")
	case len(args) == 1 && args[0] == "-background":
		return testservers.Background(ctx, os.Stdout)
	case args[0] == "-install":
		return testservers.Install(ctx, os.Stdout, args[1:]...)
	}
	if a, ok := testservers.FromEnviron(); ok {
		return run(ctx, a, args)
	}
	return testservers.Serve(ctx, func(a testservers.Addresses) error { return run(ctx, a, args) })
}

// run passes an interrupt on and gives the command a moment to end.
func run(ctx context.Context, a testservers.Addresses, args []string) error {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), a.Environ()...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	return cmd.Run()
}
