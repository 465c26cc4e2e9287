package inbound

import (
	"context"
	"encoding/json"

	"github.com/slack-go/slack"

	"vakhta/adapters/slack/layout"
	"vakhta/adapters/slack/updates"
	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

// ackLimit is the size from which Slack ignores an acknowledgement, minus room
// for the envelope.
const ackLimit = 19_000

// A whisper is an answer that only the person who acted sees.
type whisper struct {
	Type   string        `json:"response_type"`
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks,omitempty"`
	// Replace false keeps the message with the button as it is.
	Replace bool `json:"replace_original"`
}

// whisperOf returns the text of a reply, if it has any.
func (r *Receiver) whisperOf(reply desk.Reply) (whisper, bool) {
	w := whisper{Type: slack.ResponseTypeEphemeral}
	switch {
	case reply.Card != nil:
		m := layout.Show(r.Native(*reply.Card))
		w.Text, w.Blocks = m.Text, m.Blocks
	case reply.Toast != "":
		m := layout.Show(desk.Card{Lead: reply.Toast})
		w.Text, w.Blocks = m.Text, m.Blocks
	default:
		return w, false
	}
	return w, true
}

// slashBody returns the answer to a slash command for its acknowledgement; nil
// if there is none, or if it must be sent separately: forms, what is too large for
// an acknowledgement, and tables, which Slack may refuse there without a word.
func (r *Receiver) slashBody(reply desk.Reply) json.RawMessage {
	if c := reply.Card; c != nil && (c.Table != nil || c.Chart != nil) && !r.simple.Load() {
		return nil
	}
	w, ok := r.whisperOf(reply)
	if body := webapi.JSON(w); ok && reply.Form == nil && len(body) <= ackLimit {
		return json.RawMessage(body)
	}
	return nil
}

// A formAnswer is the acknowledgement of a submitted form that stays open.
type formAnswer struct {
	Action string                  `json:"response_action"` // errors or update
	Errors map[string]string       `json:"errors,omitempty"`
	View   *slack.ModalViewRequest `json:"view,omitempty"`
}

// formBody returns the answer to a submitted form for its acknowledgement: sentences
// at its fields, or the form with further questions. nil closes it.
func formBody(u updates.Update, r desk.Reply) json.RawMessage {
	switch {
	case r.Form != nil && len(r.Form.Faults) > 0:
		return json.RawMessage(webapi.JSON(formAnswer{Action: "errors", Errors: layout.Faults(r.Form.Faults)}))
	case r.Form != nil:
		view := layout.Modal(*r.Form, u.Event.In.Address)
		return json.RawMessage(webapi.JSON(formAnswer{Action: "update", View: &view}))
	default:
		return nil
	}
}

// body returns what of a reply belongs in the acknowledgement; nil: nothing.
func (r *Receiver) body(u updates.Update, reply desk.Reply) json.RawMessage {
	switch u.Event.Body.(type) {
	case desk.Asked:
		if u.Kind != updates.Slash { // Slack shows no answer in the acknowledgement of a shortcut
			return nil
		}
		return r.slashBody(reply)
	case desk.Submitted:
		return formBody(u, reply)
	default:
		return nil
	}
}

// answer sends the desk's reply to the person who acted. It is not retried:
// what must not be lost is sent as a notice.
func (r *Receiver) answer(ctx context.Context, u updates.Update, reply desk.Reply) {
	if _, submitted := u.Event.Body.(desk.Submitted); reply.Form != nil && !submitted {
		r.openForm(ctx, u, *reply.Form)
	}
	if reply.Home != nil {
		r.publish(ctx, u.Event.From.ID, *reply.Home)
	}
	err := r.whispered(reply, func(w whisper) error { return r.tell(ctx, u, w) })
	if err != nil && ctx.Err() == nil {
		r.Log.WarnContext(ctx, "answer at once", "kind", u.Kind, "error", err)
	}
}

// tell shows something to the person who acted. In the app's Home nobody can be told
// something, so there it goes to the chat. A slash command may come from a channel
// without the bot.
func (r *Receiver) tell(ctx context.Context, u updates.Update, w whisper) (err error) {
	if u.Event.In.Private && u.Event.In.Chat == u.Event.From.ID && u.Respond == "" {
		return r.Bot.Call(ctx, "chat.postMessage", webapi.Args{"channel": u.Event.In.Chat, "text": w.Text, "blocks": webapi.JSON(w.Blocks)}, nil)
	}
	if _, slash := u.Event.Body.(desk.Asked); !slash {
		err = r.Bot.Call(ctx, "chat.postEphemeral", webapi.Args{
			"channel": u.Event.In.Chat, "user": u.Event.From.ID, "thread_ts": u.Event.In.Thread,
			"text": w.Text, "blocks": webapi.JSON(w.Blocks),
		}, nil)
		if err == nil {
			return nil
		}
	}
	if u.Respond != "" {
		err = r.Bot.Respond(ctx, u.Respond, w)
	}
	return err
}

// openForm shows a form to the person who acted. Its trigger is valid for three
// seconds.
func (r *Receiver) openForm(ctx context.Context, u updates.Update, f desk.Form) {
	trigger := ""
	switch b := u.Event.Body.(type) {
	case desk.Pressed:
		trigger = b.Trigger
	case desk.Asked:
		trigger = b.Trigger
	}
	view := layout.Modal(f, u.Event.In.Address)
	err := r.Bot.Call(ctx, "views.open", webapi.Args{"trigger_id": trigger, "view": webapi.JSON(view)}, nil)
	if err != nil && ctx.Err() == nil {
		r.Log.WarnContext(ctx, "open a form", "form", f.Act, "error", err)
	}
}

// publish shows a person the app's Home. It is not retried: the next visit shows
// it.
func (r *Receiver) publish(ctx context.Context, user string, home desk.Page) {
	if err := r.ShowHome(ctx, user, home); err != nil && ctx.Err() == nil {
		r.Log.WarnContext(ctx, "show the Home", "error", err)
	}
}

// ShowHome publishes a person's Home.
func (r *Receiver) ShowHome(ctx context.Context, user string, home desk.Page) error {
	return r.Bot.Call(ctx, "views.publish", webapi.Args{"user_id": user, "view": webapi.JSON(layout.Home(home))}, nil)
}
