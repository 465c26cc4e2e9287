package turn

import (
	"context"
	"time"

	"vakhta/desk"
)

// spareFor is how long the same answer is not repeated to a stranger.
const spareFor = time.Hour

// Stranger reports whether the visitor has no role in any project.
func (v *Visitor) Stranger() bool { return !v.Admin && len(v.Roles) == 0 && v.Only == nil }

// Spare drops the answer to a stranger who got the same one within the hour. An
// act, or a refusal of it, is answered once in that time. In a chat that is not
// linked to a project this counts for the whole chat.
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

// unbound reports whether the event is from a chat that no team and no project
// has.
func (t *Turn) unbound() bool {
	p, _ := t.Desk.ProjectByChat(t.Event.In.Address)
	return p == nil && t.Desk.TeamByChannel(t.Event.In.Address) == nil
}

// meets reports whether the desk stores an author whom it does not know. In a
// chat that is not linked to a project it does so only for a question to the
// bot: what people say to each other there is not its business.
func (t *Turn) meets() bool {
	switch t.Event.Body.(type) {
	case desk.Said, desk.Edited, desk.Deleted, desk.Reacted:
		return t.Event.In.Private || !t.unbound()
	default:
		return true
	}
}
