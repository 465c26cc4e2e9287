package tickets

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// Reachability is a change: from now on a chat takes the bot's messages, or
// does not.
type Reachability struct {
	At    desk.Address
	Able  bool
	Cause desk.ReachCause
	Title string // of the chat, if the platform told it
	Key   string // prefix of the notices' keys
}

// MarkReach stores whether a chat takes messages. If that has changed for a
// chat that the desk depends on, its admins are told, and changed is true. Of a
// line's channel it also sets the alarm on which [Service.FireChannel] acts.
func MarkReach(ctx context.Context, tx *storage.Tx, d *desk.Desk, r Reachability, now time.Time) (changed bool, set []desk.Alarm, err error) {
	changed, err = tx.MarkReach(ctx, r.At, r.Able, r.Cause, now)
	if err != nil || !changed || !matters(d, r.At) {
		return false, nil, err
	}
	if len(d.LinesIn(r.At)) > 0 {
		set = []desk.Alarm{{Subject: desk.Of(ChannelKind, r.At.Root().String()), Due: now}}
		if err := tx.Arm(ctx, set...); err != nil {
			return false, nil, err
		}
	}
	f := notice.ReachChanged{Where: nameOf(d, r), Cause: r.Cause, Back: r.Able, Line: len(set) > 0}
	var notices []desk.Notice
	for _, to := range admins(d, r.At) {
		notices = append(notices, desk.Notice{
			Key: fmt.Sprintf("%s/%s/%d", r.Key, f.Kind(), len(notices)),
			To:  to, Class: desk.ClassAnswer, Kind: f.Kind(), Facts: notice.Encode(f), Planned: now,
		})
	}
	return true, set, tx.Enqueue(ctx, now, notices...)
}

// matters reports whether the desk depends on a chat: a line's channel, a bound
// chat, or the private chat of a person in desk.yaml.
func matters(d *desk.Desk, at desk.Address) bool {
	if len(d.LinesIn(at)) > 0 {
		return true
	}
	for _, p := range d.Projects {
		if slices.ContainsFunc(p.Chats, func(c desk.BoundChat) bool { return c.Chat.Root() == at.Root() }) {
			return true
		}
	}
	return d.MemberByAccount(desk.Account{Platform: at.Platform, ID: at.Chat}) != nil
}

// nameOf returns a chat's name for the admins.
func nameOf(d *desk.Desk, r Reachability) string {
	team := d.TeamByChannel(r.At)
	switch m := d.MemberByAccount(desk.Account{Platform: r.At.Platform, ID: r.At.Chat}); {
	case team != nil:
		return team.Name + " (" + r.At.String() + ")"
	case m != nil:
		return m.Name + " (" + r.At.String() + ")"
	case r.Title != "":
		return r.Title + " (" + r.At.String() + ")"
	default:
		return r.At.String()
	}
}

// admins returns a private chat of each of the desk's admins, except the chat, or
// the whole messenger, that the news is about.
func admins(d *desk.Desk, about desk.Address) (chats []desk.Address) {
	for _, m := range d.Admins() {
		for _, a := range m.Accounts {
			if a.Private() != about && (about.Chat != "" || a.Platform != about.Platform) && d.On(a.Platform) {
				chats = append(chats, a.Private())
				break
			}
		}
	}
	return chats
}

// Undelivered records that a platform refused a notice for good, together with
// the consequences: a chat that does not take messages is stored and reported,
// and if the notice called somebody, the next one is called at once.
func (s *Service) Undelivered(ctx context.Context, n desk.Notice, why error, o storage.Settlement) error {
	d := s.Current()
	var changes Changes
	err := s.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		changes = Changes{}
		c, err := LockID(ctx, tx, d, n.Ticket, o.At)
		if err != nil && !errors.Is(err, desk.ErrNotFound) {
			return err
		}
		was, err := tx.Settle(ctx, o)
		if err != nil {
			return err
		}
		if errors.Is(why, desk.ErrChatGone) {
			changed, set, err := MarkReach(ctx, tx, d, Reachability{
				At: n.To.Root(), Cause: causeOf(why), Key: "undelivered:" + n.Key,
			}, o.At)
			if err != nil {
				return err
			}
			changes = Changes{Set: set}
			if changed {
				s.Log.Warn("chat does not take messages", "chat", n.To.Root().String(), "error", why)
			}
		}
		if f, err := notice.Decode(n.Kind, n.Facts); err == nil {
			if f, is := f.(notice.ReachChanged); is && probes(n, f) { // who refuses answers
				return back(ctx, tx, d, n, o.At)
			}
		}
		if c == nil {
			return nil
		}
		if err := c.Undelivered(ctx, n, Rejection{Gone: errors.Is(why, desk.ErrChatGone), Cause: causeOf(why), Cancelled: was != storage.NoticeLiving, Why: why}); err != nil {
			return err
		}
		more, err := c.Save(ctx)
		changes.Add(more)
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
	Gone      bool // its chat takes no messages at all
	Cause     desk.ReachCause
	Cancelled bool // the notice had been cancelled
	Why       error
}

// causeOf returns why a chat takes no messages, as far as its platform said.
func causeOf(why error) desk.ReachCause {
	if e, ok := errors.AsType[desk.ChatGoneError](why); ok {
		return e.Cause
	}
	return desk.ReachRefused
}
