package courier_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	simslack "vakhta/sim/slack"
	"vakhta/sim/telegram/faults"
)

func TestWhatIsSaidInAThreadThatIsGoneIsSaidBesideIt(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Slack.FailNext("chat.postMessage", simslack.Fault{Status: 503})
		romashka := desk.Address{Platform: desk.Slack, Chat: "C0ROM", Thread: "1234567890.000100"} // where a message of theirs was
		o.queues(note("receipt", romashka))
		o.passes(time.Minute)
		o.wantNotes(romashka, "receipt")
		if all := o.shown(romashka); len(all) != 1 {
			t.Errorf("the shop reads %q, want its receipt alone", all)
		}
		if n := len(o.Slack.CallsOf("chat.postMessage")); n > 3 {
			t.Errorf("Slack was called %d times, want thrice at most", n)
		}
	})
}

func TestACardThatWasTakenAwayWithItsThreadIsPostedAnewAndWhatIsSaidStandsUnderIt(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		card := o.Lines(firstLine.String())[0]
		remover, ok := o.first.Courier.Messengers[desk.Slack].(desk.Remover)
		if !ok {
			t.Error("nobody takes messages of Slack's back")
			return
		}
		if err := remover.Remove(context.Background(), desk.MessageRef{Address: firstLine, Message: card.Message}); err != nil {
			t.Error(err)
		}
		o.does("maria", maria, desk.Said{Message: desk.MessageRef{Address: maria, Message: "999"}, Text: "И сканер тоже", ToBot: true})
		o.passes(10 * time.Second)
		var under string
		for _, l := range o.Lines(firstLine.String()) {
			if l.Bot && l.Under != "" {
				under = l.Under
			}
		}
		if n := o.count(firstLine, "ROM-1 ·"); n != 1 || under == "" || under == card.Message {
			t.Errorf("the channel shows %d cards and the words under %q, want one and the words under it: %q", n, under, o.shown(firstLine))
		}
	})
}

func TestAnEditOfWhatIsShownAlreadyIsDoneAndOneOfWhatIsGonePostsAnew(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		refresh := func(key string) desk.Notice {
			return desk.Notice{
				Key: key, Ticket: o.ticket().ID, To: maria, Slot: "receipt", Class: desk.ClassRefresh,
				Kind: notice.RequestCard{}.Kind(), Facts: notice.Encode(notice.RequestCard{}),
			}
		}
		o.queues(refresh("the same"))
		o.queues(refresh("the same again"))
		if n := o.count(maria, "ROM-1"); n != 1 || o.ended("refused")+o.ended("unknown") > 0 {
			t.Errorf("maria has %d receipts, want one", n)
		}
		if n := len(o.Telegram.Calls("editMessageText")); n > 1 || o.ended("unchanged") == 0 {
			t.Errorf("%d edits, want one at most: the second would change nothing", n)
		}
		ref, _ := strconv.Atoi(o.Lines(maria.String())[len(o.Lines(maria.String()))-1].Message)
		o.Telegram.FailNext("editMessageText", faults.Refuse(400, "Bad Request: message to edit not found"))
		for _, p := range []string{"P3", "P2"} {
			o.does("boris", firstLine, desk.Asked{Command: "priority", Args: "ROM-1 " + p + " yes"})
		}
		o.passes(time.Second)
		last := o.Telegram.Chat(7001).Last()
		if last.ID <= ref || o.ended("refused") > 0 {
			t.Errorf("the receipt stands in message %d, want it posted anew after %d", last.ID, ref)
		}
		if n := len(o.Telegram.Calls("sendMessage")); n != 2 {
			t.Errorf("%d messages were sent, want the receipt and a new one, which is edited then", n)
		}
	})
}

func TestEditsThatWaitBecomeOne(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		key := o.opens()
		o.Slack.FailNext("chat.update", simslack.Fault{RateLimited: 30 * time.Second})
		for _, p := range []string{"P2", "P3", "P4", "P2", "P3"} {
			o.does("boris", firstLine, desk.Asked{Command: "priority", Args: key.String() + " " + p + " yes"})
		}
		o.passes(time.Minute)
		if n := len(o.Slack.CallsOf("chat.update")); n != 2 {
			t.Errorf("the card was edited %d times, want once in vain and once", n)
		}
		if o.count(firstLine, "P3 · ROM-1 · Ромашка — не взята") != 1 {
			t.Errorf("the card does not show what is true: %q", o.shown(firstLine))
		}
	})
}

func TestAGroupThatBecameASupergroupIsFollowedByWhatWaitsForIt(t *testing.T) {
	inOffice(t, func(o *office) {
		maria := o.Telegram.User(7001, "Мария", "Петрова", "ru")
		old := o.Telegram.Group(-4003, "Старая группа", maria)
		to, err := old.Migrate(maria, -1004000000003)
		if err != nil {
			t.Error(err)
			return
		}
		o.works()
		before := desk.Address{Platform: desk.Telegram, Chat: "-4003"}
		after := desk.Address{Platform: desk.Telegram, Chat: strconv.FormatInt(to.ID, 10)}
		o.queues(notes(letters(3), before)...)
		o.passes(5 * time.Second)
		o.wantNotes(after, letters(3)...)
	})
}

func TestAChatThatRefusesTheBotIsToldToTheAdminsOnceAndTheNextIsCalled(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		if err := o.Slack.In("C0L1").Remove(o.Slack.State().BotUserID); err != nil {
			t.Error(err)
		}
		o.opens() // there is no chat for its card
		o.passes(time.Minute)
		anna := desk.Address{Platform: desk.Telegram, Chat: "5001"}
		if told, called := o.count(anna, "slack:C0L1"), o.count(anna, "ROM-1 пока никто не взял"); told != 1 || called != 1 {
			t.Errorf("anna is told %d times and called %d times, want once each, at once: %q", told, called, o.shown(anna))
		}
		if n, err := o.store.DeadLetters(context.Background()); n == 0 || err != nil {
			t.Errorf("%d dead letters, %v; want the card with its reason", n, err)
		}
	})
}

func TestAnAcknowledgementTakesBackWhatHasNotLeft(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		key := o.opens()
		o.passes(7*time.Minute + 30*time.Second)
		o.Slack.FailNext("chat.postMessage", simslack.Fault{RateLimited: time.Minute, Times: 2})
		rung := desk.Alarm{Subject: desk.OfTicket(o.ticket().ID), Firing: desk.Firing{Clock: desk.ClockReaction}, Due: time.Now()}
		if err := o.first.Tickets.Fire(context.Background(), time.Now(), []desk.Alarm{rung}); err != nil {
			t.Error(err)
		}
		o.wake()
		o.passes(time.Second)
		if o.ended("later") == 0 {
			t.Error("no call waits to leave")
		}
		o.does("boris", firstLine, desk.Asked{Command: "ack", Args: key.String()})
		o.passes(3 * time.Minute)
		if n := o.count(firstLine, "<@U0"); n > 0 {
			t.Errorf("somebody is called though the ticket is taken: %q", o.shown(firstLine))
		}
	})
}
