package house_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// atHome returns the paths that may name a messenger: its adapter, the file
// that its accounts are written in, the programs that turn it on, the test kits
// and the simulated platforms.
func atHome() []string {
	return []string{"adapters/", "deskfile/", "app/", "cmd/", "demo/", "sim/", "internal/"}
}

// TestTheCoreAsksForPowersAndNotForNames checks that a third messenger needs no
// branch anywhere: its abilities are in its traits.
func TestTheCoreAsksForPowersAndNotForNames(t *testing.T) {
	t.Parallel()
	for _, fault := range named(t, "../..") {
		t.Error(fault)
	}
}

func TestANameOfAMessengerIsFound(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]int{
		`package p; var x = a.Platform == desk.Slack`:                              1,
		`package p; func f() { switch a { case desk.Telegram, desk.Slack: } }`:     2,
		`package p; func f() { if string(p) == "slack" {} }`:                       1,
		`package p; var m = map[string]int{"telegram": 1}`:                         1,
		`package desk; func f(p Platform) bool { return p == Slack }`:              1,
		`package p; var x = desk.ReplyThreads`:                                     0,
		`package p; import "vakhta/adapters/slack"; type t struct{ Slack int }`:    0,
		`package p; var t = "the bot is on slack"; const x = y.Slack + z.Telegram`: 0,
	} {
		if got := namesIn(t, "p.go", source); len(got) != want {
			t.Errorf("%s: found %q, want %d", source, got, want)
		}
	}
}

// named lists the places of the core where a messenger is named.
func named(t *testing.T, root string) []string {
	t.Helper()
	var faults []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		at, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		at = filepath.ToSlash(at)
		switch {
		case d.IsDir() && at != "." && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case d.IsDir(), !strings.HasSuffix(at, ".go"), strings.HasSuffix(at, "_test.go"):
			return nil
		case slices.ContainsFunc(atHome(), func(h string) bool { return strings.HasPrefix(at, h) }):
			return nil
		}
		for _, n := range namesIn(t, path, nil) {
			faults = append(faults, fmt.Sprintf("%s: %s names a messenger: ask its desk.Traits for the power", at, n))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return faults
}

// namesIn lists a file's uses of desk.Telegram and desk.Slack, and of their values.
func namesIn(t *testing.T, path string, source any) []string {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	at := func(n ast.Node, what string) {
		found = append(found, fmt.Sprintf("line %d: %s", files.Position(n.Pos()).Line, what))
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			return n.Tok != token.IMPORT && !declares(n)
		case *ast.SelectorExpr:
			if of, ok := n.X.(*ast.Ident); ok && of.Name == "desk" && isMessenger(strings.ToLower(n.Sel.Name)) {
				at(n, "desk."+n.Sel.Name)
			}
		case *ast.Ident: // inside desk itself no package name precedes them
			if file.Name.Name == "desk" && (n.Name == "Telegram" || n.Name == "Slack") {
				at(n, n.Name)
			}
		case *ast.BasicLit:
			if word, err := strconv.Unquote(n.Value); err == nil && isMessenger(word) {
				at(n, n.Value)
			}
		}
		return true
	})
	return found
}

func isMessenger(word string) bool { return word == "telegram" || word == "slack" }

// declares reports whether d declares the platforms' names.
func declares(d *ast.GenDecl) bool {
	for _, s := range d.Specs {
		if v, ok := s.(*ast.ValueSpec); ok {
			if of, ok := v.Type.(*ast.Ident); ok && of.Name == "Platform" {
				return true
			}
		}
	}
	return false
}
