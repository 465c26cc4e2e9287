package main

import (
	"context"
	"sync"
	"time"

	"vakhta/classify"
	"vakhta/desk"
)

// handle is how adapters hand events to the engine. A second opinion is asked
// for here, before the engine begins its transaction: in one, nobody waits for
// a network.
func (a *app) handle(ctx context.Context, e desk.Event) (desk.Reply, error) {
	a.consult(ctx, e)
	return a.engine.Handle(ctx, e)
}

// consult asks for a second opinion on a message that may be a request and that
// the classifier is unsure of. The guesser finds the answer when the engine
// comes to the message; without one it guesses as ever.
func (a *app) consult(ctx context.Context, e desk.Event) {
	said, ok := e.Body.(desk.Said)
	if !ok || a.opinion == nil || a.amongEngineers(e.In.Address) {
		return
	}
	if _, known := a.guess.opinions.of(said.Text); known { // the platform repeats itself
		return
	}
	made := a.guess.model.Guess(said.Text, classify.Context{})
	if !made.Ask {
		return
	}
	better, err := a.opinion.Improve(ctx, said.Text, made)
	if err != nil {
		a.log.Warn("ask for a second opinion", "event", e.ID, "error", err)
		return
	}
	a.guess.opinions.keep(said.Text, better.Type, a.clock.Now()) // whatever the classifier thought, this comes first now
}

// amongEngineers reports whether a chat is a line's channel: what is said there
// opens no ticket and is nobody else's business.
func (a *app) amongEngineers(chat desk.Address) bool {
	for _, t := range a.tickets.Current().Teams {
		if t.Channel.Root() == chat.Root() {
			return true
		}
	}
	return false
}

// opinions are the second opinions of the last minutes, by text.
type opinions struct {
	mu   sync.Mutex
	kept map[string]opined
}

type opined struct {
	typ desk.RequestType
	at  time.Time
}

// keepOpinion is how long an opinion is at hand: the engine asks for it within
// the second, the platform may bring the message again within minutes.
const keepOpinion = 10 * time.Minute

// keep keeps an opinion, and forgets the old ones.
func (o *opinions) keep(text string, t desk.RequestType, now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.kept == nil {
		o.kept = map[string]opined{}
	}
	for text, op := range o.kept {
		if now.Sub(op.at) > keepOpinion {
			delete(o.kept, text)
		}
	}
	o.kept[text] = opined{t, now}
}

// of is the opinion on a text, if there is one.
func (o *opinions) of(text string) (desk.RequestType, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	op, ok := o.kept[text]
	return op.typ, ok
}
