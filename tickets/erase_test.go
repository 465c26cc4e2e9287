package tickets_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// tag is in everything that is said about a ticket in these tests.
const tag = "паспорт 4510 123456"

// talkedAbout returns a ticket with the tag in every kind of text there is, and the notices that have left.
func talkedAbout(t *testing.T, w *testdesk.World) (*desk.Ticket, []testdesk.Letter) {
	t.Helper()
	k := w.Open(func(o *tickets.Opening) { o.Text = "Касса стоит, " + tag })
	w.Pass(minutes(20)) // people were called, in private too
	sent := w.Post()
	k = do(t, w, k, "take")
	vera, maria := w.Actor("vera"), w.Actor("maria")
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		_, said := c.CustomerSays(ctx, maria, tickets.Words{Text: "И ещё " + tag, Source: w.Message(k.Place)})
		_, answered := c.DeskSays(ctx, vera, tickets.Words{Text: "Зачем нам " + tag, Source: w.Message(k.Copies[0].At), Place: k.Copies[0].At})
		_, formed := c.DeskSays(ctx, vera, tickets.Words{Text: "Из формы: " + tag, Place: k.Copies[0].At})
		_, escalated := c.Escalate(ctx, vera, "Смотрите: "+tag)
		return errors.Join(said, answered, formed,
			c.Note(ctx, vera, tickets.Words{Text: "Зря они шлют " + tag, Source: w.Message(k.Copies[1].At), Place: k.Copies[1].At}),
			escalated, c.SetType(ctx, maria, desk.ServiceRequest),
			c.Wait(vera, tickets.Hold{On: desk.WaitingCustomer, Text: "Ждём, " + tag}), c.Wait(vera, tickets.Hold{On: desk.WaitingVendor, Note: "Мастер, " + tag}), c.Resume(vera), c.Resolve(vera, "Готово, "+tag), c.Reopen(ctx, maria, "Нет: "+tag))
	})
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		_, err := tx.Hold(ctx, storage.Held{
			Owner: w.Person("maria").Account, Expires: w.Now().Add(minutes(60)),
			Payload: []byte(`{"Request": {"Text": "` + tag + `", "Projects": ["ROM"]}}`),
		})
		return errors.Join(err, tx.Enqueue(ctx, w.Now(), desk.Notice{
			Key: "list", To: k.Copies[0].At, Class: desk.ClassAnswer, Kind: notice.List{}.Kind(),
			Facts: notice.Encode(notice.List{Queue: true, Tickets: []*desk.Ticket{k}}), Planned: w.Now(),
		}))
	})
	return k, append(sent, w.Post()...)
}

func TestRedactedWordsStandNowhere(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k, sent := talkedAbout(t, w)
	for _, table := range []string{"corrections", "held", "notices", "tickets", "timeline", "utterances"} {
		if !slices.Contains(w.Holding(tag), table) {
			t.Errorf("the tag stands in %v, want it in %s", w.Holding(tag), table)
		}
	}
	standing := map[desk.MessageRef]string{}
	for _, l := range sent {
		standing[l.Message] = shown(l)
	}
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error { return c.Redact(ctx, w.Actor("vera"), tag) })
	if left := w.Holding(tag); len(left) > 0 {
		t.Errorf("the words stand in %v still", left)
	}
	for _, l := range w.Post() {
		if r, ok := l.Facts.(notice.Remove); ok {
			delete(standing, r.At)
		} else {
			standing[l.Message] = shown(l)
		}
	}
	for at, text := range standing {
		if strings.Contains(text, tag) {
			t.Errorf("%s shows %q", at.Address, text)
		}
	}
	if !strings.Contains(k.Text, "Касса стоит, […]") {
		t.Errorf("the request is %q", k.Text)
	}
}

// shown returns all texts of a message.
func shown(l testdesk.Letter) string {
	c := l.Card
	return strings.Join(append([]string{c.Title, c.Lead, c.Quote, c.Author, c.Footer}, c.Lines...), "\n")
}

func TestWordsThatStandNowhereAreNotErased(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	_, err := w.Try(k.Key, func(ctx context.Context, c *tickets.Case) error { return c.Redact(ctx, w.Actor("vera"), tag) })
	if !errors.Is(err, tickets.ErrNoWords) {
		t.Errorf("erasing what is not there: %v, want %v", err, tickets.ErrNoWords)
	}
}

func TestOfADeletedMessageNothingIsKept(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	const other = "Ещё и принтер не печатает"
	k := w.Open(func(o *tickets.Opening) { o.Text = tag })
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		_, err := c.CustomerSays(ctx, w.Actor("maria"), tickets.Words{Text: other, Source: w.Message(k.Place)})
		c.Grow(other)
		return errors.Join(err, c.SetType(ctx, w.Actor("maria"), desk.ServiceRequest))
	})
	w.Post()
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		return c.Withdraw(ctx, w.Actor("maria"), utterances(w, k)[0])
	})
	if left := w.Holding(tag); len(left) > 0 {
		t.Errorf("the words stand in %v still", left)
	}
	if want := "[…]\n" + other; k.Text != want {
		t.Errorf("the request is %q, want %q", k.Text, want)
	}
}

func TestAShortMessageTakesNoOtherWordsAlong(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open(func(o *tickets.Opening) { o.Text = "Да, касса стоит, а вчера нет" })
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		_, err := c.CustomerSays(ctx, w.Actor("maria"), tickets.Words{Text: "Да", Source: w.Message(k.Place)})
		c.Grow("Да")
		return err
	})
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		return c.Withdraw(ctx, w.Actor("maria"), utterances(w, k)[1])
	})
	if want := "Да, касса стоит, а вчера нет\n[…]"; k.Text != want {
		t.Errorf("the request is %q, want %q", k.Text, want)
	}
}
