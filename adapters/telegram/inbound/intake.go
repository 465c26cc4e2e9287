package inbound

import (
	"context"

	"github.com/go-telegram/bot"

	"vakhta/adapters/intake"
	"vakhta/adapters/telegram/botapi"
	"vakhta/adapters/telegram/layout"
	"vakhta/adapters/telegram/updates"
	"vakhta/desk"
)

// maxToast is how long the answer to a press may be (answerCallbackQuery, text).
const maxToast = 200

// A delivery is an update with its place in the lane of its chat.
type delivery struct {
	updates.Update
	turn *intake.Position
}

// open decodes an update and takes its place. An error is one of the intake's:
// the update was not accepted.
func (r *Receiver) open(raw []byte) (*delivery, error) {
	u, broken := intake.Understand(func() (updates.Update, error) { return r.reader.Load().Read(raw) })
	if broken != nil {
		u = updates.Salvage(raw)
	}
	turn, err := r.intake.Join(intake.Delivery{
		ID: updates.EventID(u.ID), Kind: u.Kind, Lane: u.Lane, Events: u.Events, Payload: raw, Broken: broken,
		Waits: u.Query != "", Locale: u.Locale,
		Answer: func(ctx context.Context, reply desk.Reply) { r.respond(ctx, u, reply) },
	})
	return &delivery{u, turn}, err
}

// respond answers the person who acted. It continues during a shutdown: what
// was done is done, and a press must be answered.
func (r *Receiver) respond(ctx context.Context, u updates.Update, reply desk.Reply) {
	if u.Query != "" {
		r.toast(ctx, u.Query, reply.Toast, reply.Alert)
		reply.Toast = ""
	}
	if reply.Card == nil && reply.Toast != "" { // it was no press: answer in the chat
		reply.Card = &desk.Card{Lead: reply.Toast, ReplyTo: messageOf(u.Events)}
	}
	if reply.Card == nil || len(u.Events) == 0 {
		return
	}
	e := u.Events[0]
	to := e.In.Address
	if e.In.Private || reply.Alone {
		to = e.From.Private()
	}
	if _, err := r.Post(context.WithoutCancel(ctx), to, *reply.Card, string(e.ID)); err != nil {
		r.Log.WarnContext(ctx, "telegram: answer in the chat", "update", u.ID, "error", err)
	}
}

// messageOf returns the message of the events, if there is one.
func messageOf(events []desk.Event) desk.MessageRef {
	for _, e := range events {
		switch b := e.Body.(type) {
		case desk.Said:
			return b.Message
		case desk.Asked:
			return b.Message
		}
	}
	return desk.MessageRef{}
}

// toast answers a press. If it was answered before or comes too late Telegram
// refuses, which does no harm.
func (r *Receiver) toast(ctx context.Context, query, text string, alert bool) {
	err := botapi.Within(context.WithoutCancel(ctx), func(ctx context.Context) error {
		_, err := r.API.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{
			CallbackQueryID: query, Text: layout.Cut(text, maxToast), ShowAlert: alert,
		})
		return err
	})
	if err != nil {
		r.Seen("call", botapi.FateOf("answer a press", err).Fate.String())
		r.Log.DebugContext(ctx, "telegram: answer a press", "error", botapi.FateOf("answer a press", err))
	}
}
