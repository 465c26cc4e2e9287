package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnActOfWorkIsWrittenToAFile(t *testing.T) {
	_, env := kept(t)
	for format, begins := range map[string]string{"pdf": "%PDF-", "xlsx": "PK", "csv": "\ufeffRow,"} {
		path := filepath.Join(t.TempDir(), "act."+format)
		if status, _, errs := invoke(t, env, "hours", "--project", "ROM", "--period", "2026-10", "--format", format, "--lang", "en", "--out", path); status != exitFine {
			t.Errorf("bot hours as %s ends with %d: %s", format, status, errs)
			continue
		}
		if file, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(file, []byte(begins)) {
			t.Errorf("%s: %v, beginning with %.12q", format, err, file)
		}
		if status, printed, errs := invoke(t, env, "verify", path); status != exitFine || !strings.Contains(printed, "act of work of ROM, 2026-10\n") || !strings.Contains(printed, "says the same now") {
			t.Errorf("bot verify of an act as %s ends with %d: %s%s", format, status, printed, errs)
		}
	}
	for name, c := range map[string]struct{ args, says string }{
		"another project": {"--project ROMA", `did you mean "ROM"?`},
		"no period":       {"--project ROM --period soon", `period "soon"`},
		"no month":        {"--project ROM --period 2026", "is no month"},
	} {
		if status, printed, errs := invoke(t, env, append([]string{"hours"}, strings.Fields(c.args)...)...); status != exitWrong || !strings.Contains(errs, c.says) {
			t.Errorf("%s: %d and %q, want %q", name, status, printed+errs, c.says)
		}
	}
}
