package demo

import (
	"time"

	"vakhta/demo/cast"
	"vakhta/demo/stories"
	"vakhta/demo/why"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// A PageState is everything the page shows at one moment. GET /api/state
// returns one; GET /api/events sends one at every change, as the data of an
// event called "state".
type PageState struct {
	// Version grows with every change, so that an older state that arrives late
	// can be recognised.
	Version uint64 `json:"version"`
	// Act counts the resets of the demo: with a new one, all chats are new.
	Act       int               `json:"act"`
	Lang      string            `json:"lang"` // the desk's: "ru" or "en"
	Zone      string            `json:"zone"` // the desk's, by its IANA name
	Now       time.Time         `json:"now"`
	Speed     float64           `json:"speed"`     // 1 is real time
	NextAlarm *time.Time        `json:"nextAlarm"` // null: nothing is armed
	Telegram  simtelegram.State `json:"telegram"`
	Slack     simslack.State    `json:"slack"`
	Cast      []cast.Persona    `json:"cast"`
	Stories   []StoryState      `json:"stories"`
	Why       why.Why           `json:"why"`
}

// A StoryState is a story and how far it has played.
type StoryState struct {
	ID      string         `json:"id"`
	Title   stories.Phrase `json:"title"`
	About   stories.Phrase `json:"about"`
	Playing bool           `json:"playing"`
	// Step says in the viewer's language what is happening; null before the
	// first step. It stays when the story is over.
	Step *stories.Phrase `json:"step"`
	// Over says that the story has ended, Failed why it failed.
	Over   bool   `json:"over"`
	Failed string `json:"failed,omitempty"`
}

// A ClockOrder is the body of POST /api/clock: a speed, or a jump to the next
// alarm.
type ClockOrder struct {
	Speed float64 `json:"speed,omitempty"`
	Jump  bool    `json:"jump,omitempty"`
}

// A StoryOrder is the body of POST /api/story: play one, in a language, or stop
// the one that plays.
type StoryOrder struct {
	ID   string `json:"id,omitempty"`
	Lang string `json:"lang,omitempty"` // "ru" or "en"; empty: the desk's
	Stop bool   `json:"stop,omitempty"`
}

// A ResetOrder is the body of POST /api/reset: an empty desk with the language
// Lang.
type ResetOrder struct {
	Lang string `json:"lang,omitempty"` // "ru" or "en"; empty: as it was
}

// An OutageOrder is the body of POST /api/outage: Slack goes down, or comes
// back.
type OutageOrder struct {
	Down bool `json:"down"`
}

// An Answer is the response to every POST, with status 200 when it was done,
// 400 when the order cannot be understood, and 409 when the messenger or the
// desk refused. Error is a sentence for the page to show.
type Answer struct {
	OK    bool   `json:"ok"`
	Error string `json:"error,omitempty"`
	cast.Told
}
