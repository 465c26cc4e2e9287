package slack

import (
	"strings"
	"time"

	"vakhta/adapters/slack/layout"
	"vakhta/desk"
)

// Traits returns what Slack can do and allows.
func Traits() desk.Traits {
	return desk.Traits{
		Command:   "/desk ", // a bare /status would be Slack's own
		Threads:   desk.ReplyThreads,
		Replies:   true,
		Edits:     true,
		Buttons:   true,
		Confirms:  true, // the confirm object of a button
		Forms:     true, // views.open
		Signs:     []string{"👀", "✅"},
		Yes:       "✅",
		IsGroup:   func(chat string) bool { return strings.HasPrefix(chat, "C") || strings.HasPrefix(chat, "G") },
		Pace:      desk.Pace{Every: time.Second, Burst: 8}, // chat.postMessage: one a second in a channel, with short bursts
		Apart:     apart(),
		Text:      desk.Length{Max: layout.MaxText},
		MaxUpload: 1 << 30, // files.getUploadURLExternal
	}
}

// apart returns the limits of methods that Slack counts over the whole
// workspace (Rate limits: tier 3 is 50 calls a minute, tier 2 is 20), with some
// calls left for what else uses them.
func apart() map[desk.Operation]desk.Pace {
	tier := func(perMinute int) desk.Pace {
		return desk.Pace{Every: time.Minute / time.Duration(perMinute-2), Burst: perMinute * 4 / 5}
	}
	return map[desk.Operation]desk.Pace{
		desk.OperationEdit:    tier(50), // chat.update
		desk.OperationRemove:  tier(50), // chat.delete
		desk.OperationReact:   tier(50), // reactions.add
		desk.OperationUnreact: tier(20), // reactions.remove
	}
}

// Traits returns what Slack can do and allows.
func (a *Adapter) Traits() desk.Traits { return Traits() }
