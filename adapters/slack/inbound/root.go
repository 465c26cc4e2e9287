package inbound

import (
	"context"
	"strings"

	"vakhta/adapters/slack/history"
	"vakhta/desk"
)

// introduce adds what Slack does not say with an event: who acted, and what
// stands at the beginning of a thread in which the bot is mentioned.
func (r *Receiver) introduce(ctx context.Context, e *desk.Event) bool {
	if !r.People.Introduce(ctx, e) {
		return false
	}
	said, ok := e.Body.(desk.Said)
	private := strings.HasPrefix(e.In.Chat, "D")
	if !ok || private || !said.ToBot || e.In.Thread == "" {
		return true
	}
	root, err := r.rootOf(ctx, &said, e.In.Address)
	if err != nil { // the request is taken without it
		r.Log.WarnContext(ctx, "read the first message of a thread", "channel", e.In.Chat, "error", err)
		return true
	}
	said.Answered = root
	e.Body = said
	return true
}

// rootOf returns the first message of a thread, if it is not the bot's.
// Words that are nothing but the bot's name are dropped then.
func (r *Receiver) rootOf(ctx context.Context, said *desk.Said, at desk.Address) (desk.Excerpt, error) {
	reader, err := r.People.Reader(ctx)
	if err != nil || said.ReplyToID.ID == reader.User {
		return desk.Excerpt{}, err
	}
	raw, err := history.Backlog{Bot: r.Bot}.Root(ctx, at.Chat, at.Thread)
	if err != nil || raw == nil {
		return desk.Excerpt{}, err
	}
	u, err := reader.History(at.Chat, raw)
	if err != nil || u.Event == nil {
		return desk.Excerpt{}, err
	}
	first, _ := u.Event.Body.(desk.Said)
	root := *u.Event
	r.People.Introduce(ctx, &root)
	if strings.EqualFold(said.Text, "@"+reader.Name(reader.User)) {
		said.Text = ""
	}
	return desk.Excerpt{Author: root.From.Name, Text: first.Text, Files: first.Files}, nil
}
