package deskfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/deskfile"
)

// withNotes loads the example with folders of notes: the desk's and ROM's.
func withNotes(t *testing.T, files map[string]string) (*desk.Desk, []deskfile.Warning, error) {
	t.Helper()
	dir := t.TempDir()
	for _, folder := range []string{"common", "romashka"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o750); err != nil {
			t.Fatal(err)
		}
	}
	text := strings.Replace(example(t), "# knowledge: notes ", "knowledge: romashka ", 1) + "\nknowledge: common\n"
	files["desk.yaml"] = text
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return deskfile.Load(filepath.Join(dir, "desk.yaml"))
}

func TestNotesAreReadAsPeopleReadThem(t *testing.T) {
	t.Parallel()
	d, _, err := withNotes(t, map[string]string{
		"common/export.md":      "# Export\n\nEverywhere.",
		"common/README.md":      "What this folder is.",
		"common/picture.png":    "png",
		"romashka/export.en.md": "# Export *all* orders\n\nOpen **Orders**, then `Export`.\nIt takes a minute.\n\n## A file for accounting\n\n- as [CSV](https://x.example/csv)\n- as XLSX\n  1. old\n  2. new\n\n```\nGET /export\n```\n\n1. Run\n   ```\n   restart feed\n   ```\n2. Wait\n\n<div>a box</div>\n\n<!-- ours -->\n",
		"romashka/export.ru.md": "\ufeff# Выгрузка заказов\r\n\r\nОткройте <https://x.example>.\r\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	notes := d.Projects["ROM"].Knowledge
	if len(notes) != 1 || notes[0].Name != "export" {
		t.Fatalf("ROM has %d notes, want its own export in place of the desk's", len(notes))
	}
	en, l := notes[0].In(desk.English)
	want := "Open Orders, then Export. It takes a minute.\n\nA file for accounting\n\n• as CSV (https://x.example/csv)\n• as XLSX\n  1. old\n  2. new\n\nGET /export\n\n1. Run\nrestart feed\n\n2. Wait\n\n<div>a box</div>"
	if en.Title() != "Export all orders" || len(en.Headings) != 2 || en.Body != want || l != desk.English {
		t.Errorf("in English (%s) it is %q:\n%s", l, en.Headings, en.Body)
	}
	if ru, l := notes[0].In(desk.Russian); ru.Title() != "Выгрузка заказов" || ru.Body != "Откройте https://x.example." || l != desk.Russian {
		t.Errorf("in Russian (%s) it is %+v", l, ru)
	}
	for code, p := range d.Projects {
		if code == "ROM" {
			continue
		}
		if len(p.Knowledge) != 1 {
			t.Fatalf("%s has %d notes, want the desk's", code, len(p.Knowledge))
		}
		if text, l := p.Knowledge[0].In(desk.Russian); text.Body != "Everywhere." || l != desk.Russian {
			t.Errorf("a note without a language is for everybody, not %q in %s", text.Body, l)
		}
	}
}

func TestWhatIsWrongWithANoteIsAWarningAndTheDeskStarts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, says string }{
		"no heading":      {"Just words.", "it has no heading"},
		"heading later":   {"Words.\n\n# Heading\n\nMore.", "it has no heading"},
		"empty":           {"", "it has no heading"},
		"title alone":     {"# Export\n", "there is nothing under its heading"},
		"code never ends": {"# Export\n\nText.\n\n```\nGET /\n", "the code that begins in line 5 has no end"},
		"another fence":   {"# Export\n\n~~~\n```\nGET /\n", "the code that begins in line 3 has no end"},
		"another charset": {"# \xc2\xfb\xe3\xf0\xf3\xe7\xea\xe0", "it is not written in UTF-8"},
		"too long":        {"# Export\n\n" + strings.Repeat("word ", 3000), "it has more than 12 KB"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, warnings, err := withNotes(t, map[string]string{"common/note.ru.md": c.text, "romashka/good.md": "# Good\n\nWords."})
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, w := range warnings {
				said = append(said, w.String())
			}
			if all := strings.Join(said, "\n"); !strings.Contains(all, c.says) || !strings.Contains(all, "in common, note.ru.md: ") {
				t.Errorf("it says %q, want %q", all, c.says)
			}
		})
	}
}

func TestAFolderOfNotesHasToBeThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "desk.yaml")
	if err := os.WriteFile(path, []byte(strings.Replace(example(t), "# knowledge: notes ", "knowledge: nowhere ", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := deskfile.Load(path); err == nil || !strings.Contains(err.Error(), `the notes in "nowhere" cannot be read`) {
		t.Errorf("the mistake is %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "nowhere"), 0o750); err != nil {
		t.Fatal(err)
	}
	_, warnings, err := deskfile.Load(path)
	if err != nil || len(warnings) == 0 || !strings.Contains(warnings[len(warnings)-1].String(), "in nowhere, there are no notes") {
		t.Errorf("an empty folder: %v, %v", warnings, err)
	}
}
