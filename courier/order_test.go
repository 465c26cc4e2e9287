package courier_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"vakhta/desk"
	simslack "vakhta/sim/slack"
	"vakhta/sim/telegram/faults"
)

func TestNoticesOfAChatLeaveInTheirOrderAndOtherChatsGoOn(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Slack.FailNext("chat.postMessage", simslack.Fault{Status: 503, Times: 2})
		o.queues(notes(letters(3), firstLine)...)
		o.wantNotes(firstLine)
		o.queues(note("elsewhere", shopDev), note("yonder", maria))
		o.passes(500 * time.Millisecond)
		o.wantNotes(firstLine)
		o.wantNotes(maria, "yonder")
		o.passes(5 * time.Second)
		o.wantNotes(firstLine, letters(3)...)
		o.wantNotes(shopDev, "elsewhere")
	})
}

func TestTheMoreUrgentLeavesFirst(t *testing.T) {
	inOffice(t, func(o *office) {
		var waiting []desk.Notice
		for _, c := range slices.Backward(desk.Classes()) {
			waiting = append(waiting, note(c.String(), maria, class(c)))
		}
		o.queues(waiting...)
		o.works()
		o.passes(time.Second)
		o.wantNotes(maria, "escalation", "answer", "relay", "refresh", "digest")
	})
}

func TestAnEscalationWaitsForNothingLower(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.queues(notes(letters(20), maria, class(desk.ClassRelay))...) // more than the chat takes at once
		for i := range 40 {                                            // more than a courier has hands
			id := fmt.Sprintf("C0SLOW%d", i)
			o.Slack.Channel(id, "slow")
			o.Slack.FailNext("chat.postMessage", simslack.Fault{Slow: 10 * time.Second})
			o.queues(note(id, desk.Address{Platform: desk.Slack, Chat: id}, class(desk.ClassRefresh)))
		}
		o.queues(note("wake up", maria, class(desk.ClassEscalation)))
		if n := o.count(maria, oneWord("wake up")); n != 1 {
			t.Errorf("the escalation waits: %v", o.shown(maria))
		}
		if n := o.count(maria, "‹"); n > 9 {
			t.Errorf("%d messages went to a private chat at once", n)
		}
		o.passes(time.Minute)
	})
}

func TestAFloodOverAllOfTelegramLeavesRoomForAnEscalation(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		var flood []desk.Notice
		for i := range 60 {
			u := o.Telegram.User(int64(8000+i), "Ученик", "", "ru")
			if _, err := u.Start(""); err != nil {
				t.Error(err)
			}
			at := desk.Address{Platform: desk.Telegram, Chat: fmt.Sprint(u.ID)}
			flood = append(flood, note(at.Chat, at, class(desk.ClassRelay)))
		}
		told := func() (n int) {
			for _, one := range flood {
				n += o.count(one.To, "‹")
			}
			return n
		}
		o.queues(flood...)
		if n := told(); n < 15 || n > 28 {
			t.Errorf("%d messages left at once, want some twenty", n)
		}
		o.queues(note("wake up", maria, class(desk.ClassEscalation)))
		o.wantNotes(maria, "wake up")
		o.passes(5 * time.Second)
		if n := told(); n != 60 || o.ended("later") > 0 {
			t.Errorf("after 5 s %d of 60 had left and Telegram asked %d times to wait, want all and never", n, o.ended("later"))
		}
	})
}

func TestAChatThatIsWrittenToMuchHearsItAllInOrder(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Slack.LimitRates(true)
		places := []desk.Address{maria, group, firstLine}
		for _, at := range places {
			o.queues(notes(letters(26), at)...)
		}
		o.passes(2 * time.Minute)
		for _, at := range places {
			o.wantNotes(at, letters(26)...)
		}
	})
}

func TestWhoIsAskedToWaitWaitsAsLongAndOnlyThere(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Telegram.FailNext("sendMessage", faults.TooMany(30))
		o.queues(note("patience", maria))
		o.Slack.FailNext("chat.postMessage", simslack.Fault{RateLimited: 20 * time.Second})
		o.queues(note("patience", firstLine, func(n *desk.Notice) { n.Key = "as well" }))
		o.queues(note("urgent", maria, class(desk.ClassEscalation)), note("lena's", lena), note("second line's", shopDev))
		o.passes(20*time.Second - time.Millisecond)
		o.wantNotes(lena, "lena's")
		o.wantNotes(shopDev, "second line's")
		o.wantNotes(firstLine)
		o.passes(time.Second)
		o.wantNotes(firstLine, "patience")
		o.passes(9*time.Second - time.Millisecond)
		o.wantNotes(maria)
		o.passes(2 * time.Second)
		o.wantNotes(maria, "urgent", "patience")
		if n := len(o.Telegram.Calls("sendMessage")); n != 4 {
			t.Errorf("Telegram was called %d times, want once for lena, and for maria once in vain and twice", n)
		}
	})
}

func TestARefusedTokenLosesNothing(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Slack.RevokeTokens()
		o.queues(notes(letters(3), firstLine)...)
		o.queues(note("elsewhere", maria))
		o.passes(10 * time.Minute)
		if n := len(o.Slack.CallsOf("chat.postMessage")); n > 12 {
			t.Errorf("Slack was asked %d times within ten minutes, want about once a minute", n)
		}
		o.Slack.Reinstall()
		o.passes(2 * time.Minute)
		o.wantNotes(maria, "elsewhere")
		o.wantNotes(firstLine, letters(3)...)
	})
}

func TestANoticeForLaterLeavesAtThatVeryMoment(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		at := func(d time.Duration) func(*desk.Notice) {
			return func(n *desk.Notice) { n.Planned = time.Now().Add(d) }
		}
		o.queues(note("rest", maria, at(90*time.Second)), note("urgent", lena, at(100*time.Second), class(desk.ClassEscalation)), note("now", lena))
		o.wantNotes(lena, "now")
		for _, step := range []struct {
			passes time.Duration
			maria  []string
			lena   []string
		}{
			{90*time.Second - time.Millisecond, nil, []string{"now"}},
			{time.Millisecond, []string{"rest"}, []string{"now"}},
			{10*time.Second - time.Millisecond, []string{"rest"}, []string{"now"}},
			{time.Millisecond, []string{"rest"}, []string{"now", "urgent"}},
		} {
			o.passes(step.passes)
			o.wantNotes(maria, step.maria...)
			o.wantNotes(lena, step.lena...)
		}
	})
}
