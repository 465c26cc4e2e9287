package updates

import (
	"strings"

	"vakhta/desk"
)

// The shortcuts of the app's manifest, by their callback ids.
const (
	newRequest  = "new_request"  // opens the form of a new request, from anywhere
	makeRequest = "make_request" // makes a request of a message
	addTo       = "add_to"       // adds a message to a ticket
)

// shortcut decodes the use of one of the app's shortcuts, which is a command.
// One from anywhere has no channel: it is answered in private.
func (r Decoder) shortcut(in *interaction) Update {
	u := Update{Kind: in.Type, Lane: first(in.Channel.ID, in.User.ID)}
	asked := desk.Asked{Command: string(desk.ActNew), Trigger: in.Trigger}
	at := alone(in.User.ID)
	switch in.Callback {
	case newRequest:
	case makeRequest:
		m := r.carried(in)
		if m.IsZero() || in.Channel.ID == "" {
			return u
		}
		if asked.Args, asked.Files = m.Text, m.Files; in.Message.User != in.User.ID {
			asked.Args = m.Quote()
		}
		at = place(in.Channel.ID, "")
	case addTo:
		if asked.Answered = r.carried(in); asked.Answered.IsZero() || in.Channel.ID == "" {
			return u
		}
		asked.Command, asked.ReplyTo = string(desk.ActAdd), ref(in.Channel.ID, in.Message.thread(), in.Message.TS)
		at = place(in.Channel.ID, in.Message.thread())
	default:
		return u
	}
	u.Event = &desk.Event{In: at, Body: asked}
	return u
}

// carried returns the message that a shortcut was used on, with its author if that
// is somebody else.
func (r Decoder) carried(in *interaction) desk.Excerpt {
	m := &in.Message
	e := desk.Excerpt{Text: strings.TrimSpace(Plain(spelt(m.Text, m.Blocks), r.Name)), Files: r.files(m.Files)}
	if m.User != in.User.ID && r.Name != nil && e.Text != "" {
		e.Author = r.Name(m.User)
	}
	return e
}
