package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vakhta/internal/testdesk"
	"vakhta/sim/telegram/faults"
)

// A mishap is something that goes wrong with a file, and what people read then.
type mishap struct {
	name    string
	befalls func(w *world) // before the file is sent
	after   func(w *world) // at once after it
	file    script
	from    string // "maria" or "boris"
	reads   string // by the other side, in the file's place; "": the file arrives
	tells   string // to its sender
}

func mishaps() []mishap {
	pdf := script{kind: "document", name: "act.pdf", size: -1}
	spoil := func(unready, unshared int) func(w *world) {
		return func(w *world) { w.slack.SpoilFiles(unready, unshared) }
	}
	return []mishap{
		{name: "a page instead of the file, once", befalls: spoil(1, 0), file: pdf, from: "boris"},
		{
			name: "a page instead of the file, again and again", befalls: spoil(100, 0), file: pdf, from: "boris",
			reads: "Вложение не дошло: act.pdf", tells: "Мессенджер так и не передал файл.",
		},
		{name: "an upload that is not shown, once", befalls: spoil(0, 1), file: pdf, from: "maria"},
		{
			name: "uploads that are never shown", befalls: spoil(0, 100), file: pdf, from: "maria",
			reads: "Вложение не дошло: act.pdf", tells: "Мессенджер так и не передал файл.",
		},
		{
			name:    "a file that is deleted before it is fetched",
			befalls: func(w *world) { w.telegram.FailNext("sendMessage", faults.Slow(2*time.Second)) },
			after:   func(w *world) { w.slack.DeleteFiles() }, file: pdf, from: "boris",
			reads: "Вложение не дошло: act.pdf", tells: "Файл удалён, или у мессенджера его больше нет.",
		},
		{
			name: "a file that the messenger refuses, as that kind and as any other",
			befalls: func(w *world) {
				w.telegram.FailNext("sendDocument", faults.Refuse(400, "Bad Request: DOCUMENT_INVALID"))
			},
			file: pdf, from: "boris", reads: "Вложение не дошло: act.pdf", tells: "Такие файлы мессенджер не принимает.",
		},
		{name: "no bytes", file: script{kind: "document", name: "empty.txt"}, from: "boris", reads: "Вложение не дошло: empty.txt. Файл пустой.", tells: "Файл пустой."},
		{name: "an endless name", file: script{kind: "document", name: strings.Repeat("длинное имя ", 25) + ".pdf", size: -1}, from: "boris"},
		{name: "a name with folders", file: script{kind: "document", name: "../../etc/passwd", size: -1}, from: "maria"},
		{name: "a picture that is none", file: script{kind: "photo", name: "", size: 2000}, from: "maria"},
		{
			name: "too large", file: script{kind: "video", name: "till.mp4", size: 21 << 20}, from: "maria",
			reads: "Вложение не дошло: till.mp4 (21 МБ)", tells: "Больше 20 МБ мессенджер не принимает.",
		},
		{name: "an upload whose answer is lost", befalls: func(w *world) { w.telegram.FailNext("sendDocument", faults.DropAfter()) }, file: pdf, from: "boris"},
	}
}

// TestWhateverHappensToAFileBothSidesKnowAndTheChatContinues checks each mishap: either the file arrives, or both sides
// read why not; and what is said after it arrives, within about ten seconds.
func TestWhateverHappensToAFileBothSidesKnowAndTheChatContinues(t *testing.T) {
	t.Parallel()
	for _, m := range mishaps() {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			underDesk(t, testdesk.Example(t, "thread: internal ", "thread: open "), testdesk.Noon, func(w *world) {
				if err := m.happens(w); err != nil {
					w.t.Error(err)
				}
			})
		})
	}
}

func (m mishap) happens(w *world) error {
	if err := w.says("maria", "maria's chat", "Касса не печатает чеки", false); err != nil {
		return err
	}
	if err := w.presses("boris", "#first-line", "ROM-1 ·", "👀 Взять"); err != nil {
		return err
	}
	w.pass(time.Minute)
	customer := side{w: w, who: "maria", place: "maria's chat", telegram: true}
	desk := side{w: w, who: "boris", place: "#first-line", words: "ROM-1 · Ромашка —"}
	from, to := desk, customer
	if m.from == "maria" {
		from, to = customer, desk
	}
	if m.befalls != nil {
		m.befalls(w)
	}
	k := kind{telegram: fileOf(m.file.kind, m.file.name), slack: shareOf(m.file.name)}
	k.telegram.File.Data, k.slack.Bytes = m.file.data(), m.file.data()
	if _, err := from.send(k, "вот файл"); err != nil {
		return err
	}
	if m.after != nil {
		m.after(w)
	}
	said := w.answers
	if from.words == "" {
		said = func(who, place, _, text string) error { return w.says(who, place, text, false) }
	}
	if err := said(from.who, from.place, from.words, "слова после него"); err != nil {
		return err
	}
	w.pass(9 * time.Second)
	for _, words := range []string{"вот файл", "слова после него"} {
		if err := w.shows(to.place, words, true); err != nil {
			return err
		}
	}
	if m.reads == "" {
		return w.hasFile(to.place, m.file)
	}
	for place, words := range map[string]string{to.place: m.reads, from.place: m.tells} {
		if err := w.shows(place, words, true); err != nil {
			return fmt.Errorf("after 13 seconds: %w", err)
		}
	}
	return w.countsFiles(to.place, "0")
}
