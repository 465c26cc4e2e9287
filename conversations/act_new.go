package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
)

// newRequest opens a ticket: from a command's words or a form's, from a message
// that was held until its question was answered, or from the next message.
func newRequest() Act {
	text, held := maybe(words()), maybe(heldMessage("held"))
	return Act{
		Name: desk.ActNew, Aliases: []string{"ticket"}, Command: ForEveryone, Button: true, May: Anybody, Keeps: true,
		Asks: []Field{held, text},
		Do: func(ctx context.Context, t *turn, in Input) (notice.Facts, error) {
			if h := held.Of(in); h.id != 0 {
				return nil, t.openHeld(ctx, h.id, h.project)
			}
			if b, ok := t.event.Body.(desk.Pressed); ok && !b.Key.IsZero() { // under its card: it is a new request, as it was taken
				return said(notice.DoneOK), nil
			}
			projects := t.newIn()
			if len(projects) == 0 {
				return notice.Stranger{}, nil
			}
			if text.Of(in) == "" && len(in.files) == 0 {
				return nil, needs{field: text, ask: true}
			}
			r := request{
				Text: text.Of(in), Files: in.files, Message: in.source, Projects: projects,
				ToBot: true, Sure: true, Shared: !t.event.In.Private && !in.source.IsZero(),
			}
			if _, slash := t.event.Body.(desk.Asked); slash && !t.inChat() { // it stands in no channel: it is answered in private
				r.Place = t.event.From.Private()
			}
			return nil, t.intake(ctx, r)
		},
	}
}

// newIn are the projects a new request of the visitor may be about: the one
// whose chat they are in, or those they are staff of.
func (t *turn) newIn() []string {
	if p, _ := t.desk.ProjectByChat(t.event.In.Address); p != nil && !t.event.In.Private {
		return []string{p.Code}
	}
	return t.who.projects(roleStaff)
}
