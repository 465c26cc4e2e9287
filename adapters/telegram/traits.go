package telegram

import (
	"strings"
	"time"

	"vakhta/adapters/telegram/layout"
	"vakhta/desk"
)

// Traits are what Telegram can do and allows.
func Traits() desk.Traits {
	return desk.Traits{
		Command: "/",
		Threads: desk.TopicThreads,
		Replies: true,
		Edits:   true,
		Buttons: true,
		Toasts:  true,
		Signs:   []string{"👀", "👍"}, // of the emojis that anybody may react with (ReactionTypeEmoji); there is no tick
		IsGroup: isGroup,
		// About one message a second in a chat, 20 a minute in a group, 30 a second
		// over all (Bot FAQ, "My bot is hitting limits").
		Pace:      desk.Pace{Every: time.Second, Burst: 8},
		GroupPace: desk.Pace{Every: 3 * time.Second, Burst: 20},
		AllPace:   desk.Pace{Every: time.Second / 28, Burst: 28},
		Text:      desk.Length{Max: layout.Limit},
		// getFile and sendDocument of the public Bot API server; one's own can do more.
		MaxFetch:  20 << 20,
		MaxUpload: 50 << 20,
	}
}

// Traits are what Telegram can do and allows.
func (a *Adapter) Traits() desk.Traits { return Traits() }

// isGroup reports whether several people read there: groups have negative ids.
func isGroup(chat string) bool { return strings.HasPrefix(chat, "-") }
