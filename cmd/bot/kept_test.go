package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vakhta/internal/testdesk"
)

// kept returns a desk that stores data about zina, and the environment of a
// program that runs beside it.
func kept(t *testing.T) (*testdesk.World, map[string]string) {
	t.Helper()
	w := testdesk.New(t)
	w.Everywhere()
	return w, map[string]string{"DATABASE_URL": w.Database(), "DESK_CONFIG": filepath.Join("..", "..", "desk.example.yaml")}
}

const zina = "telegram:" + testdesk.TagAccount

func TestSomebodyIsForgottenOnceItIsConfirmed(t *testing.T) {
	w, env := kept(t)
	for name, c := range map[string]struct {
		args, answer string
		want         int
		says         string
	}{
		"only looked at": {"forget --dry-run " + zina, "", exitFine, "tickets that lose their words and files: 1"},
		"nothing typed":  {"forget " + zina, "", exitWrong, "nothing is changed"},
		"another typed":  {"forget " + zina, "yes\n", exitWrong, "nothing is changed"},
		"nobody":         {"forget telegram:1", "", exitWrong, "the desk knows no telegram:1"},
		"in desk.yaml":   {"forget maria", "maria\n", exitWrong, "maria is in desk.yaml"},
	} {
		if status, out := asked(t, env, c.answer, c.args); status != c.want || !strings.Contains(out, c.says) {
			t.Errorf("%s: bot %s ends with %d, want %d, and says %q", name, c.args, status, c.want, out)
		}
	}
	if len(w.Holding(testdesk.TagWords)) == 0 {
		t.Fatal("the words went without a confirmation")
	}
	if status, out := asked(t, env, zina+"\n", "forget "+zina); status != exitFine || !strings.Contains(out, "forgotten") {
		t.Errorf("confirmed: %d and %q", status, out)
	}
	for _, tag := range testdesk.Tags() {
		if left := w.Holding(tag); len(left) > 0 {
			t.Errorf("%s stands in %v", tag, left)
		}
	}
}

// asked runs the program, types an answer, and returns what it printed.
func asked(t *testing.T, env map[string]string, answer, args string) (status int, printed string) {
	t.Helper()
	invoke(t, env, "version") // sets the environment
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	var both bytes.Buffer
	status = run(ctx, strings.Fields(args), strings.NewReader(answer), &both, &both)
	return status, both.String()
}

func TestAnExportGoesToAFileThatWasNotThere(t *testing.T) {
	_, env := kept(t)
	path := filepath.Join(t.TempDir(), "rom.jsonl")
	if status, _, errs := invoke(t, env, "export", "--project", "LIL", "--out", path); status != exitWrong || !strings.Contains(errs, "LIL") {
		t.Errorf("another project: %d and %q", status, errs)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a failed export leaves a file")
	}
	status, printed, errs := invoke(t, env, "export", "--project", "ROM")
	if status != exitFine || !strings.Contains(printed, testdesk.TagWords) {
		t.Fatalf("bot export ends with %d: %s", status, errs)
	}
	if status, _, errs = invoke(t, env, "export", "--project", "ROM", "--out", path); status != exitFine {
		t.Fatalf("bot export --out ends with %d: %s", status, errs)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() == 0 {
		t.Errorf("the file is %+v, %v", info, err)
	}
	if status, _, _ = invoke(t, env, "export", "--project", "ROM", "--out", path); status != exitWrong {
		t.Errorf("over a file that is there bot export ends with %d", status)
	}
}
