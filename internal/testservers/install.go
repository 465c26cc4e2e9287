package testservers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"

	"vakhta/storage/private"
)

// Install installs what the tests need and this machine lacks, by the system's own package manager, and says on out
// what it does. It does nothing, and says nothing, where all is there. Names, as [private.InstallLine] knows them,
// choose what: the demo needs postgresql alone.
func Install(ctx context.Context, out io.Writer, only ...string) error {
	for _, need := range needs(ctx) {
		if len(only) > 0 && !slices.Contains(only, need) {
			continue
		}
		line := private.InstallLine(need)
		if _, err := fmt.Fprintf(out, "%s is needed, and is not here; running: %s\n", need, line); err != nil {
			return err
		}
		if before, _, ok := strings.Cut(line, "apt-get install"); ok { // a fresh system knows no packages yet
			line = before + "apt-get update -q && " + line
		}
		cmd := exec.CommandContext(ctx, "sh", "-c", line)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		cmd.Stdout, cmd.Stderr = out, out
		switch err := cmd.Run(); {
		case err != nil && need == "chromium" && os.Getenv("CI") == "":
			if _, err := fmt.Fprintln(out, "chromium is not to be had, so the tests that need a browser will be skipped"); err != nil {
				return err
			}
		case err != nil:
			return fmt.Errorf("install %s: %w", need, err)
		}
	}
	return nil
}

// needs are the services that are missing. The race detector wants a C compiler everywhere but on macOS.
func needs(ctx context.Context) (missing []string) {
	if errors.Is(private.Available(ctx, "."), private.ErrNoBinaries) {
		missing = append(missing, "postgresql")
	}
	if _, err := redisProgram(); err != nil {
		missing = append(missing, "redis")
	}
	_, gcc := exec.LookPath("gcc")
	_, cc := exec.LookPath("cc")
	if gcc != nil && cc != nil && runtime.GOOS != "darwin" {
		missing = append(missing, "gcc")
	}
	if _, err := Chromium(); err != nil {
		missing = append(missing, "chromium")
	}
	return missing
}
