package courier_test

import (
	"context"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/gate"
	simslack "vakhta/sim/slack"
	"vakhta/sim/telegram/faults"
	"vakhta/storage"
)

func TestWhatAClaimTookWhoseAnswerWasLostLeavesAtOnceAllTheSame(t *testing.T) {
	var way *gate.Gate
	var through string
	inOffice(t, func(o *office) {
		o.works(o.connect(through))
		var said []string
		for _, key := range letters(10) { // a connection must have learned the claim before, and not lain idle since
			said = append(said, key, key+", lost")
			o.queues(note(key, maria), note(key+" elsewhere", lena, class(desk.ClassEscalation)))
			way.LoseAnswers()
			o.queues(note(key+", lost", maria))
			due, _, err := o.store.NextDue(context.Background(), time.Now(), false)
			if err != nil {
				t.Error(err)
			}
			way.Thaw()
			o.passes(3 * time.Second)
			o.wantNotes(maria, said...)
			if due.After(time.Now()) {
				return
			}
		}
		t.Error("no claim was lost")
	}, func(url string) { way, through = gate.Database(t, url, "password") })
}

func TestWhatIsSentWhileTheDatabaseIsAwayIsWrittenDownWhenItIsBackAndSentOnce(t *testing.T) {
	var way *gate.Gate
	var through string
	inOffice(t, func(o *office) {
		o.works(o.connect(through))
		o.opens()
		o.Slack.FailNext("chat.postMessage", simslack.Fault{Slow: 3 * time.Second})
		o.queues(note("on its way", firstLine, func(n *desk.Notice) { n.Ticket = o.ticket().ID }))
		way.Shut()
		o.passes(15 * time.Second)
		o.wantNotes(firstLine, "on its way")
		way.Open()
		o.works() // a second one, to whom the first's notices would be handed
		o.passes(2 * time.Minute)
		o.wantNotes(firstLine, "on its way")
		o.wantReceipt("on its way", 3*time.Second)
	}, func(url string) { way, through = gate.Database(t, url, "password") })
}

func TestTwoCouriersOfOneDatabaseDoEverythingOnce(t *testing.T) {
	inOffice(t, func(o *office) {
		places := []desk.Address{maria, lena, group, firstLine, shopDev}
		for _, at := range places {
			o.queues(notes(letters(12), at)...)
		}
		o.works()
		o.works(o.connect(o.url))
		o.passes(2 * time.Minute)
		for _, at := range places {
			o.wantNotes(at, letters(12)...)
		}
	})
}

func TestWhatAKilledCourierHeldGoesOnWhenItsLeaseIsOver(t *testing.T) {
	inOffice(t, func(o *office) {
		ctx := context.Background()
		o.queues(note("held", firstLine, class(desk.ClassEscalation)), note("next", firstLine))
		claimed, err := o.store.Claim(ctx, storage.ClaimOpts{Urgent: true, Now: time.Now(), Lease: time.Minute, Limit: 1})
		if err != nil || len(claimed) != 1 {
			t.Errorf("claimed %v, %v", claimed, err)
		}
		o.works()
		o.passes(time.Minute - time.Millisecond)
		o.wantNotes(firstLine)
		o.passes(time.Second)
		o.wantNotes(firstLine, "held", "next")
		if n := len(o.Slack.CallsOf("conversations.history")); n != 1 {
			t.Errorf("the channel was looked through %d times, want once: the killed one may have posted it", n)
		}
	})
}

func TestACourierThatIsToldToStopLeavesNothingHeld(t *testing.T) {
	inOffice(t, func(o *office) {
		stop := o.works()
		o.Slack.FailNext("chat.postMessage", simslack.Fault{Slow: 2 * time.Second})
		o.queues(notes(letters(3), firstLine)...)
		stop()
		o.works()
		o.passes(10 * time.Second)
		o.wantNotes(firstLine, letters(3)...)
	})
}

func TestWhatWasSentHasAReceipt(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		o.Slack.FailNext("chat.postMessage", simslack.Fault{RateLimited: 2 * time.Second})
		o.queues(note("late", firstLine, func(n *desk.Notice) { n.Ticket = o.ticket().ID }))
		o.passes(time.Minute)
		o.wantReceipt("late", 2*time.Second)
	})
}

func TestWhatADeadCourierHeldGoesOnWithinSeconds(t *testing.T) {
	for _, urgent := range []bool{true, false} {
		t.Run(map[bool]string{true: "escalations", false: "the rest"}[urgent], func(t *testing.T) {
			inOffice(t, func(o *office) {
				of := class(desk.ClassAnswer)
				if urgent {
					of = class(desk.ClassEscalation)
				}
				o.queues(note("held", firstLine, of), note("next", firstLine, of), note("later", lena, func(n *desk.Notice) { n.Planned = time.Now().Add(time.Hour) }))
				// The state after a process was killed: notices under its name, and no lead.
				o.holds(storage.ClaimOpts{Holder: "courier-dead", Urgent: urgent})
				o.works()
				o.works(o.connect(o.url))
				o.passes(6 * time.Second)
				o.wantNotes(firstLine, "held", "next")
			})
		})
	}
}

func TestACourierThatIsBusyTakesOverWhatADeadOneHeld(t *testing.T) {
	inOffice(t, func(o *office) {
		o.queues(note("held", firstLine))
		o.holds(storage.ClaimOpts{Holder: "courier-dead"})
		o.Telegram.FailNext("sendMessage", faults.Slow(40*time.Second))
		o.works()
		o.queues(note("hangs", maria))
		o.passes(6 * time.Second)
		o.wantNotes(firstLine, "held")
		o.passes(time.Minute)
	})
}

func TestWhatALivingCourierIsSendingIsNotSentByAnother(t *testing.T) {
	var way *gate.Gate
	var through string
	inOffice(t, func(o *office) {
		o.Telegram.FailNext("sendMessage", faults.Slow(15*time.Second))
		o.works(o.connect(through))
		o.queues(note("slow", maria), note("next", maria))
		o.works()
		o.passes(5 * time.Second)
		o.wantNotes(maria)
		way.Shut() // its lead is lost with the connection
		o.passes(2500 * time.Millisecond)
		way.Open()
		o.passes(time.Minute)
		o.wantNotes(maria, "slow", "next")
	}, func(url string) { way, through = gate.Database(t, url, "password") })
}

// holds claims the first notice of each lane for somebody.
func (o *office) holds(by storage.ClaimOpts) {
	o.t.Helper()
	by.Name, by.Now, by.Lease, by.Limit = "left", time.Now(), time.Minute, 10
	if claimed, err := o.store.Claim(context.Background(), by); err != nil || len(claimed) != 1 {
		o.t.Errorf("claimed %v, %v", claimed, err)
	}
}
