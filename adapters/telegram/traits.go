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
		Copies:  true,
		Toasts:  true,
		Yes:     "👍",
		Signs:   []string{"👀", "👍"}, // emojis that anybody may react with (ReactionTypeEmoji); a tick is not among them
		// "As non-premium users, bots can set up to one reaction per message"
		// (setMessageReaction).
		OneReaction: true,
		IsGroup:     isGroup,
		// About one message a second in a chat, 20 a minute in a group, 30 a
		// second over all (Bot FAQ, "My bot is hitting limits").
		Pace:      desk.Pace{Every: time.Second, Burst: 8},
		GroupPace: desk.Pace{Every: 3 * time.Second, Burst: 20},
		AllPace:   desk.Pace{Every: time.Second / 28, Burst: 28},
		Text:      desk.Length{Max: layout.Limit},
		MaxFetch:  cloudFetch,
		MaxUpload: cloudUpload,
	}
}

// The limits of the public Bot API server (getFile, sendDocument), and what a
// server of one's own in local mode takes. Such a server gives files of any size.
const (
	cloudFetch  = 20 << 20
	cloudUpload = 50 << 20
	localUpload = 2000 << 20
)

// Traits returns what Telegram can do and allows. A server of one's own is asked:
// it may be in local mode, or refuse as Telegram's does.
func (a *Adapter) Traits() desk.Traits {
	t := Traits()
	if a.ownServer() {
		t.MaxFetch, t.MaxUpload = 0, localUpload
	}
	return t
}

// ownServer reports whether the Bot API server is not Telegram's.
func (a *Adapter) ownServer() bool {
	return a.APIURL != "" && !strings.HasPrefix(a.APIURL, "https://api.telegram.org")
}

// isGroup reports whether a chat has several readers: groups have negative ids.
func isGroup(chat string) bool { return strings.HasPrefix(chat, "-") }
