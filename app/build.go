package app

import (
	"cmp"
	"fmt"
	"runtime/debug"
)

// Build identifies the program. Unknown fields are empty.
type Build struct {
	Version string // such as v0.1.0, or Go's pseudo-version of a commit without a tag
	Commit  string // git's hash
	Date    string // of the commit, in RFC 3339
	Changed bool   // files differed from the commit
	Go      string // the compiler's version
}

// ReadBuild returns what was linked into the program, and for the rest what Go recorded: `go build` in a repository
// knows the commit, `go run` does not.
func ReadBuild(linked Build) Build {
	b := linked
	noted, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Go = noted.GoVersion
	if noted.Main.Version != "(devel)" {
		b.Version = cmp.Or(b.Version, noted.Main.Version)
	}
	if b.Commit != "" { // Go's record may be of another commit
		return b
	}
	for _, s := range noted.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Date = cmp.Or(b.Date, s.Value)
		case "vcs.modified":
			b.Changed = s.Value == "true"
		}
	}
	return b
}

// String returns one line: "vakhta v0.1.0 (commit 81d197a, 2026-11-29T16:17:43Z, go1.26.0)".
func (b Build) String() string {
	commit := "commit " + cmp.Or(b.Commit[:min(len(b.Commit), 12)], "unknown")
	if b.Changed {
		commit += ", changed since"
	}
	if b.Date != "" {
		commit += ", " + b.Date
	}
	return fmt.Sprintf("vakhta %s (%s, %s)", cmp.Or(b.Version, "without a version"), commit, cmp.Or(b.Go, "an unknown Go"))
}
