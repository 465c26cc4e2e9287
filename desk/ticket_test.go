package desk_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vakhta/desk"
)

// noon is when the tickets of these tests entered their state.
var noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

// vera is an engineer in desk.yaml.
var vera = desk.Actor{Handle: "vera", Name: "Vera Orlova"}

// moves are all changes of a ticket's state, made by vera.
var moves = []struct {
	name string
	do   func(*desk.Ticket, time.Time) error
}{
	{"take", func(k *desk.Ticket, now time.Time) error { return k.Take(vera, now) }},
	{"assign", func(k *desk.Ticket, now time.Time) error { return k.Assign(vera, now) }},
	{"release", func(k *desk.Ticket, now time.Time) error { return k.Release(now) }},
	{"wait for the customer", func(k *desk.Ticket, now time.Time) error { return k.Wait(desk.WaitingCustomer, vera, "", now) }},
	{"wait for a vendor", func(k *desk.Ticket, now time.Time) error { return k.Wait(desk.WaitingVendor, vera, "", now) }},
	{"resume", func(k *desk.Ticket, now time.Time) error { return k.Resume(now) }},
	{"resolve", func(k *desk.Ticket, now time.Time) error { return k.Resolve(vera, "Done", now) }},
	{"reopen", func(k *desk.Ticket, now time.Time) error { return k.Reopen(now) }},
	{"close", func(k *desk.Ticket, now time.Time) error { return k.Close(now) }},
	{"cancel", func(k *desk.Ticket, now time.Time) error { return k.Cancel(now) }},
}

// in returns a ticket that anna brought into a state.
func in(s desk.State) *desk.Ticket {
	k := &desk.Ticket{State: s, StateAt: noon, OpenedAt: noon}
	if s != desk.New && s != desk.Cancelled {
		k.Assignee, k.AckedAt = "anna", noon
	}
	if s == desk.Resolved || s == desk.Closed {
		k.Resolution, k.ResolvedAt, k.Rating = "Restarted", noon, 4
	}
	if s.Ended() {
		k.EndedAt = noon
	}
	return k
}

func TestEachMoveIsLegalInItsStatesAndChangesNothingInTheOthers(t *testing.T) {
	t.Parallel()
	const (
		no     = desk.State("")
		begun  = desk.InProgress
		ask    = desk.WaitingCustomer
		vendor = desk.WaitingVendor
		done   = desk.Resolved
		closed = desk.Closed
		void   = desk.Cancelled
	)
	// The state that each move leads to from new, in_progress, waiting_customer, waiting_vendor, resolved, closed and
	// cancelled.
	leads := map[string][7]desk.State{
		"take":                  {begun, no, no, no, no, no, no}, // anna has the others
		"assign":                {begun, begun, ask, vendor, no, no, no},
		"release":               {no, desk.New, no, no, no, no, no},
		"wait for the customer": {ask, ask, no, ask, no, no, no},
		"wait for a vendor":     {vendor, vendor, vendor, no, no, no, no},
		"resume":                {no, no, begun, begun, no, no, no},
		"resolve":               {done, done, done, done, no, no, no},
		"reopen":                {no, no, no, no, begun, no, no},
		"close":                 {no, no, no, no, closed, no, no},
		"cancel":                {void, void, void, void, no, no, no},
	}
	later := noon.Add(time.Hour)
	for _, m := range moves {
		for i, from := range desk.States() {
			k, want := in(from), leads[m.name][i]
			err := m.do(k, later)
			if want == no {
				var refused *desk.MoveError
				if !errors.As(err, &refused) || refused.State != from || refused.Assignee != in(from).Assignee {
					t.Errorf("%s a ticket that is %s: %v, want a refusal that says so and who has it", m.name, from, err)
				}
				if diff := cmp.Diff(in(from), k); diff != "" {
					t.Errorf("%s a ticket that is %s was refused and changed it (-was +is):\n%s", m.name, from, diff)
				}
				continue
			}
			if err != nil || k.State != want {
				t.Errorf("%s a ticket that is %s: %s, %v; want %s", m.name, from, k.State, err, want)
			}
			if from != want && !k.StateAt.Equal(later) {
				t.Errorf("%s a ticket that is %s: it is so since %s, want since the move", m.name, from, k.StateAt)
			}
		}
	}
}

func TestWhoHasATicketAfterAMove(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		story string
		from  desk.State
		move  string
		want  desk.EngineerID
	}{
		{"whoever takes it", desk.New, "take", "vera"},
		{"whom it is given to, whoever had it", desk.InProgress, "assign", "vera"},
		{"nobody, once it was handed back", desk.InProgress, "release", ""},
		{"whoever lets a ticket wait that nobody had", desk.New, "wait for a vendor", "vera"},
		{"who had it goes on while it waits", desk.InProgress, "wait for a vendor", "anna"},
		{"whoever resolves a ticket that nobody had", desk.New, "resolve", "vera"},
		{"who had it, whoever resolves it", desk.InProgress, "resolve", "anna"},
		{"who resolved it, once it is open again", desk.Resolved, "reopen", "anna"},
	} {
		k := in(c.from)
		if err := do(k, c.move, noon); err != nil || k.Assignee != c.want {
			t.Errorf("%s: after %s %q has it, %v; want %q", c.story, c.move, k.Assignee, err, c.want)
		}
	}
}

func do(k *desk.Ticket, move string, now time.Time) error {
	for _, m := range moves {
		if m.name == move {
			return m.do(k, now)
		}
	}
	return errors.New("no such move: " + move)
}

func TestATicketThatNobodyHasCanBeTakenInEveryOpenState(t *testing.T) {
	t.Parallel()
	for _, s := range desk.States() {
		k := in(s)
		k.Assignee = ""
		err := k.Take(vera, noon)
		if s.Open() != (err == nil) || s.Open() != (k.Assignee == "vera") {
			t.Errorf("take a ticket that is %s: %q has it, %v", s, k.Assignee, err)
		}
		if s.Waiting() && k.State != s {
			t.Errorf("taking a ticket that is %s made it %s", s, k.State)
		}
	}
}

func TestOnlyAWaitIsSomethingToWaitFor(t *testing.T) {
	t.Parallel()
	for _, s := range desk.States() {
		if err := in(desk.InProgress).Wait(s, vera, "", noon); s.Waiting() != (err == nil) {
			t.Errorf("wait in state %s: %v", s, err)
		}
	}
}

func TestWhateverIsDoneToATicketItsTimesTellTheTruth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k, now := in(desk.New), noon
		for range rapid.IntRange(1, 25).Draw(t, "moves") {
			was := *k
			now = now.Add(time.Duration(rapid.IntRange(1, 500).Draw(t, "minutes")) * time.Minute)
			m := rapid.SampledFrom(moves).Draw(t, "move")
			if m.do(k, now) != nil {
				continue
			}
			switch {
			case was.State.Ended():
				t.Fatalf("%s was done to a ticket that is %s", m.name, was.State)
			case !was.AckedAt.IsZero() && !k.AckedAt.Equal(was.AckedAt):
				t.Fatalf("%s changed when the ticket was first taken from %s to %s", m.name, was.AckedAt, k.AckedAt)
			case k.State.Ended() != !k.EndedAt.IsZero():
				t.Fatalf("after %s the ticket is %s and ended at %s", m.name, k.State, k.EndedAt)
			case (k.State == desk.Resolved || k.State == desk.Closed) != !k.ResolvedAt.IsZero():
				t.Fatalf("after %s the ticket is %s and was resolved at %s", m.name, k.State, k.ResolvedAt)
			case k.Assignee != "" && k.AckedAt.IsZero():
				t.Fatalf("after %s %s has a ticket that nobody ever took", m.name, k.Assignee)
			}
		}
	})
}

func TestPausesFollowEachOther(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k, now := in(desk.New), noon
		for range rapid.IntRange(0, 20).Draw(t, "times") {
			now = now.Add(time.Duration(rapid.IntRange(1, 90).Draw(t, "minutes")) * time.Minute)
			if rapid.Bool().Draw(t, "pause") {
				k.Pause(now)
			} else {
				k.Unpause(now)
			}
			for i, p := range k.Pauses {
				last := i == len(k.Pauses)-1
				if i > 0 && !p.From.After(k.Pauses[i-1].To) || !last && p.To.IsZero() || !p.To.IsZero() && !p.To.After(p.From) {
					t.Fatalf("pauses %v", k.Pauses)
				}
			}
		}
	})
}
