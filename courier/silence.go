package courier

import (
	"context"
	"errors"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// A Silencer tells monitoring systems about silences. Its errors are
// *desk.SendErrors.
type Silencer interface {
	// Silence makes a silence and returns its id; if one with its key is there
	// already, it returns that.
	Silence(ctx context.Context, s desk.Silence) (id string, err error)
	// Unsilence ends the silence with an id. One that has ended is no error.
	Unsilence(ctx context.Context, s desk.Silence, id string) error
}

// silenceWithin is how long a monitoring system is tried before the thread is
// told that it does not answer.
const silenceWithin = 10 * time.Minute

// silence makes the silence of a notice, or ends the one in its slot.
func (c *Courier) silence(ctx context.Context, p *parcel, f notice.SilenceAlert) (storage.Settlement, error) {
	project := p.view.Desk.Projects[p.ticket.Key.Project]
	if project == nil || project.Alerts.Silence[f.Source] == "" || c.Silencer == nil {
		return storage.Settlement{}, nil // desk.yaml has changed
	}
	s := desk.Silence{
		Project: project.Code, Source: f.Source, URL: project.Alerts.Silence[f.Source], Fingerprint: f.Fingerprint,
		Labels: f.Labels, Until: f.Until, Key: p.Key, Comment: p.ticket.Key.String() + " · " + f.By,
	}
	p.op = desk.OperationEdit // what is lost is found by its key
	if !f.Off {
		id, err := c.Silencer.Silence(ctx, s)
		if err != nil {
			return storage.Settlement{}, c.lateSilence(p, err)
		}
		return storage.Settlement{Sent: &desk.MessageRef{Address: p.To, Message: id}}, nil
	}
	if len(p.stands) == 0 {
		return storage.Settlement{}, nil
	}
	if err := c.Silencer.Unsilence(ctx, s, p.stands[0].Message); err != nil {
		return storage.Settlement{}, c.lateSilence(p, err)
	}
	return storage.Settlement{Gone: true}, nil
}

// lateSilence refuses for good what has been tried long enough.
func (c *Courier) lateSilence(p *parcel, err error) error {
	send, ok := errors.AsType[*desk.SendError](err)
	if !ok || c.Clock.Now().Sub(p.Planned) < silenceWithin {
		return err
	}
	return &desk.SendError{Fate: desk.Refused, Err: send.Err}
}
