package telegram

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"vakhta/adapters/telegram/botapi"
	"vakhta/adapters/telegram/layout"
	"vakhta/desk"
)

// Post sends a card. Telegram cannot store the key, so after a lost answer a
// card may be posted twice; the ticket's key in it makes that visible.
func (a *Adapter) Post(ctx context.Context, to desk.Address, c desk.Card, _ string) (desk.MessageRef, error) {
	p, err := a.envelope(to, c)
	if err != nil {
		return desk.MessageRef{}, err
	}
	p.Text, p.ReplyMarkup = layout.Text(c, a.style()), layout.Markup(c, isGroup(to.Chat))
	id, err := a.send(ctx, p, c)
	if err != nil {
		return desk.MessageRef{}, err
	}
	return desk.MessageRef{Address: to, Message: strconv.Itoa(id)}, nil
}

// Split returns a card as cards of one message each.
func (a *Adapter) Split(c desk.Card) []desk.Card { return layout.Split(c) }

// envelope returns a message without its text.
func (a *Adapter) envelope(to desk.Address, c desk.Card) (bot.SendMessageParams, error) {
	chat, thread, err := place(to)
	if err != nil {
		return bot.SendMessageParams{}, err
	}
	p := bot.SendMessageParams{
		ChatID: chat, MessageThreadID: thread, ParseMode: models.ParseModeHTML,
		LinkPreviewOptions: noPreview(), DisableNotification: c.Quiet,
	}
	if id, err := strconv.Atoi(c.ReplyTo.Message); err == nil && c.ReplyTo.Chat == to.Chat {
		p.ReplyParameters = &models.ReplyParameters{MessageID: id, AllowSendingWithoutReply: true}
	}
	return p, nil
}

// noPreview turns off link previews, so that a link in somebody's words adds no
// picture.
func noPreview() *models.LinkPreviewOptions {
	return &models.LinkPreviewOptions{IsDisabled: bot.True()}
}

// place returns an address in Telegram's numbers.
func place(to desk.Address) (chat int64, thread int, err error) {
	chat, err = strconv.ParseInt(to.Chat, 10, 64)
	if err == nil && to.Thread != "" {
		thread, err = strconv.Atoi(to.Thread)
	}
	if err != nil || to.Platform != desk.Telegram {
		return 0, 0, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("%s is no place on Telegram: %w", to, desk.ErrChatGone)}
	}
	return chat, thread, nil
}

// send sends a card, and again in a simpler form if the server could not parse
// it.
func (a *Adapter) send(ctx context.Context, p bot.SendMessageParams, c desk.Card) (int, error) {
	id, err := a.sendOnce(ctx, p)
	if err == nil {
		return id, nil
	}
	switch {
	case errors.Is(err, botapi.ErrTopicClosed):
		if err := a.reopen(ctx, p); err != nil {
			return 0, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("send a message: %w: %w", botapi.ErrTopicClosed, desk.ErrThreadGone)}
		}
	case errors.Is(err, botapi.ErrMarkup), errors.Is(err, botapi.ErrTooLong):
		p.Text, p.ParseMode = a.simpler(c, err)
	default:
		return 0, err
	}
	return a.sendOnce(ctx, p)
}

// sendOnce makes the call. It is never repeated after an unknown outcome.
func (a *Adapter) sendOnce(ctx context.Context, p bot.SendMessageParams) (id int, err error) {
	err = botapi.Within(ctx, func(ctx context.Context) error {
		m, err := a.api.SendMessage(ctx, &p)
		if err == nil {
			id = m.ID
		}
		return err
	})
	if err != nil {
		return 0, a.failed("send a message", err)
	}
	a.Seen("post", "sent")
	return id, nil
}

// failed counts a failed call.
func (a *Adapter) failed(what string, err error) *desk.SendError {
	send := botapi.FateOf(what, err)
	a.Seen("call", send.Fate.String())
	return send
}

// simpler returns a card that the server could not parse in a simpler form:
// without time entities, which an old server may not know, or without any
// markup, and shorter.
func (a *Adapter) simpler(c desk.Card, why error) (string, models.ParseMode) {
	if errors.Is(why, botapi.ErrMarkup) && hasTimes(c) && !a.noTime.Swap(true) {
		return layout.Text(c, layout.Formatting{NoTime: true}), models.ParseModeHTML
	}
	text := layout.Text(c, layout.Formatting{Plain: true})
	if errors.Is(why, botapi.ErrTooLong) {
		text = layout.Cut(text, layout.Limit/2)
	}
	return text, ""
}

// hasTimes reports whether a card may have been refused because of its times.
func hasTimes(c desk.Card) bool {
	for _, f := range c.Fields {
		if !f.At.IsZero() {
			return true
		}
	}
	return false
}

// style returns the formatting that this server is known to accept.
func (a *Adapter) style() layout.Formatting { return layout.Formatting{NoTime: a.noTime.Load()} }

// Edit makes a message show a card. On Telegram a message that asks for a reply
// cannot be edited: it is reported as gone.
func (a *Adapter) Edit(ctx context.Context, at desk.MessageRef, c desk.Card) error {
	chat, _, err := place(at.Address)
	if err != nil {
		return err
	}
	id, err := messageID(at)
	if err != nil {
		return err
	}
	p := bot.EditMessageTextParams{
		ChatID: chat, MessageID: id, Text: layout.Text(c, a.style()), ParseMode: models.ParseModeHTML, LinkPreviewOptions: noPreview(),
	}
	if len(c.Buttons) > 0 {
		p.ReplyMarkup = layout.Keyboard(c)
	}
	err = a.editOnce(ctx, p)
	if errors.Is(err, botapi.ErrMarkup) || errors.Is(err, botapi.ErrTooLong) {
		p.Text, p.ParseMode = a.simpler(c, err)
		err = a.editOnce(ctx, p)
	}
	if errors.Is(err, botapi.ErrNotModified) {
		return nil
	}
	return err
}

// editOnce makes the call.
func (a *Adapter) editOnce(ctx context.Context, p bot.EditMessageTextParams) error {
	err := botapi.Within(ctx, func(ctx context.Context) error {
		_, err := a.api.EditMessageText(ctx, &p)
		return err
	})
	if err != nil {
		return a.failed("edit a message", err)
	}
	a.Seen("edit", "sent")
	return nil
}
