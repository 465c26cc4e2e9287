package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const oldChat = `{"name": "Romashka", "messages": [
 {"id": 1, "type": "message", "date": "2026-10-05T10:00:00", "from": "Maria", "from_id": "user1", "text": "The checkout is down, nobody can pay with card 4111 1111 1111 1111"},
 {"id": 2, "type": "message", "date": "2026-10-05T10:40:00", "from": "Old Anna", "from_id": "user2", "text": "On it"},
 {"id": 3, "type": "message", "date": "2026-10-06T23:10:00", "from": "Maria", "from_id": "user1", "text": "The site does not open, error 502"}
]}`

func TestAChatsPastIsReplayed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "result.json")
	if err := os.WriteFile(path, []byte(oldChat), 0o600); err != nil {
		t.Fatal(err)
	}
	config := map[string]string{"DESK_CONFIG": "../../desk.example.yaml", "DATA_DIR": t.TempDir()}
	status, printed, errs := invoke(t, config, "replay", path, "--project", "ROM", "--team", "Old Anna", "--zone", "Europe/Moscow")
	if status != exitFine || errs != "" {
		t.Fatalf("bot replay ends with %d: %s", status, errs)
	}
	for _, line := range []string{
		"Messages: 3, chats: 1\n", "Would have been tickets: 2\n  incident: 2\n", "Period: 2026-10-05 to 2026-10-06, Europe/Moscow\n",
		"First answer: 1, median 40m,", "Nobody answered: 1\n  2026-10-06 23:10, Romashka, Maria: The site does not open",
		"First response: would have met 0 of 1\n", "Would have paged, times: line_2 1, line_3 4, managers 1, on_call 1\n",
	} {
		if !strings.Contains(printed, line) {
			t.Errorf("nothing says %q:\n%s", line, printed)
		}
	}
	if strings.Contains(printed, "4111 1111") {
		t.Errorf("a card's number is shown:\n%s", printed)
	}
	for args, says := range map[string]string{
		"--project ROMA":              `did you mean "ROM"?`,
		"":                            "with --team. Who wrote most: Maria (user1, 2); Old Anna (user2, 1)",
		"--project ROM --team Boris":  "nobody in the export is called boris",
		"--project ROM --zone Moscow": `--zone "Moscow" is not known`,
	} {
		if status, _, errs := invoke(t, config, append([]string{"replay", path}, strings.Fields(args)...)...); status != exitWrong || !strings.Contains(errs, says) {
			t.Errorf("with %q it ends with %d and %q, want %q", args, status, errs, says)
		}
	}
}

func TestAPastIsReplayedWithoutADesk(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("old.csv", []byte("subject,opened,answered\nHow do I export orders?,2026-10-05 10:00,2026-10-05 10:05\nx,soon,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, printed, errs := invoke(t, nil, "replay", "old.csv")
	if status != exitFine || !strings.Contains(errs, `Not read: line 3: opened: "soon"`) || !strings.Contains(printed, "median 5m") || strings.Contains(printed, "contract") {
		t.Errorf("it ends with %d: %s%s", status, printed, errs)
	}
}
