package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/reload"
	"vakhta/tickets"
)

func TestCheckSaysWhatAFileWouldChangeForRunningTickets(t *testing.T) {
	w := testdesk.New(t)
	w.Open()
	folder := t.TempDir()
	write := func(oldnew ...string) map[string]string {
		path := filepath.Join(folder, "desk.yaml")
		if err := os.WriteFile(path, []byte(testdesk.ExampleText(t, oldnew...)), 0o600); err != nil {
			t.Fatal(err)
		}
		return map[string]string{"DATABASE_URL": w.Database(), "DESK_CONFIG": path}
	}
	env := write()
	if status, out := asked(t, env, "", "check --against"); status != exitWrong || !strings.Contains(out, "no desk.yaml is in force in this database yet") {
		t.Errorf("before the bot ran it ends with %d and says %q", status, out)
	}
	service := tickets.NewService(tickets.Config{Store: w.Store, Desk: testdesk.Example(t).With(app.EveryMessenger()), Clock: desk.WallClock{}})
	if err := reload.New(reload.Config{Tickets: service, Path: env["DESK_CONFIG"]}).Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	if status, out := asked(t, env, "", "check --against"); status != exitFine || !strings.Contains(out, "It says what is in force.") {
		t.Errorf("of the same file it ends with %d and says %q", status, out)
	}
	env = write("P1: {reaction: 15m", "P1: {reaction: 10m")
	status, out := asked(t, env, "", "check --against")
	for _, want := range []string{"differs: contracts.gold.targets.P1\n", "ROM-1: reaction 2026-11-16 12:15 -> 2026-11-16 12:10, resolution 2026-11-16 16:00\n"} {
		if status != exitFine || !strings.Contains(out, want) {
			t.Errorf("it ends with %d and says %q, want %q", status, out, want)
		}
	}
}
