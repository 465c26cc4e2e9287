package acts

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// A way is how somebody does an act.
type way string

// The ways.
const (
	byCommand way = "command"
	byPress   way = "button"
	byForm    way = "form"
	byAnswer  way = "answer" // to a question that the bot asked
	bySign    way = "sign"
)

// A wish is an act that somebody wants to do, with its input.
type wish struct {
	act      *Act
	way      way
	key      desk.Key          // of its ticket
	words    string            // of a command, or of a button's argument
	given    map[string]string // of a form, or of answered questions
	rev      int               // of the ticket when the button was drawn; 0: unknown
	files    []desk.File
	source   desk.MessageRef
	answered desk.Excerpt    // the message that a command replies to
	about    desk.MessageRef // where that is
	album    string
	asked    bool // the visitor had been asked for words
}

// Command does an act by its command. Telegram does not say from which menu a
// command came, so roles are checked each time. The ticket's key comes first,
// and may be left out in the ticket's own thread.
func Command(ctx context.Context, t *turn.Turn, b desk.Asked) (err error) {
	if !t.Who.Known() {
		return turn.ErrAnonymous
	}
	a := commanded(cmp.Or(b.Command, "help"))
	if a == nil && !t.Traits().Buttons {
		a = buttoned(b.Command)
	}
	if a == nil {
		return turn.Refuse(notice.RefusedUnknownCommand, "Command", "/"+b.Command)
	}
	w := wish{act: a, way: byCommand, words: b.Args, files: b.Files, source: b.Message, answered: b.Answered, about: b.ReplyTo}
	if b.ReplyToID == t.Event.From.Account { // they are their own words
		w.answered.Author = ""
	}
	if a.OnTicket() {
		if w.key, w.words, err = keyOf(ctx, t, b); err != nil {
			return err
		}
	}
	return perform(ctx, t, w)
}

// keyOf returns the ticket that a command is about: the one it names, or the
// one of its thread.
func keyOf(ctx context.Context, t *turn.Turn, b desk.Asked) (desk.Key, string, error) {
	first, rest := word(b.Args)
	if key, ok := desk.ParseKey(first); ok {
		return key, rest, nil
	}
	link, err := t.Linked(ctx, b.ReplyTo)
	if errors.Is(err, desk.ErrNotFound) {
		return desk.Key{}, "", turn.Refuse(notice.RefusedNoTicketHere)
	}
	if err != nil {
		return desk.Key{}, "", err
	}
	ticket, err := t.Tx.TicketByID(ctx, link.Ticket)
	if err != nil {
		return desk.Key{}, "", err
	}
	return ticket.Key, strings.TrimSpace(b.Args), nil
}

// Called returns the command that follows the bot's name, for messengers
// without commands in threads.
func Called(s desk.Said) (desk.Asked, bool) {
	first, rest := word(s.Text)
	first = strings.ToLower(strings.TrimPrefix(first, "/"))
	return desk.Asked{
		Command: desk.Plain(first), Args: rest, Message: s.Message, ReplyTo: s.ReplyTo, Answered: s.Answered, Files: s.Files, Mentions: s.Mentions,
	}, s.Called && commanded(desk.Plain(first)) != nil
}

// Press does an act whose button was pressed.
func Press(ctx context.Context, t *turn.Turn, b desk.Pressed) error {
	if !t.Who.Known() {
		return turn.ErrAnonymous
	}
	a := named(b.Action)
	if a == nil || !a.Button {
		return turn.ErrStale
	}
	return perform(ctx, t, wish{act: a, way: byPress, key: b.Key, words: strings.ReplaceAll(b.Arg, ":", " "), rev: b.Rev})
}

// Submit does an act whose form was submitted.
func Submit(ctx context.Context, t *turn.Turn, b desk.Submitted) error {
	if !t.Who.Known() {
		return turn.ErrAnonymous
	}
	a := named(b.Act)
	if a == nil {
		return turn.ErrStale
	}
	return perform(ctx, t, wish{act: a, way: byForm, key: b.Key, given: b.Values})
}

// React takes an emoji on a message as a press of one of its buttons. On the
// engineers' card the messenger's signs acknowledge; on the message that asks
// whether a solution helped, its sign for yes confirms. On words of a ticket it is
// shown on their copies. An emoji gets no answer and no refusal.
func React(ctx context.Context, t *turn.Turn, b desk.Reacted) error {
	link, err := t.Tx.LinkOf(ctx, b.Message)
	if errors.Is(err, desk.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	means := signed(t, b.Emoji, link.Slot)
	switch {
	case means == nil && link.Utterance != 0 && t.Who.Known():
		return carry(ctx, t, b, link.Utterance)
	case means == nil, b.Off:
		return nil
	}
	if _, err := Leave(ctx, t); err != nil {
		return err
	}
	t.Doing = turn.Doing{Act: means.Name, Way: string(bySign)}
	err = t.WithID(ctx, link.Ticket, func(c *tickets.Case) error {
		if means.Name == desk.ActClose && !t.Who.Asks(c.Ticket) { // engineers do not confirm their own work by chance
			return turn.ErrSilent
		}
		return change(ctx, t, c, wish{act: means, way: bySign})
	})
	if turn.Refused(err) != nil {
		return turn.ErrSilent
	}
	return err
}

// signed returns what an emoji means on the message of a slot, or nil.
func signed(t *turn.Turn, emoji, slot string) *Act {
	switch {
	case notice.IsCardSlot(slot) && slices.Contains(t.Traits().Signs, emoji):
		return named(desk.ActAck)
	case notice.AsksWhetherItHelped(slot) && emoji == t.Traits().Yes:
		return named(desk.ActClose)
	default:
		return nil
	}
}

// carry shows an emoji that somebody put on words of a ticket, or took off, in the other
// chats that have these words. What engineers put on them among themselves reaches the
// others only if it cannot hurt.
func carry(ctx context.Context, t *turn.Turn, b desk.Reacted, utterance int64) error {
	u, err := t.Tx.UtteranceByID(ctx, utterance)
	if err != nil {
		return err
	}
	return t.WithID(ctx, u.Ticket, func(c *tickets.Case) error {
		shop, _ := t.Desk.ProjectByChat(t.Event.In.Address)
		among := t.Who.Works(c.Ticket) && shop == nil && c.Ticket.Requester.ID != t.Who.Person.ID
		if among && !b.Off && !u.Internal && !desk.Courteous(b.Emoji) {
			return nil
		}
		return c.React(ctx, u, desk.Reaction{
			By: t.Who.Person.ID, In: t.Event.In.Root(), Emoji: desk.PlainEmoji(b.Emoji), At: t.Event.At,
		}, b.Off)
	})
}
