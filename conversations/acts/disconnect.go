package acts

import (
	"context"
	"errors"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// disconnect ends the link of the chat in which it is said, after a confirmation.
// Tickets of the chat stay, and are answered there to their end.
func disconnect() Act {
	sure := maybe(rootChat("chat"))
	return Act{
		Name: desk.ActDisconnect, Command: ForAdmins, Button: true, May: turn.Engineer | turn.Admin, Asks: []Parameter{sure},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			at, confirmed := sure.Of(in), true
			if at.IsZero() {
				at, confirmed = t.Event.In.Root(), false
			}
			linked, err := t.Tx.Connections(ctx)
			if err != nil {
				return nil, err
			}
			of := ""
			for _, c := range linked {
				if c.Chat == at && t.Who.In(c.Project)&(turn.Engineer|turn.Admin) != 0 {
					of = c.Project
				}
			}
			p := t.Desk.Projects[of]
			if p == nil {
				return nil, turn.Refuse(notice.RefusedDisconnect)
			}
			if !confirmed {
				return inPrivate(t, notice.AskDisconnect{Project: of, Chat: at}), nil
			}
			if _, err := t.Tx.Disconnect(ctx, at); errors.Is(err, desk.ErrNotFound) {
				return nil, turn.ErrStale
			} else if err != nil {
				return nil, err
			}
			t.Record(of, desk.Actor{Person: t.Who.Person.ID}, history.ChatUnlinked{Chat: at.String()})
			t.After(func() { t.Tickets.Disconnect(at) })
			return notice.Text(notice.DoneDisconnected, "Project", p.Name), nil
		},
	}
}

// rootChat is a chat as a button carries it: telegram.-1001.
func rootChat(name string) *Ask[desk.Address] {
	return &Ask[desk.Address]{Question{Name: name, how: byButton}, func(r *reading) (a desk.Address, found bool, err error) {
		first, rest := word(r.rest)
		platform, chat, ok := strings.Cut(first, ".")
		if !ok {
			return a, false, nil
		}
		r.rest = rest
		return desk.Address{Platform: desk.Platform(platform), Chat: chat}, true, nil
	}}
}
