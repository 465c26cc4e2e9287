package conversations

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"vakhta/conversations/acts"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// mostHomes is how many people's pages of a project are drawn again; those who
// opened theirs the longest ago see what changed when they open it again.
const mostHomes = 200

// visited shows the visitor's own page, and notes that they have opened it.
func visited(ctx context.Context, t *turn.Turn, b desk.Visited) error {
	if !b.Again && t.Who.Known() {
		projects := slices.Sorted(maps.Keys(t.Who.Roles))
		t.Tx.OpenHome(t.Who.Person.ID, t.Event.From.Platform, projects, t.Now())
		t.After(func() { t.Tickets.Watch(projects...) })
	}
	return acts.Home(ctx, t)
}

// pressed does the act of a button. After one of the visitor's own page the page
// shows at once what has changed.
func pressed(ctx context.Context, t *turn.Turn, b desk.Pressed) error {
	if err := acts.Press(ctx, t, b); err != nil || !b.OnHome {
		return err
	}
	return acts.Home(ctx, t)
}

// FireHome draws the pages again that show something of a project in which something
// has changed, except those that would look the same. What a messenger does not take
// now is tried again later.
func (e *Engine) FireHome(ctx context.Context, now time.Time, due desk.Alarm) error {
	var open []storage.Home
	err := e.Tickets.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		if err := tx.Disarm(ctx, due.Subject, due.Clock); err != nil {
			return err
		}
		open, err = tx.HomesOf(ctx, due.Name(), now.Add(-tickets.HomeKept), mostHomes)
		return err
	})
	if err != nil {
		return fmt.Errorf("read whose Homes show %s: %w", due.Name(), err)
	}
	later := false
	for _, h := range open {
		err := e.redrawHome(ctx, h, due)
		if send, ok := errors.AsType[*desk.SendError](err); err != nil && (!ok || send.Fate != desk.Refused) {
			later = true
		}
		if err != nil && ctx.Err() == nil {
			e.Log.Warn("draw a Home again", "person", h.Person.ID, "error", err)
		}
	}
	if !later {
		return nil
	}
	var set []desk.Alarm
	err = e.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		set = tickets.RedrawHomes(tx, e.Tickets.Current(), e.Clock.Now(), due.Name())
		return nil
	})
	if err == nil {
		e.Tickets.Committed(ctx, tickets.Changes{Set: set})
	}
	return err
}

// redrawHome shows somebody's page as it is now. Who has no page any more, or was
// not seen for long in the chat that gives them one, keeps what they see until they
// open it.
func (e *Engine) redrawHome(ctx context.Context, h storage.Home, due desk.Alarm) error {
	p := h.Person
	ev := desk.Event{
		ID: desk.EventID("home:" + strconv.FormatInt(int64(p.ID), 10) + ":" + string(p.Account.Platform) + ":" + strconv.FormatInt(due.Due.Unix(), 10) + ":" + due.Name()),
		At: e.Clock.Now(), From: desk.Sender{Account: p.Account, Name: p.Name, Locale: p.Locale, TimeZone: p.TimeZone},
		In:   desk.Place{Address: p.Account.Private(), Private: true},
		Body: desk.Visited{Again: true},
	}
	t, err := e.attempt(ctx, ev, take)
	if _, again := errors.AsType[*turn.Recheck](err); again || errors.Is(err, turn.ErrSilent) || turn.Refused(err) != nil {
		return nil //nolint:nilerr // as promised above
	}
	if err != nil || t.Reply.Home == nil || e.ShowHome == nil {
		return err
	}
	raw, err := json.Marshal(t.Reply.Home)
	if err != nil {
		return fmt.Errorf("compare a Home: %w", err)
	}
	sum := sha256.Sum256(raw)
	shown := base64.RawURLEncoding.EncodeToString(sum[:])
	if shown == h.Shown {
		return nil
	}
	if err := e.ShowHome(ctx, p.Account, *t.Reply.Home); err != nil {
		return err
	}
	return e.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		tx.ShowHome(h, shown)
		return nil
	})
}
