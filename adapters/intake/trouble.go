package intake

import (
	"context"
	"sync"
	"time"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
)

// tellTrouble tells a person who waits for an answer that it failed on our
// side: one who pressed a button, gave a command, submitted a form or wrote to
// the bot. What people say to each other in a group is not answered.
func (in *Intake) tellTrouble(ctx context.Context, u *Delivery) {
	e := u.Events[0]
	switch b := e.Body.(type) {
	case desk.Pressed, desk.Submitted, desk.Asked:
		in.tell(ctx, u, notice.RefusedTrouble)
	case desk.Said:
		if (b.ToBot || e.In.Private) && in.told.mayTell(e.In.Root(), in.Clock.Now()) {
			in.tell(ctx, u, notice.RefusedUnread)
		}
	}
}

// tellStale answers a press that the desk does not know any more.
func (in *Intake) tellStale(ctx context.Context, u *Delivery) {
	if u.Waits {
		in.tell(ctx, u, notice.RefusedAnswered)
	}
}

// tell also answers during a shutdown, because somebody waits.
func (in *Intake) tell(ctx context.Context, u *Delivery, sentence string) {
	if u.Answer == nil {
		return
	}
	locale := u.Locale
	if len(u.Events) > 0 && u.Events[0].From.Locale != "" {
		locale = u.Events[0].From.Locale
	}
	u.Answer(context.WithoutCancel(ctx), desk.Reply{Toast: cards.Sentence(locale, sentence, nil)})
}

// told remembers which chats were told lately that messages are not handled:
// once during an outage is enough. Presses are all answered.
type told struct {
	mu sync.Mutex
	at map[desk.Address]time.Time
}

// tellAgain is after how long a chat is told again, and maxTold limits how many
// chats are remembered.
const (
	tellAgain = 5 * time.Minute
	maxTold   = 1000
)

func (t *told) mayTell(in desk.Address, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if last, ok := t.at[in]; ok && now.Sub(last) < tellAgain {
		return false
	}
	if t.at == nil || len(t.at) >= maxTold {
		t.at = map[desk.Address]time.Time{}
	}
	t.at[in] = now
	return true
}
