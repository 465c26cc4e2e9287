package courier_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	simslack "vakhta/sim/slack"
	"vakhta/sim/telegram/faults"
)

func TestWhatThePlatformDoesNotLikeTheLookOfIsMendedAndSent(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.Telegram.FailNext("sendMessage", faults.Refuse(400, "Bad Request: can't parse entities: Unsupported start tag"))
		o.Slack.FailNext("chat.postMessage", simslack.Fault{Code: "invalid_blocks"})
		o.queues(note("<b>&", maria), note("*_&", firstLine))
		o.Telegram.FailNext("sendMessage", faults.Refuse(400, "Bad Request: message is too long"))
		o.Slack.FailNext("chat.postMessage", simslack.Fault{Code: "msg_too_long"})
		o.queues(note("long", maria), note("too long", firstLine))
		o.passes(time.Second)
		o.wantNotes(maria, "<b>&", "long")
		o.wantNotes(firstLine, "*_&", "too long")
	})
}

func TestWhatCanNeverBeSaidIsKeptWithItsReasonAndHoldsUpNobody(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.queues(
			note("unheard-of", firstLine, func(n *desk.Notice) { n.Kind = "of_tomorrow" }),
			note("no words", firstLine, func(n *desk.Notice) {
				n.Kind, n.Facts = notice.Sentence{}.Kind(), notice.Encode(notice.Sentence{ID: "no.such.sentence"})
			}),
			note("no ticket", firstLine, func(n *desk.Notice) { n.Ticket = 77 }),
			note("no reader", firstLine, func(n *desk.Notice) { n.Person = 77 }),
			note("fine", firstLine))
		o.passes(time.Second)
		o.wantNotes(firstLine, "fine")
		if n, err := o.store.DeadLetters(context.Background()); n != 4 || err != nil {
			t.Errorf("%d notices are kept as dead, %v; want 4", n, err)
		}
		if n := strings.Count(o.log.String(), "notice refused"); n != 4 {
			t.Errorf("the log tells of %d refused notices, want 4", n)
		}
	})
}
