package papers_test

import (
	"bytes"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/papers"
)

func TestAnAgreementSaysWhatIsPromised(t *testing.T) {
	t.Parallel()
	d := testdesk.Example(t)
	a := papers.Annex{Desk: d, Project: d.Projects["ROM"], At: october}
	for in, want := range map[desk.Locale][]string{
		desk.English: {"# Ромашка", a.Version(), "P1", "15 min", "4 h", "round the clock", "first line", "of the reaction target", "| several people | P2 | P3 | P4 |"},
		desk.Russian: {"Условия обслуживания", "15 мин", "первая линия", "круглосуточно", "Анна Ким"},
	} {
		var text, file bytes.Buffer
		if err := papers.WriteAgreement(&text, papers.Markdown, a, in); err != nil {
			t.Fatal(err)
		}
		said := strings.ReplaceAll(text.String(), "\u00a0", " ")
		for _, one := range want {
			if !strings.Contains(said, one) {
				t.Errorf("in %s it does not say %q:\n%s", in, one, said)
			}
		}
		if err := papers.WriteAgreement(&file, papers.PDF, a, in); err != nil || !bytes.HasPrefix(file.Bytes(), []byte("%PDF-")) {
			t.Errorf("no document in %s: %v", in, err)
		}
	}
	selling := testdesk.Example(t, "close_after: 3d", "sales: [{name: Black Friday, from: 2026-11-27T00:00, to: 2026-11-30T00:00, targets: {P1: {reaction: 5m}}, calm: {}}]\n    close_after: 3d")
	var text bytes.Buffer
	if err := papers.WriteAgreement(&text, papers.Markdown, papers.Annex{Desk: selling, Project: selling.Projects["ROM"], At: october}, desk.English); err != nil {
		t.Fatal(err)
	}
	if row := "| Black Friday | 2026-11-27 00:00 – 2026-11-30 00:00 | P1 "; !strings.Contains(text.String(), row) {
		t.Errorf("it does not say %q:\n%s", row, &text)
	}
	changed := testdesk.Example(t, "P1: {reaction: 15m, resolution: 4h", "P1: {reaction: 10m, resolution: 4h")
	for name, b := range map[string]papers.Annex{
		"another day":      {Desk: d, Project: d.Projects["ROM"], At: october.AddDate(0, 1, 0)},
		"a sale":           {Desk: selling, Project: selling.Projects["ROM"], At: october},
		"another reaction": {Desk: changed, Project: changed.Projects["ROM"], At: october},
	} {
		if same := a.Version() == b.Version(); same != (name == "another day") {
			t.Errorf("%s: the version is %s, and was %s", name, b.Version(), a.Version())
		}
	}
}
