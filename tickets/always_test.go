package tickets_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/sla"
	"vakhta/storage"
	"vakhta/tickets"
)

// A life is what happened to a ticket so far.
type life struct {
	w      *testdesk.World
	ticket *desk.Ticket
	was    []history.Entry // the timeline before the last step
	line   []history.Entry
	armed  map[desk.ClockName]desk.Alarm
	fired  []desk.Firing
	sent   []testdesk.Letter // everything that ever left
}

// TestAlways does random things to a ticket and checks after each of them that
// all laws hold.
func TestAlways(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	rapid.Check(t, func(t *rapid.T) {
		w := w.For(t)
		l := &life{w: w, ticket: w.Open(func(o *tickets.Opening) {
			o.Priority = rapid.SampledFrom([]desk.Priority{desk.P1, desk.P2}).Draw(t, "priority")
		})}
		defer w.Forget(l.ticket)
		steps := "open"
		for range rapid.IntRange(3, 10).Draw(t, "steps") {
			w.Pass(time.Duration(rapid.IntRange(0, 60*60).Draw(t, "seconds")) * time.Second)
			d := rapid.SampledFrom(acts()).Draw(t, "act")
			steps += ", " + d.name
			if try(t, w, l.ticket, d) {
				steps += " (refused)"
			}
			if rapid.Bool().Draw(t, "post") {
				l.sent = append(l.sent, w.Post()...)
			}
			l.look()
			for _, law := range laws() {
				if broken := law.broken(l); broken != "" {
					t.Fatalf("%s: %s\nafter %s", law.name, broken, steps)
				}
			}
		}
	})
}

func (l *life) look() {
	l.ticket = l.w.Ticket(l.ticket.Key)
	l.was, l.line, l.armed = l.line, l.w.Timeline(l.ticket), l.w.Armed(l.ticket)
	l.fired = slices.DeleteFunc(l.w.Locked(l.ticket).Fired, func(r desk.Firing) bool { return r.Clock != desk.ClockReaction })
}

// A law always holds; broken returns how it is violated, or "".
type law struct {
	name   string
	broken func(l *life) string
}

func laws() []law {
	return []law{
		{"a taken ticket never escalates", takenNeverEscalates},
		{"a resolution target warns of open tickets whose clock runs", warnsWhileRunning},
		{"an ended ticket has no armed alarm but that of its rating", func(l *life) string {
			armed := len(l.armed)
			if _, rates := l.armed[desk.ClockSurvey]; rates && l.ticket.State == desk.Closed {
				armed--
			}
			if l.ticket.State.Ended() && armed > 0 {
				return fmt.Sprintf("%s and %v armed", l.ticket.State, l.armed)
			}
			return ""
		}},
		{"a clock that stands still has no armed alarm", func(l *life) string {
			if _, armed := l.armed[desk.ClockResolution]; armed && l.ticket.Paused() {
				return "paused, and armed"
			}
			return ""
		}},
		{"a timeline is only added to", func(l *life) string {
			if len(l.line) < len(l.was) || !slices.EqualFunc(l.was, l.line[:len(l.was)], func(a, b history.Entry) bool { return cmp.Equal(a, b) }) {
				return fmt.Sprintf("it was %v and is %v", l.was, l.line)
			}
			return ""
		}},
		{"no step is taken twice", noStepTwice},
		{"a new ticket's next step is armed", nextStepIsArmed},
		{"due times are what a calendar says", dueByTheCalendar},
		{"the state is what the timeline says", func(l *life) string {
			if got := states(l.line)[len(l.line)-1]; got != l.ticket.State {
				return fmt.Sprintf("%s, by the timeline %s", l.ticket.State, got)
			}
			return ""
		}},
	}
}

// states returns the ticket's state after each entry of its timeline.
func states(line []history.Entry) []desk.State {
	now := desk.New
	all := make([]desk.State, len(line))
	for i, e := range line {
		switch event := e.Event.(type) {
		case history.Opened, history.Released:
			now = desk.New
		case history.Acknowledged, history.Assigned:
			if now == desk.New {
				now = desk.InProgress
			}
		case history.PutOnHold:
			now = event.On
		case history.Resumed, history.Reopened:
			now = desk.InProgress
		case history.Resolved:
			now = desk.Resolved
		case history.Closed:
			now = desk.Closed
		case history.Cancelled:
			now = desk.Cancelled
		default: // the state does not change
		}
		all[i] = now
	}
	return all
}

func takenNeverEscalates(l *life) string {
	for i, s := range states(l.line) {
		if e, ok := l.line[i].Event.(history.Escalated); ok && e.Step > 0 && s != desk.New {
			return fmt.Sprintf("%+v at %s, when it was %s", e, l.line[i].At, s)
		}
	}
	if a, armed := l.armed[desk.ClockReaction]; armed && l.ticket.State != desk.New {
		return fmt.Sprintf("%s, and %+v is armed", l.ticket.State, a)
	}
	return ""
}

func warnsWhileRunning(l *life) string {
	for i, s := range states(l.line) {
		if e, ok := l.line[i].Event.(history.Warned); ok && (!s.Open() || s == desk.WaitingCustomer) {
			return fmt.Sprintf("%+v at %s, when it was %s", e, l.line[i].At, s)
		}
	}
	return ""
}

func noStepTwice(l *life) string {
	keys := map[string]bool{}
	for _, s := range l.sent {
		if !s.Firing.IsZero() && keys[s.Key] {
			return "sent twice: " + s.Key
		}
		keys[s.Key] = true
	}
	steps := map[[2]int]bool{}
	for _, e := range l.line {
		switch event := e.Event.(type) {
		case history.Released, history.InVain: // the ladder starts again
			clear(steps)
		case history.Escalated:
			step := [2]int{event.Step, event.Rep}
			if event.Step > 0 && steps[step] {
				return fmt.Sprintf("fired twice: %v", step)
			}
			steps[step] = true
		default: // not a step
		}
	}
	return ""
}

func nextStepIsArmed(l *life) string {
	if l.ticket.State != desk.New {
		return ""
	}
	next, more := sla.Next(escalation.Situation{Desk: l.w.Desk, Ticket: l.ticket}.Ladder(desk.ClockReaction), l.fired)
	a, armed := l.armed[desk.ClockReaction]
	if more != armed || more && (a.Firing != next.Firing || !a.Due.Equal(next.At)) {
		return fmt.Sprintf("armed is %+v, next is %+v", a, next)
	}
	return ""
}

// dueByTheCalendar computes the targets of desk.example.yaml from the timeline.
func dueByTheCalendar(l *life) string {
	k := l.ticket
	if !k.State.Open() {
		return ""
	}
	office := l.w.Desk.Calendars["office"]
	reaction := map[desk.Priority]time.Time{desk.P1: k.OpenedAt.Add(minutes(15)), desk.P2: k.OpenedAt.Add(minutes(30)), desk.P4: sla.Add(office, k.OpenedAt, 8*time.Hour)}[k.Priority]
	promised := map[desk.Priority]time.Duration{desk.P1: 4 * time.Hour, desk.P2: 8 * time.Hour}[k.Priority]
	if k.Type == desk.ChangeRequest {
		reaction, promised = sla.Add(office, k.OpenedAt, 8*time.Hour), 0
	}
	if k.ReactedAt.IsZero() && !k.ReactionDue.Equal(reaction) {
		return fmt.Sprintf("the reaction is due %s, want %s", k.ReactionDue, reaction)
	}
	var stood time.Duration
	all := states(l.line)
	until := lastChange(l.line)
	for i, s := range all {
		if s != desk.WaitingCustomer && s != desk.Resolved {
			continue
		}
		end := until // a pause that has not ended is counted up to the last act
		if i+1 < len(all) {
			end = l.line[i+1].At
		}
		stood += end.Sub(l.line[i].At)
	}
	want := time.Time{}
	if promised > 0 {
		want = k.OpenedAt.Add(promised + stood)
	}
	if !k.ResolutionDue.Equal(want) {
		return fmt.Sprintf("the resolution is due %s, want %s: it stood still for %s", k.ResolutionDue, want, stood)
	}
	return ""
}

// lastChange returns when the targets were last computed.
func lastChange(line []history.Entry) time.Time { return line[len(line)-1].At }

func TestAddressesAreUniqueAndInOrderHoweverManyOpenAtOnce(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	maria := w.Person("maria")
	o := tickets.Opening{
		Project: w.Desk.Projects["ROM"], Requester: maria, Text: "Касса не пробивает чеки", Place: maria.Account.Private(), At: w.Now(),
		Type: desk.Incident, Priority: desk.P1,
	}
	const many = 12
	keys := make(chan desk.Key, many)
	for i := range many {
		go func() {
			var key desk.Key
			err := w.Store.Update(t.Context(), func(tx *storage.Tx) error {
				c, err := tickets.Open(t.Context(), tx, w.Desk, o, w.Now())
				if err != nil {
					return err
				}
				if _, err := c.Save(t.Context()); err != nil {
					return err
				}
				if key = c.Ticket.Key; i%4 == 0 { // some are not committed
					return fmt.Errorf("the %dth goes wrong", i)
				}
				return nil
			})
			if (err != nil) != (i%4 == 0) {
				t.Error(err)
			}
			if err != nil {
				key = desk.Key{}
			}
			keys <- key
		}()
	}
	var numbers []int
	for range many {
		if k := <-keys; !k.IsZero() {
			numbers = append(numbers, k.Number)
		}
	}
	slices.Sort(numbers)
	for i, n := range numbers {
		if n != i+1 {
			t.Fatalf("the tickets have the numbers %v, want each from 1 on once", numbers)
		}
	}
}
