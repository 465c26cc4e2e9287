package courier

import (
	"errors"
	"sync"
	"time"

	"vakhta/desk"
)

// A past is what this courier knows of a notice's earlier attempts, so that it
// does not search a chat's history for a message that was never posted, show a
// page twice, or open a second topic for a card. It is kept in memory: another
// courier has to look.
type past struct {
	tries  int               // tries whose pages are all known
	key    string            // of the notice that was shown; a newer one may have replaced it
	shown  []desk.MessageRef // its pages so far
	thread desk.Address      // opened for the card
	stuck  time.Time         // since when its next file fails; zero: it does not
	singly bool              // its files cannot be brought together
	again  string            // the next file's id on the chat's platform, if it may be there
}

// of drops the pages if another notice was shown.
func (p *past) of(key string) {
	if p.key != key {
		p.key, p.shown = key, nil
	}
}

// clean reports whether no earlier attempt can have posted anything unknown.
func (p *parcel) clean() bool { return p.Tries <= p.past.tries+1 }

// after returns the notice's past after an attempt that ended with err.
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

// take returns a notice's past and removes it.
func (p pasts) take(id int64) past {
	p.mu.Lock()
	defer p.mu.Unlock()
	was := p.of[id]
	delete(p.of, id)
	return was
}

// most is how many are kept: some notices are cancelled or go to another
// courier, and are never asked for again.
const most = 10_000

func (p pasts) keep(id int64, was past) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.of) == most {
		clear(p.of)
	}
	p.of[id] = was
}
