package house_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/internal/house"
)

func TestImportsGoDownAndDriversStayAtHome(t *testing.T) {
	t.Parallel()
	for _, fault := range house.Faults(packages(t)) {
		t.Error(fault)
	}
}

func TestEachRuleNamesItsReason(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		of   house.Package
		want []string // a piece of each fault
	}{
		{"down is fine", pkg("conversations", "vakhta/cards", "vakhta/desk", "fmt"), nil},
		{"inside a home all is fine", pkg("demo", "vakhta/sim/telegram/wire"), nil},
		{"up is not", pkg("cards", "vakhta/conversations"), []string{"imports go down"}},
		{"neither is sideways", pkg("adapters/telegram", "vakhta/adapters/slack"), []string{"neighbours don't know each other"}},
		{"desk stands alone", pkg("desk", "golang.org/x/text/language", "time"), []string{"the standard library only"}},
		{"desk's files may use a library", pkg("deskfile", "github.com/goccy/go-yaml", "vakhta/desk"), nil},
		{"a driver abroad", pkg("conversations", "github.com/jackc/pgx/v5/pgxpool"), []string{"lives in storage"}},
		{"a driver at home", pkg("storage/private", "github.com/jackc/pgx/v5"), nil},
		{"a test kit in the product", pkg("storage", "vakhta/internal/testpg"), []string{"only tests may"}},
		{"the suite of the adapters in an adapter", pkg("adapters/slack", "vakhta/adapters/adaptertest"), []string{"only tests may"}},
		{"a kit may reach for anything", pkg("adapters/adaptertest", "vakhta/sim/slack", "vakhta/conversations"), nil},
		{"a package that nobody placed", pkg("helpers"), []string{"helpers has no floor"}},
		{"a test keeps to the homes of drivers", house.Package{
			ImportPath: "vakhta/reports", TestImports: []string{"vakhta/cmd/bot", "github.com/jackc/pgx/v5"},
		}, []string{"a test of reports imports github.com/jackc/pgx/v5"}},
		{"the simulators' tests play the bot", house.Package{
			ImportPath: "vakhta/sim/telegram", TestImports: []string{"github.com/go-telegram/bot"},
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := house.Faults([]house.Package{c.of})
			if len(got) != len(c.want) {
				t.Fatalf("faults of %+v:\n%s", c.of, cmp.Diff(c.want, got))
			}
			for i, want := range c.want {
				if !strings.Contains(got[i], want) {
					t.Errorf("fault %q does not say %q", got[i], want)
				}
			}
		})
	}
}

func pkg(at string, imports ...string) house.Package {
	return house.Package{ImportPath: house.Module + at, Imports: imports}
}

// packages reads the imports of every Go file of the module, for every system. It reads the files itself and does not
// call `go list`: only then does the cache of `go test` know that the result depends on them.
func packages(t *testing.T) []house.Package {
	t.Helper()
	const root = "../.."
	found := map[string]*house.Package{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_")):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go":
			return nil
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		at := house.Module + filepath.ToSlash(dir)
		if found[at] == nil {
			found[at] = &house.Package{ImportPath: at}
		}
		return read(path, found[at])
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []house.Package
	for _, p := range found {
		all = append(all, *p)
	}
	return all
}

// read adds the imports of one file to its package.
func read(path string, to *house.Package) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	list := &to.Imports
	if strings.HasSuffix(path, "_test.go") {
		list = &to.TestImports
	}
	for _, i := range file.Imports {
		imported, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return err
		}
		*list = append(*list, imported)
	}
	return nil
}
