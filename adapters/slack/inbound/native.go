package inbound

import (
	"errors"

	"vakhta/desk"
)

// Native returns a card as this workspace can show it: without tables and charts, if
// Slack has refused one since this process began.
func (r *Receiver) Native(c desk.Card) desk.Card {
	if r.simple.Load() {
		return c.Simple()
	}
	return c
}

// HasNoTables notes that Slack has refused a card, if that can be for its table or
// chart: not every workspace has them.
func (r *Receiver) HasNoTables(c desk.Card) bool {
	if c.Table == nil && c.Chart == nil {
		return false
	}
	if !r.simple.Swap(true) {
		r.Log.Info("this workspace shows no tables and charts, lists are written as text")
	}
	return true
}

// whispered sends an answer that only the person who acted sees. If Slack refuses its
// table or chart it is sent as text.
func (r *Receiver) whispered(reply desk.Reply, send func(whisper) error) error {
	w, ok := r.whisperOf(reply)
	if !ok {
		return nil
	}
	err := send(w)
	refused, is := errors.AsType[*desk.SendError](err)
	if reply.Card == nil || !is || refused.Fate != desk.Refused || !r.HasNoTables(*reply.Card) {
		return err
	}
	w, _ = r.whisperOf(reply)
	return send(w)
}
