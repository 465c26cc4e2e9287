package slack_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"

	simslack "vakhta/sim/slack"
)

func (b *bench) says(words string) error {
	_, _, err := b.bot.PostMessage("C0L1", slack.MsgOptionText(words, false))
	return err
}

func TestCallsGoWrongInEveryOrderedWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		for _, c := range []struct {
			name    string
			fault   simslack.Fault
			applied bool
			check   func(error) bool
		}{
			{"html", simslack.Fault{Status: http.StatusBadGateway}, false, func(err error) bool {
				status, ok := errors.AsType[slack.StatusCodeError](err)
				return ok && status.Code == http.StatusBadGateway
			}},
			{"dropped", simslack.Fault{DropCall: true}, false, func(err error) bool { return err != nil }},
			{"answer lost", simslack.Fault{LoseAnswer: true}, true, func(err error) bool { return err != nil }},
			{"rate", simslack.Fault{RateLimited: 7 * time.Second}, false, func(err error) bool {
				limited, ok := errors.AsType[*slack.RateLimitedError](err)
				return ok && limited.RetryAfter == 7*time.Second
			}},
			{"refused", simslack.Fault{Code: "fatal_error"}, false, func(err error) bool { return code(err) == "fatal_error" }},
			{"no error at all", simslack.Fault{Empty: true}, false, func(err error) bool { return err == nil }},
			{"slow", simslack.Fault{Slow: 40 * time.Second}, true, func(err error) bool { return err == nil }},
		} {
			before, begun := len(b.In("C0L1").Messages()), time.Now()
			b.FailNext("chat.postMessage", c.fault)
			err := b.says(c.name)
			if !c.check(err) {
				t.Errorf("%s: %v", c.name, err)
			}
			if applied := len(b.In("C0L1").Messages()) > before; applied != c.applied {
				t.Errorf("%s: applied is %v", c.name, applied)
			}
			if took := time.Since(begun); took != c.fault.Slow {
				t.Errorf("%s took %v", c.name, took)
			}
		}
		if err := b.says("well again"); err != nil {
			t.Error(err)
		}
		var words []string
		for _, call := range b.CallsOf("chat.postMessage") {
			words = append(words, call.Err)
		}
		if want := []string{"html", "dropped", "", "ratelimited", "fatal_error", "", "", ""}; !slices.Equal(words, want) {
			t.Errorf("recorded %q, want %q", words, want)
		}
	})
}

func TestRateLimitsLetABurstThroughAndThenOneASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		b.LimitRates(true)
		for i := range 4 {
			if err := b.says("burst"); err != nil {
				t.Fatalf("post %d: %v", i, err)
			}
		}
		limited, ok := errors.AsType[*slack.RateLimitedError](b.says("too fast"))
		if !ok || limited.RetryAfter != time.Second {
			t.Fatalf("the fifth post: %v", limited)
		}
		if _, _, err := b.bot.PostMessage("U0ANNA", slack.MsgOptionText("another channel", false)); err != nil {
			t.Errorf("another channel: %v", err)
		}
		time.Sleep(limited.RetryAfter)
		if err := b.says("now"); err != nil {
			t.Errorf("after waiting: %v", err)
		}
		b.LimitRates(false)
		for range 10 {
			if err := b.says("free"); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestDuringAnOutageNothingWorksAndAfterwardsEverythingDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		b.Outage(true)
		synctest.Wait()
		if err := b.says("x"); err == nil || b.Sockets.Connections() != 0 {
			t.Errorf("post %v, %d sockets", err, b.Sockets.Connections())
		}
		must(b.anna.Says("C0L1", "is it on?"))(t)
		if _, err := b.anna.Slash("/desk", "", "C0L1"); err == nil {
			t.Error("a command went through")
		}
		b.Outage(false)
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if got := l.kinds(); got != "message" || b.Sockets.Connections() != 1 {
			t.Errorf("afterwards: %q over %d sockets", got, b.Sockets.Connections())
		}
	})
}

func TestARevokedTokenIsToldAndRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		l := b.listen(nil)
		b.RevokeTokens()
		synctest.Wait()
		if got := l.kinds(); got != "tokens_revoked" {
			t.Errorf("heard %q", got)
		}
		if err := b.says("x"); code(err) != "token_revoked" {
			t.Errorf("a post: %q", code(err))
		}
		b.Reinstall()
		b.Uninstall()
		if err := b.says("x"); code(err) != "account_inactive" {
			t.Errorf("after the removal: %q", code(err))
		}
	})
}

func TestEveryMentionWithoutLeaveIsFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{})
		b.AllowMention("U0ANNA", "S0OPS")
		for _, words := range []string{"<@U0ANNA> look", "<!subteam^S0OPS>", "&lt;!channel&gt;", "plain"} {
			if err := b.says(words); err != nil {
				t.Fatal(err)
			}
		}
		if got := b.MentionViolations(); len(got) != 0 {
			t.Errorf("allowed mentions are violations: %v", got)
		}
		literal := slack.NewSectionBlock(slack.NewTextBlockObject("plain_text", "<!channel>", false, false), nil, nil)
		live := slack.NewRichTextBlock("r", slack.NewRichTextSection(slack.NewRichTextSectionBroadcastElement("here")))
		if _, _, err := b.bot.PostMessage("C0L1", slack.MsgOptionText("<!channel> <@U0BORIS>", false), slack.MsgOptionBlocks(literal, live)); err != nil {
			t.Fatal(err)
		}
		got := strings.Join(b.MentionViolations(), "; ")
		want := "chat.postMessage C0L1: <!channel>; chat.postMessage C0L1: <@U0BORIS>; chat.postMessage C0L1: <!here>"
		if got != want {
			t.Errorf("violations %q, want %q", got, want)
		}
	})
}
