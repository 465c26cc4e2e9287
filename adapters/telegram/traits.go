package telegram

import (
	"strings"
	"time"

	"vakhta/adapters/telegram/layout"
	"vakhta/desk"
)

// Traits returns what Telegram can do and allows.
func Traits() desk.Traits {
	return desk.Traits{
		Command: "/",
		Threads: desk.TopicThreads,
		Replies: true,
		Edits:   true,
		Buttons: true,
		Toasts:  true,
		Signs:   []string{"👀", "👍"}, // emojis that anybody may react with (ReactionTypeEmoji); a tick is not among them
		IsGroup: isGroup,
		// About one message a second in a chat, 20 a minute in a group, 30 a
		// second over all (Bot FAQ, "My bot is hitting limits").
		Pace:      desk.Pace{Every: time.Second, Burst: 8},
		GroupPace: desk.Pace{Every: 3 * time.Second, Burst: 20},
		AllPace:   desk.Pace{Every: time.Second / 28, Burst: 28},
		Text:      desk.Length{Max: layout.Limit},
		// getFile and sendDocument of the public Bot API server; a local server
		// allows more.
		MaxFetch:  20 << 20,
		MaxUpload: 50 << 20,
	}
}

// Traits returns what Telegram can do and allows.
func (a *Adapter) Traits() desk.Traits { return Traits() }

// isGroup reports whether a chat has several readers: groups have negative ids.
func isGroup(chat string) bool { return strings.HasPrefix(chat, "-") }
