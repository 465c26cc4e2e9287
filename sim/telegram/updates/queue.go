// Package updates is the bot's queue of updates on the simulated server and the
// two ways out of it: long polling, where the bot confirms updates by asking
// for later ones, and a webhook, where a 2xx status confirms. An Update is one
// event; its key names the line in which it waits when it goes out by webhook.
// An unconfirmed update is delivered again, with the same id, until it expires.
// The queue has its own lock and never calls the server.
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

// An Update is one event, as the bot is told it.
type Update struct {
	Kind    string // "message", "callback_query", …
	Key     string // updates with the same key go out by webhook one after another
	Life    time.Duration
	Payload any
}

// A Queue holds unconfirmed updates. NewQueue makes one.
type Queue struct {
	now   func() time.Time
	after func(time.Duration) <-chan time.Time

	mu      sync.Mutex
	nextID  int
	waiting []*entry
	allowed []string      // nil: all kinds except those that must be asked for
	changed chan struct{} // closed and replaced when there is something new
	poll    *poll
	hook    Hook
	hookErr hookError
	repeats int
	held    map[string][]Update
	paused  bool
}

// An entry is an update in the queue. The other fields are for webhooks.
type entry struct {
	id      int
	kind    string
	key     string
	body    json.RawMessage
	expires time.Time
	// repeat counts how often an update is delivered again although it was
	// confirmed.
	repeat   int
	inFlight bool
	tries    int
	notUntil time.Time
}

// NewQueue returns an empty queue whose first update has the id firstID.
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

// PushAny puts an update into the queue even if the bot did not ask for it.
func (q *Queue) PushAny(u Update) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.push(u)
}

// push marshals at once, so that the bot gets the state at this moment.
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

// notify wakes all waiting goroutines, which then look for themselves.
func (q *Queue) notify() {
	close(q.changed)
	q.changed = make(chan struct{})
}

// wants reports whether the bot subscribed to a kind. Some kinds must be named.
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

// Allow sets the kinds that the bot asks for, like the parameter
// allowed_updates of getUpdates and setWebhook. A missing or unparsable list
// changes nothing; one without a known name restores the default. Updates
// already in the queue stay.
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

// kinds returns the update types of the Bot API.
func kinds() []string {
	return []string{
		"message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
		"business_message", "edited_business_message", "deleted_business_messages", "message_reaction",
		"message_reaction_count", "inline_query", "chosen_inline_result", "callback_query",
		"shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer",
		"my_chat_member", "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost",
	}
}

// RepeatNext delivers the next n updates twice, though the bot confirmed them.
func (q *Queue) RepeatNext(n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.repeats += n
}

// Hold holds back updates of a kind. Release lets them go after everything that
// happened meanwhile: this is how a press overtakes an earlier message.
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

// Pending returns the number of updates that wait for their confirmation.
func (q *Queue) Pending() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.expire()
	return len(q.waiting)
}

// expire removes old updates, except those that are being delivered.
func (q *Queue) expire() {
	now := q.now()
	q.waiting = slices.DeleteFunc(q.waiting, func(e *entry) bool { return !e.inFlight && !now.Before(e.expires) })
}

// confirm removes an update, unless it is to be delivered twice.
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
