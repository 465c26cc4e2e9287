package courier_test

import (
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	simslack "vakhta/sim/slack"
	"vakhta/sim/telegram/faults"
)

func TestAMessageWhoseAnswerWasLostIsLookedForAndNotPostedAgain(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Slack.FailNext("chat.postMessage", simslack.Fault{LoseAnswer: true})
		o.Slack.FailNext("conversations.history", simslack.Fault{Status: 503}) // and the message cannot be looked up at first
		o.queues(note("once", firstLine))
		o.passes(time.Minute)
		o.wantNotes(firstLine, "once")
		if n := len(o.Slack.CallsOf("chat.postMessage")); n != 1 {
			t.Errorf("it was posted %d times, want once", n)
		}
	})
}

func TestAMessageThatWasNeverPostedIsPostedOnceItsChatWasLookedThrough(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Slack.FailNext("chat.postMessage", simslack.Fault{DropCall: true})
		o.queues(note("once", firstLine))
		o.passes(time.Minute)
		o.wantNotes(firstLine, "once")
		if n := len(o.Slack.CallsOf("conversations.history")); n != 1 {
			t.Errorf("its channel was looked through %d times, want once", n)
		}
	})
}

func TestWhereNobodyCanTellAMessageMayComeTwiceAndIsNotLost(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Telegram.FailNext("sendMessage", faults.DropAfter())
		o.Telegram.FailNext("sendMessage", faults.DropBefore())
		o.queues(note("at least once", maria))
		o.passes(time.Minute)
		o.wantNotes(maria, "at least once", "at least once")
	})
}

func TestACardWhoseAnswerWasLostIsNotPostedAgainByANewerOne(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Slack.FailNext("chat.postMessage", simslack.Fault{LoseAnswer: true})
		key := o.opens()
		o.Slack.Outage(true)
		o.passes(5 * time.Minute)
		o.does("boris", firstLine, desk.Asked{Command: "ack", Args: key.String()}) // replaces the card in the outbox
		o.Slack.Outage(false)
		o.passes(2 * time.Minute)
		if n := o.count(firstLine, "ROM-1 ·"); n != 1 {
			t.Errorf("the channel shows %d cards, want one: %q", n, o.shown(firstLine))
		}
		if n := o.count(firstLine, "ROM-1 · Ромашка — Boris Lee"); n != 1 {
			t.Errorf("the card does not show that boris took it: %q", o.shown(firstLine))
		}
	})
}

func TestNobodyLooksForWhatCannotHaveBeenPosted(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Slack.FailNext("chat.postMessage", simslack.Fault{RateLimited: 2 * time.Second})
		var all []desk.Notice
		for _, key := range letters(20) { // more than a channel's budget
			all = append(all, note(key, firstLine))
		}
		o.queues(all...)
		o.passes(time.Minute)
		o.wantNotes(firstLine, letters(20)...)
		if o.ended("paced") == 0 || o.ended("later") != 1 {
			t.Errorf("%d waited for their channel and %d were told to, want some and one", o.ended("paced"), o.ended("later"))
		}
		if n := len(o.Slack.CallsOf("conversations.history")); n != 0 {
			t.Errorf("the channel was looked through %d times, want not at all", n)
		}
	})
}

func TestACardOpensOneTopicHoweverOftenItIsTried(t *testing.T) {
	inOffice(t, func(o *office) {
		const forumID = -1004000000001
		forum := desk.Address{Platform: desk.Telegram, Chat: "-1004000000001"}
		engineers := o.Telegram.Forum(forumID, "Инженеры")
		o.works()
		o.opens()
		o.Telegram.FailNext("sendMessage", faults.TooMany(5))
		o.Telegram.FailNext("sendMessage", faults.BadGateway())
		k := o.ticket()
		o.queues(desk.Notice{
			Key: "card", Ticket: k.ID, To: forum, Slot: notice.CardSlot(forum), Class: desk.ClassEscalation,
			Kind: notice.WorkCard{}.Kind(), Facts: notice.Encode(notice.WorkCard{}),
		})
		o.passes(time.Minute)
		cards := engineers.FromBot()
		if n := len(engineers.Topics()); n != 1 || len(cards) != 1 || cards[0].Thread == 0 {
			t.Errorf("the forum has %d topics and these cards, want one in a topic: %+v", n, cards)
		}
	})
}
