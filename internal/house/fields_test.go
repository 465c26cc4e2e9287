package house_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vakhta/internal/house"
)

// TestWhatDeskYAMLSaysIsRead checks that the product reads every field that desk.yaml sets: a key that changes a
// field that nobody reads would be an empty promise. Package deskfile tests that each key changes a field or is
// declared to have no effect yet.
func TestWhatDeskYAMLSaysIsRead(t *testing.T) {
	t.Parallel()
	// The messengers that are turned on are added to the desk later. Calendars and contracts are found by name, so
	// the name is used though the field is not read.
	others := []string{"Desk.Platforms", "Calendar.Name", "Contract.Name"}
	m := load(t)
	filled := slices.DeleteFunc(m.fields(t, house.Module+"desk", "Desk"), func(f string) bool {
		return slices.Contains(others, f) || strings.HasPrefix(f, "Traits.")
	})
	if len(filled) < 40 {
		t.Fatalf("desk.Desk has %d fields in all, want those of a whole desk.yaml", len(filled))
	}
	read := map[string]bool{}
	for _, p := range m.packages {
		if p.path == house.Module+"desk" || p.path != house.Module+"deskfile" && slices.Contains(p.imports, house.Module+"desk") {
			m.reads(t, p, read)
		}
	}
	for _, f := range filled {
		if !read[f] {
			t.Errorf("desk.%s is filled from desk.yaml and nobody reads it: take it out, and declare its key NoEffectYet", f)
		}
	}
}

// A module is what `go list` reports about this one, and where compiled packages are.
type module struct {
	packages []goPackage
	fset     *token.FileSet
	importer types.Importer
}

type goPackage struct {
	path, dir      string
	files, imports []string
}

func load(t *testing.T) module {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-export", "-deps", "-json=ImportPath,Dir,GoFiles,Imports,Export", "./...")
	list.Dir = "../.."
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	m := module{fset: token.NewFileSet()}
	exports := map[string]string{}
	for in := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath, Dir, Export string
			GoFiles, Imports        []string
		}
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		exports[p.ImportPath] = p.Export
		if strings.HasPrefix(p.ImportPath, house.Module) {
			m.packages = append(m.packages, goPackage{p.ImportPath, p.Dir, p.GoFiles, p.Imports})
		}
	}
	m.importer = importer.ForCompiler(m.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	return m
}

// fields returns the exported fields of a struct and of all structs of its package that it leads to, as "Project.Chats".
func (m module) fields(t *testing.T, path, name string) []string {
	t.Helper()
	p, err := m.importer.Import(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	seen := map[types.Type]bool{}
	var walk func(types.Type)
	walk = func(of types.Type) {
		if seen[of] {
			return
		}
		seen[of] = true
		switch of := of.(type) {
		case *types.Pointer:
			walk(of.Elem())
		case *types.Slice:
			walk(of.Elem())
		case *types.Map:
			walk(of.Key())
			walk(of.Elem())
		case *types.Named:
			s, isStruct := of.Underlying().(*types.Struct)
			if !isStruct || of.Obj().Pkg() != p {
				return
			}
			for f := range s.Fields() {
				if f.Exported() {
					all = append(all, of.Obj().Name()+"."+f.Name())
					walk(f.Type())
				}
			}
		}
	}
	walk(p.Scope().Lookup(name).Type())
	return all
}

// reads adds the fields that a package reads: those that it selects, except those that it only assigns to.
func (m module) reads(t *testing.T, p goPackage, read map[string]bool) {
	t.Helper()
	var files []*ast.File
	for _, name := range p.files {
		f, err := parser.ParseFile(m.fset, filepath.Join(p.dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	info := &types.Info{Selections: map[*ast.SelectorExpr]*types.Selection{}}
	conf := types.Config{Importer: m.importer}
	if _, err := conf.Check(p.path, m.fset, files, info); err != nil {
		t.Fatalf("check %s: %v", p.path, err)
	}
	var assigned []ast.Expr
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok && a.Tok == token.ASSIGN {
				assigned = append(assigned, a.Lhs...)
			}
			return true
		})
	}
	for selector, s := range info.Selections {
		if s.Kind() == types.FieldVal && !slices.Contains(assigned, ast.Expr(selector)) {
			read[owner(s)+"."+s.Obj().Name()] = true
		}
	}
}

// owner returns the name of the struct that declares a selected field.
func owner(s *types.Selection) string {
	of := s.Recv()
	for i, at := range s.Index() {
		if p, ok := of.Underlying().(*types.Pointer); ok {
			of = p.Elem()
		}
		if i == len(s.Index())-1 {
			break
		}
		of = of.Underlying().(*types.Struct).Field(at).Type()
	}
	if p, ok := of.(*types.Pointer); ok {
		of = p.Elem()
	}
	if named, ok := types.Unalias(of).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}
