package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vakhta/demo/cast"
	simslack "vakhta/sim/slack"
	"vakhta/sim/telegram/faults"
)

// wantNoError holds that nothing was logged as an error.
func wantNoError(t *testing.T, log string) {
	t.Helper()
	for line := range strings.Lines(log) {
		if strings.Contains(line, "level=ERROR") {
			t.Errorf("it is no error: %s", line)
		}
	}
}

func TestAStopWithWorkInHandLogsNoError(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		for range 2 {
			w.telegram.FailNext("sendMessage", faults.Slow(15*time.Second))
			w.slack.FailNext("chat.postMessage", simslack.Fault{Slow: 15 * time.Second})
		}
		maria, lena := w.people["maria"].telegram, w.people["lena"].telegram
		for i := range 30 { // more than can be handled until the stop
			if _, err := maria.Says(7001, fmt.Sprintf("%s, касса %d", paymentsDown, i)); err != nil {
				t.Error(err)
			}
			if _, err := lena.Says(groupID, "@vakhta_bot не открывается сайт"); err != nil {
				t.Error(err)
			}
		}
		w.pass(10 * time.Millisecond)
		w.try("the desk stops")
		wantNoError(t, w.logs.String())
		w.try("the desk starts")
		w.try("wait 2m")
		wantNoError(t, w.logs.String())
	})
}

// TestTwoReplicasSetTheWebhookWithoutAnError has two bots with webhooks start at once: Telegram lets a bot set one a second.
func TestTwoReplicasSetTheWebhookWithoutAnError(t *testing.T) {
	t.Parallel()
	s := newSite(t, true)
	s.cast.Telegram.FailNext("setWebhook", faults.TooMany(1))
	bot := s.start()
	bot.ready()
	if err := s.cast.EveryoneStarts(); err != nil {
		t.Fatal(err)
	}
	s.says("maria", "telegram:7001", checkoutDown)
	s.shows(cast.FirstLine, "ROM-1")
	bot.stop()
	wantNoError(t, bot.log.String())
}
