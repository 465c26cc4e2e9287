package updates

import (
	"strings"

	"vakhta/desk"
)

// The shortcuts of the app's manifest, by their callback ids.
const (
	newRequest  = "new_request"  // opens the form of a new request, from anywhere
	makeRequest = "make_request" // makes a request of a message
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
		if asked.Args, asked.Files = r.carried(in); asked.Args == "" && len(asked.Files) == 0 || in.Channel.ID == "" {
			return u
		}
		at = place(in.Channel.ID, "")
	default:
		return u
	}
	u.Event = &desk.Event{In: at, Body: asked}
	return u
}

// carried returns the words and files of the message that a shortcut was used
// on. Those of somebody else are quoted.
func (r Decoder) carried(in *interaction) (string, []desk.File) {
	m := &in.Message
	text, files := strings.TrimSpace(Plain(m.Text, r.Name)), r.files(m.Files)
	if m.User == in.User.ID || text == "" {
		return text, files
	}
	who := ""
	if r.Name != nil {
		who = r.Name(m.User)
	}
	if who != "" {
		text = who + ": " + text
	}
	return "> " + strings.ReplaceAll(text, "\n", "\n> "), files
}
