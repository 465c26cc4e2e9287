package private

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// oldest is the first major version with everything that the desk's SQL uses.
const oldest = 14

var (
	// ErrNoBinaries means that no usable PostgreSQL is installed; the text around it says how to install one.
	ErrNoBinaries = errors.New("no PostgreSQL programs found")
	// ErrOtherVersion means that the data was made by a major version that is not installed.
	ErrOtherVersion = errors.New("the data is of another major version")
)

// installation is a folder with postgres, initdb and pg_ctl, and the version that postgres reports.
type installation struct {
	bin   string
	major int
}

// Available returns the error that [Start] would return if it found no programs for the data under dir.
func Available(ctx context.Context, dir string) error {
	_, err := choose(ctx, filepath.Join(dir, "postgres"))
	return err
}

// choose returns the installation for the data: of its version if there is data, otherwise the newest.
func choose(ctx context.Context, data string) (installation, error) {
	return pick(installed(ctx, places()), data)
}

func pick(all []installation, data string) (installation, error) {
	want, err := madeBy(data)
	if err != nil {
		return installation{}, err
	}
	var best installation
	for _, i := range all {
		if want == i.major || want == 0 && i.major > best.major {
			best = i
		}
	}
	switch {
	case best.major != 0:
		return best, nil
	case want != 0:
		return installation{}, fmt.Errorf("%w: %s was made by PostgreSQL %d, and this machine has %s; install that version, "+
			"or dump the data with it and restore it into a new folder; nothing was changed",
			ErrOtherVersion, data, want, versions(all))
	}
	return installation{}, fmt.Errorf("%w (%d or later is needed); install them with: %s; or set DATABASE_URL to a server that you have",
		ErrNoBinaries, oldest, InstallLine("postgresql"))
}

// madeBy reads the major version of the data, 0 when there is none yet.
func madeBy(data string) (int, error) {
	text, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(data); err == nil {
			return 0, fmt.Errorf("%s is no PostgreSQL data directory; move it away, the server makes its own", data)
		}
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("%s/PG_VERSION says %q, which is no version since 10", data, strings.TrimSpace(string(text)))
	}
	return major, nil
}

func versions(all []installation) string {
	if len(all) == 0 {
		return "none"
	}
	var names []string
	for _, i := range all {
		names = append(names, strconv.Itoa(i.major))
	}
	return strings.Join(names, ", ")
}

// places returns the folders where PostgreSQL may be: those of PATH first, then the ones that distributions use.
func places() []string {
	dirs := filepath.SplitList(os.Getenv("PATH"))
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin",         // Debian, Ubuntu, Gentoo
		"/usr/pgsql-*/bin",                  // Red Hat, from PostgreSQL's own repository
		"/usr/lib/postgresql[0-9]*/bin",     // SUSE
		"/usr/libexec/postgresql*",          // Alpine
		"/opt/homebrew/opt/postgresql*/bin", // Homebrew on Apple silicon
		"/usr/local/opt/postgresql*/bin",    // Homebrew on Intel
		"/usr/local/pgsql/bin",              // built from source
		"/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
		"/Applications/Postgres.app/Contents/Versions/*/bin",
	} {
		found, _ := filepath.Glob(pattern) // the patterns are well formed, so nothing can fail
		dirs = append(dirs, found...)
	}
	return dirs
}

// installed returns the folders that have all programs, which run and are new enough.
func installed(ctx context.Context, dirs []string) []installation {
	var all []installation
	seen := map[string]bool{}
	for _, dir := range dirs {
		bin, err := filepath.EvalSymlinks(dir)
		if err != nil || seen[bin] {
			continue
		}
		seen[bin] = true
		if major := version(ctx, bin); major >= oldest {
			all = append(all, installation{bin: bin, major: major})
		}
	}
	return all
}

// version asks the programs for their version, because a folder's name may be wrong. It returns 0 if one is missing,
// does not run, or has another version than the others.
func version(ctx context.Context, bin string) int {
	major := 0
	for _, program := range []string{"postgres", "initdb", "pg_ctl"} {
		out, err := exec.CommandContext(ctx, filepath.Join(bin, program), "--version").Output()
		if err != nil {
			return 0
		}
		said := regexp.MustCompile(`PostgreSQL\) (\d+)`).FindSubmatch(out)
		if said == nil {
			return 0
		}
		n, _ := strconv.Atoi(string(said[1])) // the pattern matches digits
		if major != 0 && n != major {
			return 0
		}
		major = n
	}
	return major
}
