package deskfile_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/deskfile"
)

func TestAMistakeInATechMapHasItsPlace(t *testing.T) {
	t.Parallel()
	people := []string{"anna", "boris"}
	for name, c := range map[string]struct{ text, want string }{
		"a circle": {
			"components:\n  a: {kind: core, uses: [b]}\n  b: {kind: data, uses: [{to: a}]}\n",
			"m.yaml:3:31: these components need each other in a circle: a → b → a; write back: true where it is a call the other way, such as a webhook",
		},
		"a call the other way is no circle":   {"components:\n  a: {kind: core, uses: [b]}\n  b: {kind: data, uses: [{to: a, back: true}]}\n", ""},
		"a component that uses itself":        {"components:\n  a: {kind: core, uses: [a]}\n", `m.yaml:2:26: "a" uses itself; name another component`},
		"a version that is no version":        {"components:\n  a: {kind: core, version: latest}\n", `m.yaml:2:28: "latest" is no version; write it like 2.4.6-p3, or leave the key out while it is not known`},
		"an unknown component":                {"components:\n  shop: {kind: core, uses: [{to: shp}]}\n  shap: {kind: data}\n", `m.yaml:2:34: there is no component "shp"; did you mean "shop"?`},
		"an unknown host":                     {"hosts: {web-1: {}}\ncomponents:\n  a: {kind: core, host: web-2}\n", `m.yaml:3:25: there is no host "web-2"; did you mean "web-1"?`},
		"a host where none is written":        {"components:\n  a: {kind: core, host: web}\n", `m.yaml:2:25: there is no host "web"; known: (none is written)`},
		"an unknown person":                   {"owner: ana\ncomponents:\n  a: {kind: core}\n", `m.yaml:1:8: there is no person "ana"; did you mean "anna"?`},
		"a runbook without encryption":        {"components:\n  a: {kind: core, runbook: 'http://wiki.test/a'}\n", "m.yaml:2:28: this is no https address; write one such as https://wiki.example.com/database, or the name of a note without .md"},
		"a runbook with a password":           {"components:\n  a: {kind: core, runbook: 'https://anna:x@wiki.test'}\n", "m.yaml:2:28: the address holds a password; remove it; secrets come from the environment alone"},
		"a runbook of two lines":              {"components:\n  a: {kind: core, runbook: \"data\\nbase\"}\n", "m.yaml:2:28: a runbook is one line; write an https address, or the name of a note without .md"},
		"a runbook that is a note":            {"components:\n  a: {kind: core, runbook: data base}\n", ""},
		"an unknown kind":                     {"components:\n  a: {kind: datta}\n", `m.yaml:2:13: unknown word "datta"; did you mean "data"?`},
		"no components":                       {"owner: anna\n", `m.yaml:1:1: "components" is missing from the map; write components: with the parts of the site`},
		"a critical call back":                {"components:\n  a: {kind: core}\n  b: {kind: data, uses: [{to: a, back: true, critical: true}]}\n", "m.yaml:3:56: a call the other way makes no dependency, so it cannot be critical; keep critical or back"},
		"a risk of nothing known":             {"components:\n  a: {kind: core}\nrisks:\n  - {risk: x, priority: high, component: z}\n", `m.yaml:4:42: there is no component "z"; did you mean "a"?`},
		"a risk without words":                {"components:\n  a: {kind: core}\nrisks:\n  - {risk: {}, priority: high}\n", "m.yaml:4:12: there is no text; write it: in one language, or under ru and en"},
		"more components than a picture has":  {"components:\n" + many(31), "m.yaml:32:3: a map has at most 30 components, and here are 31; join what belongs together"},
		"as many components as a picture has": {"components:\n" + many(30), ""},
	} {
		_, err := deskfile.ReadMap("m.yaml", []byte(c.text), people)
		if got := fmt.Sprint(err); err == nil && c.want != "" || err != nil && got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func many(n int) (text string) {
	for i := range n {
		text += fmt.Sprintf("  c%d: {kind: service}\n", i)
	}
	return text
}

func TestTheMapsOfProjectsAreReadBesideDeskYAML(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(folder+"/"+name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	example, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	write("desk.yaml", strings.Replace(string(example), "# techmap: romashka.map.yaml ", "techmap: rom.yaml ", 1))
	if _, _, err := deskfile.Load(folder + "/desk.yaml"); err == nil || !strings.Contains(err.Error(), "there is no tech map "+folder+"/rom.yaml") {
		t.Errorf("without the file: %v", err)
	}
	write("rom.yaml", "components:\n  a: {kind: core, version: newest}\n")
	if _, _, err := deskfile.Load(folder + "/desk.yaml"); err == nil || !strings.HasPrefix(err.Error(), "rom.yaml:2:28: ") {
		t.Errorf("with a mistake: %v", err)
	}
	write("rom.yaml", "components:\n  a: {kind: core, version: 1.2, runbook: failover}\n")
	d, warnings, err := deskfile.Load(folder + "/desk.yaml")
	if !slices.ContainsFunc(warnings, func(w deskfile.Warning) bool {
		return w.String() == `rom.yaml:2:42: warning: there is no note "failover"; known: (none is written)`
	}) {
		t.Errorf("a runbook that is no note: %v", warnings)
	}
	if err != nil || d.Projects["ROM"].TechMap.Component("a").Version != "1.2" {
		t.Errorf("a map: %v", err)
	}
}

// TestTheDocumentationHasEveryKeyOfAMap compares the tables of docs/techmap.md with the declarations of the keys.
func TestTheDocumentationHasEveryKeyOfAMap(t *testing.T) {
	compareTables(t, "docs/techmap.md", deskfile.MapTables())
}

func TestTheStepsOfAnOnboardingAreTheDesks(t *testing.T) {
	t.Parallel()
	for _, s := range desk.OnboardingSteps() {
		line := "    onboarding: {" + string(s) + ": {owner: anna}}  #"
		d, _, err := deskfile.Read("desk.yaml", []byte(strings.Replace(example(t), "    onboarding: {audit: {owner: anna, due: 2026-01-20, done: 2026-01-19}}  #", line, 1)))
		if err != nil || d.Projects["ROM"].Onboarding[s].Owner != "anna" {
			t.Errorf("%s: %v", s, err)
		}
	}
}
