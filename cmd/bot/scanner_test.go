package main

import (
	"testing"
	"testing/synctest"
	"time"

	"vakhta/files"
	"vakhta/internal/testclamd"
	"vakhta/internal/testdesk"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// TestAFileThatTheScannerHoldsBackIsSaidToBothSides sends a harmful file between the messengers and within one, and a
// harmless one before it and while the scanner is away.
func TestAFileThatTheScannerHoldsBackIsSaidToBothSides(t *testing.T) {
	t.Parallel()
	for _, line := range []scannedLine{
		{place: "#first-line", engineer: "boris"},
		{place: "the engineers' chat", engineer: "anna", words: []string{"channel: slack:C0L1", "channel: telegram:-1004000000002"}},
	} {
		t.Run(line.place, func(t *testing.T) {
			t.Parallel()
			line.play(t)
		})
	}
}

type scannedLine struct {
	place, engineer string
	words           []string
}

func (l scannedLine) play(t *testing.T) {
	t.Helper()
	server := testclamd.Start(t) // outside of the fake time, as a service is
	scanner, err := files.OpenClamd(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	b := newBacking(t)
	b.scan = scanner.Scan
	d := testdesk.Example(t, append(l.words, "thread: internal ", "thread: open ")...)
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(testdesk.Noon.Add(-time.Minute)))
		w := openWorld(t, b, d, "")
		w.everybodyStarts()
		w.until(testdesk.Noon)
		w.try("maria writes in maria's chat: Касса не печатает чеки")
		w.try(l.engineer + ` presses "👀 Взять" under "ROM-1 ·" in ` + l.place)
		w.try(`maria sends the document "act.pdf" in maria's chat: наш акт`)
		w.try(l.place + ` has the file "act.pdf"`)
		bad := &simtelegram.Upload{Kind: "document", Name: "price.xlsm", Data: []byte(testclamd.Eicar)}
		at, err := w.spot("maria's chat")
		if err == nil {
			_, err = w.people["maria"].telegram.Posts(at.telegram, simtelegram.Post{Text: "прайс", File: bad})
		}
		if err != nil {
			t.Error(err)
		}
		w.pass(10 * time.Second)
		w.try(l.place + ` shows "Вложение не дошло: price.xlsm"`)
		w.try(l.place + ` has 1 files`)
		w.try(`maria's chat shows "Проверка на вредоносные программы что-то в нём нашла"`)
		if err := l.answers(w); err != nil {
			t.Error(err)
		}
		w.pass(10 * time.Second)
		w.try(`maria's chat shows "Вложение не дошло: fix.exe"`)
		w.try(`maria's chat has 0 files`)
		server.Stop()
		w.try(`maria sends the document "late.pdf" in maria's chat: позже`)
		w.pass(12 * time.Second)
		w.try(l.place + ` shows "Вложение не дошло: late.pdf"`)
		w.try(`maria's chat shows "Проверить его на вредоносные программы не удалось"`)
		w.try(l.place + ` has 1 files`)
		w.close()
	})
}

// answers replies to the request with a harmful file.
func (l scannedLine) answers(w *world) error {
	root, err := w.find(l.place, "ROM-1 ·")
	if err != nil {
		return err
	}
	p := w.people[l.engineer]
	if root.slack.TS != "" {
		_, err = p.slack.Shares(root.slack.Channel, "вот", &root.slack, simslack.Upload{Name: "fix.exe", Bytes: []byte(testclamd.Eicar)})
		return err
	}
	_, err = p.telegram.Posts(root.telegram.Chat, simtelegram.Post{
		Text: "вот", ReplyTo: root.telegram.ID, File: &simtelegram.Upload{Kind: "document", Name: "fix.exe", Data: []byte(testclamd.Eicar)},
	})
	return err
}
