package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAReportIsWrittenToAFile(t *testing.T) {
	_, env := kept(t)
	for format, begins := range map[string]string{"pdf": "%PDF-", "xlsx": "PK", "png": "\x89PNG", "csv": "\ufeffTicket,"} {
		path := filepath.Join(t.TempDir(), "report."+format)
		if status, _, errs := invoke(t, env, "report", "--project", "ROM", "--period", "2026", "--format", format, "--lang", "en", "--out", path); status != exitFine {
			t.Errorf("bot report as %s ends with %d: %s", format, status, errs)
			continue
		}
		file, err := os.ReadFile(path)
		if err != nil || !bytes.HasPrefix(file, []byte(begins)) {
			t.Errorf("%s: %v, beginning with %.12q", format, err, file)
		}
		if status, printed, errs := invoke(t, env, "verify", path); status != exitFine || !strings.Contains(printed, "of ROM, 2026\n") || !strings.Contains(printed, "says the same now") {
			t.Errorf("bot verify of a %s ends with %d: %s%s", format, status, printed, errs)
		}
		if err := os.WriteFile(path, append(file, ' '), 0o600); err != nil {
			t.Fatal(err)
		}
		if status, _, errs := invoke(t, env, "verify", path); status != exitWrong || !strings.Contains(errs, "this desk made no such file") {
			t.Errorf("bot verify of a changed %s ends with %d: %s", format, status, errs)
		}
	}
	if status, printed, errs := invoke(t, env, "report", "--project", "all", "--period", "2026", "--format", "csv", "--lang", "en"); status != exitFine || !strings.Contains(printed, "ROM-1") {
		t.Errorf("bot report of all projects ends with %d: %s%.200s", status, errs, printed)
	}
	status, printed, errs := invoke(t, env, "report", "--project", "all", "--period", "2026", "--format", "text", "--lang", "en")
	if status != exitFine || !strings.Contains(printed, "Requests: ") || strings.Contains(printed, "/report") {
		t.Errorf("bot report as text ends with %d: %s%s", status, errs, printed)
	}
	path := filepath.Join(t.TempDir(), "no")
	for name, c := range map[string]struct{ args, says string }{
		"another project":           {"--project ROMA", `did you mean "ROM"?`},
		"no period":                 {"--project ROM --period soon", `period "soon"`},
		"a period in the future":    {"--project ROM --period 2199", "has not begun yet"},
		"text of the future":        {"--project ROM --period 2199 --format text", "has not begun yet"},
		"a folder that isn't there": {"--project ROM --out " + filepath.Join(path, "a.pdf"), "no such file or directory"},
	} {
		status, printed, errs := invoke(t, env, append([]string{"report", "--out", path}, strings.Fields(c.args)...)...)
		if status != exitWrong || !strings.Contains(errs, c.says) {
			t.Errorf("%s: %d and %q, want %q", name, status, printed+errs, c.says)
		}
		if _, err := os.Stat(path); err == nil {
			t.Fatalf("%s: a file is left", name)
		}
	}
}
