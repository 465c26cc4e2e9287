package deskfile_test

import (
	"testing"

	"vakhta/desk"
	"vakhta/deskfile"
)

func TestTheAuditIsAskedInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, f := range deskfile.Audit().Form {
		for _, l := range []desk.Locale{desk.Russian, desk.English} {
			if f.Label[l] == "" || f.Check.Error != nil && f.Check.Error[l] == "" {
				t.Errorf("%s has no text in %s", f.Name, l)
			}
			for _, o := range f.Options {
				if o.Label[l] == "" {
					t.Errorf("%s.%s has no text in %s", f.Name, o.Value, l)
				}
			}
		}
	}
}
