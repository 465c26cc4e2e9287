package screens

import (
	"encoding/json"
	"fmt"
	"time"

	"vakhta/sim/slack/ledger"
)

// trigger lets an app open a modal for the person who has just acted.
type trigger struct {
	user  string
	since time.Time
	spent bool
}

// ResponseURL lets an app answer an interaction for a while.
type ResponseURL struct {
	ID, Channel, User string
	// MessageTS is the message of the interaction, if any; ThreadTS is its
	// thread.
	MessageTS, ThreadTS string
	// Ephemeral marks an interaction that only its person could see.
	Ephemeral bool

	since time.Time
	uses  int
}

// Ephemeral is a message only one person can see. Its ID is what Slack calls
// message_ts, though no method accepts it.
type Ephemeral struct {
	ID, Channel, User, Text string
	ThreadTS                string
	Blocks                  json.RawMessage
	At                      time.Time
}

// NewTrigger makes a trigger id for a person.
func (s *Screens) NewTrigger(user string) string {
	defer s.Change()()
	id := fmt.Sprintf("%d.%s", s.Now().UnixMilli(), s.NextID("trigger"))
	s.triggers[id] = trigger{user: user, since: s.Now()}
	return id
}

// spend uses up a trigger and returns whose it was.
func (s *Screens) spend(id string) (string, error) {
	t, ok := s.triggers[id]
	switch {
	case !ok:
		return "", ledger.RefusedError("invalid_trigger_id")
	case t.spent:
		return "", ledger.RefusedError("exchanged_trigger_id")
	case s.Now().Sub(t.since) > s.patience:
		return "", ledger.RefusedError("expired_trigger_id")
	}
	t.spent = true
	s.triggers[id] = t
	return t.user, nil
}

// NewResponse makes a response url's id for an interaction.
func (s *Screens) NewResponse(r ResponseURL) string {
	defer s.Change()()
	r.ID, r.since = s.NextID("R"), s.Now()
	s.responses[r.ID] = &r
	return r.ID
}

// UseResponse counts a use of a response url: five within thirty minutes.
func (s *Screens) UseResponse(id string) (ResponseURL, error) {
	const (
		uses = 5
		life = 30 * time.Minute
	)
	defer s.Change()()
	r, ok := s.responses[id]
	switch {
	case !ok:
		return ResponseURL{}, ledger.RefusedError("invalid_url")
	case s.Now().Sub(r.since) > life:
		return ResponseURL{}, ledger.RefusedError("expired_url")
	case r.uses >= uses:
		return ResponseURL{}, ledger.RefusedError("used_url")
	}
	r.uses++
	return *r, nil
}

// Whisper shows a message to one person only.
func (s *Screens) Whisper(e Ephemeral) Ephemeral {
	defer s.Change()()
	e.ID, e.At = s.NextTS(), s.Now()
	s.whispers = append(s.whispers, e)
	return e
}

// Unwhisper removes a whispered message, and reports whether it was there.
func (s *Screens) Unwhisper(id string) bool {
	defer s.Change()()
	for i, e := range s.whispers {
		if e.ID == id {
			s.whispers = append(s.whispers[:i:i], s.whispers[i+1:]...)
			return true
		}
	}
	return false
}

// Whispers returns what only this person can see, in order; an empty user means
// everybody's.
func (s *Screens) Whispers(user string) []Ephemeral {
	defer s.Look()()
	var out []Ephemeral
	for _, e := range s.whispers {
		if user == "" || e.User == user {
			out = append(out, e)
		}
	}
	return out
}
