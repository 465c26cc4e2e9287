package courier_test

import (
	"context"
	"io"
	"net/http"
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

// A breakable transport panics with the body of a call that holds some words.
type breakable struct {
	http.RoundTripper
	at string
}

func (b breakable) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.GetBody != nil {
		if body, err := r.GetBody(); err == nil {
			if sent, _ := io.ReadAll(body); strings.Contains(string(sent), b.at) {
				panic("nobody expects " + string(sent))
			}
		}
	}
	return b.RoundTripper.RoundTrip(r)
}

func TestANoticeThatPanicsIsGivenUpAndHoldsUpNobody(t *testing.T) {
	inOffice(t, func(o *office) {
		o.client.Transport = breakable{o.client.Transport, "quagga"}
		stop := o.works()
		o.queues(note("quagga", firstLine), note("fine", firstLine), note("elsewhere", maria))
		o.passes(time.Second)
		o.wantNotes(firstLine, "fine")
		o.wantNotes(maria, "elsewhere")
		if n, err := o.store.DeadLetters(context.Background()); n != 1 || err != nil {
			t.Errorf("%d notices are kept as dead, %v; want 1", n, err)
		}
		stop()
		if told := o.log.String(); strings.Count(told, "sending a notice panics") != 1 || strings.Contains(told, "expects") {
			t.Errorf("the log says where it broke, and not with what:\n%s", told)
		}
	})
}
