package tickets

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// Reachability is news of a chat: from now on it takes the bot's messages, or none.
type Reachability struct {
	At    desk.Address
	Able  bool
	Cause desk.ReachCause
	Title string // of the chat, where the platform told it
	Key   string // of what told it: the notices' keys begin with it
}

// MarkReach remembers whether a chat takes messages. The first time that this
// changes for a chat that the desk depends on, its admins are told, and changed
// is true.
func MarkReach(ctx context.Context, tx *storage.Tx, d *desk.Desk, r Reachability, now time.Time) (changed bool, err error) {
	changed, err = tx.MarkReach(ctx, r.At, r.Able, r.Cause, now)
	if err != nil || !changed || !matters(d, r.At) {
		return false, err
	}
	f := notice.ReachChanged{Where: nameOf(d, r), Cause: r.Cause, Back: r.Able}
	var notices []desk.Notice
	for _, to := range admins(d, r.At) {
		notices = append(notices, desk.Notice{
			Key: fmt.Sprintf("%s/%s/%d", r.Key, f.Kind(), len(notices)),
			To:  to, Class: desk.ClassAnswer, Kind: f.Kind(), Facts: notice.Encode(f), Planned: now,
		})
	}
	return true, tx.Enqueue(ctx, now, notices...)
}

// matters reports whether the desk depends on reaching a chat: a line's channel,
// a bound chat, or somebody of desk.yaml.
func matters(d *desk.Desk, at desk.Address) bool {
	if d.TeamByChannel(at) != nil {
		return true
	}
	if p, _ := d.ProjectByChat(at); p != nil {
		return true
	}
	return d.MemberByAccount(desk.Account{Platform: at.Platform, ID: at.Chat}) != nil
}

// nameOf is how a chat is called to the admins.
func nameOf(d *desk.Desk, r Reachability) string {
	switch m := d.MemberByAccount(desk.Account{Platform: r.At.Platform, ID: r.At.Chat}); {
	case m != nil:
		return m.Name + " (" + r.At.String() + ")"
	case r.Title != "":
		return r.Title + " (" + r.At.String() + ")"
	default:
		return r.At.String()
	}
}

// admins are the private chats of the desk's admins, one of each, the chat that
// the news is about left out.
func admins(d *desk.Desk, about desk.Address) (chats []desk.Address) {
	for _, m := range d.Admins() {
		for _, a := range m.Accounts {
			if a.Private() != about && d.On(a.Platform) {
				chats = append(chats, a.Private())
				break
			}
		}
	}
	return chats
}

// Undelivered writes down that a platform refused a notice for good, together with
// what follows from it: a chat that does not take messages is remembered and
// reported, and when the notice called somebody, the next one is called at once.
func (s *Service) Undelivered(ctx context.Context, n desk.Notice, why error, o storage.Settlement) error {
	d := s.Current()
	var changes Changes
	err := s.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		c, err := LockID(ctx, tx, d, n.Ticket, o.At)
		if err != nil && !errors.Is(err, desk.ErrNotFound) {
			return err
		}
		was, err := tx.Settle(ctx, o)
		if err != nil {
			return err
		}
		if errors.Is(why, desk.ErrChatGone) {
			changed, err := MarkReach(ctx, tx, d, Reachability{
				At: n.To.Root(), Cause: causeOf(why), Key: "undelivered:" + n.Key,
			}, o.At)
			if err != nil {
				return err
			}
			if changed {
				s.Log.Warn("chat does not take messages", "chat", n.To.Root().String(), "error", why)
			}
		}
		if c == nil {
			return nil
		}
		if err := c.Undelivered(ctx, n, Rejection{Gone: errors.Is(why, desk.ErrChatGone), Cause: causeOf(why), Cancelled: was != storage.NoticeLiving}); err != nil {
			return err
		}
		changes, err = c.Save(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("pass on %s: %w", n.Key, err)
	}
	s.Committed(ctx, changes)
	return nil
}

// A Rejection is how a notice was refused for good.
type Rejection struct {
	Gone      bool // its chat takes none at all
	Cause     desk.ReachCause
	Cancelled bool // nobody waits for it any more
}

// causeOf is why a chat takes no messages, as far as its platform said.
func causeOf(why error) desk.ReachCause {
	if e, ok := errors.AsType[desk.ChatGoneError](why); ok {
		return e.Cause
	}
	return desk.ReachRefused
}
