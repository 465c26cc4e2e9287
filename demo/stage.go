// Package demo shows the desk in a browser: the simulated Telegram and Slack
// with the people of a small shop and its support, a clock that can run faster,
// stories to play, and a page on which anybody can play every role.
//
// A Stage answers HTTP. This is its API, all of it JSON:
//
//	GET  /api/state            a PageState
//	GET  /api/events           server-sent events called "state", each a PageState
//	GET  /api/commands         ?as=&chat=: the command menu, a list of cast.MenuLine
//	GET  /api/file/telegram/X  the bytes of a file, by its id in the State
//	GET  /api/file/slack/X     the same for Slack
//	POST /api/act              a cast.Interaction → Answer
//	POST /api/clock            a ClockOrder   → Answer
//	POST /api/story            a StoryOrder   → Answer
//	POST /api/reset            a ResetOrder   → Answer
//	POST /api/outage           an OutageOrder → Answer
//
// Everything else is the page itself. The page knows only the simulated
// servers; the desk beside them is the real one.
package demo

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"vakhta/demo/cast"
	"vakhta/demo/clock"
	"vakhta/demo/page"
	"vakhta/demo/stories"
	"vakhta/demo/why"
)

// A Config is what a stage needs.
type Config struct {
	Cast  *cast.Cast
	Clock *clock.Adjustable
	Lang  string // the desk's: "ru" or "en"
	Act   int    // how often the demo was reset
	// Why and NextAlarm read the desk's store. Nothing else of the desk is used
	// here.
	Why       func(context.Context) (why.Why, error)
	NextAlarm func(context.Context) (time.Time, bool, error)
	// Reset restarts the demo in a language, "" for the same; nil: it cannot.
	Reset func(lang string) error
	Log   *slog.Logger
}

// A Stage is the demo's page and its state. New makes one, and Run plays its
// stories.
type Stage struct {
	Config
	orders chan order
	over   chan struct{} // closed when Run has returned

	mu      sync.Mutex
	version uint64 // counts changes other than the messengers' and the clock's
	changed chan struct{}
	stories []StoryState
	stop    context.CancelFunc // ends the story that plays; nil: none plays
}

// New returns a stage on which nothing plays yet.
func New(c Config) *Stage {
	s := &Stage{Config: c, orders: make(chan order), over: make(chan struct{}), changed: make(chan struct{})}
	for _, story := range stories.All() {
		s.stories = append(s.stories, StoryState{ID: story.ID, Title: story.Title, About: story.About})
	}
	return s
}

// Handler answers the page and its API.
func (s *Stage) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/state", s.getState)
	mux.HandleFunc("GET /api/events", s.getEvents)
	mux.HandleFunc("GET /api/commands", s.getCommands)
	mux.HandleFunc("GET /api/file/{messenger}/{id}", s.getFile)
	mux.Handle("POST /api/act", posted(s.postAct))
	mux.Handle("POST /api/clock", posted(s.postClock))
	mux.Handle("POST /api/story", posted(s.postStory))
	mux.Handle("POST /api/reset", posted(s.postReset))
	mux.Handle("POST /api/outage", posted(s.postOutage))
	mux.HandleFunc("/api/", http.NotFound)
	mux.Handle("/", http.FileServerFS(page.Files))
	return guarded(mux)
}

// change changes the stage and notifies everybody who watches.
func (s *Stage) change(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
	s.version++
	close(s.changed)
	s.changed = make(chan struct{})
}

// watch returns a channel that is closed at the stage's next change.
func (s *Stage) watch() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}
