// Package updates is the bot's queue of updates on the simulated server and
// the two ways out of it: long polling, where the bot confirms by asking
// beyond, and a webhook, where a 2xx confirms. An Update is one thing that
// happened; its key names the line it waits in when it goes out by webhook. An
// update that nobody confirmed is given again, with the same id, until it
// expires. The queue keeps its own lock and never calls back into the server.
package updates

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// How long an unconfirmed update lives.
const (
	DayLife   = 24 * time.Hour
	PressLife = 150 * time.Second
)

// An Update is one thing that happened, as the bot will be told it.
type Update struct {
	Kind    string // "message", "callback_query", …
	Key     string // updates of one key go out by webhook one after another
	Life    time.Duration
	Payload any
}

// A Queue holds what the bot has not confirmed. NewQueue makes one.
type Queue struct {
	now   func() time.Time
	after func(time.Duration) <-chan time.Time

	mu      sync.Mutex
	nextID  int
	waiting []*entry
	allowed []string      // nil: everything but what must be asked for
	changed chan struct{} // closed and made anew when there is something to see
	poll    *poll
	hook    Hook
	hookErr hookError
	repeats int
	held    map[string][]Update
	paused  bool
}

// An entry is an update in the queue. The rest concerns webhooks alone.
type entry struct {
	id      int
	kind    string
	key     string
	body    json.RawMessage
	expires time.Time
	// repeat counts how often a confirmed update comes back all the same.
	repeat   int
	inFlight bool
	tries    int
	notUntil time.Time
}

// NewQueue is an empty queue whose first update has the id firstID.
func NewQueue(firstID int, now func() time.Time, after func(time.Duration) <-chan time.Time) *Queue {
	return &Queue{now: now, after: after, nextID: firstID, changed: make(chan struct{}), held: map[string][]Update{}}
}

// Push puts an update into the queue, unless the bot did not ask for its kind.
func (q *Queue) Push(u Update) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.wants(u.Kind) {
		return
	}
	if held, ok := q.held[u.Kind]; ok {
		q.held[u.Kind] = append(held, u)
		return
	}
	q.push(u)
}

// PushAny puts an update into the queue whether or not the bot asked for it.
func (q *Queue) PushAny(u Update) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.push(u)
}

// push marshals at once: what the bot is told is how things were then, however
// they change before it asks.
func (q *Queue) push(u Update) {
	payload, err := json.Marshal(u.Payload)
	if err != nil {
		panic(fmt.Sprintf("sim/telegram: an update of kind %s does not marshal: %v", u.Kind, err))
	}
	e := &entry{id: q.nextID, kind: u.Kind, key: u.Key, expires: q.now().Add(u.Life)}
	e.body = fmt.Appendf(nil, "{\"update_id\":%d,\n%q:%s}", e.id, u.Kind, payload)
	if q.repeats > 0 {
		q.repeats--
		e.repeat = 1
	}
	q.nextID++
	q.waiting = append(q.waiting, e)
	q.notify()
}

// notify wakes all who wait; each of them looks for itself.
func (q *Queue) notify() {
	close(q.changed)
	q.changed = make(chan struct{})
}

// wants reports whether the bot subscribed to a kind. Some kinds come only to
// those who name them.
func (q *Queue) wants(kind string) bool {
	if q.allowed != nil {
		return slices.Contains(q.allowed, kind)
	}
	switch kind {
	case "chat_member", "message_reaction", "message_reaction_count":
		return false
	default:
		return true
	}
}

// Allow sets the kinds that the bot asks for, as the parameter allowed_updates
// of getUpdates and setWebhook does: absent or unparsable leaves the setting,
// no known name restores the default. What already waits is not touched.
func (q *Queue) Allow(param string) {
	var names []string
	if param == "" || json.Unmarshal([]byte(param), &names) != nil {
		return
	}
	var known []string
	for _, name := range names {
		if name = strings.ToLower(name); slices.Contains(kinds(), name) {
			known = append(known, name)
		}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.allowed = known
}

// kinds are the update types of the Bot API.
func kinds() []string {
	return []string{
		"message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
		"business_message", "edited_business_message", "deleted_business_messages", "message_reaction",
		"message_reaction_count", "inline_query", "chosen_inline_result", "callback_query",
		"shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer",
		"my_chat_member", "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost",
	}
}

// RepeatNext makes the next n updates come twice, though the bot confirmed them.
func (q *Queue) RepeatNext(n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.repeats += n
}

// Hold keeps updates of a kind back, and Release lets them go behind everything
// that happened meanwhile: this is how a press overtakes the message before it.
func (q *Queue) Hold(kind string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, ok := q.held[kind]; !ok {
		q.held[kind] = []Update{}
	}
}

// Release ends Hold.
func (q *Queue) Release(kind string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, u := range q.held[kind] {
		q.push(u)
	}
	delete(q.held, kind)
}

// Pending is the number of updates that wait for their confirmation.
func (q *Queue) Pending() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.expire()
	return len(q.waiting)
}

// expire forgets what is too old. What is being delivered right now is left, as
// its delivery will settle it.
func (q *Queue) expire() {
	now := q.now()
	q.waiting = slices.DeleteFunc(q.waiting, func(e *entry) bool { return !e.inFlight && !now.Before(e.expires) })
}

// confirm removes an update, unless it is one that comes twice.
func (q *Queue) confirm(matches func(*entry) bool) {
	q.waiting = slices.DeleteFunc(q.waiting, func(e *entry) bool {
		if !matches(e) {
			return false
		}
		if e.repeat > 0 {
			e.repeat--
			return false
		}
		return true
	})
}
