package requests

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// heldFor is how long a message is kept until its question is answered.
const heldFor = 7 * 24 * time.Hour

// A doubt is what the author of a kept message is asked.
type doubt string

const (
	whether doubt = "request" // whether it is a request, or which ticket it is about
	which   doubt = "shop"    // which shop it is about
	later   doubt = ""        // the message has reached its ticket already, or was kept by an older program
)

// held is a message that is kept until a question about it is answered.
type held struct {
	Request Request
	Event   heldEvent
	Asked   doubt
	Spare   bool // nobody needs to see it if the question is not answered
}

// heldEvent is the part of the event that is needed then.
type heldEvent struct {
	From desk.Sender
	In   desk.Place
	At   time.Time
}

// Hold keeps a message until its question is answered.
func Hold(ctx context.Context, t *turn.Turn, r Request) (int64, error) {
	return hold(ctx, t, r, later, true)
}

// hold keeps a message until a question about it is answered. Unless it is spare
// the keeper comes back to it.
func hold(ctx context.Context, t *turn.Turn, r Request, asked doubt, spare bool) (int64, error) {
	if r.At.IsZero() {
		r.At = t.Event.At
	}
	if r.Place.IsZero() {
		r.Place = Place(t, r)
	}
	raw, err := json.Marshal(held{r, heldEvent{t.Event.From, t.Event.In, t.Event.At}, asked, spare})
	if err != nil {
		return 0, err
	}
	id, err := t.Tx.Hold(ctx, storage.Held{Owner: t.Event.From.Account, Payload: raw, Expires: t.Now().Add(heldFor)})
	if err == nil && !spare {
		err = t.Arm(ctx, desk.Alarm{Subject: desk.Of(HeldKind, strconv.FormatInt(id, 10)), Due: t.Now().Add(Patience)})
	}
	return id, err
}

// mayAsk reports whether the visitor may still ask for a project: they may have
// left the shop meanwhile.
func mayAsk(t *turn.Turn, r Request, project string) bool {
	return slices.Contains(r.Projects, project) && t.Who.HasPart(project)
}

// OpenHeld opens a ticket from a kept message, if the visitor wrote it.
func OpenHeld(ctx context.Context, t *turn.Turn, id int64, project string) error {
	all, err := take(ctx, t, id)
	if err != nil {
		return err
	}
	r := together(all)
	if !mayAsk(t, r, project) {
		return turn.ErrStale
	}
	r.Chosen = len(r.Projects) > 1 && !r.Sure
	r.Projects, r.Sure = []string{project}, true
	return Take(ctx, t, r)
}

// AttachHeld adds a kept message to a ticket that its author chose.
func AttachHeld(ctx context.Context, t *turn.Turn, id int64, c *tickets.Case) error {
	all, err := take(ctx, t, id)
	if err != nil {
		return err
	}
	for _, h := range all {
		if !mayAsk(t, h.Request, c.Ticket.Key.Project) || c.Ticket.Shared && !h.Request.Shared {
			return turn.ErrStale
		}
		if _, err := c.CustomerSays(ctx, t.Actor(), h.Request.words()); err != nil {
			return err
		}
	}
	return nil
}

// TakeHeld returns a message that the visitor keeps, which is not kept any more.
func TakeHeld(ctx context.Context, t *turn.Turn, id int64) (Request, error) {
	all, err := take(ctx, t, id)
	if err != nil {
		return Request{}, err
	}
	return together(all), nil
}

// DropHeld forgets a kept message, because its author says that it is no request.
func DropHeld(ctx context.Context, t *turn.Turn, id int64) error {
	_, err := take(ctx, t, id)
	return err
}
