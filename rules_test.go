package shelfwise_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport is DESIGN's import table: the packages of ours that each package may import.
// A package without a row fails, so that a new folder is a decision.
var mayImport = map[string][]string{
	".":                     {},
	"market/money":          {},
	"market":                {"market/money"},
	"market/yamltext":       {},
	"scraper/extract":       {"market", "market/money"},
	"scraper/fetch":         {"market", "market/money"},
	"scraper/feed":          {"market", "market/money"},
	"scraper":               {"market", "market/money", "market/yamltext", "scraper/extract", "scraper/fetch", "scraper/feed"},
	"store":                 {"market", "market/money", "store/memory", "store/mongo", "store/sqlite"},
	"store/history":         {"market", "market/money"},
	"store/memory":          {"market", "market/money", "store/history"},
	"store/sqlite":          {"market", "market/money", "store/history"},
	"store/mongo":           {"market", "market/money", "store/history"},
	"store/storetest":       {"market", "market/money"},
	"store/mongo/mongotest": {},
	"matching":              {"market", "market/money"},
	"matching/fit":          {"market", "market/money", "matching"},
	"scoring/demand":        {"market", "market/money"},
	"scoring/pricing":       {"market", "market/money", "market/yamltext"},
	"scoring":               {"market", "market/money", "market/yamltext", "scoring/demand", "scoring/pricing"},
	"scoring/backtest":      {"market", "market/money", "matching", "scoring", "scoring/demand", "scoring/pricing"},
	"advisor": {
		"market", "market/money", "scraper", "scraper/extract", "scraper/fetch", "scraper/feed", "matching", "scoring",
		"scoring/demand", "scoring/pricing",
	},
	"api":             {"advisor", "api/web", "market", "market/money", "matching", "scoring"},
	"api/web":         {"advisor", "market", "market/money", "matching", "scoring"},
	"fixtures":        {},
	"fixtures/shared": {},
	"cmd/shelfwise":   {"*"},
}

// onlyIn lists imports and calls that may stand in the named folders (and below) alone.
var onlyIn = []struct {
	what  string // an import path, or package.Name of a call
	where []string
}{
	{"net/http", []string{"scraper", "api", "fixtures", "cmd"}},
	{"github.com/gin-gonic/gin", []string{"api"}},
	{"github.com/danielgtaylor/huma/v2", []string{"api"}},
	{"database/sql", []string{"store/sqlite"}},
	{"modernc.org/sqlite", []string{"store/sqlite"}},
	{"go.mongodb.org/mongo-driver/v2/mongo", []string{"store/mongo"}},
	{"go.mongodb.org/mongo-driver/v2/bson", []string{"store/mongo"}},
	{"time.Now", []string{"cmd"}},
	{"yaml.Unmarshal", []string{"market/yamltext"}},
	{"yaml.UnmarshalWithOptions", []string{"market/yamltext"}},
	{"os.Getenv", []string{"cmd", "fixtures/shared", "store/mongo/mongotest"}},
	{"os.LookupEnv", []string{"cmd"}},
	{"testing", []string{"store/storetest", "fixtures/shared", "store/mongo/mongotest"}},
	{"os.Args", []string{"cmd", "matching/fit"}},
}

// pure packages are functions of values: no context, no files, no network.
var pure = []string{"matching", "scoring", "scoring/demand", "scoring/pricing", "market/money"}

const (
	maxFileLines = 400
	maxFuncLines = 60
	maxMethods   = 9
)

type source struct {
	dir, name string
	lines     int
	fset      *token.FileSet
	file      *ast.File
	test      bool
	generated bool
}

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if p != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || hasFile(p, "go.mod")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, p, text, parser.ParseComments)
		if err != nil {
			return err
		}
		out = append(out, source{
			dir: filepath.ToSlash(filepath.Dir(p)), name: filepath.ToSlash(p), lines: strings.Count(string(text), "\n"),
			fset: fset, file: f, test: strings.HasSuffix(p, "_test.go"), generated: ast.IsGenerated(f),
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func hasFile(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

func TestImportTable(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		may, ok := mayImport[s.dir]
		if !ok {
			t.Errorf("%s: package %s has no row in the import table", s.name, s.dir)
			continue
		}
		for _, imp := range s.file.Imports {
			p, ours := strings.CutPrefix(strings.Trim(imp.Path.Value, `"`), "shelfwise/")
			if ours && !slices.Contains(may, p) && !slices.Contains(may, "*") {
				t.Errorf("%s: %s may not import %s", s.name, s.dir, p)
			}
		}
	}
}

func TestOnlyIn(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, rule := range onlyIn {
			if uses(s.file, rule.what) && !slices.ContainsFunc(rule.where, func(w string) bool { return s.dir == w || strings.HasPrefix(s.dir, w+"/") }) {
				t.Errorf("%s: %s is allowed in %s only", s.name, rule.what, strings.Join(rule.where, ", "))
			}
		}
		if slices.Contains(pure, s.dir) {
			for _, imp := range []string{"context", "os", "io/fs", "net", "net/http", "math/rand"} {
				if uses(s.file, imp) {
					t.Errorf("%s: %s is a pure function of values and may not import %s", s.name, s.dir, imp)
				}
			}
		}
	}
}

// uses reports whether a file imports the path or names package.Name of an import whose last element is package.
func uses(f *ast.File, what string) bool {
	for _, imp := range f.Imports {
		if p := strings.Trim(imp.Path.Value, `"`); p == what || strings.HasPrefix(p, what+"/") && strings.Contains(what, ".") {
			return true
		}
	}
	pkg, name, ok := strings.Cut(what, ".")
	if !ok || strings.Contains(what, "/") {
		return false
	}
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == name {
			if id, ok := sel.X.(*ast.Ident); ok && id.Name == pkg {
				found = true
			}
		}
		return !found
	})
	return found
}

func TestSizes(t *testing.T) {
	for _, s := range sources(t) {
		if s.generated {
			continue
		}
		if s.lines > maxFileLines {
			t.Errorf("%s has %d lines; over %d it holds two ideas", s.name, s.lines, maxFileLines)
		}
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				n := s.fset.Position(d.End()).Line - s.fset.Position(d.Pos()).Line + 1
				if n > maxFuncLines && !s.test {
					t.Errorf("%s: %s has %d lines, more than %d", s.name, d.Name.Name, n, maxFuncLines)
				}
				if d.Name.Name == "init" && d.Recv == nil {
					t.Errorf("%s: init registers in secret; list it in a table", s.name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if ts, ok := spec.(*ast.TypeSpec); ok {
						if it, ok := ts.Type.(*ast.InterfaceType); ok && methods(it) > maxMethods {
							t.Errorf("%s: interface %s has more than %d methods", s.name, ts.Name.Name, maxMethods)
						}
					}
				}
			}
		}
	}
}

func methods(it *ast.InterfaceType) int {
	n := 0
	for _, f := range it.Methods.List {
		n += len(f.Names)
	}
	return n
}

func TestPackageDocs(t *testing.T) {
	docs, dirs := map[string]bool{}, map[string]bool{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		dirs[s.dir] = true
		if path.Base(s.name) == "doc.go" && s.file.Doc != nil {
			docs[s.dir] = true
		}
		if path.Base(s.dir) == "util" || path.Base(s.dir) == "common" || path.Base(s.dir) == "helper" {
			t.Errorf("%s: %s names no idea", s.name, s.dir)
		}
	}
	for d := range dirs {
		if !docs[d] {
			t.Errorf("package %s has no doc.go with a package comment", d)
		}
	}
}

func TestExportedNamesAreDocumented(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, d := range s.file.Decls {
			for _, problem := range undocumented(d) {
				t.Errorf("%s: %s has no comment", s.name, problem)
			}
		}
	}
}

// undocumented lists the exported names of a declaration that nothing describes.
func undocumented(d ast.Decl) []string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && (d.Recv == nil || exportedReceiver(d)) {
			return []string{d.Name.Name}
		}
	case *ast.GenDecl:
		var out []string
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if spec.Name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
					out = append(out, spec.Name.Name)
				}
			case *ast.ValueSpec:
				for _, n := range spec.Names {
					if n.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
						out = append(out, n.Name)
					}
				}
			}
		}
		return out
	}
	return nil
}

func exportedReceiver(d *ast.FuncDecl) bool {
	return ast.IsExported(strings.TrimLeft(fmt.Sprint(typeName(d.Recv.List[0].Type)), "*"))
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.IndexExpr:
		return typeName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// TestNoMutablePackageVariables fails where a package-level variable is assigned to after its declaration.
func TestNoMutablePackageVariables(t *testing.T) {
	vars := map[string]map[string]bool{}
	all := sources(t)
	for _, s := range all {
		if s.test {
			continue
		}
		for _, d := range s.file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, spec := range g.Specs {
					for _, n := range spec.(*ast.ValueSpec).Names {
						if vars[s.dir] == nil {
							vars[s.dir] = map[string]bool{}
						}
						vars[s.dir][n.Name] = true
					}
				}
			}
		}
	}
	for _, s := range all {
		if s.test {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			a, ok := n.(*ast.AssignStmt)
			if !ok || a.Tok == token.DEFINE {
				return true
			}
			for _, lhs := range a.Lhs {
				if ix, ok := lhs.(*ast.IndexExpr); ok {
					lhs = ix.X
				}
				if id, ok := lhs.(*ast.Ident); ok && vars[s.dir][id.Name] && packageLevel(s.file, id) {
					t.Errorf("%s: package variable %s is written to", s.fset.Position(id.Pos()), id.Name)
				}
			}
			return true
		})
	}
}

// packageLevel reports whether the identifier names a variable of the package: one that the file declares at its
// top, or one that only another file can declare.
func packageLevel(f *ast.File, id *ast.Ident) bool {
	return id.Obj == nil || f.Scope.Lookup(id.Name) == id.Obj
}
