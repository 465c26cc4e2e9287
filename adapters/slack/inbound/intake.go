package inbound

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vakhta/adapters/slack/updates"
	"vakhta/desk"
)

const (
	// tries is how often an update is handed to the desk before it goes back to
	// Slack, or is parked; pauses double from firstPause.
	tries      = 5
	firstPause = 100 * time.Millisecond
	// lastDelivery is the number of the delivery after which an update that the
	// desk could not take is parked: Slack brings it again at once, after a minute
	// and after five, and then never.
	lastDelivery = 2
)

// A parcel is what Slack brought, not understood yet.
type parcel struct {
	raw     []byte
	attempt int  // Slack's own count of repetitions
	once    bool // Slack brings it but once: presses and commands
	decode  func(updates.Reader, []byte) (updates.Update, error)
}

// A delivery is a parcel on its way through a lane.
type delivery struct {
	parcel
	update updates.Update
	place  *place
	read   bool // from the history, which keeps its marks itself
}

var (
	// errBusy means that a lane is full.
	errBusy = errors.New("too much waits in this channel")
	// errNothing means that there is nothing to do: the parcel may be acknowledged.
	errNothing = errors.New("it means nothing to the desk")
)

// open understands a parcel and takes a place in its lane, so that whoever
// opens parcels in order has them handled in order.
func (r *Receiver) open(ctx context.Context, p parcel) (*delivery, error) {
	reader, err := r.Reader(ctx)
	if err != nil {
		return nil, fmt.Errorf("who the bot is: %w", err)
	}
	u, err := understand(reader, p)
	if err != nil {
		r.Seen(u.Kind, "parked")
		if err := r.park(ctx, updates.Fingerprint(p.raw), p.raw, err); err != nil {
			return nil, err
		}
		return nil, errNothing
	}
	if u.Event == nil {
		r.Seen(u.Kind, "skipped")
		return nil, errNothing
	}
	if u.Event.At.IsZero() {
		u.Event.At = r.Clock.Now()
	}
	at, ok := r.lanes.join(u.Lane, u.Event.At)
	if !ok {
		r.Seen(u.Kind, "busy")
		r.marks.Missed() // should Slack not bring it again
		return nil, errBusy
	}
	return &delivery{parcel: p, update: u, place: at}, nil
}

// understand decodes a parcel; what makes the decoder panic is an error, too.
func understand(r updates.Reader, p parcel) (u updates.Update, err error) {
	defer func() {
		if v := recover(); v != nil {
			u, err = updates.Update{Kind: updates.Other}, fmt.Errorf("decoding panics: %v", v)
		}
	}()
	return p.decode(r, p.raw)
}

// take waits for the delivery's turn and hands it to the desk. It returns nil
// when the parcel may be acknowledged.
func (r *Receiver) take(ctx context.Context, d *delivery, handle desk.IntakeFunc) (desk.Reply, error) {
	defer r.lanes.leave(d.place)
	if !r.pause(ctx, settle) {
		return desk.Reply{}, ctx.Err()
	}
	r.lanes.ready(d.place)
	select {
	case <-d.place.turn:
	case <-ctx.Done():
		return desk.Reply{}, ctx.Err()
	}
	if !r.Introduce(ctx, d.update.Event) {
		r.Seen(d.update.Kind, "skipped")
		return desk.Reply{}, nil
	}
	reply, err := r.hand(ctx, *d.update.Event, handle)
	result := "handled"
	if err != nil && ctx.Err() == nil {
		r.Log.ErrorContext(ctx, "handle an update", "kind", d.update.Kind, "event", d.update.Event.ID, "attempt", d.attempt, "error", err)
		result = "failed"
		if d.once || d.attempt >= lastDelivery {
			if err = r.park(ctx, d.update.Event.ID, d.raw, err); err == nil {
				result = "parked"
			}
		}
	}
	r.Seen(d.update.Kind, result)
	if !d.read {
		r.mind(d.update, err)
	}
	return reply, err
}

// mind moves the mark of a message's channel, or has the history read if the
// message could not be handled.
func (r *Receiver) mind(u updates.Update, err error) {
	switch {
	case u.TS == "":
	case err != nil:
		r.marks.Heard(u.Lane)
		r.marks.Missed()
	default:
		r.marks.Handled(u.Lane, u.TS)
	}
}

// hand gives an event to the desk, again and again for as long as a person
// waits gladly.
func (r *Receiver) hand(ctx context.Context, e desk.Event, handle desk.IntakeFunc) (reply desk.Reply, err error) {
	wait := firstPause
	for n := 1; ; n++ {
		if reply, err = handle(ctx, e); err == nil || n == tries || !r.pause(ctx, wait) {
			return reply, err
		}
		wait *= 2
	}
}

// park keeps what could not be understood or handled. When even that fails the
// store is away, and Slack has to bring the parcel again.
func (r *Receiver) park(ctx context.Context, id desk.EventID, raw []byte, why error) error {
	if err := r.Parker.Park(ctx, id, raw, why.Error(), r.Clock.Now()); err != nil {
		return fmt.Errorf("park %s: %w", id, err)
	}
	r.Log.WarnContext(ctx, "update parked", "event", id, "why", why)
	return nil
}
