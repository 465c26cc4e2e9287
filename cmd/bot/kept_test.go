package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vakhta/evidence"
	"vakhta/internal/testdesk"
	"vakhta/storage"
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
	setEnvironment(t, env)
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

func TestAHistoryIsVerified(t *testing.T) {
	w, env := kept(t)
	link := func() {
		w.Update(func(ctx context.Context, tx *storage.Tx) error { return evidence.Link(ctx, tx, w.Now()) })
	}
	link()
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		return evidence.Post(ctx, tx, w.Desk, w.Now(), w.Now())
	})
	w.Post()
	w.Open()
	link()
	_, printed := asked(t, env, "", "verify")
	head := regexp.MustCompile(`[0-9a-f]{64}`).FindString(printed)
	for name, c := range map[string]struct {
		args string
		want int
		says []string
	}{
		"all":                   {"verify", exitFine, []string{"ROM: 20 events", "1 to 19: anchored on", "20 to 20: not anchored yet", "sound"}},
		"what the message says": {"verify --project ROM --events 20 --head " + head, exitFine, []string{"20 to 20: anchored by what you gave"}},
		"another message":       {"verify --project ROM --events 19 --head " + head, exitWrong, []string{"FOUND at 19: the history is not the one whose head was posted"}},
		"half a fingerprint":    {"verify --project ROM --events 19 --head abc", exitWrong, []string{"--head takes the 64 characters"}},
		"no project":            {"verify --events 19 --head " + head, exitWrong, []string{"--project"}},
		"an unknown project":    {"verify --project LIL", exitWrong, []string{"LIL is not in desk.yaml and has no history"}},
	} {
		status, out := asked(t, env, "", c.args)
		for _, says := range c.says {
			if status != c.want || !strings.Contains(out, says) {
				t.Errorf("%s: bot %s ends with %d, want %d, and says no %q:\n%s", name, c.args, status, c.want, says, out)
			}
		}
	}
	another := filepath.Join(t.TempDir(), "desk.yaml")
	example, err := os.ReadFile(env["DESK_CONFIG"])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(another, bytes.ReplaceAll(example, []byte("ROM"), []byte("RAM")), 0o600); err != nil {
		t.Fatal(err)
	}
	env["DESK_CONFIG"] = another
	if status, out := asked(t, env, "", "verify"); status != exitFine || !strings.Contains(out, "RAM: nothing happened yet\nROM: 20 events") {
		t.Errorf("of a project that is gone from desk.yaml it says %d and %s", status, out)
	}
	w.Exec(`update timeline set actor = 'Борис' where kind = 'resolved'`)
	if status, out := asked(t, env, "", "verify"); status != exitWrong || !strings.Contains(out, "FOUND at ") || strings.Contains(out, "sound") {
		t.Errorf("of a changed history it says %d and %s", status, out)
	}
}

func TestAnExportedFileIsVerifiedWithoutTheDesk(t *testing.T) {
	w, env := kept(t)
	link := func() {
		w.Update(func(ctx context.Context, tx *storage.Tx) error { return evidence.Link(ctx, tx, w.Now()) })
	}
	link()
	path := filepath.Join(t.TempDir(), "rom.jsonl")
	if status, _, errs := invoke(t, env, "export", "--project", "ROM", "--out", path); status != exitFine {
		t.Fatal(errs)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	forged := filepath.Join(t.TempDir(), "forged.jsonl")
	if err := os.WriteFile(forged, bytes.Replace(file, []byte(`"stars":2`), []byte(`"stars":5`), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	nowhere := map[string]string{"DATABASE_URL": "", "DESK_CONFIG": filepath.Join(t.TempDir(), "none.yaml")}
	head := regexp.MustCompile(`[0-9a-f]{64}`).FindString(func() string { _, out := asked(t, nowhere, "", "verify "+path); return out }())
	for args, c := range map[string]struct {
		want int
		says string
	}{
		"verify " + path: {exitFine, "ROM: 19 events"},
		"verify " + path + " --events 19 --head " + head:                    {exitFine, "19: anchored by what you gave"},
		"verify " + path + " --events 19 --head " + strings.Repeat("0", 64): {exitWrong, "FOUND at 19"},
		"verify " + path + " --project LIL":                                 {exitWrong, "is an export of ROM"},
		"verify " + forged:                                                  {exitWrong, "rated of"},
		"verify " + path + ".gone":                                          {exitWrong, "no such file"},
	} {
		if status, out := asked(t, nowhere, "", args); status != c.want || !strings.Contains(out, c.says) {
			t.Errorf("bot %s ends with %d, want %d, and says no %q:\n%s", args, status, c.want, c.says, out)
		}
	}
}
