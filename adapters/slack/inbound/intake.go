package inbound

import (
	"context"
	"errors"
	"fmt"

	"vakhta/adapters/intake"
	"vakhta/adapters/slack/updates"
	"vakhta/desk"
)

// A parcel is what Slack sent, not decoded yet.
type parcel struct {
	raw     []byte
	attempt int  // Slack's count of retries
	once    bool // Slack does not repeat it: presses and commands
	decode  func(updates.Decoder, []byte) (updates.Update, error)
}

// A delivery is a parcel with its place in a lane.
type delivery struct {
	update updates.Update
	turn   *intake.Position
	read   bool // from the history, which moves its marks itself
}

// errNothing means that there is nothing to do: the parcel may be acknowledged.
var errNothing = errors.New("it means nothing to the desk")

// open decodes a parcel and takes a place in its lane. Parcels opened in order
// are handled in order.
func (r *Receiver) open(ctx context.Context, p parcel) (*delivery, error) {
	reader, err := r.People.Reader(ctx)
	if err != nil {
		return nil, fmt.Errorf("who the bot is: %w", err)
	}
	u, broken := intake.Understand(func() (updates.Update, error) { return p.decode(reader, p.raw) })
	if broken == nil && u.Event == nil {
		r.Seen(u.Kind, "skipped")
		return nil, errNothing
	}
	in := intake.Delivery{
		ID: updates.Fingerprint(p.raw), Kind: u.Kind, Lane: u.Lane, Payload: p.raw, Broken: broken, Once: p.once, Round: p.attempt + 1,
	}
	if u.Event != nil {
		in.ID, in.Events = u.Event.ID, []desk.Event{*u.Event}
		in.Answer = func(ctx context.Context, reply desk.Reply) { r.answer(ctx, u, reply) }
	}
	turn, err := r.intake.Join(in)
	if err != nil {
		r.marks.Missed() // in case Slack does not send it again
		return nil, err
	}
	return &delivery{update: u, turn: turn}, nil
}

// take handles a delivery. It returns nil if the parcel may be acknowledged.
func (r *Receiver) take(ctx context.Context, d *delivery, handle desk.IntakeFunc) (intake.Result, error) {
	out, err := d.turn.Take(ctx, handle)
	if !d.read && ctx.Err() == nil {
		r.mind(d.update, err)
	}
	return out, err
}

// mind moves the mark of a message's channel, or asks for the history if the
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
