package cast

import (
	"encoding/json"
	"fmt"
	"strings"

	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/mrkdwn"
	"vakhta/sim/slack/workspace"
)

// Opts are a person's properties besides their name.
type Opts struct {
	TZ, Locale string
	// Handle is what others type after "@"; the lower-case name if empty.
	Handle string
	// TeamID is the home of somebody from another organisation.
	TeamID string
	Guest  bool
}

// Person is somebody in the workspace; its methods are what they do.
type Person struct {
	ID    string
	stage *Stage
}

// User adds a person to the workspace, or changes one.
func (s *Stage) User(id, name string, o Opts) *Person {
	if o.TZ == "" {
		o.TZ = "Europe/Moscow"
	}
	if o.Locale == "" {
		o.Locale = "en-US"
	}
	if o.Handle == "" {
		o.Handle = strings.ReplaceAll(strings.ToLower(name), " ", ".")
	}
	s.c.Space.AddUser(workspace.User{
		ID: id, Name: o.Handle, RealName: name, TZ: o.TZ, Locale: o.Locale,
		TeamID: o.TeamID, Stranger: o.TeamID != "", Guest: o.Guest,
	})
	return &Person{ID: id, stage: s}
}

// Person returns somebody who is in the workspace.
func (s *Stage) Person(id string) (*Person, error) {
	if _, err := s.c.Space.User(id); err != nil {
		return nil, fmt.Errorf("person %s: %w", id, err)
	}
	return &Person{ID: id, stage: s}, nil
}

// Deactivate closes a person's account.
func (s *Stage) Deactivate(id string) error {
	u, err := s.c.Space.User(id)
	if err != nil {
		return fmt.Errorf("deactivate %s: %w", id, err)
	}
	u.Deleted = true
	s.c.Space.AddUser(u)
	return nil
}

// Says writes to a channel.
func (p *Person) Says(channel, text string) (Message, error) {
	return p.post(Message{Channel: channel, Text: text})
}

// Mentions writes to a channel, beginning with a mention of the bot.
func (p *Person) Mentions(channel, text string) (Message, error) {
	return p.Says(channel, "@"+p.stage.c.Space.App.BotName+" "+text)
}

// DM writes to the bot in private.
func (p *Person) DM(text string) (Message, error) {
	channel, err := p.stage.c.Space.OpenIM(p.ID)
	if err != nil {
		return Message{}, fmt.Errorf("%s opens a direct message: %w", p.ID, err)
	}
	return p.post(Message{Channel: channel.ID, Text: text})
}

// RepliesInThread writes in the thread of a message, which may be a reply
// itself.
func (p *Person) RepliesInThread(m Message, text string) (Message, error) {
	return p.post(Message{Channel: m.Channel, ThreadTS: m.TS, Text: text})
}

// RepliesAloud writes in the thread of a message and also to the channel.
func (p *Person) RepliesAloud(m Message, text string) (Message, error) {
	return p.post(Message{Channel: m.Channel, ThreadTS: m.TS, Text: text, Broadcast: true, Subtype: "thread_broadcast"})
}

// Passes shares another person's message in a channel, with words of their own
// or without. Slack attaches a copy of it.
func (p *Person) Passes(m Message, channel, author, text string) (Message, error) {
	copied, err := json.Marshal([]map[string]any{{
		"is_share": true, "is_msg_unfurl": true, "author_name": author, "text": m.Text, "ts": m.TS, "channel_id": m.Channel,
		"fallback": "[" + author + "] " + m.Text,
	}})
	if err != nil {
		return Message{}, err
	}
	return p.post(Message{Channel: channel, Text: text, Attachments: copied})
}

// Upload is a file somebody shares.
type Upload struct {
	Name  string
	Bytes []byte
	// Hidden is how files of another organisation appear: with their id only.
	Hidden bool
	// Clip marks a voice message that was recorded in the client.
	Clip bool
}

// Shares posts files with a text, which may be empty. under is the message
// whose thread they go to, if any.
func (p *Person) Shares(channel, text string, under *Message, files ...Upload) (Message, error) {
	m := Message{Channel: channel, Text: text, Subtype: "file_share"}
	if under != nil {
		m.ThreadTS = under.TS
	}
	for _, f := range files {
		stored := workspace.File{Name: f.Name, Bytes: f.Bytes, Hidden: f.Hidden, Clip: f.Clip, User: p.ID, URL: p.stage.c.Base() + "/files/"}
		m.Files = append(m.Files, p.stage.c.Space.AddFile(stored))
	}
	return p.post(m)
}

// post types a message and sends it as this person.
func (p *Person) post(m Message) (Message, error) {
	if err := p.within(m.Channel); err != nil {
		return Message{}, err
	}
	m.User = p.ID
	p.compose(&m, m.Text)
	said, err := p.stage.c.Space.Post(m)
	if err != nil {
		return Message{}, fmt.Errorf("%s writes into %s: %w", p.ID, m.Channel, err)
	}
	return said, nil
}

// compose puts a typed text into a message with the block Slack makes of it.
func (p *Person) compose(m *Message, typed string) {
	m.Text, m.Blocks = mrkdwn.Type(typed, p.stage.c.Space), nil
	if m.Text == "" {
		return
	}
	m.Blocks = encode([]any{mrkdwn.RichText(m.Text, "typed")})
}

// within refuses somebody who does not see a channel.
func (p *Person) within(channel string) error {
	c, err := p.stage.c.Space.Channel(channel)
	if err == nil && !c.Has(p.ID) {
		err = ledger.RefusedError("not_in_channel")
	}
	if err != nil {
		return fmt.Errorf("%s looks into %s: %w", p.ID, channel, err)
	}
	return nil
}

// own refuses to change somebody else's message.
func (p *Person) own(m Message) error {
	stored, err := p.stage.c.Space.Message(m.Channel, m.TS)
	if err == nil && stored.User != p.ID {
		err = ledger.RefusedError("not_the_author")
	}
	if err != nil {
		return fmt.Errorf("%s changes a message in %s: %w", p.ID, m.Channel, err)
	}
	return nil
}

// Edits changes the text of the person's own message.
func (p *Person) Edits(m Message, text string) error {
	if err := p.own(m); err != nil {
		return err
	}
	var next Message
	p.compose(&next, text) // it looks up names, which would block inside a change
	_, err := p.stage.c.Space.Edit(m.Channel, m.TS, p.ID, func(stored *Message) { stored.Text, stored.Blocks = next.Text, next.Blocks })
	return err
}

// Unfurls changes a message as a link preview does: an attachment is added, the
// text stays, and it is not marked as edited.
func (p *Person) Unfurls(m Message) error {
	_, err := p.stage.c.Space.Edit(m.Channel, m.TS, "", func(stored *Message) {
		stored.Attachments = []byte(`[{"title":"A page","title_link":"https://example.com/"}]`)
	})
	return err
}

// Deletes removes the person's own message.
func (p *Person) Deletes(m Message) error {
	if err := p.own(m); err != nil {
		return err
	}
	return p.stage.c.Space.Delete(m.Channel, m.TS)
}

// Reacts puts an emoji under a message, by its name without colons.
func (p *Person) Reacts(m Message, emoji string) error {
	if err := p.within(m.Channel); err != nil {
		return err
	}
	return p.stage.c.Space.React(m.Channel, m.TS, p.ID, emoji, true)
}

// Unreacts removes the person's emoji.
func (p *Person) Unreacts(m Message, emoji string) error {
	return p.stage.c.Space.React(m.Channel, m.TS, p.ID, emoji, false)
}

// Ephemerals returns what only this person can see.
func (p *Person) Ephemerals() []Ephemeral { return p.stage.c.Screens.Whispers(p.ID) }

// OpensHome opens the app's Home tab, about which the app gets an event.
func (p *Person) OpensHome() error {
	var view map[string]any
	if home, ok := p.Home(); ok {
		view = p.stage.c.Screens.Wire(home)
	}
	return p.stage.c.Space.OpenHome(p.ID, "home", view)
}

// Home returns the Home tab the app published for this person.
func (p *Person) Home() (View, bool) { return p.stage.c.Screens.Home(p.ID) }

// Modal returns the modal on this person's screen.
func (p *Person) Modal() (View, bool) { return p.stage.c.Screens.Modal(p.ID) }
