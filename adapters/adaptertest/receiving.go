package adaptertest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
)

// A diary records events, unless it is told to fail.
type diary struct {
	mu     sync.Mutex
	events []desk.Event
	tries  map[desk.EventID]int
	fail   func(e desk.Event, tries int) error // nil: never
}

// handle stands for the engine: what it records counts as committed.
func (d *diary) handle(_ context.Context, e desk.Event) (desk.Reply, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.tries == nil {
		d.tries = map[desk.EventID]int{}
	}
	d.tries[e.ID]++
	if d.fail != nil {
		if err := d.fail(e, d.tries[e.ID]); err != nil {
			return desk.Reply{}, err
		}
	}
	d.events = append(d.events, e)
	return desk.Reply{Toast: "done"}, nil
}

// heard returns the events with a body of one type, each id once.
func heard[B desk.Body](d *diary) []desk.Event {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []desk.Event
	seen := map[desk.EventID]bool{}
	for _, e := range d.events {
		if _, ok := e.Body.(B); ok && !seen[e.ID] {
			all = append(all, e)
			seen[e.ID] = true
		}
	}
	return all
}

// only returns the one event with a body of a type.
func only[B desk.Body](t *testing.T, d *diary) (desk.Event, B) {
	t.Helper()
	pass(time.Second) // an adapter may wait for events that arrive out of order
	all := heard[B](d)
	if len(all) != 1 {
		var none B
		t.Fatalf("%d events are a %T, want 1: %+v", len(all), none, d.events)
	}
	body, _ := all[0].Body.(B)
	return all[0], body
}

// hears checks that an event has everything the engine decides by: who, where,
// when, what, and whether it was addressed to the bot. The bot's name in front
// is not part of the text, and the platform's escapes are undone.
func hears(t *testing.T, b *bench) {
	t.Helper()
	var d diary
	b.receive(d.handle)
	before := time.Now()
	at := b.Platform.Say("касса не печатает <b>чек</b> & всё 😀")
	e, said := only[desk.Said](t, &d)
	if e.ID == "" || !strings.HasPrefix(string(e.ID), string(b.Channel.Platform)+":") {
		t.Errorf("the event's id is %q", e.ID)
	}
	if e.From.Account != b.Person || e.From.Name == "" || e.From.Anonymous {
		t.Errorf("it is from %+v, want %s", e.From, b.Person)
	}
	if e.In.Root() != b.Channel.Root() || e.In.Private {
		t.Errorf("it is in %+v, want %s", e.In, b.Channel)
	}
	if age := before.Sub(e.At).Abs(); age > 2*time.Second {
		t.Errorf("it happened at %s, want %s", e.At, before)
	}
	if said.Text != "касса не печатает <b>чек</b> & всё 😀" || !said.ToBot || !said.Message.SameMessage(at) {
		t.Errorf("said is %+v, at %+v", said, at)
	}
}

// hearsChanges checks that an edit has the new text and the message's id.
func hearsChanges(t *testing.T, b *bench) {
	t.Helper()
	var d diary
	b.receive(d.handle)
	at := b.Platform.Say("before")
	pass(time.Second)
	b.Platform.Change(at, "after")
	if _, edited := only[desk.Edited](t, &d); edited.Text != "after" || !edited.Message.SameMessage(at) {
		t.Errorf("the change is %+v, want of %s to \"after\"", edited, at.Message)
	}
}

// hearsPresses checks that a press carries the button's data, and that it is
// always answered, even if the desk failed.
func hearsPresses(t *testing.T, b *bench) {
	t.Helper()
	d := diary{fail: func(e desk.Event, tries int) error {
		if p, ok := e.Body.(desk.Pressed); ok && p.Action == desk.ActCancel && tries == 1 {
			return errors.New("the store is away")
		}
		return nil
	}}
	b.receive(d.handle)
	c := card("hello")
	c.Buttons = append(c.Buttons, []desk.Button{{Label: "Cancel", Press: desk.Press{Action: desk.ActCancel, Key: key(), Rev: 7}}})
	at := b.post(c)
	b.Platform.Press(at, "Take")
	e, press := only[desk.Pressed](t, &d)
	want := desk.Press{Action: desk.ActAck, Key: key()}
	if press.Press != want || !press.Message.SameMessage(at) || e.From.Account != b.Person {
		t.Errorf("the press is %+v by %s, want %+v", press, e.From.Account, want)
	}
	b.Platform.Press(at, "Cancel")
	pass(2 * time.Second)
	if !b.Platform.Answered() {
		t.Error("a press that failed is not answered")
	}
}

// repeats checks that a repeated event has the same id, by which the store
// admits it once.
func repeats(t *testing.T, b *bench) {
	t.Helper()
	var d diary
	b.receive(d.handle)
	b.Platform.Repeat()
	b.Platform.Say("once")
	pass(b.Redelivers)
	only[desk.Said](t, &d)
}

// order checks that a second message does not overtake the first, even while
// the first is retried.
func order(t *testing.T, b *bench) {
	t.Helper()
	d := diary{fail: func(e desk.Event, tries int) error {
		if s, ok := e.Body.(desk.Said); ok && s.Text == "message 07" && tries < 3 {
			return errors.New("the store is away")
		}
		return nil
	}}
	b.receive(d.handle)
	const n = 30
	for i := range n {
		b.Platform.Say(fmt.Sprintf("message %02d", i))
	}
	pass(b.Redelivers)
	var texts []string
	for _, e := range heard[desk.Said](&d) {
		if said, ok := e.Body.(desk.Said); ok {
			texts = append(texts, said.Text)
		}
	}
	if len(texts) != n || !slices.IsSorted(texts) {
		t.Errorf("heard %d of %d, as %q", len(texts), n, texts)
	}
}

// redelivery checks that an event is acknowledged only after its commit, and
// that an outage of the store parks nothing.
func redelivery(t *testing.T, b *bench) {
	t.Helper()
	d := diary{fail: func(_ desk.Event, tries int) error {
		if tries < 3 {
			return errors.New("the store is away")
		}
		return nil
	}}
	b.receive(d.handle)
	b.Platform.Say("do not lose me")
	pass(b.Redelivers)
	if _, said := only[desk.Said](t, &d); said.Text != "do not lose me" {
		t.Errorf("heard %q", said.Text)
	}
	if parked := b.lot.all(); len(parked) > 0 {
		t.Errorf("parked %q, which only had to wait", parked)
	}
}

// poison checks that one bad event, whatever fails because of it, is stored
// with its payload and does not delay the next.
func poison(t *testing.T, b *bench) {
	t.Helper()
	d := diary{fail: func(e desk.Event, _ int) error {
		if s, ok := e.Body.(desk.Said); ok && s.Text == "never" {
			return errors.New("nothing handles it")
		}
		return nil
	}}
	b.receive(d.handle)
	b.Platform.Poison()
	b.Platform.Say("never")
	pass(10 * b.Redelivers)
	b.Platform.Say("next")
	pass(b.Redelivers)
	if _, said := only[desk.Said](t, &d); said.Text != "next" {
		t.Errorf("heard %q after what cannot be handled", said.Text)
	}
	parked := b.lot.all()
	if len(parked) != 2 || !strings.Contains(strings.Join(parked, "\n"), "never") {
		t.Errorf("parked %q, want the event that cannot be understood and the one that cannot be handled", parked)
	}
	if n := d.most(); n < minTries {
		t.Errorf("it was parked after %d tries, want %d at least", n, minTries)
	}
}

// minTries is how often an event is tried at least before it is parked.
const minTries = 15

// most returns the highest number of tries of an event.
func (d *diary) most() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Max(slices.Collect(maps.Values(d.tries)))
}

// panics checks that a panic costs one event, which is parked at once, and not
// the process; and that no customer's words get into the log because of it.
func panics(t *testing.T, b *bench) {
	t.Helper()
	d := diary{fail: func(e desk.Event, _ int) error {
		if s, ok := e.Body.(desk.Said); ok && s.Text == "break it" {
			panic(s.Text)
		}
		return nil
	}}
	b.receive(d.handle)
	b.Platform.Say("break it")
	pass(10 * b.Redelivers)
	b.Platform.Say("next")
	pass(b.Redelivers)
	if _, said := only[desk.Said](t, &d); said.Text != "next" {
		t.Errorf("heard %q after a panic", said.Text)
	}
	if parked := b.lot.all(); len(parked) != 1 || !strings.Contains(parked[0], "break it") {
		t.Errorf("parked %q, want the event that made the desk panic", parked)
	}
	if got := d.most(); got > 2 { // once for each way in which a message may arrive
		t.Errorf("what breaks is tried %d times, and its chat waits meanwhile", got)
	}
	if strings.Contains(b.log.String(), "break it") {
		t.Errorf("the log tells what the customer wrote:\n%s", b.log.String())
	}
}

// tellsTrouble checks that nobody waits in vain: a person who pressed, gave a
// command or wrote to the bot is told, once, if the desk failed.
func tellsTrouble(t *testing.T, b *bench) {
	t.Helper()
	d := diary{fail: func(desk.Event, int) error { return errors.New("the store is away") }}
	b.receive(d.handle)
	at := b.post(card("hello"))
	for _, c := range []struct {
		what, want string
		do         func()
	}{
		{"a press", notice.RefusedTrouble, func() { b.Platform.Press(at, "Take") }},
		{"a command", notice.RefusedTrouble, func() { b.Platform.Command("status ROM-42") }},
		{"a message", notice.RefusedUnread, func() { b.Platform.Say("the till is down") }},
	} {
		before := b.Platform.Told()
		c.do()
		pass(10 * b.Redelivers)
		want := cards.Sentence(desk.Russian, c.want, nil)
		told := b.Platform.Told()
		for _, s := range before {
			i := slices.Index(told, s)
			told = slices.Delete(told, i, i+1)
		}
		if len(told) != 1 || plain(told[0]) != want {
			t.Errorf("%s: the person is told %q, want %q", c.what, told, want)
		}
	}
}
