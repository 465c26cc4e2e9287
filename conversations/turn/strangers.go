package turn

import (
	"context"
	"time"

	"vakhta/desk"
)

// spareFor is how long a stranger is not told the same again.
const spareFor = time.Hour

// Stranger reports whether the visitor has no role in any project.
func (v *Visitor) Stranger() bool { return !v.Admin && len(v.Roles) == 0 && v.Only == nil }

// Spare drops what would be said to a stranger who was told the same within the
// hour: an act, or a refusal of it, is answered once, and then not at all. In a
// chat that is not linked to a project this counts for the chat.
func (t *Turn) Spare(ctx context.Context) error {
	unbound := !t.Event.In.Private && t.InChat() && t.unbound()
	if len(t.notices) == 0 || !unbound && (!t.Who.Stranger() || !t.Who.Known()) {
		return nil
	}
	subject, about := t.Event.From.String(), "stranger/"+string(t.Doing.Act)
	if unbound {
		subject = t.Event.In.Root().String()
	}
	if t.Refused != "" {
		about += "/" + t.Refused
	}
	tell, err := t.Tx.TellOnce(ctx, subject, about, spareFor, t.Now())
	if err == nil && !tell {
		t.notices = nil
	}
	return err
}

// unbound reports whether the event is from a chat of no team and no project.
func (t *Turn) unbound() bool {
	p, _ := t.Desk.ProjectByChat(t.Event.In.Address)
	return p == nil && t.Desk.TeamByChannel(t.Event.In.Address) == nil
}

// meets reports whether the event makes somebody known whom the desk did not know.
// In a chat that is not linked to a project only a question to the bot does: what
// people say to each other there is no business of the desk.
func (t *Turn) meets() bool {
	switch t.Event.Body.(type) {
	case desk.Said, desk.Edited, desk.Deleted, desk.Reacted:
		return t.Event.In.Private || !t.unbound()
	default:
		return true
	}
}
