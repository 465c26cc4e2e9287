package conversations_test

import (
	"strconv"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// lastUndo returns the number in the latest undo button.
func (c *chat) lastUndo() (arg string) {
	for _, l := range c.Post() {
		for _, row := range l.Card.Buttons {
			for _, b := range row {
				if b.Press.Action == desk.ActUndo {
					arg = b.Press.Arg
				}
			}
		}
	}
	return arg
}

func TestUndoTakesBackWhatTheWordsDid(t *testing.T) {
	t.Parallel()
	k := open(t)
	ch := asked(k)
	was := k.Ticket(rom(1))
	k.Pass(time.Minute)
	k.says("anna", ch.thread(), "!x", ch.inThread)
	taken := k.Ticket(rom(1))
	if taken.Assignee != "anna" || taken.ReactedAt.IsZero() || taken.RepliedAt.IsZero() {
		t.Fatalf("after the first words it is %+v", taken)
	}
	k.presses("anna", firstLine, desk.ActUndo, rom(1), ch.lastUndo())
	now := k.Ticket(rom(1))
	if now.State != desk.New || now.Assignee != "" || !now.AckedAt.IsZero() || !now.ReactedAt.IsZero() || !now.RepliedAt.IsZero() || !now.ReactionDue.Equal(was.ReactionDue) {
		t.Errorf("after undo it is %+v, want as before the words: %+v", now, was)
	}
	if a, ok := k.Armed(now)[desk.ClockReaction]; !ok || a.Due.Before(k.Now()) {
		t.Errorf("the reaction clock is armed %v for %s", ok, a.Due)
	}
	gone := false
	for _, l := range k.Post() {
		gone = gone || l.Slot == notice.SlotTaken && l.Kind == (notice.Remove{}).Kind()
	}
	if !gone {
		t.Error("the customer still reads who has taken it")
	}
	k.Pass(7 * time.Minute)
	called := false
	for _, l := range k.Post() {
		called = called || l.Kind == (notice.Ping{}).Kind()
	}
	if !called {
		t.Error("nobody is called though nobody has it")
	}
}

func TestUndoLeavesWhatWasDoneSince(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before, since func(k *talk, ch *chat)
		state         desk.State
		assignee      desk.EngineerID
		reacted       bool
	}{
		"nothing but the customer's words": {nil, func(k *talk, _ *chat) { k.says("maria", k.private("maria"), "Ну что?") }, desk.New, "", false},
		"a note of a colleague":            {nil, func(k *talk, ch *chat) { k.says("boris", ch.thread(), "смотрю", ch.inThread) }, desk.InProgress, "anna", true},
		"a priority":                       {nil, func(k *talk, _ *chat) { k.runs("boris", k.private("boris"), "priority ROM-1 P2 yes") }, desk.InProgress, "anna", true},
		"another answer":                   {nil, func(k *talk, ch *chat) { k.says("anna", ch.thread(), "!и ещё", ch.inThread) }, desk.InProgress, "anna", true},
		"somebody had it before":           {func(k *talk, _ *chat) { k.presses("boris", firstLine, desk.ActAck, rom(1), "") }, nil, desk.InProgress, "boris", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := open(t)
			ch := asked(k)
			if c.before != nil {
				c.before(k, ch)
				k.Pass(time.Second)
			}
			k.says("anna", ch.thread(), "!x", ch.inThread)
			which := ch.lastUndo()
			k.Pass(time.Second)
			if c.since != nil {
				c.since(k, ch)
			}
			k.presses("anna", firstLine, desk.ActUndo, rom(1), which)
			now := k.Ticket(rom(1))
			if now.State != c.state || now.Assignee != c.assignee || now.ReactedAt.IsZero() == c.reacted {
				t.Errorf("it is %s and %q has it, reacted to: %v", now.State, now.Assignee, !now.ReactedAt.IsZero())
			}
		})
	}
}

func TestAForgedUndoIsStaleAndChangesNothing(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	ch := asked(k)
	k.says("anna", ch.thread(), "заметка", ch.inThread)
	k.Post()
	for _, arg := range []string{"99999999", "-1", "0", "x", "", "1", "2"} {
		for _, who := range []string{"anna", "maria", "stranger", "lilia"} {
			reply := k.presses(who, k.private(who), desk.ActUndo, rom(1), arg)
			if reply.Toast == "" && reply.Card == nil {
				t.Errorf("%s forges undo:%s and is told nothing", who, arg)
			}
		}
	}
	for _, e := range k.Timeline(k.Ticket(rom(1))) {
		if _, back := e.Event.(history.Retracted); back {
			t.Errorf("something was taken back: %+v", e)
		}
	}
}

func TestWordsOnTheirWayCanBeTakenBackHoweverLongTheyTake(t *testing.T) {
	t.Parallel()
	k := open(t)
	ch := asked(k)
	said := k.says("anna", ch.thread(), "!x", ch.inThread)
	k.Pass(time.Hour) // nothing leaves
	u := k.utterance(said)
	k.presses("anna", firstLine, desk.ActUndo, rom(1), strconv.FormatInt(u.ID, 10))
	for _, l := range k.Post() {
		if l.Kind == (notice.DeskSaid{}).Kind() {
			t.Errorf("the customer is told %+v", l.Facts)
		}
	}
	if !k.utterance(said).Internal {
		t.Error("the words count as told")
	}
}
