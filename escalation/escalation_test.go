package escalation_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/internal/testdesk"
	"vakhta/sla"
)

// A world draws situations at random: on the desk of desk.example.yaml with another ladder and any chats silent.
type world struct {
	base  *desk.Desk
	chats []desk.Address // in which somebody may be called
}

func newWorld(t *testing.T) *world {
	t.Helper()
	d := testdesk.Example(t, "line_3: [noc]", "line_3: [noc, vera]", "members: [anna, boris]", "leads: [boris]\n    members: [anna, boris]").With(testdesk.Platforms())
	w := &world{base: d}
	for _, team := range d.Teams {
		w.chats = append(w.chats, team.Channel)
	}
	for _, m := range d.People {
		for _, a := range m.Accounts {
			w.chats = append(w.chats, a.Private())
		}
	}
	w.chats = append(w.chats, desk.Address{Platform: desk.Telegram, Chat: "9001"}) // of somebody who joined
	slices.SortFunc(w.chats, func(a, b desk.Address) int { return cmpString(a.String(), b.String()) })
	return w
}

func cmpString(a, b string) int {
	if a < b {
		return -1
	}
	return 1
}

// steps draws the steps of a ladder.
func steps(t *rapid.T, label string) (all []desk.Step) {
	audiences := append(desk.Roles(), "vera")
	for range rapid.IntRange(1, 5).Draw(t, label) {
		all = append(all, desk.Step{
			After:  desk.After{Share: rapid.SampledFrom([]int{10, 50, 80, 100, 120, 200}).Draw(t, "share")},
			Notify: rapid.SliceOfNDistinct(rapid.SampledFrom(audiences), 1, 3, func(a desk.Audience) desk.Audience { return a }).Draw(t, "notify"),
			Repeat: desk.Span{Time: time.Duration(rapid.IntRange(1, 20).Draw(t, "repeat")) * time.Minute},
			Times:  rapid.IntRange(1, 4).Draw(t, "times"),
		})
	}
	return all
}

// situation draws the situation of a ladder that has begun to fire.
func (w *world) situation(t *rapid.T) escalation.Situation {
	contract := *w.base.Contracts["gold"]
	contract.Escalation, contract.Warnings = steps(t, "steps"), steps(t, "warnings")
	d := *w.base
	d.Contracts = map[string]*desk.Contract{"gold": &contract}
	k := &desk.Ticket{
		ID: 7, Key: desk.Key{Project: "ROM", Number: 1}, Type: desk.Incident, Priority: desk.P1, Line: 1,
		State:    rapid.SampledFrom([]desk.State{desk.New, desk.New, desk.InProgress, desk.WaitingCustomer, desk.Resolved}).Draw(t, "state"),
		OpenedAt: testdesk.Noon, LadderFrom: testdesk.Noon, ReactionFrom: testdesk.Noon, ResolutionFrom: testdesk.Noon,
	}
	if k.State != desk.New {
		k.Assignee = rapid.SampledFrom([]desk.EngineerID{"anna", "boris", "vera", "#17", "#18"}).Draw(t, "assignee")
	}
	for _, at := range rapid.SliceOfDistinct(rapid.SampledFrom(w.chats), desk.Address.String).Draw(t, "copies") {
		k.Copies = append(k.Copies, desk.Copy{At: at})
	}
	s := escalation.Situation{
		Desk: &d, Ticket: k, Silent: w.silent(t, "silent"),
		Joined: map[desk.PersonID]desk.Person{17: {ID: 17, Name: "Пётр", Account: desk.Account{Platform: desk.Telegram, ID: "9001"}}},
		Now:    testdesk.Noon.Add(time.Duration(rapid.IntRange(0, 10*60).Draw(t, "minutes")) * time.Minute),
	}
	for _, clock := range []desk.ClockName{desk.ClockReaction, desk.ClockResolution} {
		for _, f := range s.Ladder(clock) {
			if rapid.IntRange(0, 3).Draw(t, "fired") == 0 {
				s.Fired = append(s.Fired, f.Firing)
			}
		}
	}
	return s
}

func (w *world) silent(t *rapid.T, label string) map[desk.Address]bool {
	silent := map[desk.Address]bool{}
	for _, at := range rapid.SliceOfDistinct(rapid.SampledFrom(w.chats), desk.Address.String).Draw(t, label) {
		silent[at.Root()] = true
	}
	return silent
}

// firing draws a firing of a ladder, which may have happened before.
func firing(t *rapid.T, s escalation.Situation) desk.Firing {
	clock := rapid.SampledFrom([]desk.ClockName{desk.ClockReaction, desk.ClockResolution}).Draw(t, "clock")
	return rapid.SampledFrom(s.Ladder(clock)).Draw(t, "firing").Firing
}

// check checks what is true of every decision about a clock's ladder.
func check(t *rapid.T, s escalation.Situation, clock desk.ClockName, d escalation.Decision) {
	t.Helper()
	seen := map[desk.Firing]bool{}
	for _, f := range d.Fired() {
		if seen[f] || slices.Contains(s.Fired, f) {
			t.Fatalf("%+v fires twice", f)
		}
		seen[f] = true
	}
	next, more := sla.Next(s.Ladder(clock), append(slices.Clone(s.Fired), d.Fired()...))
	if more != (d.Next != nil) || more && !cmp.Equal(next, *d.Next) {
		t.Fatalf("next is %+v, want %+v, %v", d.Next, next, more)
	}
	for i, step := range d.Rounds {
		if last := i == len(d.Rounds)-1; len(step.Calls) > 0 && !last {
			t.Fatalf("%+v reaches somebody, and %+v fires as well", step.Firing, d.Rounds[i+1].Firing)
		}
		if step.Planned.After(s.Now) {
			t.Fatalf("%+v was due %s, which is not yet", step.Firing, step.Planned)
		}
		checkCalls(t, s, step)
		for _, p := range step.Passed {
			if p.Step != step.Step || p.Rep <= step.Rep || p.At.After(s.Now) {
				t.Fatalf("%+v passes over %+v", step.Firing, p)
			}
		}
	}
}

func checkCalls(t *rapid.T, s escalation.Situation, step escalation.Round) {
	t.Helper()
	places := map[string]bool{}
	for _, c := range step.Calls {
		place := fmt.Sprint(c.To, c.InThread)
		if s.Silent[c.To.Root()] || places[place] {
			t.Fatalf("%+v calls %+v, which is silent or called already", step.Firing, c)
		}
		places[place] = true
	}
	if len(step.Notify) > 0 && len(step.Calls)+len(step.Skipped) == 0 {
		t.Fatalf("%+v calls nobody of %v and says not why", step.Firing, step.Notify)
	}
	for _, skip := range step.Skipped {
		if skip.Cause == "" || slices.ContainsFunc(step.Calls, func(c escalation.Call) bool { return c.Audience == skip.Audience }) && skip.Audience != desk.OnCall {
			t.Fatalf("%+v skips %+v though %+v are called", step.Firing, skip, step.Calls)
		}
	}
}

func TestEveryDecisionFiresOnceUntilItReachesSomebody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := w.situation(t)
		f := firing(t, s)
		d := s.Due(f)
		check(t, s, f.Clock, d)
		if slices.Contains(s.Fired, f) != (len(d.Rounds) == 0) {
			t.Fatalf("%+v fired before: %v; it decides %+v", f, slices.Contains(s.Fired, f), d.Rounds)
		}
		if diff := cmp.Diff(d, s.Due(f)); diff != "" {
			t.Fatalf("decided once more it differs:\n%s", diff)
		}
	})
}

// The more chats are silent, the more steps fire at once: nobody waits because somebody else cannot be reached.
func TestSilenceNeverPutsACallOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := w.situation(t)
		f := firing(t, s)
		heard := s.Due(f)
		more := s
		more.Silent = w.silent(t, "more")
		for at := range s.Silent {
			more.Silent[at] = true
		}
		unheard := more.Due(f)
		if len(unheard.Rounds) < len(heard.Rounds) {
			t.Fatalf("with more silent chats %d steps fire, with fewer %d", len(unheard.Rounds), len(heard.Rounds))
		}
	})
}

func TestALadderWhoseNextStepFiresEachTimeComesToItsEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := w.situation(t)
		s.Fired = nil
		length := len(s.Ladder(desk.ClockReaction))
		for range length {
			next, more := s.Next(desk.ClockReaction)
			if !more {
				break
			}
			if next.At.After(s.Now) {
				s.Now = next.At
			}
			s.Fired = append(s.Fired, s.Due(next.Firing).Fired()...)
		}
		if next, more := s.Next(desk.ClockReaction); more {
			t.Fatalf("after %d firings %+v is still to come", length, next)
		}
		if len(s.Fired) != length {
			t.Fatalf("%d of %d fired", len(s.Fired), length)
		}
	})
}

func TestARefusedCallIsFollowedByOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := w.situation(t)
		f := firing(t, s)
		s.Fired = append(slices.DeleteFunc(s.Fired, func(o desk.Firing) bool { return o == f }), f)
		d := s.Refused(f, rapid.Bool().Draw(t, "gone"))
		if !escalation.Live(s.Ticket, f.Clock) {
			if len(d.Rounds) > 0 {
				t.Fatalf("nobody waits for %s any more, and %+v fire", f.Clock, d.Rounds)
			}
			return
		}
		check(t, s, f.Clock, d)
	})
}

func TestAFirstLineThatCannotSeeTheTicketIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := w.situation(t)
		next, more := s.Next(desk.ClockReaction)
		d := s.Unseen()
		switch {
		case s.Ticket.State != desk.New || !more:
			if len(d.Rounds) > 0 {
				t.Fatalf("%s: %+v fire", s.Ticket.State, d.Rounds)
			}
		case d.Rounds[0].Firing != next.Firing:
			t.Fatalf("%+v fires, want the next, %+v", d.Rounds[0].Firing, next.Firing)
		default:
			check(t, s, desk.ClockReaction, d)
		}
	})
}

func TestByHandTheNextLineIsCalledWhoseCardDoesNotStandYet(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := w.situation(t)
		line := rapid.IntRange(1, 4).Draw(t, "line")
		order := []desk.Audience{desk.Line2, desk.Line3, desk.Managers}
		for _, c := range s.ByHand(line) {
			if s.Silent[c.To.Root()] || slices.Index(order, c.Audience) < min(line, 3)-1 {
				t.Fatalf("after line %d %+v is called", line, c)
			}
			if c.Card && slices.ContainsFunc(s.Ticket.Copies, func(o desk.Copy) bool { return o.At == c.To }) {
				t.Fatalf("%+v has the card already", c)
			}
		}
	})
}

func TestWhatIsArmedIsWhatIsNext(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := w.situation(t)
		for _, clock := range []desk.ClockName{desk.ClockReaction, desk.ClockResolution} {
			next, more := s.Next(clock)
			a, armed := s.Alarm(clock, nil, escalation.News{})
			if want := more && escalation.Live(s.Ticket, clock); armed != want || armed && (a.Firing != next.Firing || !a.Due.Equal(next.At)) {
				t.Fatalf("%s of a ticket that is %s: armed is %+v, %v; next is %+v, %v", clock, s.Ticket.State, a, armed, next, more)
			}
		}
		remind, reminds := s.Alarm(desk.ClockRemind, nil, escalation.News{Reminded: rapid.Bool().Draw(t, "reminded")})
		if reminds != (s.Ticket.State == desk.InProgress) || reminds && !remind.Due.After(s.Now) {
			t.Fatalf("a ticket that is %s: the reminder is %+v, %v", s.Ticket.State, remind, reminds)
		}
		had := desk.Alarm{Subject: desk.OfTicket(7), Firing: desk.Firing{Clock: desk.ClockClose}, Due: s.Now.Add(time.Hour)}
		heard := rapid.Bool().Draw(t, "heard")
		closes, armed := s.Alarm(desk.ClockClose, &had, escalation.News{Heard: heard})
		if armed != (s.Ticket.State == desk.Resolved) || armed && (closes == had) == heard {
			t.Fatalf("a ticket that is %s closes at %+v, %v; it was %+v, and the requester was heard: %v", s.Ticket.State, closes, armed, had, heard)
		}
	})
}

// The people that decisions call are looked up together before: nobody else may be called.
func TestEverybodyWhoIsCalledIsNamedBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := w.situation(t)
		chats, handles, joined := s.Callable()
		for _, id := range joined {
			chats = append(chats, s.Joined[id].Account.Private())
		}
		f := firing(t, s)
		calls := s.ByHand(rapid.IntRange(1, 3).Draw(t, "line"))
		for _, d := range []escalation.Decision{s.Due(f), s.Refused(f, true), s.Unseen()} {
			for _, step := range d.Rounds {
				calls = append(calls, step.Calls...)
			}
		}
		for _, c := range calls {
			if !slices.Contains(chats, c.To.Root()) || c.Who.Handle != "" && !slices.Contains(handles, c.Who.Handle) {
				t.Fatalf("%+v is called, and only %v and %v are named", c, chats, handles)
			}
		}
	})
}

// bot check lets a ladder call who is on call if either line has a rotation.
func TestTheSecondLinesDutyIsCalledIfTheFirstHasNoRotation(t *testing.T) {
	t.Parallel()
	d := testdesk.Example(t).With(testdesk.Platforms())
	first, second := d.Teams["first-line"], d.Teams["shop-dev"]
	first.OnCall, second.OnCall = nil, &desk.Schedule{Rotations: []desk.Rotation{{
		Start: testdesk.Noon.UTC(), Zone: time.UTC, Every: desk.Span{Time: time.Hour}, Order: []desk.RotationMember{{Who: "vera"}},
	}}}
	s := escalation.Situation{
		Desk: d, Now: testdesk.Noon.Add(8 * time.Minute),
		Ticket: &desk.Ticket{
			ID: 7, Key: desk.Key{Project: "ROM", Number: 1}, Type: desk.Incident, Priority: desk.P1, Line: 1, State: desk.New,
			OpenedAt: testdesk.Noon, LadderFrom: testdesk.Noon, ReactionFrom: testdesk.Noon, ResolutionFrom: testdesk.Noon,
		},
	}
	next, _ := s.Next(desk.ClockReaction)
	decided := s.Due(next.Firing)
	var called []string
	for _, c := range decided.Rounds[0].Calls {
		called = append(called, fmt.Sprintf("%s card:%t line:%d", c.To, c.Card, c.Line))
	}
	want := []string{d.People["vera"].Accounts[0].Private().String() + " card:false line:0", second.Channel.String() + " card:true line:2"}
	if diff := cmp.Diff(want, called); diff != "" {
		t.Errorf("called (-want +got):\n%s", diff)
	}
}

func TestNobodyIsInvolvedByTheLadderOfALinkedTicket(t *testing.T) {
	t.Parallel()
	s := escalation.Situation{
		Desk: testdesk.Example(t).With(testdesk.Platforms()), Now: testdesk.Noon.Add(14 * time.Minute),
		Ticket: &desk.Ticket{
			ID: 7, Key: desk.Key{Project: "ROM", Number: 2}, Type: desk.Incident, Priority: desk.P1, Line: 1, State: desk.New,
			OpenedAt: testdesk.Noon, LadderFrom: testdesk.Noon, ReactionFrom: testdesk.Noon, ResolutionFrom: testdesk.Noon,
		},
	}
	if len(s.Involved()) == 0 {
		t.Fatal("its own ladder has called nobody by now")
	}
	s.Ticket.Lead = 1
	if got := s.Involved(); len(got) != 0 {
		t.Errorf("of a linked ticket %v are said to be called", got)
	}
}
