package acts

import (
	"context"
	"encoding/json"
	"errors"
	"maps"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// keep answers the bot's question with what is shown there already. It is replaced by
// the act that asked, see kept; if there is no such question any more, it is stale.
func keep() Act {
	return Act{
		Name: desk.ActKeep, Button: true, May: turn.Engineer | turn.Called,
		Change: func(context.Context, *turn.Turn, *tickets.Case, Input) (notice.Facts, error) {
			return nil, turn.ErrStale
		},
	}
}

// kept returns what the visitor was asked for, answered by what it begins with, or
// else the wish as it is.
func kept(ctx context.Context, t *turn.Turn, w wish) (wish, error) {
	p, err := t.Tx.PromptOf(ctx, t.Event.From.Account, t.Event.In.Chat, t.Now())
	if errors.Is(err, desk.ErrNotFound) {
		return w, nil
	}
	if err != nil {
		return w, err
	}
	var q pending
	if p.Facts != nil {
		if err := json.Unmarshal(p.Facts, &q); err != nil {
			return w, err
		}
	}
	act := named(p.Act)
	if act == nil || q.Begins == "" { // there is nothing to keep
		return w, nil
	}
	about, err := t.Tx.TicketByID(ctx, p.Ticket)
	if err != nil {
		return w, err
	}
	if about.Key != w.key { // they were asked about another ticket since
		return w, nil
	}
	w.act, w.words, w.given = act, "", map[string]string{q.Field: q.Begins}
	maps.Copy(w.given, q.Given)
	return w, nil
}
