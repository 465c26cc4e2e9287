package personal_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/personal"
	"vakhta/storage"
	"vakhta/tickets"
)

// withLily returns a world with a second shop added to the desk of the example.
func withLily(t *testing.T) *testdesk.World {
	t.Helper()
	return testdesk.New(t, "projects:\n", "projects:\n  LIL: {name: Лилия, contract: gold, line_1: first-line, staff: [lilia]}\n",
		"  noc:   {", "  lilia: {name: Лилия Ли, telegram: 7077}\n  noc:   {")
}

const lilysWords = "У Лилии сгорел склад"

// lilys returns a new ticket of the second shop.
func lilys(w *testdesk.World) *desk.Ticket {
	return w.Open(func(o *tickets.Opening) {
		o.Project, o.Requester, o.Text = w.Desk.Projects["LIL"], w.Person("lilia"), lilysWords
	})
}

func export(t *testing.T, w *testdesk.World, a personal.Scope) string {
	t.Helper()
	var out bytes.Buffer
	if err := personal.Export(t.Context(), w.Tickets, a, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAnExportHasAllOfItsProjectAndNothingOfOthers(t *testing.T) {
	t.Parallel()
	w := withLily(t)
	_, marias := w.Everywhere()
	vera := w.Actor("vera")
	lily := lilys(w)
	w.Update(func(ctx context.Context, tx *storage.Tx) error { // as parts of one incident
		its, err := tickets.Lock(ctx, tx, w.Desk, lily.Key, w.Now())
		if err != nil {
			return err
		}
		marias, err := tickets.Lock(ctx, tx, w.Desk, marias.Key, w.Now())
		if err != nil {
			return err
		}
		if err := its.Merge(vera, marias, true); err != nil {
			return err
		}
		_, err = tickets.SaveAll(ctx, tx, w.Now(), its, marias)
		return err
	})
	got := export(t, w, personal.Scope{Project: "ROM"})
	for _, tag := range testdesk.Tags() {
		if !strings.Contains(got, tag) {
			t.Errorf("%s is not exported", tag)
		}
	}
	for _, other := range []string{lilysWords, "Лилия Ли", "7077", "LIL-"} {
		if strings.Contains(got, other) {
			t.Errorf("%s of another shop is exported", other)
		}
	}
}

func TestEachLineOfAnExportIsOfTheDocumentedForm(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/export.md")
	if err != nil {
		t.Fatal(err)
	}
	w := testdesk.New(t)
	w.Everywhere()
	kinds := map[string]int{}
	zinas := export(t, w, personal.Scope{Project: "ROM", Person: "telegram:" + testdesk.TagAccount})
	for line := range strings.Lines(export(t, w, personal.Scope{Project: "ROM"}) + zinas) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		kinds[fields["kind"].(string)]++
		undocumented(t, string(page), fields)
	}
	if kinds["journal"] != 2 { // that all of it is exported
		t.Errorf("the lines are %v", kinds)
	}
	if kinds["export"] != 2 || kinds["person"] < 3 || kinds["ticket"] != 3 || kinds["message"] != 1 {
		t.Errorf("the lines are %v", kinds)
	}
}

// undocumented fails for each field that the page does not name.
func undocumented(t *testing.T, page string, v any) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			if !strings.Contains(page, "`"+name+"`") {
				t.Errorf("docs/export.md does not name %q", name)
			}
			if name != "detail" { // its fields depend on the kind
				undocumented(t, page, inner)
			}
		}
	case []any:
		for _, inner := range v {
			undocumented(t, page, inner)
		}
	}
}

func TestAPersonIsHandedOutWhatIsTheirs(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	zinas, marias := w.Everywhere()
	inMarias := `{"kind":"message","ticket":"` + marias.Key.String() + `"`
	for _, name := range []string{"telegram:" + testdesk.TagAccount, zinas.Requester.Account.String()} {
		got := export(t, w, personal.Scope{Project: "ROM", Person: name})
		if !strings.Contains(got, zinas.Key.String()) || !strings.Contains(got, testdesk.TagName) {
			t.Errorf("of %s is exported\n%s", name, got)
		}
		if n := strings.Count(got, `"`+marias.Key.String()+`"`); n != 1 || !strings.Contains(got, inMarias) || !strings.Contains(got, "И у меня") ||
			strings.Contains(got, marias.Text) {
			t.Errorf("of another's ticket %s is exported more or less than what %s wrote there:\n%s", marias.Key, name, got)
		}
	}
}

func TestWhatIsNotThereIsNotExported(t *testing.T) {
	t.Parallel()
	w := withLily(t)
	lilys(w)
	for _, a := range []personal.Scope{{Project: "ROMA"}, {}, {Project: "ROM", Person: "lilia"}, {Project: "ROM", Person: "vera"}} {
		var out bytes.Buffer
		if err := personal.Export(t.Context(), w.Tickets, a, &out); !errors.Is(err, desk.ErrNotFound) || out.Len() > 0 {
			t.Errorf("%+v: %v and %q, want not found and nothing", a, err, &out)
		}
	}
}
