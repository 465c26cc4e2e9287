package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/internal/house"
)

func TestNoTwoTypesHaveOneName(t *testing.T) {
	t.Parallel()
	all := packages(t)
	for i := range all {
		all[i].Types = exportedTypes(t, strings.TrimPrefix(all[i].ImportPath, house.Module))
	}
	for _, fault := range house.TypeFaults(all) {
		t.Error(fault)
	}
}

func TestANameMayBeUsedTwiceOnlyWhereItIsTheSameThing(t *testing.T) {
	t.Parallel()
	of := func(at string, types ...string) house.Package {
		return house.Package{ImportPath: house.Module + at, Types: types}
	}
	got := house.TypeFaults([]house.Package{
		of("desk", "Ticket", "Clock"), of("demo/why", "Ticket"), // two things
		of("sim/slack", "Clock"), of("internal/testdesk", "Clock"), // apart from the house
		of("courier", "Config"), of("keeper", "Config"), // what a constructor is given
		of("adapters/slack/inbound", "Receiver"), of("adapters/telegram/inbound", "Receiver"), // the same part
		of("adapters/slack/history", "Message"), of("adapters/slack/layout", "Message"), // two things of one adapter
		of("adapters/intake", "Update"), of("adapters/telegram/updates", "Update"),
	})
	want := []string{
		"Message is a type of adapters/slack/history and of adapters/slack/layout: give each thing a name of its own",
		"Ticket is a type of demo/why and of desk: give each thing a name of its own",
		"Update is a type of adapters/intake and of adapters/telegram/updates: give each thing a name of its own",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// exportedTypes returns the exported types that a package declares, aliases apart.
func exportedTypes(t *testing.T, at string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../..", filepath.FromSlash(at), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				continue
			}
			for _, s := range decl.Specs {
				if spec, ok := s.(*ast.TypeSpec); ok && spec.Name.IsExported() && !spec.Assign.IsValid() {
					names = append(names, spec.Name.Name)
				}
			}
		}
	}
	return names
}
