package telegram

import (
	"fmt"
	"slices"

	"vakhta/sim/telegram/markup"
	"vakhta/sim/telegram/seen"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// A Message is a snapshot of a message as a person saw it.
type Message = seen.Message

// A Button is an inline button in a snapshot.
type Button = seen.Button

// A State is a snapshot of everything that can be seen.
type State = seen.State

// A User is a person with a Telegram account. Its methods are what a person
// does in the client; an error says why Telegram would not allow it.
type User struct {
	ID  int64
	srv *Server
}

// User adds a person, or renames the one with that id. The language is an IETF
// tag or empty.
func (s *Server) User(id int64, first, last, language string) *User {
	u := wire.User{ID: id, FirstName: first, LastName: last, LanguageCode: language}
	s.change(func() { s.world.AddPerson(u) })
	return &User{ID: id, srv: s}
}

// Named sets the person's user name, without the @.
func (u *User) Named(username string) *User {
	u.srv.change(func() { u.srv.world.Person(u.ID).Username = username })
	return u
}

// A Post is a message that a person sends.
type Post struct {
	Text      string
	Formatted bool // Text is HTML, as if the person had chosen these formats
	Thread    int  // a forum topic
	ReplyTo   int
	Quote     string
	File      *Upload
	Contact   *wire.Contact
	Location  *wire.Location
	Special   wire.Special
	Album     string // items of an album share any text here
	Anonymous bool   // an administrator writes as the group
	Protected bool
	Forward   *wire.Origin // whose message it is
}

// An Upload is a file that a person sends. Kind is "photo", "document",
// "voice", "video", "audio", "video_note", "animation" or "sticker".
type Upload struct {
	Kind string
	Name string
	MIME string
	Data []byte
}

// Start presses Start, or opens a deep link with a payload, in private.
func (u *User) Start(payload string) (Message, error) {
	u.srv.change(func() { u.srv.world.Start(u.ID) })
	text := "/start"
	if payload != "" {
		text += " " + payload
	}
	return u.Says(u.ID, text)
}

// Says sends a text to a chat; the chat with the bot has the person's own id.
func (u *User) Says(chat int64, text string) (Message, error) {
	return u.Posts(chat, Post{Text: text})
}

// Posts sends a message with any content.
func (u *User) Posts(chat int64, p Post) (m Message, err error) {
	u.srv.change(func() { m, err = u.post(chat, p) })
	return m, err
}

// post is Posts with the lock held.
func (u *User) post(chat int64, p Post) (Message, error) {
	w := u.srv.world
	c := w.Chat(chat)
	if c == nil {
		return Message{}, fmt.Errorf("there is no chat %d", chat)
	}
	d := world.Draft{
		Kind: "text", Text: p.Text, Thread: p.Thread, Album: p.Album, Anonymous: p.Anonymous, Protected: p.Protected,
		Reply: world.Reply{Message: p.ReplyTo, Quote: p.Quote}, Forward: p.Forward,
	}
	if p.Formatted {
		var err error
		if d.Text, d.Entities, err = markup.Parse(p.Text); err != nil {
			return Message{}, err
		}
	}
	if p.File != nil {
		f := w.Store(p.File.Kind, p.File.Name, p.File.MIME, p.File.Data)
		d.Kind, d.File = p.File.Kind, &f
	}
	switch {
	case p.Contact != nil:
		d.Kind, d.Contact = "contact", p.Contact
	case p.Location != nil:
		d.Kind, d.Location = "location", p.Location
	case p.Special != (wire.Special{}):
		d.Kind, d.Special = "special", p.Special
		if v := p.Special.Venue; v != nil { // older bots see where it is
			d.Location = &v.Location
		}
	}
	m, err := w.Say(c, u.ID, d)
	if err != nil {
		return Message{}, err
	}
	return seen.Of(w, c, m), nil
}

// Replies replies to a message, in its topic if there are topics.
func (u *User) Replies(to Message, text string) (Message, error) {
	return u.Posts(to.Chat, Post{Text: text, ReplyTo: to.ID})
}

// SendsPhoto sends a small picture; photos with one album text belong together.
func (u *User) SendsPhoto(chat int64, caption, album string) (Message, error) {
	return u.Posts(chat, Post{Text: caption, Album: album, File: &Upload{Kind: "photo", Name: "photo.png", MIME: "image/png", Data: pixel()}})
}

// SendsDocument sends a file.
func (u *User) SendsDocument(chat int64, caption, name, mimeType string, data []byte) (Message, error) {
	return u.Posts(chat, Post{Text: caption, File: &Upload{Kind: "document", Name: name, MIME: mimeType, Data: data}})
}

// pixel returns the smallest picture.
func pixel() []byte {
	return []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x3b\x6e\xa5\xff\xff\xff\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b")
}

// Edits changes the person's own message.
func (u *User) Edits(m Message, text string) (edited Message, err error) {
	u.srv.change(func() {
		c := u.srv.world.Chat(m.Chat)
		changed, problem := u.srv.world.Edit(c, u.ID, m.ID, text)
		if err = problem; err == nil {
			edited = seen.Of(u.srv.world, c, changed)
		}
	})
	return edited, err
}

// Deletes deletes a message; the bot gets no update.
func (u *User) Deletes(m Message) error {
	return u.on(m, func(_ *world.Chat, stored *world.Message) error {
		u.srv.world.Delete(stored)
		return nil
	})
}

// Reacts sets the person's reactions on a message; no emoji removes them. On
// Telegram, Reacts(m, "👀", "👍") needs a premium account.
func (u *User) Reacts(m Message, emojis ...string) error {
	return u.on(m, func(c *world.Chat, stored *world.Message) error {
		return u.srv.world.React(c, u.ID, stored, emojis, false)
	})
}

// ReactsAnonymously is Reacts by an administrator who acts as the group.
func (u *User) ReactsAnonymously(m Message, emojis ...string) error {
	return u.on(m, func(c *world.Chat, stored *world.Message) error {
		return u.srv.world.React(c, u.ID, stored, emojis, true)
	})
}

// on calls do with the stored message of a snapshot.
func (u *User) on(m Message, do func(*world.Chat, *world.Message) error) (err error) {
	u.srv.change(func() {
		c := u.srv.world.Chat(m.Chat)
		if c == nil || c.Find(m.ID) == nil {
			err = fmt.Errorf("there is no message %d in chat %d", m.ID, m.Chat)
			return
		}
		err = do(c, c.Find(m.ID))
	})
	return err
}

// Blocks blocks the bot; Start unblocks it.
func (u *User) Blocks() { u.srv.change(func() { u.srv.world.Block(u.ID) }) }

// Leaves leaves a group.
func (u *User) Leaves(chat int64) {
	u.srv.Chat(chat).standing(u.ID, u.ID, world.Member{Status: world.Left})
}

// Deactivates deletes the account.
func (u *User) Deactivates() {
	u.srv.change(func() { u.srv.world.Person(u.ID).Deactivated = true })
}

// Chat returns the person's private chat with the bot.
func (u *User) Chat() *Chat {
	u.srv.mu.Lock()
	defer u.srv.mu.Unlock()
	// This is not reported as a change, because a watcher that looks in here
	// would otherwise wake itself forever.
	u.srv.world.Private(u.ID)
	return u.srv.Chat(u.ID)
}

// Sees reports whether the person is in a chat.
func (u *User) Sees(chat int64) bool {
	u.srv.mu.Lock()
	defer u.srv.mu.Unlock()
	c := u.srv.world.Chat(chat)
	return c != nil && (chat == u.ID || slices.Contains(c.Members(), u.ID))
}
