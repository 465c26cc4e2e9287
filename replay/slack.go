package replay

import (
	"archive/zip"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A slackUser is somebody in users.json of an export.
type slackUser struct {
	ID, Name string
	Bot      bool `json:"is_bot"`
	Profile  struct {
		Real  string `json:"real_name"`
		Shown string `json:"display_name"`
	}
}

// A slackMessage is a line of a day's file. See "How to read Slack data exports"
// at slack.com/help.
type slackMessage struct {
	Type, Subtype, User, Text string
	Bot                       string `json:"bot_id"`
	At                        string `json:"ts"`
	Thread                    string `json:"thread_ts"`
}

// readSlack reads the ZIP file of a workspace: users.json, and a folder for each
// channel with a file for each day.
func readSlack(file *os.File) (*Past, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(file, info.Size())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	past, left := &Past{}, int64(mostBytes)
	var users []slackUser
	days := map[string][]*zip.File{}
	for _, f := range archive.File {
		switch folder, name := path.Split(f.Name); {
		case path.Ext(name) != ".json":
		case folder != "":
			days[path.Base(folder)] = append(days[path.Base(folder)], f)
		case name == "users.json":
			if err := unpack(f, &left, &users); err != nil {
				return nil, err
			}
		}
	}
	if len(days) == 0 {
		return nil, fmt.Errorf("%w: the ZIP file has no folder of a channel", ErrFormat)
	}
	people := map[string]slackUser{}
	for _, u := range users {
		people[u.ID] = u
	}
	for _, channel := range slices.Sorted(maps.Keys(days)) {
		chat := &OldChat{Name: "#" + channel}
		for _, f := range days[channel] {
			if err := past.day(f, chat, people, &left); err != nil {
				return nil, err
			}
		}
		if len(chat.Messages) > 0 {
			past.Chats = append(past.Chats, chat)
		}
	}
	return past, nil
}

// day adds the messages of a day to a chat. Only a file that is too long ends it.
func (p *Past) day(f *zip.File, chat *OldChat, people map[string]slackUser, left *int64) error {
	var lines []slackMessage
	if err := unpack(f, left, &lines); errors.Is(err, errLong) {
		return err
	} else if err != nil {
		p.skip(f.Name, "%v", err)
		return nil
	}
	for n, line := range lines {
		if m, ok := line.said(people); !ok {
			p.skip(fmt.Sprintf("%s, message %d", f.Name, n+1), "its time %q cannot be read", line.At)
		} else if line.meant() {
			chat.Messages = append(chat.Messages, m)
		}
	}
	return nil
}

// unpack decodes one file of the archive. All of them together may have as many
// bytes as are left, whatever the archive says about itself.
func unpack(f *zip.File, left *int64, into any) (err error) {
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	r := &limitedReader{in, *left}
	err = json.NewDecoder(r).Decode(into)
	*left = r.left
	return err
}

// meant reports whether somebody meant to say it: no joining, no changed topic.
func (m *slackMessage) meant() bool {
	return m.Type == "message" && slices.Contains([]string{"", "file_share", "thread_broadcast", "me_message", "bot_message"}, m.Subtype)
}

func (m *slackMessage) said(people map[string]slackUser) (OldMessage, bool) {
	seconds, fraction, _ := strings.Cut(m.At, ".")
	s, err := strconv.ParseInt(seconds, 10, 64)
	micros, other := strconv.ParseInt(cmp.Or(fraction, "0"), 10, 64)
	if err != nil || other != nil {
		return OldMessage{}, false
	}
	u := people[m.User]
	said := OldMessage{
		ID: m.At, Account: m.User, Name: cmp.Or(u.Profile.Shown, u.Profile.Real, u.Name, m.User, m.Bot),
		Bot: u.Bot || m.Bot != "" || m.Subtype == "bot_message", At: time.Unix(s, micros*1000), Text: slackWords(m.Text, people),
	}
	if m.Thread != m.At {
		said.Answers = m.Thread
	}
	return said, true
}

// slackEntity is a person, a channel or an address in Slack's texts.
var slackEntity = regexp.MustCompile(`<([@#!]?)([^|>]+)(?:\|([^>]*))?>`)

func slackWords(text string, people map[string]slackUser) string {
	return html.UnescapeString(slackEntity.ReplaceAllStringFunc(text, func(entity string) string {
		part := slackEntity.FindStringSubmatch(entity)
		if part[1] == "@" {
			u := people[part[2]]
			return "@" + cmp.Or(part[3], u.Profile.Shown, u.Name, part[2])
		}
		return cmp.Or(part[3], part[2])
	}))
}
