package replay

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// A telegramChat is a chat in result.json, which has either one, or all of an
// account in a list. See "Exporting chats" at telegram.org/blog/export-and-more.
type telegramChat struct {
	Name     string
	Messages []telegramMessage
	Chats    *struct{ List []telegramChat }
}

type telegramMessage struct {
	ID      int64
	Type    string // message or service
	Date    string // by the clock of the computer that exported
	Unix    string `json:"date_unixtime"` // newer programs only
	From    *string
	FromID  string `json:"from_id"`
	Via     string `json:"via_bot"`
	Text    telegramText
	Answers int64 `json:"reply_to_message_id"`
	Photo   string
	File    string
	Media   string `json:"media_type"`
}

// A telegramText is a string, or a list of strings and of pieces with a form.
type telegramText string

func (t *telegramText) UnmarshalJSON(b []byte) error {
	var plain string
	if json.Unmarshal(b, &plain) == nil {
		*t = telegramText(plain)
		return nil
	}
	var pieces []json.RawMessage
	if err := json.Unmarshal(b, &pieces); err != nil {
		return err
	}
	var all strings.Builder
	for _, raw := range pieces {
		var piece struct{ Text string }
		if json.Unmarshal(raw, &plain) == nil {
			piece.Text = plain
		} else if err := json.Unmarshal(raw, &piece); err != nil {
			return err
		}
		all.WriteString(piece.Text)
	}
	*t = telegramText(all.String())
	return nil
}

func readTelegram(in io.Reader, zone *time.Location) (*Past, error) {
	var export telegramChat
	if err := json.NewDecoder(in).Decode(&export); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	chats := []telegramChat{export}
	if export.Chats != nil {
		chats = export.Chats.List
	} else if export.Messages == nil {
		return nil, fmt.Errorf("%w: it has no messages", ErrFormat)
	}
	past := &Past{}
	for i, c := range chats {
		chat := &OldChat{Name: c.Name}
		if chat.Name == "" {
			chat.Name = fmt.Sprintf("chat %d", i+1)
		}
		for _, m := range c.Messages {
			if m.Type != "message" {
				continue // somebody came, a title was changed
			}
			at, err := m.at(zone)
			if err != nil {
				past.skip(fmt.Sprintf("%s, message %d", chat.Name, m.ID), "its time cannot be read: %v", err)
				continue
			}
			chat.Messages = append(chat.Messages, m.said(at))
		}
		if len(chat.Messages) > 0 {
			past.Chats = append(past.Chats, chat)
		}
	}
	return past, nil
}

func (m *telegramMessage) at(zone *time.Location) (time.Time, error) {
	if m.Unix != "" {
		seconds, err := strconv.ParseInt(m.Unix, 10, 64)
		return time.Unix(seconds, 0).In(zone), err
	}
	return time.ParseInLocation("2006-01-02T15:04:05", m.Date, zone)
}

func (m *telegramMessage) said(at time.Time) OldMessage {
	said := OldMessage{
		ID: strconv.FormatInt(m.ID, 10), Account: m.FromID, Name: "deleted account", At: at,
		Text: string(m.Text), Bot: strings.HasSuffix(m.Via, "bot"),
	}
	if m.From != nil {
		said.Name = *m.From
	}
	if m.Answers != 0 {
		said.Answers = strconv.FormatInt(m.Answers, 10)
	}
	return said
}
