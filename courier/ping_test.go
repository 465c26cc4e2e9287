package courier_test

import (
	"testing"
	"time"

	"vakhta/desk"
	simslack "vakhta/sim/slack"
)

// Nothing waits for Slack, which breaks every call off; an admin is told in Telegram.
func TestAMessengerThatDoesNotAnswerIsKnownWithinAMinuteThoughNothingWaitsForIt(t *testing.T) {
	inOffice(t, func(o *office) {
		anna := desk.Address{Platform: desk.Telegram, Chat: "5001"}
		o.pings = 15 * time.Second
		o.works()
		o.passes(2 * time.Minute)
		if n := o.count(anna, "Slack"); n != 0 {
			o.t.Errorf("while Slack answers, the admin is told %d times: %q", n, o.shown(anna))
		}
		o.Slack.FailNext("auth.test", simslack.Fault{DropCall: true}) // one alone is no outage
		o.passes(2 * time.Minute)
		if n := o.count(anna, "Slack"); n != 0 {
			o.t.Errorf("after one lost answer the admin is told %d times: %q", n, o.shown(anna))
		}
		for range 4 {
			o.Slack.FailNext("auth.test", simslack.Fault{DropCall: true})
		}
		o.passes(time.Minute)
		if n := o.count(anna, "Slack"); n != 1 {
			o.t.Errorf("within a minute the admin is told %d times, want once: %q", n, o.shown(anna))
		}
	})
}
