package conversations_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

// TestNoInternalWordEverReachesARequester lets engineers and a requester talk
// at random. Words that are not addressed to the customer contain a secret
// each, which must not appear in any chat of the requester's side. Words that
// are addressed to them must arrive.
func TestNoInternalWordEverReachesARequester(t *testing.T) {
	t.Parallel()
	k := open(t)
	rapid.Check(t, func(t *rapid.T) {
		k.For(t)
		k.t = t
		k.Pass(24 * time.Hour)
		k.Post()
		place, who := k.private("maria"), "maria"
		if rapid.Bool().Draw(t, "in the shop's channel") {
			place, who = shop, "john"
		}
		root := k.says(who, place, "Не печатает принтер", toBot)
		ticket := k.last(who)
		defer k.Forget(ticket)
		c := &chat{talk: k, key: ticket.Key, place: place, who: who, root: root}
		c.read()
		for range rapid.IntRange(4, 14).Draw(t, "steps") {
			k.Pass(time.Duration(rapid.IntRange(0, 20*60).Draw(t, "seconds")) * time.Second)
			rapid.SampledFrom(c.steps()).Draw(t, "step")(t)
			c.read()
		}
		for _, word := range c.outward {
			if !slices.ContainsFunc(c.shown, func(s string) bool { return strings.Contains(s, word) }) {
				t.Fatalf("%s was said to the customer, who never saw it", word)
			}
		}
	})
}

// last returns the ticket that somebody opened last.
func (k *talk) last(who string) *desk.Ticket {
	k.t.Helper()
	person := k.Person(who)
	return testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) (*desk.Ticket, error) {
		all, err := tx.TicketsOf(ctx, person.ID, 1)
		if err != nil || len(all) == 0 {
			return nil, fmt.Errorf("%s has no ticket: %w", who, err)
		}
		return all[0], nil
	})
}

// A chat is a ticket that people talk about.
type chat struct {
	*talk
	key      desk.Key
	place    desk.Place // of its requester
	who      string
	root     desk.MessageRef   // the requester's first message
	card     desk.MessageRef   // in the first line's channel
	copies   []desk.MessageRef // of the requester's words, there
	notes    []desk.MessageRef // internal words of engineers
	outward  []string          // what was said to the customer
	shown    []string          // what the requester's side was shown
	words    int
	customer []desk.MessageRef // the requester's own messages
}

// read takes the notices that have left, and looks for secrets in what the
// requester's side sees.
func (c *chat) read() {
	c.t.Helper()
	for _, l := range c.Post() {
		if l.To.Root() == c.place.Root() || l.To.Root() == group.Address || l.To.Root() == shop.Address {
			text := fmt.Sprintf("%+v", l.Card)
			if strings.Contains(text, "секрет") {
				c.t.Fatalf("%s shows %s to %s:\n%s", l.Key, l.Kind, l.To, text)
			}
			c.shown = append(c.shown, text)
			continue
		}
		if l.Kind == (notice.WorkCard{}).Kind() && l.To.Root() == firstLine.Address && c.card.IsZero() {
			c.card = l.Message
		}
		if l.Kind == (notice.CustomerSaid{}).Kind() && l.To.Root() == firstLine.Address {
			c.copies = append(c.copies, l.Message)
		}
	}
}

func (c *chat) secret() string {
	c.words++
	return fmt.Sprintf("секрет%d", c.words)
}

func (c *chat) open() string {
	c.words++
	word := fmt.Sprintf("ответ%d.", c.words)
	if !c.Ticket(c.key).State.Ended() {
		c.outward = append(c.outward, word)
	}
	return word
}

// thread returns the ticket's thread in the first line's channel.
func (c *chat) thread() desk.Place {
	return desk.Place{Address: desk.Address{Platform: desk.Slack, Chat: "C0L1", Thread: c.card.Message}}
}

// inThread makes a message a reply to the card.
func (c *chat) inThread(s *desk.Said) { s.ReplyTo = c.card }

// steps returns the actions to choose from at random.
func (c *chat) steps() []func(t *rapid.T) {
	return []func(t *rapid.T){
		func(*rapid.T) { // plain words in the thread
			c.notes = append(c.notes, c.says("anna", c.thread(), c.secret(), c.inThread))
		},
		func(*rapid.T) { // a mark that is not at the beginning
			c.says("vera", c.thread(), "да "+c.secret()+" !", c.inThread)
		},
		func(*rapid.T) { c.says("anna", c.thread(), "// "+c.secret(), c.inThread) },
		func(*rapid.T) { c.says("boris", c.thread(), "!"+c.open(), c.inThread) },
		func(t *rapid.T) { // a reply to the copy of the customer's words
			if len(c.copies) > 0 {
				at := rapid.IntRange(0, len(c.copies)-1).Draw(t, "copy")
				c.says("anna", c.thread(), "// "+c.secret(), inReplyTo(c.copies[at]))
			}
		},
		func(t *rapid.T) { // an edit never sends an internal message to the customer
			if len(c.notes) > 0 {
				note := c.notes[rapid.IntRange(0, len(c.notes)-1).Draw(t, "note")]
				c.does("anna", c.thread(), desk.Edited{Message: note, Text: "!" + c.secret()})
			}
		},
		func(*rapid.T) { c.runs("anna", c.private("anna"), "note "+c.key.String()+" "+c.secret()) },
		func(*rapid.T) { c.runs("vera", c.private("vera"), "escalate "+c.key.String()+" "+c.secret()) },
		func(*rapid.T) { c.does("boris", c.thread(), submitted(desk.ActReply, c.key, "//"+c.secret())) },
		func(*rapid.T) { c.does("boris", c.thread(), submitted(desk.ActReply, c.key, c.open())) },
		func(*rapid.T) { c.says("anna", firstLine, c.secret()) }, // outside all threads
		func(*rapid.T) {
			c.customer = append(c.customer, c.says(c.who, c.place, "Ну что?", inReplyTo(c.root)))
		},
		func(*rapid.T) { c.runs(c.who, c.private(c.who), "status "+c.key.String()) },
		func(*rapid.T) { c.presses("anna", firstLine, desk.ActAck, c.key, "") },
		func(*rapid.T) { c.presses("anna", firstLine, desk.ActWait, c.key, "vendor") },
		func(*rapid.T) { c.presses("anna", firstLine, desk.ActResume, c.key, "") },
		func(*rapid.T) { c.does("anna", c.thread(), submitted(desk.ActResolve, c.key, "Готово")) },
		func(*rapid.T) { c.presses(c.who, c.place, desk.ActReopen, c.key, "") },
		func(*rapid.T) { c.presses(c.who, c.place, desk.ActPriority, c.key, "P2") },
	}
}

func submitted(act desk.Action, key desk.Key, text string) desk.Submitted {
	return desk.Submitted{Act: act, Key: key, Values: map[string]string{"text": text}}
}

func TestWhatLeavesAThread(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		story   string
		thread  string
		text    string
		toWords bool // in reply to the customer's words
		leaves  string
	}{
		{"plain words stay", "internal", "Опять касса", false, ""},
		{"an exclamation mark addresses the customer", "internal", "! Уже чиним", false, "Уже чиним"},
		{"so does a reply to their words", "internal", "Уже чиним", true, "Уже чиним"},
		{"but not where it is marked as a note", "internal", "// Опять касса", true, ""},
		{"a mark in the middle is none", "internal", "Ну и касса! Опять", false, ""},
		{"in an open thread all leaves", "open", "Уже чиним", false, "Уже чиним"},
		{"but what is marked as a note", "open", "//Опять касса", false, ""},
		{"and an exclamation mark is a word", "open", "!Уже чиним", false, "!Уже чиним"},
	} {
		t.Run(c.story, func(t *testing.T) {
			t.Parallel()
			k := open(t, "thread: internal ", "thread: "+c.thread+" ")
			k.says("maria", k.private("maria"), "Не печатает принтер")
			ch := &chat{talk: k, key: rom(1), place: k.private("maria"), who: "maria"}
			ch.read()
			k.Pass(3 * time.Minute)
			k.says("maria", k.private("maria"), "Ау")
			ch.read()
			to := ch.inThread
			if c.toWords {
				to = inReplyTo(ch.copies[0])
			}
			k.says("anna", ch.thread(), c.text, to)
			got := ""
			for _, l := range k.Post() {
				if said, ok := l.Facts.(notice.DeskSaid); ok && l.To == ch.place.Address {
					got = said.Text
				}
			}
			if got != c.leaves {
				t.Errorf("%q: the customer hears %q, want %q", c.text, got, c.leaves)
			}
		})
	}
}
