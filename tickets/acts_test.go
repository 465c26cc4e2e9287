package tickets_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/tickets"
)

func TestARefusedActLeavesNoTrace(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	refusals := 0
	for _, state := range desk.States() {
		k := do(t, w, w.Open(), waysTo()[state]...)
		if k.State != state {
			t.Fatalf("a ticket is %s, want %s", k.State, state)
		}
		w.Post()
		for _, d := range acts() {
			was, line, armed := w.Ticket(k.Key), w.Timeline(k), w.Armed(k)
			if !try(t, w, was, d) {
				if d.name == "cancel" || d.name == "close" { // the state is final
					k = do(t, w, w.Open(), waysTo()[state]...)
				} else if w.Ticket(k.Key).State != state || w.Ticket(k.Key).Assignee != was.Assignee {
					k = do(t, w, w.Open(), waysTo()[state]...)
				}
				w.Post()
				continue
			}
			refusals++
			if diff := cmp.Diff(was, w.Ticket(k.Key)); diff != "" {
				t.Errorf("%s a ticket that is %s was refused and changed it:\n%s", d.name, state, diff)
			}
			if diff := cmp.Diff(line, w.Timeline(k)); diff != "" {
				t.Errorf("%s a ticket that is %s was refused and noted:\n%s", d.name, state, diff)
			}
			if diff := cmp.Diff(armed, w.Armed(k)); diff != "" {
				t.Errorf("%s a ticket that is %s was refused and changed its alarms:\n%s", d.name, state, diff)
			}
			for _, l := range w.Post() {
				t.Errorf("%s a ticket that is %s was refused and said %s to %s", d.name, state, l.Kind, l.To)
			}
		}
	}
	if refusals < 30 {
		t.Errorf("only %d acts were refused, want most of those that end or begin something", refusals)
	}
}

func TestWhatIsDoneToAnEndedTicketIsRefused(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	allowed := map[string]bool{"note": true, "say": true, "rate": true, "set P4": true, "set P1": true, "call it a change": true}
	for _, state := range []desk.State{desk.Closed, desk.Cancelled} {
		for _, d := range acts() {
			k := do(t, w, w.Open(), waysTo()[state]...)
			want := !allowed[d.name] || d.name == "rate" && state == desk.Cancelled
			if got := try(t, w, k, d); got != want {
				t.Errorf("%s a ticket that is %s: refused is %v, want %v", d.name, state, got, want)
			}
		}
	}
}

func TestTheSecondWhoTakesATicketIsToldWhoHasIt(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	anna, boris := w.Actor("anna"), w.Actor("boris")
	results := make(chan error, 2)
	for _, who := range []desk.Actor{anna, boris} {
		go func() {
			_, err := w.Try(k.Key, func(_ context.Context, c *tickets.Case) error { return c.Take(who) })
			results <- err
		}()
	}
	var refused *desk.MoveError
	first, second := <-results, <-results
	if first != nil {
		first, second = second, first
	}
	k = w.Ticket(k.Key)
	if first != nil || !errors.As(second, &refused) || refused.Assignee != k.Assignee || k.Assignee == "" {
		t.Errorf("%q has it; one got %v, the other %v; want one to have it and the other to hear of them", k.Assignee, first, second)
	}
}

func TestTheRequesterHearsWhoTookItOnce(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	w.Post()
	w.Pass(minutes(3))
	k = do(t, w, k, "take")
	taken := of[notice.Taken](w.Post())
	want := []notice.Taken{{Name: "Вера Орлова", In: minutes(3), Met: true}}
	if diff := cmp.Diff(want, taken); diff != "" {
		t.Errorf("the requester hears (-want +got):\n%s", diff)
	}
	w.Pass(minutes(1))
	do(t, w, k, "assign")
	if again := of[notice.Taken](w.Post()); len(again) > 0 {
		t.Errorf("when it goes to another the requester hears %v, want nothing", again)
	}
}

// of returns the facts of one kind in letters.
func of[F notice.Facts](letters []testdesk.Letter) (all []F) {
	for _, l := range letters {
		if f, ok := l.Facts.(F); ok {
			all = append(all, f)
		}
	}
	return all
}

func TestWhoeverAnswersATicketThatNobodyHasTakesIt(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := do(t, w, w.Open(), "reply")
	if k.Assignee != "vera" || k.State != desk.InProgress || k.RepliedAt.IsZero() || k.ReactedAt.IsZero() {
		t.Errorf("after an answer %q has the ticket, which is %s", k.Assignee, k.State)
	}
}

func TestTheRequestersWordsEndAWaitForThemAndNoOther(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	for _, c := range []struct {
		way  string
		want desk.State
	}{{"wait for the customer", desk.InProgress}, {"wait for a vendor", desk.WaitingVendor}} {
		k := do(t, w, w.Open(), c.way, "say")
		if k.State != c.want {
			t.Errorf("after %s and words of the customer's the ticket is %s, want %s", c.way, k.State, c.want)
		}
	}
}

func TestAMergedTicketsRequesterHearsTheAnswersOfTheOther(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	john := w.Person("john")
	a := w.Open()
	b := w.Open(func(o *tickets.Opening) {
		o.Requester, o.Place = john, john.Account.Private()
		o.Origin = w.Message(o.Place)
	})
	c := w.Open() // merged into a, which is merged later
	merge := func(from, into *desk.Ticket) {
		w.Do(from.Key, func(_ context.Context, c *tickets.Case) error {
			_, err := w.Try(into.Key, func(_ context.Context, other *tickets.Case) error { return c.Merge(w.Actor("vera"), other, false) })
			return err
		})
	}
	merge(c, a)
	merge(a, b)
	w.Post()
	do(t, w, b, "reply")
	heard := map[desk.Address]int{}
	for _, l := range w.Post() {
		if l.Kind == (notice.DeskSaid{}).Kind() {
			heard[l.To]++
		}
	}
	maria := a.Place
	if diff := cmp.Diff(map[desk.Address]int{maria: 1, john.Account.Private(): 1}, heard); diff != "" {
		t.Errorf("who hears the answer, and how often (-want +got):\n%s", diff)
	}
}

func TestEveryRequesterIsToldThatATicketIsCancelledButTheOneWhoDidIt(t *testing.T) {
	t.Parallel()
	for _, by := range []string{"john", "vera"} {
		w := testdesk.New(t)
		john := w.Person("john")
		maria := w.Open()
		k := w.Open(func(o *tickets.Opening) {
			o.Requester, o.Place = john, john.Account.Private()
			o.Origin = w.Message(o.Place)
		})
		w.Do(maria.Key, func(_ context.Context, c *tickets.Case) error {
			_, err := w.Try(k.Key, func(_ context.Context, other *tickets.Case) error { return c.Merge(w.Actor("vera"), other, false) })
			return err
		})
		w.Post()
		w.Do(k.Key, func(_ context.Context, c *tickets.Case) error { return c.Cancel(w.Actor(by), "") })
		told := map[desk.Address]int{}
		for _, l := range w.Post() {
			if f, ok := l.Facts.(notice.StateChanged); ok && f.Event == (history.Cancelled{}) {
				told[l.To]++
			}
		}
		want := map[desk.Address]int{maria.Place: 1}
		if by != "john" {
			want[john.Account.Private()] = 1
		}
		if diff := cmp.Diff(want, told); diff != "" {
			t.Errorf("when %s cancels it, told are (-want +got):\n%s", by, diff)
		}
	}
}
