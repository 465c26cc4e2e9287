package slack_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vakhta/adapters/slack"
	"vakhta/desk"
	simslack "vakhta/sim/slack"
)

func TestAPersonIsIntroduced(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		must(b.anna.DM("hello"))(t)
		b.pass(time.Second)
		e, said := last[desk.Said](t, b.diary)
		if e.From.Name != "Anna Kim" || e.From.Locale != "ru" || e.From.TimeZone != "Europe/Moscow" {
			t.Errorf("from %+v", e.From)
		}
		if !e.In.Private || !said.ToBot || !strings.HasPrefix(e.In.Chat, "D") {
			t.Errorf("said %+v in %+v, want it in private", said, e.In)
		}
		must(b.anna.DM("and again"))(t)
		b.pass(time.Second)
		if n := len(b.CallsOf("users.info")); n != 1 {
			t.Errorf("Slack was asked %d times who Anna is, want once", n)
		}
		b.pass(time.Hour)
		b.User("U0ANNA", "Anna Lee", simslack.Opts{})
		b.FailNext("users.info", simslack.Fault{Status: 500})
		must(b.anna.DM("with Slack in trouble"))(t)
		b.pass(time.Second)
		if e, _ := last[desk.Said](t, b.diary); e.From.Name != "Anna Kim" {
			t.Errorf("from %q, want the name that was known", e.From.Name)
		}
	})
}

func TestANameThatSlackDoesNotTellHoldsNobodyUp(t *testing.T) {
	for what, fault := range map[string]simslack.Fault{
		"the limit is reached": {RateLimited: 30 * time.Second},
		"it hangs":             {Slow: time.Minute},
		"it fails":             {Status: 500},
	} {
		t.Run(what, func(t *testing.T) {
			bubble(t, slack.Config{}, func(b *bench) {
				t := b.t
				b.FailNext("users.info", fault)
				must(b.anna.DM("the till is down"))(t)
				b.pass(2 * time.Second)
				if got := b.diary.texts(); got != "the till is down" {
					t.Errorf("after two seconds the desk has heard %q", got)
				}
				must(b.anna.DM("and the printer"))(t)
				b.pass(time.Second)
				if n := len(b.CallsOf("users.info")); n > 1 {
					t.Errorf("Slack was asked %d times, want once until the pause is over", n)
				}
				b.pass(time.Minute)
				must(b.anna.DM("hello?"))(t)
				b.pass(time.Second)
				if e, _ := last[desk.Said](t, b.diary); e.From.Name != "Anna Kim" {
					t.Errorf("the later message is from %q, want the name by now", e.From.Name)
				}
			})
		})
	}
}

func TestAMentionAndItsMessageAreOneEvent(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		m := must(b.anna.Mentions("C0L1", "the till is down"))(t)
		must(b.anna.RepliesInThread(m, "very"))(t)
		b.pass(time.Second)
		if got := b.diary.texts(); got != "the till is down; very" {
			t.Errorf("heard %q", got)
		}
		e, said := last[desk.Said](t, b.diary)
		if e.In.Thread != m.TS || said.ReplyTo.Message != m.TS || said.ToBot {
			t.Errorf("the answer is %+v in %+v", said, e.In)
		}
	})
}

func TestFilesOfAnotherOrganisationAreLookedUp(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		must(b.anna.Shares("C0L1", "", nil, simslack.Upload{Name: "log.txt", Bytes: []byte("log"), Hidden: true}))(t)
		b.pass(time.Second)
		if _, said := last[desk.Said](t, b.diary); len(said.Files) != 1 || said.Files[0].ID == "" {
			t.Errorf("files: %+v", said.Files)
		}
		if len(b.CallsOf("files.info")) != 1 {
			t.Error("nobody asked what the file is")
		}
	})
}

func TestReactionsAndChannelsAreToldOf(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		m := must(b.anna.Says("C0L1", "look"))(t)
		try(t, b.anna.Reacts(m, "eyes"))
		try(t, b.anna.Deletes(m))
		b.pass(time.Second)
		if _, r := last[desk.Reacted](t, b.diary); r.Emoji != "👀" || r.Message.Message != m.TS {
			t.Errorf("reacted %+v", r)
		}
		if _, d := last[desk.Deleted](t, b.diary); d.Message.Message != m.TS {
			t.Errorf("deleted %+v", d)
		}
		for _, step := range []struct {
			do   func() error
			want desk.Reach
		}{
			{func() error { return b.In("C0L1").Archive("U0ANNA") }, desk.Reach{Cause: desk.ReachArchived}},
			{func() error { return b.In("C0L1").Unarchive("U0ANNA") }, desk.Reach{Able: true, Cause: desk.ReachUnarchived}},
			{func() error { return b.In("C0L1").Remove("U0DESK") }, desk.Reach{Cause: desk.ReachLeft}},
			{func() error { return b.In("C0L1").Invite("U0DESK", "U0ANNA") }, desk.Reach{Able: true, Cause: desk.ReachAdded}},
		} {
			try(t, step.do())
			b.pass(time.Second)
			if e, r := last[desk.Reach](t, b.diary); r != step.want || e.In.Chat != "C0L1" {
				t.Errorf("told %+v in %s, want %+v", r, e.In.Chat, step.want)
			}
		}
	})
}

func TestOneLinkIsThereWhileTheOtherIsRenewed(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		if n := b.Sockets.Connections(); n != 2 {
			t.Fatalf("%d links, want 2", n)
		}
		b.Sockets.Refresh()
		b.pass(time.Second)
		if n := b.Sockets.Connections(); n != 4 {
			t.Errorf("%d links after the warning, want the new beside the old", n)
		}
		must(b.anna.Says("C0L1", "one"))(t)
		b.pass(15 * time.Second)
		must(b.anna.Says("C0L1", "two"))(t)
		b.pass(time.Second)
		if n := b.Sockets.Connections(); n != 2 {
			t.Errorf("%d links in the end, want 2", n)
		}
		if got := b.diary.texts(); got != "one; two" {
			t.Errorf("heard %q", got)
		}
		b.Sockets.Drop()
		b.pass(5 * time.Second)
		if n := b.Sockets.Connections(); n != 2 {
			t.Errorf("%d links after they broke, want 2", n)
		}
	})
}

func TestWhatWasSaidInAnOutageIsReadUp(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		before := must(b.anna.Says("C0L1", "before"))(t)
		b.pass(time.Minute)
		b.Outage(true)
		must(b.anna.Says("C0L1", "in the outage"))(t)
		must(b.anna.RepliesInThread(before, "in its thread"))(t)
		b.pass(time.Hour)
		if b.Lost() == 0 {
			t.Fatal("Slack has not given up on anything")
		}
		b.Outage(false)
		must(b.anna.Says("C0L1", "after"))(t)
		b.pass(2 * time.Minute)
		heard := b.diary.texts()
		for _, want := range []string{"before", "in the outage", "in its thread", "after"} {
			if !strings.Contains(heard, want) {
				t.Errorf("heard %q, want %q in it", heard, want)
			}
		}
		must(b.anna.Says("C0L1", "much later"))(t)
		b.pass(time.Hour)
		if n := len(b.CallsOf("conversations.history")); n > 3 {
			t.Errorf("the history was read %d times", n)
		}
	})
}

func TestARestartGoesOnFromTheMark(t *testing.T) {
	marks := map[string]string{}
	c := slack.Config{
		Desk: func() *desk.Desk {
			return &desk.Desk{Teams: map[string]*desk.Team{"one": {Channel: channel("C0L1")}, "two": {Channel: desk.Address{Platform: desk.Telegram, Chat: "-1"}}}}
		},
		Mark:    func(_ context.Context, channel string) (string, error) { return marks[channel], nil },
		SetMark: func(_ context.Context, channel, ts string) error { marks[channel] = ts; return nil },
	}
	bubble(t, c, func(b *bench) {
		t := b.t
		must(b.anna.Says("C0L1", "one"))(t)
		b.pass(15 * time.Minute)
		if marks["C0L1"] == "" {
			t.Fatal("nobody remembers how far the channel was read")
		}
		b.halt()
		b.Outage(true) // for as long as the bot is away, nobody listens
		must(b.anna.Says("C0L1", "two"))(t)
		b.pass(3 * time.Hour)
		b.Outage(false)
		again := &bench{Server: b.Server, t: t, anna: b.anna, diary: &diary{}}
		c.Clock, c.Parker = desk.WallClock{}, again.diary
		again.adapter = newAdapter(t, b.Server, c)
		again.run()
		defer again.halt()
		again.pass(10 * time.Second)
		if got := again.diary.texts(); got != "two" {
			t.Errorf("after the restart it heard %q", got)
		}
	})
}

// TestTheDeployedShortcutsOpenRequests uses those of the deployed manifest; the
// simulated workspace offers no others.
func TestTheDeployedShortcutsOpenRequests(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		m := must(b.anna.Says("C0L1", "the till is down"))(t)
		for _, err := range []error{b.anna.UsesShortcut("new_request"), b.anna.UsesMessageShortcut(m, "make_request")} {
			if err != nil {
				t.Error(err)
			}
		}
		b.pass(time.Second)
		if _, asked := last[desk.Asked](t, b.diary); asked.Command != "new" || asked.Args != "the till is down" {
			t.Errorf("the last is %+v", asked)
		}
	})
}

func TestWhatTheDeskCannotTakeIsNotAcknowledged(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		var back atomic.Bool
		b.diary.answer(func(desk.Event) (desk.Reply, error) {
			if !back.Load() {
				return desk.Reply{}, errors.New("the store is away")
			}
			return desk.Reply{}, nil
		})
		must(b.anna.Says("C0L1", "keep me"))(t)
		b.pass(10 * time.Second)
		back.Store(true)
		b.pass(2 * time.Minute)
		if got := b.diary.texts(); got != "keep me" || b.diary.parked > 0 {
			t.Errorf("heard %q and parked %d", got, b.diary.parked)
		}
	})
}

func TestReadyMeansThatSlackReachesTheBot(t *testing.T) {
	bubble(t, slack.Config{}, func(b *bench) {
		t := b.t
		if err := b.adapter.Ready(t.Context()); err != nil {
			t.Errorf("not ready: %v", err)
		}
		b.Outage(true)
		b.pass(time.Minute)
		if err := b.adapter.Ready(t.Context()); err == nil {
			t.Error("ready while no socket is open")
		}
	})
}
