package deskfile_test

import (
	"errors"
	"testing"

	"vakhta/desk"
	"vakhta/deskfile"
)

func FuzzAnyFileIsReadOrComplainedOf(f *testing.F) {
	f.Add(example(f))
	f.Add(small)
	for _, src := range []string{
		"", "a", "- a", "people: *anna", "people: &a [*a]", "? [a]\n: b", "a: {b: [c:d]}", "<<: {}", "a: |\n  b", "!!map {}", "{\"a\":1}", "a: [,]",
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		d, _, err := deskfile.Read("desk.yaml", []byte(src))
		if err == nil {
			usable(t, d)
			return
		}
		var found deskfile.Mistakes
		if !errors.As(err, &found) || d != nil {
			t.Fatalf("got a desk %v and the error %v, want Mistakes alone", d, err)
		}
		for _, m := range found {
			if m.Line < 1 || m.Column < 1 || m.Message == "" || m.Fix == "" {
				t.Errorf("%#v says too little", m)
			}
		}
	})
}

// usable fails unless every project of a desk can be served.
func usable(t *testing.T, d *desk.Desk) {
	t.Helper()
	for code, p := range d.Projects {
		if !desk.ValidProjectCode(code) {
			t.Errorf("a project is called %q", code)
		}
		c := d.ContractOf(p)
		if c == nil || d.Calendars[c.Calendar] == nil || d.Team(p, 1) == nil {
			t.Fatalf("%s has no contract, calendar or team", code)
		}
		for _, priority := range desk.Priorities() {
			if c.Targets[priority].Reaction.IsZero() {
				t.Errorf("%s promises no reaction to %s", c.Name, priority)
			}
		}
	}
}
