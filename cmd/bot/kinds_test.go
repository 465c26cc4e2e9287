package main

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/internal/golden"
	"vakhta/internal/testdesk"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
	"vakhta/sim/telegram/wire"
)

// A kind is something that people attach, on the messengers that have it.
type kind struct {
	name     string
	telegram *simtelegram.Post
	slack    *simslack.Upload
	words    []string // what is read of it if it is no file
}

func fileOf(k, name string) *simtelegram.Post {
	return &simtelegram.Post{File: script{kind: k, name: name, size: -1}.telegram()}
}

func shareOf(name string) *simslack.Upload {
	return &simslack.Upload{Name: name, Bytes: script{name: name, size: -1}.data()}
}

func special(s wire.Special) *simtelegram.Post { return &simtelegram.Post{Special: s} }

// kinds returns everything that people attach.
func kinds() []kind {
	red := wire.Location{Latitude: 55.75393, Longitude: 37.62079}
	return []kind{
		{name: "photo", telegram: fileOf("photo", "photo.jpg"), slack: shareOf("picture.png")},
		{name: "document", telegram: fileOf("document", "manual.pdf"), slack: shareOf("act.pdf")},
		{name: "video", telegram: fileOf("video", "till.mp4"), slack: shareOf("screen.mp4")},
		{name: "video of another type", slack: shareOf("screen.mov")},
		{name: "video message", telegram: fileOf("video_note", "round.mp4")},
		{name: "voice message", telegram: fileOf("voice", "voice.ogg"), slack: &simslack.Upload{Name: "audio_message.m4a", Bytes: []byte("m4a clip"), Clip: true}},
		{name: "audio", telegram: fileOf("audio", "ring.mp3"), slack: shareOf("beep.mp3")},
		{name: "GIF", telegram: fileOf("animation", "fun.mp4"), slack: shareOf("fun.gif")},
		{name: "sticker", telegram: fileOf("sticker", "thanks.webp")},
		{name: "animated sticker", telegram: fileOf("sticker", "hello.tgs")},
		{name: "location", telegram: &simtelegram.Post{Location: &red}, words: []string{"📍 55.75393, 37.62079", "openstreetmap.org/?mlat=55.75393"}},
		{name: "venue", telegram: special(wire.Special{Venue: &wire.Venue{Location: red, Title: "ГУМ", Address: "Красная площадь, 3"}}), words: []string{"📍 ГУМ, Красная площадь, 3", "openstreetmap.org/?mlat=55.75393"}},
		{name: "contact", telegram: &simtelegram.Post{Contact: &wire.Contact{PhoneNumber: "+79000000000", FirstName: "Олег", LastName: "Мастер"}}, words: []string{"👤 Олег Мастер +79000000000"}},
		{name: "poll", telegram: special(wire.Special{Poll: &wire.Poll{ID: "1", Question: "Когда удобно?", Options: []wire.PollOption{{Text: "Утром"}, {Text: "Вечером"}}}}), words: []string{"📊 Когда удобно?", "• Утром", "• Вечером"}},
		{name: "checklist", telegram: special(wire.Special{Checklist: &wire.Checklist{Title: "Перед открытием", Tasks: []wire.ChecklistTask{{Text: "Свет", CompletionDate: 1}, {Text: "Касса"}}}}), words: []string{"🗒 Перед открытием", "☑ Свет", "☐ Касса"}},
		{name: "story", telegram: special(wire.Special{Story: &wire.Story{Chat: wire.Chat{Title: "Ромашка", Username: "romashka"}, ID: 7}}), words: []string{"🎬 Ромашка", "t.me/romashka/s/7"}},
		{name: "dice", telegram: special(wire.Special{Dice: &wire.Dice{Emoji: "🎲", Value: 5}}), words: []string{"🎲 5"}},
	}
}

// A side is one end of a talk: a person and the chat in which they are answered.
type side struct {
	w        *world
	who      string
	place    string
	words    string // of the message to reply to; "": none
	telegram bool
}

// send sends a kind with a caption, if the side's messenger has it.
func (s side) send(k kind, caption string) (sent bool, err error) {
	var root seen
	if s.words != "" {
		if root, err = s.w.find(s.place, s.words); err != nil {
			return false, err
		}
	}
	at, err := s.w.spot(s.place)
	if err != nil {
		return false, err
	}
	p := s.w.people[s.who]
	switch {
	case s.telegram && k.telegram != nil:
		post := *k.telegram
		post.ReplyTo = root.telegram.ID
		if k.captioned() {
			post.Text = caption
		}
		_, err = p.telegram.Posts(at.telegram, post)
	case !s.telegram && k.slack != nil && root.slack.TS != "":
		_, err = p.slack.Shares(at.slack, caption, &root.slack, *k.slack)
	case !s.telegram && k.slack != nil:
		_, err = p.slack.Shares(at.slack, caption, nil, *k.slack)
	default:
		return false, nil
	}
	return true, err
}

// captioned reports whether a kind has a caption on Telegram.
func (k kind) captioned() bool {
	f := k.telegram.File
	return f != nil && f.Kind != "video_note" && f.Kind != "sticker"
}

// of returns the bytes that a side sends of a kind.
func (s side) of(k kind) []byte {
	if s.telegram && k.telegram.File != nil {
		return k.telegram.File.Data
	}
	if !s.telegram {
		return k.slack.Bytes
	}
	return nil
}

// got returns what became of a kind among messages that arrived: "photo", "as words".
func (k kind) got(w *world, sent []byte, arrived []seen) string {
	var words strings.Builder
	for _, m := range arrived {
		words.WriteString(m.text + "\n" + m.telegram.HTML + "\n" + string(m.slack.Blocks) + "\n")
		if f := m.telegram.File; f != nil {
			data, _, _, _ := w.telegram.File(f.ID)
			return sameness(data, sent) + strings.ReplaceAll(m.telegram.Kind, "_", " ")
		}
		for _, f := range m.slack.Files {
			return sameness(f.Bytes, sent) + "file " + path.Ext(f.Name)
		}
	}
	for _, want := range k.words {
		if !strings.Contains(strings.ReplaceAll(words.String(), "&amp;", "&"), want) {
			return fmt.Sprintf("NOTHING of %q in:\n%s", want, words.String())
		}
	}
	if len(k.words) == 0 {
		return "NOTHING"
	}
	return "as words"
}

// sameness says if a file is not the one that was sent.
func sameness(got, sent []byte) string {
	switch {
	case bytes.Equal(got, sent):
		return ""
	case bytes.Contains(got, []byte("a still picture of")):
		return "still picture, "
	default:
		return "OTHER BYTES "
	}
}

// crosses sends everything from one side and returns what arrives on the other.
func crosses(w *world, from, to side) map[string]string {
	cells := map[string]string{}
	at, err := w.spot(to.place)
	if err != nil {
		w.t.Error(err)
		return nil
	}
	for i, k := range kinds() {
		before := len(w.messages(at))
		words := fmt.Sprintf("подпись %d", i+1)
		sent, err := from.send(k, words)
		if err != nil {
			w.t.Errorf("%s: %v", k.name, err)
		}
		if !sent {
			continue
		}
		w.pass(20 * time.Second)
		arrived := w.messages(at)[before:]
		data := from.of(k)
		cells[k.name] = k.got(w, data, arrived)
		told := func(m seen) bool { return strings.Contains(m.text, words) }
		if (!from.telegram || k.captioned()) && !slices.ContainsFunc(arrived, told) {
			w.t.Errorf("%s from %s to %s: the caption is lost:\n%s", k.name, from.place, to.place, dump(arrived))
		}
	}
	return cells
}

// TestEveryKindOfFileCrosses sends everything that people attach in every direction, and writes the table that
// docs/files.md shows.
func TestEveryKindOfFileCrosses(t *testing.T) {
	t.Parallel()
	routes := map[string]map[string]string{}
	for _, line := range []struct {
		name, place, engineer string
		telegram              bool
		words                 []string
	}{
		{name: "Slack", place: "#first-line", engineer: "boris"},
		{name: "Telegram", place: "the engineers' chat", engineer: "anna", telegram: true, words: []string{"channel: slack:C0L1", "channel: telegram:-1004000000002"}},
	} {
		underDesk(t, testdesk.Example(t, append(line.words, "thread: internal ", "thread: open ")...), testdesk.Noon, func(w *world) {
			for i, customer := range []side{
				{w: w, who: "maria", place: "maria's chat", telegram: true, words: "Касса не печатает чеки"},
				{w: w, who: "john", place: "john's Slack chat", words: "Please give Kate from marketing access to the admin panel"},
			} {
				key := fmt.Sprintf("ROM-%d", i+1)
				if err := w.says(customer.who, customer.place, customer.words, false); err != nil {
					w.t.Error(err)
					return
				}
				if err := w.presses(line.engineer, line.place, key+" ·", "👀 Взять"); err != nil {
					w.t.Error(err)
					return
				}
				w.pass(time.Minute)
				customer.words = ""
				home := map[bool]string{true: "Telegram", false: "Slack"}[customer.telegram]
				desk := side{w: w, who: line.engineer, place: line.place, words: key + " · Ромашка —", telegram: line.telegram}
				routes[home+" → "+line.name+", customer"] = crosses(w, customer, desk)
				routes[line.name+" → "+home+", engineer"] = crosses(w, desk, customer)
			}
		})
	}
	rows := table(routes)
	golden.Compare(t, "kinds.md", rows)
	if page, err := os.ReadFile("../../docs/files.md"); err != nil || !strings.Contains(string(page), rows) {
		t.Errorf("docs/files.md has not the table of testdata/kinds.md, %v", err)
	}
}

// table returns the routes as a table in Markdown.
func table(routes map[string]map[string]string) string {
	columns := []string{"Telegram → Slack", "Slack → Telegram", "Telegram → Telegram", "Slack → Slack"}
	var b strings.Builder
	for _, by := range []string{"customer", "engineer"} {
		fmt.Fprintf(&b, "Sent by the %s:\n\n| | %s |\n|---|%s\n", by, strings.Join(columns, " | "), strings.Repeat("---|", len(columns)))
		for _, k := range kinds() {
			fmt.Fprintf(&b, "| %s |", k.name)
			for _, c := range columns {
				cell := routes[c+", "+by][k.name]
				if cell == "" {
					cell = "–"
				}
				fmt.Fprintf(&b, " %s |", cell)
			}
			b.WriteString("\n")
		}
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String()) + "\n"
}

// TestFortyFilesArriveInTheirOrder sends forty files of all kinds both ways, faster than the chats take messages.
func TestFortyFilesArriveInTheirOrder(t *testing.T) {
	t.Parallel()
	underDesk(t, testdesk.Example(t, "thread: internal ", "thread: open "), testdesk.Noon, func(w *world) {
		customer := side{w: w, who: "maria", place: "maria's chat", telegram: true}
		desk := side{w: w, who: "boris", place: "#first-line", words: "ROM-1 · Ромашка —"}
		if err := w.says("maria", customer.place, "Касса не печатает чеки", false); err != nil {
			w.t.Error(err)
			return
		}
		if err := w.presses("boris", desk.place, "ROM-1 ·", "👀 Взять"); err != nil {
			w.t.Error(err)
			return
		}
		w.pass(time.Minute)
		var there, back []string
		for i := range 40 {
			there = append(there, sendsNumbered(customer, i))
			back = append(back, sendsNumbered(desk, i))
			w.pass(700 * time.Millisecond)
		}
		w.pass(10 * time.Minute)
		w.wantOrder(desk.place, there)
		w.wantOrder(customer.place, back)
	})
}

// sendsNumbered sends a file whose bytes have a number, of the kind whose turn it is, and returns the number.
func sendsNumbered(s side, i int) string {
	with := slices.DeleteFunc(kinds(), func(k kind) bool {
		return s.telegram && (k.telegram == nil || k.telegram.File == nil || k.name == "animated sticker") || !s.telegram && k.slack == nil
	})
	k, number := with[i%len(with)], fmt.Sprintf("number %02d;", i)
	if s.telegram {
		k.telegram.File.Data = append(k.telegram.File.Data, number...)
	} else {
		k.slack.Bytes = append(k.slack.Bytes, number...)
	}
	if _, err := s.send(k, fmt.Sprintf("подпись %d", i)); err != nil {
		s.w.t.Error(err)
	}
	return number
}

// wantOrder fails unless the bot brought files with these numbers to a place, in this order.
func (w *world) wantOrder(place string, want []string) {
	w.t.Helper()
	all, err := w.brought(place)
	if err != nil {
		w.t.Error(err)
	}
	var got []string
	for _, data := range all {
		if i := bytes.Index(data, []byte("number ")); i >= 0 {
			got = append(got, string(data[i:]))
		}
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("%s has %d files, want %d in order:\n%q", place, len(got), len(want), got)
	}
}
