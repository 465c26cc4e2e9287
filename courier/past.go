package courier

import (
	"errors"
	"sync"

	"vakhta/desk"
)

// A past is what a courier knows of a notice's earlier attempts, so that a chat's
// history is not read for a message that nobody posted, no page is shown twice, and
// no second topic is opened for a card. It lives in memory: who knows nothing asks.
type past struct {
	tries  int               // so many there were, and none left a page behind that nobody remembers
	key    string            // of the notice that was shown: a newer one may have taken its place
	shown  []desk.MessageRef // its pages so far
	thread desk.Address      // that was opened for the card
}

// of forgets the pages of what was shown instead.
func (p *past) of(key string) {
	if p.key != key {
		p.key, p.shown = key, nil
	}
}

// clean reports whether no attempt before this one can have posted anything.
func (p *parcel) clean() bool { return p.Tries <= p.past.tries+1 }

// after is the notice's past once an attempt has ended with err.
func (p *parcel) after(posted bool, err error) past {
	send, asked := errors.AsType[*desk.SendError](err)
	if p.clean() && !posted && (!asked || send.Fate == desk.Later) {
		p.past.tries = p.Tries
	}
	return p.past
}

// pasts are those of the notices that will be tried again.
type pasts struct {
	mu *sync.Mutex
	of map[int64]past
}

func newPasts() pasts { return pasts{new(sync.Mutex), map[int64]past{}} }

// take is a notice's past, which is then forgotten.
func (p pasts) take(id int64) past {
	p.mu.Lock()
	defer p.mu.Unlock()
	was := p.of[id]
	delete(p.of, id)
	return was
}

// most is how many are remembered: some notices are hushed, or go to another
// courier, and are not asked for again.
const most = 10_000

func (p pasts) keep(id int64, was past) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.of) == most {
		clear(p.of)
	}
	p.of[id] = was
}
