package tickets

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// ErrNoWords means that it was not said what is to be erased, or that it stands
// nowhere.
var ErrNoWords = errors.New("the words stand nowhere")

// Withdraw takes a message back that its author deleted: the desk keeps nothing
// of it, and what was delivered of it is removed.
func (c *Case) Withdraw(ctx context.Context, by desk.Actor, u desk.Utterance) error {
	if err := c.eraseMessage(ctx, u); err != nil {
		return err
	}
	c.apply(effects{by: by, event: history.Retracted{Utterance: u.ID, Deleted: true}})
	return nil
}

// RedactMessage erases a message that should not have been written.
func (c *Case) RedactMessage(ctx context.Context, by desk.Actor, u desk.Utterance) error {
	if u.Ticket != c.Ticket.ID {
		return desk.ErrNotFound
	}
	c.TakeAway(u.Source)
	if err := c.eraseMessage(ctx, u); err != nil {
		return err
	}
	c.apply(effects{by: by, event: history.Redacted{Utterance: u.ID}})
	return nil
}

// Redact erases words wherever they stand in what the desk keeps of the ticket and
// in what it posted about it. Nothing but the words themselves is left out.
func (c *Case) Redact(ctx context.Context, by desk.Actor, words string) error {
	rewrite := func(text string) string { return strings.ReplaceAll(text, words, desk.Erased) }
	said, err := c.tx.Utterances(ctx, c.Ticket.ID)
	if err != nil {
		return err
	}
	found := false
	for _, u := range said {
		text := rewrite(u.Text)
		if text == u.Text {
			continue
		}
		found = true
		u.Text = text
		if err := c.tx.SaveUtterance(ctx, &u); err != nil {
			return err
		}
		c.redrawWords(u)
	}
	dropped, err := c.tx.DropSecretsWith(ctx, c.Ticket.ID, words)
	if err != nil {
		return err
	}
	elsewhere, err := c.erase(ctx, words, rewrite)
	if err != nil {
		return err
	}
	if !found && dropped == 0 && !elsewhere {
		return ErrNoWords
	}
	c.apply(effects{by: by, event: history.Redacted{}})
	return nil
}

// TakeAway removes a message that a person wrote, where the platform lets the bot:
// of a Telegram group's it does if the bot may delete messages there.
func (c *Case) TakeAway(at desk.MessageRef) {
	if !at.IsZero() {
		c.add(desk.Notice{To: at.Root(), Class: desk.ClassRelay, Key: c.key("away", at.Message)}, notice.Remove{At: at})
	}
}

// redrawWords has the copies of some words that stand show them as they are now.
func (c *Case) redrawWords(u desk.Utterance) {
	var thread notice.Facts = notice.NoteSaid{Author: u.Author, Text: u.Text, Files: u.Files}
	switch {
	case u.Source.SameMessage(c.Ticket.Origin): // it stands on the card
		return
	case !u.FromDesk:
		thread = notice.CustomerSaid{Author: u.Author, Text: u.Text, Files: u.Files, Edited: true}
	case !u.Internal:
		thread = notice.NoteSaid{Author: u.Author, Text: u.Text, Files: u.Files, ToCustomer: true}
		answer := c.toRequesters(requesters, notice.DeskSaid{Author: u.Author, Text: u.Text, Files: u.Files, Edited: true}, u.ID)
		answer.class = desk.ClassRefresh
		c.tell(answer)
	}
	for _, place := range c.Ticket.Copies {
		c.add(desk.Notice{
			To: place.At, InThread: true, Class: desk.ClassRefresh, Utterance: u.ID, Slot: notice.WordsSlot(u.ID, place.At),
		}, thread)
	}
}

// eraseMessage erases a whole message and removes its copies. The message that was
// written is its author's own.
func (c *Case) eraseMessage(ctx context.Context, u desk.Utterance) error {
	copies, err := c.tx.Copies(ctx, u.ID)
	if err != nil {
		return err
	}
	files, err := c.tx.FileCopies(ctx, u.ID)
	if err != nil {
		return err
	}
	for _, f := range files {
		copies = append(copies, f.At)
	}
	if _, err := c.tx.CancelWords(ctx, u.ID); err != nil {
		return err
	}
	for _, at := range copies {
		if !at.SameMessage(u.Source) {
			c.add(desk.Notice{To: at.Root(), Class: desk.ClassRelay}, notice.Remove{At: at})
		}
	}
	if err := c.removeUnderway(ctx, u); err != nil {
		return err
	}
	words := u.Text
	if err := c.tx.EraseWords(ctx, &u); err != nil || words == "" {
		return err
	}
	_, err = c.erase(ctx, words, withoutMessage(words))
	return err
}

// removeUnderway removes the copies of some words that may be on their way: they will
// stand in their slots once their lanes go on. What became of those to the customer is
// told if they could not be removed.
func (c *Case) removeUnderway(ctx context.Context, u desk.Utterance) error {
	copies, err := c.tx.Dispatches(ctx, c.Ticket.ID, notice.WordsSlots(u.ID))
	if err != nil {
		return err
	}
	for _, d := range copies {
		if d.State == storage.NoticeHushed && d.Doubtful() && d.Kind != (notice.DeskSaid{}).Kind() {
			c.add(desk.Notice{To: d.To, InThread: d.InThread, Slot: d.Slot, Class: desk.ClassRelay}, notice.Remove{})
		}
	}
	if u.FromDesk && !u.Internal && u.Source.Root() != c.Ticket.Place.Root() {
		removed := notice.Remove{Utterance: u.ID, Tell: u.Source.Address, Quiet: true}
		c.tell(living(requesters, notice.WordsSlot(u.ID, c.Ticket.Place), removed))
	}
	return nil
}

// tellingLength is from how many characters on words are taken for the same
// message's wherever they stand; shorter ones have to stand by themselves.
const tellingLength = 8

// withoutMessage leaves the words of a message out of a text.
func withoutMessage(words string) func(string) string {
	return func(text string) string {
		if utf8.RuneCountInString(words) >= tellingLength {
			return strings.ReplaceAll(text, words, desk.Erased)
		}
		lines := strings.ReplaceAll("\n"+text+"\n", "\n"+words+"\n", "\n"+desk.Erased+"\n")
		return lines[1 : len(lines)-1]
	}
}

// erase rewrites all that is kept of the ticket beside the utterances, and redraws
// what was posted and shows it. It reports whether any of it had the words.
func (c *Case) erase(ctx context.Context, words string, rewrite func(string) string) (found bool, err error) {
	request := rewrite(c.Ticket.Text)
	resolution, waits := rewrite(c.Ticket.Resolution), rewrite(c.Ticket.WaitsFor)
	if request != c.Ticket.Text || resolution != c.Ticket.Resolution || waits != c.Ticket.WaitsFor {
		c.Ticket.Text, c.Ticket.Resolution, c.Ticket.WaitsFor, found = request, resolution, waits, true
		if !strings.Contains(strings.ToLower(request), strings.ToLower(c.Ticket.Cue)) {
			c.Ticket.Cue = ""
		}
		c.renameTopics()
	}
	events, err := c.tx.RewriteTimeline(ctx, c.Ticket.ID, rewrite)
	if err != nil {
		return false, err
	}
	if err := c.tx.RewriteCorrections(ctx, c.Ticket, words, rewrite); err != nil {
		return false, err
	}
	if err := c.tx.RewriteHeld(ctx, c.Ticket.Key.Project, words, rewrite); err != nil {
		return false, err
	}
	told, err := c.tx.ToldOf(ctx, c.Ticket)
	if err != nil {
		return false, err
	}
	for _, n := range told {
		rewritten, err := c.redraw(ctx, n, rewrite)
		if err != nil {
			return false, err
		}
		found = found || rewritten
	}
	return found || events > 0, nil
}

// redraw rewrites what a notice says, and has the message that it became show
// that. Copies of somebody's words are not redrawn here.
func (c *Case) redraw(ctx context.Context, n storage.StandingNotice, rewrite func(string) string) (changed bool, err error) {
	if n.Kind == (notice.List{}).Kind() {
		return false, c.dropList(ctx, n, rewrite)
	}
	if n.Facts, changed = storage.RewriteWords(n.Facts, rewrite); changed {
		if err := c.tx.SaveFacts(ctx, n.ID, n.Facts); err != nil {
			return false, err
		}
	}
	if n.Sent.IsZero() || n.Utterance != 0 || !changed && !quotesRequest(n.Notice) {
		return changed, nil
	}
	slot := n.Slot
	if slot == "" {
		slot = storage.NoticeSlot(n.ID)
		if err := c.tx.FillSlot(ctx, c.Ticket.ID, slot, n.Sent); err != nil {
			return false, err
		}
	}
	c.notices = append(c.notices, desk.Notice{
		Key: c.key(slot), Ticket: c.Ticket.ID, To: n.To, InThread: n.InThread, Slot: slot, Class: desk.ClassRefresh,
		Kind: n.Kind, Facts: n.Facts, Person: n.Person, Planned: c.now,
	})
	return changed, nil
}

// quotesRequest reports whether a message quotes the request, or how it was met,
// from the ticket and not from its facts. The cards do, and are redrawn anyway.
func quotesRequest(n desk.Notice) bool {
	f, err := notice.Decode(n.Kind, n.Facts)
	if err != nil {
		return false
	}
	switch f := f.(type) {
	case notice.Ping:
		return f.Private && f.Text == ""
	case notice.AskHelped:
		return f.Text == ""
	case notice.Status:
		return true
	default:
		return false
	}
}

// dropList takes a list back that quotes the request: it is about other tickets,
// too, and cannot be drawn as it was.
func (c *Case) dropList(ctx context.Context, n storage.StandingNotice, rewrite func(string) string) error {
	f, err := notice.Decode(n.Kind, n.Facts)
	if err != nil {
		return err
	}
	list, _ := f.(notice.List)
	quotes := false
	for _, t := range list.Tickets {
		if t.Key == c.Ticket.Key && (rewrite(t.Text) != t.Text || rewrite(t.Resolution) != t.Resolution) {
			t.Text, t.Resolution, quotes = rewrite(t.Text), rewrite(t.Resolution), true
		}
	}
	if !quotes {
		return nil
	}
	if !n.Sent.IsZero() {
		c.add(desk.Notice{To: n.Sent.Root(), Class: desk.ClassRefresh, Key: c.key("list", n.Sent.Message)}, notice.Remove{At: n.Sent})
	}
	return c.tx.SaveFacts(ctx, n.ID, notice.Encode(list))
}

// renameTopics has the ticket's topics called by its words as they are now.
func (c *Case) renameTopics() {
	for _, place := range c.Ticket.Copies {
		if place.For == "" && c.desk.Platforms[place.At.Platform].Threads == desk.TopicThreads {
			c.add(desk.Notice{To: place.At, InThread: true, Class: desk.ClassRefresh}, notice.Rename{})
		}
	}
}

// Forget erases words of somebody who wants to be forgotten, in a ticket that
// another asked for.
func (c *Case) Forget(ctx context.Context, said ...desk.Utterance) error {
	for _, u := range said {
		if err := c.eraseMessage(ctx, u); err != nil {
			return err
		}
	}
	c.apply(effects{event: history.Emptied{Asked: true}, inside: true})
	return nil
}
