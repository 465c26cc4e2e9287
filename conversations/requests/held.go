package requests

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/storage"
)

// heldFor is how long a message is kept until its question is answered.
const heldFor = 7 * 24 * time.Hour

// held is a message that is kept until a question about it is answered.
type held struct {
	Request Request
	Event   heldEvent
}

// heldEvent is the part of the event that is needed then.
type heldEvent struct {
	From desk.Sender
	In   desk.Place
	At   time.Time
}

// Hold keeps a message until its question is answered.
func Hold(ctx context.Context, t *turn.Turn, r Request) (int64, error) {
	if r.At.IsZero() {
		r.At = t.Event.At
	}
	if r.Place.IsZero() {
		r.Place = Place(t, r)
	}
	raw, err := json.Marshal(held{r, heldEvent{t.Event.From, t.Event.In, t.Event.At}})
	if err != nil {
		return 0, err
	}
	return t.Tx.Hold(ctx, storage.Held{Owner: t.Event.From.Account, Payload: raw, Expires: t.Now().Add(heldFor)})
}

// OpenHeld opens a ticket from a kept message, if the visitor wrote it. For
// everyone else it is as if nothing was kept.
func OpenHeld(ctx context.Context, t *turn.Turn, id int64, project string) error {
	raw, err := t.Tx.TakeHeld(ctx, id, t.Event.From.Account, t.Now())
	if errors.Is(err, desk.ErrNotFound) {
		return turn.ErrStale
	}
	if err != nil {
		return err
	}
	var h held
	if err := json.Unmarshal(raw, &h); err != nil {
		return err
	}
	if !slices.Contains(h.Request.Projects, project) || !t.Who.HasPart(project) { // they may have left the shop meanwhile
		return turn.ErrStale
	}
	h.Request.Chosen = len(h.Request.Projects) > 1 && !h.Request.Sure
	h.Request.Projects, h.Request.Sure = []string{project}, true
	return Take(ctx, t, h.Request)
}
