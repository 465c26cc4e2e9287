package testservers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"

	"vakhta/storage/private"
)

// Install installs what the tests need and this machine lacks, with the system's package manager, and prints to out
// what it does. If nothing is missing it does and prints nothing. Names, as [private.InstallLine] knows them, choose
// what to install: the demo needs only postgresql. What opens the files of reports, and
// monitoring systems, are installed only by name.
func Install(ctx context.Context, out io.Writer, only ...string) error {
	for _, need := range needs(ctx) {
		_, watches := monitors()[need]
		optional := watches || slices.Contains(slices.Collect(maps.Values(office())), need)
		if !slices.Contains(only, need) && (len(only) > 0 || optional) {
			continue
		}
		line := private.InstallLine(need)
		if _, err := fmt.Fprintf(out, "%s is needed, and is not here; running: %s\n", need, line); err != nil {
			return err
		}
		if before, _, ok := strings.Cut(line, "apt-get install"); ok { // a new system has no package lists yet
			line = before + "apt-get update -q && " + line
		}
		cmd := exec.CommandContext(ctx, "sh", "-c", line)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		cmd.Stdout, cmd.Stderr = out, out
		switch err := cmd.Run(); {
		case err != nil && (optional && (!watches || os.Getenv("CI") == "") || need == "chromium" && os.Getenv("CI") == ""):
			if _, err := fmt.Fprintf(out, "%s is not to be had, so the tests that need it will be skipped\n", need); err != nil {
				return err
			}
		case err != nil:
			return fmt.Errorf("install %s: %w", need, err)
		}
	}
	return nil
}

// needs returns the missing services. The race detector needs a C compiler except on macOS.
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
	for program, of := range monitors() {
		if _, err := Monitor(program); err != nil {
			missing = append(missing, of)
		}
	}
	for program, of := range office() {
		if _, err := Office(program); err != nil && !slices.Contains(missing, of) {
			missing = append(missing, of)
		}
	}
	return missing
}
