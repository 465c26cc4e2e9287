package telegram_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vakhta/adapters/telegram"
	"vakhta/desk"
	simtelegram "vakhta/sim/telegram"
	"vakhta/sim/telegram/faults"
)

func TestAnUpdateIsConfirmedOnlyWhenItIsCommitted(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		commit := make(chan struct{})
		d.answers(func(desk.Event) (desk.Reply, error) { <-commit; return desk.Reply{}, nil })
		d.run()
		d.maria.Start("")
		pass(time.Minute)
		if d.srv.Pending() != 1 {
			t.Errorf("%d updates wait while one is handled, want 1", d.srv.Pending())
		}
		close(commit)
		synctest.Wait()
		if d.srv.Pending() != 0 || len(d.heard()) != 1 {
			t.Errorf("%d updates wait and %d were handled, want 0 and 1", d.srv.Pending(), len(d.heard()))
		}
	})
}

func TestAnUpdateThatWasNotCommittedComesAgainAfterARestart(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		d.answers(func(desk.Event) (desk.Reply, error) { return desk.Reply{}, errStoreAway })
		d.loses(true)
		stop := d.run()
		d.maria.Start("")
		pass(time.Hour)
		stop()
		d.answers(nil)
		d.loses(false)
		d.run()
		if len(d.heard()) != 1 || len(d.parkedIDs()) != 0 {
			t.Errorf("heard %d and parked %d after an outage of the store, want 1 and 0", len(d.heard()), len(d.parkedIDs()))
		}
	})
}

func TestAnUpdateThatCannotBeHandledHoldsUpNobodyElse(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		d.answer = func(e desk.Event) (desk.Reply, error) {
			if e.From.ID == "7001" {
				panic("a mistake of ours")
			}
			return desk.Reply{}, nil
		}
		d.run()
		d.maria.Start("")
		john := d.srv.User(7002, "John", "", "en")
		john.Start("")
		pass(2 * time.Second)
		if len(d.heard()) != 1 {
			t.Errorf("%d of the other's updates were handled, want 1", len(d.heard()))
		}
		pass(time.Minute)
		if len(d.parkedIDs()) != 1 || d.srv.Pending() != 0 {
			t.Errorf("%d parked, %d wait, want 1 and 0", len(d.parkedIDs()), d.srv.Pending())
		}
	})
}

func TestAnOutageIsWaitedOutAndTold(t *testing.T) {
	for name, fault := range map[string]faults.Fault{
		"a page of HTML": faults.BadGateway(), "no connection": faults.DropBefore(), "too many": faults.TooMany(30),
		"no token": faults.Refuse(401, "Unauthorized"), "no such bot": faults.Refuse(404, "Not Found"),
	} {
		t.Run(name, func(t *testing.T) {
			inFakeTime(t, func(d *desktop) {
				t := d.t
				d.run()
				d.must(d.Ready(t.Context()))
				d.maria.Start("")
				d.srv.Outage(fault)
				pass(time.Minute)
				if d.Ready(t.Context()) == nil || !strings.Contains(d.log.String(), "telegram: receive") {
					t.Error("nobody is told")
				}
				if calls := len(d.srv.Calls("getUpdates")); calls > 20 {
					t.Errorf("%d polls in a minute of outage", calls)
				}
				d.says("касса")
				d.srv.Restore()
				pass(2 * time.Minute)
				d.must(d.Ready(t.Context()))
				if !slices.Equal(d.heardTexts(), []string{"касса"}) {
					t.Errorf("heard %q", d.heardTexts())
				}
			})
		})
	}
}

func TestNothingIsMissedWhenTelegramCountsFromElsewhere(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		d.run()
		d.maria.Start("")
		pass(5 * time.Minute) // a week has the same effect
		later := simtelegram.New(simtelegram.Config{Token: token, FirstUpdate: 5})
		d.srv.Outage(faults.DropBefore())
		d.mu.Lock()
		d.srv = later
		d.mu.Unlock()
		later.User(7001, "Мария", "", "ru").Start("")
		pass(time.Minute)
		if got := d.heard(); len(got) != 2 || got[1].ID != "telegram:5" {
			t.Errorf("heard %+v", got)
		}
	}, func(d *desktop, _ *telegram.Config) {
		d.srv = simtelegram.New(simtelegram.Config{Token: token, FirstUpdate: 1000})
	})
}

func TestOneReplicaPollsAndAnotherFollowsIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		leader := make(chan struct{}, 1)
		shared := func(_ *desktop, c *telegram.Config) {
			c.Lead = func(context.Context) (func(), bool, error) {
				select {
				case leader <- struct{}{}:
					return func() { <-leader }, true, nil
				default:
					return nil, false, nil
				}
			}
		}
		srv := simtelegram.New(simtelegram.Config{Token: token})
		first, second := &desktop{t: t, srv: srv}, &desktop{t: t, srv: srv}
		first.open(shared)
		second.open(shared)
		stop := first.run()
		second.run()
		pass(time.Minute)
		second.must(second.Ready(t.Context()))
		stop()
		first.maria.Start("")
		pass(10 * time.Second)
		if len(first.heard()) != 0 || len(second.heard()) != 1 {
			t.Errorf("heard %d and %d", len(first.heard()), len(second.heard()))
		}
		for _, call := range srv.Calls("getUpdates") {
			if call.Code == 409 {
				t.Error("the replicas get into each other's way")
			}
		}
	})
}

func TestAStrangerWhoPollsIsToldOf(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		d.run()
		d.srv.FailNext("getUpdates", faults.Refuse(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"))
		d.maria.Start("")
		pass(time.Minute)
		d.says("касса")
		pass(time.Minute)
		if !strings.Contains(d.log.String(), "only one bot instance") {
			t.Errorf("the log says\n%s", d.log.String())
		}
		if !slices.Equal(d.heardTexts(), []string{"касса"}) {
			t.Errorf("heard %q", d.heardTexts())
		}
	})
}

func TestAPressIsAnsweredWhateverBecomesOfIt(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		d.answer = func(e desk.Event) (desk.Reply, error) {
			p, ok := e.Body.(desk.Pressed)
			switch {
			case ok && p.Action == desk.ActAck:
				return desk.Reply{Toast: strings.Repeat("я", 300), Alert: true}, nil
			case ok && p.Action == desk.ActMore:
				return desk.Reply{Card: &desk.Card{Lead: "what there is"}}, nil
			case ok:
				return desk.Reply{}, errStoreAway
			}
			return desk.Reply{}, nil
		}
		d.run()
		d.maria.Start("")
		d.post(address(7001, 0), desk.Card{Title: "ROM-42", Buttons: take()})
		at := d.maria.Chat().Last()
		for data, want := range map[string]string{
			"ack:ROM-42":    strings.Repeat("я", 199) + "…",
			"cancel:ROM-42": "У нас сбой. Ничего не потерялось — попробуйте ещё раз через минуту.",
			"more:ROM-42":   "",
			"nonsense:::":   "Этот вопрос уже снят. Если нужно, напишите ещё раз.",
		} {
			press, err := d.maria.PressesForged(at, data)
			d.must(err)
			pass(2 * time.Second)
			if answer, ok := press.Answer(); !ok || answer.Text != want {
				t.Errorf("%s is answered %t with %q, want %q", data, ok, answer.Text, want)
			}
			pass(time.Minute)
		}
		if last := d.maria.Chat().Last(); last.Text != "what there is" {
			t.Errorf("the answer in the chat is %q", last.Text)
		}
	})
}

func TestAGroupThatMovesIsFollowed(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		group := d.srv.Group(-42, "Ромашка", d.maria)
		d.run()
		_, err := group.Migrate(d.maria, -1000000000042)
		d.must(err)
		moves := map[desk.EventID]desk.Moved{}
		for _, e := range d.heard() {
			if m, ok := e.Body.(desk.Moved); ok {
				moves[e.ID] = m
			}
		}
		want := desk.Moved{From: address(-42, 0), To: address(-1000000000042, 0)}
		if len(moves) != 1 || moves["telegram:moved/-42"] != want {
			t.Errorf("heard of %+v, want %+v once", moves, want)
		}
		_, err = d.Post(t.Context(), address(-42, 0), desk.Card{Lead: "hello"}, "key")
		if send, ok := errors.AsType[*desk.SendError](err); !ok || send.Moved != want.To {
			t.Errorf("a post to the old chat ends with %v", err)
		}
	})
}

func TestABlockAndItsEndAreHeard(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		d.run()
		d.maria.Start("")
		d.maria.Blocks()
		_, err := d.Post(t.Context(), address(7001, 0), desk.Card{Lead: "hello"}, "key")
		if !errors.Is(err, desk.ErrChatGone) {
			t.Errorf("a post to somebody who blocked the bot ends with %v", err)
		}
		d.maria.Start("again")
		var able []bool
		for _, e := range d.heard() {
			if r, ok := e.Body.(desk.Reach); ok && e.In.Private && e.From.ID == "7001" {
				able = append(able, r.Able)
			}
		}
		if !slices.Equal(able, []bool{false, true}) {
			t.Errorf("the reach went %v, want false and true", able)
		}
	})
}

func TestAGroupTellsWhoIsInIt(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		group := d.srv.Group(-1000000000002, "Ромашка", d.maria)
		in := desk.Address{Platform: desk.Telegram, Chat: strconv.FormatInt(group.ID, 10)}
		is := func(want bool) {
			d.t.Helper()
			who := desk.Account{Platform: desk.Telegram, ID: strconv.FormatInt(d.maria.ID, 10)}
			if got, err := d.IsMember(d.t.Context(), in, who); got != want || err != nil {
				d.t.Errorf("maria is in it: %v, %v; want %v", got, err, want)
			}
		}
		is(true)
		d.maria.Leaves(group.ID)
		is(false)
		if _, err := d.IsMember(d.t.Context(), in, desk.Account{Platform: desk.Telegram, ID: "999"}); err == nil {
			d.t.Error("somebody whom Telegram does not know is known")
		}
	})
}
