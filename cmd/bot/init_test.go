package main

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/deskfile"
)

func TestADeskIsBegunWithFlagsAlone(t *testing.T) {
	for _, lang := range []string{"ru", "en"} {
		path := filepath.Join(t.TempDir(), "desk.yaml")
		args := []string{
			"init", "--offline", "--config", path, "--lang", lang, "--shop", "Romashka: 'the' shop", "--code", "rom", "--line", "slack:C0L1",
			"--engineer", "Anna Kim=telegram:5001+slack:U0ANNA", "--engineer", "Борис=slack:U0BORIS", "--manager", "Olga=telegram:6001",
			"--chat", "telegram:-1003000000003", "--promise", "office", "--reaction", "15m", "--resolve", "4h",
		}
		if status, out, errs := invoke(t, nil, args...); status != exitFine {
			t.Fatalf("%d\n%s%s", status, out, errs)
		}
		d, _, err := deskfile.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		if p := d.Projects["ROM"]; p.Name != "Romashka: 'the' shop" || len(p.Chats) != 1 || len(p.Managers) != 1 || !d.People["anna"].Admin || d.People["person2"].Admin {
			t.Errorf("%s: %+v", lang, p)
		}
		if status, _, errs := invoke(t, nil, args...); status != exitWrong || !strings.Contains(errs, "is there already") {
			t.Errorf("a second time: %d, %s", status, errs)
		}
	}
}

func TestADeskIsBegunByAnswering(t *testing.T) {
	ask := &asker{in: bufio.NewScanner(strings.NewReader("\nРомашка\nrom\n2\n1\n\n\n24x7\n15m\n4h\n")), out: &bytes.Buffer{}, seen: []desk.SeenChat{
		{Address: desk.Address{Platform: desk.Telegram, Chat: "5001"}, Title: "Анна Ким", Person: desk.Account{Platform: desk.Telegram, ID: "5001"}},
		{Address: desk.Address{Platform: desk.Telegram, Chat: "-100300"}, Title: "Первая линия"},
	}}
	b, err := initCommand{Lang: desk.Russian, Timezone: "Europe/Moscow"}.beginning(ask)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := deskfile.Begin(&text, b); err != nil {
		t.Fatal(err)
	}
	d, _, err := deskfile.Read("desk.yaml", text.Bytes())
	if err != nil {
		t.Fatal(err, text.String())
	}
	if got := d.Teams["first-line"].Channel.String(); got != "telegram:-100300" || d.People["person1"].Name != "Анна Ким" {
		t.Errorf("%s, %v", got, d.People)
	}
}

func TestWhatNobodyAnswersIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.yaml")
	status, _, errs := invoke(t, nil, "init", "--offline", "--config", path, "--shop", "Romashka")
	if _, err := os.Stat(path); status != exitWrong || !strings.Contains(errs, "--code is missing, and there is nobody to ask") || err == nil {
		t.Errorf("%d, %s", status, errs)
	}
}
