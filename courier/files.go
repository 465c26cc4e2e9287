package courier

import (
	"context"
	"errors"
	"slices"
	"time"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/files"
	"vakhta/notice"
	"vakhta/storage"
)

const (
	// stuckWithin is how long a file that cannot be brought is tried again. Then
	// people are told instead. With the last try, the chat waits ten seconds.
	stuckWithin = 6 * time.Second
	// carryLease is how long a courier may hold a notice with a file: longer
	// than the adapters allow a download and an upload together.
	carryLease = 11 * time.Minute
	// placeBusy is how long it waits if as many files as allowed are under way.
	placeBusy = 500 * time.Millisecond
)

var errBusy = errors.New("as many files as allowed are under way")

// A notYetError means that a file cannot be brought at the moment. The chat is
// not to blame, so its other notices are not held back by its budget.
type notYetError struct {
	after  time.Duration
	unsure bool // it may be in the chat
	err    error
}

// Error returns the cause.
func (e *notYetError) Error() string { return "not yet: " + e.err.Error() }

// Unwrap returns the cause.
func (e *notYetError) Unwrap() error { return e.err }

// words returns the utterance that a notice shows or removes; 0: none.
func (p *parcel) words() int64 {
	if f, ok := p.facts.(notice.Remove); ok {
		return f.Utterance
	}
	return p.Utterance
}

// undone reports whether a notice shows that words were taken back.
func (p *parcel) undone() bool {
	f, ok := p.facts.(notice.NoteSaid)
	return ok && f.Undone
}

// brings reports whether a notice still has to bring files to its chat.
func (c *Courier) brings(m desk.Messenger, p *parcel, all []desk.File) bool {
	return len(c.missing(m, p, all)) > 0
}

// missing returns which of a notice's files are not in its chat yet, by their
// places among the files of its words. Files without bytes are only named.
func (c *Courier) missing(m desk.Messenger, p *parcel, all []desk.File) (parts []int) {
	if _, can := m.(desk.Uploader); !can || c.Spool == nil || p.Utterance == 0 || p.undone() {
		return nil
	}
	for i, f := range all {
		_, can := c.Messengers[f.Platform].(desk.Fetcher)
		there := slices.ContainsFunc(p.files, func(copied desk.FileCopy) bool { return copied.Part == i })
		if can && f.ID != "" && !there {
			parts = append(parts, i)
		}
	}
	return parts
}

// attach brings the files of a notice that are not in its chat yet, in order,
// after its words. Each is stored at once, and a retry continues with the one
// that failed.
func (c *Courier) attach(ctx context.Context, m desk.Messenger, p *parcel, all []desk.File) error {
	if p.undone() {
		return c.detach(ctx, m, p)
	}
	for parts := c.missing(m, p, all); len(parts) > 0; {
		part := parts[0]
		if p.op = desk.OperationPost; !c.budgets.take(p.Notice, p.op, c.Clock.Now()) {
			return errBudget
		}
		n, living, err := c.bringTogether(ctx, m, p, all, parts)
		if n == 0 && err == nil {
			n = 1
			living, err = c.bring(ctx, m, p, shipment{part: part, file: all[part]})
		}
		if err != nil || !living {
			return err
		}
		parts = parts[n:]
		p.past.stuck, p.past.again = time.Time{}, ""
	}
	return nil
}

// A shipment is a file of some words, and its place among them.
type shipment struct {
	words  int64
	part   int
	file   desk.File
	stored string // the name under which the desk has it; "": it has not
}

// bring brings one file, or says in its place that it cannot be brought. It
// reports whether the notice is still to be sent.
func (c *Courier) bring(ctx context.Context, m desk.Messenger, p *parcel, s shipment) (living bool, err error) {
	release, free := c.Spool.Reserve()
	if !free {
		return false, &notYetError{after: placeBusy, err: errBusy}
	}
	defer release()
	ships := []shipment{s}
	if err := c.prepare(ctx, p, ships); err != nil {
		return false, err
	}
	s = ships[0]
	at, sent, err := c.carry(ctx, m, p, s)
	var missed *notice.FileMissed
	if err != nil {
		if missed, err = c.gaveUp(p, s.file, err); missed == nil {
			return false, err
		}
		c.Log.Warn("file not delivered", "notice", p.Key, "part", s.part+1, "size", s.file.Size, "why", missed.Why, "error", err)
		if at, err = c.excuse(ctx, m, p, *missed); err != nil {
			return false, err
		}
	}
	copied := desk.FileCopy{Utterance: p.Utterance, Part: s.part, At: at, ID: sent.ID}
	if living, err = c.Tickets.FileSent(ctx, p.Notice, copied, missed); err != nil {
		return false, err
	}
	p.files = append(p.files, copied)
	if !living { // the words were taken back meanwhile
		return false, c.detach(ctx, m, p)
	}
	return true, nil
}

// prepare extends the notice's lease and finds out which of its files the desk
// has stored.
func (c *Courier) prepare(ctx context.Context, p *parcel, ships []shipment) error {
	return c.Store.Update(ctx, func(tx *storage.Tx) error {
		err := tx.KeepLease(ctx, p.Notice, c.Clock.Now().Add(carryLease))
		for i := range ships {
			if err != nil {
				return err
			}
			ships[i].words = p.Utterance
			ships[i].stored, err = tx.StoredFile(ctx, p.Utterance, ships[i].part)
		}
		return err
	})
}

// gaveUp decides whether a file is not to be tried again. Then it returns what
// people are told, with the cause.
func (c *Courier) gaveUp(p *parcel, f desk.File, err error) (*notice.FileMissed, error) {
	missed := &notice.FileMissed{Name: f.Name, File: f.Kind, Size: f.Size}
	send, sent := errors.AsType[*desk.SendError](err)
	large, _ := errors.AsType[desk.FileTooLargeError](err)
	_, waits := errors.AsType[*notYetError](err)
	switch {
	case errors.Is(err, files.ErrInfected):
		missed.Why = notice.FileInfected
		return missed, err
	case errors.Is(err, files.ErrUnchecked) && !waits:
		missed.Why = notice.FileUnchecked
		return missed, err
	case errors.Is(err, desk.ErrFileTooLarge):
		missed.Why, missed.Limit = notice.FileTooLarge, large.Most
		return missed, err
	case errors.Is(err, files.ErrNoRoom):
		missed.Why = notice.FileNoRoom
		return missed, err
	case errors.Is(err, desk.ErrFileEmpty):
		missed.Why = notice.FileEmpty
		return missed, err
	case errors.Is(err, desk.ErrFileGone):
		missed.Why = notice.FileGone
		return missed, err
	case sent && (aboutChat(send) || send.Fate == desk.Later):
		return nil, err
	case sent && send.Fate == desk.Refused:
		missed.Why = notice.FileRefused
		return missed, err
	case !waits && !sent: // the store is away, or the desk stops
		return nil, err
	}
	now := c.Clock.Now()
	if p.past.stuck.IsZero() {
		p.past.stuck = now
	}
	if now.Sub(p.past.stuck) >= stuckWithin {
		missed.Why = notice.FileStuck
		if errors.Is(err, files.ErrUnchecked) {
			missed.Why = notice.FileUnchecked
		}
		return missed, err
	}
	if !waits {
		err = &notYetError{after: time.Second, unsure: true, err: err}
	}
	return nil, err
}

// aboutChat reports whether a refusal is about the chat and not about the file.
func aboutChat(e *desk.SendError) bool {
	return errors.Is(e, desk.ErrChatGone) || errors.Is(e, desk.ErrThreadGone) || errors.Is(e, desk.ErrUnauthorized) || !e.Moved.IsZero()
}

// excuse says in a file's place that it cannot be brought, and why.
func (c *Courier) excuse(ctx context.Context, m desk.Messenger, p *parcel, f notice.FileMissed) (desk.MessageRef, error) {
	f.Here = true
	card, err := cards.Card(p.view, f)
	if err != nil {
		return desk.MessageRef{}, unsayable(err)
	}
	return m.Post(ctx, p.past.shown[0].Address, card, "")
}

// detach deletes the files of a notice's words from its chat.
func (c *Courier) detach(ctx context.Context, m desk.Messenger, p *parcel) error {
	for len(p.files) > 0 {
		f := p.files[len(p.files)-1]
		if err := c.takeAway(ctx, m, p, f.At); err != nil {
			return err
		}
		if err := c.Store.Update(ctx, func(tx *storage.Tx) error { return tx.DropFileCopy(ctx, f) }); err != nil {
			return err
		}
		p.files = p.files[:len(p.files)-1]
	}
	return nil
}
