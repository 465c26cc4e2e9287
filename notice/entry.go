package notice

import (
	"encoding/json"

	"vakhta/desk"
	"vakhta/history"
)

// entry is how a notice about an event is stored.
type entry struct {
	Entry  history.ActivityKind
	By     string // the actor's name, for programs of version 0.1
	Actor  desk.Actor
	Detail json.RawMessage
}

func encodeEntry(by desk.Actor, e history.Activity) ([]byte, error) {
	kind, detail := history.Encode(e)
	return json.Marshal(entry{kind, by.Name, by, detail})
}

func decodeEntry(b []byte) (by desk.Actor, e history.Activity, err error) {
	var kept entry
	if err := json.Unmarshal(b, &kept); err != nil {
		return by, nil, err
	}
	e, err = history.Decode(kept.Entry, kept.Detail)
	return kept.Actor, e, err
}

// MarshalJSON writes the event's kind beside it.
func (h Happened) MarshalJSON() ([]byte, error) { return encodeEntry(h.By, h.Event) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (h *Happened) UnmarshalJSON(b []byte) (err error) {
	h.By, h.Event, err = decodeEntry(b)
	return err
}

// MarshalJSON writes the event's kind beside it.
func (s StateChanged) MarshalJSON() ([]byte, error) { return encodeEntry(s.By, s.Event) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *StateChanged) UnmarshalJSON(b []byte) (err error) {
	s.By, s.Event, err = decodeEntry(b)
	return err
}
