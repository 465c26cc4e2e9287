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
		IsGroup:   func(chat string) bool { return strings.HasPrefix(chat, "C") || strings.HasPrefix(chat, "G") },
		Pace:      desk.Pace{Every: time.Second, Burst: 8}, // chat.postMessage: one a second in a channel, with short bursts
		Text:      desk.Length{Max: layout.MaxText},
		MaxUpload: 1 << 30, // files.getUploadURLExternal
	}
}

// Traits returns what Slack can do and allows.
func (a *Adapter) Traits() desk.Traits { return Traits() }
