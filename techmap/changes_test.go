package techmap_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/techmap"
)

func TestChanges(t *testing.T) {
	t.Parallel()
	const is = "components:\n  core: {kind: core, version: \"1.2\"}\n  base: {kind: data}\nrisks:\n  - {risk: One server, priority: low}\n  - {risk: Old system, priority: high, internal: true}\n"
	for _, c := range []struct {
		name   string
		oldnew []string
		want   []string
	}{
		{"nothing", nil, nil},
		{"a remark and the order", []string{"components:", "# checked\ncomponents:", "  base: {kind: data}\n", "", "  core:", "  base: {kind: data}\n  core:"}, nil},
		{"a version", []string{`"1.2"`, `"1.3"`}, []string{"component core  version 1.2>1.3"}},
		{"a version that is not known any more", []string{`, version: "1.2"`, ""}, []string{"component core  version 1.2>"}},
		{"one new, one gone", []string{"  base:", "  cache:"}, []string{"component base removed  >", "component cache added  >"}},
		{"a contact is not told", []string{"{kind: data}", `{kind: data, contact: "+7 900"}`}, []string{"component base  details >"}},
		{"a first risk is done", []string{"  - {risk: One server, priority: low}\n", ""}, []string{"risk 1 removed  >"}},
		{"a risk that nobody may see comes out", []string{", internal: true", ""}, []string{"risk 2  details > internal"}},
	} {
		text := strings.NewReplacer(c.oldnew...).Replace(is)
		var got []string
		for _, d := range techmap.Changes(read(t, is), read(t, text)) {
			line := fmt.Sprintf("%s %s %s %s %s>%s", d.Of, d.Name, d.Is, d.Field, d.Was, d.Now)
			if d.Internal {
				line += " internal"
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func read(t *testing.T, text string) *desk.TechMap {
	t.Helper()
	m, err := deskfile.ReadMap("map.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
