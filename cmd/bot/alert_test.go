package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vakhta/internal/testdesk"
)

func TestAMessageOfMonitoringCanBeTried(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	config := put("desk.yaml", testdesk.ExampleText(t, "      reopen: 1h",
		"      map: {json: {each: body, id: it.n, title: it.what, over: it.ok, severity: it.level, group: it.host, labels: \"{service: it.host}\"}}\n      reopen: 1h"))
	for _, c := range []struct {
		body, want string
		status     int
		args       []string
	}{
		{
			body: `[{"n": 7, "what": "Disk is full", "ok": false, "level": "page", "host": "db1"}, {"n": 8, "what": "Queue", "ok": true, "host": "mq"}]`,
			want: "Alert \"7\" begins.\nPriority: P1 (severity page)\nGroup: db1\nLabel: service=db1\nTicket: Disk is full\n\n" +
				"Alert \"8\" is over.\nPriority: P2 (no severity)\nGroup: mq\nLabel: service=mq\nTicket: Queue\n",
		},
		{body: `[{"n": 7}]`, status: exitWrong, want: "it would be refused: alert 1: over: this is nothing, neither true nor false"},
		{body: `{"alert": {}}`, args: []string{"--format", "kumma"}, status: exitWrong, want: `did you mean "kuma"?`},
		{body: `{"monitor": null, "heartbeat": null, "msg": "Test"}`, args: []string{"--format", "kuma"}, want: "It is understood, and there is no alert in it.\n"},
	} {
		args := append([]string{"alert", "try", put("body.json", c.body), "--project", "ROM"}, c.args...)
		status, out, errs := invoke(t, map[string]string{"DESK_CONFIG": config}, args...)
		if status != c.status || !strings.Contains(out+errs, c.want) {
			t.Errorf("%s: ends with %d:\n%s%s", c.body, status, out, errs)
		}
	}
}
