package acts

import (
	"context"
	"maps"
	"slices"

	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
)

// newRequest opens a ticket: from a command's words or a form's, from a message
// that was kept until its question was answered, or from the next message.
func newRequest() Act {
	text, held := maybe(words()), maybe(heldMessage())
	return Act{
		Name: desk.ActNew, Aliases: []string{"ticket"}, Command: ForEveryone, Button: true, May: turn.Anybody, Keeps: true,
		Asks: []Parameter{held, text},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			if h := held.Of(in); h.id != 0 {
				return nil, requests.OpenHeld(ctx, t, h.id, h.project)
			}
			if b, ok := t.Event.Body.(desk.Pressed); ok && !b.Key.IsZero() { // under its card: it is a new request, as it was taken
				return notice.Text(notice.DoneOK, "Key", b.Key.String()), nil
			}
			projects := NewIn(t)
			if len(projects) == 0 {
				return notice.Stranger{Account: t.Event.From.Account}, nil
			}
			if text.Of(in) == "" && len(in.files) == 0 {
				return nil, needs{field: text, ask: true}
			}
			r := requests.Request{
				Text: text.Of(in), Files: in.files, Message: in.source, Projects: projects,
				ToBot: true, Sure: true, Shared: !t.Event.In.Private && !in.source.IsZero(),
			}
			if !t.InChat() { // a form or a slash command is not visible in the channel, so it is answered in private
				r.Place = t.Event.From.Private()
			}
			return nil, requests.Take(ctx, t, r)
		},
	}
}

// NewIn returns the projects that a new request of the visitor may be about: the one of the chat they are in, or else
// those of the shops they belong to. The desk's own people may ask for the shops that they work for.
func NewIn(t *turn.Turn) []string {
	if p, _ := t.Desk.ProjectByChat(t.Event.In.Address); p != nil && !t.Event.In.Private {
		return []string{p.Code}
	}
	for _, role := range []turn.Who{turn.Staff | turn.Manager, turn.Engineer | turn.ThirdLine} {
		if projects := t.Who.Projects(role); len(projects) > 0 {
			return projects
		}
	}
	if t.Who.Admin {
		return slices.Sorted(maps.Keys(t.Desk.Projects))
	}
	return nil
}
