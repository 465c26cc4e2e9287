package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"path"
	"strconv"
	"strings"

	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// fileForms returns the steps with files. A file's bytes follow from its name.
func fileForms() []form {
	const size = `(?: of (\d+) (bytes|KB|MB))?`
	return []form{
		formOf(`(\w+) answers "(.+?)" in (.+?) with the files "(.+?)": (.*)`, func(w *world, m []string) error {
			return w.answersWithFiles(m[1], seenAt{m[3], m[2]}, strings.Split(m[4], ", "), m[5])
		}),
		formOf(`(\w+) sends the (\w+) "(.*?)"`+size+` in (.+?): (.*)`, func(w *world, m []string) error {
			return w.sendsFile(m[1], m[6], m[7], script{kind: m[2], name: m[3], size: sizeOf(m[4], m[5])})
		}),
		formOf(`(\w+) answers "(.+?)" in (.+?) with the (\w+) "(.*?)"`+size+`: (.*)`, func(w *world, m []string) error {
			return w.answersWithFile(m[1], seenAt{m[3], m[2]}, m[8], script{kind: m[4], name: m[5], size: sizeOf(m[6], m[7])})
		}),
		formOf(`(\w+) sends one more of the album in (.+?)(?:: (.+))?`, func(w *world, m []string) error {
			p, at, err := w.playerAt(m[1], m[2])
			if err == nil {
				_, err = p.telegram.SendsPhoto(at.telegram, m[3], "holiday")
			}
			w.pass(settleFor)
			return err
		}),
		formOf(`(.+?) has an album of (\d+) files`, func(w *world, m []string) error { return w.hasAlbum(m[1], m[2]) }),
		formOf(`(.+?) has the file "(.*?)"`+size, func(w *world, m []string) error { return w.hasFile(m[1], script{name: m[2], size: sizeOf(m[3], m[4])}) }),
		formOf(`(.+?) has the report "(.*?)"`, func(w *world, m []string) error { return w.hasReport(m[1], m[2]) }),
		formOf(`(.+?) has a reply to "(.+?)" that shows "(.+?)"`, func(w *world, m []string) error { return w.hasReply(m[1], m[2], m[3]) }),
		formOf(`(.+?) has (\d+) files`, func(w *world, m []string) error { return w.countsFiles(m[1], m[2]) }),
	}
}

// A script is a file as a script names it; size is -1 if it does not matter.
type script struct {
	kind, name string
	size       int
}

// A seenAt names a message by its place and words.
type seenAt struct{ place, words string }

func sizeOf(number, unit string) int {
	n, err := strconv.Atoi(number)
	if err != nil {
		return -1
	}
	return n * map[string]int{"bytes": 1, "KB": 1 << 10, "MB": 1 << 20}[unit]
}

// data returns a file's bytes: as its kind begins, then its name, over and over
// if it has a size.
func (f script) data() []byte {
	if f.size == 0 {
		return nil
	}
	var b bytes.Buffer
	switch path.Ext(f.name) {
	case ".png", ".jpg":
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
			panic(err)
		}
	case ".gif":
		b.WriteString("GIF89a")
	case ".webp":
		b.WriteString("RIFF\x00\x00\x00\x00WEBPVP8 ")
	case ".pdf":
		b.WriteString("%PDF-1.7\n")
	case ".ogg":
		b.WriteString("OggS\x00")
	case ".mp4":
		b.WriteString("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")
	}
	b.WriteString(f.name)
	if n := f.size - b.Len(); n > 0 {
		b.WriteString(strings.Repeat("0123456789abcdef", n/16+1)[:n])
	}
	return b.Bytes()
}

func (f script) telegram() *simtelegram.Upload {
	types := map[string]string{".pdf": "application/pdf", ".mp4": "video/mp4", ".txt": "text/plain", ".mp3": "audio/mpeg", ".gif": "video/mp4"}
	return &simtelegram.Upload{Kind: f.kind, Name: f.name, MIME: types[path.Ext(f.name)], Data: f.data()}
}

func (w *world) sendsFile(who, place, caption string, f script) error {
	p, at, err := w.playerAt(who, place)
	if err != nil {
		return err
	}
	if at.slack != "" {
		_, err = p.slack.Shares(at.slack, caption, nil, simslack.Upload{Name: f.name, Bytes: f.data()})
	} else {
		_, err = p.telegram.Posts(at.telegram, simtelegram.Post{Text: caption, File: f.telegram()})
	}
	w.pass(settleFor)
	return err
}

func (w *world) answersWithFile(who string, to seenAt, caption string, f script) error {
	m, err := w.find(to.place, to.words)
	if err != nil {
		return err
	}
	if m.slack.TS != "" {
		root, up := m.slack, simslack.Upload{Name: f.name, Bytes: f.data()}
		if root.ThreadTS != "" {
			root.TS = root.ThreadTS
		}
		_, err = w.people[who].slack.Shares(m.slack.Channel, caption, &root, up)
	} else {
		_, err = w.people[who].telegram.Posts(m.telegram.Chat, simtelegram.Post{Text: caption, ReplyTo: m.telegram.ID, File: f.telegram()})
	}
	w.pass(settleFor)
	return err
}

// brought returns the files that the bot posted in a chat.
func (w *world) brought(place string) (all [][]byte, err error) {
	at, err := w.spot(place)
	if err != nil {
		return nil, err
	}
	for _, m := range w.messages(at) {
		if f := m.telegram.File; f != nil && m.telegram.Bot {
			data, _, _, _ := w.telegram.File(f.ID)
			all = append(all, data)
		}
		if m.slack.BotID != "" {
			for _, f := range m.slack.Files {
				all = append(all, f.Bytes)
			}
		}
	}
	return all, nil
}

func (w *world) hasFile(place string, f script) error {
	all, err := w.brought(place)
	if err != nil {
		return err
	}
	for _, data := range all {
		if bytes.Equal(data, f.data()) {
			return nil
		}
	}
	at, _ := w.spot(place)
	return fmt.Errorf("the bot brought %d other files to %s:\n%s", len(all), place, dump(w.messages(at)))
}

// hasReport fails unless the bot has posted a file of this name that begins as its
// kind does.
func (w *world) hasReport(place, name string) error {
	at, err := w.spot(place)
	if err != nil {
		return err
	}
	begins := map[string]string{".xlsx": "PK", ".pdf": "%PDF-", ".png": "\x89PNG", ".csv": "\ufeff"}[path.Ext(name)]
	for _, m := range w.messages(at) {
		if f := m.telegram.File; f != nil && m.telegram.Bot && f.Name == name {
			if data, _, _, _ := w.telegram.File(f.ID); bytes.HasPrefix(data, []byte(begins)) {
				return nil
			}
		}
		for _, f := range m.slack.Files {
			if m.slack.BotID != "" && f.Name == name && bytes.HasPrefix(f.Bytes, []byte(begins)) {
				return nil
			}
		}
	}
	return fmt.Errorf("the bot has not brought %s to %s:\n%s", name, place, dump(w.messages(at)))
}

func (w *world) countsFiles(place, number string) error {
	all, err := w.brought(place)
	if want, _ := strconv.Atoi(number); err == nil && len(all) != want {
		at, _ := w.spot(place)
		return fmt.Errorf("the bot brought %d files to %s:\n%s", len(all), place, dump(w.messages(at)))
	}
	return err
}
