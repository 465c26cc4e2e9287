package mapping_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/mapping"
)

func alerts(t *testing.T, m desk.AlertMapping, body string) ([]desk.Alert, error) {
	t.Helper()
	p, err := mapping.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	return p.Alerts(t.Context(), []byte(body))
}

func TestAlertsAreFoundByExpressions(t *testing.T) {
	t.Parallel()
	got, err := alerts(t, desk.AlertMapping{
		Each: "filter(body.checks, .kind != 'note')", Skip: "it.status == 'paused'", ID: "it.id", Title: "it.host + ': ' + it.check", Over: "it.status == 'ok'",
		Severity: "it.level ?? 'warning'", Text: "join(map(it.lines ?? [], trim(#)), '\\n')", Link: "replace(body.base, '{id}', string(it.id))",
		Group: "it?.tags?.site", Labels: "{service: it.check, shop: body.shop}",
	}, `{"shop": 7, "base": "https://m.test/{id}", "checks": [
		{"id": 12345678901, "host": "web1", "check": "http", "status": "bad", "lines": [" a ", "b"], "tags": {"site": "ru"}},
		{"id": 1.5, "host": "db", "check": "disk", "status": "ok", "level": "critical"},
		{"id": 3, "host": "x", "check": "y", "status": "paused"}, {"kind": "note"}]}`)
	want := []desk.Alert{
		{
			Fingerprint: "12345678901", Title: "web1: http", Text: "a\nb", Severity: "warning", Link: "https://m.test/12345678901", Group: "ru",
			Labels: map[string]string{"service": "http", "shop": "7"},
		},
		{Fingerprint: "1.5", Title: "db: disk", Over: true, Severity: "critical", Link: "https://m.test/1.5", Labels: map[string]string{"service": "disk", "shop": "7"}},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v; alerts (-want +got):\n%s", err, diff)
	}
}

func TestAMistakeHasItsPlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]mapping.BadExpression{
		"it.a +":                        {Line: 0, Column: 5},
		"it.a +\n  bdy.b":               {Line: 1, Column: 2},
		"'ё' + frobnicate(it)":          {Line: 0, Column: 6},
		"repeat('a', 1000)":             {Line: 0, Column: 0},
		"now()":                         {Line: 0, Column: 0},
		"[it.a, it.b]":                  {Line: 0, Column: 0},
		strings.Repeat("1+", 600) + "1": {},
	} {
		got := mapping.Check(text, mapping.Text)
		if got == nil {
			t.Errorf("%.40q: no mistake is found", text)
			continue
		}
		if text[0] != '1' && (got.Line != want.Line || got.Column != want.Column) {
			t.Errorf("%q: the mistake %q is at %d:%d, and not at %d:%d", text, got.Message, got.Line, got.Column, want.Line, want.Column)
		}
	}
	if mapping.Check("'a' + 'b'", mapping.Condition) == nil {
		t.Error("a text is taken for a condition")
	}
	if m := mapping.Check("it.over", mapping.Condition); m != nil {
		t.Errorf("what may be a condition is refused: %v", m)
	}
}

func TestNothingThatIsSentHoldsTheDeskUp(t *testing.T) {
	t.Parallel()
	many := "[" + strings.Repeat("1,", 300_000) + "1]"
	long := `"` + strings.Repeat("x", 1<<20) + `"`
	for name, c := range map[string]struct {
		title, body string
	}{
		"loops within loops": {"string(count(body.a, # in [1] and any(body.a, # == 2)))", `{"a": ` + many + `}`},
		"long ranges":        {"string(len(1..100000000))", `{}`},
		"lists of lists":     {"string(len(map(1..400, 1..400)))", `{}`},
	} {
		_, err := alerts(t, desk.AlertMapping{ID: "'x'", Title: c.title}, c.body)
		if err == nil {
			t.Errorf("%s: it ended", name)
		}
	}
	for _, title := range []string{"join(split(body.t, ''), body.t)", "replace(body.t, '', body.t)", "replace(replace(body.t, 'x', body.t), 'x', body.t)"} {
		got, err := alerts(t, desk.AlertMapping{ID: "'x'", Title: title}, `{"t": `+long+`}`)
		if err != nil || len(got[0].Title) > 4000 {
			t.Errorf("%s: error %v, or a text of more than 4000 bytes", title, err)
		}
	}
}

func TestWhatIsNotAsTheMappingSaysIsRefused(t *testing.T) {
	t.Parallel()
	m := desk.AlertMapping{Each: "body.list", ID: "it.id", Title: "it.title", Over: "it.over", Labels: "it.labels"}
	for body, want := range map[string]string{
		`{`:                                     "it is no JSON: unexpected EOF",
		`{} {}`:                                 "there is more after the JSON",
		`{"list": {}}`:                          "each: this is a map, not a list",
		`{"list": [{"id": "a"}]}`:               "alert 1: over: this is nothing, neither true nor false",
		`{"list": [{"over": false}]}`:           "alert 1: its id, or its title, is empty",
		`{"list": [7]}`:                         "alert 1: over: cannot fetch over from int (line 1, character 4 of the expression)",
		`{"list": [{"over": false, "id": []}]}`: "alert 1: id: this is a list, not a text",
		`{"list": [{"over": false, "id": 1, "title": "t", "labels": {"a": {}}}]}`: "alert 1: labels: a: this is a map, not a text",
		fmt.Sprintf(`{"list": [%s1]}`, strings.Repeat("1,", 1000)):                "there are more than 1000 alerts in it",
	} {
		if _, err := alerts(t, m, body); err == nil || err.Error() != want {
			t.Errorf("%.60s is refused with %v, and not with %s", body, err, want)
		}
	}
}
