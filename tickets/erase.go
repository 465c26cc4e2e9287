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

// ErrNoWords means that there was nothing to erase, or that it was not found.
var ErrNoWords = errors.New("the words stand nowhere")

// Withdraw erases a message that its author deleted: the desk keeps nothing of
// it, and delivered copies are deleted.
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

// Redact erases a text wherever it occurs in what the desk stores about the
// ticket and in what it posted. Only the text itself is removed.
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

// TakeAway deletes a person's message, if the platform lets the bot: in a
// Telegram group it needs the right to delete messages.
func (c *Case) TakeAway(at desk.MessageRef) {
	if !at.IsZero() {
		c.add(desk.Notice{To: at.Root(), Class: desk.ClassRelay, Key: c.key("away", at.Message)}, notice.Remove{At: at})
	}
}

// redrawWords updates the delivered copies of some words.
func (c *Case) redrawWords(u desk.Utterance) {
	var thread notice.Facts = notice.NoteSaid{Author: u.Author, Text: u.Text, Files: u.Files}
	switch {
	case u.Source.SameMessage(c.Ticket.Origin): // it is on the card
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

// eraseMessage erases a whole message and deletes its copies. The original
// message is left to its author.
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
	if c.tx.EraseWords(&u); words == "" {
		return nil
	}
	_, err = c.erase(ctx, words, withoutMessage(words))
	return err
}

// removeUnderway deletes the copies of some words that may be on their way,
// which appear in their slots when their lanes continue. For words to the
// customer it is reported if they could not be deleted.
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

// tellingLength is the length in characters from which a text is erased even
// inside other words; a shorter one must be separate.
const tellingLength = 8

// withoutMessage removes the words of a message from a text.
func withoutMessage(words string) func(string) string {
	return func(text string) string {
		if utf8.RuneCountInString(words) >= tellingLength {
			return strings.ReplaceAll(text, words, desk.Erased)
		}
		lines := strings.ReplaceAll("\n"+text+"\n", "\n"+words+"\n", "\n"+desk.Erased+"\n")
		return lines[1 : len(lines)-1]
	}
}

// erase rewrites everything stored about the ticket except its utterances, and
// redraws what was posted. It reports whether any of it had the words.
func (c *Case) erase(ctx context.Context, words string, rewrite func(string) string) (found bool, err error) {
	request := rewrite(c.Ticket.Text)
	if why := rewrite(c.Ticket.SnoozedFor); why != c.Ticket.SnoozedFor {
		c.Ticket.SnoozedFor, found = why, true
	}
	resolution, waits, asked := rewrite(c.Ticket.Resolution), rewrite(c.Ticket.WaitsFor), rewrite(c.Ticket.Question)
	if request != c.Ticket.Text || resolution != c.Ticket.Resolution || waits != c.Ticket.WaitsFor || asked != c.Ticket.Question {
		c.Ticket.Text, c.Ticket.Resolution, c.Ticket.WaitsFor, c.Ticket.Question, found = request, resolution, waits, asked, true
		c.Ticket.Parts = nil
		if !strings.Contains(strings.ToLower(request), strings.ToLower(c.Ticket.Cue)) {
			c.Ticket.Cue = ""
		}
		c.renameTopics()
	}
	for i, a := range c.Ticket.Approvals {
		if text := rewrite(a.Text); text != a.Text {
			c.Ticket.Approvals[i].Text, found = text, true
		}
	}
	drafted, err := c.rewriteDraft(ctx, rewrite)
	if err != nil {
		return false, err
	}
	if err := c.rewriteArticle(ctx, rewrite); err != nil {
		return false, err
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
	shows := map[string]int64{} // the notice that each slot shows
	for _, n := range told {
		if !n.Sent.IsZero() {
			shows[n.Slot] = n.ID
		}
	}
	for _, n := range told {
		if n.Slot != "" && shows[n.Slot] != n.ID { // it shows something else by now
			n.Sent = desk.MessageRef{}
		}
		rewritten, err := c.redraw(ctx, n, rewrite)
		if err != nil {
			return false, err
		}
		found = found || rewritten
	}
	return found || drafted || events > 0, nil
}

// Forget erases the words of a person who wants to be forgotten, in another
// requester's ticket.
func (c *Case) Forget(ctx context.Context, said ...desk.Utterance) error {
	for _, u := range said {
		if err := c.eraseMessage(ctx, u); err != nil {
			return err
		}
	}
	c.apply(effects{event: history.Emptied{Asked: true}, inside: true})
	return nil
}
