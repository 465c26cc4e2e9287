// Package house holds the import rules of the project, so that a test can check them.
//
// A home is a package, together with the packages below it that have no home of their own; a floor is a row of homes.
// Imports go strictly down the floors: homes on one floor do not know each other; inside a home they are free. A
// driver is a foreign package through which the project talks to the outside; only one home may import it. Tests may
// import from any floor, because they put parts together, but the rule for drivers applies to them, too.
package house

import (
	"fmt"
	"slices"
	"strings"
)

// Module is the prefix of all of the project's packages.
const Module = "vakhta/"

// floors are listed from the ground up; docs/architecture.md has the same table. A star stands for one name, so each
// adapter is a home.
func floors() [][]string {
	return [][]string{
		{"desk", "canvas", "sim/*"}, // the simulated platforms import nothing of ours
		{"sla", "history", "locales", "mask", "billing", "mapping", "triage"},
		{"storage", "timers", "files", "notice", "classify", "deskfile", "escalation", "papers"},
		{"knowledge", "techmap", "replay", "ledger"},           // the first two compare words as the classifier does
		{"tickets", "reports", "cards", "evidence", "explain"}, // what is done to a ticket, the figures of a report; and the words, which neither may know
		{"oncall", "reload", "onboarding"},
		{"conversations", "courier", "keeper", "routines", "personal", "monitoring", "adapters/intake"},
		{"adapters/calls", "adapters/web"},
		{"adapters/*"},
		{"app"},
		{"demo"}, // it plays the whole desk between the simulated platforms
		{"cmd/*"},
	}
}

// kits are only for tests. They may import anything.
func kits() []string { return []string{"internal/*", "adapters/adaptertest", "demo/page/browser"} }

// driver says which homes may import a foreign package, and which others may in their tests.
type driver struct {
	path  string
	homes []string
	tests []string
}

func drivers() []driver {
	return []driver{
		{"github.com/jackc/pgx", []string{"storage", "internal/*", "cmd/bench"}, nil},
		{"github.com/redis/go-redis", []string{"timers", "internal/*", "cmd/bench"}, nil},
		{"github.com/alicebob/miniredis", []string{"timers", "cmd/bot"}, nil},
		{"github.com/go-telegram/bot", []string{"adapters/telegram"}, []string{"demo", "sim/*", "adapters/adaptertest"}},
		{"github.com/slack-go/slack", []string{"adapters/slack"}, []string{"demo", "sim/*", "adapters/adaptertest"}},
		{"github.com/wneessen/go-mail", []string{"adapters/email"}, nil},
		{"github.com/minio/minio-go", []string{"files"}, nil},
		{"golang.org/x/image", []string{"canvas"}, nil},
		{"codeberg.org/go-pdf/fpdf", []string{"canvas"}, nil},
		{"github.com/xuri/excelize", []string{"papers"}, nil},
		{"github.com/rickar/cal", []string{"sla"}, nil},
		{"github.com/emersion/go-ical", []string{"adapters/feeds"}, nil},
		{"github.com/teambition/rrule-go", []string{"adapters/feeds"}, nil},
		{"github.com/yuin/goldmark", []string{"deskfile"}, nil},
		{"github.com/expr-lang/expr", []string{"mapping"}, nil},
		{"github.com/chromedp", []string{"demo/page/browser"}, nil},
	}
}

// Package is what the rules need to know of a package.
type Package struct {
	ImportPath  string
	Imports     []string
	TestImports []string
	Types       []string // its exported types
}

// Faults returns a sentence for every import that breaks a rule, and for every package that has no home.
func Faults(all []Package) []string {
	var faults []string
	for _, p := range all {
		at := strings.TrimPrefix(p.ImportPath, Module)
		isKit := home(at, kits()) != ""
		if _, floor := place(at); floor < 0 && !isKit {
			faults = append(faults, fmt.Sprintf("%s has no floor: give it one in internal/house and in docs/architecture.md", at))
			continue
		}
		for _, imported := range p.Imports {
			faults = append(faults, driverFault(at, imported, false), standardFault(at, imported))
			if !isKit {
				faults = append(faults, floorFault(at, imported))
			}
		}
		for _, imported := range p.TestImports {
			faults = append(faults, driverFault(at, imported, true))
		}
	}
	slices.Sort(faults)
	return slices.DeleteFunc(slices.Compact(faults), func(f string) bool { return f == "" })
}

// floorFault checks that imports go down and that test kits stay in tests.
func floorFault(at, imported string) string {
	to, ours := strings.CutPrefix(imported, Module)
	if !ours {
		return ""
	}
	if kit := home(to, kits()); kit != "" {
		return fmt.Sprintf("%s imports %s, which is a test kit: only tests may", at, to)
	}
	fromHome, fromFloor := place(at)
	toHome, toFloor := place(to)
	switch {
	case fromHome == toHome, toFloor < fromFloor:
		return ""
	case toFloor == fromFloor:
		return fmt.Sprintf("%s imports %s, and both are on floor %d: neighbours don't know each other, "+
			"what they share belongs to a floor below", at, to, fromFloor)
	}
	return fmt.Sprintf("%s (floor %d) imports %s (floor %d): imports go down, so let %s say what it needs "+
		"and have the caller pass it in", at, fromFloor, to, toFloor, at)
}

// driverFault checks that a driver is imported in its home only.
func driverFault(at, imported string, inTest bool) string {
	for _, d := range drivers() {
		if imported != d.path && !strings.HasPrefix(imported, d.path+"/") {
			continue
		}
		homes := d.homes
		if inTest {
			homes = slices.Concat(d.homes, d.tests)
		}
		if home(at, homes) == "" {
			what := at
			if inTest {
				what = "a test of " + at
			}
			return fmt.Sprintf("%s imports %s, which lives in %s alone: ask that package for what is needed",
				what, imported, strings.Join(d.homes, " and "))
		}
	}
	return ""
}

// standardFault checks that desk imports only the standard library.
func standardFault(at, imported string) string {
	first, _, _ := strings.Cut(imported, "/")
	if at != "desk" || !strings.Contains(first, ".") && !strings.HasPrefix(imported, Module) {
		return ""
	}
	return fmt.Sprintf("desk imports %s: everything points at desk, so it imports the standard library only", imported)
}

// place returns the home of a package and its floor, -1 if it has none. The longest match counts, so
// demo/page/browser is a kit inside demo.
func place(at string) (where string, floor int) {
	floor = -1
	for i, homes := range floors() {
		if h := home(at, homes); len(h) > len(where) {
			where, floor = h, i
		}
	}
	return where, floor
}

// home returns which of the homes the package is in, with stars filled in.
func home(at string, homes []string) string {
	parts := strings.Split(at, "/")
	best := ""
	for _, h := range homes {
		names := strings.Split(h, "/")
		if len(names) > len(parts) {
			continue
		}
		fits := true
		for i, name := range names {
			fits = fits && (name == "*" || name == parts[i])
		}
		if found := strings.Join(parts[:len(names)], "/"); fits && len(found) > len(best) {
			best = found
		}
	}
	return best
}
