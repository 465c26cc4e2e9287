package desk_test

import (
	"strings"
	"testing"
	"time"

	"vakhta/desk"
)

func TestTheZeroTraitsAreAPlainTextChats(t *testing.T) {
	t.Parallel()
	var plain desk.Traits
	if got := plain.CommandLine("ack ROM-1"); got != "/ack ROM-1" {
		t.Errorf("a command is written %q", got)
	}
	if got := plain.PaceOf("anywhere"); got != (desk.Pace{}) {
		t.Errorf("a chat takes %+v, want no bound", got)
	}
}

func TestAGroupHasItsOwnPaceWhereTheyAreTold(t *testing.T) {
	t.Parallel()
	chat, group := desk.Pace{Every: time.Second, Burst: 8}, desk.Pace{Every: 3 * time.Second, Burst: 20}
	traits := desk.Traits{
		Command: "/desk ", Pace: chat, GroupPace: group,
		IsGroup: func(chat string) bool { return strings.HasPrefix(chat, "-") },
	}
	if got := traits.CommandLine("help"); got != "/desk help" {
		t.Errorf("a command is written %q", got)
	}
	if traits.PaceOf("-5") != group || traits.PaceOf("5") != chat {
		t.Errorf("a group takes %+v and another chat %+v", traits.PaceOf("-5"), traits.PaceOf("5"))
	}
	traits.GroupPace = desk.Pace{}
	if traits.PaceOf("-5") != chat {
		t.Errorf("without a pace of its own a group takes %+v", traits.PaceOf("-5"))
	}
}

func TestAPressIsSaidInTheWordsOfItsCommand(t *testing.T) {
	t.Parallel()
	rom := desk.Key{Project: "ROM", Number: 42}
	for want, p := range map[string]desk.Press{
		"ack ROM-42":           {Action: desk.ActAck, Key: rom, Rev: 7},
		"type ROM-42 incident": {Action: desk.ActType, Key: rom, Arg: "incident"},
		"new ROM.17":           {Action: desk.ActNew, Arg: "ROM.17"},
		"report ROM week":      {Action: desk.ActReport, Arg: "ROM:week"},
		"new":                  {Action: desk.ActNew},
	} {
		if got := p.Words(); got != want {
			t.Errorf("%+v is said as %q, want %q", p, got, want)
		}
	}
}
